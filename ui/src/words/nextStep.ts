import type { NextStepKind } from '../ipc/wire';

/** The one button that does the next step; none where nothing is left to do. */
export const nextStepDoes: Record<NextStepKind, { label: string; opens: 'plan' | 'attempt' | 'end' } | null> = {
  plan: { label: 'Go to the plan', opens: 'plan' },
  contact: { label: 'Record a result', opens: 'attempt' },
  retry: { label: 'Record a result', opens: 'attempt' },
  call_back: { label: 'Record a result', opens: 'attempt' },
  visit: { label: 'Record a result', opens: 'attempt' },
  put_off: { label: 'Record a result', opens: 'attempt' },
  find_number: { label: 'Record a result', opens: 'attempt' },
  supervisor: { label: 'Record a result', opens: 'attempt' },
  reached: null,
  ended: { label: 'Take the contact up again', opens: 'attempt' },
  control: { label: 'Take the contact up again', opens: 'attempt' },
  not_owed: null,
};
