//! The officers' list: names, who they are linked to, and import from a file.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{DoneView, OfficerView, RefusedRow};
use crate::words;
use casebook::{Event, Now};
use caseload::{Collar, Officer, OfficerId, PersonalFacts};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

impl Session {
    /// Names by officer, "PC Amara Obi"; removed officers too, for the names of past contacts.
    pub(crate) fn officer_names(&mut self) -> Result<BTreeMap<OfficerId, String>, DeskError> {
        if !self.book.holds_people_key() {
            return Ok(BTreeMap::new());
        }
        let listed: Vec<_> = self.book.journal()?.officers.values().cloned().collect();
        let mut names = BTreeMap::new();
        for listed in listed {
            let facts = self.book.person(listed.name.row)?;
            // EXPOSE: a coordinator needs to know which colleague makes the contact.
            let name = facts.victim_name.map(caseload::Sensitive::into_exposed).unwrap_or_default();
            names.insert(listed.officer.id, format!("{} {name}", listed.officer.role.label()));
        }
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
        let ((), _) = self.write(now, |writer| {
            for row in list.officers {
                let id = match known.get(&row.collar) {
                    Some(id) => *id,
                    None => OfficerId::from_random(casebook::random_id()?),
                };
                let officer = Officer {
                    id,
                    collar: row.collar,
                    role: row.role,
                    boroughs: row.boroughs,
                    wards: row.wards,
                    contacts_a_shift: row.contacts_a_shift,
                    visits_a_shift: row.visits_a_shift,
                    team: row.team,
                    briefed: row.briefed,
                    languages: row.languages,
                    gender: row.gender,
                    plain_clothes: row.plain_clothes,
                    duty: row.duty,
                };
                let person = PersonalFacts { victim_name: Some(row.name), ..PersonalFacts::default() };
                let name = writer.person(id.get(), &person)?;
                writer.append(Event::OfficerListed { officer, name })?;
            }
            Ok(())
        })?;
        self.proposal.clear();
        Ok(DoneView {
            words: format!("{} on the list. Next: propose a plan.", words::counted(count, "officer")),
            undo: None,
        })
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
