//! The approved protocol of a trial, as the program holds to it.

use super::{ControlsAfter, Eligibility, StratifyBy};
use crate::codes::RiskLevel;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The sizes a block may have: even, and no larger than leaves the arms close together.
pub const BLOCK_SIZES: [u8; 6] = [2, 4, 6, 8, 10, 12];
/// Places a trial may have in all its strata together.
const PLACES_MAX: u64 = 20_000;
const TEXT_CHARS_MAX: usize = 120;
const FOLLOW_UP_DAYS_MAX: u16 = 730;

/// What was approved. It stands in the record in clear and is never changed: another protocol is another trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialProtocol {
    pub title: String,
    /// The reference under which the trial was approved, as an ethics committee gives it.
    pub approval: String,
    /// What allocation is balanced within.
    pub strata: BTreeSet<StratifyBy>,
    /// Block sizes to choose from at random, all even.
    pub block_sizes: BTreeSet<u8>,
    /// How many people are to be enrolled in each arm.
    pub people_an_arm: u32,
    pub eligibility: Eligibility,
    /// Enrolment begins and ends on these days.
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// The outcome is a withdrawal within so many days of the allocation.
    pub follow_up_days: u16,
    pub controls_after: ControlsAfter,
}

/// What is wrong with a protocol, by the field to mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ProtocolFault {
    pub field: &'static str,
    pub message: String,
}

/// The values by which a case belongs to a stratum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stratum(pub BTreeMap<StratifyBy, String>);

impl Stratum {
    /// The stable code, as "borough=Merton|risk=high"; "all" where nothing is stratified by.
    pub fn code(&self) -> String {
        let parts: Vec<String> = self.0.iter().map(|(by, value)| format!("{}={value}", by.code())).collect();
        if parts.is_empty() { "all".to_owned() } else { parts.join("|") }
    }

    /// The stratum of a code; nothing where it is none.
    pub fn with_code(code: &str) -> Option<Self> {
        if code == "all" {
            return Some(Self::default());
        }
        let part = |part: &str| {
            let (by, value) = part.split_once('=')?;
            Some((StratifyBy::from_code(by)?, value.to_owned()))
        };
        code.split('|').map(part).collect::<Option<_>>().map(Self)
    }

    /// In words, as "Merton, high risk".
    pub fn words(&self) -> String {
        let part = |(by, value): (&StratifyBy, &String)| match (by, value.as_str()) {
            (StratifyBy::Borough, borough) => borough.to_owned(),
            (StratifyBy::Risk, "none") => "risk not recorded".to_owned(),
            (StratifyBy::Risk, risk) => format!("{risk} risk"),
            (StratifyBy::RepeatVictim, "yes") => "repeat victim".to_owned(),
            (StratifyBy::RepeatVictim, _) => "not a repeat victim".to_owned(),
        };
        let parts: Vec<String> = self.0.iter().map(part).collect();
        if parts.is_empty() { "all".to_owned() } else { parts.join(", ") }
    }
}

impl TrialProtocol {
    /// Every stratum there can be, in a fixed order. A value that was not recorded is a value too.
    pub fn all_strata(&self) -> Vec<Stratum> {
        let mut strata = vec![Stratum::default()];
        for &by in &self.strata {
            let values: Vec<String> = match by {
                StratifyBy::Borough => self.eligibility.boroughs.iter().cloned().collect(),
                StratifyBy::Risk => self.risk_values(),
                StratifyBy::RepeatVictim => vec!["no".to_owned(), "yes".to_owned()],
            };
            let longer = strata.iter().flat_map(|stratum| {
                values.iter().map(move |value| {
                    let mut longer = stratum.clone();
                    longer.0.insert(by, value.clone());
                    longer
                })
            });
            strata = longer.collect();
        }
        strata
    }

    fn risk_values(&self) -> Vec<String> {
        let asked = &self.eligibility.risks;
        let known = RiskLevel::ALL.iter().filter(|risk| asked.is_empty() || asked.contains(risk));
        let not_recorded = asked.is_empty().then(|| "none".to_owned());
        known.map(|risk| risk.code().to_owned()).chain(not_recorded).collect()
    }

    /// Places in each stratum's list: enough for all who are to be enrolled, whatever stratum they are of.
    pub const fn places_a_stratum(&self) -> u32 {
        self.people_an_arm.saturating_mul(2)
    }

    /// The last day on which the outcome of somebody allocated on this day can happen.
    pub fn followed_until(&self, allocated_on: NaiveDate) -> NaiveDate {
        allocated_on + chrono::Days::new(u64::from(self.follow_up_days))
    }

    /// Whether the protocol can be run as it stands.
    ///
    /// # Errors
    /// The first fault, by its field.
    pub fn check(&self) -> Result<(), ProtocolFault> {
        let fault = |field, message: &str| Err(ProtocolFault { field, message: message.to_owned() });
        for (field, text) in [("title", &self.title), ("approval", &self.approval)] {
            if text.trim().is_empty() {
                return fault(field, "A trial needs a title and the reference it was approved under.");
            }
            if text.chars().count() > TEXT_CHARS_MAX || text.chars().any(char::is_control) {
                return fault(field, "Give one line of at most 120 letters, without the name of any person.");
            }
        }
        if self.block_sizes.len() < 2 || !self.block_sizes.iter().all(|size| BLOCK_SIZES.contains(size)) {
            return fault(
                "block_sizes",
                "Give at least two block sizes out of 2, 4, 6, 8, 10 and 12: with one alone, the end of each block could be guessed.",
            );
        }
        if self.people_an_arm == 0 {
            return fault("people_an_arm", "Say how many people each arm is to have.");
        }
        if self.ends_on < self.starts_on {
            return fault("ends_on", "Enrolment ends before it begins.");
        }
        if self.follow_up_days == 0 || FOLLOW_UP_DAYS_MAX < self.follow_up_days {
            return fault("follow_up_days", "The outcome is followed for 1 to 730 days.");
        }
        if self.eligibility.reported_within_days == 0 {
            return fault("reported_within_days", "Say within how many days of the report a victim may be enrolled.");
        }
        if self.strata.contains(&StratifyBy::Borough) && self.eligibility.boroughs.is_empty() {
            return fault("boroughs", "To balance within boroughs, name the boroughs that take part.");
        }
        if self.eligibility.boroughs.iter().any(|borough| borough.contains(['|', '=']) || borough.trim().is_empty()) {
            return fault("boroughs", "A borough is named as the cases spell it.");
        }
        let places = self.all_strata().len() as u64 * u64::from(self.places_a_stratum());
        if PLACES_MAX < places {
            return fault(
                "people_an_arm",
                "That is more places than one list may have (20,000 in all strata). Use fewer strata or fewer people.",
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stratum_is_read_back_from_its_code() {
        for code in ["all", "borough=Merton", "borough=Richmond upon Thames|risk=none|repeat=yes"] {
            assert_eq!(Stratum::with_code(code).unwrap().code(), code);
        }
        assert_eq!(Stratum::with_code("all").unwrap().words(), "all");
        assert_eq!(Stratum::with_code("borough=Merton|risk=high").unwrap().words(), "Merton, high risk");
        assert_eq!(Stratum::with_code("ward=Abbey"), None);
    }
}
