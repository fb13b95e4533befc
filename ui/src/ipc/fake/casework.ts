// Casework of the invented desk: enough to show and test the pages.
import type { Ipc } from '../ipc';
import { Refused } from '../refused';
import type { CaseworkView, ChoicesView, DoneView, FieldChoicesView, SavedListView } from '../wire';

export const noCasework: CaseworkView = { risk_actions: [], clocks: [], problems: [], before_dialling: [] };

export const crowdedCasework: CaseworkView = {
  risk_actions: [
    { entry: 41, strategy: 'Reduce the risk', text: 'Fit a door camera and walk the block with the caretaker', owner: 'PC Imran Sheikh', when_words: 'due Wed 18 Nov · 3 working days ago', done: false, overdue: true },
    { entry: 42, strategy: 'Avoid the risk', text: 'Other entrance', owner: 'Housing officer', when_words: 'done Fri 20 Nov', done: true, overdue: false },
  ],
  clocks: [
    { case: 'c1', reference: '0612304/26', clock: 'acknowledgement', label: 'Written acknowledgement of the report', state: 'met', words: 'met Tue 10 Nov', due_on: '2026-11-10' },
    { case: 'c1', reference: '0612304/26', clock: 'support_referral', label: 'Details passed to victim support', state: 'missed', words: 'missed: due Wed 11 Nov', due_on: '2026-11-11' },
    { case: 'c1', reference: '0612304/26', clock: 'update', label: 'Update on the investigation', state: 'due', words: 'due Mon 7 Dec · in 10 working days', due_on: '2026-12-07' },
  ],
  problems: [{ code: 'no_ward', label: 'No ward recorded', remedy: 'Without a ward only officers who serve the whole borough can be given the contact.' }],
  before_dialling: ['May be spoken to: a parent or guardian.', 'Safe to contact: Mon-Fri 09:00-15:00.', 'Language: Somali. An interpreter is needed.'],
};

const pair = (...codes: string[]) => codes.map((code) => ({ code, label: code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ') }));

const fields: FieldChoicesView[] = [
  { field: 'kind', label: 'Kind', control: 'one', choices: pair('crime', 'non_crime', 'cancelled') },
  { field: 'risk', label: 'Risk', control: 'one', choices: pair('standard', 'medium', 'high') },
  { field: 'online', label: 'Online', control: 'one', choices: pair('yes', 'no') },
  { field: 'strands', label: 'Strands', control: 'several', choices: [...pair('disability', 'race', 'religion', 'sexual_orientation', 'transgender')] },
  { field: 'safety', label: 'Safety', control: 'several', choices: [{ code: 'no_voicemail', label: 'Do not leave a voicemail' }, { code: 'suspect_in_household', label: 'A suspect lives in the household' }, { code: 'no_uniform', label: 'No uniform at the door' }] },
  { field: 'reported_on', label: 'Reported on', control: 'day', choices: [] },
  { field: 'ward', label: 'Ward', control: 'text', choices: [] },
  { field: 'language', label: 'Language', control: 'text', choices: [] },
];

export const caseworkChoices: Pick<ChoicesView, 'outcome_sets' | 'withdrawal_reasons' | 'confirmed_by' | 'confirmed_how' | 'risk_strategies' | 'fields'> = {
  withdrawal_reasons: pair('court', 'wellbeing', 'other'),
  outcome_sets: [{ code: 'Attrition', label: '14 and 16' }, { code: 'Charged', label: '1' }, { code: 'Positive', label: '1, 2, 3, 4, 5, 6, 8, 9, 10 and 22' }],
  confirmed_by: pair('victim', 'oic', 'not_confirmed'),
  confirmed_how: pair('statement', 'telephone'),
  risk_strategies: pair('remove', 'avoid', 'reduce', 'accept'),
  fields,
};

type Change = (name: string, run: () => string) => DoneView;
type CaseworkIpc = Pick<Ipc, 'differences' | 'settleDifference' | 'quality' | 'setProblemAside' | 'clockList' | 'recordClock' | 'setClockDays' | 'setRiskAction' | 'riskActionDone' | 'likelyDuplicates' | 'settlePair' | 'forceLists' | 'keepCodes' | 'savedLists' | 'saveList' | 'removeList' | 'exportList' | 'caseText' | 'recordedContactText' | 'eraseView' | 'erasePerson'>;

export function caseworkIpc(change: Change): CaseworkIpc {
  let saved: SavedListView[] = [{ list: '7', name: 'Somali speakers, high risk', count: 3, request: { list: 'open', borough: null, strand: null, risk: 'high', without: [], with: [{ field: 'language', value: 'somali' }], problem: null, offset: 0, limit: 0 } }];
  let settled = false;
  return {
    differences: async () => [],
    settleDifference: async ({ field, take_extract }) => change(`Settle ${field}`, () => (take_extract ? `${field} is the extract’s again.` : `${field} stays as it is here, until the extract says something new.`)),
    quality: async () => ({
      problems: [{ code: 'no_ward', label: 'No ward recorded', remedy: 'Only officers who serve the whole borough can be given the contact.', count: 1 }, { code: 'no_risk', label: 'No risk recorded', remedy: 'The contact window follows from the risk. Have it assessed.', count: 0 }],
      completeness: [{ field: 'ward', label: 'Ward', months: [{ month: '2026-10', month_words: 'Oct 2026', filled: 30, cases: 31 }, { month: '2026-11', month_words: 'Nov 2026', filled: 30, cases: 32 }] }],
    }),
    setProblemAside: async () => change('Set it aside', () => 'Found right as it stands.'),
    clockList: async () => ({ name: 'Victims’ Code 2020, Enhanced', own: false, runs: crowdedCasework.clocks.filter((run) => run.state !== 'met'), missed: crowdedCasework.clocks.filter((run) => run.state === 'missed').length, due: crowdedCasework.clocks.filter((run) => run.state === 'due').length, clocks: [{ code: 'update', label: 'Update on the investigation', starts: 'last_update', working_days: 20 }] }),
    recordClock: async () => change('Record it', () => 'Recorded.'),
    setClockDays: async ({ working_days }) => change('Set the clock', () => `It runs ${working_days} working days.`),
    setRiskAction: async () => change('Set the action', () => 'An action against the risk was set.'),
    riskActionDone: async () => change('Carry out the action', () => 'The action was carried out.'),
    likelyDuplicates: async () => (settled ? [] : [{
      what: 'case', because: 'Same name and telephone; reported 2 days apart.',
      first: { case: 'c3', reference: '0612378/26', victim: 'Amina Yusuf', words: 'reported Mon 9 Nov, Kew' },
      second: { case: 'c4', reference: '0612415/26', victim: 'Amina Yusuf', words: 'reported Wed 11 Nov, Kew' },
    }]),
    async settlePair({ what }) {
      settled = true;
      return change('Merge the cases', () => (what === 'merge' ? 'One case went into the other.' : 'The two were told apart.'));
    },
    forceLists: async () => [
      { list: 'withdrawal_reason', title: 'Reasons for withdrawal', own: false, codes: caseworkChoices.withdrawal_reasons.map((one) => ({ ...one })) },
      { list: 'withdrawal_confirmed_by', title: 'Who confirmed a withdrawal', own: true, codes: caseworkChoices.confirmed_by.map((one) => ({ ...one })) },
    ],
    savedLists: async () => saved,
    async saveList({ list, name, filter }) {
      if (name.trim() === '') throw new Refused({ code: 'bad_input', message: 'Give the list a name of 1 to 60 characters.', field: 'name' });
      saved = [...saved.filter((one) => one.list !== list), { list: list ?? `${saved.length + 8}`, name, count: 4, request: filter }];
      return change('Save the list', () => `The list "${name}" was saved, for everybody on this desk.`);
    },
    async removeList(list) {
      saved = saved.filter((one) => one.list !== list);
      return change('Remove the list', () => 'The list was removed. Its cases stay as they are.');
    },
    exportList: async ({ file }) => ({ path: file, words: `The list is in ${file}. It names victims, and taking it out was logged.` }),
    recordedContactText: async () => ({ reference: '0612304/26', words: 'Taking the text of 0612304/26 out was logged, as the law asks.', text: 'REASSURANCE CONTACT, 0612304/26\nReached, by telephone, Mon 23 Nov. PC Imran Sheikh.' }),
    caseText: async () => ({ reference: '0612304/26', words: 'Taking the text of 0612304/26 out was logged, as the law asks.', text: 'REASSURANCE CONTACT, 0612304/26\nAs at Mon 23 Nov 2026: Try again, Mon 23 Nov · today. 1 attempt without reaching the victim; rested as policy asks.\n\nWed 18 Nov 2026: No answer, by telephone, Wed 18 Nov. PC Imran Sheikh. (recorded by Morgan Ellis)\n\nOFFICIAL-SENSITIVE. From Reassure, 23 Nov 2026 08:50.' }),
    eraseView: async (id) => ({ case: id, reference: '0612304/26', other_references: ['0611822/26'], versions: 4, will: ['Names, dates of birth, telephone numbers, addresses and notes of 0612304/26: 4 versions, with their words in the search.', 'The case itself, its dates, outcome and contacts stay, without a name. Figures do not change.', 'Later extracts will not bring the details back. It cannot be undone.', '2 backups in the desk\u2019s folder still hold the details: delete what is no longer needed there, and copies kept elsewhere.'] }),
    async erasePerson({ confirm }) {
      if (confirm !== '0612304/26') throw new Refused({ code: 'bad_input', message: 'Type 0612304/26 to confirm. Nothing was erased.', field: 'confirm' });
      return { words: 'The personal details of 0612304/26: 4 versions erased for good.', undo: null };
    },
    keepCodes: async () => change('Keep the list', () => 'The list was kept.'),
  };
}
