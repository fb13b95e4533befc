import type { RefusalCode, RefusalView } from './wire';
import { faultWords } from '../words/refusals';

/** Why the desk did not do something. Its message is already a sentence for the person. */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly field: string | null;

  constructor(refusal: RefusalView) {
    super(refusal.message);
    this.name = 'Refused';
    this.code = refusal.code;
    this.field = refusal.field;
  }
}

/** Whatever was thrown, as a refusal: a fault of the window itself must not blank the page either. */
export function asRefused(thrown: unknown): Refused {
  if (thrown instanceof Refused) return thrown;
  if (isRefusalView(thrown)) return new Refused(thrown);
  return new Refused({ code: 'fault', message: faultWords, field: null });
}

function isRefusalView(value: unknown): value is RefusalView {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value && typeof value.message === 'string';
}
