//! Entries: every change, look and print, as the program thinks of it. [`crate::form`] says how it is stored.

use crate::commit::PersonalRef;
use crate::disclosure::{Disclosure, SummaryEdition};
use crate::erasure::ErasedBecause;
use crate::kept::Kept;
use crate::role::Role;
use crate::shape::FileShape;
use crate::trials::TrialStep;
use caseload::{
    Attempt, AttemptDetails, CaseAct, CaseFacts, CaseId, ContactPolicy, Ending, ImportId, Month, Officer, OfficerId,
    RowId, StaffId, TakenUp, Task, TaskClosing, TrialId,
};
use chrono::{DateTime, NaiveDate, Utc};

/// One entry of the ledger: appended, never altered.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the chain, from 1.
    pub number: u64,
    /// The clock.
    pub recorded_at: DateTime<Utc>,
    /// The working day it was known, never earlier than the entry before.
    pub known_on: NaiveDate,
    /// Who.
    pub by: StaffId,
    pub event: Event,
}

/// Who says what a case entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Extract(ImportId),
    Person,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    DeskOpened {
        desk: String,
        demo: bool,
    },
    StaffAdded {
        staff: StaffId,
        role: Role,
    },
    /// The person's slot was taken away.
    StaffRemoved {
        staff: StaffId,
    },
    PassphraseChanged {
        staff: StaffId,
    },
    SupervisorNamed {
        name: PersonalRef,
    },
    SignedIn,
    PolicySet {
        policy: ContactPolicy,
    },
    OfficerListed {
        officer: Officer,
        name: PersonalRef,
    },
    OfficerRemoved {
        officer: OfficerId,
    },
    CaseReported {
        case: CaseId,
        reference: String,
        /// The extract's number for the victim, where it has one.
        victim_number: Option<String>,
        source: Source,
        facts: CaseFacts,
        personal: Option<PersonalRef>,
    },
    CaseChanged {
        case: CaseId,
        source: Source,
        facts: CaseFacts,
        personal: Option<PersonalRef>,
    },
    /// A planned line was accepted.
    ContactPlanned {
        case: CaseId,
        officer: OfficerId,
        on: NaiveDate,
    },
    ContactUnplanned {
        case: CaseId,
    },
    ContactAttempted {
        case: CaseId,
        attempt: Attempt,
        details: Box<AttemptDetails>,
        note: Option<PersonalRef>,
    },
    ContactEnded {
        case: CaseId,
        ending: Ending,
    },
    /// What ended the contact, or stopped it, no longer stands in the way: it is owed again.
    ContactTakenUp {
        case: CaseId,
        taken_up: TakenUp,
    },
    /// The next step waits until this day, and then comes back by itself.
    ContactPutOff {
        case: CaseId,
        until: NaiveDate,
    },
    /// A contact left something to be done. The entry's number names the task.
    TaskRaised {
        case: CaseId,
        task: Task,
        note: Option<PersonalRef>,
    },
    TaskClosed {
        case: CaseId,
        /// The entry that raised it.
        task: u64,
        closing: TaskClosing,
        note: Option<PersonalRef>,
    },
    /// A person did something about a case besides its facts and its contact.
    CaseActed {
        case: CaseId,
        act: CaseAct,
        /// The text of an action against risk, and its owner.
        personal: Option<PersonalRef>,
    },
    /// The force's own lists and clocks, from now on; lists of cases a person saved.
    DeskKept {
        kept: Kept,
    },
    /// A step of a trial. What follows for a case (a control's contact ends) is an entry of its own beside it.
    Trial {
        trial: TrialId,
        step: TrialStep,
    },
    /// An earlier entry is taken back. Taking back an undo does the thing again.
    Undone {
        case: CaseId,
        entry: u64,
    },
    /// An earlier entry about the desk itself is taken back, as [`Event::Undone`] takes back one about a case.
    DeskUndone {
        entry: u64,
    },
    /// Every version of personal text about these cases was deleted, for good.
    PersonErased {
        cases: Vec<CaseId>,
        /// The rows of the people file that are there no more.
        rows: Vec<RowId>,
        because: ErasedBecause,
    },
    ImportApplied {
        import: ImportId,
        mapping: String,
        /// SHA-256 of the file.
        file_digest: [u8; 32],
        rows_new: u64,
        rows_changed: u64,
        rows_unchanged: u64,
        rows_refused: u64,
        /// Which known cases the file carried, and which fields it said, so that it can vouch for them.
        carried: Carried,
        /// What the file looked like, to tell the next one by; not kept of imports before this was.
        shape: Option<FileShape>,
    },
    /// A mapping was saved under its name, in the place of an earlier one. It holds no personal text.
    MappingSaved {
        name: String,
        /// As written.
        text: String,
    },
    MappingRemoved {
        name: String,
    },
    ImportTakenBack {
        import: ImportId,
    },
    /// A take-back is itself taken back.
    ImportRestored {
        import: ImportId,
    },
    SummaryIssued {
        month: Month,
        as_at: NaiveDate,
        edition: SummaryEdition,
        /// The figures as printed, by name.
        figures: Vec<(String, String)>,
        /// SHA-256 of the PDF.
        digest: [u8; 32],
        /// Why it was issued once more, where an earlier issue of the month stands corrected by it. Never about a person.
        correction: Option<String>,
    },
    PersonalDetailsViewed {
        case: CaseId,
    },
    PersonalDetailsDisclosed {
        what: Disclosure,
        /// In the order printed.
        cases: Vec<CaseId>,
    },
}

/// Which cases an import carried, by the fields it said of each. Ids within a group are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried(pub Vec<(u64, Vec<CaseId>)>);

impl Carried {
    /// Groups cases by their fields.
    pub fn gather(cases: impl IntoIterator<Item = (CaseId, u64)>) -> Self {
        let mut groups: std::collections::BTreeMap<u64, Vec<CaseId>> = std::collections::BTreeMap::new();
        for (case, fields) in cases {
            groups.entry(fields).or_default().push(case);
        }
        for ids in groups.values_mut() {
            ids.sort_unstable();
        }
        Self(groups.into_iter().collect())
    }

    /// The fields the import said of this case, if it carried it.
    pub fn fields_of(&self, case: CaseId) -> Option<u64> {
        self.0.iter().find(|(_, ids)| ids.binary_search(&case).is_ok()).map(|(fields, _)| *fields)
    }
}

impl Event {
    /// The case it is about, if it is about one.
    pub const fn case(&self) -> Option<CaseId> {
        match self {
            Self::CaseReported { case, .. }
            | Self::CaseChanged { case, .. }
            | Self::ContactPlanned { case, .. }
            | Self::ContactUnplanned { case }
            | Self::ContactAttempted { case, .. }
            | Self::ContactEnded { case, .. }
            | Self::ContactTakenUp { case, .. }
            | Self::ContactPutOff { case, .. }
            | Self::TaskRaised { case, .. }
            | Self::TaskClosed { case, .. }
            | Self::CaseActed { case, .. }
            | Self::Undone { case, .. }
            | Self::PersonalDetailsViewed { case } => Some(*case),
            Self::DeskOpened { .. }
            | Self::StaffAdded { .. }
            | Self::StaffRemoved { .. }
            | Self::PassphraseChanged { .. }
            | Self::SupervisorNamed { .. }
            | Self::SignedIn
            | Self::PolicySet { .. }
            | Self::OfficerListed { .. }
            | Self::OfficerRemoved { .. }
            | Self::DeskKept { .. }
            | Self::DeskUndone { .. }
            | Self::PersonErased { .. }
            | Self::Trial { .. }
            | Self::ImportApplied { .. }
            | Self::ImportTakenBack { .. }
            | Self::ImportRestored { .. }
            | Self::MappingSaved { .. }
            | Self::MappingRemoved { .. }
            | Self::SummaryIssued { .. }
            | Self::PersonalDetailsDisclosed { .. } => None,
        }
    }

    /// The row of the people file it names.
    pub const fn personal(&self) -> Option<PersonalRef> {
        match self {
            Self::CaseReported { personal, .. } | Self::CaseChanged { personal, .. } => *personal,
            Self::ContactAttempted { note, .. } | Self::TaskRaised { note, .. } | Self::TaskClosed { note, .. } => {
                *note
            }
            Self::CaseActed { personal, .. } => *personal,
            Self::DeskKept { kept } => kept.personal(),
            Self::SupervisorNamed { name } | Self::OfficerListed { name, .. } => Some(*name),
            Self::DeskOpened { .. }
            | Self::StaffAdded { .. }
            | Self::StaffRemoved { .. }
            | Self::PassphraseChanged { .. }
            | Self::SignedIn
            | Self::PolicySet { .. }
            | Self::OfficerRemoved { .. }
            | Self::ContactPlanned { .. }
            | Self::ContactUnplanned { .. }
            | Self::ContactEnded { .. }
            | Self::ContactTakenUp { .. }
            | Self::ContactPutOff { .. }
            | Self::Trial { .. }
            | Self::Undone { .. }
            | Self::DeskUndone { .. }
            | Self::PersonErased { .. }
            | Self::ImportApplied { .. }
            | Self::ImportTakenBack { .. }
            | Self::ImportRestored { .. }
            | Self::MappingSaved { .. }
            | Self::MappingRemoved { .. }
            | Self::SummaryIssued { .. }
            | Self::PersonalDetailsViewed { .. }
            | Self::PersonalDetailsDisclosed { .. } => None,
        }
    }

    /// A look, a print, an export, an issue or a sign-in: logged, but no figure depends on it.
    pub const fn is_look(&self) -> bool {
        matches!(
            self,
            Self::SignedIn
                | Self::SummaryIssued { .. }
                | Self::PersonalDetailsViewed { .. }
                | Self::PersonalDetailsDisclosed { .. }
        )
    }
}
