//! What must hold of every caseload.

use crate::mock::{MockCase, columns, day, month};
use attrition::{
    Columns, Count, CoverageRequest, Delivery, HeadlineRequest, PChartRequest, Rate, Series, StrandCountsRequest,
    headline, src_coverage, strand_counts, withdrawal_closed,
};
use caseload::coverage::CoverageClass;
use caseload::{CaseKind, Month, OutcomeSet, Period, Strand};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::subsequence;

const FROM: &str = "2024-01";
const TO: &str = "2025-12";
const AS_AT: &str = "2025-11-20";

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..900).prop_map(|days| day("2023-10-01") + Days::new(days))
}

fn any_strands() -> impl Strategy<Value = std::collections::BTreeSet<Strand>> {
    let strands = vec![Strand::Race, Strand::Religion, Strand::Disability, Strand::Local("age".to_owned())];
    subsequence(strands, 0..=3).prop_map(|strands| strands.into_iter().collect())
}

fn any_case() -> impl Strategy<Value = MockCase> {
    (
        proptest::sample::select(vec![
            CaseKind::Crime,
            CaseKind::Crime,
            CaseKind::Crime,
            CaseKind::NonCrimeIncident,
            CaseKind::Cancelled,
        ]),
        any_day(),
        proptest::option::of((1_u8..=22, any_day())),
        proptest::option::of(any_day()),
        proptest::sample::select(CoverageClass::ALL.to_vec()),
        any_strands(),
    )
        .prop_map(|(kind, reported_on, outcome, withdrawn_on, coverage, strands)| MockCase {
            kind,
            reported_on,
            outcome,
            withdrawn_on,
            coverage,
            strands,
            delivery: Delivery::default(),
            sex: None,
            team: None,
        })
}

fn any_caseload() -> impl Strategy<Value = Vec<MockCase>> {
    proptest::collection::vec(any_case(), 0..60)
}

/// Every figure of a caseload, in words a comparison can hold.
fn all_figures(columns: &Columns) -> Vec<String> {
    let (from, to, as_at, set) = (month(FROM), month(TO), day(AS_AT), OutcomeSet::attrition());
    vec![
        format!("{:?}", withdrawal_closed(columns, &PChartRequest { from, to, as_at, set: &set })),
        format!("{:?}", headline(columns, &HeadlineRequest { month: month("2025-06"), as_at, set: &set })),
        format!("{:?}", strand_counts(columns, &StrandCountsRequest { from, to, as_at })),
        format!("{:?}", src_coverage(columns, &CoverageRequest { from, to, as_at })),
    ]
}

proptest! {
    #[test]
    fn wilson_holds_the_share_and_stays_within_0_and_1(numerator in 0_u64..2000, rest in 0_u64..2000) {
        prop_assume!(numerator + rest > 0);
        let rate = Rate::of_parts(Series::SrcInWindow, numerator, rest);
        let (share, interval) = (rate.share().unwrap(), rate.wilson().unwrap());
        prop_assert!(0.0 <= interval.low && interval.low <= share, "low {} of share {share}", interval.low);
        prop_assert!(share <= interval.high && interval.high <= 1.0, "high {} of share {share}", interval.high);
        let mirrored = Rate::of_parts(Series::SrcInWindow, rest, numerator).wilson().unwrap();
        prop_assert!((mirrored.low - (1.0 - interval.high)).abs() < 1e-12, "the complement mirrors the interval");
    }

    #[test]
    fn wilson_rises_with_the_numerator_and_narrows_with_the_cases(numerator in 0_u64..500, rest in 1_u64..500) {
        let wilson = |numerator, rest| Rate::of_parts(Series::SrcInWindow, numerator, rest).wilson().unwrap();
        let (here, one_more) = (wilson(numerator, rest), wilson(numerator + 1, rest - 1));
        prop_assert!(here.low < one_more.low && here.high < one_more.high, "one more of the same cases raises both");
        let double = wilson(numerator * 2, rest * 2);
        prop_assert!(double.high - double.low < here.high - here.low, "twice the cases say it more narrowly");
    }

    #[test]
    fn counts_are_those_of_a_plain_recount(cases in any_caseload()) {
        let (from, to, as_at, set) = (month(FROM), month(TO), day(AS_AT), OutcomeSet::attrition());
        let columns = columns(&cases);
        let chart = withdrawal_closed(&columns, &PChartRequest { from, to, as_at, set: &set });
        let coverage = src_coverage(&columns, &CoverageRequest { from, to, as_at });
        let is_crime = |case: &&MockCase| case.kind == CaseKind::Crime;
        for (point, covered) in chart.points.iter().zip(&coverage.months) {
            let closed: Vec<_> = cases.iter().filter(is_crime).filter_map(|case| case.outcome)
                .filter(|&(_, on)| on <= as_at && Period::Month(Month::of(on)) == point.period).collect();
            let withdrawn = closed.iter().filter(|(number, _)| [14, 16].contains(number)).count();
            prop_assert_eq!(point.figure.denominator(), Some(closed.len() as u64), "closed in {}", point.period);
            prop_assert_eq!(point.figure.numerator(), Some(withdrawn as u64), "withdrawn in {}", point.period);
            let class = |class| cases.iter().filter(|case| case.coverage == class && case.reported_on <= as_at
                && Month::of(case.reported_on) == covered.month).count() as u64;
            let parts = covered.figure.parts().unwrap();
            prop_assert_eq!(parts.reached_in_window, class(CoverageClass::ReachedInWindow));
            prop_assert_eq!(parts.reached_late, class(CoverageClass::ReachedLate));
            prop_assert_eq!(parts.tried_not_reached, class(CoverageClass::TriedNotReached));
            prop_assert_eq!(parts.never_tried, class(CoverageClass::NeverTried));
            prop_assert_eq!(parts.ended_by_reason, class(CoverageClass::EndedByReason));
            prop_assert_eq!(covered.windows_open, Some(class(CoverageClass::WindowOpen)));
            prop_assert_eq!(parts.in_window().denominator(), parts.total(), "the parts make the whole");
        }
        let crimes = cases.iter().filter(is_crime).filter(|case| case.reported_on <= as_at
            && Month::of(case.reported_on) >= from && Month::of(case.reported_on) <= to);
        let counts = strand_counts(&columns, &StrandCountsRequest { from, to, as_at });
        prop_assert_eq!(counts.crimes, crimes.clone().count() as u64);
        prop_assert_eq!(counts.several, crimes.clone().filter(|case| case.strands.len() > 1).count() as u64);
        prop_assert_eq!(counts.none_recorded, crimes.clone().filter(|case| case.strands.is_empty()).count() as u64);
        for (strand, &count) in &counts.by_strand {
            prop_assert_eq!(count, crimes.clone().filter(|case| case.strands.contains(strand)).count() as u64);
        }
        let carried: usize = crimes.map(|case| case.strands.len()).sum();
        prop_assert_eq!(counts.by_strand.values().sum::<u64>(), carried as u64, "no strand is left out");
    }

    #[test]
    fn totals_equal_the_sum_of_their_parts(cases in any_caseload()) {
        let (from, to, as_at, set) = (month(FROM), month(TO), day(AS_AT), OutcomeSet::attrition());
        let columns = columns(&cases);
        let chart = withdrawal_closed(&columns, &PChartRequest { from, to, as_at, set: &set });
        let mature: Vec<Rate> = chart.points.iter().filter(|p| p.is_mature()).filter_map(|p| p.figure.rate()).collect();
        let sum = |count: fn(&Rate) -> u64| mature.iter().map(count).sum::<u64>();
        let pooled = chart.pooled.map_or((0, 0), |pooled| (pooled.numerator(), pooled.denominator()));
        prop_assert_eq!(pooled, (sum(Rate::numerator), sum(Rate::denominator)), "the centre pools settled months only");
        let mut recorded = 0;
        for point in &chart.points {
            let head = headline(&columns, &HeadlineRequest { month: point.period.last_month(), as_at, set: &set });
            prop_assert_eq!(head.withdrawal, point.figure, "headline and chart agree");
            prop_assert_eq!(head.withdrawal_hollow, point.hollow);
            prop_assert!(head.withdrawn_undated.unwrap() <= head.withdrawal.numerator().unwrap());
            if let Count::Shown(count) = head.recorded { recorded += count; }
        }
        prop_assert_eq!(recorded, strand_counts(&columns, &StrandCountsRequest { from, to, as_at }).crimes);
        let coverage = src_coverage(&columns, &CoverageRequest { from, to, as_at });
        let settled = coverage.months.iter().filter(|month| month.hollow.is_none());
        let settled: u64 = settled.map(|month| month.figure.parts().unwrap().total()).sum();
        prop_assert_eq!(coverage.settled.parts().unwrap().total(), settled);
    }

    #[test]
    fn the_order_of_cases_changes_nothing(
        (cases, shuffled) in any_caseload().prop_flat_map(|cases| (Just(cases.clone()), Just(cases).prop_shuffle())),
    ) {
        prop_assert_eq!(all_figures(&columns(&cases)), all_figures(&columns(&shuffled)));
    }

    #[test]
    fn what_was_not_yet_known_changes_nothing(cases in any_caseload(), later in any_caseload()) {
        let as_at = day(AS_AT);
        let mut with_later = cases.clone();
        with_later.extend(later.into_iter().map(|mut case| {
            case.reported_on = as_at + Days::new(1);
            case.outcome = case.outcome.map(|(number, _)| (number, as_at + Days::new(2)));
            // A strand nobody else carries would add its row of 0, which is no change of a count.
            case.strands.clear();
            case
        }));
        prop_assert_eq!(all_figures(&columns(&cases)), all_figures(&columns(&with_later)));
    }

    #[test]
    fn other_than_crimes_enter_no_attrition_figure(cases in any_caseload()) {
        let crimes: Vec<_> = cases.iter().filter(|case| case.kind == CaseKind::Crime).collect();
        let (all, crimes) = (all_figures(&columns(&cases)), all_figures(&columns(crimes)));
        prop_assert_eq!(&all[0], &crimes[0], "the withdrawal chart counts crimes");
        let strands = |figures: &[String]| figures[2].replace("Local(\"age\"): 0", "").replace(", }", "}");
        prop_assert_eq!(strands(&all), strands(&crimes), "the strands count crimes");
    }

    #[test]
    fn limits_surround_the_centre_and_hollow_months_have_none(cases in any_caseload()) {
        let set = OutcomeSet::attrition();
        let request = PChartRequest { from: month(FROM), to: month(TO), as_at: day(AS_AT), set: &set };
        let chart = withdrawal_closed(&columns(&cases), &request);
        let mut by_cases: Vec<(u64, f64)> = Vec::new();
        for point in &chart.points {
            prop_assert_eq!(
                point.limits.is_some(),
                point.hollow.is_none() && point.figure.denominator() != Some(0),
                "{}: settled months with cases have limits", point.period
            );
            prop_assert!(point.signal.is_none() || point.limits.is_some(), "no limits, no signal");
            if let Some(limits) = point.limits {
                prop_assert!(0.0 <= limits.lower && limits.lower <= limits.centre);
                prop_assert!(limits.centre <= limits.upper && limits.upper <= 1.0);
                by_cases.push((point.figure.denominator().unwrap(), limits.upper - limits.lower));
            }
        }
        by_cases.sort_by(|a, b| a.partial_cmp(b).unwrap());
        prop_assert!(by_cases.windows(2).all(|pair| pair[1].1 <= pair[0].1 + 1e-12), "fewer cases, wider limits");
    }
}
