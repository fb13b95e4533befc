//! The optimum found by trying everything, in code that shares nothing with the planner.

use crate::mock::{self, instances};
use caseload::{CaseId, OfficerId, RiskLevel, ShiftHours, Strength};
use chrono::{Datelike, NaiveDate, Timelike};
use planning::{ContactToPlan, Cost, Hold, Instance, LineState, Mode, OfficerOnDuty, Plan, plan};
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub type Seat = (OfficerId, NaiveDate);

proptest! {
    #![proptest_config(mock::at_least(1_000))]

    #[test]
    fn no_other_plan_is_better_in_any_tier(instance in instances(5, 3, 4)) {
        let planned = plan(&instance).unwrap();
        let best = best_cost(&instance, &planned, None).expect("leaving all the free out is always a plan");
        prop_assert_eq!(planned.totals, best, "every tier must equal the optimum found by trying everything");
    }

    #[test]
    fn no_other_repair_is_better_in_any_tier(instance in instances(5, 3, 3)) {
        let mut instance = Instance { mode: Mode::Repair, ..instance };
        let seen = instance.clone();
        for (number, contact) in (0..).zip(&mut instance.contacts) {
            if contact.held.is_none() && number % 2 == 0 {
                let seat = legal(&seen, contact).into_iter().nth(number);
                contact.held = seat.map(|(officer, day)| planning::HeldLine { officer, day, hold: Hold::Accepted });
            }
        }
        let planned = plan(&instance).unwrap();
        prop_assert!(planned.conflicts.is_empty(), "a repair finds places or names who is left out");
        let best = best_cost(&instance, &planned, None).expect("leaving all the free out is always a plan");
        prop_assert_eq!(planned.totals, best, "fewest accepted lines changed stands straight after most victims");
    }

    #[test]
    fn after_an_absence_no_other_accepted_line_changes_unless_more_victims_are_planned(mut instance in instances(5, 3, 4)) {
        for contact in &mut instance.contacts {
            contact.held = None;
        }
        let first = plan(&instance).unwrap();
        let mut instance = Instance { mode: Mode::Repair, ..instance };
        instance.contacts.retain(|contact| first.lines.iter().any(|line| line.case == contact.case));
        for contact in &mut instance.contacts {
            let line = first.lines.iter().find(|line| line.case == contact.case);
            let hold = Hold::Accepted;
            contact.held = line.map(|line| planning::HeldLine { officer: line.officer, day: line.day, hold });
        }
        if let Some(gone) = instance.officers.first_mut() {
            gone.shifts.clear();
        }
        let gone = instance.officers.first().map(|officer| officer.id);
        let repaired = plan(&instance).unwrap();
        let left = |contact: &ContactToPlan| contact.held.map(|held| held.officer) == gone;
        // Everyone else stays, and those who lost their officer find the room that is left.
        let mut still = instance.clone();
        for contact in still.contacts.iter_mut().filter(|contact| !left(contact)) {
            contact.held = contact.held.map(|held| planning::HeldLine { hold: Hold::Pinned, ..held });
        }
        let nobody_else_moves = plan(&still).unwrap();
        let moved = repaired.lines.iter().filter(|line| {
            let contact = instance.contacts.iter().find(|contact| contact.case == line.case).unwrap();
            !left(contact) && line.state != LineState::Fixed
        });
        let planned = (repaired.totals.planned(), nobody_else_moves.totals.planned());
        prop_assert!(moved.count() == 0 || planned.0 > planned.1, "lines moved, and nobody was won by it: {planned:?}");
    }

    #[test]
    fn as_many_fixed_lines_stand_as_can_high_risk_first(mut instance in instances(5, 2, 2)) {
        for (contact, pick) in instance.contacts.iter_mut().zip([0, 1, 0, 0, 1]) {
            contact.held = Some(planning::HeldLine { officer: mock::officer(pick), day: mock::day(pick), hold: Hold::Pinned });
        }
        let planned = plan(&instance).unwrap();
        let kept = planned.lines.iter().map(|line| line.case).collect();
        let all = instance.contacts.iter().map(|contact| contact.case);
        let best = subsets(all.collect()).filter(|kept| can_stand(&instance, kept)).map(|kept| by_risk(&instance, &kept)).max();
        prop_assert_eq!(Some(by_risk(&instance, &kept)), best, "conflicts must be as few as can be, high risk last");
    }
}

/// The cost of the best plan; with `forced`, of the best plan in which that case has that seat.
pub fn best_cost(instance: &Instance, planned: &Plan, forced: Option<(CaseId, Option<Seat>)>) -> Option<Cost> {
    let conflicts: BTreeSet<CaseId> = planned.conflicts.iter().map(|conflict| conflict.case).collect();
    let stands = |case| planned.lines.iter().any(|line| line.case == case && line.state == LineState::Fixed);
    let contacts: Vec<_> = instance.contacts.iter().filter(|contact| !conflicts.contains(&contact.case)).collect();
    let mut options = Vec::new();
    for contact in &contacts {
        let fixed = contact.held.filter(|held| match instance.mode {
            Mode::Propose => held.hold != Hold::Proposed,
            Mode::Repair => held.hold == Hold::Pinned && stands(contact.case),
        });
        let fixed = fixed.map(|held| Some((held.officer, held.day)));
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
        for (&day, hours) in &officer.shifts {
            let window = contact.earliest_on <= day && day <= contact.last_on && instance.contact_days.contains(&day);
            let linked = contact.excluded_officers.iter().any(|(excluded, _)| *excluded == officer.id);
            let safe = contact.safe_times.is_empty() || hours.is_some_and(|hours| meets(contact, day, hours));
            let is_safe_somehow = !(contact.visit_only && contact.suspect_at_home);
            let wanted = !contact.refuses_contact && is_safe_somehow && needs_met(contact, officer) && safe;
            if window && !linked && wanted && serves(contact, officer) {
                seats.push((officer.id, day));
            }
        }
    }
    seats
}

fn needs_met(contact: &ContactToPlan, officer: &OfficerOnDuty) -> bool {
    let language = match &contact.language {
        Some((language, Strength::Essential)) => officer.languages.contains(language),
        _ => true,
    };
    let gender = match contact.gender {
        Some((gender, Strength::Essential)) => officer.gender == Some(gender),
        _ => true,
    };
    let at_the_door = !(contact.visit_only && contact.no_uniform) || officer.plain_clothes;
    officer.briefed && language && gender && at_the_door
}

/// Whether some minute of the shift is a safe one, minute by minute.
fn meets(contact: &ContactToPlan, day: NaiveDate, hours: ShiftHours) -> bool {
    let minute = |time: chrono::NaiveTime| u64::from(time.num_seconds_from_midnight() / 60);
    let (starts, mut ends) = (minute(hours.starts), minute(hours.ends));
    if ends <= starts {
        ends += 24 * 60;
    }
    (starts..ends).any(|at| {
        let on = day + chrono::Days::new(at / (24 * 60));
        let at = at % (24 * 60);
        let weekday = on.weekday().num_days_from_monday();
        contact
            .safe_times
            .iter()
            .any(|safe| u32::from(safe.weekday) == weekday && minute(safe.from) <= at && at < minute(safe.to))
    })
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
fn key(cost: &Cost) -> impl Ord + use<> {
    let all = cost.planned_high + cost.planned_medium + cost.planned_standard;
    let risk = Reverse((cost.planned_high, cost.planned_medium));
    let planned = (Reverse(all), cost.accepted_changes, risk);
    (planned, cost.service_points, cost.fair_load, cost.changes)
}

fn cost(instance: &Instance, seats: &[(&ContactToPlan, Option<Seat>)]) -> Cost {
    let mut cost = Cost::default();
    let mut loads: BTreeMap<OfficerId, u32> = BTreeMap::new();
    for (contact, seat) in seats {
        let changed = contact.held.is_some_and(|held| Some((held.officer, held.day)) != *seat);
        let accepted = contact.held.is_some_and(|held| held.hold != Hold::Proposed);
        cost.changes += u32::from(changed);
        cost.accepted_changes += u32::from(changed && accepted && instance.mode == Mode::Repair);
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
    let mut officers = if home { 0 } else { points.other_ward };
    if contact.language.as_ref().is_some_and(|(language, _)| !officer.languages.contains(language)) {
        officers += points.other_language;
    }
    if contact.gender.is_some_and(|(gender, _)| officer.gender != Some(gender)) {
        officers += points.other_gender;
    }
    if !contact.known_to.is_empty() && !contact.known_to.contains(&id) {
        officers += points.new_officer;
    }
    late + early + i64::from(officers)
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
