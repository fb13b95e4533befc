import type { Session } from '../desk/session.svelte';
import type { BehindRequest, BehindView, ChartView, SpotView } from '../ipc/wire';

/** The cases behind the point chosen last, listed below its chart. */
export class CasesBehind {
  readonly #session: Session;
  readonly #asAt: () => string | null;
  #asked: BehindRequest | null = null;
  view = $state.raw<BehindView | null>(null);
  /** The chart the point is of, by the id it has on the page. */
  of = $state('');
  countedOnly = $state(false);

  constructor(session: Session, asAt: () => string | null) {
    this.#session = session;
    this.#asAt = asAt;
  }

  async open(id: string, chart: ChartView, spot: SpotView): Promise<void> {
    if (spot.period === null) return;
    this.of = id;
    this.countedOnly = false;
    this.#asked = { series: chart.series, period: spot.period, cut: chart.cut, group: spot.group, as_at: this.#asAt(), counted_only: false };
    await this.#load();
  }

  async narrow(): Promise<void> {
    this.countedOnly = !this.countedOnly;
    await this.#load();
  }

  close(): void {
    this.view = null;
    this.#asked = null;
  }

  async #load(): Promise<void> {
    const asked = this.#asked;
    if (asked === null) return;
    await this.#session.try(async () => {
      this.view = await this.#session.ipc.casesBehind({ ...asked, counted_only: this.countedOnly });
    });
  }
}
