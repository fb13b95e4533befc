//! The officers' list: names, who they are linked to, and import from a file.

mod form;
mod unmatched;

use crate::access::Task;
use crate::asked::read_day;
use crate::casework::export::TableForm;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, FileMadeView, OfficerAwayRequest, OfficerView, RefusedRow};
use crate::words;
use casebook::{Event, Now};
use caseload::{Collar, Officer, OfficerId, PersonalFacts, Sensitive};
use chrono::NaiveDate;
use exchange::officers::OfficerRow;
use exchange::table_out::{Marking, MarkingPlace, csv_bytes, xlsx_bytes};
pub(crate) use form::officer_of;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

impl Session {
    /// Names by officer, "PC Amara Obi"; removed officers too, for the names of past contacts.
    pub(crate) fn officer_names(&mut self) -> Result<BTreeMap<OfficerId, String>, DeskError> {
        if !self.book.holds_people_key() {
            return Ok(BTreeMap::new());
        }
        let listed: Vec<_> = self.book.journal()?.officers.values().cloned().collect();
        let rows = || listed.iter().map(|listed| (listed.officer.id, listed.name.row, listed.officer.role));
        if self.names_kept.0.iter().copied().eq(rows()) {
            // EXPOSE: as below.
            return Ok(self.names_kept.1.iter().map(|(id, name)| (*id, name.expose().clone())).collect());
        }
        let rows = rows().collect();
        let mut names = BTreeMap::new();
        for listed in listed {
            let facts = self.book.person(listed.name.row)?;
            // EXPOSE: a coordinator needs to know which colleague makes the contact.
            let name = facts.victim_name.map(caseload::Sensitive::into_exposed).unwrap_or_default();
            names.insert(listed.officer.id, format!("{} {name}", listed.officer.role.label()));
        }
        self.names_kept =
            (rows, names.iter().map(|(id, name)| (*id, caseload::Sensitive::from(name.as_str()))).collect());
        Ok(names)
    }

    /// Whether an officer's collar number is among those linked to the investigation.
    pub(crate) fn is_linked(&mut self, officer: OfficerId, linked: &BTreeSet<Collar>) -> Result<bool, DeskError> {
        let journal = self.book.journal()?;
        Ok(journal.officers.get(&officer).is_some_and(|listed| linked.contains(&listed.officer.collar)))
    }

    /// The officers' list.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn officers(&mut self) -> Result<Vec<OfficerView>, DeskError> {
        self.allow(Task::SeeCases)?;
        let names = self.officer_names()?;
        let mut views: Vec<OfficerView> = self
            .book
            .journal()?
            .officers_listed()
            .map(|listed| view(&listed.officer, names.get(&listed.officer.id).cloned().unwrap_or_default()))
            .collect();
        views.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(views)
    }

    /// Takes in an officers' list: all of it or nothing. An officer is known by collar number.
    ///
    /// # Errors
    /// Not allowed, a file that cannot be read, refused rows (each named), the disk.
    pub fn import_officers(&mut self, file: &Path, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::ManageOfficers)?;
        let bytes = read_file(file)?;
        let list = exchange::officers::read_officers(&bytes)?;
        if !list.refusals.is_empty() {
            let rows: Vec<String> = list
                .refusals
                .iter()
                .take(5)
                .map(|refusal| {
                    let column = refusal.column.as_deref().unwrap_or("the whole row");
                    format!("row {}, {column}: {} {}", refusal.row, refusal.reason, refusal.remedy)
                })
                .collect();
            let count = words::counted(list.refusals.len() as u64, "problem");
            return Err(DeskError::bad("file", format!("The list has {count}. {}", rows.join(" "))));
        }
        let known: BTreeMap<Collar, OfficerId> = self
            .book
            .journal()?
            .officers
            .values()
            .map(|listed| (listed.officer.collar.clone(), listed.officer.id))
            .collect();
        let count = list.officers.len() as u64;
        let ((), appended) = self.write(now, |writer| {
            for row in list.officers {
                let id = match known.get(&row.collar) {
                    Some(id) => *id,
                    None => OfficerId::from_random(casebook::random_id()?),
                };
                let person = PersonalFacts { victim_name: Some(row.name.clone()), ..PersonalFacts::default() };
                let name = writer.person(id.get(), &person)?;
                writer.append(Event::OfficerListed { officer: officer_of(id, row), name })?;
            }
            Ok(())
        })?;
        self.proposal.clear();
        Ok(DoneView {
            words: format!("{} on the list. Next: propose a plan.", words::counted(count, "officer")),
            undo: Some(undo_view("Read the officers".to_owned(), appended)),
        })
    }
}

impl Session {
    /// Puts an officer on leave or marks an absence, both days included. Accepted lines on those days can then no
    /// longer stand: the plan shows them, and Propose finds others to make them.
    ///
    /// # Errors
    /// Not allowed, an officer that is not listed, days in the wrong order, the disk.
    pub fn officer_away(&mut self, request: &OfficerAwayRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::ManageOfficers)?;
        let (first, last) = (read_day("from", &request.from)?, read_day("to", &request.to)?);
        if last < first {
            return Err(DeskError::bad("to", "The last day away is before the first. Give the later day here."));
        }
        let listed = self.listed_officer(&request.officer)?;
        let mut officer = listed.officer;
        officer.duty.away.push((first, last));
        officer.duty.away.sort_unstable();
        officer.duty.away.dedup();
        let (id, name) = (officer.id, listed.name);
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::OfficerListed { officer, name })?;
            Ok(())
        })?;
        self.proposal.clear();
        let lines = self.lines_between(id, (first, last))?;
        let who = self.officer_names()?.remove(&id).unwrap_or_default();
        let days = format!("{} to {}", words::short_day(first, now.today), words::short_day(last, now.today));
        let rest = match lines {
            0 => "No contact was planned for them then.".to_owned(),
            count => {
                let count = words::counted(count, "contact");
                format!("{count} planned for them then can no longer stand. Propose finds others to make them.")
            }
        };
        let undo = Some(undo_view("Put the officer away".to_owned(), appended));
        Ok(DoneView { words: format!("{who} is away, {days}. {rest}"), undo })
    }

    /// The officers' list as a table that reads back, with names: the disclosure is logged.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn export_officers(&mut self, out: &Path, now: Now) -> Result<FileMadeView, DeskError> {
        self.allow(Task::ManageOfficers)?;
        let listed: Vec<_> = self.book.journal()?.officers_listed().cloned().collect();
        let mut rows = Vec::with_capacity(listed.len());
        for (at, one) in (2..).zip(listed) {
            let name = self.book.person(one.name.row)?.victim_name.unwrap_or_else(|| Sensitive::new(String::new()));
            let officer = one.officer;
            rows.push(OfficerRow {
                row: at,
                collar: officer.collar,
                name,
                role: officer.role,
                boroughs: officer.boroughs,
                wards: officer.wards,
                contacts_a_shift: officer.contacts_a_shift,
                visits_a_shift: officer.visits_a_shift,
                team: officer.team,
                briefed: officer.briefed,
                languages: officer.languages,
                gender: officer.gender,
                plain_clothes: officer.plain_clothes,
                duty: officer.duty,
            });
        }
        let (columns, table) = exchange::officers::officers_table(&rows);
        let marking = Marking::OfficialSensitive;
        let bytes = match TableForm::of(out) {
            TableForm::Csv => csv_bytes(marking, MarkingPlace::Column, &columns, table),
            TableForm::Xlsx => xlsx_bytes(marking, "Officers", now.today, &columns, table),
        };
        let bytes = bytes.map_err(|error| DeskError::NotFound(error.to_string()))?;
        self.write(now, |writer| {
            let what = casebook::Disclosure::Export;
            writer.append(Event::PersonalDetailsDisclosed { what, cases: Vec::new() })?;
            Ok(())
        })?;
        std::fs::write(out, bytes).map_err(|source| DeskError::Disk {
            path: out.to_path_buf(),
            what: "write",
            source,
        })?;
        let count = words::counted(rows.len() as u64, "officer");
        Ok(FileMadeView { path: out.display().to_string(), words: format!("{count} written to {}.", out.display()) })
    }

    /// Accepted lines of an officer on these days.
    fn lines_between(&mut self, id: OfficerId, (first, last): (NaiveDate, NaiveDate)) -> Result<u64, DeskError> {
        let rows = self.book.open_rows()?;
        let planned = rows.iter().filter_map(|row| row.contact.planned);
        Ok(planned.filter(|line| line.officer == id && first <= line.on && line.on <= last).count() as u64)
    }
}

/// An officers' list to start from.
pub const fn officers_template() -> &'static str {
    exchange::officers::TEMPLATE
}

/// Reads a file a person named.
pub(crate) fn read_file(file: &Path) -> Result<Vec<u8>, DeskError> {
    std::fs::read(file).map_err(|source| {
        if source.kind() == std::io::ErrorKind::NotFound {
            let message = format!("There is no file {}. Check its name and folder.", file.display());
            return DeskError::bad("file", message);
        }
        DeskError::Disk { path: file.to_path_buf(), what: "read", source }
    })
}

/// What was wrong with a row, for a list.
pub(crate) fn refused_row(refusal: &exchange::Refusal) -> RefusedRow {
    RefusedRow {
        row: refusal.row,
        column: refusal.column.clone().unwrap_or_default(),
        value: refusal.value.clone(),
        reason: refusal.reason.to_string(),
        remedy: refusal.remedy.to_owned(),
    }
}

fn view(officer: &Officer, name: String) -> OfficerView {
    let places = if officer.wards.is_empty() { &officer.boroughs } else { &officer.wards };
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let mut duty: Vec<String> = officer
        .duty
        .weekdays
        .iter()
        .filter_map(|day| days.get(usize::from(*day)).map(|name| (*name).to_owned()))
        .collect();
    duty.extend(officer.duty.also_on.iter().map(ToString::to_string));
    duty.extend(officer.duty.away.iter().map(|(first, last)| format!("away {first} to {last}")));
    duty.extend(officer.duty.until.map(|last| format!("leaves after {last}")));
    OfficerView {
        officer: officer.id.to_string(),
        name,
        collar: officer.collar.as_str().to_owned(),
        role: officer.role.label().to_owned(),
        serves: places.iter().cloned().collect::<Vec<_>>().join(", "),
        contacts_a_shift: officer.contacts_a_shift,
        visits_a_shift: officer.visits_a_shift,
        duty: duty.join(" "),
    }
}
