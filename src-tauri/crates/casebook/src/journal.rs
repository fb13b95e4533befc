//! What the entries about the desk itself add up to: policy, officers, imports, issued months.

use crate::commit::PersonalRef;
use crate::entry::{Entry, Event};
use crate::erasure::Erasure;
use crate::error::CasebookError;
use crate::kept::Kept;
use crate::ledger;
use crate::shape::FileShape;
use caseload::{
    CaseId, Clocks, ContactPolicy, HolidayChanges, ImportId, Officer, OfficerId, RowId, StaffId, WorkingDays,
};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// The calendar where a force changed nothing: long, and the same for all.
static USUAL_CALENDAR: LazyLock<Arc<WorkingDays>> = LazyLock::new(|| Arc::new(WorkingDays::england_and_wales()));

/// The desk's own state, kept in memory and brought up to date before each use.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// The last entry taken in.
    pub(crate) up_to: u64,
    /// Policies in the order they were set; the last one known on or before a day is in force.
    pub policies: Vec<PolicyRecord>,
    /// Changes to the bank holidays in the order they were made, each with the calendar it gives.
    pub holidays: Vec<HolidayRecord>,
    pub officers: BTreeMap<OfficerId, ListedOfficer>,
    /// Every version of each officer's entry, by the entry that made it.
    pub officer_versions: BTreeMap<OfficerId, Vec<(u64, ListedOfficer)>>,
    pub imports: BTreeMap<ImportId, ImportRecord>,
    pub supervisor: Option<PersonalRef>,
    /// The force's own clocks of the Victims' Code, where it set any.
    pub clocks: Option<Clocks>,
    /// The force's own lists of codes, by the list's name.
    pub codes: BTreeMap<String, Vec<(String, String)>>,
    /// Saved lists of cases: name and filter.
    pub case_lists: BTreeMap<u64, (PersonalRef, String)>,
    /// The desk's own mappings as written, by name.
    pub mappings: BTreeMap<String, SavedMapping>,
    pub issued: Vec<Entry>,
    pub erasures: Vec<Erasure>,
    /// Rows of the people file that erasures name.
    pub(crate) erased: BTreeSet<RowId>,
    /// Entries about the desk that an undo takes back.
    undone: BTreeSet<u64>,
    /// The sign-in before the latest, by person: what "since you last looked" means.
    pub signed_in: BTreeMap<StaffId, Vec<(DateTime<Utc>, NaiveDate)>>,
    /// The first day the desk was kept.
    pub first_known_on: Option<NaiveDate>,
}

/// A policy as it was set.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyRecord {
    pub entry: u64,
    pub recorded_at: DateTime<Utc>,
    pub known_on: NaiveDate,
    pub by: StaffId,
    pub policy: ContactPolicy,
}

/// The force's changes to the bank holidays, as they stood from an entry on.
#[derive(Debug, Clone)]
pub struct HolidayRecord {
    pub entry: u64,
    pub known_on: NaiveDate,
    pub changes: HolidayChanges,
    calendar: Arc<WorkingDays>,
}

/// An officer as listed.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedOfficer {
    pub officer: Officer,
    pub name: PersonalRef,
    /// No longer on the list; kept for the names of past contacts.
    pub removed: bool,
}

/// A mapping of the desk's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedMapping {
    /// As written.
    pub text: String,
    pub known_on: NaiveDate,
    pub by: StaffId,
}

/// An applied import.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRecord {
    pub entry: u64,
    pub recorded_at: DateTime<Utc>,
    pub known_on: NaiveDate,
    pub by: StaffId,
    pub mapping: String,
    pub file_digest: [u8; 32],
    pub rows_new: u64,
    pub rows_changed: u64,
    pub rows_unchanged: u64,
    pub rows_refused: u64,
    /// What the file looked like, where that was kept.
    pub shape: Option<FileShape>,
    /// Take-backs and their undoing, in order: entry, day, and whether it was taken back.
    pub turns: Vec<(u64, NaiveDate, bool)>,
}

impl ImportRecord {
    /// Whether it stands taken back.
    pub fn is_taken_back(&self) -> bool {
        self.turns.last().is_some_and(|(_, _, taken_back)| *taken_back)
    }
}

impl Journal {
    /// The policy in force on a day; the preset before any was set.
    pub fn policy(&self, on: NaiveDate) -> ContactPolicy {
        let in_force = self.policies.iter().rev().find(|set| set.known_on <= on);
        in_force.map_or_else(ContactPolicy::preset, |set| set.policy.clone())
    }

    /// The working days as they were known on a day.
    pub fn calendar(&self, on: NaiveDate) -> Arc<WorkingDays> {
        let in_force = self.holidays.iter().rev().find(|record| record.known_on <= on);
        in_force.map_or_else(|| USUAL_CALENDAR.clone(), |record| record.calendar.clone())
    }

    /// The force's changes to the bank holidays as they stand.
    pub fn holiday_changes(&self) -> HolidayChanges {
        self.holidays.last().map(|record| record.changes.clone()).unwrap_or_default()
    }

    /// Officers now on the list.
    pub fn officers_listed(&self) -> impl Iterator<Item = &ListedOfficer> {
        self.officers.values().filter(|listed| !listed.removed)
    }

    /// Takes in the desk's own entries after the last one taken in.
    pub(crate) fn catch_up(&mut self, connection: &Connection, caseload: &str) -> Result<(), CasebookError> {
        let head = ledger::read_head(connection, caseload)?;
        if head.number == self.up_to {
            return Ok(());
        }
        if !read_undos(connection, caseload, self.up_to)?.is_empty() {
            // They reach back: everything is added up again without what they name.
            *self = Self { undone: undone_by(&read_undos(connection, caseload, 0)?), ..Self::default() };
        }
        let mut statement = connection.prepare_cached(
            "SELECT number, body FROM entry WHERE case_id IS NULL AND number > ? \
             AND kind <> 'personal_details_disclosed' ORDER BY number",
        )?;
        let mut rows = statement.query([self.up_to.cast_signed()])?;
        while let Some(row) = rows.next()? {
            self.take_in(ledger::read_row(caseload, row)?);
        }
        self.up_to = head.number;
        Ok(())
    }

    /// Takes in an entry that was appended just now.
    pub(crate) fn take_in_now(
        &mut self,
        entry: Entry,
        connection: &Connection,
        caseload: &str,
    ) -> Result<(), CasebookError> {
        if matches!(entry.event, Event::DeskUndone { .. }) {
            return self.catch_up(connection, caseload);
        }
        self.take_in(entry);
        Ok(())
    }

    /// Whether an undo takes back this entry about the desk.
    pub fn is_undone(&self, entry: u64) -> bool {
        self.undone.contains(&entry)
    }

    /// Whether the personal text of a case was erased for good, so that no extract brings it back.
    pub fn is_erased(&self, case: CaseId) -> bool {
        self.erasures.iter().any(|erasure| erasure.keeps_out(case))
    }

    fn take_in(&mut self, entry: Entry) {
        if self.undone.contains(&entry.number) {
            return;
        }
        self.first_known_on.get_or_insert(entry.known_on);
        match &entry.event {
            Event::PolicySet { policy } => self.policies.push(PolicyRecord {
                entry: entry.number,
                recorded_at: entry.recorded_at,
                known_on: entry.known_on,
                by: entry.by,
                policy: policy.clone(),
            }),
            Event::OfficerListed { officer, name } => {
                let listed = ListedOfficer { officer: officer.clone(), name: *name, removed: false };
                self.officer_versions.entry(officer.id).or_default().push((entry.number, listed.clone()));
                self.officers.insert(officer.id, listed);
            }
            Event::OfficerRemoved { officer } => {
                if let Some(listed) = self.officers.get_mut(officer) {
                    listed.removed = true;
                    self.officer_versions.entry(*officer).or_default().push((entry.number, listed.clone()));
                }
            }
            Event::DeskKept { kept } => self.keep(&entry, kept.clone()),
            Event::PersonErased { rows, .. } => {
                self.erased.extend(rows);
                self.erasures.extend(Erasure::of(&entry));
            }
            Event::SupervisorNamed { name } => self.supervisor = Some(*name),
            Event::SignedIn => self.sign_in(&entry),
            Event::ImportApplied { .. } => self.take_in_import(&entry),
            Event::ImportTakenBack { import } => self.turn(*import, &entry, true),
            Event::ImportRestored { import } => self.turn(*import, &entry, false),
            Event::MappingSaved { name, text } => {
                let saved = SavedMapping { text: text.clone(), known_on: entry.known_on, by: entry.by };
                self.mappings.insert(name.clone(), saved);
            }
            Event::MappingRemoved { name } => {
                self.mappings.remove(name);
            }
            Event::SummaryIssued { .. } => self.issued.push(entry),
            Event::DeskOpened { .. }
            | Event::DeskUndone { .. }
            | Event::StaffAdded { .. }
            | Event::StaffRemoved { .. }
            | Event::PassphraseChanged { .. }
            | Event::CaseReported { .. }
            | Event::CaseChanged { .. }
            | Event::ContactPlanned { .. }
            | Event::ContactUnplanned { .. }
            | Event::ContactAttempted { .. }
            | Event::ContactEnded { .. }
            | Event::ContactTakenUp { .. }
            | Event::ContactPutOff { .. }
            | Event::TaskRaised { .. }
            | Event::TaskClosed { .. }
            | Event::CaseActed { .. }
            | Event::Undone { .. }
            | Event::PersonalDetailsViewed { .. }
            | Event::PersonalDetailsDisclosed { .. } => {}
        }
    }

    /// Keeps the last two sign-ins of a person.
    fn sign_in(&mut self, entry: &Entry) {
        let times = self.signed_in.entry(entry.by).or_default();
        times.push((entry.recorded_at, entry.known_on));
        let surplus = times.len().saturating_sub(2);
        times.drain(..surplus);
    }

    fn keep(&mut self, entry: &Entry, kept: Kept) {
        match kept {
            Kept::Holidays(changes) => {
                let calendar = Arc::new(WorkingDays::with_changes(&changes));
                let (entry, known_on) = (entry.number, entry.known_on);
                self.holidays.push(HolidayRecord { entry, known_on, changes, calendar });
            }
            Kept::Clocks(clocks) => self.clocks = Some(clocks),
            // An empty list is kept by nobody: the one that comes with the program stands again.
            Kept::Codes { list, codes } if codes.is_empty() => {
                self.codes.remove(&list);
            }
            Kept::Codes { list, codes } => {
                self.codes.insert(list, codes);
            }
            Kept::CaseList { list, name: Some(name), filter } => {
                self.case_lists.insert(list, (name, filter));
            }
            Kept::CaseList { list, name: None, .. } => {
                self.case_lists.remove(&list);
            }
        }
    }

    fn take_in_import(&mut self, entry: &Entry) {
        let Event::ImportApplied {
            import,
            mapping,
            file_digest,
            rows_new,
            rows_changed,
            rows_unchanged,
            rows_refused,
            shape,
            ..
        } = &entry.event
        else {
            return;
        };
        let record = ImportRecord {
            entry: entry.number,
            recorded_at: entry.recorded_at,
            known_on: entry.known_on,
            by: entry.by,
            mapping: mapping.clone(),
            file_digest: *file_digest,
            rows_new: *rows_new,
            rows_changed: *rows_changed,
            rows_unchanged: *rows_unchanged,
            rows_refused: *rows_refused,
            shape: shape.clone(),
            turns: Vec::new(),
        };
        self.imports.insert(*import, record);
    }

    fn turn(&mut self, import: ImportId, entry: &Entry, taken_back: bool) {
        if let Some(record) = self.imports.get_mut(&import) {
            record.turns.push((entry.number, entry.known_on, taken_back));
        }
    }
}

/// Undos of entries about the desk that came after a number: their own, and what each names.
fn read_undos(connection: &Connection, caseload: &str, after: u64) -> Result<Vec<(u64, u64)>, CasebookError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, body FROM entry WHERE case_id IS NULL AND number > ? AND kind = 'desk_undone' ORDER BY number",
    )?;
    let mut rows = statement.query([after.cast_signed()])?;
    let mut undos = Vec::new();
    while let Some(row) = rows.next()? {
        let entry = ledger::read_row(caseload, row)?;
        if let Event::DeskUndone { entry: undone } = entry.event {
            undos.push((entry.number, undone));
        }
    }
    Ok(undos)
}

/// What undos take back, unless they were themselves undone.
fn undone_by(undos: &[(u64, u64)]) -> BTreeSet<u64> {
    let mut undone = BTreeSet::new();
    for (number, target) in undos.iter().rev() {
        if !undone.contains(number) {
            undone.insert(*target);
        }
    }
    undone
}
