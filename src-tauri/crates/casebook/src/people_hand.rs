//! The hand that writes the people file while the ledger's is busy with entries.
//!
//! It works beside the writer and commits when told to, which is before the entries that name its rows are committed.

use crate::commit::Commitment;
use crate::error::CasebookError;
use crate::people_search::{self, Gathered, Searchable};
use rusqlite::{Connection, Transaction, params};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// Rows that travel together.
const ROWS_A_LOAD: usize = 256;
/// Loads that may wait: enough to keep the hand busy, few enough to keep memory small.
const LOADS_WAITING: usize = 16;

/// A version row to be written.
pub struct VersionRow {
    pub row: i64,
    pub subject: i64,
    pub nonce: [u8; 32],
    pub text: String,
    pub search: Option<Searchable>,
    /// The day its case was reported; without one the row is not searched for.
    pub day: Option<i32>,
}

enum Job {
    Rows(Vec<VersionRow>),
    /// A case's day of report became another.
    Moved {
        subject: i64,
        day: i32,
    },
    /// Mark the batch, then commit and sync.
    Commit {
        batch: i64,
        after: u64,
    },
}

/// The writer's end.
pub struct Hand {
    jobs: SyncSender<Job>,
    answers: Receiver<Result<(), CasebookError>>,
    load: Vec<VersionRow>,
    wrote: bool,
}

/// The hand's end, to be run on a thread of its own.
pub struct Work {
    jobs: Receiver<Job>,
    answers: Sender<Result<(), CasebookError>>,
}

/// A hand and its work.
pub fn hand() -> (Hand, Work) {
    let (jobs, to_do) = sync_channel(LOADS_WAITING);
    let (answers, answered) = channel();
    (Hand { jobs, answers: answered, load: Vec::new(), wrote: false }, Work { jobs: to_do, answers })
}

impl VersionRow {
    pub fn commitment(&self) -> Commitment {
        Commitment::make(&self.nonce, self.text.as_bytes())
    }
}

impl Hand {
    /// Hands a row over.
    pub fn write(&mut self, row: VersionRow) -> Result<(), CasebookError> {
        self.load.push(row);
        if self.load.len() >= ROWS_A_LOAD { self.send_load() } else { Ok(()) }
    }

    /// Files a case's rows under another day of report.
    pub fn move_to_day(&mut self, subject: i64, day: i32) -> Result<(), CasebookError> {
        self.send_load()?;
        self.send(Job::Moved { subject, day })
    }

    /// Commits what was handed over, synced; does nothing where nothing was.
    pub fn commit(mut self, batch: i64, after: u64) -> Result<(), CasebookError> {
        self.send_load()?;
        if !self.wrote {
            return Ok(());
        }
        self.send(Job::Commit { batch, after })?;
        self.answer()
    }

    fn send_load(&mut self) -> Result<(), CasebookError> {
        if self.load.is_empty() {
            return Ok(());
        }
        let load = std::mem::replace(&mut self.load, Vec::with_capacity(ROWS_A_LOAD));
        self.send(Job::Rows(load))
    }

    fn send(&mut self, job: Job) -> Result<(), CasebookError> {
        self.wrote = true;
        // A hand that stopped has said why.
        if self.jobs.send(job).is_err() { self.answer() } else { Ok(()) }
    }

    fn answer(&self) -> Result<(), CasebookError> {
        self.answers.recv().unwrap_or_else(|_| Err(CasebookError::people_hand_stopped()))
    }
}

impl Work {
    /// Works until told to commit. Without that, nothing stays.
    pub fn run(self, people: &mut Connection) {
        let Ok(first) = self.jobs.recv() else { return };
        let done = self.work(people, first);
        // A writer that went away needs no answer.
        match done {
            Ok(false) => {}
            Ok(true) => {
                let _ = self.answers.send(Ok(()));
            }
            Err(error) => {
                let _ = self.answers.send(Err(error));
            }
        }
    }

    fn work(&self, people: &mut Connection, first: Job) -> Result<bool, CasebookError> {
        let change = people.transaction()?;
        let mut filing = Filing::begin(&change)?;
        let mut job = first;
        loop {
            match job {
                Job::Rows(rows) => {
                    for row in rows {
                        filing.write(row)?;
                    }
                }
                Job::Moved { subject, day } => {
                    filing.gathered.write(&change)?;
                    people_search::move_to_day(&change, subject, day)?;
                }
                Job::Commit { batch, after } => {
                    filing.gathered.write(&change)?;
                    change
                        .prepare_cached("INSERT INTO unsettled (batch, after, rows) VALUES (?, ?, ?)")?
                        .execute(params![batch, after.cast_signed(), filing.ids])?;
                    drop(filing);
                    change.commit()?;
                    return Ok(true);
                }
            }
            let Ok(next) = self.jobs.recv() else { return Ok(false) };
            job = next;
        }
    }
}

/// A batch being written.
struct Filing<'a> {
    people: &'a Transaction<'a>,
    next_place: i64,
    gathered: Gathered,
    ids: Vec<u8>,
}

impl<'a> Filing<'a> {
    fn begin(people: &'a Transaction<'a>) -> Result<Self, CasebookError> {
        let last: i64 = people.query_row("SELECT coalesce(max(place), 0) FROM person_version", [], |row| row.get(0))?;
        Ok(Self { people, next_place: last + 1, gathered: Gathered::default(), ids: Vec::new() })
    }

    fn write(&mut self, row: VersionRow) -> Result<(), CasebookError> {
        let place = self.next_place;
        self.next_place += 1;
        let day = row.day.filter(|_| row.search.is_some());
        self.people
            .prepare_cached(
                "INSERT INTO person_version (place, row_id, subject, nonce, text, search_day) VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![place, row.row, row.subject, row.nonce, row.text, day])?;
        self.ids.extend(row.row.to_le_bytes());
        if let (Some(day), Some(searchable)) = (day, row.search) {
            self.gathered.add(self.people, place, day, searchable)?;
        }
        Ok(())
    }
}
