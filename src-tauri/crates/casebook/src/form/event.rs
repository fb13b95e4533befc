//! The stored form of events, version 1.
//!
//! A kind that says more than a few words keeps its stored form and both ways of turning it in a file of its own beside this one.

use super::facts::StoredFacts;
use super::officer::StoredOfficer;
use super::policy::StoredPolicy;
use super::values::{StoredCarried, StoredRef, read_carried, read_digest, write_carried, write_digest};
use crate::entry::{Disclosure, Event, Role, Source, SummaryEdition};
use caseload::{Attempt, AttemptResult, Channel, Ending, EndingReason, OfficerId};
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
    ContactAttempted {
        case: String,
        on: NaiveDate,
        channel: String,
        result: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        call_back_on: Option<NaiveDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        officer: Option<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_involved_officer: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<StoredRef>,
    },
    ContactEnded {
        case: String,
        on: NaiveDate,
        reason: String,
    },
    Undone {
        case: String,
        entry: u64,
    },
    ImportApplied {
        import: String,
        mapping: String,
        file_digest: String,
        rows_new: u64,
        rows_changed: u64,
        rows_unchanged: u64,
        rows_refused: u64,
        carried: Vec<StoredCarried>,
    },
    ImportTakenBack {
        import: String,
    },
    ImportRestored {
        import: String,
    },
    SummaryIssued {
        month: String,
        as_at: NaiveDate,
        edition: String,
        figures: Vec<(String, String)>,
        digest: String,
    },
    PersonalDetailsViewed {
        case: String,
    },
    PersonalDetailsDisclosed {
        what: String,
        cases: Vec<String>,
    },
}

impl From<&Event> for StoredEvent {
    fn from(event: &Event) -> Self {
        match event {
            Event::DeskOpened { desk, demo } => Self::DeskOpened { desk: desk.clone(), demo: *demo },
            Event::StaffAdded { staff, role } => {
                Self::StaffAdded { staff: staff.to_string(), role: role.code().to_owned() }
            }
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
            Event::ContactAttempted { case, attempt, note } => Self::ContactAttempted {
                case: case.to_string(),
                on: attempt.on,
                channel: attempt.channel.code().to_owned(),
                result: attempt.result.code().to_owned(),
                call_back_on: match attempt.result {
                    AttemptResult::CallBack { on } => Some(on),
                    AttemptResult::Reached
                    | AttemptResult::NoAnswer
                    | AttemptResult::VoicemailLeft
                    | AttemptResult::WrongNumber
                    | AttemptResult::Declined => None,
                },
                officer: attempt.officer.map(|officer| officer.to_string()),
                by_involved_officer: attempt.by_involved_officer,
                note: note.as_ref().map(Into::into),
            },
            Event::ContactEnded { case, ending } => {
                Self::ContactEnded { case: case.to_string(), on: ending.on, reason: ending.reason.code().to_owned() }
            }
            Event::Undone { case, entry } => Self::Undone { case: case.to_string(), entry: *entry },
            Event::ImportApplied {
                import,
                mapping,
                file_digest,
                rows_new,
                rows_changed,
                rows_unchanged,
                rows_refused,
                carried,
            } => Self::ImportApplied {
                import: import.to_string(),
                mapping: mapping.clone(),
                file_digest: write_digest(file_digest),
                rows_new: *rows_new,
                rows_changed: *rows_changed,
                rows_unchanged: *rows_unchanged,
                rows_refused: *rows_refused,
                carried: write_carried(carried),
            },
            Event::ImportTakenBack { import } => Self::ImportTakenBack { import: import.to_string() },
            Event::ImportRestored { import } => Self::ImportRestored { import: import.to_string() },
            Event::SummaryIssued { month, as_at, edition, figures, digest } => Self::SummaryIssued {
                month: month.to_string(),
                as_at: *as_at,
                edition: edition.code().to_owned(),
                figures: figures.clone(),
                digest: write_digest(digest),
            },
            Event::PersonalDetailsViewed { case } => Self::PersonalDetailsViewed { case: case.to_string() },
            Event::PersonalDetailsDisclosed { what, cases } => Self::PersonalDetailsDisclosed {
                what: what.code().to_owned(),
                cases: cases.iter().map(ToString::to_string).collect(),
            },
        }
    }
}

impl StoredEvent {
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
            Self::ContactAttempted { case, on, channel, result, call_back_on, officer, by_involved_officer, note } => {
                let officer: Option<OfficerId> = match officer {
                    Some(id) => Some(id.parse().ok()?),
                    None => None,
                };
                let result = AttemptResult::from_code(&result, call_back_on)?;
                let attempt =
                    Attempt { on, channel: Channel::from_code(&channel)?, result, officer, by_involved_officer };
                Event::ContactAttempted { case: case.parse().ok()?, attempt, note: read_ref(note)? }
            }
            Self::ContactEnded { case, on, reason } => Event::ContactEnded {
                case: case.parse().ok()?,
                ending: Ending { on, reason: EndingReason::from_code(&reason)? },
            },
            Self::Undone { case, entry } => Event::Undone { case: case.parse().ok()?, entry },
            Self::ImportApplied {
                import,
                mapping,
                file_digest,
                rows_new,
                rows_changed,
                rows_unchanged,
                rows_refused,
                carried,
            } => Event::ImportApplied {
                import: import.parse().ok()?,
                mapping,
                file_digest: read_digest(&file_digest)?,
                rows_new,
                rows_changed,
                rows_unchanged,
                rows_refused,
                carried: read_carried(carried)?,
            },
            Self::ImportTakenBack { import } => Event::ImportTakenBack { import: import.parse().ok()? },
            Self::ImportRestored { import } => Event::ImportRestored { import: import.parse().ok()? },
            Self::SummaryIssued { month, as_at, edition, figures, digest } => Event::SummaryIssued {
                month: month.parse().ok()?,
                as_at,
                edition: SummaryEdition::from_code(&edition)?,
                figures,
                digest: read_digest(&digest)?,
            },
            Self::PersonalDetailsViewed { case } => Event::PersonalDetailsViewed { case: case.parse().ok()? },
            Self::PersonalDetailsDisclosed { what, cases } => Event::PersonalDetailsDisclosed {
                what: Disclosure::from_code(&what)?,
                cases: cases.iter().map(|case| case.parse().ok()).collect::<Option<_>>()?,
            },
        })
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

fn read_ref(stored: Option<StoredRef>) -> Option<Option<crate::commit::PersonalRef>> {
    match stored {
        Some(stored) => Some(Some(stored.into_ref()?)),
        None => Some(None),
    }
}
