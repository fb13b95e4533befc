//! The process that is stopped: it imports, records, corrects and undoes without end, and tells how far it is.

use crate::desk::{now, open};
use casebook::{Carried, CaseFilter, Casebook, CasebookError, CommitPoint, Event, Source, Writer, random_id};
use caseload::{
    Attempt, AttemptResult, CaseFacts, CaseId, Channel, Claim, ImportId, PersonalFacts, Sensitive, StaffId,
};
use chrono::Days;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Import, attempts with notes, corrections that file people under another day, undo.
pub const KINDS_OF_WRITE: u64 = 4;
pub const BATCHES_OF_A_RACE: usize = 25;
const DESK: &str = "REASSURE_CHILD_DESK";
const STOP: &str = "REASSURE_CHILD_STOP";
const RACE: &str = "REASSURE_CHILD_RACE";
const CASES_AN_IMPORT: u64 = 12;

pub struct Orders {
    folder: PathBuf,
    race: bool,
}

/// The kind of write and the point at which to wait for the end.
static STOP_AT: OnceLock<Option<(u64, CommitPoint)>> = OnceLock::new();
static WRITE: AtomicU64 = AtomicU64::new(0);

/// What a parent sets for its child.
pub fn environment(stop: Option<(u64, CommitPoint)>, race: bool, folder: &std::path::Path) -> Vec<(String, String)> {
    let mut set = vec![(DESK.to_owned(), folder.display().to_string())];
    if let Some((kind, point)) = stop {
        set.push((STOP.to_owned(), format!("{kind} {point:?}")));
    }
    if race {
        set.push((RACE.to_owned(), "yes".to_owned()));
    }
    set
}

pub fn orders() -> Option<Orders> {
    let folder = PathBuf::from(std::env::var_os(DESK)?);
    let stop = std::env::var(STOP).ok().and_then(|text| {
        let (kind, point) = text.split_once(' ')?;
        let points = [CommitPoint::BeforePeople, CommitPoint::BetweenTheTwo, CommitPoint::BeforeSettling];
        Some((kind.parse().ok()?, points.into_iter().find(|named| format!("{named:?}") == point)?))
    });
    STOP_AT.set(stop).unwrap();
    Some(Orders { folder, race: std::env::var_os(RACE).is_some() })
}

pub fn work(orders: &Orders) {
    let (mut book, staff) = open(&orders.folder);
    book.stop_at_for_tests(at_point);
    if orders.race {
        return race(&mut book, staff);
    }
    for write in 0.. {
        WRITE.store(write, Ordering::SeqCst);
        if let Err(error) = one_write(&mut book, staff, write) {
            // A disk that is full: the parent looks at what was left.
            return tell(&format!("refused {error}"));
        }
        tell(&format!("done {}", book.head().unwrap()));
    }
}

fn tell(what: &str) {
    let mut out = std::io::stdout().lock();
    // A parent that went away needs to hear nothing.
    let _ = writeln!(out, "> {what}").and_then(|()| out.flush());
}

fn at_point(point: CommitPoint) {
    let write = WRITE.load(Ordering::SeqCst);
    // The first round through all kinds makes the cases that the others need.
    let here =
        STOP_AT.get().copied().flatten().is_some_and(|(kind, stop)| write == KINDS_OF_WRITE + kind && point == stop);
    tell(if here { "stopped" } else { "point" });
    if here {
        // Waits for the end: the parent never writes, and a parent that goes away ends this process too.
        let _ = std::io::stdin().lock().read_line(&mut String::new());
        std::process::exit(1);
    }
}

fn one_write(book: &mut Casebook, staff: StaffId, write: u64) -> Result<(), CasebookError> {
    let rows = book.list(&CaseFilter::default(), 0, 20)?.1;
    let cases: Vec<CaseId> = rows.iter().map(|row| row.case).collect();
    let last = book.head()?.number;
    let latest = book.entries(last.saturating_sub(9), last)?.into_iter().rev();
    let undone = latest.filter(|entry| !entry.event.is_look()).find_map(|entry| match entry.event.case() {
        Some(case) if !matches!(entry.event, Event::CaseReported { .. }) => Some((case, entry.number)),
        Some(_) | None => None,
    });
    book.write(staff, now(), None, |writer| match write % KINDS_OF_WRITE {
        0 => import(writer),
        1 => cases.iter().try_for_each(|case| attempt(writer, *case)),
        2 => cases.iter().try_for_each(|case| correct(writer, *case, write)),
        _ => match undone {
            Some((case, entry)) => writer.append(Event::Undone { case, entry }).map(drop),
            None => writer.append(Event::SignedIn).map(drop),
        },
    })?;
    Ok(())
}

fn import(writer: &mut Writer<'_>) -> Result<(), CasebookError> {
    let import = ImportId::from_random(random_id()?);
    for _ in 0..CASES_AN_IMPORT {
        report(writer, Source::Extract(import))?;
    }
    writer.append(Event::ImportApplied {
        import,
        mapping: "rms".to_owned(),
        file_digest: [0; 32],
        rows_new: CASES_AN_IMPORT,
        rows_changed: 0,
        rows_unchanged: 0,
        rows_refused: 0,
        carried: Carried::default(),
        shape: None,
    })?;
    Ok(())
}

fn report(writer: &mut Writer<'_>, source: Source) -> Result<(), CasebookError> {
    let case = CaseId::from_random(random_id()?);
    let person = PersonalFacts {
        victim_name: Some(Sensitive::from("Amina Yusuf")),
        telephone: Some(Sensitive::from("07700 900123")),
        ..PersonalFacts::default()
    };
    let personal = Some(writer.person(case.get(), &person)?);
    let facts = CaseFacts { reported_on: Some(Claim::Is(now().today - Days::new(9))), ..CaseFacts::default() };
    writer.append(Event::CaseReported {
        case,
        reference: format!("R/{case}"),
        victim_number: None,
        source,
        facts,
        personal,
    })?;
    Ok(())
}

fn attempt(writer: &mut Writer<'_>, case: CaseId) -> Result<(), CasebookError> {
    let note = PersonalFacts { note: Some(Sensitive::from("Rings back on Friday.")), ..PersonalFacts::default() };
    let note = Some(writer.person(case.get(), &note)?);
    let attempt = Attempt {
        on: now().today,
        channel: Channel::Telephone,
        result: AttemptResult::NoAnswer,
        officer: None,
        by_involved_officer: false,
    };
    writer.append(Event::ContactAttempted { case, attempt, note, details: Box::default() })?;
    Ok(())
}

fn correct(writer: &mut Writer<'_>, case: CaseId, write: u64) -> Result<(), CasebookError> {
    let person = PersonalFacts {
        telephone: Some(Sensitive::new(format!("07700 900{:03}", write % 1000))),
        ..PersonalFacts::default()
    };
    let personal = Some(writer.person(case.get(), &person)?);
    let reported_on = now().today - Days::new(10 + write % 50);
    let facts = CaseFacts { reported_on: Some(Claim::Is(reported_on)), ..CaseFacts::default() };
    writer.append(Event::CaseChanged { case, source: Source::Person, facts, personal })?;
    Ok(())
}

/// Waits for the word, then writes as fast as it can beside another process that does the same.
fn race(book: &mut Casebook, staff: StaffId) {
    tell("ready");
    let _ = std::io::stdin().lock().read_line(&mut String::new());
    let mut batches = 0;
    while batches < BATCHES_OF_A_RACE {
        match book.write(staff, now(), None, import) {
            Ok(((), appended)) => {
                tell(&format!("batch {} {}", appended.first, appended.head));
                batches += 1;
            }
            Err(CasebookError::Busy) => {}
            Err(error) => return tell(&format!("refused {error}")),
        }
    }
}
