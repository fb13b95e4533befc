import type { ChartView, DoneView, EffectInCasesRequest, EffectInCasesView, EffectsView, ServiceStartRequest, ServiceStartView } from '../wire';
import { today } from './invented';

function chart(series: string, title: string, sentence: string, columns: string[], rows: string[][]): ChartView {
  return {
    series, name: series, cut: null, title, sentence, question: 'Does it help?',
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300" width="720" height="300" role="img" aria-label="${title}"><path d="M60 260 L160 190 L300 150 L690 120" fill="none" stroke="#003078" stroke-width="4"/></svg>`,
    table: { caption: title, columns, rows },
    definition: 'Crimes, from the day reported; a withdrawal counts on its own day.', icons: [], spots: [], points: [],
  };
}

export function effectsOf(asAt: string | null): EffectsView {
  return {
    as_at: asAt ?? today, as_at_words: 'Mon 23 Nov 2026', question: 'Does it help?', suppression_words: null,
    charts: [
      chart('time_to_withdrawal', 'How many victims have withdrawn by each day since the report', 'Of 2,019 crimes followed, victims withdrew: 29 % by day 90.', ['Day', 'Still followed', 'Withdrew by then'], [['28', '1,412', '19 %'], ['90', '803', '29 %']]),
      chart('time_to_withdrawal_by_strand', 'How many victims have withdrawn, by strand', 'Strand groups do not differ by more than chance.', ['Strand', 'Crimes', 'By day 90'], [['Race', '1,204', '29 %']]),
      chart('src_effect', 'The chance of a withdrawal after a contact, against without one', 'From the day after a contact the chance of a withdrawal on a day was 0.74 times what it was without one.', ['Method', 'Ratio', '95 % interval'], [['Contact as it happens (Cox)', '0.74', '0.63 to 0.88']]),
    ],
    not_shown: null,
    diagnostics: ['There is no sign that the effect changes with time.'],
    power: ['With a power of 80 % this caseload could show a ratio of 0.79 or less by now.'],
    limits: ['This is no trial.', 'Victims who were contacted are not simply compared with those who were not.'],
    curves: [], effects: [],
  };
}

/** The sums are the desk's; here only the words of one answer. */
export function effectInCasesOf(request: EffectInCasesRequest): EffectInCasesView {
  const typed = request.cases !== null;
  return {
    cases: request.cases ?? 2019, withdrawn_share: 0.31, withdrawals: 626, article_low: 138, article_high: 163, trial_low: 0, trial_high: 247,
    basis: typed ? 'From cases a year as typed.' : 'From crimes recorded here in the last twelve complete months.',
    sentence: 'At a risk lower by 22 to 26 %, as the article says, 138 to 163 withdrawals a year would be prevented.',
    limits: 'Hazard ratios are not used here.',
  };
}

export const serviceStarts: ServiceStartView[] = [
  { borough: 'Kingston upon Thames', on: null, on_words: 'Not known' },
  { borough: 'Merton', on: '2026-04-01', on_words: 'Wed 1 Apr 2026' },
];

export function setServiceStart(request: ServiceStartRequest): DoneView {
  return { words: `${request.borough}: the start of the service was set.`, undo: null };
}
