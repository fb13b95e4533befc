import type { Session } from '../desk/session.svelte';
import type { Refused } from '../ipc';
import type { CaseView, DoneView, StoryKind, StoryLine } from '../ipc/wire';

/** The form that stands open on a case. One at a time. */
export type CaseForm = 'withdrawal' | 'outcome' | 'end' | 'attempt' | 'risk' | 'step' | 'text' | 'erase' | null;

/** One opened case. */
export class CaseFile {
  readonly #session: Session;
  readonly id: string;
  view = $state.raw<CaseView | null>(null);
  filter = $state<StoryKind | null>(null);
  form = $state<CaseForm>(null);
  refused = $state.raw<Refused | null>(null);
  /** The field being corrected. */
  correcting = $state<string | null>(null);
  #asked = 0;

  constructor(session: Session, id: string) {
    this.#session = session;
    this.id = id;
  }

  get story(): StoryLine[] {
    return (this.view?.story ?? []).filter((line) => this.filter === null || line.kind === this.filter);
  }

  get mayRecord(): boolean {
    return this.#session.who?.may_record ?? false;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    await this.#session.try(async () => {
      const view = await this.#session.ipc.caseView(this.id);
      if (asked === this.#asked) this.view = view;
    });
  }

  open(form: CaseForm): void {
    this.form = form;
    this.correcting = null;
    this.refused = null;
  }

  correct(field: string | null): void {
    this.correcting = field;
    this.form = null;
    this.refused = null;
  }

  /** Does it and closes what stood open; a refusal stays beside its field. */
  async do(action: () => Promise<DoneView>): Promise<void> {
    this.refused = await this.#session.perform(action);
    if (this.refused) return;
    this.form = null;
    this.correcting = null;
  }

  errorOf(field: string): string | null {
    return this.refused?.field === field ? this.refused.message : null;
  }
}
