import { typedDay } from '../desk/dates';
import type { Session } from '../desk/session.svelte';
import { Work } from '../desk/work.svelte';
import type { Refused } from '../ipc';
import type { NextBestView, PlanDayView, PlanPlaceView, PlanLineView, PlanOfficerView, PlanView, UnplannedView } from '../ipc/wire';

/** As many days as leave a victim's name legible on an office screen. */
const daysAtOnce = 7;

/** The plan on screen: its grid, its tray, and the one contact the person looks at. */
export class PlanBoard {
  readonly #session: Session;
  readonly work: Work;
  view = $state.raw<PlanView | null>(null);
  at = $state<string | null>(null);
  /** The officer the person looks at, while no contact is. */
  officerAt = $state<string | null>(null);
  nextBest = $state.raw<NextBestView[] | null>(null);
  /** Where the contact in hand may be put; `null` while none is being moved. */
  places = $state.raw<PlanPlaceView[] | null>(null);
  /** Also the officers who have no contact. */
  wholeList = $state(false);
  wholeTray = $state(false);
  /** Which stretch of days the grid shows. */
  stretch = $state(0);
  sheetsOn = $state('');
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
    this.work = new Work(session);
  }

  /** The days in stretches short enough to be read, each with how many contacts it holds. */
  get stretches(): { label: string; contacts: number }[] {
    const days = this.view?.days ?? [];
    return Array.from({ length: Math.ceil(days.length / daysAtOnce) }, (_, stretch) => {
      const within = this.#within(days, stretch);
      const cells = (this.view?.officers ?? []).flatMap((officer) => this.#within(officer.cells, stretch));
      return { label: `${within[0]?.label ?? ''} to ${within.at(-1)?.label ?? ''}`, contacts: cells.reduce((sum, cell) => sum + cell.lines.length, 0) };
    });
  }

  get days(): PlanDayView[] {
    return this.#within(this.view?.days ?? [], this.stretch);
  }

  get mayMove(): boolean {
    return this.#session.who?.may_record ?? false;
  }

  get officers(): PlanOfficerView[] {
    // While a contact is being moved every officer is a place to put it.
    return this.wholeList || this.places ? this.#onTheseDays : this.#withContacts;
  }

  get withoutContacts(): number {
    return (this.view?.officers.length ?? 0) - this.#withContacts.length;
  }

  get line(): PlanLineView | null {
    for (const officer of this.view?.officers ?? []) {
      for (const cell of officer.cells) {
        const line = cell.lines.find((one) => one.case === this.at);
        if (line) return line;
      }
    }
    return null;
  }

  get unplanned(): UnplannedView | null {
    return this.view?.tray.find((one) => one.case === this.at) ?? null;
  }

  get #withContacts(): PlanOfficerView[] {
    return this.#onTheseDays.filter((officer) => officer.cells.some((cell) => cell.lines.length > 0));
  }

  get #onTheseDays(): PlanOfficerView[] {
    return (this.view?.officers ?? []).map((officer) => ({ ...officer, cells: this.#within(officer.cells, this.stretch) }));
  }

  #within<T>(ofDays: T[], stretch: number): T[] {
    return ofDays.slice(stretch * daysAtOnce, (stretch + 1) * daysAtOnce);
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    await this.#session.try(async () => {
      const view = await this.#session.ipc.planView();
      if (asked === this.#asked) this.#show(view);
    });
  }

  async propose(): Promise<void> {
    await this.work.run(async () => {
      await this.#session.try(async () => {
        await this.#proposed();
        this.#session.tell(this.view?.sentence ?? '');
      });
    });
  }

  async accept(cases: string[] | null): Promise<void> {
    const refused = await this.#session.perform(() => this.#session.ipc.acceptPlan({ cases }));
    if (refused) this.#session.trouble = refused;
  }

  get officer(): PlanOfficerView | null {
    return this.view?.officers.find((one) => one.officer === this.officerAt) ?? null;
  }

  selectOfficer(officer: string): void {
    this.at = null;
    this.places = null;
    this.officerAt = officer;
  }

  async select(caseId: string): Promise<void> {
    this.officerAt = null;
    this.at = caseId;
    this.places = null;
    this.nextBest = null;
    if (!this.line) return;
    await this.#session.try(async () => {
      const nextBest = await this.#session.ipc.nextBest(caseId);
      if (this.at === caseId) this.nextBest = nextBest;
    });
  }

  placeAt(officer: string, on: string): PlanPlaceView | null {
    return this.places?.find((place) => place.officer === officer && place.on === on) ?? null;
  }

  /** Takes a contact in hand: the grid then tells of each place whether it may go there, and what that would mean. */
  async lift(caseId: string): Promise<void> {
    if (this.at !== caseId) void this.select(caseId);
    await this.#session.try(async () => {
      const places = await this.#session.ipc.planPlaces(caseId);
      if (this.at === caseId) this.places = places;
    });
  }

  putBack(): void {
    this.places = null;
  }

  async move(officer: string, on: string): Promise<void> {
    const caseId = this.at;
    if (caseId === null) return;
    this.places = null;
    const refused = await this.#session.perform(() => this.#session.ipc.moveLine({ case: caseId, officer, on }));
    if (refused) this.#session.trouble = refused;
  }

  async takeOff(caseId: string): Promise<void> {
    const refused = await this.#session.perform(() => this.#session.ipc.takeOffPlan(caseId));
    if (refused) this.#session.trouble = refused;
  }

  async pin(caseId: string, pinned: boolean): Promise<void> {
    const refused = await this.#session.perform(() => this.#session.ipc.pinLine({ case: caseId, pinned }));
    if (refused) this.#session.trouble = refused;
  }

  async decline(caseId: string, because: string): Promise<void> {
    const refused = await this.#session.perform(() => this.#session.ipc.declineLine({ case: caseId, because }));
    if (refused) this.#session.trouble = refused;
    else await this.select(caseId);
  }

  async declareConflict(caseId: string, officer: string, because: string): Promise<void> {
    const refused = await this.#session.perform(() => this.#session.ipc.declareConflict({ case: caseId, officer, because }));
    if (refused) this.#session.trouble = refused;
  }

  /** The officer is away; the plan is proposed anew at once, so that it shows what moves. */
  async handOver(officer: string, from: string, to: string): Promise<Refused | null> {
    const first = typedDay(from) ?? from.trim();
    const refused = await this.#session.perform(() => this.#session.ipc.officerAway({ officer, from: first, to: typedDay(to) ?? (to.trim() || first) }));
    if (!refused) await this.#session.try(() => this.#proposed());
    return refused;
  }

  /** The form for the results of a day, which officers fill in. */
  async resultsForm(on: string): Promise<void> {
    await this.#session.try(async () => {
      this.#session.tell((await this.#session.ipc.resultsForm({ on, officer: null, as_list: false })).words);
    });
  }

  /** One officer's calendar file, or everybody's. */
  async calendars(officer: string | null): Promise<void> {
    await this.#session.try(async () => {
      const { ipc } = this.#session;
      this.#session.tell((officer === null ? await ipc.calendars() : await ipc.calendar(officer)).words);
    });
  }

  async printSheets(on: string, officer: string | null, asList = false): Promise<void> {
    await this.#session.try(async () => {
      this.#session.tell((await this.#session.ipc.printSheets({ on, officer, as_list: asList })).words);
    });
  }

  /** A plan asked for before the proposal must not take its place on the page. */
  async #proposed(): Promise<void> {
    const asked = ++this.#asked;
    const view = await this.#session.ipc.proposePlan();
    if (asked === this.#asked) this.#show(view);
  }

  #show(view: PlanView): void {
    this.view = view;
    if (this.stretch >= this.stretches.length) this.stretch = 0;
    if (!view.days.some((day) => day.on === this.sheetsOn)) this.sheetsOn = view.days[0]?.on ?? '';
    this.#session.counts = { ...this.#session.counts, plan: view.tray.length };
  }
}
