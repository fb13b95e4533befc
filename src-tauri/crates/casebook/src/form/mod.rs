//! The stored form of entries: a commitment. Versioned here; old forms are read for ever.
//!
//! Each version has a fixture in `tests/forms/`, made once when the version was introduced and never edited.

mod act;
mod contact;
mod erasure;
mod event;
mod facts;
mod import;
mod issued;
mod needs;
mod officer;
mod policy;
mod series;
mod service;
mod trial;
mod values;

use crate::entry::{Entry, Event};
use crate::error::CasebookError;
use chrono::{DateTime, NaiveDate, Utc};
use event::StoredEvent;
use serde::{Deserialize, Serialize};

/// The form this version writes.
pub const FORM: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Stored {
    form: u32,
    caseload: String,
    number: u64,
    recorded_at: DateTime<Utc>,
    known_on: NaiveDate,
    by: String,
    event: StoredEvent,
}

/// A digest as 64 hexadecimal digits.
pub fn digest_text(digest: &[u8; 32]) -> String {
    values::write_digest(digest)
}

/// Reads 64 hexadecimal digits.
pub fn digest_of_text(text: &str) -> Option<[u8; 32]> {
    values::read_digest(text)
}

/// The stored name of an event's kind.
pub const fn kind(event: &Event) -> &'static str {
    match event {
        Event::DeskOpened { .. } => "desk_opened",
        Event::StaffAdded { .. } => "staff_added",
        Event::StaffRemoved { .. } => "staff_removed",
        Event::PassphraseChanged { .. } => "passphrase_changed",
        Event::SupervisorNamed { .. } => "supervisor_named",
        Event::SignedIn => "signed_in",
        Event::PolicySet { .. } => "policy_set",
        Event::OfficerListed { .. } => "officer_listed",
        Event::OfficerRemoved { .. } => "officer_removed",
        Event::CaseReported { .. } => "case_reported",
        Event::CaseChanged { .. } => "case_changed",
        Event::ContactPlanned { .. } => "contact_planned",
        Event::ContactUnplanned { .. } => "contact_unplanned",
        Event::ContactAttempted { .. } => "contact_attempted",
        Event::ContactEnded { .. } => "contact_ended",
        Event::ContactTakenUp { .. } => "contact_taken_up",
        Event::ContactPutOff { .. } => "contact_put_off",
        Event::TaskRaised { .. } => "task_raised",
        Event::TaskClosed { .. } => "task_closed",
        Event::CaseActed { .. } => "case_acted",
        Event::DeskKept { .. } => "desk_kept",
        Event::Trial { .. } => "trial",
        Event::Undone { .. } => "undone",
        Event::DeskUndone { .. } => "desk_undone",
        Event::PersonErased { .. } => "person_erased",
        Event::ImportApplied { .. } => "import_applied",
        Event::ImportTakenBack { .. } => "import_taken_back",
        Event::ImportRestored { .. } => "import_restored",
        Event::MappingSaved { .. } => "mapping_saved",
        Event::MappingRemoved { .. } => "mapping_removed",
        Event::SummaryIssued { .. } => "summary_issued",
        Event::PersonalDetailsViewed { .. } => "personal_details_viewed",
        Event::PersonalDetailsDisclosed { .. } => "personal_details_disclosed",
    }
}

/// The stored name of every kind.
pub const KINDS: &[&str] = &[
    "desk_opened",
    "staff_added",
    "staff_removed",
    "passphrase_changed",
    "supervisor_named",
    "signed_in",
    "policy_set",
    "officer_listed",
    "officer_removed",
    "case_reported",
    "case_changed",
    "contact_planned",
    "contact_unplanned",
    "contact_attempted",
    "contact_ended",
    "case_acted",
    "desk_kept",
    "undone",
    "import_applied",
    "import_taken_back",
    "import_restored",
    "summary_issued",
    "personal_details_viewed",
    "personal_details_disclosed",
    "contact_taken_up",
    "contact_put_off",
    "task_raised",
    "task_closed",
    "mapping_saved",
    "mapping_removed",
    "desk_undone",
    "person_erased",
    "trial",
];

/// Read where the rest cannot be, so that a form of a newer version is told apart from damage.
#[derive(Deserialize)]
struct FormOnly {
    form: u32,
}

/// The bytes that are hashed and kept.
pub fn write(caseload: &str, entry: &Entry) -> Result<Vec<u8>, CasebookError> {
    let stored = Stored {
        form: FORM,
        caseload: caseload.to_owned(),
        number: entry.number,
        recorded_at: entry.recorded_at,
        known_on: entry.known_on,
        by: entry.by.to_string(),
        event: StoredEvent::from(&entry.event),
    };
    serde_json::to_vec(&stored).map_err(|_| CasebookError::damaged_entry(entry.number, "cannot be written"))
}

/// Reads what any version wrote. `number` is where the entry was found.
pub fn read(caseload: &str, number: u64, bytes: &[u8]) -> Result<Entry, CasebookError> {
    let unreadable = || CasebookError::damaged_entry(number, "cannot be read");
    let read = serde_json::from_slice::<Stored>(bytes);
    let form = match &read {
        Ok(stored) => stored.form,
        Err(_) => serde_json::from_slice::<FormOnly>(bytes).map_err(|_| unreadable())?.form,
    };
    if form > FORM {
        return Err(CasebookError::Newer { found: form, known: FORM });
    }
    let stored = read.map_err(|_| unreadable())?;
    if stored.caseload != caseload {
        return Err(CasebookError::damaged_entry(number, "belongs to another caseload"));
    }
    if stored.number != number {
        return Err(CasebookError::damaged_entry(number, &format!("says it is entry {}", stored.number)));
    }
    Ok(Entry {
        number,
        recorded_at: stored.recorded_at,
        known_on: stored.known_on,
        by: stored.by.parse().map_err(|_| unreadable())?,
        event: stored.event.into_event().ok_or_else(unreadable)?,
    })
}
