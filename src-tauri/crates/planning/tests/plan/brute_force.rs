//! The optimum found by trying everything, in code that shares nothing with the planner but the tie-breaker.

use crate::mock::{self, instances};
use caseload::{CaseId, OfficerId, RiskLevel};
use chrono::NaiveDate;
use planning::{ContactToPlan, Cost, Instance, OfficerOnDuty, plan, tie_breaker};
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub type Seat = (OfficerId, NaiveDate);
type Planned = Reverse<(u32, u32, u32)>;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_other_plan_is_better_in_any_tier(instance in instances(5, 3, 4)) {
        let planned = plan(&instance).unwrap();
        let conflicts = planned.conflicts.iter().map(|conflict| conflict.case).collect();
        let best = best_cost(&instance, &conflicts, None).expect("leaving all the free out is always a plan");
        prop_assert_eq!(planned.totals, best, "every tier must equal the optimum found by trying everything");
    }

    #[test]
    fn as_many_fixed_lines_stand_as_can_high_risk_first(mut instance in instances(5, 2, 2)) {
        for (contact, pick) in instance.contacts.iter_mut().zip([0, 1, 0, 0, 1]) {
            contact.held = Some(planning::HeldLine { officer: mock::officer(pick), day: mock::day(pick), fixed: true });
        }
        let planned = plan(&instance).unwrap();
        let kept = planned.lines.iter().map(|line| line.case).collect();
        let all = instance.contacts.iter().map(|contact| contact.case);
        let best = subsets(all.collect()).filter(|kept| can_stand(&instance, kept)).map(|kept| by_risk(&instance, &kept)).max();
        prop_assert_eq!(Some(by_risk(&instance, &kept)), best, "conflicts must be as few as can be, high risk last");
    }
}

/// The cost of the best plan; with `forced`, of the best plan in which that case has that seat.
pub fn best_cost(
    instance: &Instance,
    conflicts: &BTreeSet<CaseId>,
    forced: Option<(CaseId, Option<Seat>)>,
) -> Option<Cost> {
    let contacts: Vec<_> = instance.contacts.iter().filter(|contact| !conflicts.contains(&contact.case)).collect();
    let mut options = Vec::new();
    for contact in &contacts {
        let fixed = contact.held.filter(|held| held.fixed).map(|held| Some((held.officer, held.day)));
        options.push(match forced {
            Some((case, seat)) if case == contact.case => vec![seat],
            _ if fixed.is_some() => fixed.into_iter().collect(),
            _ => legal(instance, contact).into_iter().map(Some).chain([None]).collect(),
        });
    }
    let mut best = None;
    try_all(instance, &contacts, &options, &mut Vec::new(), &mut best);
    best
}

/// Every seat the hard rules leave, room apart.
pub fn legal(instance: &Instance, contact: &ContactToPlan) -> Vec<Seat> {
    let mut seats = Vec::new();
    for officer in &instance.officers {
        for &day in &officer.shifts {
            let window = contact.earliest_on <= day && day <= contact.last_on && instance.contact_days.contains(&day);
            let linked = contact.excluded_officers.iter().any(|(excluded, _)| *excluded == officer.id);
            if window && !linked && !contact.refuses_contact && serves(contact, officer) {
                seats.push((officer.id, day));
            }
        }
    }
    seats
}

/// Whether this many contacts and visits fit into every shift.
pub fn fits(instance: &Instance, seats: &[(&ContactToPlan, Option<Seat>)]) -> bool {
    let mut used: BTreeMap<Seat, (u16, u16)> = BTreeMap::new();
    for (contact, seat) in seats {
        if let Some(seat) = seat {
            let used = used.entry(*seat).or_default();
            used.0 += 1;
            used.1 += u16::from(contact.visit_only);
        }
    }
    used.iter().all(|(&(id, day), &(contacts, visits))| {
        let officer = instance.officers.iter().find(|officer| officer.id == id).unwrap();
        let taken = officer.taken.get(&day).copied().unwrap_or_default();
        let over = |used: u16, taken: u16, limit: u16| used > 0 && used + taken > limit;
        !over(contacts, taken.contacts, officer.contacts_a_shift) && !over(visits, taken.visits, officer.visits_a_shift)
    })
}

fn serves(contact: &ContactToPlan, officer: &OfficerOnDuty) -> bool {
    let in_borough = contact.borough.as_ref().map(|borough| officer.boroughs.contains(borough));
    let in_ward = contact.ward.as_ref().is_some_and(|ward| officer.wards.contains(ward));
    if officer.wards.is_empty() {
        in_borough == Some(true)
    } else {
        in_ward && (officer.boroughs.is_empty() || in_borough != Some(false))
    }
}

fn try_all(
    instance: &Instance,
    contacts: &[&ContactToPlan],
    options: &[Vec<Option<Seat>>],
    chosen: &mut Vec<Option<Seat>>,
    best: &mut Option<Cost>,
) {
    let seats: Vec<_> = contacts.iter().copied().zip(chosen.iter().copied()).collect();
    if !fits(instance, &seats) {
        return;
    }
    if chosen.len() == contacts.len() {
        let cost = cost(instance, &seats);
        if best.is_none_or(|best| key(&cost) < key(&best)) {
            *best = Some(cost);
        }
        return;
    }
    for &option in &options[chosen.len()] {
        chosen.push(option);
        try_all(instance, contacts, options, chosen, best);
        chosen.pop();
    }
}

/// Most victims in all comes first here, so that agreement also shows that high risk first takes nobody's place.
fn key(cost: &Cost) -> (Planned, i64, i64, u32, i64) {
    let all = cost.planned_high + cost.planned_medium + cost.planned_standard;
    let planned = Reverse((all, cost.planned_high, cost.planned_medium));
    (planned, cost.service_points, cost.fair_load, cost.changes, cost.tie)
}

fn cost(instance: &Instance, seats: &[(&ContactToPlan, Option<Seat>)]) -> Cost {
    let mut cost = Cost::default();
    let mut loads: BTreeMap<OfficerId, u32> = BTreeMap::new();
    for (contact, seat) in seats {
        cost.tie += tie_breaker(contact.case, *seat);
        cost.changes += u32::from(contact.held.is_some_and(|held| Some((held.officer, held.day)) != *seat));
        cost.service_points += service(instance, contact, *seat);
        if let Some((officer, _)) = seat {
            *loads.entry(*officer).or_default() += 1;
            match contact.risk {
                RiskLevel::High => cost.planned_high += 1,
                RiskLevel::Medium => cost.planned_medium += 1,
                RiskLevel::Standard => cost.planned_standard += 1,
            }
        }
    }
    for officer in &instance.officers {
        for more in 0..loads.get(&officer.id).copied().unwrap_or(0) {
            let load = i64::from(officer.load + more);
            cost.fair_load +=
                ((load + 1) * (load + 1) - load * load) * 10_000 / i64::from(officer.shifts_on_duty.max(1));
        }
    }
    cost
}

fn service(instance: &Instance, contact: &ContactToPlan, seat: Option<Seat>) -> i64 {
    let points = &instance.points;
    let a_day = |of: planning::RiskPoints| match contact.risk {
        RiskLevel::High => i64::from(of.high),
        RiskLevel::Medium => i64::from(of.medium),
        RiskLevel::Standard => i64::from(of.standard),
    };
    let working = |from: NaiveDate, to: NaiveDate| {
        let after = from.iter_days().skip(1).take_while(|&day| day <= to);
        after.filter(|&day| instance.calendar.is_working_day(day)).count() as i64
    };
    let Some((id, day)) = seat else {
        let Some(last) = instance.contact_days.iter().max() else { return 0 };
        let closing = if contact.last_on <= *last { points.left_as_window_closes } else { 0 };
        return a_day(points.a_day_late) * working(contact.target_on, last.succ_opt().unwrap()) + i64::from(closing);
    };
    let officer = instance.officers.iter().find(|officer| officer.id == id).unwrap();
    let home = contact.ward.as_ref().is_some_and(|ward| officer.wards.contains(ward));
    let late = a_day(points.a_day_late) * working(contact.target_on, day);
    let early = a_day(points.a_day_early) * working(day, contact.target_on);
    late + early + if home { 0 } else { i64::from(points.other_ward) }
}

fn subsets(cases: Vec<CaseId>) -> impl Iterator<Item = BTreeSet<CaseId>> {
    (0..1_u32 << cases.len()).map(move |bits| {
        cases.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, &case)| case).collect()
    })
}

fn can_stand(instance: &Instance, kept: &BTreeSet<CaseId>) -> bool {
    let kept = instance.contacts.iter().filter(|contact| kept.contains(&contact.case));
    let seats: Vec<_> = kept.map(|contact| (contact, contact.held.map(|held| (held.officer, held.day)))).collect();
    seats.iter().all(|(contact, seat)| seat.is_some_and(|seat| legal(instance, contact).contains(&seat)))
        && fits(instance, &seats)
}

fn by_risk(instance: &Instance, kept: &BTreeSet<CaseId>) -> (usize, usize, usize) {
    let at = |risk| instance.contacts.iter().filter(|c| c.risk == risk && kept.contains(&c.case)).count();
    (kept.len(), at(RiskLevel::High), at(RiskLevel::Medium))
}
