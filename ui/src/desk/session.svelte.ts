import { getContext, setContext } from 'svelte';
import { asRefused, type Ipc, Refused } from '../ipc';
import type { ChoicesView, DeskView, DoneView, PlaceView, SignedInView, UndoView } from '../ipc/wire';
import { shell } from '../words/places';
import { signInWords } from '../words/signin';

/** Who is signed in, which page stands open, and what was done last. One for the window. */
export class Session {
  readonly ipc: Ipc;
  desk = $state.raw<DeskView | null>(null);
  who = $state.raw<SignedInView | null>(null);
  choices = $state.raw<ChoicesView | null>(null);
  place = $state<PlaceView>('today');
  openCase = $state<string | null>(null);
  done = $state.raw<DoneView | null>(null);
  /** The contact recorded last, while the line that told it stands. */
  recorded = $state.raw<UndoView | null>(null);
  /** What was done last was an undo: its button does the thing again. */
  undoneLast = $state(false);
  /** What stopped the page as a whole; what stopped a field is shown at the field. */
  trouble = $state.raw<Refused | null>(null);
  covered = $state(false);
  keysShown = $state(false);
  /** Rises with every change, so that a page knows when to load again. */
  changes = $state(0);
  /** Pieces of long work under way. */
  working = 0;
  counts = $state<Partial<Record<PlaceView, number>>>({});
  #undoable: UndoView[] = [];
  #counted = 0;

  constructor(ipc: Ipc) {
    this.ipc = ipc;
  }

  async start(): Promise<void> {
    await this.try(async () => {
      this.desk = await this.ipc.deskView();
    });
  }

  async welcome(who: SignedInView): Promise<void> {
    this.who = who;
    this.place = who.places[0] ?? 'today';
    this.trouble = null;
    this.done = { words: who.last_signed_in ?? signInWords.firstTime, undo: null };
    await this.#loadChoices();
    void this.#count();
  }

  async lock(): Promise<void> {
    await this.try(async () => {
      this.desk = await this.ipc.signOut();
      this.#forget();
    });
  }

  /** Nobody has touched the desk for a while. What was saved is saved; what was being typed is gone with the screen. */
  async lockItself(): Promise<void> {
    await this.lock();
    if (!this.who) this.trouble = new Refused({ code: 'locked', message: signInWords.lockedItself, field: null });
  }

  may(place: PlaceView): boolean {
    return this.who?.places.includes(place) ?? false;
  }

  go(place: PlaceView): void {
    if (!this.may(place)) return;
    // What can still be undone stays in sight; a plain notice belongs to the page it was said on.
    if (this.done && !this.done.undo) this.done = null;
    this.place = place;
    this.openCase = null;
    this.trouble = null;
  }

  open(caseId: string): void {
    if (!this.may('cases')) return;
    this.openCase = caseId;
    this.trouble = null;
  }

  back(): void {
    this.openCase = null;
    this.trouble = null;
  }

  /** Does something and tells it in one line. Returns why not, where it was refused. */
  async perform(action: () => Promise<DoneView>): Promise<Refused | null> {
    try {
      const done = await action();
      this.done = done;
      this.recorded = null;
      this.undoneLast = false;
      this.trouble = null;
      if (done.undo) this.#undoable = [...this.#undoable, done.undo];
      this.changed();
      return null;
    } catch (thrown) {
      return this.#heard(asRefused(thrown));
    }
  }

  /** Undoes this action, or the last one of this session. */
  async undo(what: UndoView | undefined = this.#undoable.at(-1)): Promise<void> {
    if (!what) {
      this.done = { words: shell.nothingToUndo, undo: null };
      return;
    }
    const before = this.#undoable;
    const again = this.undoneLast && what.first_entry === this.done?.undo?.first_entry;
    const refused = await this.perform(() => this.ipc.undo(what));
    // What was done again can be undone as it could the first time. An undo can itself be undone from its line,
    // but Ctrl+Z goes on back and does not turn round.
    if (!again) this.#undoable = before.filter((one) => one.first_entry !== what.first_entry);
    if (refused) this.trouble = refused;
    else this.undoneLast = !again;
  }

  /** The record changed: the open page loads again, and the counts beside the places are asked for anew. */
  changed(): void {
    this.changes += 1;
    void this.#count();
    // A file may have brought new boroughs and officers for the forms to choose from.
    void this.#loadChoices();
  }

  /** As `perform`, for a contact's result: its text for the records system can be copied from the line that tells it. */
  async record(action: () => Promise<DoneView>): Promise<Refused | null> {
    const refused = await this.perform(action);
    if (!refused) this.recorded = this.done?.undo ?? null;
    return refused;
  }

  dismiss(): void {
    this.done = null;
    this.recorded = null;
  }

  tell(words: string): void {
    this.recorded = null;
    this.done = { words, undo: null };
  }

  /** Asks something whose refusal belongs to the form that asked. */
  async ask(action: () => Promise<void>): Promise<Refused | null> {
    try {
      await action();
      return null;
    } catch (thrown) {
      return this.#heard(asRefused(thrown));
    }
  }

  /** Runs something for the page as a whole; a refusal is shown on top of it. */
  async try(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (thrown) {
      const refused = this.#heard(asRefused(thrown));
      if (refused.code === 'cancelled') this.tell(shell.cancelled);
      else this.trouble = refused;
      return false;
    }
  }

  /** The lists serve the forms about cases; who may not see cases is refused them. */
  async #loadChoices(): Promise<void> {
    if (!this.may('cases')) return;
    await this.try(async () => {
      this.choices = await this.ipc.choices();
    });
  }

  #heard(refused: Refused): Refused {
    if (refused.code === 'locked' && this.who) {
      this.#forget();
      this.trouble = refused;
      void this.ipc.deskView().then((desk) => (this.desk = desk)).catch(() => undefined);
    }
    return refused;
  }

  /** A count that cannot be had is not shown; what stopped it stops the page too, which says so. */
  async #count(): Promise<void> {
    const asked = ++this.#counted;
    if (!this.may('cases')) return;
    const counts = await this.ipc.railCounts().catch(() => null);
    if (asked !== this.#counted || !this.who) return;
    this.counts = counts ? { ...this.counts, ...counts } : {};
  }

  #forget(): void {
    this.#counted += 1;
    this.who = null;
    this.choices = null;
    this.openCase = null;
    this.done = null;
    this.trouble = null;
    this.covered = false;
    this.recorded = null;
    this.counts = {};
    this.#undoable = [];
  }
}

const key = Symbol('session');

export function provideSession(session: Session): void {
  setContext(key, session);
}

export function useSession(): Session {
  return getContext<Session>(key);
}
