//! Small invented instances: few officers, few days and little room, so that contacts compete.

use caseload::{CaseId, OfficerId, RiskLevel, WorkingDays};
use chrono::{Days, NaiveDate};
use planning::{ContactToPlan, ExclusionReason, HeldLine, Instance, OfficerOnDuty, RiskPoints, ServicePoints, Taken};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub static CALENDAR: LazyLock<WorkingDays> = LazyLock::new(WorkingDays::england_and_wales);

/// Ids that are not in the order of their numbers.
pub fn case(number: u64) -> CaseId {
    CaseId::from_random((number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

pub fn officer(number: u64) -> OfficerId {
    OfficerId::from_random((number + 1).wrapping_mul(0xd1b5_4a32_d192_ed03))
}

/// The n-th day from Thursday 19 November 2026, so that most horizons hold a weekend.
pub fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 19).unwrap() + Days::new(number)
}

pub fn points() -> ServicePoints {
    ServicePoints {
        a_day_late: RiskPoints { standard: 1, medium: 2, high: 4 },
        a_day_early: RiskPoints { standard: 0, medium: 1, high: 1 },
        other_ward: 2,
        left_as_window_closes: 3,
    }
}

pub fn instance(days: u64, contacts: Vec<ContactToPlan>, officers: Vec<OfficerOnDuty>) -> Instance<'static> {
    let contact_days = (0..days).map(day).collect();
    Instance { calendar: &CALENDAR, contact_days, points: points(), contacts, officers }
}

/// An adult who can be telephoned on any day of the horizon, in ward W1 of borough B1.
pub fn contact(number: u64) -> ContactToPlan {
    ContactToPlan {
        case: case(number),
        risk: RiskLevel::Standard,
        borough: Some("B1".to_owned()),
        ward: Some("W1".to_owned()),
        earliest_on: day(0),
        target_on: day(1),
        last_on: day(20),
        excluded_officers: BTreeSet::new(),
        refuses_contact: false,
        visit_only: false,
        held: None,
    }
}

/// An officer of ward W1 with one place a shift, which can be a visit, on these days.
pub fn on_duty(number: u64, days: &[u64]) -> OfficerOnDuty {
    OfficerOnDuty {
        id: officer(number),
        boroughs: BTreeSet::from(["B1".to_owned()]),
        wards: BTreeSet::from(["W1".to_owned()]),
        contacts_a_shift: 1,
        visits_a_shift: 1,
        shifts: days.iter().copied().map(day).collect(),
        taken: BTreeMap::new(),
        load: 0,
        shifts_on_duty: 10,
    }
}

/// Any small instance with at most so many contacts, officers and days.
pub fn instances(contacts: usize, officers: usize, days: u64) -> impl Strategy<Value = Instance<'static>> {
    (vec(any_contact(officers as u64, days), 0..=contacts), vec(any_officer(days), 0..=officers)).prop_map(
        move |(mut contacts, mut officers)| {
            for (number, contact) in (0..).zip(&mut contacts) {
                contact.case = case(number);
            }
            for (number, on_duty) in (0..).zip(&mut officers) {
                on_duty.id = officer(number);
            }
            let mut instance = instance(days, contacts, officers);
            // The horizon holds a Saturday on which contacts are made and a Sunday on which they are not.
            instance.contact_days.remove(&day(3));
            instance
        },
    )
}

fn any_contact(officers: u64, days: u64) -> impl Strategy<Value = ContactToPlan> {
    let place = (option::weighted(0.9, 1..=2_u8), option::weighted(0.9, 1..=2_u8));
    let window = (0..days, 0..days, 0..=days);
    let excluded = btree_set((0..officers, any_reason()), 0..=1);
    let held = option::weighted(0.4, (0..=officers, 0..days, prop::bool::weighted(0.4)));
    let flags = (prop::bool::weighted(0.05), prop::bool::weighted(0.35));
    (any_risk(), place, window, excluded, held, flags).prop_map(
        |(risk, place, (earliest, target, length), excluded, held, (refuses_contact, visit_only))| ContactToPlan {
            risk,
            borough: place.0.map(|number| format!("B{number}")),
            ward: place.1.map(|number| format!("W{number}")),
            earliest_on: day(earliest / 2),
            target_on: day(target),
            last_on: day(earliest / 2 + length),
            excluded_officers: excluded.into_iter().map(|(number, reason)| (officer(number), reason)).collect(),
            refuses_contact,
            visit_only,
            held: held.map(|(number, on, fixed)| HeldLine { officer: officer(number), day: day(on), fixed }),
            ..contact(0)
        },
    )
}

fn any_officer(days: u64) -> impl Strategy<Value = OfficerOnDuty> {
    let boroughs = btree_set(1..=2_u8, 0..=2);
    let wards = btree_set(1..=2_u8, 0..=2);
    let taken = prop::collection::btree_map(0..days, (0..=1_u16, 0..=1_u16), 0..=1);
    (boroughs, wards, (0..=2_u16, 0..=2_u16), btree_set(0..days, 0..=days as usize), taken, 0..4_u32, 0..5_u32)
        .prop_map(|(boroughs, wards, room, shifts, taken, load, shifts_on_duty)| OfficerOnDuty {
            boroughs: boroughs.into_iter().map(|number| format!("B{number}")).collect(),
            wards: wards.into_iter().map(|number| format!("W{number}")).collect(),
            contacts_a_shift: room.0,
            visits_a_shift: room.1,
            shifts: shifts.into_iter().map(day).collect(),
            taken: taken.into_iter().map(|(on, (contacts, visits))| (day(on), Taken { contacts, visits })).collect(),
            load,
            shifts_on_duty,
            ..on_duty(0, &[])
        })
}

fn any_risk() -> impl Strategy<Value = RiskLevel> {
    prop::sample::select(RiskLevel::ALL)
}

fn any_reason() -> impl Strategy<Value = ExclusionReason> {
    prop::sample::select(vec![
        ExclusionReason::OfficerInTheCase,
        ExclusionReason::InvestigatingTeam,
        ExclusionReason::NameCouldBe,
    ])
}
