import type { Session } from '../desk/session.svelte';
import type { TaskView } from '../ipc/wire';

/** How one task that a contact left came to its end. */
export class TaskStrip {
  readonly #session: Session;
  readonly task: TaskView;
  how = $state('done');
  note = $state('');
  error = $state<string | null>(null);
  busy = $state(false);

  constructor(session: Session, task: TaskView) {
    this.#session = session;
    this.task = task;
  }

  /** Returns whether it was recorded; if not, `error` says why. */
  async save(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    const { task, how } = this;
    const refused = await this.#session.perform(() => this.#session.ipc.closeTask({ case: task.case, entry: task.entry, how, note: this.note.trim() || null }));
    this.busy = false;
    this.error = refused?.message ?? null;
    return refused === null;
  }
}
