import type { Session } from '../desk/session.svelte';
import { Work } from '../desk/work.svelte';
import type { MonthSlotView, MonthView } from '../ipc/wire';
import { monthWords } from '../words/figures';

/** A place of the page, as it is being written. */
export class Slot {
  readonly slot: string;
  readonly title: string;
  readonly #kept: MonthSlotView;
  words = $state('');
  shareable = $state(false);
  error = $state<string | null>(null);

  constructor(kept: MonthSlotView) {
    this.#kept = kept;
    this.slot = kept.slot;
    this.title = kept.title;
    this.words = kept.words;
    this.shareable = kept.shareable;
  }

  get changed(): boolean {
    return this.words !== this.#kept.words || this.shareable !== this.#kept.shareable;
  }
}

/** One month's page: its figures, its pages as they will print, what is written on them, and what was issued. */
export class MonthPage {
  readonly #session: Session;
  readonly work: Work;
  view = $state.raw<MonthView | null>(null);
  month = $state('');
  /** `coordinator` or `shareable`: the edition shown, printed and issued. */
  edition = $state('shareable');
  /** The pages as pictures; null while they are laid out. */
  pages = $state.raw<string[] | null>(null);
  slots = $state.raw<Slot[]>([]);
  correction = $state('');
  correctionError = $state<string | null>(null);
  readonly editions: { code: string; label: string }[];

  constructor(session: Session) {
    this.#session = session;
    this.work = new Work(session);
    const mayAll = session.who?.may_see_names ?? false;
    this.editions = [...(mayAll ? [{ code: 'coordinator', label: monthWords.coordinatorEdition }] : []), { code: 'shareable', label: monthWords.shareableEdition }];
    if (mayAll) this.edition = 'coordinator';
  }

  async load(): Promise<void> {
    await this.#session.try(async () => {
      this.view = await this.#session.ipc.monthView(this.month || null);
    });
    // The choice says what is shown, also where the chosen month was refused.
    this.month = this.view?.month ?? '';
    this.slots = (this.view?.slots ?? []).map((slot) => new Slot(slot));
    this.correction = '';
    this.correctionError = null;
    await this.layOut();
  }

  /** The pages of the edition chosen, as they will print now. */
  async layOut(): Promise<void> {
    if (this.view === null) return;
    const asked = `${this.month} ${this.edition}`;
    this.pages = null;
    await this.#session.try(async () => {
      const { pages } = await this.#session.ipc.monthPages(this.#request());
      if (asked === `${this.month} ${this.edition}`) this.pages = pages.map((svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
    });
  }

  async keep(slot: Slot): Promise<void> {
    slot.error = null;
    const refused = await this.#session.perform(() => this.#session.ipc.writeMonthSlot({ month: this.month, slot: slot.slot, words: slot.words, shareable: slot.shareable }));
    if (refused) {
      slot.error = refused.message;
      return;
    }
    const others = this.slots.filter((other) => other.slot !== slot.slot && other.changed);
    await this.load();
    // What was being written elsewhere on the page stays as it was being written.
    this.slots = this.slots.map((now) => others.find((other) => other.slot === now.slot) ?? now);
  }

  get isCorrection(): boolean {
    return (this.edition === 'shareable' ? this.view?.is_issued_shareable : this.view?.is_issued) ?? false;
  }

  async print(): Promise<void> {
    await this.work.run(async () => {
      await this.#session.try(async () => {
        this.#session.tell((await this.#session.ipc.printMonth(this.#request())).words);
      });
    });
  }

  async issue(): Promise<void> {
    this.correctionError = null;
    await this.work.run(async () => {
      const refused = await this.#session.perform(() => this.#session.ipc.issueMonth(this.#request()));
      if (refused === null) await this.load();
      else if (refused.field === 'correction') this.correctionError = refused.message;
      else this.#session.trouble = refused;
    });
  }

  #request() {
    return { month: this.month, as_at: null, shareable: this.edition === 'shareable', correction: this.correction.trim() === '' ? null : this.correction };
  }
}
