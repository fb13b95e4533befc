import { getContext, setContext } from 'svelte';
import type { Session } from '../desk/session.svelte';
import type { CaseList, CaseListCount, CaseListRequest, CaseRow, SavedListView } from '../ipc/wire';
import { listOrder } from '../words/cases';

/** Enough to fill a tall screen; more come on request. */
const pageRows = 60;

/** The case lists. One for the window, so that a list keeps its filter, order and place when a person comes back. */
export class CaseLists {
  readonly #session: Session;
  list = $state<CaseList>('open');
  borough = $state('');
  strand = $state('');
  risk = $state('');
  /** Another field, and the value it must have; no value where that is empty. */
  field = $state('');
  fieldValue = $state('');
  /** Further fields that the list was narrowed to, one after the other. */
  also = $state.raw<ReadonlyArray<{ field: string; value: string }>>([]);
  /** The desk's saved lists, and the one that stands open as it was saved. */
  saved = $state.raw<SavedListView[]>([]);
  savedAt = $state<string | null>(null);
  /** With the list of what is missing: one problem. */
  problem = $state('');
  /** Likely duplicates stand in the place of a list. */
  duplicates = $state(false);
  rows = $state.raw<CaseRow[]>([]);
  count = $state(0);
  emptyWords = $state('');
  lists = $state.raw<CaseListCount[]>([]);
  at = $state<string | null>(null);
  loaded = $state(false);
  scrolledPx = 0;
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  get selected(): CaseRow | null {
    return this.rows.find((row) => row.case === this.at) ?? null;
  }

  get title(): string {
    return this.lists.find((one) => one.list === this.list)?.title ?? '';
  }

  /** What is asked of the desk, without a page. */
  get request(): CaseListRequest {
    const all = this.field === '' ? this.also : [...this.also, { field: this.field, value: this.fieldValue }];
    return {
      list: this.list, borough: this.borough || null, strand: this.strand || null, risk: this.risk || null, problem: this.problem || null,
      without: all.filter((one) => one.value === '').map((one) => one.field), with: all.filter((one) => one.value !== ''),
      offset: 0, limit: pageRows,
    };
  }

  get filtered(): boolean {
    return this.also.length > 0 || this.borough !== '' || this.strand !== '' || this.risk !== '' || this.field !== '';
  }

  /** Loads what is shown again, as far down as the person had gone. */
  async load(): Promise<void> {
    await this.#ask(0, Math.max(this.rows.length, pageRows));
  }

  async more(): Promise<void> {
    await this.#ask(this.rows.length, pageRows);
  }

  async choose(list: CaseList): Promise<void> {
    this.list = list;
    this.duplicates = false;
    // A saved list's filters are its own.
    if (this.savedAt !== null) this.#forgetFilters();
    this.problem = '';
    await this.filter();
  }

  /** The saved lists; after one was saved, it is the one that stands open. */
  async loadSaved(open?: string): Promise<void> {
    await this.#session.try(async () => {
      this.saved = await this.#session.ipc.savedLists();
      const named = this.saved.find((one) => one.name === open);
      if (named) this.savedAt = named.list;
      if (!this.saved.some((one) => one.list === this.savedAt)) this.savedAt = null;
    });
  }

  async openSaved(saved: SavedListView): Promise<void> {
    this.#forgetFilters();
    const { request } = saved;
    this.list = request.list;
    this.borough = request.borough ?? '';
    this.strand = request.strand ?? '';
    this.risk = request.risk ?? '';
    this.problem = request.problem ?? '';
    this.also = [...request.without.map((field) => ({ field, value: '' })), ...request.with];
    this.duplicates = false;
    await this.filter(saved.list);
  }

  /** The field chosen stays, and another can be chosen beside it. */
  another(): void {
    this.also = [...this.also, { field: this.field, value: this.fieldValue }];
    this.field = '';
    this.fieldValue = '';
  }

  async drop(at: number): Promise<void> {
    this.also = this.also.filter((_, place) => place !== at);
    await this.filter();
  }

  /** Starts again from the top, with the filters as they are: no longer a saved list, unless they are one's own. */
  async filter(saved: string | null = null): Promise<void> {
    this.savedAt = saved;
    this.at = null;
    this.scrolledPx = 0;
    await this.#ask(0, pageRows);
  }

  async clear(): Promise<void> {
    this.#forgetFilters();
    await this.filter();
  }

  #forgetFilters(): void {
    this.borough = '';
    this.strand = '';
    this.risk = '';
    this.field = '';
    this.fieldValue = '';
    this.also = [];
    this.problem = '';
  }

  move(by: number): void {
    const now = this.rows.findIndex((row) => row.case === this.at);
    const next = this.rows[Math.min(Math.max(now + by, 0), this.rows.length - 1)];
    if (next) this.at = next.case;
  }

  async #ask(offset: number, limit: number): Promise<void> {
    const asked = ++this.#asked;
    await this.#session.try(async () => {
      const view = await this.#session.ipc.caseList({ ...this.request, offset, limit });
      if (asked !== this.#asked) return;
      this.rows = offset === 0 ? view.rows : [...this.rows, ...view.rows];
      this.count = view.count;
      this.emptyWords = view.empty_words;
      this.lists = [...view.lists].sort((left, right) => listOrder.indexOf(left.list) - listOrder.indexOf(right.list));
      this.loaded = true;
      if (!this.selected) this.at = this.rows[0]?.case ?? null;
    });
  }
}

const key = Symbol('case lists');

export function provideLists(session: Session): void {
  setContext(key, new CaseLists(session));
}

export function useLists(): CaseLists {
  return getContext<CaseLists>(key);
}
