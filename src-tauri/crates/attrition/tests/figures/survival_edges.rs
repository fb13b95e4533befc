//! Caseloads at the edge: ties, one case, all or none withdrawn, all open, days that are missing or impossible.

use crate::invented::{InventedFollowUp, follow_ups, last_day};
use attrition::{
    DayCounts, End, FollowUpRow, FollowUps, FollowUpsBuilder, NoFit, StrandGroup, aalen_johansen, contact_effect,
    kaplan_meier, landmark, log_rank,
};
use caseload::{CaseKind, Outcome, OutcomeType, Strand};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn counted(ends: &[(u32, End)]) -> DayCounts {
    let mut counts = DayCounts::default();
    ends.iter().for_each(|&(day, end)| counts.add(day, end));
    counts
}

use End::{Open, Other, Withdrawal};

/// The example of a Nelson–Aalen incidence that exceeds 1: <https://github.com/derrynknife/SurPyval/issues/278>.
#[test]
fn all_ends_together_reach_exactly_one() {
    let counts = counted(&[(1, Withdrawal), (1, Withdrawal), (1, Other), (2, Withdrawal), (2, Other), (3, Withdrawal)]);
    let incidence = aalen_johansen(&counts);
    let (a, b) = (incidence.withdrawal.last().unwrap(), incidence.other.last().unwrap());
    assert_eq!(a.estimate + b.estimate, 1.0, "at 3 all have ended: {a:?} {b:?}");
    assert!((a.estimate - 4.0 / 6.0).abs() < 1e-15, "without open cases it is the plain share: {a:?}");
    assert_eq!(kaplan_meier(&counts).last().unwrap().estimate, 0.0);
}

#[test]
fn one_case_all_or_none_withdrawn_and_all_open() {
    let one = aalen_johansen(&counted(&[(5, Withdrawal)]));
    assert_eq!((one.withdrawal[0].estimate, one.withdrawal[0].interval), (1.0, None));
    assert_eq!(one.withdrawn_by(4), None, "nothing has ended before day 5");

    let none = aalen_johansen(&counted(&[(5, Other), (9, Open)]));
    assert!(none.withdrawal.iter().all(|point| point.estimate == 0.0 && point.interval.is_none()));

    let open = counted(&[(0, Open), (3, Open)]);
    assert_eq!(open.followed(), 1, "who is open on day zero has not been followed");
    assert!(aalen_johansen(&open).withdrawal.iter().all(|point| point.events == 0));
    assert!(aalen_johansen(&DayCounts::default()).withdrawal.is_empty(), "no case, no curve");
}

#[test]
fn a_model_that_cannot_be_fitted_says_why() {
    let fit = |cases: &[InventedFollowUp]| contact_effect(&follow_ups(cases), false).map(|_| ());
    assert_eq!(fit(&[]), Err(NoFit::NoEvents));
    let open = InventedFollowUp::ended(9, Open);
    let withdrew = InventedFollowUp::ended(9, Withdrawal);
    assert_eq!(fit(&[open, open.reached(3)]), Err(NoFit::NoEvents));
    assert_eq!(fit(&[open, withdrew]), Err(NoFit::NothingToCompare), "nobody was contacted");
    assert_eq!(fit(&[withdrew]), Err(NoFit::NothingToCompare), "one case");
    assert_eq!(fit(&[withdrew.reached(0), withdrew.reached(2)]), Err(NoFit::NothingToCompare), "everybody was, before");
    let never = [InventedFollowUp::ended(20, Open).reached(1), withdrew, InventedFollowUp::ended(30, Other).reached(2)];
    assert_eq!(fit(&never), Err(NoFit::Separated), "nobody withdrew after a contact");
    assert_eq!(landmark(&follow_ups(&[withdrew]), 28, 28, false).map(|_| ()), Err(NoFit::NoEvents));
    assert_eq!(log_rank(&follow_ups(&[withdrew]).risk_sets_by_group(true)), None, "one group is no comparison");
}

#[test]
fn a_withdrawal_on_the_day_of_the_contact_is_uncontacted() {
    let mut cases =
        vec![InventedFollowUp::ended(4, Withdrawal).reached(4), InventedFollowUp::ended(0, Withdrawal).reached(0)];
    cases.extend([InventedFollowUp::ended(5, Withdrawal).reached(4), InventedFollowUp::ended(30, Open).reached(2)]);
    cases.extend([InventedFollowUp::ended(7, Withdrawal), InventedFollowUp::ended(30, Open)]);
    let effect = contact_effect(&follow_ups(&cases), false).unwrap();
    assert_eq!((effect.events_uncontacted, effect.events_contacted), (3, 1));
}

/// Ties of every kind on one day: withdrawals first, then other ends, then those only followed that far.
#[test]
fn ties_of_all_kinds_on_one_day() {
    let tied = counted(&[(7, Withdrawal), (7, Withdrawal), (7, Other), (7, Open), (7, Open), (9, Withdrawal)]);
    let curve = aalen_johansen(&tied);
    let (on_seven, on_nine) = (curve.withdrawal[0], curve.withdrawal[1]);
    assert_eq!((on_seven.at_risk, on_nine.at_risk), (6, 1), "who is followed to day 7 is at risk on it, and not after");
    assert!((on_seven.estimate - 2.0 / 6.0).abs() < 1e-15 && (curve.other[0].estimate - 1.0 / 6.0).abs() < 1e-15);
    assert!((on_nine.estimate - (2.0 / 6.0 + 3.0 / 6.0)).abs() < 1e-15, "all who are left withdraw");
    assert_eq!(on_nine.estimate + curve.other[1].estimate, 1.0);

    let on_day_zero = counted(&[(0, Withdrawal), (0, Other), (0, Open), (0, Withdrawal)]);
    let curve = aalen_johansen(&on_day_zero);
    assert_eq!(
        (curve.withdrawal[0].at_risk, on_day_zero.followed()),
        (3, 3),
        "who is open on day zero was not followed"
    );
    assert_eq!(curve.withdrawal[0].estimate + curve.other[0].estimate, 1.0);
}

/// Everybody withdraws, nobody does, or all are open: no figure is a number that is none.
#[test]
fn caseloads_of_one_kind_have_finite_figures() {
    for end in [Withdrawal, Other, Open] {
        let cases: Vec<InventedFollowUp> = (0..40)
            .map(|at| InventedFollowUp { group: at as usize % 4, ..InventedFollowUp::ended(at % 9, end) })
            .map(|case| if case.end_day % 2 == 0 { case.reached(1) } else { case })
            .collect();
        let cases = follow_ups(&cases);
        let curve = aalen_johansen(&cases.counts());
        let finite = |value: f64| value.is_finite() && (0.0..=1.0).contains(&value);
        assert!(
            curve
                .withdrawal
                .iter()
                .chain(&curve.other)
                .all(|point| finite(point.estimate) && point.std_error.is_finite())
        );
        let last = curve.withdrawal.last().unwrap().estimate;
        assert_eq!(last, if end == Withdrawal { 1.0 } else { 0.0 }, "{end:?}");
        match contact_effect(&cases, true) {
            Ok(effect) => assert!(end == Withdrawal && effect.ratio.low.is_finite() && effect.ratio.high.is_finite()),
            Err(why) => assert!(end == Withdrawal || why == NoFit::NoEvents, "{end:?}: {why:?}"),
        }
        if let Some(test) = log_rank(&cases.risk_sets_by_group(true)) {
            assert!(test.chi_square.is_finite() && (0.0..=1.0).contains(&test.p));
        }
    }
}

/// A month without a case leaves the curve of the others as it is.
#[test]
fn empty_months_between_cases_change_nothing() {
    let cases = [(3, Withdrawal), (200, Withdrawal), (700, Other), (701, Open)];
    let curve = aalen_johansen(&counted(&cases));
    let days: Vec<u32> = curve.withdrawal.iter().map(|point| point.day).collect();
    assert_eq!(days, [3, 200, 700, 701], "a point for each day on which anything ended, and no other");
    assert!((curve.withdrawn_by(400).unwrap().estimate - 0.5).abs() < 1e-15);
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row<'a>(strands: &'a BTreeSet<Strand>) -> FollowUpRow<'a> {
    FollowUpRow {
        kind: CaseKind::Crime,
        reported_on: day("2026-01-05"),
        outcome: None,
        withdrawn: false,
        withdrawn_on: None,
        reached_on: None,
        risk: None,
        borough: None,
        strands,
    }
}

#[test]
fn withdrawals_without_their_own_day_are_counted_and_told() {
    let strands = BTreeSet::new();
    let row = row(&strands);
    let outcome = |number, on| {
        Some(Outcome { outcome_type: OutcomeType::new(number).unwrap(), alternate_offence: false, on: day(on) })
    };
    let dated = FollowUpRow {
        withdrawn: true,
        withdrawn_on: Some(day("2026-02-01")),
        outcome: outcome(16, "2026-03-01"),
        ..row
    };
    let by_outcome = FollowUpRow { outcome: outcome(14, "2026-03-01"), ..row };
    let on_no_day = FollowUpRow { withdrawn: true, ..row };
    let mut rows = vec![dated; 95];
    rows.extend([by_outcome, by_outcome, by_outcome, by_outcome, on_no_day]);
    let cases = followed(last_day(), &rows);
    let undated = cases.undated();
    assert_eq!((undated.withdrawals, undated.by_outcome, undated.left_out), (100, 4, 1));
    assert_eq!(cases.len(), 99, "who withdrew on no known day is in no curve");
    assert!(!undated.too_many(), "5 % is not more than 5 %");
    let counts = cases.counts();
    assert_eq!((counts.at_risk_on(27), counts.at_risk_on(28)), (99, 4), "a withdrawal on 1 February is on day 27");
    rows.push(by_outcome);
    assert!(followed(last_day(), &rows).undated().too_many());
}

#[test]
fn facts_of_later_days_and_what_is_no_crime_do_not_count() {
    let strands = BTreeSet::from([Strand::Race, Strand::Religion]);
    let row = row(&strands);
    let as_at = day("2026-02-01");
    let incident = FollowUpRow { kind: CaseKind::NonCrimeIncident, ..row };
    let later = FollowUpRow { reported_on: day("2026-02-02"), ..row };
    assert!(followed(as_at, &[incident, later]).is_empty());
    let withdrew = |on| FollowUpRow { withdrawn: true, withdrawn_on: Some(day(on)), ..row };
    let still_open = followed(as_at, &[withdrew("2026-02-02")]);
    assert_eq!((still_open.counts().withdrawals(), still_open.len()), (0, 1), "as at the day before it is open");
    let early = followed(as_at, &[withdrew("2026-01-01")]);
    assert_eq!(early.ends_before_report(), 1, "a withdrawal before the report is one on day zero, and is told");
    assert_eq!(early.groups(), [StrandGroup::Multiple]);
}

fn followed(as_at: NaiveDate, rows: &[FollowUpRow<'_>]) -> FollowUps {
    let mut gathered = FollowUpsBuilder::as_at(as_at);
    rows.iter().for_each(|row| gathered.push(row));
    gathered.finish()
}

proptest! {
    /// A curve rises, stays within 0 and 1, and at the end the parts are all there are.
    #[test]
    fn curves_rise_and_add_up(ends in prop::collection::vec((0u32..30, 0u8..3), 1..80)) {
        let ends: Vec<(u32, End)> = ends.into_iter().map(|(day, end)| (day, [Withdrawal, Other, Open][usize::from(end)])).collect();
        let counts = counted(&ends);
        let incidence = aalen_johansen(&counts);
        let supporting = kaplan_meier(&counts);
        let mut before = 0.0;
        for ((withdrawn, other), km) in incidence.withdrawal.iter().zip(&incidence.other).zip(&supporting) {
            prop_assert!(withdrawn.estimate >= before && withdrawn.estimate <= 1.0);
            prop_assert!(withdrawn.estimate + other.estimate <= 1.0);
            prop_assert!(1.0 - km.estimate >= withdrawn.estimate - 1e-12, "Kaplan-Meier overstates the share withdrawn");
            prop_assert!(withdrawn.std_error.is_finite() && other.std_error.is_finite());
            before = withdrawn.estimate;
        }
        if ends.iter().all(|&(_, end)| end != Open) {
            let last = incidence.withdrawal.last().unwrap().estimate;
            prop_assert!((last - counts.withdrawals() as f64 / ends.len() as f64).abs() < 1e-12);
        }
    }

    /// The order of the cases changes nothing.
    #[test]
    fn the_order_of_cases_changes_nothing(seed in 0u64..1000) {
        let mut cases: Vec<InventedFollowUp> = (0..60u64).map(|at| {
            let mixed = (at + 1) * (seed * 2 + 7919) % 1009;
            let end = [Withdrawal, Other, Open][(mixed % 3) as usize];
            let case = InventedFollowUp { stratum: (mixed % 2) as usize, group: (mixed % 4) as usize, ..InventedFollowUp::ended((mixed % 40) as u32, end) };
            if mixed % 5 < 3 { case.reached((mixed % 17) as u32) } else { case }
        }).collect();
        let forwards = contact_effect(&follow_ups(&cases), false);
        cases.reverse();
        prop_assert_eq!(forwards, contact_effect(&follow_ups(&cases), false));
    }
}
