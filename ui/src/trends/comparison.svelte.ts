import type { Session } from '../desk/session.svelte';
import type { ChoiceView, CompareView } from '../ipc/wire';

const places = ['borough', 'ward', 'team'];

/** Groups compared: by a protected characteristic, or by place and team. */
export class Comparison {
  readonly #session: Session;
  readonly #ofPlaces: boolean;
  readonly #asAt: () => string | null;
  view = $state.raw<CompareView | null>(null);
  cut = $state('');
  measure = $state('withdrawal_closed');

  constructor(session: Session, ofPlaces: boolean, asAt: () => string | null) {
    this.#session = session;
    this.#ofPlaces = ofPlaces;
    this.#asAt = asAt;
    this.cut = ofPlaces ? 'borough' : 'strand';
  }

  async load(): Promise<void> {
    await this.#session.try(async () => {
      const request = { cut: this.cut, measure: this.measure, as_at: this.#asAt(), overdispersion: false };
      this.view = await this.#session.ipc.compareGroups(request);
    });
  }

  get cuts(): ChoiceView[] {
    return this.view?.cuts.filter((cut) => places.includes(cut.code) === this.#ofPlaces) ?? [];
  }
}
