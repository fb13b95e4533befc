import type { CaseList, RiskView, StoryKind } from '../ipc/wire';

export const casesWords = {
  title: 'Cases',
  lists: 'Lists',
  filters: 'Narrow the list',
  borough: 'Borough',
  strand: 'Strand',
  risk: 'Risk',
  any: 'Any',
  clear: 'Clear filters',
  caption: (title: string, count: number) => `${title}: ${count}`,
  columns: { reference: 'Reference', victim: 'Victim', ward: 'Ward', next: 'What is next', by: 'By', risk: 'Risk', strands: 'Strands', reported: 'Reported' },
  more: (left: number) => `Show more (${left} left)`,
  open: 'Open the case',
  essentials: 'Essentials',
  none: 'Choose a case to see its essentials here.',
  noWard: 'No ward',
};

export const listOrder: readonly CaseList[] = ['open', 'high_risk', 'overdue', 'no_strand', 'no_ward', 'closed', 'all'];

export const riskWords: Record<RiskView, string> = { standard: 'Standard', medium: 'Medium', high: 'High', not_recorded: 'Not recorded' };

export const caseWords = {
  back: (place: string) => `Back to ${place}`,
  stands: 'What stands',
  safety: 'Contact safely',
  person: 'The victim',
  facts: 'The case',
  story: 'Story',
  filter: 'Show',
  everything: 'Everything',
  kinds: [['contact', 'Contacts'], ['change', 'Changes'], ['outcome', 'Outcomes']] as ReadonlyArray<readonly [StoryKind, string]>,
  nothing: 'Nothing of this kind has happened yet.',
  notRecorded: 'Not recorded',
  correct: 'Correct',
  correctOf: (label: string) => `Correct ${label.toLowerCase()}`,
  save: 'Save',
  leave: 'Leave',
  byPerson: 'corrected here',
  extractSays: (value: string) => `The extract says: ${value || 'nothing'}`,
  recorded: 'recorded',
  undone: 'Undone',
  undo: 'Undo',
  next: 'Next step',
  withdrawal: 'Record a withdrawal',
  outcome: 'Record an outcome',
  end: 'End the contact',
  on: 'Day',
  dateHint: 'For example 23/11/2026',
  reason: 'Reason, if given',
  confirmedBy: 'Confirmed by',
  confirmedHow: 'How it was confirmed',
  withdrawalHint: 'A withdrawal does not end the contact: the victim is still owed one.',
  endHint: 'Only a listed reason ends the contact.',
  outcomeNumber: 'Outcome',
  dateWrong: 'Enter the day as in 23/11/2026.',
};
