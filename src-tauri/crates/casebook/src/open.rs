//! A desk's two files, opened.

use crate::case_index::CaseIndex;
use crate::case_row::{self, CaseRow};
use crate::entry::{Entry, Event};
use crate::error::CasebookError;
use crate::figures::{self, FigureRow};
use crate::fold::Folded;
use crate::journal::Journal;
use crate::keys::{Cost, KeyFile, Keys, RecoveryCode, Slot};
use crate::ledger::{self, Head};
use crate::rebuild::{self, Folder};
use crate::schema::{self, File, LEDGER_FILE, PEOPLE_FILE};
use crate::telling::Tell;
use crate::verify::{self, Verdict};
use crate::writer::{Appended, CommitPoint, Now, Writer};
use crate::{people, people_hand, place, role::Role};
use caseload::{CaseId, PersonalFacts, Sensitive, StaffId};
use chrono::NaiveDate;
use rusqlite::{Connection, TransactionBehavior};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// An open desk, as one person may see it.
pub struct Casebook {
    folder: PathBuf,
    pub(crate) caseload: String,
    pub(crate) ledger: Connection,
    pub(crate) people: Option<Connection>,
    pub(crate) journal: Journal,
    pub(crate) index: RefCell<CaseIndex>,
    read_only: bool,
    pub(crate) at_point: Option<fn(CommitPoint)>,
}

/// What a new desk needs.
pub struct NewDesk<'a> {
    pub name: &'a str,
    pub demo: bool,
    pub coordinator: &'a str,
    pub supervisor: Option<&'a str>,
    pub passphrase: &'a Sensitive<String>,
    pub cost: Cost,
    pub now: Now,
}

impl Casebook {
    /// Makes a desk: both files, the keys, the coordinator's slot and the recovery slot.
    ///
    /// # Errors
    /// A desk is there already, an unsafe place, a short passphrase, the disk. Nothing is left behind.
    pub fn make(folder: &Path, new: &NewDesk<'_>) -> Result<(Self, Slot, RecoveryCode), CasebookError> {
        place::check_place(folder)?;
        if folder.join("keys.json").exists() || folder.join(LEDGER_FILE).exists() {
            return Err(CasebookError::DeskExists(folder.to_path_buf()));
        }
        let (mut key_file, keys) = KeyFile::make(new.name, new.demo)?;
        let slot = key_file.add(new.coordinator, Role::Coordinator, new.passphrase, &keys, new.cost)?;
        let recovery = key_file.add_recovery(&keys, new.cost)?;
        fs::create_dir_all(folder.join("backups")).map_err(CasebookError::disk("making the desk's folder"))?;
        let mut book = Self::connect(folder, &key_file, &keys, true)?;
        book.write::<_, CasebookError>(slot.staff, new.now, None, |writer| {
            writer.append(Event::DeskOpened { desk: new.name.to_owned(), demo: new.demo })?;
            writer.append(Event::StaffAdded { staff: slot.staff, role: slot.role })?;
            writer.append(Event::PolicySet { policy: caseload::ContactPolicy::preset() })?;
            if let Some(supervisor) = new.supervisor {
                let facts =
                    PersonalFacts { victim_name: Some(Sensitive::from(supervisor)), ..PersonalFacts::default() };
                let name = writer.person(0, &facts)?;
                writer.append(Event::SupervisorNamed { name })?;
            }
            Ok(())
        })?;
        // The key file comes last: a folder without it is no desk, and making one again starts clean.
        key_file.write(folder)?;
        Ok((book, slot, recovery))
    }

    /// Opens a desk with the keys of a slot, and settles what a stop may have left.
    ///
    /// # Errors
    /// No desk, damage (named by file), a newer version, the disk.
    pub fn open(folder: &Path, key_file: &KeyFile, keys: &Keys) -> Result<Self, CasebookError> {
        Self::open_telling(folder, key_file, keys, &mut |_, _, _| true)
    }

    /// As [`Casebook::open`], and tells how far it is where an earlier version's tables are made anew.
    ///
    /// # Errors
    /// As [`Casebook::open`]; also cancelled, when the desk stays as it was.
    pub fn open_telling(
        folder: &Path,
        key_file: &KeyFile,
        keys: &Keys,
        tell: &mut Tell<'_>,
    ) -> Result<Self, CasebookError> {
        place::check_place(folder)?;
        for file in [LEDGER_FILE, PEOPLE_FILE] {
            let needed = file == LEDGER_FILE || keys.people.is_some();
            if needed && !folder.join(file).exists() {
                let file = if file == LEDGER_FILE { LEDGER_FILE } else { PEOPLE_FILE };
                return Err(CasebookError::Damaged { file, detail: "it is missing.".to_owned() });
            }
        }
        let mut book = Self::connect(folder, key_file, keys, false)?;
        book.upgrade(key_file, keys, tell)?;
        if !book.read_only {
            book.sweep(tell)?;
        }
        book.journal.catch_up(&book.ledger, &book.caseload)?;
        if !book.read_only {
            book.finish_erasures()?;
        }
        Ok(book)
    }

    fn connect(folder: &Path, key_file: &KeyFile, keys: &Keys, make: bool) -> Result<Self, CasebookError> {
        let read_only = key_file.figures_copy_of.is_some();
        let ledger = schema::connect(folder, File::Ledger, &keys.ledger, make)?;
        let people = match &keys.people {
            Some(key) => Some(schema::connect(folder, File::People, key, make)?),
            None => None,
        };
        Ok(Self {
            folder: folder.to_path_buf(),
            caseload: key_file.caseload().to_owned(),
            ledger,
            people,
            journal: Journal::default(),
            index: RefCell::default(),
            read_only,
            at_point: None,
        })
    }

    /// Under the ledger's lock, so that no writer is between its two commits.
    fn sweep(&mut self, tell: &mut Tell<'_>) -> Result<(), CasebookError> {
        let Some(people) = &mut self.people else { return Ok(()) };
        if !people::has_unsettled(people)? {
            return Ok(());
        }
        let lock = self.ledger.transaction_with_behavior(TransactionBehavior::Immediate)?;
        people::sweep(people, tell, |after, rows| verify::strike_named(&lock, after, rows))?;
        lock.rollback()?;
        Ok(())
    }

    /// Writes a batch of entries: all of it or nothing.
    ///
    /// With `expected`, refuses where other entries came since that head was seen.
    ///
    /// # Errors
    /// What `batch` refuses, a day before the last entry's, somebody else's entries, the disk.
    pub fn write<T, E: From<CasebookError>>(
        &mut self,
        by: StaffId,
        now: Now,
        expected: Option<Head>,
        batch: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<(T, Appended), E> {
        if self.read_only {
            return Err(CasebookError::ReadOnly.into());
        }
        self.stop_reading();
        let done = self.write_locked(by, now, expected, batch);
        match &done {
            // What the journal took in of a batch that failed is not there.
            Err(_) => self.journal = Journal::default(),
            Ok((_, _, batch)) => {
                if let Some(people) = &self.people {
                    // The entries stand; marks that stay are settled at the next start.
                    let _ = people::settle(people, *batch);
                }
            }
        }
        self.journal.catch_up(&self.ledger, &self.caseload).map_err(E::from)?;
        done.map(|(value, appended, _)| (value, appended))
    }

    fn write_locked<T, E: From<CasebookError>>(
        &mut self,
        by: StaffId,
        now: Now,
        expected: Option<Head>,
        batch: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<(T, Appended, i64), E> {
        let ledger =
            self.ledger.transaction_with_behavior(TransactionBehavior::Immediate).map_err(CasebookError::from)?;
        let (caseload, journal, at_point) = (self.caseload.as_str(), &mut self.journal, self.at_point);
        std::thread::scope(|scope| {
            let people = self.people.as_mut().map(|people| {
                let (hand, work) = people_hand::hand();
                scope.spawn(|| work.run(people));
                hand
            });
            let mut writer = Writer::begin(ledger, people, caseload, journal, by, now)?;
            writer.at_point = at_point;
            if let Some(expected) = expected.filter(|expected| *expected != writer.head()) {
                let found = writer.head().number;
                return Err(CasebookError::Changed { expected: expected.number, found }.into());
            }
            let value = batch(&mut writer)?;
            let (appended, marks) = writer.finish()?;
            Ok((value, appended, marks))
        })
    }

    /// The end of the chain.
    pub fn head(&self) -> Result<Head, CasebookError> {
        ledger::read_head(&self.ledger, &self.caseload)
    }

    /// The head of the last entry known by the day that is not itself a look, a print, an export or an issue.
    pub fn head_as_at(&self, as_at: NaiveDate) -> Result<Head, CasebookError> {
        verify::head_as_at(&self.ledger, &self.caseload, as_at)
    }

    /// The day of the last entry.
    pub fn last_known_on(&self) -> Result<Option<NaiveDate>, CasebookError> {
        ledger::last_known_on(&self.ledger)
    }

    /// The desk's own state, with what other programs have written since.
    pub fn journal(&mut self) -> Result<&Journal, CasebookError> {
        self.journal.catch_up(&self.ledger, &self.caseload)?;
        Ok(&self.journal)
    }

    /// The desk's own state as last brought up to date, for use beside other reads.
    pub const fn journal_now(&self) -> &Journal {
        &self.journal
    }

    /// Contacts each officer made since a day, reached or not.
    pub fn contacts_done_since(&self, since: NaiveDate) -> Result<BTreeMap<caseload::OfficerId, u32>, CasebookError> {
        case_row::count_done(&self.ledger, &self.caseload, since)
    }

    /// Where the desk lives.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether this person holds the people key.
    pub const fn holds_people_key(&self) -> bool {
        self.people.is_some()
    }

    /// One case's row.
    pub fn case_row(&self, case: CaseId) -> Result<CaseRow, CasebookError> {
        case_row::read(&self.ledger, case)?.ok_or_else(|| CasebookError::NoCase(case.to_string()))
    }

    /// Everything that stands of a case, and its versions.
    pub fn fold(&mut self, case: CaseId) -> Result<Folded, CasebookError> {
        if !self.is_reading() {
            self.journal.catch_up(&self.ledger, &self.caseload)?;
        }
        Folder::new(&self.ledger, &self.caseload, &self.journal).fold_case(case)
    }

    /// Everything that stood of a case at the end of a day.
    pub fn fold_as_at(&mut self, case: CaseId, as_at: NaiveDate) -> Result<Folded, CasebookError> {
        self.journal.catch_up(&self.ledger, &self.caseload)?;
        let mut entries = ledger::read_case(&self.ledger, &self.caseload, case)?;
        entries.retain(|entry| entry.known_on <= as_at);
        Folder::as_at(&self.ledger, &self.caseload, &self.journal, as_at).fold_entries(case, &entries)
    }

    /// A case's entries, oldest first.
    pub fn entries_of(&self, case: CaseId) -> Result<Vec<Entry>, CasebookError> {
        ledger::read_case(&self.ledger, &self.caseload, case)
    }

    /// Entries of a range of numbers.
    pub fn entries(&self, first: u64, last: u64) -> Result<Vec<Entry>, CasebookError> {
        let mut statement = self
            .ledger
            .prepare_cached("SELECT number, body FROM entry WHERE number BETWEEN ? AND ? ORDER BY number")?;
        let mut rows = statement.query([first.cast_signed(), last.cast_signed()])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(ledger::read_row(&self.caseload, row)?);
        }
        Ok(entries)
    }

    /// Cases known for the first time on or after a day: how many, and the newest of them.
    pub fn new_rows(&self, since: NaiveDate, limit: u32) -> Result<(u64, Vec<CaseRow>), CasebookError> {
        Ok((case_row::count_new(&self.ledger, since)?, case_row::read_new(&self.ledger, since, limit)?))
    }

    /// Cases of one reference: the victims of one crime.
    pub fn rows_of_reference(&self, reference: &str) -> Result<Vec<CaseRow>, CasebookError> {
        case_row::read_reference(&self.ledger, reference)
    }

    /// The case an extract's key names.
    pub fn find_key(&self, reference: &str, victim_number: Option<&str>) -> Result<Option<CaseId>, CasebookError> {
        case_row::find_key(&self.ledger, reference, victim_number)
    }

    /// Every borough that cases carry.
    pub fn boroughs(&self) -> Result<Vec<String>, CasebookError> {
        case_row::boroughs(&self.ledger)
    }

    /// Contacts planned a day.
    pub fn planned_by_day(&self, first: NaiveDate, last: NaiveDate) -> Result<BTreeMap<NaiveDate, u64>, CasebookError> {
        case_row::count_planned(&self.ledger, first, last)
    }

    /// Goes through every case as figures need it, as it was known at the end of a day.
    pub fn figures_as_at(&self, as_at: NaiveDate, each: impl FnMut(CaseId, FigureRow)) -> Result<(), CasebookError> {
        figures::read_as_at(&self.ledger, as_at, each)
    }

    /// Checks pages, chain, read model and people rows.
    ///
    /// # Errors
    /// Only what stops the check itself; what it finds stands in the verdict.
    pub fn verify(&mut self, head: Option<Head>) -> Result<Verdict, CasebookError> {
        self.journal.catch_up(&self.ledger, &self.caseload)?;
        verify::verify(self, &self.caseload, &self.journal, head)
    }

    /// Writes the read model anew from the entries.
    ///
    /// # Errors
    /// A damaged entry, the disk.
    pub fn rebuild(&mut self) -> Result<(), CasebookError> {
        self.journal.catch_up(&self.ledger, &self.caseload)?;
        let change = self.ledger.transaction_with_behavior(TransactionBehavior::Immediate)?;
        rebuild::rebuild(&change, &self.caseload, &self.journal, &mut |_, _, _| true)?;
        change.commit()?;
        self.index = RefCell::default();
        Ok(())
    }
}
