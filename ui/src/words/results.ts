export const resultsWords = {
  title: 'Results that officers filled in',
  file: 'Results file',
  hint: 'The form from Plan, filled in. Nothing is recorded until you take it in.',
  look: 'Look at the results',
  right: 'To record',
  reference: 'Reference',
  victim: 'Victim',
  result: 'What came of it',
  refused: 'Refused',
  doesNotCount: 'It does not count: the officer is linked to the investigation.',
  take: (count: number) => (count === 1 ? 'Record 1 result' : `Record ${count} results`),
};
