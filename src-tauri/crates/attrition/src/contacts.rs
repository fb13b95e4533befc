//! The measures of contacts: what became of those owed, how soon, by whom, and as was asked.
//!
//! Who is owed, offered, tried and reached is counted by [`StepCounts`], as in the steps on *Trends*.

mod spread;

pub use spread::{LoadSpread, OfficerLoad, Quarters, Spread, load_spread};

use crate::delivery::StepCounts;
use crate::rate::Proportion;
use caseload::EndingReason;
use caseload::coverage::CoverageClass;
use std::collections::BTreeMap;

/// A victim reported in the span, as at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VictimOfSpan {
    pub class: CoverageClass,
    /// A contact was given to an officer.
    pub offered: bool,
    pub attempted: bool,
    /// Whole days from the report to the first contact; none where the victim was not reached, or "before" the report.
    pub days_to_contact: Option<u32>,
    /// Which try reached the victim, counted from 1; none where the tries were not recorded.
    pub attempts_to_reach: Option<u32>,
    /// The listed reason for which a person, or the victim's wish, ended the contact.
    pub ended_because: Option<EndingReason>,
    /// Reached by an officer who had tried before; none where nobody known had.
    pub same_officer_again: Option<bool>,
    /// What was asked of the contact, in the order of [`Request::ALL`].
    pub asked: [Asked; Request::ALL.len()],
}

/// Something a victim can ask of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Request {
    OfficersGender,
    OfficersLanguage,
    Time,
    CallOrVisit,
    SameOfficer,
}

impl Request {
    /// Every one, in the order shown.
    pub const ALL: [Self; 5] =
        [Self::OfficersGender, Self::OfficersLanguage, Self::Time, Self::CallOrVisit, Self::SameOfficer];
}

/// Whether something was asked of a contact that was made, and whether it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Asked {
    #[default]
    No,
    Met,
    NotMet,
    /// Asked, and the record does not tell whether it was met.
    NotKnown,
}

impl Asked {
    /// Asked, and met where that is known.
    pub const fn and_met(met: Option<bool>) -> Self {
        match met {
            Some(true) => Self::Met,
            Some(false) => Self::NotMet,
            None => Self::NotKnown,
        }
    }
}

/// How often something was asked of contacts that were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RequestCount {
    /// Met, among those of which it is known.
    pub met: Proportion,
    pub not_known: u64,
}

/// Why a victim owed a contact had none. Each such victim has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyNot {
    Ended(EndingReason),
    /// Ended, and the record does not say why.
    EndedWithoutReason,
    Tried,
    GivenAndNotTried,
    GivenToNobody,
}

impl WhyNot {
    /// The words of a table.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ended(reason) => reason.label(),
            Self::EndedWithoutReason => "Ended, and no reason is recorded",
            Self::Tried => "Tried, and not reached so far",
            Self::GivenAndNotTried => "Given to an officer, and not tried",
            Self::GivenToNobody => "Given to no officer",
        }
    }

    /// The stable name, as in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ended(reason) => reason.code(),
            Self::EndedWithoutReason => "ended_without_reason",
            Self::Tried => "tried",
            Self::GivenAndNotTried => "given_and_not_tried",
            Self::GivenToNobody => "given_to_nobody",
        }
    }

    const fn of(victim: &VictimOfSpan) -> Option<Self> {
        match (victim.class, victim.ended_because) {
            (CoverageClass::NotOwed | CoverageClass::WindowOpen, _)
            | (CoverageClass::ReachedInWindow | CoverageClass::ReachedLate, _) => None,
            (CoverageClass::EndedByReason, Some(reason)) => Some(Self::Ended(reason)),
            (CoverageClass::EndedByReason, None) => Some(Self::EndedWithoutReason),
            (CoverageClass::TriedNotReached | CoverageClass::NeverTried, _) if victim.attempted => Some(Self::Tried),
            (CoverageClass::TriedNotReached | CoverageClass::NeverTried, _) if victim.offered => {
                Some(Self::GivenAndNotTried)
            }
            (CoverageClass::TriedNotReached | CoverageClass::NeverTried, _) => Some(Self::GivenToNobody),
        }
    }
}

/// One reason, with how many it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhyNotCount {
    pub why: WhyNot,
    /// Given to no officer: with those offered they add up to all who are owed.
    pub not_offered: u64,
    /// Offered and not reached: with those not offered and those reached they add up to all who are owed.
    pub offered: u64,
}

/// What became of the contacts of a span.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactMeasures {
    pub steps: StepCounts,
    /// Victims of the span whose window is still open: too early to count, and in no other figure.
    pub windows_open: u64,
    pub days_to_contact: Spread,
    pub attempts_to_reach: Spread,
    /// Reasons that occur, listed reasons first.
    pub why_not: Vec<WhyNotCount>,
    /// Reached by an officer who had tried before, among those whom a known officer had tried before.
    pub continuity: Proportion,
    /// In the order of [`Request::ALL`].
    pub requests: [RequestCount; Request::ALL.len()],
}

/// Counts what became of the contacts owed. The order of the victims changes nothing.
pub fn contact_measures(victims: impl IntoIterator<Item = VictimOfSpan>) -> ContactMeasures {
    let (mut steps, mut windows_open) = (StepCounts::default(), 0);
    let (mut days, mut attempts) = (Vec::new(), Vec::new());
    let mut why_not: BTreeMap<WhyNot, (u64, u64)> = BTreeMap::new();
    let mut continuity = Proportion::default();
    let mut requests = [RequestCount::default(); Request::ALL.len()];
    for victim in victims {
        windows_open += u64::from(victim.class == CoverageClass::WindowOpen);
        if !steps.add(victim.class, victim.offered, victim.attempted) {
            continue;
        }
        if let Some(why) = WhyNot::of(&victim) {
            let offered = victim.offered || victim.attempted;
            let of = why_not.entry(why).or_default();
            if offered {
                of.1 += 1
            } else {
                of.0 += 1
            }
            continue;
        }
        days.extend(victim.days_to_contact);
        attempts.extend(victim.attempts_to_reach);
        if let Some(same) = victim.same_officer_again {
            continuity.add(same);
        }
        for (count, asked) in requests.iter_mut().zip(victim.asked) {
            match asked {
                Asked::No => {}
                Asked::Met => count.met.add(true),
                Asked::NotMet => count.met.add(false),
                Asked::NotKnown => count.not_known += 1,
            }
        }
    }
    let why_not = why_not.into_iter().map(|(why, (not_offered, offered))| WhyNotCount { why, not_offered, offered });
    ContactMeasures {
        steps,
        windows_open,
        days_to_contact: Spread::of(days.into_iter().map(f64::from).collect()),
        attempts_to_reach: Spread::of(attempts.into_iter().map(f64::from).collect()),
        why_not: why_not.collect(),
        continuity,
        requests,
    }
}

#[cfg(test)]
mod tests;
