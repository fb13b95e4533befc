import { describe, expect, it } from 'vitest';
import { referenceWidth } from './referenceWidth';

describe('referenceWidth', () => {
  it('follows the longest reference, and never falls below its own heading', () => {
    expect(referenceWidth([{ reference: '01/0012345/26' }, { reference: 'GO-20232979221' }])).toBe('calc(14 * 1.1ch + 20px)');
    expect(referenceWidth([])).toBe('calc(9 * 1.1ch + 20px)');
  });
});
