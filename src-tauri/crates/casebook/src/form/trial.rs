//! The stored form of a trial's steps.

use super::values::{read_digest, write_digest};
use crate::entry::Event;
use crate::keys::{Cost, OpenedPlace, PLACE_BYTES, SealedList, Wrapped};
use crate::trials::TrialStep;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use caseload::trial::Eligibility;
use caseload::{Arm, ControlsAfter, NotEnrolledBecause, RiskLevel, Strand, StratifyBy, TrialId, TrialProtocol};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize, Deserialize)]
pub struct StoredTrial {
    trial: String,
    step: StoredStep,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
enum StoredStep {
    SetUp(Box<StoredProtocol>),
    Sealed(Box<StoredList>),
    Allocated { case: String, stratum: String, place: u32, arm: String, key: String },
    NotEnrolled { case: String, because: String },
    Ended,
    TakenBack { entry: u64 },
}

#[derive(Serialize, Deserialize)]
struct StoredProtocol {
    title: String,
    approval: String,
    strata: Vec<String>,
    block_sizes: Vec<u8>,
    people_an_arm: u32,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    follow_up_days: u16,
    controls_after: String,
    reported_within_days: u16,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    boroughs: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    risks: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    strands: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    adults_only: bool,
}

#[derive(Serialize, Deserialize)]
struct StoredList {
    cost: Cost,
    salt: String,
    secret: Wrapped,
    commitment: String,
    /// SHA-256 over everything sealed, for whoever reads the entry.
    digest: String,
    /// The sealed places of each stratum, one after another.
    strata: BTreeMap<String, String>,
}

impl StoredTrial {
    pub fn of(trial: TrialId, step: &TrialStep) -> Self {
        let step = match step {
            TrialStep::SetUp(protocol) => StoredStep::SetUp(Box::new(StoredProtocol::of(protocol))),
            TrialStep::Sealed(list) => StoredStep::Sealed(Box::new(StoredList::of(list))),
            TrialStep::Allocated { case, stratum, place, opened } => StoredStep::Allocated {
                case: case.to_string(),
                stratum: stratum.clone(),
                place: *place,
                arm: opened.arm.code().to_owned(),
                key: write_digest(&opened.key),
            },
            TrialStep::NotEnrolled { case, because } => {
                StoredStep::NotEnrolled { case: case.to_string(), because: because.code().to_owned() }
            }
            TrialStep::Ended => StoredStep::Ended,
            TrialStep::TakenBack { entry } => StoredStep::TakenBack { entry: *entry },
        };
        Self { trial: trial.to_string(), step }
    }

    pub fn into_event(self) -> Option<Event> {
        let step = match self.step {
            StoredStep::SetUp(stored) => TrialStep::SetUp(Box::new(stored.into_protocol()?)),
            StoredStep::Sealed(stored) => TrialStep::Sealed(Box::new(stored.into_list()?)),
            StoredStep::Allocated { case, stratum, place, arm, key } => TrialStep::Allocated {
                case: case.parse().ok()?,
                stratum,
                place,
                opened: OpenedPlace { arm: Arm::from_code(&arm)?, key: read_digest(&key)? },
            },
            StoredStep::NotEnrolled { case, because } => {
                TrialStep::NotEnrolled { case: case.parse().ok()?, because: NotEnrolledBecause::from_code(&because)? }
            }
            StoredStep::Ended => TrialStep::Ended,
            StoredStep::TakenBack { entry } => TrialStep::TakenBack { entry },
        };
        Some(Event::Trial { trial: self.trial.parse().ok()?, step })
    }
}

impl StoredProtocol {
    fn of(protocol: &TrialProtocol) -> Self {
        let asked = &protocol.eligibility;
        Self {
            title: protocol.title.clone(),
            approval: protocol.approval.clone(),
            strata: protocol.strata.iter().map(|by| by.code().to_owned()).collect(),
            block_sizes: protocol.block_sizes.iter().copied().collect(),
            people_an_arm: protocol.people_an_arm,
            starts_on: protocol.starts_on,
            ends_on: protocol.ends_on,
            follow_up_days: protocol.follow_up_days,
            controls_after: protocol.controls_after.code().to_owned(),
            reported_within_days: asked.reported_within_days,
            boroughs: asked.boroughs.clone(),
            risks: asked.risks.iter().map(|risk| risk.code().to_owned()).collect(),
            strands: asked.strands.iter().map(|strand| strand.code().to_owned()).collect(),
            adults_only: asked.adults_only,
        }
    }

    fn into_protocol(self) -> Option<TrialProtocol> {
        Some(TrialProtocol {
            title: self.title,
            approval: self.approval,
            strata: self.strata.iter().map(|code| StratifyBy::from_code(code)).collect::<Option<_>>()?,
            block_sizes: self.block_sizes.into_iter().collect(),
            people_an_arm: self.people_an_arm,
            eligibility: Eligibility {
                reported_within_days: self.reported_within_days,
                boroughs: self.boroughs,
                risks: self.risks.iter().map(|code| RiskLevel::from_code(code)).collect::<Option<_>>()?,
                strands: self.strands.iter().map(|code| Strand::from_code(code)).collect::<Option<_>>()?,
                adults_only: self.adults_only,
            },
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            follow_up_days: self.follow_up_days,
            controls_after: ControlsAfter::from_code(&self.controls_after)?,
        })
    }
}

impl StoredList {
    fn of(list: &SealedList) -> Self {
        let packed = |places: &Vec<[u8; PLACE_BYTES]>| STANDARD_NO_PAD.encode(places.concat());
        Self {
            cost: list.cost,
            salt: STANDARD_NO_PAD.encode(list.salt),
            secret: list.secret.clone(),
            commitment: write_digest(&list.commitment),
            digest: write_digest(&list.digest()),
            strata: list.strata.iter().map(|(stratum, places)| (stratum.clone(), packed(places))).collect(),
        }
    }

    /// Nothing where the list is not the one its digest was made of.
    fn into_list(self) -> Option<SealedList> {
        let unpacked = |text: &String| {
            let bytes = STANDARD_NO_PAD.decode(text).ok()?;
            let (places, rest) = bytes.as_chunks::<PLACE_BYTES>();
            rest.is_empty().then(|| places.to_vec())
        };
        let strata: Option<BTreeMap<_, _>> =
            self.strata.iter().map(|(stratum, text)| Some((stratum.clone(), unpacked(text)?))).collect();
        let list = SealedList {
            cost: self.cost,
            salt: STANDARD_NO_PAD.decode(self.salt).ok()?.try_into().ok()?,
            secret: self.secret,
            commitment: read_digest(&self.commitment)?,
            strata: strata?,
        };
        (list.digest() == read_digest(&self.digest)?).then_some(list)
    }
}
