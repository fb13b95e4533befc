import { dayAsTyped, typedDay } from '../desk/dates';
import type { Session } from '../desk/session.svelte';
import { asRefused } from '../ipc';
import type { TrendsView } from '../ipc/wire';
import { trendsWords } from '../words/figures';
import { CasesBehind } from './casesBehind.svelte';
import { Comparison } from './comparison.svelte';
import { Help } from './help.svelte';
import { Marks } from './marks.svelte';

/** The charts as at a day. */
export class TrendsPage {
  readonly #session: Session;
  view = $state.raw<TrendsView | null>(null);
  /** Null is today. */
  asAt = $state<string | null>(null);
  typed = $state('');
  error = $state<string | null>(null);
  readonly behind: CasesBehind;
  readonly equality: Comparison;
  readonly places: Comparison;
  readonly help: Help;
  readonly marks: Marks;

  constructor(session: Session) {
    this.#session = session;
    this.behind = new CasesBehind(session, () => this.asAt);
    this.equality = new Comparison(session, false, () => this.asAt);
    this.places = new Comparison(session, true, () => this.asAt);
    this.help = new Help(session, () => this.asAt);
    this.marks = new Marks(session, () => this.load());
    this.typed = dayAsTyped(session.who?.today ?? '');
  }

  async load(): Promise<void> {
    await this.#session.try(async () => {
      this.#show(await this.#session.ipc.trends(this.asAt));
    });
  }

  async choose(): Promise<void> {
    const day = typedDay(this.typed);
    if (day === null) {
      this.error = trendsWords.dateWrong;
      return;
    }
    this.error = null;
    try {
      this.#show(await this.#session.ipc.trends(day));
      this.asAt = day === this.#session.who?.today ? null : day;
    } catch (thrown) {
      this.error = asRefused(thrown).message;
    }
  }

  async today(): Promise<void> {
    this.asAt = null;
    this.error = null;
    await this.load();
  }

  /** The charts of a question stand together, the first of them under it. */
  isFirstOfQuestion(index: number): boolean {
    const charts = this.view?.charts ?? [];
    return index === 0 || charts[index - 1]?.question !== charts[index]?.question;
  }

  /** Whether any month has anything in it; a withheld month has. */
  get empty(): boolean {
    return this.view?.charts.filter((chart) => chart.points.length > 0).every((chart) => chart.points.every((point) => !point.suppressed && !point.denominator)) ?? false;
  }

  /** The day shown may be earlier than the day asked for, where the latest months are withheld. */
  #show(view: TrendsView): void {
    this.view = view;
    this.typed = dayAsTyped(view.as_at);
    this.behind.close();
    void this.help.load();
    this.marks.show(view.charts, view.marks);
    void this.equality.load();
    void this.places.load();
  }
}
