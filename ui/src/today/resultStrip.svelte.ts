import { dayAsTyped, typedDay } from '../desk/dates';
import type { Session } from '../desk/session.svelte';
import type { Refused } from '../ipc';
import type { TodayRow, WeekDayView } from '../ipc/wire';
import { caseWords } from '../words/cases';
import { strip as words } from '../words/today';

/** What is being typed in from one returned sheet. */
export class ResultStrip {
  readonly #session: Session;
  readonly row: Pick<TodayRow, 'case' | 'victim'>;
  /** The coming working days, offered for a call back. */
  readonly comingDays: WeekDayView[];
  result = $state<string | null>(null);
  channel = $state('telephone');
  on = $state('');
  officer = $state('');
  callBackDay = $state('');
  callBackTyped = $state('');
  note = $state('');
  error = $state.raw<{ field: string; message: string } | null>(null);
  busy = $state(false);

  constructor(session: Session, row: Pick<TodayRow, 'case' | 'victim'>, week: WeekDayView[]) {
    this.#session = session;
    this.row = row;
    const today = session.who?.today ?? '';
    this.on = dayAsTyped(today);
    this.comingDays = week.filter((day) => day.working_day && day.on > today);
    this.callBackDay = this.comingDays[0]?.on ?? 'other';
  }

  choose(result: string): void {
    this.result = result;
    this.error = null;
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
    const call_back_on = result !== 'call_back' ? null : this.callBackDay === 'other' ? typedDay(this.callBackTyped) : this.callBackDay;
    if (result === 'call_back' && call_back_on === null) return this.#wrong('call_back_on', caseWords.dateWrong);
    this.busy = true;
    const refused = await this.#session.perform(() => this.#session.ipc.recordAttempt({
      case: this.row.case, channel: this.channel, result, on, officer: this.officer || null, call_back_on, note: this.note.trim() || null,
    }));
    this.busy = false;
    return refused === null || this.#refuse(refused);
  }

  #refuse(refused: Refused): boolean {
    return this.#wrong(refused.field ?? 'result', refused.message);
  }

  #wrong(field: string, message: string): boolean {
    this.error = { field: ['on', 'officer', 'call_back_on', 'note'].includes(field) ? field : 'result', message };
    return false;
  }
}
