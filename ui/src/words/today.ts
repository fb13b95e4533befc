export const todayWords = {
  title: 'Today',
  beside: 'Beside the work',
  atHand: 'At hand',
  tries: (tries: number) => (tries === 1 ? 'Tried once' : `Tried ${tries} times`),
  open: 'Open the case',
  week: 'This week',
  weekCaption: 'Contacts planned and officers on duty, by day',
  day: 'Day',
  planned: 'Contacts',
  onDuty: 'Officers',
  dayOff: 'not a working day',
  columns: { reference: 'Reference', victim: 'Victim', ward: 'Ward', next: 'What is next', by: 'By', risk: 'Risk', attempts: 'Tries' },
  record: 'Record a result for',
  keys: '↓ ↑ next or previous person, Enter or r records a result, o opens the case.',
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
];

export const strip = {
  legend: 'What came back?',
  how: 'How',
  on: 'On',
  officer: 'By',
  planned: 'The planned officer',
  callBack: 'Call back on',
  otherDay: 'Another day',
  theDay: 'Which day',
  note: 'Note (kept with the personal details)',
  save: 'Save',
  leave: 'Leave',
  open: 'Open the case',
  end: 'End the contact…',
  choose: 'Press 1 to 6 to choose what came back.',
};
