//! What the next best would cost, against solving again with the line forced.

use crate::brute_force::{best_cost, legal};
use crate::mock::{self, instances};
use planning::{Cost, CostDifference, HeldLine, Hold, Instance, Mode, Tier, next_best, plan, tie_breaker};
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(mock::at_least(2_000))]

    #[test]
    fn the_cost_of_each_other_choice_is_that_of_forcing_it(instance in instances(4, 3, 3), repair in any::<bool>()) {
        let instance = Instance { mode: if repair { Mode::Repair } else { Mode::Propose }, ..instance };
        check_every_contact(&instance)?;
    }

    #[test]
    fn a_fixed_line_can_be_opened_too(mut instance in instances(4, 3, 3), pick in 0..4_usize) {
        for contact in &mut instance.contacts {
            contact.held = None;
        }
        let planned = plan(&instance).unwrap();
        // Any place that can be had will do, the best or not: the cheapest other choice may then be better.
        let case = instance.contacts.get(pick).map(|contact| contact.case);
        let others = case.map(|case| next_best(&instance, &planned, case, usize::MAX).unwrap());
        if let Some(worst) = others.and_then(|others| others.last().cloned()) {
            instance.contacts[pick].held = Some(HeldLine { officer: worst.officer, day: worst.day, hold: Hold::Pinned });
        }
        check_every_contact(&instance)?;
    }
}

fn check_every_contact(instance: &Instance) -> Result<(), TestCaseError> {
    let planned = plan(instance).unwrap();
    let conflicts: BTreeSet<_> = planned.conflicts.iter().map(|conflict| conflict.case).collect();
    for contact in instance.contacts.iter().filter(|contact| !conflicts.contains(&contact.case)) {
        let line = planned.lines.iter().find(|line| line.case == contact.case).map(|line| (line.officer, line.day));
        let now = best_cost(instance, &planned, Some((contact.case, line))).expect("the plan itself is possible");
        let found = next_best(instance, &planned, contact.case, usize::MAX).unwrap();
        let mut expected = Vec::new();
        for seat in legal(instance, contact).into_iter().filter(|&seat| Some(seat) != line) {
            if let Some(forced) = best_cost(instance, &planned, Some((contact.case, Some(seat)))) {
                let tie = tie_breaker(contact.case, Some(seat));
                expected.push((forced, tie, seat, difference(&forced, &now)));
            }
        }
        expected.sort_by_key(|(forced, tie, ..)| (forced.rank(), *tie));
        let expected: Vec<_> = expected.into_iter().map(|(_, _, seat, difference)| (seat, difference)).collect();
        let found: Vec<_> = found.into_iter().map(|c| ((c.officer, c.day), c.difference)).collect();
        prop_assert_eq!(found, expected, "every choice with its exact cost, cheapest first");
    }
    Ok(())
}

#[test]
fn the_next_best_says_which_tier_decided() {
    let instance = mock::instance(2, vec![mock::contact(0)], vec![mock::on_duty(0, &[1]), mock::on_duty(1, &[1])]);
    let mut other_ward = instance.clone();
    other_ward.officers[1].wards.clear();
    let planned = plan(&other_ward).unwrap();
    assert_eq!(planned.lines[0].officer, mock::officer(0), "the officer of the ward costs no points");
    let next = next_best(&other_ward, &planned, mock::case(0), 3).unwrap();
    assert_eq!(next.len(), 1);
    assert_eq!(next[0].difference.decided_by(), Tier::Service);
    assert_eq!(next[0].difference.service_points, 2, "the points of another ward");
}

fn difference(other: &Cost, now: &Cost) -> CostDifference {
    let less = |a: u32, b: u32| i32::try_from(i64::from(a) - i64::from(b)).unwrap();
    CostDifference {
        planned_high: less(other.planned_high, now.planned_high),
        planned_medium: less(other.planned_medium, now.planned_medium),
        planned_standard: less(other.planned_standard, now.planned_standard),
        accepted_changes: less(other.accepted_changes, now.accepted_changes),
        service_points: other.service_points - now.service_points,
        fair_load: other.fair_load - now.fair_load,
        changes: less(other.changes, now.changes),
    }
}
