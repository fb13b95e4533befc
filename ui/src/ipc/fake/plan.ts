import type { PlanPlaceView, PlanView } from '../wire';
import { contactStep, type InventedCase } from './caseload';
import { officers, planDays } from './invented';

export function planOf(cases: InventedCase[]): PlanView {
  const placed = cases.filter((one) => one.state !== null && !one.row.next.overdue);
  const tray = cases.filter((one) => one.state === null && one.row.next.kind !== 'reached' && one.row.next.kind !== 'ended');
  const proposed = placed.filter((one) => one.state === 'proposed').length;
  return {
    sentence: `${placed.length} contacts have an officer and a day. ${tray.length} have no place yet.`,
    days: planDays,
    moved: cases.filter((one) => one.movedFrom !== undefined).map((one) => ({ case: one.row.case, reference: one.row.reference, victim: one.row.victim, from: one.movedFrom ?? '', to: `${officers.find(({ officer }) => officer === one.officer)?.name ?? ''}, ${one.row.next.on_words}` })),
    closing: tray.slice(0, 1).map(({ row }) => ({ case: row.case, reference: row.reference, victim: row.victim, ward: row.ward, risk: row.risk, by: '2026-11-30', by_words: 'Mon 30 Nov · in 5 working days', words: 'Nobody who serves this ward is free in the window', with_supervisor: false })),
    officers: officers.map(({ officer, name, collar, serves }, at) => ({
      officer, name, collar, serves, contacts: placed.filter((one) => one.officer === officer).length, room: 24,
      cells: planDays.map((day, column) => ({
        ...dutyOf(cases, officer, day.on, day.working_day && (at + column) % 4 !== 3),
        lines: placed.filter((one) => one.officer === officer && one.row.next.on === day.on).map((one) => ({
          case: one.row.case, reference: one.row.reference, victim: one.row.victim, ward: one.row.ward, risk: one.row.risk,
          officer, officer_name: name, on: day.on, on_words: one.row.next.on_words, state: one.movedFrom === undefined ? (one.state ?? 'proposed') : 'moved', pinned: one.pinned ?? false,
          why: ['Serves this ward', 'Has no part in the investigation', 'On duty, with room for 2 more that day', 'On the target day'],
        })),
      })),
    })),
    tray: tray.map((one, at) => ({
      case: one.row.case, reference: one.row.reference, victim: one.row.victim, ward: one.row.ward, risk: one.row.risk,
      by_words: 'by Mon 30 Nov', words: at === 0 ? 'Nobody who serves this ward is free in the window' : 'Not planned yet: press Propose',
      excluded: at === 0 ? [{ officer_name: 'PC Amara Obi', rules: ['Is the officer in the case'] }, { officer_name: 'PC Imran Sheikh', rules: ['On leave until Tue 1 Dec', 'Does not serve this ward'] }] : [],
      would_have_to_give: at === 0 ? ['An officer of another ward would have to be allowed'] : [],
    })),
    proposed, accepted: placed.length - proposed,
  };
}

/** An officer with a contact is on duty, whatever the pattern says. */
function dutyOf(cases: InventedCase[], officer: string, on: string, onDuty: boolean): { on_duty: boolean; capacity: number } {
  const busy = cases.some((one) => one.state !== null && one.officer === officer && one.row.next.on === on);
  return { on_duty: onDuty || busy, capacity: onDuty || busy ? 3 : 0 };
}

/** Gives every case of the tray but the first an officer, as a proposal would. */
export function propose(cases: InventedCase[]): void {
  const tray = cases.filter((one) => one.state === null && one.row.next.kind !== 'reached' && one.row.next.kind !== 'ended');
  tray.slice(1).forEach((one, at) => {
    one.officer = officers[at % officers.length]?.officer ?? null;
    one.state = 'proposed';
    one.row.next = contactStep(planDays[[1, 2, 3, 4, 7][at % 5] ?? 1]?.on ?? '', at % officers.length, false);
  });
}

export function accept(cases: InventedCase[], ids: string[] | null): string {
  const taken = cases.filter((one) => one.state === 'proposed' && (ids === null || ids.includes(one.row.case)));
  for (const one of taken) {
    one.state = 'accepted';
    delete one.movedFrom;
  }
  return `${taken.length} ${taken.length === 1 ? 'contact' : 'contacts'} accepted.`;
}

/** Every officer and day: the first officer has a part in the investigation, the last day lies outside the window. */
export function placesOf(): PlanPlaceView[] {
  return officers.flatMap(({ officer }, at) => planDays.map(({ on, working_day }, column) => {
    const rule = at === 0 ? 'Linked to the investigation.' : column === planDays.length - 1 ? 'Outside the contact window.' : working_day ? '' : 'Not on duty on a day allowed.';
    return { officer, on, allowed: rule === '', words: rule || (column < 3 ? 'As good as the best.' : `${column} points of service more.`) };
  }));
}

export function put(cases: InventedCase[], id: string, officer: string, on: string): string {
  const one = cases.find(({ row }) => row.case === id);
  const at = officers.findIndex((other) => other.officer === officer);
  if (!one) return '';
  one.officer = officer;
  one.state = 'accepted';
  one.row.next = contactStep(on, at, false);
  return `Planned for ${officers[at]?.name ?? ''}, ${one.row.next.on_words}.`;
}

export function takeOff(cases: InventedCase[], id: string): string {
  const one = cases.find(({ row }) => row.case === id);
  if (one) one.state = null;
  return 'Taken off the plan. The contact waits for another officer or day.';
}

export function pin(cases: InventedCase[], id: string, pinned: boolean): string {
  const one = cases.find(({ row }) => row.case === id);
  if (one) [one.pinned, one.state] = [pinned, 'accepted'];
  return pinned ? 'Pinned: no plan moves this line while it can stand.' : 'No longer pinned: a repair may move this line.';
}

/** The next officer of the list takes over, as a proposal. */
export function handOn(cases: InventedCase[], id: string): string {
  const one = cases.find(({ row }) => row.case === id);
  if (!one) return '';
  const at = officers.findIndex(({ officer }) => officer === one.officer);
  const next = officers[(at + 1) % officers.length];
  [one.officer, one.state] = [next?.officer ?? null, 'proposed'];
  return `${officers[at]?.name ?? ''} does not make this contact. Proposed instead: ${next?.name ?? ''}.`;
}

/** After an absence the officer's accepted lines move to the next one, until they are accepted there. */
export function repair(cases: InventedCase[], away: string): void {
  for (const one of cases.filter((held) => held.officer === away && held.state === 'accepted')) {
    const from = `${officers.find(({ officer }) => officer === away)?.name ?? ''}, ${one.row.next.on_words}`;
    handOn(cases, one.row.case);
    one.movedFrom = from;
  }
}
