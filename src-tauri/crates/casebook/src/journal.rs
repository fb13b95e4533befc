//! What the entries about the desk itself add up to: policy, officers, imports, issued months.

use crate::commit::PersonalRef;
use crate::entry::{Entry, Event};
use crate::erasure::Erasure;
use crate::error::CasebookError;
use crate::import_record::ImportRecord;
use crate::kept::{Kept, MonthSlot};
use crate::ledger;
use crate::series_mark::MarkOnSeries;
use crate::trials::{TrialRecord, TrialStep};
use crate::undos::{read_undos, undone_by};
use caseload::{
    CaseId, Clocks, ContactPolicy, HolidayChanges, ImportId, Officer, OfficerId, RowId, StaffId, TrialId, WorkingDays,
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
    /// When the service began in each borough, in the order it was told; the latest of a borough stands.
    pub service_starts: Vec<ServiceStart>,
    /// The force's own lists of codes, by the list's name.
    pub codes: BTreeMap<String, Vec<(String, String)>>,
    /// Saved lists of cases: name and filter.
    pub case_lists: BTreeMap<u64, (PersonalRef, String)>,
    /// The desk's own mappings as written, by name.
    pub mappings: BTreeMap<String, SavedMapping>,
    /// What was said about series, in the order it was said, with what was taken away again.
    pub series_marks: Vec<MarkOnSeries>,
    /// Targets of series with the day each was set, in thousandths; the last on or before a day stands.
    pub series_targets: Vec<(NaiveDate, String, Option<u32>)>,
    /// What pages of months say, with the day it was written, in the order it was.
    pub month_slots: Vec<(NaiveDate, MonthSlot)>,
    pub issued: Vec<Entry>,
    pub erasures: Vec<Erasure>,
    /// Rows of the people file that erasures name.
    pub(crate) erased: BTreeSet<RowId>,
    /// Entries about the desk that an undo takes back.
    undone: BTreeSet<u64>,
    pub trials: BTreeMap<TrialId, TrialRecord>,
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

/// From which day of report every victim of a borough is given a contact, as told by an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceStart {
    pub entry: u64,
    pub known_on: NaiveDate,
    pub borough: String,
    /// None where the day was taken back.
    pub on: Option<NaiveDate>,
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

    /// When the service began in each borough, as was known at the end of a day.
    pub fn service_starts_on(&self, day: NaiveDate) -> BTreeMap<String, NaiveDate> {
        let mut starts = BTreeMap::new();
        for told in self.service_starts.iter().filter(|told| told.known_on <= day) {
            match told.on {
                Some(on) => starts.insert(told.borough.clone(), on),
                None => starts.remove(&told.borough),
            };
        }
        starts
    }

    /// The target of a series as it stood at the end of a day, in thousandths of its unit.
    pub fn series_target(&self, series: &str, on: NaiveDate) -> Option<u32> {
        self.series_targets.iter().rev().find(|(from, of, _)| *from <= on && of == series)?.2
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
        for number in own_entries(connection, self.up_to)? {
            let mut statement = connection.prepare_cached("SELECT number, body FROM entry WHERE number = ?")?;
            let mut rows = statement.query([number])?;
            while let Some(row) = rows.next()? {
                self.take_in(ledger::read_row(caseload, row)?);
            }
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
            Event::Trial { trial, step } => self.step(*trial, step, &entry),
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

    fn step(&mut self, trial: TrialId, step: &TrialStep, entry: &Entry) {
        if let Some(record) = self.trials.get_mut(&trial) {
            record.take_in(entry, step);
        } else if let Some(record) = TrialRecord::begun(entry, trial, step) {
            self.trials.insert(trial, record);
        }
    }

    fn keep(&mut self, entry: &Entry, kept: Kept) {
        match kept {
            Kept::Holidays(changes) => {
                let calendar = Arc::new(WorkingDays::with_changes(&changes));
                let (entry, known_on) = (entry.number, entry.known_on);
                self.holidays.push(HolidayRecord { entry, known_on, changes, calendar });
            }
            Kept::Clocks(clocks) => self.clocks = Some(clocks),
            Kept::ServiceStarted { borough, on } => {
                self.service_starts.push(ServiceStart { entry: entry.number, known_on: entry.known_on, borough, on });
            }
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
            Kept::MonthSlot(slot) => self.month_slots.push((entry.known_on, slot)),
            Kept::SeriesMark(mark) => {
                self.series_marks.push(MarkOnSeries { entry: entry.number, mark, from: entry.known_on, to: None });
            }
            Kept::SeriesMarkTaken { entry: taken } => {
                if let Some(mark) = self.series_marks.iter_mut().find(|mark| mark.entry == taken) {
                    mark.to = Some(entry.known_on);
                }
            }
            Kept::SeriesTarget { series, thousandths } => {
                self.series_targets.push((entry.known_on, series, thousandths))
            }
        }
    }
}

/// The numbers of the desk's own entries after this one, in order.
///
/// They are few among the entries about cases, and have an index: going through all entries for them takes seconds.
fn own_entries(connection: &Connection, after: u64) -> Result<Vec<i64>, CasebookError> {
    let mut statement = connection.prepare_cached(
        "SELECT number FROM entry INDEXED BY entry_of_desk WHERE case_id IS NULL AND number > ? \
         AND kind <> 'personal_details_disclosed'",
    )?;
    let numbers = statement.query_map([after.cast_signed()], |row| row.get(0))?;
    let mut numbers: Vec<i64> = numbers.collect::<Result<_, _>>()?;
    numbers.sort_unstable();
    Ok(numbers)
}
