import type { Session } from '../desk/session.svelte';
import type { Refused } from '../ipc';
import type { DoneView, TrialAnalysisView, TrialFlowView, TrialPageView } from '../ipc/wire';

/** What the trial's page shows, and the victim at hand. */
export class TrialPage {
  page = $state.raw<TrialPageView | null>(null);
  flow = $state.raw<TrialFlowView | null>(null);
  findings = $state.raw<TrialAnalysisView | null>(null);
  refused = $state.raw<Refused | null>(null);
  /** The victim being enrolled, or left out. */
  atHand = $state<{ case: string; leaveOut: boolean } | null>(null);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  load = () => this.#session.try(async () => {
    const page = await this.#session.ipc.trialPage();
    const runs = page.trial !== null && !page.seal_only;
    const [flow, findings] = runs ? await Promise.all([this.#session.ipc.trialFlow(), this.#session.ipc.analyseTrial()]) : [null, null];
    this.page = page;
    this.flow = flow;
    this.findings = findings;
  });

  errorOf = (...fields: string[]) => (this.refused && fields.includes(this.refused.field ?? '') ? this.refused.message : null);

  /** Does a step of the trial; true where it was done. */
  async step(action: () => Promise<DoneView>): Promise<boolean> {
    const at = this.atHand;
    this.refused = await this.#session.perform(action);
    if (this.refused) return false;
    // Another victim may have been taken in hand meanwhile.
    if (this.atHand === at) this.atHand = null;
    return true;
  }
}
