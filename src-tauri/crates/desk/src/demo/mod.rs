//! The invention of a believable caseload of the South West Basic Command Unit.
//!
//! Pure: the same seed, number of cases, months and today give the same days, on every system.
//! Every person, address, number and organisation in it is invented; telephone numbers are of the ranges that Ofcom
//! keeps for drama. What is true of the cases is stated in [`Truth`], so that figures can be held against it.
//! It refuses to be taken for real: it writes nothing, and who stores it marks it as a demo.

mod case;
mod course;
mod crime;
mod days;
mod draw;
mod ending;
mod live;
mod marks;
mod names;
mod needs;
mod officers;
mod people;
mod places;
mod truth;
mod world;

pub use marks::Timeline;
pub use truth::Truth;

use caseload::officer::{Collar, Duty};
use caseload::{AttemptResult, CaseFacts, Channel, EndingReason, Gender, OfficerRole, PersonalFacts, Sensitive};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What to invent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invention {
    /// How many cases in all. 6,000 over 36 months is the volume of the South West Basic Command Unit.
    pub cases: u32,
    /// The chance everything is drawn by.
    pub seed: u64,
    /// The working day up to which the desk has been kept. Nothing is known later.
    pub today: NaiveDate,
    /// Months before today in which crimes are reported: two years to look at and one more, so that no warm-up shows.
    pub months_before: u32,
    /// What is true of the cases.
    pub truth: Truth,
}

impl Invention {
    /// The demo's: 36 months, and the stated truth.
    pub const fn new(cases: u32, seed: u64, today: NaiveDate) -> Self {
        Self { cases, seed, today, months_before: 36, truth: Truth::STATED }
    }

    /// How many cases a year that makes.
    fn cases_a_year(&self) -> u32 {
        self.cases.saturating_mul(12) / self.months_before.max(1)
    }
}

/// A day of the desk and what was entered on it, in the order it was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOf {
    /// The working day of the entries.
    pub known_on: NaiveDate,
    /// First what the morning's extract brought, then results typed in, then lines accepted.
    pub events: Vec<Event>,
}

/// Something entered on a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An officer was put on the list. All are, on the first day.
    OfficerListed(Box<InventedOfficer>),
    /// An extract brought a new case.
    Reported(Box<InventedCase>),
    /// An extract changed a case: only what changed is said.
    Changed { key: u32, facts: Box<CaseFacts>, personal: Box<PersonalFacts> },
    /// The result of an attempt was typed in: on its day, or the next working day.
    Attempted { key: u32, on: NaiveDate, channel: Channel, result: AttemptResult, officer: usize },
    /// A person ended the promise of a contact, on the day of the entry.
    Ended { key: u32, reason: EndingReason },
    /// A line was accepted: this officer contacts the victim on a later day.
    Planned { key: u32, officer: usize, on: NaiveDate },
}

/// A new case, as the extract brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventedCase {
    /// Which case: its number in the invention, from 0.
    pub key: u32,
    /// The crime's reference, as "SW/0012345/24"; shared by the victims of one crime.
    pub reference: String,
    /// 1 for the first victim of the crime.
    pub victim_number: u16,
    pub facts: CaseFacts,
    pub personal: PersonalFacts,
}

/// A neighbourhood officer, as the list has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventedOfficer {
    /// Which officer: the number that attempts and lines give.
    pub index: usize,
    pub name: Sensitive<String>,
    pub collar: Collar,
    pub role: OfficerRole,
    /// Boroughs served.
    pub boroughs: BTreeSet<String>,
    /// Wards served; empty means every ward of the boroughs served.
    pub wards: BTreeSet<String>,
    /// Contacts the officer can make in a shift.
    pub contacts_a_shift: u16,
    /// How many of them can be visits.
    pub visits_a_shift: u16,
    pub team: Option<String>,
    pub briefed: bool,
    pub languages: BTreeSet<String>,
    pub gender: Option<Gender>,
    pub plain_clothes: bool,
    pub duty: Duty,
}

/// Invents a caseload: its days, sorted, none after today.
pub fn invent(invention: &Invention) -> Timeline {
    Timeline::new(invention)
}

#[cfg(test)]
mod tests;
