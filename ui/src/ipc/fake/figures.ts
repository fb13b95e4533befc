import type { BehindRequest, BehindView, CaseRow, ChartView, CompareRequest, CompareView, MonthView, TrendsView } from '../wire';
import { today } from './invented';

const months = ['Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov'];

function chart(series: string, question: string, title: string, sentence: string, shares: number[]): ChartView {
  const points = shares.map((share, at) => `${70 + at * 110},${260 - share * 4}`);
  return {
    series, name: series, cut: null, question, title, sentence,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300" width="720" height="300" role="img" aria-label="${title}">
<line x1="60" y1="260" x2="690" y2="260" stroke="#0b0c0c"/><polyline points="${points.join(' ')}" fill="none" stroke="#1d70b8" stroke-width="3"/>
${shares.map((share, at) => `<circle cx="${70 + at * 110}" cy="${260 - share * 4}" r="5" fill="#1d70b8"/><text x="${70 + at * 110}" y="284" text-anchor="middle" font-family="Source Sans 3" font-size="16">${months[at]}</text>`).join('')}
<text x="60" y="24" font-family="Source Sans 3" font-size="16">${title}, %</text></svg>`,
    table: { caption: title, columns: ['Month', 'Cases', 'Share'], rows: shares.map((share, at) => [`${months[at]} 2026`, String(140 + at * 7), `${share} %`]) },
    definition: 'Of cases closed in the month: those with outcome 14 or 16 in force at the as-at day. Non-crime incidents and cancelled crimes are left out.',
    icons: [],
    spots: shares.map((share, at) => ({ across: ((70 + at * 110) / 720) * 100, down: ((260 - share * 4) / 300) * 100, words: `${months[at]} 2026: ${share} %.`, period: `2026-${String(at + 6).padStart(2, '0')}`, group: null })),
    points: shares.map((share, at) => ({ period: `2026-${String(at + 6).padStart(2, '0')}`, numerator: share, denominator: 100, value: share / 100, low: null, high: null, centre: null, lower_limit: null, upper_limit: null, signal: false, mature: true, suppressed: false })),
  };
}

export function trendsOf(asAt: string | null, suppressed: boolean): TrendsView {
  return {
    as_at: asAt ?? today, as_at_words: asAt === null || asAt === today ? 'as at Mon 23 Nov 2026' : `as at ${asAt}`,
    charts: [
      chart('withdrawal_closed', 'Are victims staying with us?', 'Withdrawal among closed cases', 'In October 27 of 140 closed cases ended without the victim’s support, 19 %. That is inside the usual range.', [31, 29, 27, 26, 19, 18]),
      chart('coverage', 'Are we reaching them, in time?', 'Reached in the contact window', 'Of victims reported in September, 61 % were reached in the window and 12 % late.', [12, 25, 38, 52, 61, 58]),
      // Two rare strands, each with a chart of its own of the same series.
      ...['Disability', 'Transgender'].map((strand) => ({ ...chart('days_between', 'Are victims staying with us?', `${strand}: days from one report to the next`, 'The last report came 41 days after the one before, inside the usual range.', [9, 31, 0, 22, 5, 41]), name: `days_between_${strand.toLowerCase()}`, cut: 'strand' })),
    ],
    suppression_words: suppressed ? 'Numbers under 5 and one neighbour each are hidden, so that nobody can be picked out.' : null,
    days: [],
    may_open_cases: !suppressed,
    marks: [], may_mark: !suppressed,
  };
}

export function monthOf(month: string | null): MonthView {
  return {
    month: month ?? '2026-10', month_words: month === '2026-09' ? 'September 2026' : 'October 2026',
    months: [{ code: '2026-10', label: 'October 2026' }, { code: '2026-09', label: 'September 2026' }],
    headline: [
      { label: 'Reports', value: '162', interval: '', meaning: 'Hate crimes reported in the month' },
      { label: 'Reached in the window', value: '61 %', interval: '53 to 68 %', meaning: 'Of victims whose contact window ended in the month' },
      { label: 'Ended without support', value: '19 %', interval: '14 to 27 %', meaning: 'Of crimes closed in the month, outcome 14 or 16' },
    ],
    issued: [{ entry: 812, words: 'September 2026, coordinator’s edition, issued Mon 5 Oct 2026 by Morgan Ellis' }],
    slots: [
      { slot: 'tells', title: 'What the figures tell us', words: '', shareable: false },
      { slot: 'issues', title: 'Issues', words: '', shareable: false },
      { slot: 'actions', title: 'Actions: who, what, by when', words: 'Brief the late shift on voicemail, by 12 December.', shareable: true },
      { slot: 'context', title: 'Context: what else changed', words: '', shareable: false },
    ],
    last_actions: 'Ask the boroughs for a second officer on Fridays.', may_write: true, is_issued: month === '2026-09', is_issued_shareable: false,
    words: 'October has not been issued. Print a draft, read it, then issue it: an issued month is kept as it was printed.',
  };
}

export function comparisonOf(request: CompareRequest): CompareView {
  return {
    cut: request.cut, measure: request.measure,
    cuts: [{ code: 'strand', label: 'Strand' }, { code: 'sex', label: 'Sex' }, { code: 'borough', label: 'Borough' }],
    measures: [{ code: 'src_in_window', label: 'Victims reached in time' }, { code: 'withdrawal_closed', label: 'Victims who withdrew' }],
    period_words: 'November 2025 to October 2026 (12 months)', groups: [],
    chart: chart(`${request.cut}_${request.measure}`, 'Is it equal?', 'Victims who withdrew, by strand', 'The widest gap is Disability: 21 of 60 (35 %) against 29 % of all others. It is no signal: it lies within the limits for a group of this size.', [24, 22, 27, 21, 35, 23]),
  };
}

export function behindOf(request: BehindRequest, rows: CaseRow[]): BehindView {
  return { title: `Victims who withdrew, ${request.period}`, words: `${rows.length} cases behind this point, 1 of them counted.`, rows };
}
