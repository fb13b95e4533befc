//! Small invented instances: few officers, few days and little room, so that contacts compete.

use caseload::{CaseId, Gender, OfficerId, RiskLevel, SafeTime, ShiftHours, Strength, WorkingDays};
use chrono::{Days, NaiveDate};
use planning::{
    ContactToPlan, ExclusionReason, HeldLine, Hold, Instance, Mode, OfficerOnDuty, RiskPoints, ServicePoints, Taken,
};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub static CALENDAR: LazyLock<WorkingDays> = LazyLock::new(WorkingDays::england_and_wales);

/// So many random instances a property, or as many more as `PROPTEST_CASES` asks for.
pub fn at_least(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.max(cases), ..usual }
}

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
        other_language: 3,
        other_gender: 2,
        new_officer: 1,
        left_as_window_closes: 3,
    }
}

pub fn instance(days: u64, contacts: Vec<ContactToPlan>, officers: Vec<OfficerOnDuty>) -> Instance<'static> {
    let contact_days = (0..days).map(day).collect();
    Instance { calendar: &CALENDAR, contact_days, points: points(), mode: Mode::Propose, contacts, officers }
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
        suspect_at_home: false,
        visit_only: false,
        no_uniform: false,
        language: None,
        gender: None,
        safe_times: BTreeSet::new(),
        known_to: BTreeSet::new(),
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
        briefed: true,
        languages: BTreeSet::new(),
        gender: None,
        plain_clothes: false,
        shifts: days.iter().map(|&number| (day(number), None)).collect(),
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
    let held = option::weighted(0.4, (0..=officers, 0..days, any_hold()));
    let flags =
        (prop::bool::weighted(0.05), prop::bool::weighted(0.35), prop::bool::weighted(0.2), prop::bool::weighted(0.1));
    (any_risk(), place, window, excluded, held, flags, any_needs(officers)).prop_map(
        |(risk, place, (earliest, target, length), excluded, held, flags, needs)| ContactToPlan {
            risk,
            borough: place.0.map(|number| format!("B{number}")),
            ward: place.1.map(|number| format!("W{number}")),
            earliest_on: day(earliest / 2),
            target_on: day(target),
            last_on: day(earliest / 2 + length),
            excluded_officers: excluded.into_iter().map(|(number, reason)| (officer(number), reason)).collect(),
            refuses_contact: flags.0,
            visit_only: flags.1,
            no_uniform: flags.2,
            suspect_at_home: flags.3,
            language: needs.0,
            gender: needs.1,
            safe_times: needs.2,
            known_to: needs.3,
            held: held.map(|(number, on, hold)| HeldLine { officer: officer(number), day: day(on), hold }),
            ..contact(0)
        },
    )
}

fn any_officer(days: u64) -> impl Strategy<Value = OfficerOnDuty> {
    let boroughs = btree_set(1..=2_u8, 0..=2);
    let wards = btree_set(1..=2_u8, 0..=2);
    let taken = prop::collection::btree_map(0..days, (0..=1_u16, 0..=1_u16), 0..=1);
    let shifts = prop::collection::btree_map(0..days, option::weighted(0.8, any_hours()), 0..=days as usize);
    let has = (prop::bool::weighted(0.9), prop::bool::ANY, option::of(any_gender()), prop::bool::ANY);
    (boroughs, wards, (0..=2_u16, 0..=2_u16), shifts, taken, (0..4_u32, 0..5_u32), has).prop_map(
        |(boroughs, wards, room, shifts, taken, (load, shifts_on_duty), has)| OfficerOnDuty {
            boroughs: boroughs.into_iter().map(|number| format!("B{number}")).collect(),
            wards: wards.into_iter().map(|number| format!("W{number}")).collect(),
            contacts_a_shift: room.0,
            visits_a_shift: room.1,
            briefed: has.0,
            languages: has.1.then(|| "ur".to_owned()).into_iter().collect(),
            gender: has.2,
            plain_clothes: has.3,
            shifts: shifts.into_iter().map(|(on, hours)| (day(on), hours)).collect(),
            taken: taken.into_iter().map(|(on, (contacts, visits))| (day(on), Taken { contacts, visits })).collect(),
            load,
            shifts_on_duty,
            ..on_duty(0, &[])
        },
    )
}

type Needs = (Option<(String, Strength)>, Option<(Gender, Strength)>, BTreeSet<SafeTime>, BTreeSet<OfficerId>);

/// Most victims need nothing special; some need several things.
fn any_needs(officers: u64) -> impl Strategy<Value = Needs> {
    let strength = || prop::sample::select(Strength::ALL);
    let language = option::weighted(0.2, strength().prop_map(|strength| ("ur".to_owned(), strength)));
    let gender = option::weighted(0.2, (any_gender(), strength()));
    // Hours that a day shift meets, a late one meets in part, and a night reaches on the next morning only.
    let safe = prop::sample::select(vec!["", "", "", "", "daily 09:00-12:00", "Mon-Fri 05:00-08:00"]);
    let known = btree_set((0..officers).prop_map(officer), 0..=1);
    (language, gender, safe.prop_map(|text| SafeTime::from_text(text).unwrap_or_default()), known)
}

fn any_hours() -> impl Strategy<Value = ShiftHours> {
    let hours = |text| ShiftHours::from_text(text).unwrap();
    prop::sample::select(["07:00-15:00", "11:00-19:00", "14:00-22:00", "22:00-07:00"].map(hours).to_vec())
}

fn any_gender() -> impl Strategy<Value = Gender> {
    prop::sample::select(Gender::ALL)
}

pub fn any_hold() -> impl Strategy<Value = Hold> {
    prop_oneof![6 => Just(Hold::Proposed), 2 => Just(Hold::Accepted), 2 => Just(Hold::Pinned)]
}

fn any_risk() -> impl Strategy<Value = RiskLevel> {
    prop::sample::select(RiskLevel::ALL)
}

fn any_reason() -> impl Strategy<Value = ExclusionReason> {
    prop::sample::select(vec![
        ExclusionReason::OfficerInTheCase,
        ExclusionReason::InvestigatingTeam,
        ExclusionReason::NameCouldBe,
        ExclusionReason::ConflictOfInterest,
        ExclusionReason::Declined,
    ])
}
