//! The stored form of events, version 1.
//!
//! A kind that says more than a few words keeps its stored form and both ways of turning it in a file of its own beside this one.

use super::act::{StoredActed, StoredKept};
use super::contact::{StoredAttempted, StoredTakenUp, StoredTaskClosed, StoredTaskRaised};
use super::erasure::StoredErased;
use super::facts::StoredFacts;
use super::import::StoredImport;
use super::issued::StoredIssued;
use super::officer::StoredOfficer;
use super::policy::StoredPolicy;
use super::trial::StoredTrial;
use super::values::{StoredRef, read_ref};
use crate::disclosure::Disclosure;
use crate::entry::{Event, Source};
use crate::role::Role;
use caseload::{CaseId, Ending, EndingReason, StaffId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StoredEvent {
    DeskOpened {
        desk: String,
        demo: bool,
    },
    StaffAdded {
        staff: String,
        role: String,
    },
    StaffRemoved {
        staff: String,
    },
    PassphraseChanged {
        staff: String,
    },
    SupervisorNamed {
        name: StoredRef,
    },
    SignedIn,
    PolicySet {
        policy: StoredPolicy,
    },
    OfficerListed {
        officer: Box<StoredOfficer>,
        name: StoredRef,
    },
    OfficerRemoved {
        officer: String,
    },
    CaseReported {
        case: String,
        reference: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        victim_number: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        import: Option<String>,
        facts: Box<StoredFacts>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        personal: Option<StoredRef>,
    },
    CaseChanged {
        case: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        import: Option<String>,
        facts: Box<StoredFacts>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        personal: Option<StoredRef>,
    },
    ContactPlanned {
        case: String,
        officer: String,
        on: NaiveDate,
    },
    ContactUnplanned {
        case: String,
    },
    ContactAttempted(Box<StoredAttempted>),
    ContactTakenUp(StoredTakenUp),
    ContactPutOff {
        case: String,
        until: NaiveDate,
    },
    TaskRaised(StoredTaskRaised),
    TaskClosed(StoredTaskClosed),
    ContactEnded {
        case: String,
        on: NaiveDate,
        reason: String,
    },
    CaseActed(Box<StoredActed>),
    DeskKept {
        kept: StoredKept,
    },
    Trial(StoredTrial),
    Undone {
        case: String,
        entry: u64,
    },
    DeskUndone {
        entry: u64,
    },
    PersonErased(StoredErased),
    ImportApplied(StoredImport),
    MappingSaved {
        name: String,
        text: String,
    },
    MappingRemoved {
        name: String,
    },
    ImportTakenBack {
        import: String,
    },
    ImportRestored {
        import: String,
    },
    SummaryIssued(StoredIssued),
    PersonalDetailsViewed {
        case: String,
    },
    PersonalDetailsDisclosed {
        what: String,
        cases: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first_sheet: Option<u32>,
    },
}

impl From<&Event> for StoredEvent {
    fn from(event: &Event) -> Self {
        match event {
            Event::DeskOpened { desk, demo } => Self::DeskOpened { desk: desk.clone(), demo: *demo },
            Event::StaffAdded { staff, role } => Self::staff_added(*staff, *role),
            Event::StaffRemoved { staff } => Self::StaffRemoved { staff: staff.to_string() },
            Event::PassphraseChanged { staff } => Self::PassphraseChanged { staff: staff.to_string() },
            Event::SupervisorNamed { name } => Self::SupervisorNamed { name: name.into() },
            Event::SignedIn => Self::SignedIn,
            Event::PolicySet { policy } => Self::PolicySet { policy: policy.into() },
            Event::OfficerListed { officer, name } => {
                Self::OfficerListed { officer: Box::new(officer.into()), name: name.into() }
            }
            Event::OfficerRemoved { officer } => Self::OfficerRemoved { officer: officer.to_string() },
            Event::CaseReported { case, reference, victim_number, source, facts, personal } => Self::CaseReported {
                case: case.to_string(),
                reference: reference.clone(),
                victim_number: victim_number.clone(),
                import: write_source(*source),
                facts: Box::new(facts.into()),
                personal: personal.as_ref().map(Into::into),
            },
            Event::CaseChanged { case, source, facts, personal } => Self::CaseChanged {
                case: case.to_string(),
                import: write_source(*source),
                facts: Box::new(facts.into()),
                personal: personal.as_ref().map(Into::into),
            },
            Event::ContactPlanned { case, officer, on } => {
                Self::ContactPlanned { case: case.to_string(), officer: officer.to_string(), on: *on }
            }
            Event::ContactUnplanned { case } => Self::ContactUnplanned { case: case.to_string() },
            Event::ContactAttempted { case, attempt, details, note } => {
                Self::ContactAttempted(Box::new(StoredAttempted::of(*case, attempt, details, note.as_ref())))
            }
            Event::ContactTakenUp { case, taken_up } => Self::ContactTakenUp(StoredTakenUp::of(*case, taken_up)),
            Event::ContactPutOff { case, until } => Self::ContactPutOff { case: case.to_string(), until: *until },
            Event::TaskRaised { case, task, note } => {
                Self::TaskRaised(StoredTaskRaised::of(*case, task, note.as_ref()))
            }
            Event::TaskClosed { case, task, closing, note } => {
                Self::TaskClosed(StoredTaskClosed::of(*case, *task, closing, note.as_ref()))
            }
            Event::ContactEnded { case, ending } => {
                Self::ContactEnded { case: case.to_string(), on: ending.on, reason: ending.reason.code().to_owned() }
            }
            Event::CaseActed { case, act, personal } => {
                Self::CaseActed(Box::new(StoredActed::of(*case, act, personal.as_ref())))
            }
            Event::DeskKept { kept } => Self::DeskKept { kept: kept.into() },
            Event::Trial { trial, step } => Self::Trial(StoredTrial::of(*trial, step)),
            Event::Undone { case, entry } => Self::Undone { case: case.to_string(), entry: *entry },
            Event::DeskUndone { entry } => Self::DeskUndone { entry: *entry },
            Event::PersonErased { .. } => Self::PersonErased(StoredErased::of(event)),
            Event::ImportApplied { .. } => Self::ImportApplied(StoredImport::of(event)),
            Event::MappingSaved { name, text } => Self::MappingSaved { name: name.clone(), text: text.clone() },
            Event::MappingRemoved { name } => Self::MappingRemoved { name: name.clone() },
            Event::ImportTakenBack { import } => Self::ImportTakenBack { import: import.to_string() },
            Event::ImportRestored { import } => Self::ImportRestored { import: import.to_string() },
            Event::SummaryIssued { .. } => Self::SummaryIssued(StoredIssued::of(event)),
            Event::PersonalDetailsViewed { case } => Self::PersonalDetailsViewed { case: case.to_string() },
            Event::PersonalDetailsDisclosed { what, cases } => write_disclosed(*what, cases),
        }
    }
}

impl StoredEvent {
    fn staff_added(staff: StaffId, role: Role) -> Self {
        Self::StaffAdded { staff: staff.to_string(), role: role.code().to_owned() }
    }

    /// `None` where a code or an id cannot be read.
    pub fn into_event(self) -> Option<Event> {
        Some(match self {
            Self::DeskOpened { desk, demo } => Event::DeskOpened { desk, demo },
            Self::StaffAdded { staff, role } => {
                Event::StaffAdded { staff: staff.parse().ok()?, role: Role::from_code(&role)? }
            }
            Self::StaffRemoved { staff } => Event::StaffRemoved { staff: staff.parse().ok()? },
            Self::PassphraseChanged { staff } => Event::PassphraseChanged { staff: staff.parse().ok()? },
            Self::SupervisorNamed { name } => Event::SupervisorNamed { name: name.into_ref()? },
            Self::SignedIn => Event::SignedIn,
            Self::PolicySet { policy } => Event::PolicySet { policy: policy.into_policy()? },
            Self::OfficerListed { officer, name } => {
                Event::OfficerListed { officer: officer.into_officer()?, name: name.into_ref()? }
            }
            Self::OfficerRemoved { officer } => Event::OfficerRemoved { officer: officer.parse().ok()? },
            Self::CaseReported { case, reference, victim_number, import, facts, personal } => Event::CaseReported {
                case: case.parse().ok()?,
                reference,
                victim_number,
                source: read_source(import)?,
                facts: facts.into_facts()?,
                personal: read_ref(personal)?,
            },
            Self::CaseChanged { case, import, facts, personal } => Event::CaseChanged {
                case: case.parse().ok()?,
                source: read_source(import)?,
                facts: facts.into_facts()?,
                personal: read_ref(personal)?,
            },
            Self::ContactPlanned { case, officer, on } => {
                Event::ContactPlanned { case: case.parse().ok()?, officer: officer.parse().ok()?, on }
            }
            Self::ContactUnplanned { case } => Event::ContactUnplanned { case: case.parse().ok()? },
            Self::ContactAttempted(stored) => stored.into_event()?,
            Self::ContactTakenUp(stored) => stored.into_event()?,
            Self::ContactPutOff { case, until } => Event::ContactPutOff { case: case.parse().ok()?, until },
            Self::TaskRaised(stored) => stored.into_event()?,
            Self::TaskClosed(stored) => stored.into_event()?,
            Self::ContactEnded { case, on, reason } => Event::ContactEnded {
                case: case.parse().ok()?,
                ending: Ending { on, reason: EndingReason::from_code(&reason)? },
            },
            Self::CaseActed(stored) => stored.into_event()?,
            Self::Trial(stored) => stored.into_event()?,
            Self::DeskKept { kept } => Event::DeskKept { kept: kept.into_kept()? },
            Self::Undone { case, entry } => Event::Undone { case: case.parse().ok()?, entry },
            Self::DeskUndone { entry } => Event::DeskUndone { entry },
            Self::PersonErased(stored) => stored.into_event()?,
            Self::ImportApplied(stored) => stored.into_event()?,
            Self::MappingSaved { name, text } => Event::MappingSaved { name, text },
            Self::MappingRemoved { name } => Event::MappingRemoved { name },
            Self::ImportTakenBack { import } => Event::ImportTakenBack { import: import.parse().ok()? },
            Self::ImportRestored { import } => Event::ImportRestored { import: import.parse().ok()? },
            Self::SummaryIssued(stored) => stored.into_event()?,
            Self::PersonalDetailsViewed { case } => Event::PersonalDetailsViewed { case: case.parse().ok()? },
            Self::PersonalDetailsDisclosed { what, cases, first_sheet } => Event::PersonalDetailsDisclosed {
                what: Disclosure::from_code(&what, first_sheet)?,
                cases: cases.iter().map(|case| case.parse().ok()).collect::<Option<_>>()?,
            },
        })
    }
}

fn write_disclosed(what: Disclosure, cases: &[CaseId]) -> StoredEvent {
    StoredEvent::PersonalDetailsDisclosed {
        what: what.code().to_owned(),
        cases: cases.iter().map(ToString::to_string).collect(),
        first_sheet: what.first_sheet(),
    }
}

fn write_source(source: Source) -> Option<String> {
    match source {
        Source::Extract(import) => Some(import.to_string()),
        Source::Person => None,
    }
}

fn read_source(import: Option<String>) -> Option<Source> {
    match import {
        Some(id) => Some(Source::Extract(id.parse().ok()?)),
        None => Some(Source::Person),
    }
}
