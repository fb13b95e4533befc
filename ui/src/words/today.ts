export const todayWords = {
  differences: (count: number) => (count === 1 ? '1 case differs from the extract: settle it' : `${count.toLocaleString('en-GB')} cases differ from the extract: settle them`),
  title: 'Today',
  beside: 'Beside the work',
  atHand: 'At hand',
  beginTitle: 'Begin here',
  beginOfficers: 'Read the officers in Settings',
  beginOfficersWhy: 'who makes contacts, where and on which days.',
  beginImport: 'Import this morning’s extract',
  beginImportWhy: 'you see what it would change before anything is changed.',
  sheetNumber: 'Sheet number',
  onSheet: (number: string) => `Sheet ${number}`,
  tries: (tries: number) => (tries === 1 ? 'Tried once' : `Tried ${tries} times`),
  open: 'Open the case',
  guidance: 'What the contact is for',
  week: 'This week',
  weekCaption: 'Contacts planned and officers on duty, by day',
  day: 'Day',
  planned: 'Contacts',
  onDuty: 'Officers',
  dayOff: 'not a working day',
  columns: { reference: 'Reference', victim: 'Victim', ward: 'Ward', next: 'Next', by: 'By', risk: 'Risk', attempts: 'Tries' },
  record: 'Record a result for',
  keys: '↓ ↑ next or previous person, Enter or r records a result, o opens the case. A digit begins the number of a sheet that came back.',
  whole: (count: number) => `Show all ${count}`,
  more: (shown: number, count: number) => `Showing the first ${shown} of ${count}. The rest move up as you finish these.`,
};

/** The result strip: one key each. */
export const resultKeys: ReadonlyArray<{ key: string; result: string; label: string }> = [
  { key: '1', result: 'reached', label: 'Reached' },
  { key: '2', result: 'no_answer', label: 'No answer' },
  { key: '3', result: 'voicemail', label: 'Voicemail' },
  { key: '4', result: 'wrong_number', label: 'Wrong number' },
  { key: '5', result: 'declined', label: 'Declined' },
  { key: '6', result: 'call_back', label: 'Call back' },
  { key: '7', result: 'visit_agreed', label: 'Visit agreed' },
  { key: '8', result: 'unsafe', label: 'Not safe' },
  { key: '9', result: 'put_off', label: 'Put off' },
  { key: '0', result: 'end', label: 'End it' },
  { key: 't', result: 'take_up', label: 'Take up again' },
];

/** Choices of the strip that are no result of an attempt. */
export const notAResult: readonly string[] = ['put_off', 'end', 'take_up'];

/** Choices that name a day. */
export const needsDay: readonly string[] = ['call_back', 'visit_agreed', 'put_off'];

/** What somebody must do afterwards: each raises a task. */
export const toldKeys: ReadonlyArray<{ key: string; field: 'concern' | 'newRisk' | 'newCrime'; label: string }> = [
  { key: 'c', field: 'concern', label: 'A concern for the officer in the case' },
  { key: 'n', field: 'newRisk', label: 'A new risk' },
  { key: 'm', field: 'newCrime', label: 'A new crime' },
];

export const strip = {
  legend: 'What came back?',
  how: 'How',
  on: 'On',
  officer: 'By',
  planned: 'The planned officer',
  callBack: 'Call back on',
  visit: 'Visit on (leave “Another day” empty where none was agreed)',
  putOff: 'Put off until',
  why: 'Why',
  at: 'Time',
  purposes: 'In the contact',
  passOn: 'To pass on',
  needs: 'Would like help with',
  satisfaction: 'Satisfied with the police?',
  notSaid: 'Nothing said',
  shared: 'The contact was made for these cases of the same person too',
  owner: (name: string) => `Answers for it: ${name}.`,
  noted: 'Noted:',
  taskLegend: 'How did it end?',
  otherDay: 'Another day',
  theDay: 'Which day',
  note: 'Note (kept with the personal details)',
  save: 'Save',
  leave: 'Leave',
  open: 'Open the case',
  end: 'End the contact…',
  choose: 'Press 1 to 9 to choose what came back.',
};
