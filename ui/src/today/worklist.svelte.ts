import type { Session } from '../desk/session.svelte';
import type { HeapView, TodayRow, TodayView } from '../ipc/wire';
import { ResultStrip } from './resultStrip.svelte';

/** The day's work: four heaps, one place in them, and the strip that finishes a row without leaving. */
export class Worklist {
  readonly #session: Session;
  view = $state.raw<TodayView | null>(null);
  /** The case the person stands on. */
  at = $state<string | null>(null);
  strip = $state.raw<ResultStrip | null>(null);
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  get heaps(): HeapView[] {
    return this.view?.heaps ?? [];
  }

  get rows(): TodayRow[] {
    return this.heaps.flatMap((heap) => heap.rows);
  }

  get standsOn(): TodayRow | null {
    return this.rows.find((row) => row.case === this.at) ?? null;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    await this.#session.try(async () => {
      const view = await this.#session.ipc.today();
      if (asked !== this.#asked) return;
      this.view = view;
      if (!this.rows.some((row) => row.case === this.at)) this.at = this.rows[0]?.case ?? null;
      this.#session.counts = { ...this.#session.counts, today: view.heaps.reduce((sum, heap) => sum + heap.count, 0) };
    });
  }

  move(by: number): void {
    const rows = this.rows;
    const now = rows.findIndex((row) => row.case === this.at);
    const next = rows[Math.min(Math.max(now + by, 0), rows.length - 1)];
    if (next) this.at = next.case;
  }

  /** Opens the result strip under a row. */
  record(row: TodayRow): void {
    if (!this.#session.who?.may_record) return;
    this.at = row.case;
    this.strip = new ResultStrip(this.#session, row, this.view?.week ?? []);
  }

  leave(): void {
    this.strip = null;
  }

  /** Saves the strip; the person then stands on the next row. Returns whether it was saved. */
  async save(): Promise<boolean> {
    const strip = this.strip;
    if (!strip) return false;
    const before = this.rows;
    const next = before.slice(before.findIndex((row) => row.case === strip.row.case) + 1);
    if (!(await strip.save())) return false;
    this.strip = null;
    await this.load();
    const still = next.find((row) => this.rows.some((one) => one.case === row.case)) ?? this.rows.at(-1);
    this.at = still?.case ?? null;
    return true;
  }
}
