//! New cases of an extract, made ready beside the thread that writes the ledger.
//!
//! What a report says becomes an entry's bytes, a row of the people file and the rows of the read model without any
//! file being open; the writer's thread then only chains and writes them, in order.

use crate::case_row::{self, Line};
use crate::commit::PersonalRef;
use crate::entry::{Entry, Event, Source};
use crate::error::CasebookError;
use crate::fold::{Folded, fold};
use crate::form;
use crate::people::write_text;
use crate::people_hand::VersionRow;
use crate::people_search::{day_number, searchable};
use crate::random::Randomness;
use caseload::{CaseFacts, CaseId, Claim, ImportId, PersonalFacts, RowId, StaffId};
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

/// Reports that travel together.
const REPORTS_A_LOAD: usize = 128;
/// Loads on their way: enough to keep both threads busy, few enough for memory.
const LOADS_MAX: usize = 8;

/// A case that an extract names for the first time.
pub struct NewReport {
    pub case: CaseId,
    pub reference: String,
    pub victim_number: Option<String>,
    pub import: ImportId,
    pub facts: CaseFacts,
    pub personal: PersonalFacts,
}

/// A new case, ready to be written.
pub struct Ready {
    pub case: CaseId,
    pub known_on: NaiveDate,
    pub kind: &'static str,
    pub body: Vec<u8>,
    pub person: Option<VersionRow>,
    pub folded: Folded,
    pub line: Option<Line>,
}

/// What is the same for every report of a batch.
#[derive(Clone, PartialEq, Eq)]
pub struct Batch {
    pub caseload: String,
    pub by: StaffId,
    pub recorded_at: DateTime<Utc>,
    pub known_on: NaiveDate,
}

struct Load {
    first: u64,
    reports: Vec<NewReport>,
}

/// The writer's end.
pub struct Reports {
    batch: Batch,
    loads: SyncSender<Load>,
    ready: Receiver<Result<Vec<Ready>, CasebookError>>,
    gathered: Vec<NewReport>,
    next: u64,
    on_their_way: usize,
}

impl Reports {
    /// Starts the thread. `next` is the number of the next entry, `expected` how many reports may come.
    pub fn start(batch: Batch, next: u64, expected: usize) -> Self {
        let (loads, to_do) = sync_channel::<Load>(LOADS_MAX);
        let (done, ready) = channel();
        let of = batch.clone();
        std::thread::spawn(move || {
            let mut random = Randomness::default();
            random.expect(expected);
            while let Ok(load) = to_do.recv() {
                let numbered = (load.first..).zip(load.reports);
                let made = numbered.map(|(number, report)| make(&of, &mut random, number, report)).collect();
                if done.send(made).is_err() {
                    return;
                }
            }
        });
        Self { batch, loads, ready, gathered: Vec::new(), next, on_their_way: 0 }
    }

    /// Whether its reports are of this batch.
    pub fn are_of(&self, batch: &Batch) -> bool {
        self.batch == *batch
    }

    /// Where nothing is on its way, the next report's entry has this number: others may have been appended meanwhile.
    pub const fn go_on_from(&mut self, next: u64) {
        if self.gathered.is_empty() && self.on_their_way == 0 {
            self.next = next;
        }
    }

    /// Hands a report over; gives back what has become ready, in order.
    pub fn hand_over(&mut self, report: NewReport) -> Result<Vec<Ready>, CasebookError> {
        self.gathered.push(report);
        if self.gathered.len() < REPORTS_A_LOAD {
            return Ok(Vec::new());
        }
        self.send()?;
        if self.on_their_way < LOADS_MAX { Ok(Vec::new()) } else { self.receive() }
    }

    /// The next that is ready of what was handed over; nothing once everything was given back.
    pub fn rest(&mut self) -> Result<Vec<Ready>, CasebookError> {
        self.send()?;
        if self.on_their_way == 0 { Ok(Vec::new()) } else { self.receive() }
    }

    fn send(&mut self) -> Result<(), CasebookError> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        let reports = std::mem::replace(&mut self.gathered, Vec::with_capacity(REPORTS_A_LOAD));
        let first = self.next;
        self.next += reports.len() as u64;
        self.on_their_way += 1;
        self.loads.send(Load { first, reports }).map_err(|_| CasebookError::people_hand_stopped())
    }

    fn receive(&mut self) -> Result<Vec<Ready>, CasebookError> {
        self.on_their_way -= 1;
        self.ready.recv().unwrap_or_else(|_| Err(CasebookError::people_hand_stopped()))
    }
}

fn make(batch: &Batch, random: &mut Randomness, number: u64, report: NewReport) -> Result<Ready, CasebookError> {
    let NewReport { case, reference, victim_number, import, facts, personal } = report;
    let reported_on = facts.reported_on.as_ref().and_then(Claim::value).copied();
    let mut person = if personal.is_empty() { None } else { Some(version_row(random, case.get(), &personal)?) };
    let named = person.as_mut().map(|(row, personal)| {
        row.day = Some(day_number(reported_on));
        *personal
    });
    let source = Source::Extract(import);
    let event = Event::CaseReported { case, reference, victim_number, source, facts, personal: named };
    let entry = Entry { number, recorded_at: batch.recorded_at, known_on: batch.known_on, by: batch.by, event };
    let body = form::write(&batch.caseload, &entry)?;
    // An import that is being applied was never taken back: the case's only entry says all there is.
    let folded = fold(std::slice::from_ref(&entry), &[]);
    Ok(Ready {
        case,
        known_on: entry.known_on,
        kind: form::kind(&entry.event),
        body,
        person: person.map(|(row, _)| row),
        line: folded.now.as_ref().map(|state| case_row::line(case, state)),
        folded,
    })
}

/// A row of the people file with a nonce of its own, and what an entry refers to it by.
pub fn version_row(
    random: &mut Randomness,
    subject: u64,
    facts: &PersonalFacts,
) -> Result<(VersionRow, PersonalRef), CasebookError> {
    let id = RowId::from_random(random.id()?);
    let row = VersionRow {
        row: id.as_i64(),
        subject: subject.cast_signed(),
        nonce: random.bytes()?,
        text: write_text(facts),
        search: searchable(facts),
        day: None,
    };
    let fields = facts.fields().iter().fold(0, |mask, field| mask | field.bit());
    let personal = PersonalRef { row: id, commitment: row.commitment(), fields };
    Ok((row, personal))
}
