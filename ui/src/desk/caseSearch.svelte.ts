import type { CaseRow } from '../ipc/wire';
import type { Session } from './session.svelte';

/** The search box: answers as the person types, and an older answer never replaces a newer one. */
export class CaseSearch {
  readonly #session: Session;
  text = $state('');
  found = $state.raw<CaseRow[]>([]);
  more = $state(false);
  open = $state(false);
  at = $state(0);
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  async answer(): Promise<void> {
    const asked = ++this.#asked;
    const text = this.text.trim();
    if (text === '') return this.close();
    await this.#session.try(async () => {
      const answer = await this.#session.ipc.search(text);
      if (asked !== this.#asked) return;
      this.found = answer.rows;
      this.more = answer.more;
      this.at = 0;
      this.open = true;
    });
  }

  move(by: number): void {
    if (this.found.length > 0) this.at = (this.at + by + this.found.length) % this.found.length;
  }

  choose(at = this.at): void {
    const row = this.found[at];
    if (!row) return;
    this.clear();
    this.#session.open(row.case);
  }

  clear(): void {
    this.text = '';
    this.close();
  }

  close(): void {
    this.#asked += 1;
    this.open = false;
    this.found = [];
  }
}
