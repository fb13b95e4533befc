// An invented desk in memory: it drives the component tests and the UI in a plain browser. It decides nothing real.
import { fakeTrials } from './trials';
import type { Ipc } from '../ipc';
import { Refused } from '../refused';
import type { DeskView, DoneView, PastImport, PlaceView, ProgressView, RefusalCode, RoleView, SignedInView } from '../wire';
import { caseListOf, caseViewOf, inventCaseload, line, reachedStep, sheetOf, todayOf, type InventedCase } from './caseload';
import { caseworkIpc } from './casework';
import { effectInCasesOf, effectsOf, serviceStarts, setServiceStart } from './effects';
import { behindOf, comparisonOf, monthOf, trendsOf } from './figures';
import { choices, dayWords, officers, people, planDays, today, todayWords } from './invented';
import { accept, handOn, pin, placesOf, planOf, propose, put, repair, takeOff } from './plan';
import { previewOf } from './imports';
import { fakeMappings } from './mappings';
import { measuresOf } from './measures';
import { fakeOfficers } from './officers';
import { fakePolicy } from './policy';

export const demoPassphrase = 'invented cases only';
const nextTry = '2026-11-25';

/** `empty` starts as a folder without a desk. */
export function fakeIpc(start: { empty?: boolean } = {}): Ipc {
  let cases = inventCaseload();
  let exists = !start.empty && !new URLSearchParams(globalThis.location?.search ?? '').has('new');
  let head = 900;
  let away: string | null = null;
  let past: PastImport[] = [{ import: 'i1', applied_words: 'Fri 20 Nov 2026 08:52', by: 'Morgan Ellis', mapping: 'Crime extract', new: 9, changed: 4, unchanged: 611, refused: 2, taken_back: false }];
  const staff = [...people];
  const kept = new Map<number, { cases: InventedCase[]; past: PastImport[] }>();
  const hearers = new Set<(progress: ProgressView) => void>();

  const find = (id: string): InventedCase => cases.find((one) => one.row.case === id) ?? refuse('not_found', 'That case is not on this desk. Go back to the list and try again.', null);

  /** Runs a change and makes it undoable by keeping what stood before. */
  function change(name: string, run: () => string): DoneView {
    const before = { cases: structuredClone(cases), past: structuredClone(past) };
    const words = run();
    head += 1;
    kept.set(head, before);
    return { words, undo: { name, first_entry: head, last_entry: head } };
  }

  let role: RoleView = 'coordinator';
  const may = () => role === 'coordinator' || role === 'supervisor';

  const desk = (): DeskView => ({
    exists, folder: 'Documents/Reassure', name: 'South West BCU', demo: true, figures_copy: false,
    people: exists ? staff : [], demo_passphrase: exists ? demoPassphrase : null, today,
  });

  const progress = (stage: string, done: number, total: number | null) => hearers.forEach((hear) => hear({ stage, done, total }));

  return {
    deskView: async () => desk(),
    async tryDemo() {
      for (const done of [0, 12, 24, 32]) {
        progress('Inventing cases', done, 32);
        await moment();
      }
      exists = true;
      return signedIn('Morgan Ellis', 'coordinator');
    },
    async newDesk(request) {
      if (request.passphrase.length < 12) refuse('bad_input', 'Enter a passphrase of at least 12 characters. Three or four words are easy to remember.', 'passphrase');
      exists = true;
      return { recovery_code: 'KESTREL-7Q4M-2HTX-9VDA-MARL-5C8P', signed_in: { ...signedIn(request.coordinator, 'coordinator'), desk_name: request.desk_name, demo: false, marking: 'OFFICIAL-SENSITIVE', last_signed_in: null } };
    },
    async signIn({ name, passphrase }) {
      const person = staff.find((one) => one.name === name) ?? refuse('wrong_passphrase', 'The name and passphrase do not match. Nothing was changed. Try again.', 'passphrase');
      if (passphrase !== demoPassphrase) refuse('wrong_passphrase', 'The name and passphrase do not match. Nothing was changed. Try again.', 'passphrase');
      role = person.role;
      return signedIn(person.name, person.role);
    },
    signOut: async () => desk(),
    choices: async () => (may() ? choices : refuse('not_allowed', 'An EDI manager cannot see cases. Nothing was changed.', null)),
    glossary: async () => [
      { word: 'Secondary reassurance contact (SRC)', meaning: 'One call or visit after the report, by a neighbourhood officer who has no part in the investigation.' },
      { word: 'Contact window', meaning: 'The working days, by risk, in which the contact should be made.' },
      { word: 'Withdrawal', meaning: 'The victim no longer supports the investigation. A contact is still owed.' },
    ],
    today: async () => todayOf(cases),
    railCounts: async () => ({ today: todayOf(cases).heaps.reduce((sum, heap) => sum + heap.count, 0), cases: cases.filter(({ row }) => row.next.kind !== 'reached' && row.next.kind !== 'ended').length, plan: planOf(cases).tray.length }),
    async recordAttempt(request) {
      const one = find(request.case);
      if (request.result === 'call_back' && !request.call_back_on) refuse('bad_input', 'Enter the day the victim asked to be called back.', 'call_back_on');
      const label = choices.results.find((result) => result.code === request.result)?.label ?? request.result;
      return change(`Record ${label.toLowerCase()}`, () => {
        const reached = request.result === 'reached';
        const on = request.call_back_on ?? nextTry;
        one.attempts += 1;
        one.heap = null;
        one.row.next = reached ? reachedStep : { ...one.row.next, kind: 'retry', words: 'Try again', on, on_words: dayWords[on] ?? on, overdue: false };
        one.story = [line(head + 1, 'contact', `${label}, by ${request.channel === 'telephone' ? 'telephone' : 'visit'}.`, 'Morgan Ellis', { name: `Record ${label.toLowerCase()}`, first_entry: head + 1, last_entry: head + 1 }), ...one.story];
        if (request.told?.concern) one.tasks = [{ case: one.row.case, reference: one.row.reference, entry: head + 2, kind: 'concern', words: 'Pass the concern to the OIC', owner: 'Morgan Ellis', due_on: nextTry, due_words: dayWords[nextTry] ?? nextTry, overdue: false, note: request.note }];
        return reached ? `Reached recorded for ${one.row.reference}.` : `${label} recorded for ${one.row.reference}. Next try ${dayWords[on] ?? on}.`;
      });
    },
    async endContact({ case: id, reason }) {
      const one = find(id);
      const label = choices.ending_reasons.find((ending) => ending.code === reason)?.label ?? reason;
      return change('End the contact', () => {
        one.heap = null;
        one.row.next = { ...reachedStep, kind: 'ended', words: 'Contact ended', because: label };
        return `Contact ended for ${one.row.reference}: ${label}.`;
      });
    },
    takeUpContact: async ({ case: id }) => change('Take the contact up again', () => `The contact for ${find(id).row.reference} was taken up again.`),
    putOffContact: async ({ case: id, until }) => change('Put the contact off', () => {
      const one = find(id);
      one.heap = null;
      one.row.next = { ...one.row.next, kind: 'put_off', words: 'Put off', on: until, on_words: dayWords[until] ?? until, overdue: false };
      return `The contact for ${one.row.reference} was put off.`;
    }),
    closeTask: async ({ case: id, entry }) => change('End the task', () => {
      const one = find(id);
      one.tasks = one.tasks.filter((task) => task.entry !== entry);
      return `The concern (${one.row.reference}): done.`;
    }),
    sharedCases: async () => [],
    async undo({ name, first_entry }) {
      const before = kept.get(first_entry) ?? refuse('changed', 'That was already undone, or something later depends on it. Nothing was changed.', null);
      return change('Do it again', () => {
        ({ cases, past } = before);
        kept.delete(first_entry);
        return `Undone: ${name}.`;
      });
    },
    caseList: async (request) => caseListOf(cases, request),
    async search(text) {
      const sought = text.toLowerCase();
      const rows = cases.map((one) => one.row).filter((row) => `${row.reference} ${row.victim}`.toLowerCase().includes(sought));
      return { rows: rows.slice(0, 8), more: rows.length > 8 };
    },
    caseView: async (id) => structuredClone(caseViewOf(find(id))),
    async correctCase({ case: id, field, value }) {
      const one = find(id);
      if (field === 'reported_on' && !/^\d{4}-\d\d-\d\d$/.test(value)) refuse('bad_input', 'Enter the day as in 23/11/2026.', 'value');
      return change(`Correct ${field.replaceAll('_', ' ')}`, () => {
        one.corrected[field] = value;
        return `${field.replaceAll('_', ' ')} corrected for ${one.row.reference}. The next extract will not overwrite it.`;
      });
    },
    recordWithdrawal: async ({ case: id }) => change('Record withdrawal', () => `Withdrawal recorded for ${find(id).row.reference}. The contact is still owed.`),
    recordOutcome: async ({ case: id, number }) => change('Record outcome', () => `Outcome ${number} recorded for ${find(id).row.reference}.`),
    ...caseworkIpc(change),
    contactMeasures: async (request) => measuresOf(request),
    planView: async () => planOf(cases),
    async proposePlan() {
      progress('Looking for officers', 1, 2);
      await moment();
      propose(cases);
      if (away !== null) repair(cases, away);
      away = null;
      return planOf(cases);
    },
    acceptPlan: async ({ cases: ids }) => change('Accept the plan', () => accept(cases, ids)),
    nextBest: async () => [
      { officer: officers[1]?.officer ?? '', officer_name: 'PC Imran Sheikh', on: planDays[2]?.on ?? '', on_words: 'Wed 25 Nov', costs: ['Does not serve the ward by name.', '1 working day later than planned.'] },
      { officer: officers[2]?.officer ?? '', officer_name: 'PCSO Dilys Hughes', on: planDays[3]?.on ?? '', on_words: 'Thu 26 Nov', costs: ['2 working days later than planned.'] },
    ],
    planPlaces: async () => placesOf(),
    moveLine: async ({ case: id, officer, on }) => {
      const place = placesOf().find((one) => one.officer === officer && one.on === on);
      if (!place?.allowed) refuse('bad_input', `The contact cannot go there, and stays where it was. ${place?.words ?? ''}`, 'on');
      return change('Move the contact', () => put(cases, id, officer, on));
    },
    pinLine: async ({ case: id, pinned }) => change(pinned ? 'Pin the line' : 'Let the line go', () => pin(cases, id, pinned)),
    declineLine: async ({ case: id }) => change('Decline the line', () => handOn(cases, id)),
    declareConflict: async ({ case: id, officer }) => change('Declare the conflict', () => {
      takeOff(cases, id);
      return `${officers.find((one) => one.officer === officer)?.name ?? ''} is kept away from ${find(id).row.reference}.`;
    }),
    takeOffPlan: async (id) => change('Take the contact off the plan', () => takeOff(cases, id)),
    calendar: async () => ({ path: 'reassure-calendar-1002SW.ics', words: 'The file is reassure-calendar-1002SW.ics.' }),
    calendars: async () => ({ path: 'Reassure prints', words: '4 files are in Reassure prints.' }),
    resultsForm: async ({ on }) => ({ path: 'results.csv', words: `The form for ${dayWords[on] ?? on} is results.csv.` }),
    async previewResults(file) {
      if (!file) refuse('bad_input', 'Choose the file that came back.', 'file');
      return {
        lines: [{ row: 2, reference: '0612304/26', victim: 'Amina Hassan', words: 'No answer, Mon 23 Nov.', counts: true }],
        refused: [{ row: 3, column: 'Result', value: 'perhaps', reason: 'This is not a result.', remedy: 'Write reached, no answer or another result.' }],
        not_filled_in: 1, seen: 'seen', words: '1 result to record, 1 problem refused, 1 row not filled in. Nothing is changed until you take them in.',
      };
    },
    applyResults: async () => change('Take in the results', () => '1 result recorded. 1 problem left.'),
    async findSheet(typed) {
      const one = cases.find((candidate) => typed !== '' && sheetOf(candidate.row.case).endsWith(typed));
      if (!one) return refuse('bad_input', `No sheet ${typed} was printed. Look at the number on the sheet again.`, 'sheet');
      const { case: id, reference, victim, ward, risk, next } = one.row;
      return { kind: 'sheet', title: `Sheet ${sheetOf(id)}`, count: 1, rows: [{ case: id, reference, victim, ward, risk, next, attempts: one.attempts, sheet: sheetOf(id), task: null }], empty_words: '' };
    },
    printSheets: async ({ on }) => ({ path: 'sheets.pdf', words: `Contact sheets for ${dayWords[on] ?? on} made and opened.` }),
    ...fakePolicy(change),
    ...fakeOfficers(officers, change),
    ...fakeMappings((words) => ({ words, undo: null })),
    pickFile: async () => 'Documents/extract-2026-11-23.csv',
    pickNewFile: async (suggested) => `Documents/${suggested}`,
    async previewImport({ file }) {
      if (!file) refuse('bad_input', 'Choose the extract to import.', 'file');
      progress('Reading the file', 200, null);
      await moment();
      return previewOf(file);
    },
    async applyImport({ file }) {
      for (const done of [0, 200, 400, 626]) {
        progress('Applying', done, 626);
        await moment();
      }
      past = [{ ...previewCounts, import: `i${past.length + 1}`, applied_words: `${todayWords} 08:47`, by: 'Morgan Ellis', mapping: 'Crime extract', taken_back: false }, ...past];
      return { words: `${file.split('/').pop() ?? file} applied: 3 new cases, 2 changed, 619 unchanged, 2 refused.`, import: past[0]?.import ?? '', ...previewCounts };
    },
    pastImports: async () => structuredClone(past),
    takeBackImport: async (id) => change('Take back the import', () => {
      past = past.map((one) => (one.import === id ? { ...one, taken_back: true } : one));
      return 'The import was taken back. What people recorded since then stands.';
    }),
    eraseWithdrawn: async () => ({ words: 'What the import brought of people: 6 versions erased for good.', undo: null }),
    cancelWork: async () => undefined,
    trends: async (asAt) => trendsOf(asAt, false),
    effects: async (asAt) => effectsOf(asAt),
    serviceStarts: async () => serviceStarts,
    setServiceStart: async (request) => setServiceStart(request),
    effectInCases: async (request) => effectInCasesOf(request),
    compareGroups: async (request) => comparisonOf(request),
    casesBehind: async (request) => behindOf(request, []),
    async markSeries({ kind, words }) {
      if (words.trim() === '') refuse('bad_input', 'Say in a few words what changed.', 'words');
      return { words: kind === 'broken' ? `A break was marked: ${words}.` : `Centre and limits are drawn anew, since ${words}.`, undo: null };
    },
    setTarget: async ({ value }) => ({ words: value === null ? 'There is no target any more.' : `The target is ${value}.`, undo: null }),
    monthView: async (month) => monthOf(month),
    printMonth: async ({ shareable }) => ({ path: 'month.pdf', words: shareable ? 'The shareable edition was made and opened.' : 'The coordinator’s edition was made and opened.' }),
    monthPages: async () => ({ pages: ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><rect width="595" height="842" fill="#fff"/><text x="57" y="90" font-size="21">South West BCU: October 2026</text></svg>'] }),
    writeMonthSlot: async ({ words }) => ({ words: `October 2026: ${words === '' ? 'emptied' : 'kept'}.`, undo: null }),
    issueMonth: async () => ({ words: 'October 2026 issued. It is kept as it was printed.', undo: null }),
    ...fakeTrials(),
    people: async () => [...staff],
    async addPerson({ name, role, passphrase }) {
      if (passphrase.length < 12) refuse('bad_input', 'Enter a passphrase of at least 12 characters.', 'passphrase');
      staff.push({ id: `p${staff.length + 1}`, name, role, role_label: people.find((one) => one.role === role)?.role_label ?? role });
      return { words: `${name} can sign in.`, undo: null };
    },
    async changePassphrase({ current, passphrase }) {
      if (current.length === 0) refuse('wrong_passphrase', 'The name and passphrase do not match. Nothing was changed. Try again.', 'current');
      if (passphrase.length < 12) refuse('bad_input', 'Enter a passphrase of at least 12 characters.', 'passphrase');
      return { words: 'Your passphrase was changed. Backups made before still open with the old one.', undo: null };
    },
    async takePlace(person) {
      const gone = staff.splice(staff.findIndex((one) => one.id === person), 1)[0];
      return { words: `${gone?.name} can no longer sign in here.`, undo: null };
    },
    officers: async () => officers,
    async officerAway({ officer, from }) {
      if (!/^\d{4}-\d\d-\d\d$/.test(from)) refuse('bad_input', `"${from}" is not a day. Write it as 2026-11-23.`, 'from');
      if (officer === '') refuse('bad_input', 'No officer on the list has this collar number. Check the list.', 'officer');
      away = officer;
      return { words: `${officers.find((one) => one.officer === officer)?.name ?? ''} is away, ${from}. Propose finds others to make their contacts.`, undo: null };
    },
    exportOfficers: async (file) => ({ path: file, words: `The officers' list is in ${file}. It names them, and taking it out was logged.` }),
    importOfficers: async () => ({ words: '7 officers read, 0 refused.', undo: null }),
    verify: async () => ({ sound: true, head_number: head, head_digest: '9f2c41d07be6', problems: [], words: `All ${head} entries agree with the chain, the people file and the lists.` }),
    exportDesk: async ({ file }) => ({ path: file, words: `The whole desk is in ${file}. It is OFFICIAL-SENSITIVE and not encrypted.` }),
    backup: async () => ({ path: 'backups/2026-11-23', words: 'A backup was made in backups/2026-11-23.' }),
    onProgress(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}

const previewCounts = { new: 3, changed: 2, unchanged: 619, refused: 2 };

const places: Record<RoleView, PlaceView[]> = {
  coordinator: ['today', 'cases', 'plan', 'trends', 'month', 'import', 'settings'],
  supervisor: ['today', 'cases', 'plan', 'trends', 'month', 'import', 'settings'],
  edi: ['trends', 'month', 'settings'],
  auditor: ['settings'],
  recovery: ['settings'],
};

function signedIn(name: string, role: RoleView): SignedInView {
  return {
    name, role, role_label: people.find((one) => one.role === role)?.role_label ?? role, desk_name: 'South West BCU', demo: true, marking: 'OFFICIAL',
    today, today_words: todayWords, last_signed_in: 'Last signed in Fri 20 Nov 2026 16:40', places: places[role],
    may_record: role === 'coordinator' || role === 'supervisor', may_see_names: role === 'coordinator' || role === 'supervisor',
  };
}

function refuse(code: RefusalCode, message: string, field: string | null): never {
  throw new Refused({ code, message, field });
}

/** Long enough for progress to be seen. */
function moment(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 60));
}
