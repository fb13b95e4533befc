import type { Session } from '../desk/session.svelte';
import { Refused } from '../ipc';
import type { HeapKind, HeapView, TodayRow, TodayView } from '../ipc/wire';
import { ResultStrip } from './resultStrip.svelte';
import { TaskStrip } from './taskStrip.svelte';

/** A row in its heap. One case may stand in two heaps, so the case alone does not say which line it is. */
interface Line {
  key: string;
  row: TodayRow;
}

/** A long heap must not push the next ones out of sight; as rows are finished the rest move up. */
const shortHeapRows = 20;

/** The day's work: four heaps, one place in them, and the strip that finishes a row without leaving. */
export class Worklist {
  readonly #session: Session;
  view = $state.raw<TodayView | null>(null);
  /** The line the person stands on. */
  at = $state<string | null>(null);
  strip = $state.raw<ResultStrip | TaskStrip | null>(null);
  wholeHeaps = $state.raw<HeapKind[]>([]);
  /** The one contact of a returned sheet, found by its number. */
  sheet = $state.raw<HeapView | null>(null);
  sheetTyped = $state('');
  sheetError = $state<string | null>(null);
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The heaps as shown: short ones, until the person asks for the whole of one. */
  get heaps(): HeapView[] {
    const heaps = [...(this.sheet ? [this.sheet] : []), ...(this.view?.heaps ?? [])];
    return heaps.map((heap) => (this.wholeHeaps.includes(heap.kind) ? heap : { ...heap, rows: heap.rows.slice(0, shortHeapRows) }));
  }

  /** Nothing to do and nobody on duty all week: a desk that is being set up. */
  get nothingYet(): boolean {
    return this.view !== null && this.view.heaps.every((heap) => heap.count === 0) && this.view.week.every((day) => day.officers_on_duty === 0);
  }

  /** Finds the contact of a returned sheet, stands on it and opens its strip. Returns whether it was found. */
  async findSheet(): Promise<boolean> {
    const typed = this.sheetTyped.trim();
    if (typed === '') return false;
    this.strip = null;
    this.sheetError = null;
    try {
      this.sheet = await this.#session.ipc.findSheet(typed);
    } catch (thrown) {
      this.sheet = null;
      this.sheetError = thrown instanceof Refused ? thrown.message : String(thrown);
      return false;
    }
    this.sheetTyped = '';
    const [row] = this.sheet.rows;
    if (row) this.at = lineKey('sheet', row);
    this.record();
    return true;
  }

  /** How many rows of a heap could be shown and are not. */
  hidden(kind: HeapKind): number {
    if (this.wholeHeaps.includes(kind)) return 0;
    return Math.max((this.view?.heaps.find((heap) => heap.kind === kind)?.rows.length ?? 0) - shortHeapRows, 0);
  }

  showWhole(kind: HeapKind): void {
    this.wholeHeaps = [...this.wholeHeaps, kind];
  }

  get standsOn(): TodayRow | null {
    return this.#lines().find((line) => line.key === this.at)?.row ?? null;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    await this.#session.try(async () => {
      const view = await this.#session.ipc.today();
      if (asked !== this.#asked) return;
      this.view = view;
      const lines = this.#lines();
      if (!lines.some((line) => line.key === this.at)) this.at = lines[0]?.key ?? null;
      this.#session.counts = { ...this.#session.counts, today: view.heaps.reduce((sum, heap) => sum + heap.count, 0) };
    });
  }

  move(by: number): void {
    const lines = this.#lines();
    const now = lines.findIndex((line) => line.key === this.at);
    const next = lines[Math.min(Math.max(now + by, 0), lines.length - 1)];
    if (next) this.at = next.key;
  }

  /** Stands on a line; a strip open elsewhere is left. */
  stand(key: string): void {
    if (key !== this.at) this.leave();
    this.at = key;
  }

  /** Opens the result strip under the line the person stands on. */
  record(): void {
    const row = this.standsOn;
    if (!row || !this.#session.who?.may_record) return;
    this.strip = row.task ? new TaskStrip(this.#session, row.task) : new ResultStrip(this.#session, row, this.view?.week ?? []);
  }

  leave(): void {
    this.strip = null;
    this.sheet = null;
  }

  /** Saves the strip. Returns whether the person now stands on the next line. */
  async save(): Promise<boolean> {
    const strip = this.strip;
    if (!strip) return false;
    const before = this.#lines();
    const next = before.slice(before.findIndex((line) => line.key === this.at) + 1);
    const finished = strip instanceof TaskStrip ? null : strip.row.case;
    if (!(await strip.save())) return false;
    this.strip = null;
    this.sheet = null;
    await this.load();
    // The next sheet may have been typed meanwhile: the person stands on it, and stays there.
    if (this.strip !== null || this.sheetTyped !== '') return false;
    const left = this.#lines();
    const still = next.find((line) => line.row.case !== finished && left.some((one) => one.key === line.key)) ?? left.at(-1);
    this.at = still?.key ?? null;
    return true;
  }

  #lines(): Line[] {
    return this.heaps.flatMap((heap) => heap.rows.map((row) => ({ key: lineKey(heap.kind, row), row })));
  }
}

export function lineKey(heap: HeapKind, row: TodayRow): string {
  return row.task ? `${heap} ${row.case} ${row.task.entry}` : `${heap} ${row.case}`;
}
