import type { CaseListRequest, CaseListView, CaseRow, CaseView, NextStepView, StoryKind, StoryLine, TaskView, TodayRow, TodayView, UndoView } from '../wire';
import { crowdedCasework, noCasework } from './casework';
import { dayWords, officers, planDays, reports, today } from './invented';

export interface InventedCase {
  row: CaseRow;
  attempts: number;
  telephone: string;
  offence: string;
  safety: string[];
  story: StoryLine[];
  heap: 'overdue' | 'due_today' | 'new' | 'waiting' | null;
  /** Where the contact stands in the plan. */
  officer: string | null;
  state: 'proposed' | 'accepted' | null;
  pinned?: boolean;
  /** Where the accepted line stands that a repair would move. */
  movedFrom?: string;
  corrected: Record<string, string>;
  /** What contacts left to be done. */
  tasks: TaskView[];
}

/** A small caseload with something in every heap. */
export function inventCaseload(): InventedCase[] {
  return reports.map(([victim, borough, ward, strands, risk, offence, telephone], at) => {
    const officer = at % 7;
    const heap = at < 2 ? 'overdue' : at < 8 ? 'due_today' : at < 12 ? 'new' : at < 15 ? 'waiting' : null;
    const planned = heap === 'overdue' || heap === 'due_today' || (heap === null && at < 24);
    const on = heap === 'overdue' ? '2026-11-19' : heap === 'due_today' ? today : planDays[[1, 2, 3, 4, 7, 8][at % 6] ?? 1]?.on ?? today;
    const reference = `${String(612304 + at * 37).padStart(7, '0')}/26`;
    const ended = at > 28;
    return {
      row: {
        case: `c${at + 1}`, reference, victim, borough, ward: at === 20 ? '' : ward, strands: at === 30 ? '' : strands,
        reported_on: '2026-11-09', reported_words: 'Mon 9 Nov 2026', risk,
        next: ended ? reachedStep : planned ? contactStep(on, officer, heap === 'overdue') : heap === 'waiting' ? retryStep : planStep(on),
        outcome: ended ? '18 No suspect identified' : 'Open',
      },
      attempts: heap === 'waiting' || heap === 'overdue' ? 1 : 0,
      telephone, offence,
      safety: at % 5 === 0 ? ['A suspect lives in the household', 'Do not leave a voicemail'] : at % 7 === 3 ? ['No uniform at the door'] : [],
      story: [
        line(at * 3 + 2, 'change', 'Reported: ' + offence + '. Strands: ' + (strands || 'none recorded') + '.', 'Extract of Mon 9 Nov'),
        ...(heap === 'waiting' || heap === 'overdue' ? [line(at * 3 + 3, 'contact', `No answer, by telephone. ${officers[officer]?.name ?? ''}.`, 'Morgan Ellis')] : []),
      ].reverse(),
      heap, officer: planned ? (officers[officer]?.officer ?? null) : null, state: planned ? 'accepted' : null, corrected: {}, tasks: [],
    };
  });
}

export function line(entry: number, kind: StoryKind, words: string, by: string, undo: UndoView | null = null): StoryLine {
  return { entry, kind, words, by, known_on: '2026-11-18', known_words: 'Wed 18 Nov 2026', recorded_words: '18 Nov 2026 09:14', undone: false, undo };
}

export function contactStep(on: string, officer: number, overdue: boolean): NextStepView {
  return {
    kind: 'contact', words: `Contact by ${officers[officer]?.name ?? 'an officer'}`,
    because: 'Every victim is owed one reassurance contact. The officer serves this ward and has no part in the investigation.',
    on, on_words: dayWords[on] ?? on, window_words: overdue ? 'late: the window ended Wed 18 Nov' : 'in window until Mon 30 Nov', overdue,
  };
}

export function planStep(on: string): NextStepView {
  return { kind: 'plan', words: 'Plan a contact', because: 'Reported Mon 9 Nov and no officer has the contact yet.', on, on_words: dayWords[on] ?? on, window_words: 'in window until Mon 30 Nov', overdue: false };
}

export const retryStep: NextStepView = {
  kind: 'retry', words: 'Try again', because: 'There was no answer on Wed 18 Nov; the policy rests three working days between attempts.',
  on: today, on_words: 'Mon 23 Nov · today', window_words: 'in window until Mon 30 Nov', overdue: false,
};

export const reachedStep: NextStepView = { kind: 'reached', words: 'Reached', because: 'The victim was reached.', on: null, on_words: '', window_words: '', overdue: false };

/** The invented sheets: c1 has number 0041, and so on. */
export function sheetOf(id: string): string {
  return String(40 + Number(id.replace(/\D/g, ''))).padStart(4, '0');
}

export function todayOf(cases: InventedCase[]): TodayView {
  const titles = { overdue: 'Overdue', due_today: 'Due today', new: 'New since you last looked', waiting: 'Waiting for you' };
  const empty = {
    overdue: 'Nobody is waiting past their date.', due_today: 'No contact is due today. The plan shows the coming days.',
    new: 'No new reports since you last looked. Import this morning’s extract to see what came in.', waiting: 'Nothing waits for you.',
  };
  const heaps = (['overdue', 'due_today', 'new', 'waiting'] as const).map((kind) => {
    const rows = cases.filter((one) => one.heap === kind).map((one): TodayRow => {
      const { case: id, reference, victim, ward, risk, next } = one.row;
      return { case: id, reference, victim, ward, risk, next, attempts: one.attempts, sheet: sheetOf(id), task: null };
    });
    if (kind === 'waiting') rows.unshift(...cases.flatMap((one) => one.tasks.map((task): TodayRow => ({ ...one.row, attempts: one.attempts, sheet: sheetOf(one.row.case), task }))));
    return { kind, title: titles[kind], count: rows.length, rows, empty_words: empty[kind] };
  });
  const [overdue, due, fresh] = heaps;
  return {
    sentence: `${due?.count ?? 0} contacts today, ${overdue?.count ?? 0} overdue, ${fresh?.count ?? 0} new. Everyone else has a date.`,
    heaps, differences: cases.filter(listed.differs).length,
    week: planDays.slice(0, 7).map(({ on, label, working_day }) => ({
      on, label, working_day,
      contacts_planned: cases.filter((one) => one.state !== null && one.row.next.on === on).length,
      officers_on_duty: working_day ? 5 : 0,
    })),
  };
}

const listed: Record<CaseListRequest['list'], (one: InventedCase) => boolean> = {
  all: () => true,
  open: (one) => one.row.outcome === 'Open',
  high_risk: (one) => one.row.risk === 'high',
  overdue: (one) => one.row.next.overdue,
  mine: (one) => Object.keys(one.corrected).length > 0,
  due_soon: (one) => one.heap === 'due_today',
  gone_quiet: () => false,
  differs: (one) => Object.keys(one.corrected).length > 0,
  missing: (one) => one.row.ward === '',
  no_strand: (one) => one.row.strands === '',
  no_ward: (one) => one.row.ward === '',
  closed: (one) => one.row.outcome !== 'Open',
};

export function caseListOf(cases: InventedCase[], request: CaseListRequest): CaseListView {
  const titles = { all: 'All cases', open: 'Open', high_risk: 'High risk', overdue: 'Overdue', mine: 'Mine', due_soon: 'Due soon', gone_quiet: 'Gone quiet', differs: 'Differs from the extract', missing: 'Something missing or wrong', no_strand: 'No strand', no_ward: 'No ward', closed: 'Closed' };
  const rows = cases.filter(listed[request.list]).map((one) => one.row)
    .filter((row) => (!request.borough || row.borough === request.borough) && (!request.risk || row.risk === request.risk))
    .filter((row) => !request.strand || row.strands.toLowerCase().replace(' ', '_').includes(request.strand));
  return {
    count: rows.length,
    rows: rows.slice(request.offset, request.offset + request.limit),
    empty_words: 'No case matches. Choose another list or clear the filters.',
    lists: (Object.keys(titles) as CaseListRequest['list'][]).map((list) => ({ list, title: titles[list], count: cases.filter(listed[list]).length })),
  };
}

export function caseViewOf(one: InventedCase): CaseView {
  const field = (name: string, label: string, value: string, extract_says: string | null = null) => {
    const corrected = one.corrected[name];
    return { field: name, label, value: corrected ?? value, said_by: corrected === undefined ? 'extract' : 'person', extract_says: corrected === undefined ? extract_says : value };
  };
  return {
    case: one.row.case, reference: one.row.reference, victim_number: null, next: one.row.next, safety: one.safety,
    personal: [field('victim_name', 'Victim', one.row.victim), field('telephone', 'Telephone', one.telephone), field('address', 'Address', '14 Invented Road, London'), field('email', 'E-mail', '')],
    facts: [
      field('borough', 'Borough', one.row.borough), field('ward', 'Ward', one.row.ward), field('strands', 'Strands', one.row.strands),
      field('offence', 'Offence', one.offence), field('risk', 'Risk', { standard: 'Standard', medium: 'Medium', high: 'High', not_recorded: '' }[one.row.risk]),
      field('reported_on', 'Reported on', '2026-11-09'), field('oic_collar', 'Officer in the case', '2290SW'), field('language', 'Language', 'English'), field('online', 'Online', ''), field('team', 'Investigating team', ''), field('safety', 'Contact safely', one.safety.join(', ')), field('outcome', 'Outcome', one.row.outcome),
    ],
    story: one.story, logged_words: 'Opening this page was logged: it shows personal details.',
    end_offer: one.row.case === 'c1' ? { words: 'The case went to North BCU on Fri 20 Nov 2026. The contact is still owed here until you end it.', reason: 'transferred_out', label: 'The case went to another unit' } : null,
    casework: one.row.case === 'c1' ? crowdedCasework : noCasework,
    repeat_words: one.row.case === 'c1' ? 'Second report by this victim in 12 months.' : null,
  };
}
