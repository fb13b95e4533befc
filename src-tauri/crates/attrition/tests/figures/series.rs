//! Cohorts, quarters, rebases and series of single values, told as stories.

use crate::mock::{MockCase, closed_by_month, columns, day, month};
use attrition::xmr::{Assurance, Variation};
use attrition::{
    Columns, Delivery, Followed, Grain, Hollow, PChart, PChartRequest, SeriesChange, Single, SmallNumbers, XmrRequest,
    chart_sentence, days_between_sentence, days_to_contact, days_to_outcome, delivery, delivery_sentence, rare_strands,
    recorded, src_coverage, twelve_months_sentence, withdrawal_closed, withdrawal_reported, xmr_sentence,
};
use caseload::coverage::CoverageClass;
use caseload::{OutcomeSet, Strand};

fn cohort(cases: &[MockCase], followed: Followed, as_at: &str) -> PChart {
    let set = OutcomeSet::attrition();
    let request = PChartRequest { from: month("2026-01"), to: month("2026-04"), as_at: day(as_at), set: &set };
    withdrawal_reported(&columns(cases), followed, &request)
}

fn withdrawn(reported: &str, on: &str) -> MockCase {
    let mut case = MockCase::reported(reported).closed(16, "2026-09-01");
    case.withdrawn_on = Some(day(on));
    case
}

#[test]
fn a_cohort_counts_withdrawals_by_their_own_date() {
    let cases = [
        withdrawn("2026-01-01", "2026-01-29"),
        withdrawn("2026-01-01", "2026-01-30"),
        MockCase::reported("2026-01-01").closed(14, "2026-01-20"),
        MockCase::reported("2026-01-01").closed(18, "2026-01-20"),
        withdrawn("2026-01-10", "2026-01-02"),
    ];
    let of = |followed| cohort(&cases, followed, "2026-12-31").points[0].figure.rate().unwrap();
    let within_28 = of(Followed::Days28);
    assert_eq!(
        (within_28.numerator(), within_28.denominator()),
        (3, 5),
        "day 28 counts and day 29 does not; an undated one goes by its outcome; a slip of the pen counts as day 0"
    );
    assert_eq!(of(Followed::Days56).numerator(), 4);
}

#[test]
fn a_cohort_is_hollow_until_its_last_crime_is_old_enough() {
    let cases = [withdrawn("2026-01-01", "2026-01-05"), MockCase::reported("2026-01-31")];
    for (as_at, hollow, denominator) in
        [("2026-01-29", Some(Hollow::Running), 1), ("2026-02-27", Some(Hollow::TooYoung), 1), ("2026-02-28", None, 2)]
    {
        let point = cohort(&cases, Followed::Days28, as_at).points[0];
        assert_eq!(point.hollow, hollow, "as at {as_at}");
        assert_eq!(point.figure.denominator(), Some(denominator), "only crimes that are old enough count: {as_at}");
    }
}

#[test]
fn a_small_desk_goes_by_quarter_and_says_so() {
    let counts = [(4, 12), (5, 13), (3, 9), (4, 11), (6, 14), (5, 12), (2, 11)];
    let set = OutcomeSet::attrition();
    let request = PChartRequest { from: month("2026-01"), to: month("2026-07"), as_at: day("2026-07-31"), set: &set };
    let chart = withdrawal_closed(&columns(&closed_by_month(month("2026-01"), &counts)), &request);
    assert_eq!(chart.grain, Grain::Month);
    let chart = chart.by_quarter_where_few();
    assert_eq!(chart.grain, Grain::Quarter { because: month("2026-03"), cases: 9 });
    let told: Vec<_> =
        chart.points.iter().map(|p| (p.period.to_string(), p.figure.numerator(), p.figure.denominator())).collect();
    assert_eq!(
        told,
        [
            ("2026-Q1".to_owned(), Some(12), Some(34)),
            ("2026-Q2".to_owned(), Some(15), Some(37)),
            ("2026-Q3".to_owned(), Some(2), Some(11)),
        ]
    );
    assert_eq!(chart.points[2].hollow, Some(Hollow::Running), "the third quarter still runs");
    let words = chart_sentence(&chart);
    assert!(words.contains("By quarter, since March 2026 had only 9 cases"), "{words}");
}

#[test]
fn ten_cases_a_month_are_enough() {
    let set = OutcomeSet::attrition();
    let request = PChartRequest { from: month("2026-01"), to: month("2026-02"), as_at: day("2026-07-31"), set: &set };
    let chart = withdrawal_closed(&columns(&closed_by_month(month("2026-01"), &[(1, 10), (2, 10)])), &request);
    assert_eq!(chart.by_quarter_where_few().grain, Grain::Month);
}

#[test]
fn a_rebase_draws_the_centre_anew_and_only_a_person_asks_for_it() {
    let counts = [(50, 100), (52, 100), (48, 100), (30, 100), (31, 100), (29, 100)];
    let set = OutcomeSet::attrition();
    let request = PChartRequest { from: month("2026-01"), to: month("2026-06"), as_at: day("2026-07-31"), set: &set };
    let chart = withdrawal_closed(&columns(&closed_by_month(month("2026-01"), &counts)), &request);
    let centres = |chart: &PChart| -> Vec<String> {
        chart.points.iter().map(|point| format!("{:.2}", point.limits.unwrap().centre)).collect()
    };
    assert_eq!(centres(&chart), ["0.40"; 6]);
    let change = |on: &str, is_break, words: &str| SeriesChange { on: day(on), is_break, words: words.to_owned() };
    let redrawn = change("2026-04-01", false, "every victim is offered a contact");
    let rebased = chart.clone().changed(&[redrawn]);
    assert_eq!(centres(&rebased), ["0.50", "0.50", "0.50", "0.30", "0.30", "0.30"]);
    assert_eq!(rebased.pooled.unwrap().denominator(), 300, "the centre told is the one in force");
    let told = chart_sentence(&rebased);
    assert!(told.contains("since April 2026, when it was drawn anew"), "{told}");
    assert!(told.contains("A, 1 April 2026: centre and limits are drawn anew, since every victim"), "{told}");
    let broken = chart.changed(&[change("2026-04-12", true, "a new records system")]);
    assert_eq!(centres(&broken), centres(&rebased), "the month that holds the day begins anew");
    let told = chart_sentence(&broken);
    assert!(told.contains("12 April 2026, a break: a new records system. What lies before it is not"), "{told}");
}

#[test]
fn the_target_is_judged_by_the_limits_and_not_by_the_last_month() {
    let counts = [(90, 100), (91, 100), (89, 100), (90, 100)];
    let set = OutcomeSet::attrition();
    let request = PChartRequest { from: month("2026-01"), to: month("2026-04"), as_at: day("2026-07-31"), set: &set };
    let mut chart = withdrawal_closed(&columns(&closed_by_month(month("2026-01"), &counts)), &request);
    let judged = |chart: &PChart| (chart.assurance(), chart.variation());
    assert_eq!(judged(&chart), (None, Some(Variation::CommonCause)), "no target, no icon");
    for (target, assurance) in [(0.5, Assurance::Fail), (0.88, Assurance::HitAndMiss), (1.0, Assurance::Pass)] {
        chart.target = Some(target);
        assert_eq!(judged(&chart).0, Some(assurance), "withdrawals are better where they are fewer: {target}");
        assert!(chart_sentence(&chart).contains("The target is"));
    }
}

fn xmr_request(from: &str, to: &str, as_at: &str) -> XmrRequest {
    XmrRequest { from: month(from), to: month(to), as_at: day(as_at) }
}

fn reported_each_month(counts: &[(&str, u64)]) -> Columns {
    let cases: Vec<MockCase> =
        counts.iter().flat_map(|&(on, count)| (0..count).map(move |_| MockCase::reported(on))).collect();
    columns(&cases)
}

#[test]
fn february_is_not_low_by_its_days() {
    let chart = recorded(
        &reported_each_month(&[("2026-01-05", 62), ("2026-02-05", 56), ("2026-03-05", 31)]),
        &xmr_request("2026-01", "2026-03", "2026-03-15"),
    );
    let values: Vec<Option<f64>> = chart.points.iter().map(|point| point.single.value()).collect();
    assert_eq!(values[..2], [Some(2.0), Some(2.0)], "62 in 31 days and 56 in 28 are the same");
    assert_eq!(chart.points[2].hollow, Some(Hollow::Running));
    assert!(chart.points[2].limits.is_none(), "a running month is in no limit");
    assert!(xmr_sentence(&chart).starts_with("2.0 a day in February 2026: 56 crimes."));
}

#[test]
fn days_are_medians_by_the_month_of_the_event() {
    let reached = |reported: &str, on: &str| {
        let mut case = MockCase::reported(reported);
        case.delivery = Delivery { offered: true, attempted: true, reached_on: Some(day(on)) };
        case
    };
    let cases = [
        reached("2026-01-01", "2026-02-05"),
        reached("2026-02-01", "2026-02-05"),
        reached("2026-02-01", "2026-02-08"),
        reached("2026-02-01", "2026-02-11"),
        MockCase::reported("2026-01-01").closed(18, "2026-02-01"),
    ];
    let request = xmr_request("2026-01", "2026-02", "2026-03-31");
    let contact = days_to_contact(&columns(&cases), &request);
    assert_eq!(contact.points[0].single, Single::NoCases);
    assert_eq!(contact.points[1].single, Single::Shown { value: 8.5, cases: Some(4) }, "between 7 and 10");
    let outcome = days_to_outcome(&columns(&cases), &request);
    assert_eq!(outcome.points[1].single, Single::Shown { value: 31.0, cases: Some(1) });
    let hidden = outcome.suppress(SmallNumbers::preset());
    assert!(matches!(hidden.points[1].single, Single::Withheld(_)), "one person's wait is theirs");
}

#[test]
fn contacts_are_lost_step_by_step() {
    let with = |class, offered, attempted| {
        let mut case = MockCase::reported("2026-01-05").class(class);
        case.delivery = Delivery { offered, attempted, reached_on: None };
        case
    };
    let cases = [
        with(CoverageClass::ReachedInWindow, true, true),
        with(CoverageClass::ReachedInWindow, true, true),
        with(CoverageClass::ReachedLate, true, true),
        with(CoverageClass::TriedNotReached, true, true),
        with(CoverageClass::NeverTried, true, false),
        with(CoverageClass::NeverTried, false, false),
        with(CoverageClass::EndedByReason, false, false),
        with(CoverageClass::NotOwed, false, false),
    ];
    let columns = columns(&cases);
    let request = attrition::CoverageRequest { from: month("2026-01"), to: month("2026-01"), as_at: day("2026-06-30") };
    let coverage = src_coverage(&columns, &request);
    let funnel = delivery(&columns, &coverage);
    let left: Vec<Option<u64>> = funnel.steps.iter().map(|step| step.left).collect();
    assert_eq!(left, [Some(7), Some(5), Some(4), Some(3), Some(2)]);
    let words = delivery_sentence(&funnel);
    assert!(words.contains("Most were lost where they were given to no officer: 2."), "{words}");
    assert!(words.contains("For 1 the contact was ended for a listed reason."), "{words}");
}

#[test]
fn a_rare_strand_is_told_by_the_days_between() {
    let cases: Vec<MockCase> = ["2026-01-01", "2026-01-11", "2026-02-10", "2026-02-10", "2026-03-02"]
        .into_iter()
        .map(|on| MockCase::reported(on).strands(&[Strand::Transgender]).closed(16, on))
        .collect();
    let set = OutcomeSet::attrition();
    let found = rare_strands(&columns(&cases), month("2026-04"), day("2026-04-10"), &set);
    let [rare] = &found[..] else { panic!("one strand: {found:?}") };
    // January, the desk's first month, is seldom a whole one.
    assert_eq!((&rare.strand, rare.in_months_asked, rare.fewest_in_month), (&Strand::Transgender, 3, 1));
    assert_eq!(rare.reports.iter().map(|of| of.days).collect::<Vec<_>>(), [10, 30, 0, 20]);
    assert_eq!(rare.last_on, Some(day("2026-03-02")));
    let last = rare.twelve_months.last().unwrap();
    assert_eq!((last.period.to_string().as_str(), last.rate.denominator()), ("2025-04/2026-03", 5), "complete months");
    assert!(last.hollow.is_some(), "the desk was young then");
    assert!(rare.limits.is_some_and(|limits| limits.lower >= 0.0));
    assert!(rare.reports.iter().all(|of| of.cause.is_none()), "two of one day are no signal");
    let words = days_between_sentence(rare);
    assert!(words.contains("on Mon 2 Mar 2026, 20 days after the one before; 39 days have passed since"), "{words}");
    let words = twelve_months_sentence(rare);
    assert!(
        words.contains("Of 5 crimes closed in the twelve months to March 2026, 5 of the victims withdrew"),
        "{words}"
    );
}

/// Ten crimes in each month are enough, and a month of nine is not.
#[test]
fn a_strand_is_rare_where_one_of_twelve_months_has_fewer_than_ten() {
    let rare_with = |usual: u64, fewest: u64| {
        let mut cases = Vec::new();
        let mut of = month("2025-01");
        for number in 0..14 {
            for _ in 0..(if number == 6 { fewest } else { usual }) {
                cases.push(MockCase::reported(&of.first_day().to_string()).strands(&[Strand::Religion]));
            }
            of = of.next();
        }
        rare_strands(&columns(&cases), month("2026-03"), day("2026-03-10"), &OutcomeSet::attrition())
    };
    assert_eq!((rare_with(10, 10).len(), rare_with(10, 9).len()), (0, 1));
    let told = |usual| rare_with(usual, 9).iter().map(|rare| (rare.is_by_days(), rare.reports.is_empty())).collect();
    let (few, many): (Vec<_>, Vec<_>) = (told(10), told(11));
    assert_eq!((few, many), (vec![(true, false)], vec![(false, true)]), "of ten a month, days tell nothing apart");
    assert!(rare_strands(&columns(&[]), month("2026-03"), day("2026-03-10"), &OutcomeSet::attrition()).is_empty());
}
