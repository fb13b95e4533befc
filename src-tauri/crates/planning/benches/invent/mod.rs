//! Invented instances for the benchmarks, the same on every run.

use caseload::{CaseId, OfficerId, RiskLevel, WorkingDays};
use chrono::{Days, NaiveDate};
use planning::{ContactToPlan, Instance, Mode, OfficerOnDuty, RiskPoints, ServicePoints};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub static CALENDAR: LazyLock<WorkingDays> = LazyLock::new(WorkingDays::england_and_wales);

/// What an instance is made of.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub contacts: u64,
    pub officers: u64,
    pub boroughs: u64,
    pub shifts_each: u64,
    pub contacts_a_shift: u16,
}

/// 40 contacts and 60 officers in four boroughs.
pub const BCU_MORNING: Size = Size { contacts: 40, officers: 60, boroughs: 4, shifts_each: 10, contacts_a_shift: 3 };
/// 40 contacts and 60 officers who may all be sent anywhere: 24,000 pairs.
pub const ONE_BOROUGH: Size = Size { boroughs: 1, ..BCU_MORNING };
/// 400 contacts and 350 shifts, every one possible: 140,000 pairs.
pub const BACKLOG: Size = Size { contacts: 400, officers: 70, boroughs: 1, shifts_each: 5, contacts_a_shift: 3 };
/// The same with 350 places, so that 50 victims are left out and every place is fought for.
pub const BACKLOG_WITHOUT_ROOM: Size = Size { contacts_a_shift: 1, ..BACKLOG };

/// 4,000 contacts in four boroughs, each with some 212 shifts in its own: about 850,000 pairs.
pub const WHOLE_FORCE: Size = Size { contacts: 4_000, officers: 170, boroughs: 4, shifts_each: 5, contacts_a_shift: 5 };

pub fn invent(size: Size) -> Instance<'static> {
    let mut dice = Dice(7);
    let days = 14.max(size.shifts_each);
    let points = ServicePoints {
        a_day_late: RiskPoints { standard: 1, medium: 2, high: 4 },
        a_day_early: RiskPoints { standard: 0, medium: 0, high: 0 },
        other_ward: 2,
        other_language: 3,
        other_gender: 2,
        new_officer: 1,
        left_as_window_closes: 3,
    };
    let contacts = (0..size.contacts).map(|_| contact(&mut dice, size.boroughs)).collect();
    let officers = (0..size.officers).map(|number| officer(&mut dice, number, size, days)).collect();
    Instance {
        calendar: &CALENDAR,
        contact_days: (0..days).map(day).collect(),
        points,
        mode: Mode::Propose,
        contacts,
        officers,
    }
}

fn contact(dice: &mut Dice, boroughs: u64) -> ContactToPlan {
    let risk = match dice.below(10) {
        0 => RiskLevel::High,
        1..=3 => RiskLevel::Medium,
        _ => RiskLevel::Standard,
    };
    ContactToPlan {
        case: CaseId::from_random(dice.roll()),
        risk,
        borough: Some(format!("Borough {}", dice.below(boroughs))),
        ward: Some(format!("Ward {}", dice.below(20))),
        earliest_on: day(0),
        target_on: day(dice.below(10)),
        last_on: day(30),
        excluded_officers: BTreeSet::new(),
        refuses_contact: false,
        suspect_at_home: false,
        visit_only: dice.below(10) == 0,
        no_uniform: false,
        language: None,
        gender: None,
        safe_times: BTreeSet::new(),
        known_to: BTreeSet::new(),
        held: None,
    }
}

/// Every third officer serves the whole borough; the others too, but some wards by name.
fn officer(dice: &mut Dice, number: u64, size: Size, days: u64) -> OfficerOnDuty {
    let named = if number.is_multiple_of(3) { 0 } else { 20 };
    OfficerOnDuty {
        id: OfficerId::from_random(dice.roll()),
        boroughs: BTreeSet::from([format!("Borough {}", number % size.boroughs)]),
        wards: (0..named).map(|ward| format!("Ward {ward}")).collect(),
        contacts_a_shift: size.contacts_a_shift,
        visits_a_shift: 1,
        briefed: true,
        languages: BTreeSet::new(),
        gender: None,
        plain_clothes: false,
        shifts: (0..size.shifts_each).map(|shift| (day((number + shift) % days), None)).collect(),
        taken: BTreeMap::new(),
        load: u32::try_from(dice.below(20)).unwrap_or(0),
        shifts_on_duty: 10 + u32::try_from(dice.below(20)).unwrap_or(0),
    }
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default() + Days::new(number)
}

/// A small linear congruential generator (Knuth's MMIX constants): the same rolls on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 ^ (self.0 >> 29)
    }

    fn below(&mut self, limit: u64) -> u64 {
        (self.roll() >> 20) % limit
    }
}
