import type { Session } from '../desk/session.svelte';
import { Work } from '../desk/work.svelte';
import type { MonthView } from '../ipc/wire';

/** One month's page: its figures, its editions and what was issued. */
export class MonthPage {
  readonly #session: Session;
  readonly work: Work;
  view = $state.raw<MonthView | null>(null);
  month = $state('');

  constructor(session: Session) {
    this.#session = session;
    this.work = new Work(session);
  }

  async load(): Promise<void> {
    await this.#session.try(async () => {
      this.view = await this.#session.ipc.monthView(this.month || null);
    });
    // The choice says what is shown, also where the chosen month was refused.
    this.month = this.view?.month ?? '';
  }

  async print(shareable: boolean): Promise<void> {
    await this.work.run(async () => {
      await this.#session.try(async () => {
        this.#session.tell((await this.#session.ipc.printMonth(this.#request(shareable))).words);
      });
    });
  }

  async issue(shareable: boolean): Promise<void> {
    await this.work.run(async () => {
      const refused = await this.#session.perform(() => this.#session.ipc.issueMonth(this.#request(shareable)));
      if (refused) this.#session.trouble = refused;
      else await this.load();
    });
  }

  #request(shareable: boolean) {
    return { month: this.month, as_at: null, shareable };
  }
}
