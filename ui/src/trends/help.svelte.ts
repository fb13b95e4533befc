import type { Session } from '../desk/session.svelte';
import { asRefused } from '../ipc';
import type { EffectInCasesView, EffectsView } from '../ipc/wire';
import { helpWords as words } from '../words/figures';

/** Whether the contact helps: time to withdrawal, effects, and the effect in cases. */
export class Help {
  readonly #session: Session;
  readonly #asAt: () => string | null;
  view = $state.raw<EffectsView | null>(null);
  inCases = $state.raw<EffectInCasesView | null>(null);
  /** Empty takes the desk's own figure. */
  cases = $state('');
  withdrawn = $state('');
  casesError = $state<string | null>(null);
  withdrawnError = $state<string | null>(null);

  constructor(session: Session, asAt: () => string | null) {
    this.#session = session;
    this.#asAt = asAt;
  }

  async load(): Promise<void> {
    await this.#session.try(async () => {
      this.view = await this.#session.ipc.effects(this.#asAt());
    });
    await this.reckon();
  }

  async reckon(): Promise<void> {
    const typedCases = this.cases.trim().replaceAll(',', '');
    const typedShare = this.withdrawn.trim().replace('%', '').trim();
    this.casesError = typedCases === '' || /^\d+$/.test(typedCases) ? null : words.notWhole;
    this.withdrawnError = typedShare === '' || /^\d+(\.\d+)?$/.test(typedShare) ? null : words.notANumber;
    if (this.casesError !== null || this.withdrawnError !== null) return;
    try {
      this.inCases = await this.#session.ipc.effectInCases({
        cases: typedCases === '' ? null : Number(typedCases),
        withdrawn_percent: typedShare === '' ? null : Number(typedShare),
        as_at: this.#asAt(),
      });
    } catch (thrown) {
      const refused = asRefused(thrown);
      this.inCases = null;
      if (refused.field === 'withdrawn_percent') this.withdrawnError = refused.message;
      else this.casesError = refused.message;
    }
  }
}
