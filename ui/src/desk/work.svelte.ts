import type { ProgressView } from '../ipc/wire';
import type { Session } from './session.svelte';

/** One long piece of work: how far it is, and its Cancel. */
export class Work {
  readonly #session: Session;
  going = $state(false);
  cancelling = $state(false);
  progress = $state.raw<ProgressView | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Runs `action` while hearing its progress. A refusal goes where `action` sends it. */
  async run(action: () => Promise<void>): Promise<void> {
    if (this.going) return;
    this.going = true;
    this.#session.working += 1;
    this.cancelling = false;
    this.progress = null;
    const stop = this.#session.ipc.onProgress((progress) => (this.progress = progress));
    try {
      await action();
    } finally {
      stop();
      this.#session.working -= 1;
      this.going = false;
    }
  }

  async cancel(): Promise<void> {
    this.cancelling = true;
    await this.#session.try(() => this.#session.ipc.cancelWork());
  }
}
