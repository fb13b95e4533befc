import { dayAsTyped, typedDay } from '../desk/dates';
import type { Session } from '../desk/session.svelte';
import type { ChartView, DoneView, MarkView, RefusalView } from '../ipc/wire';
import { trendsWords } from '../words/figures';

type Kind = 'redrawn' | 'broken' | 'target';

/** What a person says about a series: limits drawn anew, a break, a target. */
export class Marks {
  readonly #session: Session;
  readonly #changed: () => Promise<void>;
  standing = $state.raw<MarkView[]>([]);
  series = $state.raw<{ code: string; label: string }[]>([]);
  readonly kinds = [{ code: 'redrawn', label: trendsWords.redrawn }, { code: 'broken', label: trendsWords.broken }, { code: 'target', label: trendsWords.target }];
  kind = $state<string>('redrawn');
  name = $state('');
  on = $state('');
  words = $state('');
  target = $state('');
  refused = $state.raw<Pick<RefusalView, 'field' | 'message'> | null>(null);

  constructor(session: Session, changed: () => Promise<void>) {
    this.#session = session;
    this.#changed = changed;
    this.on = dayAsTyped(session.who?.today ?? '');
  }

  show(charts: ChartView[], marks: MarkView[]): void {
    this.standing = marks;
    // A chart of one group is drawn of its own figures: marks are of whole series, each of which stands once.
    this.series = charts.filter((chart) => chart.cut === null).map((chart) => ({ code: chart.series, label: chart.title }));
  }

  wrong(field: string): string | null {
    return this.refused?.field === field ? this.refused.message : null;
  }

  async save(): Promise<void> {
    const kind = this.kind as Kind;
    this.refused = null;
    if (kind === 'target') {
      const value = this.target.trim();
      await this.#do(() => this.#session.ipc.setTarget({ series: this.name || (this.series[0]?.code ?? ''), value: value === '' ? null : value }));
      return;
    }
    const on = typedDay(this.on);
    if (on === null) {
      this.refused = { field: 'on', message: trendsWords.dateWrong };
      return;
    }
    await this.#do(() => this.#session.ipc.markSeries({ series: this.name === '' ? null : this.name, kind, on, words: this.words }));
  }

  async takeAway(mark: MarkView): Promise<void> {
    await this.#do(() => this.#session.ipc.undo({ name: trendsWords.unmark, first_entry: mark.entry, last_entry: mark.entry }));
  }

  async #do(act: () => Promise<DoneView>): Promise<void> {
    const refused = await this.#session.perform(act);
    if (refused) {
      this.refused = { field: refused.field ?? 'words', message: refused.message };
      return;
    }
    this.words = '';
    this.target = '';
    await this.#changed();
  }
}
