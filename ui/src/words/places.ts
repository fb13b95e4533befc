import type { PlaceView } from '../ipc/wire';

/** The seven places, in the rail's order, each with the letter that follows `g`. */
export const places: ReadonlyArray<{ place: PlaceView; label: string; letter: string }> = [
  { place: 'today', label: 'Today', letter: 't' },
  { place: 'cases', label: 'Cases', letter: 'c' },
  { place: 'plan', label: 'Plan', letter: 'p' },
  { place: 'trends', label: 'Trends', letter: 'r' },
  { place: 'month', label: 'Month', letter: 'm' },
  { place: 'import', label: 'Import', letter: 'i' },
  { place: 'settings', label: 'Settings', letter: 's' },
];

export const shell = {
  product: 'Reassure',
  demo: 'DEMO',
  demoMeaning: 'Every case on this desk is invented',
  rail: 'Places',
  skip: 'Skip to the page',
  search: 'Search references and names',
  searchHint: 'Search ( / )',
  nothingFound: 'No case matches.',
  moreFound: 'More cases match. Type more to narrow them down.',
  lock: 'Lock',
  keys: 'Keys',
  cover: 'The screen is covered',
  coverWords: 'You are still signed in. Lock the desk if you are leaving it.',
  uncover: 'Show the screen again',
  lockDesk: 'Lock the desk',
  lastAction: 'What was done last',
  undo: 'Undo',
  dismiss: 'Put away',
  copyContact: 'Copy for the records system', copiedContact: 'Copied: paste it into the records system', notCopied: 'The text could not be copied. It stands on the page of the case, under Text for the records system.',
  nothingToUndo: 'There is nothing to undo.',
  loading: 'Loading…',
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  cancelled: 'Cancelled. Nothing was changed.',
};

export const keysEverywhere: ReadonlyArray<readonly [string, string]> = [
  ['g then a letter', 'Go to a place: t Today, c Cases, p Plan, r Trends, m Month, i Import, s Settings'],
  ['/', 'Search'],
  ['Ctrl + Z', 'Undo the last action'],
  ['Ctrl + L', 'Cover the screen'],
  ['?', 'Show or put away this list'],
];

export const keysOf: Record<PlaceView | 'case', ReadonlyArray<readonly [string, string]>> = {
  today: [
    ['↓ ↑', 'Next or previous person'],
    ['Enter or r', 'Record a result'],
    ['Digits, Enter', 'The number of a sheet that came back, or its last two digits'],
    ['1 to 8', 'Reached, no answer, voicemail, wrong number, declined, call back, visit agreed, not safe'],
    ['9, 0, t', 'Put off, end it, take up again'],
    ['a, c, n, m', 'All purposes met, a concern, a new risk, a new crime'],
    ['v', 'By visit instead of telephone'],
    ['Enter', 'Save and move to the next'],
    ['Esc', 'Leave without saving'],
    ['o', 'Open the case'],
  ],
  cases: [['↓ ↑', 'Next or previous case'], ['Enter', 'Open the case']],
  case: [['Esc', 'Back to where you were']],
  plan: [['Tab', 'Next contact'], ['Enter', 'Show why this officer and day']],
  trends: [],
  month: [],
  import: [],
  settings: [],
};
