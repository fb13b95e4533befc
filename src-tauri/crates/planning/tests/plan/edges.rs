//! Normal mornings that look like edge cases, one by one.

use crate::mock::{case, contact, day, instance, officer, on_duty};
use caseload::RiskLevel;
use planning::{Cost, ExclusionReason, HeldLine, Hold, LineState, PlanningError, Rule, next_best, plan, tie_breaker};

#[test]
fn nothing_to_plan_is_an_empty_plan() {
    let planned = plan(&instance(5, vec![], vec![on_duty(0, &[0])])).unwrap();
    assert_eq!((planned.lines.len(), planned.unplanned.len(), planned.totals), (0, 0, Cost::default()));
}

#[test]
fn without_officers_everyone_is_named() {
    let planned = plan(&instance(5, vec![contact(0), contact(1)], vec![])).unwrap();
    assert_eq!(planned.unplanned.len(), 2, "no victim falls out");
    assert!(planned.unplanned.iter().all(|unplanned| unplanned.excluded.is_empty() && unplanned.least.is_none()));
}

#[test]
fn with_everyone_on_leave_the_rule_is_off_duty() {
    let planned = plan(&instance(5, vec![contact(0)], vec![on_duty(0, &[]), on_duty(1, &[])])).unwrap();
    let unplanned = &planned.unplanned[0];
    assert!(unplanned.excluded.iter().all(|excluded| excluded.rules == [Rule::OffDuty]), "{unplanned:?}");
    assert_eq!(unplanned.least.as_ref().map(|least| least.rules.clone()), Some(vec![Rule::OffDuty]));
}

#[test]
fn a_horizon_without_contact_days_says_so() {
    let planned = plan(&instance(0, vec![contact(0)], vec![on_duty(0, &[0])])).unwrap();
    assert_eq!(planned.unplanned[0].excluded[0].rules, [Rule::NotAContactDay]);
    assert_eq!(planned.unplanned[0].least, None, "there is no day to name");
}

#[test]
fn all_fixed_stays_as_it_is() {
    let hold = |number: u64| {
        let held = Some(HeldLine { officer: officer(0), day: day(number), hold: Hold::Pinned });
        planning::ContactToPlan { held, ..contact(number) }
    };
    let planned =
        plan(&instance(3, vec![hold(0), hold(1)], vec![on_duty(0, &[0, 1, 2]), on_duty(1, &[0, 1, 2])])).unwrap();
    assert!(planned.lines.iter().all(|line| line.state == LineState::Fixed && line.officer == officer(0)));
    assert_eq!(planned.totals.changes, 0);
}

#[test]
fn a_fixed_line_of_an_officer_on_leave_is_a_conflict_and_nothing_else_moves() {
    let mut pinned = contact(0);
    pinned.held = Some(HeldLine { officer: officer(0), day: day(1), hold: Hold::Pinned });
    let mut gone = contact(1);
    gone.held = Some(HeldLine { officer: officer(9), day: day(0), hold: Hold::Pinned });
    let planned = plan(&instance(3, vec![pinned, gone, contact(2)], vec![on_duty(0, &[0])])).unwrap();
    let rules = |number| planned.conflicts.iter().find(|c| c.case == case(number)).map(|c| c.rules.clone());
    assert_eq!(rules(0), Some(vec![Rule::OffDuty]));
    assert_eq!(rules(1), Some(vec![Rule::NotListed]));
    assert_eq!(planned.lines.len(), 1, "the third contact gets the shift");
}

#[test]
fn the_officer_in_the_case_never_makes_the_contact() {
    let mut linked = contact(0);
    linked.excluded_officers.insert((officer(0), ExclusionReason::OfficerInTheCase));
    let planned = plan(&instance(3, vec![linked], vec![on_duty(0, &[0, 1, 2])])).unwrap();
    let unplanned = &planned.unplanned[0];
    let rule = Rule::Independence(ExclusionReason::OfficerInTheCase);
    assert_eq!(unplanned.excluded[0].rules, [rule]);
    assert!(!rule.may_give(), "independence is no rule to give up");
}

#[test]
fn what_may_give_is_named_before_what_must_not() {
    let mut linked = contact(0);
    linked.excluded_officers.insert((officer(0), ExclusionReason::OfficerInTheCase));
    let mut elsewhere = on_duty(1, &[]);
    elsewhere.wards = ["W2".to_owned()].into();
    let planned = plan(&instance(3, vec![linked], vec![on_duty(0, &[0, 1, 2]), elsewhere])).unwrap();
    let least = planned.unplanned[0].least.clone().unwrap();
    assert_eq!(least.officer, officer(1), "two rules that may give are less than one that must not");
    assert_eq!(least.rules, [Rule::OffDuty, Rule::WardNotServed]);
}

#[test]
fn high_risk_takes_the_only_place() {
    let high = planning::ContactToPlan { risk: RiskLevel::High, ..contact(1) };
    let planned = plan(&instance(2, vec![contact(0), high, contact(2)], vec![on_duty(0, &[1])])).unwrap();
    assert_eq!(planned.lines[0].case, case(1));
    assert_eq!(planned.unplanned[0].excluded[0].rules, [Rule::Full], "the place went to someone at higher risk");
}

#[test]
fn of_two_at_one_risk_the_one_whose_window_closes_goes_first() {
    let closing = planning::ContactToPlan { last_on: day(1), ..contact(1) };
    for first in [vec![contact(0), closing.clone()], vec![closing.clone(), contact(2)]] {
        let planned = plan(&instance(2, first, vec![on_duty(0, &[1])])).unwrap();
        assert_eq!(planned.lines[0].case, case(1), "the other can still be planned later");
    }
}

#[test]
fn visits_have_their_own_smaller_room() {
    let visit = |number| planning::ContactToPlan { visit_only: true, last_on: day(0), ..contact(number) };
    let mut busy = on_duty(0, &[0]);
    busy.contacts_a_shift = 3;
    let planned = plan(&instance(1, vec![visit(0), visit(1)], vec![busy.clone()])).unwrap();
    assert_eq!(planned.lines.len(), 1, "one visit a shift, though there is room for three contacts");
    assert_eq!(planned.unplanned[0].excluded[0].rules, [Rule::NoVisitRoom]);
    let telephoned = planning::ContactToPlan { last_on: day(0), ..contact(2) };
    let planned = plan(&instance(1, vec![visit(0), telephoned], vec![busy])).unwrap();
    assert_eq!(planned.lines.len(), 2, "a call uses no room for visits");
}

#[test]
fn load_is_shared_by_shifts_on_duty() {
    let contacts = (0..6).map(contact).collect();
    let mut part_time = on_duty(0, &[0, 1]);
    let mut full_time = on_duty(1, &[0, 1]);
    (part_time.contacts_a_shift, full_time.contacts_a_shift) = (6, 6);
    (part_time.shifts_on_duty, full_time.shifts_on_duty) = (10, 20);
    let planned = plan(&instance(2, contacts, vec![part_time, full_time])).unwrap();
    let of = |number| planned.lines.iter().filter(|line| line.officer == officer(number)).count();
    assert_eq!((of(0), of(1)), (2, 4), "half the shifts, half the contacts");
}

#[test]
fn a_held_line_stays_where_nothing_better_calls_for_a_change() {
    let officers: Vec<_> = (0..20).map(|number| on_duty(number, &[1])).collect();
    for number in 0..20 {
        let held = Some(HeldLine { officer: officer(number), day: day(1), hold: Hold::Proposed });
        let planned =
            plan(&instance(2, vec![planning::ContactToPlan { held, ..contact(0) }], officers.clone())).unwrap();
        assert_eq!((planned.lines[0].officer, planned.lines[0].state), (officer(number), LineState::Kept));
    }
}

#[test]
fn ties_do_not_favour_low_ids() {
    let officers: Vec<_> = (0..10).map(|number| on_duty(number, &[1])).collect();
    let chosen = |number| plan(&instance(2, vec![contact(number)], officers.clone())).unwrap().lines[0].officer;
    let officers: std::collections::BTreeSet<_> = (0..100).map(chosen).collect();
    assert_eq!(officers.len(), 10, "over a hundred cases each of ten equal officers is chosen sometimes");
    let line = Some((officer(1), day(1)));
    assert_ne!(tie_breaker(case(1), line), tie_breaker(case(2), line));
}

#[test]
fn the_largest_numbers_allowed_do_not_overflow() {
    let waiting = |number| {
        let target_on = chrono::NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
        planning::ContactToPlan { target_on, risk: RiskLevel::High, ..contact(number) }
    };
    let busy = |number| planning::OfficerOnDuty { load: 100_000, shifts_on_duty: 1, ..on_duty(number, &[0, 1, 4]) };
    let mut large = instance(5, (0..60).map(waiting).collect(), (0..15).map(busy).collect());
    let most = planning::RiskPoints { standard: 10_000, medium: 10_000, high: 10_000 };
    large.points.a_day_late = most;
    large.points.left_as_window_closes = 10_000;
    // Tests check arithmetic, so an overflow would end this one.
    let planned = plan(&large).unwrap();
    assert_eq!((planned.lines.len(), planned.unplanned.len()), (45, 15));
    let next = next_best(&large, &planned, planned.lines[0].case, 3).unwrap();
    assert_eq!(next.len(), 3);
}

#[test]
fn what_cannot_be_planned_exactly_is_refused() {
    let twice = instance(2, vec![contact(0), contact(0)], vec![]);
    assert_eq!(plan(&twice), Err(PlanningError::CaseTwice { case: case(0) }));
    let twice = instance(2, vec![], vec![on_duty(0, &[]), on_duty(0, &[])]);
    assert_eq!(plan(&twice), Err(PlanningError::OfficerTwice { officer: officer(0) }));
    let mut large = instance(2, vec![], vec![]);
    large.points.other_ward = 20_000;
    assert_eq!(plan(&large), Err(PlanningError::PointsTooLarge { largest: 20_000, limit: 10_000 }));
    let empty = instance(2, vec![], vec![]);
    let planned = plan(&empty).unwrap();
    assert_eq!(next_best(&empty, &planned, case(0), 3), Err(PlanningError::NotInPlan { case: case(0) }));
}
