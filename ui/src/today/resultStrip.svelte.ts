import { dayAsTyped, typedDay } from '../desk/dates';
import type { Session } from '../desk/session.svelte';
import type { Refused } from '../ipc';
import type { DoneView, SharedCaseView, TodayRow, WeekDayView } from '../ipc/wire';
import { caseWords } from '../words/cases';
import { needsDay, notAResult, resultKeys, strip as words } from '../words/today';

/** What is being typed in from one returned sheet, or done about one row of Today. */
export class ResultStrip {
  readonly #session: Session;
  readonly row: Pick<TodayRow, 'case' | 'victim' | 'next'>;
  /** The coming working days, offered for a call back. */
  readonly comingDays: WeekDayView[];
  result = $state<string | null>(null);
  channel = $state('telephone');
  on = $state('');
  officer = $state('');
  callBackDay = $state('');
  callBackTyped = $state('');
  note = $state('');
  at = $state('');
  purposes = $state<string[]>([]);
  needs = $state<string[]>([]);
  concern = $state(false);
  newRisk = $state(false);
  newCrime = $state(false);
  satisfaction = $state('');
  /** Why the contact ends, or is taken up again. */
  reason = $state('');
  /** Other open cases of the same person, and those the contact was made for too. */
  shared = $state.raw<SharedCaseView[]>([]);
  also = $state<string[]>([]);
  error = $state.raw<{ field: string; message: string } | null>(null);
  busy = $state(false);

  constructor(session: Session, row: Pick<TodayRow, 'case' | 'victim' | 'next'>, week: WeekDayView[]) {
    this.#session = session;
    this.row = row;
    const today = session.who?.today ?? '';
    // A sheet comes back the day after its contact: the contact was made on the day it was planned for.
    const { kind, on: planned } = row.next;
    this.on = dayAsTyped(kind === 'contact' && planned !== null && planned < today ? planned : today);
    this.comingDays = week.filter((day) => day.working_day && day.on > today);
    this.callBackDay = this.comingDays[0]?.on ?? 'other';
    void session.ipc.sharedCases(row.case).then((found) => (this.shared = found), () => undefined);
  }

  choose(result: string): void {
    this.result = result;
    this.error = null;
    if (result === 'end') this.reason = this.#session.choices?.ending_reasons[0]?.code ?? '';
    if (result === 'take_up') this.reason = this.#session.choices?.taken_up_because[0]?.code ?? '';
  }

  /** What can be chosen: a contact is taken up again only where it ended, or waits for a supervisor. */
  get choices(): typeof resultKeys {
    const stopped = ['ended', 'control', 'supervisor'].includes(this.row.next.kind);
    return resultKeys.filter((one) => stopped || one.result !== 'take_up');
  }

  /** Whether the choice names a day: a call back, a visit, or putting off. */
  get namesDay(): boolean {
    return needsDay.includes(this.result ?? '');
  }

  errorOf(field: string): string | null {
    return this.error?.field === field ? this.error.message : null;
  }

  /** Returns whether it was recorded; if not, `error` says why and where. */
  async save(): Promise<boolean> {
    if (this.busy) return false;
    const { result } = this;
    if (result === null) return this.#wrong('result', words.choose);
    const on = typedDay(this.on);
    if (on === null) return this.#wrong('on', caseWords.dateWrong);
    const named = !this.namesDay ? null : this.callBackDay === 'other' ? typedDay(this.callBackTyped) : this.callBackDay;
    const dayMayLack = result === 'visit_agreed' && this.callBackDay === 'other' && this.callBackTyped.trim() === '';
    if (this.namesDay && named === null && !dayMayLack) return this.#wrong('call_back_on', caseWords.dateWrong);
    this.busy = true;
    const refused = notAResult.includes(result)
      ? await this.#session.perform(() => this.#settle(result, named))
      : await this.#session.record(() => this.#record(result, on, named));
    this.busy = false;
    return refused === null || this.#refuse(refused);
  }

  #settle(what: string, named: string | null): Promise<DoneView> {
    const { ipc } = this.#session;
    if (what === 'put_off') return ipc.putOffContact({ case: this.row.case, until: named ?? '' });
    if (what === 'take_up') return ipc.takeUpContact({ case: this.row.case, because: this.reason, until_on: null });
    return ipc.endContact({ case: this.row.case, reason: this.reason });
  }

  #record(result: string, on: string, named: string | null): Promise<DoneView> {
    const reached = result === 'reached';
    return this.#session.ipc.recordAttempt({
      case: this.row.case, channel: this.channel, result, on, officer: this.officer || null, call_back_on: named, note: this.note.trim() || null,
      told: {
        at: this.at.trim() || null, purposes: reached ? this.purposes : [], needs: reached ? this.needs : [],
        concern: this.concern, new_risk: this.newRisk, new_crime: this.newCrime, satisfaction: reached ? this.satisfaction || null : null,
      },
      also: this.also,
    });
  }

  #refuse(refused: Refused): boolean {
    return this.#wrong(refused.field ?? 'result', refused.message);
  }

  #wrong(field: string, message: string): boolean {
    const day = field === 'until' ? 'call_back_on' : field;
    this.error = { field: ['on', 'at', 'officer', 'call_back_on', 'note'].includes(day) ? day : 'result', message };
    return false;
  }
}
