//! What holds for every instance.

use crate::brute_force::{fits, legal};
use crate::mock::{self, instances};
use caseload::{CaseId, Channel};
use planning::{HeldLine, Hold, Instance, LineState, Plan, Relaxation, Rule, plan};
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(mock::at_least(400))]

    #[test]
    fn no_line_breaks_a_hard_rule(instance in instances(8, 4, 5)) {
        let planned = plan(&instance).unwrap();
        let contact = |case| instance.contacts.iter().find(|contact| contact.case == case).unwrap();
        for line in &planned.lines {
            let allowed = legal(&instance, contact(line.case)).contains(&(line.officer, line.day));
            prop_assert!(allowed, "{line:?} breaks a rule");
            prop_assert_eq!(line.channel == Channel::InPerson, contact(line.case).visit_only);
        }
        let seats: Vec<_> = planned.lines.iter().map(|l| (contact(l.case), Some((l.officer, l.day)))).collect();
        prop_assert!(fits(&instance, &seats), "a shift holds more than its room");
    }

    #[test]
    fn the_order_of_the_lists_changes_nothing(
        (instance, shuffled) in instances(8, 4, 5).prop_flat_map(|instance| {
            let lists = (Just(instance.contacts.clone()).prop_shuffle(), Just(instance.officers.clone()).prop_shuffle());
            (Just(instance), lists)
        })
    ) {
        let (contacts, officers) = shuffled;
        let other = Instance { contacts, officers, ..instance.clone() };
        prop_assert_eq!(plan(&instance), plan(&other));
    }

    #[test]
    fn every_contact_is_in_exactly_one_list(instance in instances(8, 4, 5)) {
        let planned = plan(&instance).unwrap();
        let mut cases: Vec<_> = planned.lines.iter().map(|line| line.case).collect();
        cases.extend(planned.unplanned.iter().map(|unplanned| unplanned.case));
        cases.extend(planned.conflicts.iter().map(|conflict| conflict.case));
        let listed: BTreeSet<_> = cases.iter().copied().collect();
        prop_assert_eq!(cases.len(), listed.len(), "no contact is in two lists");
        let all: BTreeSet<_> = instance.contacts.iter().map(|contact| contact.case).collect();
        prop_assert_eq!(listed, all, "no victim falls out");
    }

    #[test]
    fn fixed_lines_stand_or_are_in_conflict(instance in instances(8, 4, 5)) {
        let planned = plan(&instance).unwrap();
        for contact in &instance.contacts {
            let fixed = contact.held.filter(|held| held.hold != Hold::Proposed);
            let line = planned.lines.iter().find(|line| line.case == contact.case);
            let conflict = planned.conflicts.iter().find(|conflict| conflict.case == contact.case);
            match fixed {
                None => prop_assert!(conflict.is_none() && line.is_none_or(|line| line.state != LineState::Fixed)),
                Some(held) if line.is_some() => {
                    prop_assert_eq!(line.map(|line| (line.officer, line.day)), Some((held.officer, held.day)));
                }
                Some(_) => prop_assert!(conflict.is_some_and(|conflict| !conflict.rules.is_empty())),
            }
        }
    }

    #[test]
    fn each_officer_is_excluded_by_rules_that_hold(instance in instances(8, 3, 4)) {
        let planned = plan(&instance).unwrap();
        for unplanned in &planned.unplanned {
            prop_assert_eq!(unplanned.excluded.len(), instance.officers.len(), "every officer is answered for");
            let contact = instance.contacts.iter().find(|contact| contact.case == unplanned.case).unwrap();
            for excluded in &unplanned.excluded {
                let on_some_day = legal(&instance, contact).iter().any(|(officer, _)| *officer == excluded.officer);
                let room_only = excluded.rules.iter().all(|rule| matches!(rule, Rule::Full | Rule::NoVisitRoom));
                prop_assert!(!excluded.rules.is_empty(), "an officer without a rule could have gone");
                prop_assert_eq!(on_some_day, room_only, "only room excludes an officer whom the other rules allow");
            }
        }
    }

    #[test]
    fn once_the_least_gives_this_victim_is_planned_and_nobody_is_left_out_for_it(instance in instances(7, 3, 4)) {
        let planned = plan(&instance).unwrap();
        for unplanned in &planned.unplanned {
            let Some(least) = &unplanned.least else {
                prop_assert!(instance.officers.is_empty(), "with officers and days there is always a way");
                continue;
            };
            let relaxed = relax(&instance, &planned, unplanned.case, least);
            prop_assert!(everyone_is_planned(&relaxed), "{least:?} gave, and someone is still left out");
        }
    }

    #[test]
    fn no_smaller_set_would_do(instance in instances(6, 3, 3)) {
        let planned = plan(&instance).unwrap();
        for unplanned in &planned.unplanned {
            for way in unplanned.least.iter().filter(|least| least.rules.len() > 1) {
                for &kept in &way.rules {
                    let rules = way.rules.iter().copied().filter(|&rule| rule != kept).collect();
                    let relaxed = relax(&instance, &planned, unplanned.case, &Relaxation { rules, ..way.clone() });
                    prop_assert!(!everyone_is_planned(&relaxed), "{way:?} names {kept:?} without need");
                }
            }
        }
    }
}

fn everyone_is_planned(instance: &Instance) -> bool {
    let planned = plan(instance).unwrap();
    planned.unplanned.is_empty() && planned.conflicts.is_empty()
}

/// The contacts that are planned and this one, with these rules given up for this officer on this day and the line
/// pinned there: the others left out, and lines in conflict, must not take the room that was made.
fn relax<'a>(instance: &Instance<'a>, planned: &Plan, case: CaseId, least: &Relaxation) -> Instance<'a> {
    let mut relaxed = instance.clone();
    relaxed.contacts.retain(|contact| contact.case == case || planned.lines.iter().any(|l| l.case == contact.case));
    let contact = relaxed.contacts.iter_mut().find(|contact| contact.case == case).unwrap();
    let officer = relaxed.officers.iter_mut().find(|officer| officer.id == least.officer).unwrap();
    for rule in &least.rules {
        match rule {
            Rule::NoSafeWay => contact.suspect_at_home = false,
            Rule::VictimsWish => contact.refuses_contact = false,
            Rule::Independence(reason) => drop(contact.excluded_officers.remove(&(least.officer, *reason))),
            Rule::OutsideWindow => {
                contact.earliest_on = contact.earliest_on.min(least.day);
                contact.last_on = contact.last_on.max(least.day);
            }
            Rule::OffDuty => drop(officer.shifts.insert(least.day, safe_hours(contact))),
            Rule::ShiftHoursUnknown => drop(officer.shifts.insert(least.day, safe_hours(contact))),
            Rule::OutsideSafeTimes => contact.safe_times.clear(),
            Rule::NotBriefed => officer.briefed = true,
            Rule::Language => contact.language = None,
            Rule::Gender => contact.gender = None,
            Rule::UniformAtTheDoor => contact.no_uniform = false,
            Rule::BoroughNotServed | Rule::WardNotServed | Rule::PlaceUnknown => {
                contact.borough = officer.boroughs.first().cloned();
                contact.ward = officer.wards.first().cloned();
                if officer.boroughs.is_empty() && officer.wards.is_empty() {
                    officer.boroughs.insert("B3".to_owned());
                    contact.borough = Some("B3".to_owned());
                }
            }
            Rule::Full => {
                let taken = officer.taken.get(&least.day).map_or(0, |taken| taken.contacts);
                let more = taken.saturating_sub(officer.contacts_a_shift) + 1;
                officer.contacts_a_shift += more;
                for &other in officer.shifts.keys().filter(|&&other| other != least.day) {
                    officer.taken.entry(other).or_default().contacts += more;
                }
            }
            Rule::NoVisitRoom => {
                let taken = officer.taken.get(&least.day).map_or(0, |taken| taken.visits);
                let more = taken.saturating_sub(officer.visits_a_shift) + 1;
                officer.visits_a_shift += more;
                for &other in officer.shifts.keys().filter(|&&other| other != least.day) {
                    officer.taken.entry(other).or_default().visits += more;
                }
            }
            Rule::NotAContactDay | Rule::NotListed => panic!("{rule:?} is not a rule that can give here"),
        }
    }
    contact.held = Some(HeldLine { officer: least.officer, day: least.day, hold: Hold::Pinned });
    relaxed
}

/// A shift that reaches every safe time of the mock.
fn safe_hours(contact: &planning::ContactToPlan) -> Option<caseload::ShiftHours> {
    if contact.safe_times.is_empty() { None } else { caseload::ShiftHours::from_text("05:00-12:00") }
}
