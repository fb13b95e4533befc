import { dayAsTyped, typedDay } from '../desk/dates';
import type { Session } from '../desk/session.svelte';
import { asRefused } from '../ipc';
import type { TrendsView } from '../ipc/wire';
import { trendsWords } from '../words/figures';

/** The charts as at a day. */
export class TrendsPage {
  readonly #session: Session;
  view = $state.raw<TrendsView | null>(null);
  /** Null is today. */
  asAt = $state<string | null>(null);
  typed = $state('');
  error = $state<string | null>(null);

  constructor(session: Session) {
    this.#session = session;
    this.typed = dayAsTyped(session.who?.today ?? '');
  }

  async load(): Promise<void> {
    await this.#session.try(async () => {
      this.view = await this.#session.ipc.trends(this.asAt);
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
      this.view = await this.#session.ipc.trends(day);
      this.asAt = day === this.#session.who?.today ? null : day;
    } catch (thrown) {
      this.error = asRefused(thrown).message;
    }
  }

  async today(): Promise<void> {
    this.asAt = null;
    this.error = null;
    this.typed = dayAsTyped(this.#session.who?.today ?? '');
    await this.load();
  }
}
