import { describe, expect, it } from 'vitest';
import { dayAsTyped, typedDay } from './dates';

describe('typedDay', () => {
  it.each([
    ['23/11/2026', '2026-11-23'], ['3/1/2027', '2027-01-03'], ['23.11.26', '2026-11-23'], ['2026-11-23', '2026-11-23'],
    ['23 Nov 2026', '2026-11-23'], ['Mon 9 November 2026', '2026-11-09'], [' 23-11-2026 ', '2026-11-23'],
  ])('reads %s as a person in Britain writes it', (typed, day) => {
    expect(typedDay(typed)).toBe(day);
  });

  it.each(['', 'yesterday', '23/11', '23 Nab 2026', '11/2026'])('does not guess at “%s”', (typed) => {
    expect(typedDay(typed)).toBeNull();
  });

  it('reads back what it shows', () => {
    expect(typedDay(dayAsTyped('2026-02-09'))).toBe('2026-02-09');
  });
});
