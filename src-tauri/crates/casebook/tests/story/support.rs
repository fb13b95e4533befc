//! A desk in a folder of its own, and short words for what the stories do.

use casebook::{Appended, Casebook, CasebookError, Cost, Event, KeyFile, NewDesk, Now, Source, Writer};
use caseload::{
    Attempt, AttemptResult, CaseFacts, CaseId, Channel, Claim, ImportId, PersonalFacts, Sensitive, StaffId,
};
use chrono::{NaiveDate, TimeZone, Utc};
use std::path::Path;
use tempfile::TempDir;

pub const PASSPHRASE: &str = "correct horse battery";

pub struct Desk {
    pub folder: TempDir,
    pub book: Casebook,
    pub staff: StaffId,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn now(today: &str) -> Now {
    let today = day(today);
    Now { at: Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap()), today }
}

pub fn passphrase() -> Sensitive<String> {
    Sensitive::from(PASSPHRASE)
}

pub fn case(number: u64) -> CaseId {
    CaseId::from_random(number)
}

pub fn new_desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let new = NewDesk {
        name: "South West",
        demo: false,
        coordinator: "Ann",
        supervisor: Some("Sgt Obiageli"),
        passphrase: &passphrase(),
        cost: Cost::DEMO,
        now: now("2026-01-05"),
    };
    let (book, slot, _) = Casebook::make(folder.path(), &new).unwrap();
    Desk { folder, book, staff: slot.staff }
}

pub fn open(folder: &Path) -> Result<Casebook, CasebookError> {
    let file = KeyFile::read(folder)?;
    let (_, keys) = file.unlock("Ann", &passphrase())?;
    Casebook::open(folder, &file, &keys)
}

impl Desk {
    pub fn write(&mut self, today: &str, batch: impl FnOnce(&mut Writer<'_>) -> Result<(), CasebookError>) -> Appended {
        self.book.write(self.staff, now(today), None, batch).unwrap().1
    }

    pub fn report(&mut self, today: &str, number: u64, facts: CaseFacts, victim: &str) {
        self.write(today, |writer| report(writer, number, Source::Person, facts, victim));
    }

    pub fn attempt(&mut self, today: &str, number: u64, result: AttemptResult) -> Appended {
        let attempt =
            Attempt { on: day(today), channel: Channel::Telephone, result, officer: None, by_involved_officer: false };
        self.write(today, |writer| {
            writer.append(Event::ContactAttempted {
                case: case(number),
                attempt,
                details: Box::default(),
                note: None,
            })?;
            Ok(())
        })
    }

    pub fn assert_whole(&mut self) {
        let verdict = self.book.verify(None).unwrap();
        assert_eq!(verdict.problems, Vec::<String>::new(), "the record is whole");
    }
}

pub fn report(
    writer: &mut Writer<'_>,
    number: u64,
    source: Source,
    facts: CaseFacts,
    victim: &str,
) -> Result<(), CasebookError> {
    let person = PersonalFacts { victim_name: Some(Sensitive::from(victim)), ..PersonalFacts::default() };
    let personal = if victim.is_empty() { None } else { Some(writer.person(number, &person)?) };
    writer.append(Event::CaseReported {
        case: case(number),
        reference: format!("01/{number:05}/26"),
        victim_number: None,
        source,
        facts,
        personal,
    })?;
    Ok(())
}

pub fn reported(on: &str) -> CaseFacts {
    CaseFacts { reported_on: Some(Claim::Is(day(on))), ..CaseFacts::default() }
}

pub fn ward(name: &str) -> CaseFacts {
    CaseFacts { ward: Some(Claim::Is(name.to_owned())), ..CaseFacts::default() }
}

pub fn import(number: u64) -> ImportId {
    ImportId::from_random(number)
}

/// A telephone call without an answer, with a note.
pub fn attempted_with_note(writer: &mut Writer<'_>, number: u64, note: &str) -> Result<(), CasebookError> {
    let text = PersonalFacts { note: Some(Sensitive::from(note)), ..PersonalFacts::default() };
    let note = Some(writer.person(number, &text)?);
    let attempt = Attempt {
        on: day("2026-02-03"),
        channel: Channel::Telephone,
        result: AttemptResult::NoAnswer,
        officer: None,
        by_involved_officer: false,
    };
    writer.append(Event::ContactAttempted { case: case(number), attempt, details: Box::default(), note })?;
    Ok(())
}
