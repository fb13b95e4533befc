import { describe, expect, it } from 'vitest';
import { birthInWords, dayAsTyped, dayInWords, typedDay, withDaysInWords } from './dates';

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

describe('dayInWords', () => {
  it.each([['2026-11-23', 'Mon 23 Nov'], ['2026-09-01', 'Tue 1 Sep'], ['2027-01-03', 'Sun 3 Jan 2027'], ['not a day', 'not a day']])('writes %s as %s', (day, words) => {
    expect(dayInWords(day, '2026-11-23')).toBe(words);
  });

  it('writes a day of birth so that it reads back', () => {
    expect(birthInWords('2005-05-18')).toBe('18 May 2005');
    expect(typedDay(birthInWords('2005-05-18'))).toBe('2005-05-18');
  });

  it('leaves the words around the days alone', () => {
    expect(withDaysInWords('Mon Wed away 2026-11-23 to 2026-11-29', '2026-11-23')).toBe('Mon Wed away Mon 23 Nov to Sun 29 Nov');
  });
});
