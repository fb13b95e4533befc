//! A few months told from beginning to end.

use crate::mock::{MockCase, closed_by_month, columns, day, month};
use attrition::{
    Count, CoverageRequest, Figure, HeadlineRequest, Hollow, PChart, PChartRequest, Signal, SmallNumbers,
    StrandCountsRequest, WhyNoChart, WhyWithheld, chart_sentence, coverage_sentence, headline, headline_sentence,
    src_coverage, strand_counts, withdrawal_closed,
};
use caseload::coverage::CoverageClass;
use caseload::{CaseKind, OutcomeSet, Strand};

fn chart(cases: &[MockCase], from: &str, to: &str, as_at: &str) -> PChart {
    let set = OutcomeSet::attrition();
    let request = PChartRequest { from: month(from), to: month(to), as_at: day(as_at), set: &set };
    withdrawal_closed(&columns(cases), &request)
}

/// Toronto's published data give no outcomes.
#[test]
fn data_without_outcomes_are_not_applicable_and_never_0_per_cent() {
    let cases = [MockCase::reported("2018-03-01"), MockCase::reported("2023-12-30")];
    let chart = chart(&cases, "2023-01", "2023-12", "2024-02-01");
    assert_eq!(chart.not_applicable, Some(WhyNoChart::NoOutcomes));
    assert_eq!(chart.pooled, None, "nothing is pooled");
    assert!(chart.points.iter().all(|point| point.figure.share().is_none() && point.limits.is_none()));
    assert_eq!(
        chart_sentence(&chart),
        "Not applicable: none of the crimes here has an outcome, so nothing can be said about how many victims \
         withdrew. Check whether the extract gives outcomes and their dates."
    );
}

#[test]
fn an_empty_desk_and_an_empty_period_say_so() {
    let empty = chart(&[], "2026-01", "2026-02", "2026-06-30");
    assert_eq!(empty.not_applicable, Some(WhyNoChart::NoCrimes));
    assert_eq!(chart_sentence(&empty), "Not applicable: no crime has been reported yet.");
    let only_incident = [MockCase::reported("2026-01-01").kind(CaseKind::NonCrimeIncident).closed(14, "2026-01-09")];
    assert_eq!(chart(&only_incident, "2026-01", "2026-02", "2026-06-30").not_applicable, Some(WhyNoChart::NoCrimes));
    let elsewhere = chart(&closed_by_month(month("2026-05"), &[(1, 3)]), "2026-01", "2026-02", "2026-06-30");
    assert_eq!(elsewhere.not_applicable, Some(WhyNoChart::NoneClosedInPeriod));
    assert_eq!(chart_sentence(&elsewhere), "Not applicable: no crime was closed from January 2026 to February 2026.");
    let backwards = chart(&closed_by_month(month("2026-05"), &[(1, 3)]), "2026-06", "2026-05", "2026-06-30");
    assert!(backwards.points.is_empty(), "no month was asked for");
    assert_eq!(chart_sentence(&backwards), "Not applicable: no month was asked for.");
}

/// Withdrawals close first: a new desk's first months would look terrible and then improve by themselves.
#[test]
fn a_new_desk_is_hollow_until_its_first_case_is_180_days_old() {
    let mut cases = closed_by_month(month("2026-02"), &[(5, 5), (10, 12), (7, 12), (6, 14), (5, 15), (5, 16), (5, 15)]);
    for case in &mut cases {
        case.reported_on = day("2026-01-15");
    }
    let chart = chart(&cases, "2026-01", "2026-10", "2026-09-10");
    let hollow: Vec<_> = chart.points.iter().map(|point| point.hollow).collect();
    let warm_up = Some(Hollow::WarmUp);
    assert_eq!(
        hollow,
        [
            warm_up,
            warm_up,
            warm_up,
            warm_up,
            warm_up,
            warm_up,
            warm_up,
            None,
            Some(Hollow::Running),
            Some(Hollow::NotYet)
        ],
        "15 January is 180 days old on 14 July, so August is the first month to begin after that"
    );
    let pooled = chart.pooled.unwrap();
    assert_eq!((pooled.numerator(), pooled.denominator()), (5, 15), "the centre uses August alone");
    assert!(chart.points.iter().all(|point| point.signal.is_none()), "5 of 5 in February raises no alarm");
    assert_eq!(
        chart_sentence(&chart),
        "Of 15 crimes closed in August 2026, 5 ended without the victim's support (Attrition: outcomes 14 and 16): \
         33.3 % (95 % interval 15.2 % to 58.3 %). The centre line is 33.3 %: 5 of 15 crimes closed in 1 settled \
         month. No month lies outside the limits. The limits are three standard deviations about it, and widen where \
         there are fewer cases. Fewer than 12 months stand behind them, so they may still move. 9 months are hollow, and \
         in no centre line, limit or total: 7 began before the first case was 180 days old, 1 still running and 1 \
         not begun."
    );
}

#[test]
fn months_outside_the_limits_are_named() {
    let mut counts = vec![(30, 100); 14];
    counts[5] = (60, 100);
    counts[9] = (5, 100);
    let chart = chart(&closed_by_month(month("2025-01"), &counts), "2025-01", "2026-02", "2026-02-28");
    assert!(chart.points.iter().all(|point| point.is_mature()), "the last month has ended on the as-at day");
    assert_eq!(chart.points[5].signal, Some(Signal::AboveLimits));
    assert_eq!(chart.points[9].signal, Some(Signal::BelowLimits));
    let sentence = chart_sentence(&chart);
    assert!(
        sentence.contains("June 2025 lies above the limits; October 2025 lies below the limits."),
        "both months are told: {sentence}"
    );
    assert!(!sentence.contains("hollow"), "nothing is hollow, so nothing is said of it: {sentence}");
}

#[test]
fn a_case_counts_by_the_outcome_in_force_in_the_month_of_that_outcome() {
    let cases = [
        MockCase::reported("2024-01-01").closed(14, "2026-03-31"),
        MockCase::reported("2024-01-01").closed(16, "2026-04-01"),
        MockCase::reported("2024-01-01").closed(15, "2026-04-30"),
        MockCase::reported("2024-01-01").closed(16, "2026-05-02").kind(CaseKind::Cancelled),
    ];
    let chart = chart(&cases, "2026-03", "2026-05", "2026-06-30");
    let counts: Vec<_> = chart.points.iter().map(|p| (p.figure.numerator(), p.figure.denominator())).collect();
    assert_eq!(counts, [(Some(1), Some(1)), (Some(1), Some(2)), (Some(0), Some(0))], "a cancelled crime is in none");
    assert_eq!(chart.points[2].figure.share(), None, "an empty month is not applicable");
}

#[test]
fn coverage_waits_until_every_window_of_the_month_has_ended() {
    use CoverageClass::{
        EndedByReason, NeverTried, NotOwed, ReachedInWindow, ReachedLate, TriedNotReached, WindowOpen,
    };
    let reported = |on: &str, classes: &[CoverageClass]| -> Vec<MockCase> {
        classes.iter().map(|&class| MockCase::reported(on).class(class)).collect()
    };
    let mut cases = reported("2026-08-10", &[ReachedInWindow, ReachedInWindow, ReachedLate, NeverTried, NotOwed]);
    cases.extend(reported("2026-09-10", &[ReachedInWindow, TriedNotReached, EndedByReason]));
    cases.extend(reported("2026-10-10", &[ReachedInWindow, WindowOpen, WindowOpen]));
    // A non-crime incident counts where policy owes it a contact.
    cases.push(MockCase::reported("2026-08-11").class(ReachedInWindow).kind(CaseKind::NonCrimeIncident));
    let request = CoverageRequest { from: month("2026-08"), to: month("2026-11"), as_at: day("2026-11-05") };
    let coverage = src_coverage(&columns(&cases), &request);
    let hollow: Vec<_> = coverage.months.iter().map(|month| month.hollow).collect();
    assert_eq!(hollow, [None, None, Some(Hollow::WindowsOpen), Some(Hollow::Running)]);
    let august = coverage.months[0].figure.parts().unwrap();
    assert_eq!((august.total(), august.reached_in_window), (5, 3), "the victim who is owed none is not counted");
    let settled = coverage.settled.parts().unwrap();
    assert_eq!((settled.total(), settled.reached_in_window), (8, 4), "October is in no total");
    assert_eq!(
        coverage_sentence(&coverage),
        "Of 3 victims of cases reported in September 2026 who were owed a contact, 1 was reached in the window: \
         33.3 % (95 % interval 6.1 % to 79.2 %). Over 2 settled months, of 8 victims, 4 were reached in the window, \
         1 late, 1 tried but not reached, 1 never tried, and for 1 the contact was ended for a listed reason. \
         2 months are hollow, and in no centre line, limit or total: 1 with contact windows still open and 1 still \
         running. In the hollow months 2 contact windows are still open."
    );
}

#[test]
fn the_headline_tells_undated_withdrawals() {
    let mut cases = closed_by_month(month("2026-05"), &[(3, 4)]);
    cases[1].withdrawn_on = Some(day("2026-04-20"));
    cases.push(MockCase::reported("2026-05-31").class(CoverageClass::ReachedInWindow));
    let set = OutcomeSet::attrition();
    let request = HeadlineRequest { month: month("2026-05"), as_at: day("2026-10-01"), set: &set };
    let head = headline(&columns(&cases), &request);
    assert_eq!(head.recorded, Count::Shown(1));
    assert_eq!(head.withdrawn_undated, Some(2), "two of three have an outcome date and no day of their own");
    assert_eq!(
        headline_sentence(&head),
        "In May 2026: 1 crime reported; 4 crimes closed, 3 of them without the victim's support: 75.0 % (95 % \
         interval 30.1 % to 95.4 %); 1 of 1 victim whose window has ended was reached in it: 100.0 % (95 % interval \
         20.7 % to 100.0 %)."
    );
}

#[test]
fn a_case_of_two_strands_counts_in_each_and_once_in_all() {
    let age = Strand::Local("age".to_owned());
    let cases = [
        MockCase::reported("2026-05-01").strands(&[Strand::Race, Strand::Religion]),
        MockCase::reported("2026-05-02").strands(&[Strand::Race]),
        MockCase::reported("2026-05-03"),
        MockCase::reported("2026-04-30").strands(std::slice::from_ref(&age)),
        MockCase::reported("2026-05-04").strands(&[Strand::Race]).kind(CaseKind::NonCrimeIncident),
    ];
    let request = StrandCountsRequest { from: month("2026-05"), to: month("2026-05"), as_at: day("2026-06-01") };
    let counts = strand_counts(&columns(&cases), &request);
    assert_eq!((counts.crimes, counts.several, counts.none_recorded), (3, 1, 1));
    assert_eq!(counts.by_strand[&Strand::Race], 2);
    assert_eq!(counts.by_strand[&Strand::Religion], 1);
    assert_eq!(counts.by_strand[&Strand::Transgender], 0, "a monitored strand without a case has its row");
    assert_eq!(counts.by_strand[&age], 0, "April is not May");
}

#[test]
fn the_suppressed_chart_says_what_was_withheld() {
    let mut counts = vec![(30, 90); 13];
    counts[3] = (2, 20);
    counts[6] = (3, 3);
    let exact = chart(&closed_by_month(month("2025-01"), &counts), "2025-01", "2026-02", "2026-02-10");
    let shown = SmallNumbers::preset().suppress_chart(&exact);
    let small = WhyWithheld::SmallNumber;
    assert_eq!(shown.points[3].figure, Figure::Withheld { denominator: Some(20), why: small });
    assert_eq!(shown.points[6].figure, Figure::Withheld { denominator: None, why: small }, "3 is itself small");
    assert_eq!(shown.points[13].figure.why_withheld(), Some(WhyWithheld::StillMoving), "February is running");
    let pooled = shown.pooled.unwrap();
    assert_eq!((pooled.numerator(), pooled.denominator()), (330, 990), "the centre is drawn anew without them");
    assert_eq!(exact.pooled.unwrap().denominator(), 1013, "a coordinator's chart stays exact");
    let sentence = chart_sentence(&shown);
    assert!(
        sentence.ends_with(
            "To protect victims 3 months are withheld and in no total: 2 where fewer than 5 victims stand on one \
             side of the share and 1 that still moves by single cases."
        ),
        "{sentence}"
    );
}
