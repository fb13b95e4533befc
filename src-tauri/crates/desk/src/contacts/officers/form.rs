//! One officer: shown for editing, changed, taken off the list; and changes to the list taken back.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, OfficerForm};
use crate::words;
use casebook::{Event, ListedOfficer, Now};
use caseload::{Officer, OfficerId, PersonalFacts, Sensitive};
use exchange::officers::{OfficerRow, away_text, duty_text, hours_text, read_one, several_text};
use std::collections::BTreeSet;

/// The columns of the list by the form's own names.
const FIELDS: [(&str, &str); 16] = [
    ("collar", "Collar"),
    ("name", "Name"),
    ("role", "Role"),
    ("boroughs", "Boroughs"),
    ("wards", "Wards"),
    ("contacts", "Contacts a shift"),
    ("visits", "Visits a shift"),
    ("team", "Team"),
    ("duty", "Duty"),
    ("hours", "Hours"),
    ("away", "Away"),
    ("leaves", "Leaves"),
    ("briefed", "Briefed"),
    ("languages", "Languages"),
    ("gender", "Gender"),
    ("plain_clothes", "Plain clothes"),
];

impl Session {
    /// An officer's entry on the list, as text to be edited.
    ///
    /// # Errors
    /// Not allowed, an officer that is not listed, the disk.
    pub fn officer_form(&mut self, officer: &str) -> Result<OfficerForm, DeskError> {
        self.allow(Task::ManageOfficers)?;
        let ListedOfficer { officer, name, .. } = self.listed_officer(officer)?;
        // EXPOSE: the person who keeps the list sees the name to correct it.
        let name = self.book.person(name.row)?.victim_name.map(Sensitive::into_exposed).unwrap_or_default();
        let yes = |is: bool| if is { "Yes" } else { "No" }.to_owned();
        Ok(OfficerForm {
            officer: Some(officer.id.to_string()),
            collar: officer.collar.as_str().to_owned(),
            name,
            role: officer.role.label().to_owned(),
            boroughs: several_text(&officer.boroughs),
            wards: several_text(&officer.wards),
            contacts: officer.contacts_a_shift.to_string(),
            visits: officer.visits_a_shift.to_string(),
            team: officer.team.unwrap_or_default(),
            duty: duty_text(&officer.duty),
            hours: hours_text(&officer.duty),
            away: away_text(&officer.duty),
            leaves: officer.duty.until.map(|day| day.to_string()).unwrap_or_default(),
            briefed: yes(officer.briefed),
            languages: several_text(&officer.languages),
            gender: officer.gender.map(|gender| gender.label().to_owned()).unwrap_or_default(),
            plain_clothes: yes(officer.plain_clothes),
        })
    }

    /// Changes an officer's entry, or adds one where the form names no officer.
    ///
    /// Accepted lines are looked at again: those on days off duty can no longer stand.
    ///
    /// # Errors
    /// Not allowed, a field that cannot be read (named, with what to do), a collar number of another officer, the disk.
    pub fn set_officer(&mut self, form: &OfficerForm, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::ManageOfficers)?;
        let row = read(form)?;
        let before = match &form.officer {
            Some(officer) => Some(self.listed_officer(officer)?),
            None => None,
        };
        let same_collar = self.book.journal()?.officers.values().find(|one| one.officer.collar == row.collar);
        let same_collar = same_collar.map(|one| (one.officer.id, one.removed));
        let own = before.as_ref().map(|listed| listed.officer.id);
        let id = match (own, same_collar) {
            (own, Some((other, false))) if own != Some(other) => {
                let message =
                    format!("Another officer has the collar number {}. Correct one of the two.", row.collar.as_str());
                return Err(DeskError::bad("collar", message));
            }
            (Some(own), _) => own,
            // Somebody who left comes back, with the contacts made before.
            (None, Some((other, _))) => other,
            (None, None) => OfficerId::from_random(casebook::random_id()?),
        };
        let person = PersonalFacts { victim_name: Some(row.name.clone()), ..PersonalFacts::default() };
        let kept_name = match &before {
            Some(listed) if self.book.person(listed.name.row)?.victim_name.as_ref() == Some(&row.name) => {
                Some(listed.name)
            }
            _ => None,
        };
        let officer = officer_of(id, row);
        let shown = format!("{} {}", officer.role.label(), officer.collar.as_str());
        let duty = officer.duty.clone();
        let ((), appended) = self.write(now, |writer| {
            let name = match kept_name {
                Some(name) => name,
                None => writer.person(id.get(), &person)?,
            };
            writer.append(Event::OfficerListed { officer, name })?;
            Ok(())
        })?;
        self.proposal.clear();
        let planned = self.lines_ahead(id, now)?;
        let lost = planned.iter().filter(|on| !duty.on(**on)).count() as u64;
        let rest = cannot_stand(lost);
        let (what, undo) =
            if before.is_some() { ("changed", "Change the officer") } else { ("added to the list", "Add the officer") };
        Ok(DoneView { words: format!("{shown} was {what}.{rest}"), undo: Some(undo_view(undo.to_owned(), appended)) })
    }

    /// Takes an officer off the list; contacts made keep the name, and lines ahead can no longer stand.
    ///
    /// # Errors
    /// Not allowed, an officer that is not listed, the disk.
    pub fn remove_officer(&mut self, officer: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::ManageOfficers)?;
        let listed = self.listed_officer(officer)?.officer;
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::OfficerRemoved { officer: listed.id })?;
            Ok(())
        })?;
        self.proposal.clear();
        let rest = cannot_stand(self.lines_ahead(listed.id, now)?.len() as u64);
        let words = format!(
            "{} {} is off the list. Contacts made keep the name.{rest}",
            listed.role.label(),
            listed.collar.as_str()
        );
        Ok(DoneView { words, undo: Some(undo_view("Take the officer off the list".to_owned(), appended)) })
    }

    /// Takes back the latest change to the list, of one officer.
    ///
    /// # Errors
    /// Not allowed, a list that nobody has changed, the disk.
    pub fn undo_latest_officers(&mut self, now: Now) -> Result<DoneView, DeskError> {
        let versions = &self.book.journal()?.officer_versions;
        let latest = versions.values().filter_map(|versions| versions.last()).map(|(entry, _)| *entry).max();
        let nothing = "Nobody has changed the list, so there is nothing to take back.";
        let entry = latest.ok_or_else(|| DeskError::NotFound(nothing.to_owned()))?;
        self.undo_officers(entry, entry, now)
    }

    /// Puts officers back as they were before these entries.
    pub(crate) fn undo_officers(&mut self, first: u64, last: u64, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::ManageOfficers)?;
        let mut back: Vec<(OfficerId, Option<ListedOfficer>)> = Vec::new();
        for (&id, versions) in &self.book.journal()?.officer_versions {
            let within = |entry: u64| first <= entry && entry <= last;
            if !versions.iter().any(|(entry, _)| within(*entry)) {
                continue;
            }
            if versions.last().is_some_and(|(entry, _)| last < *entry) {
                let message = "An officer of this change was changed again since. Change the officer's entry instead.";
                return Err(DeskError::bad("entry", message));
            }
            let before = versions.iter().rev().find(|(entry, _)| *entry < first).map(|(_, listed)| listed.clone());
            back.push((id, before.filter(|listed| !listed.removed)));
        }
        let count = words::counted(back.len() as u64, "officer");
        let ((), appended) = self.write(now, |writer| {
            for (id, before) in back {
                writer.append(match before {
                    Some(ListedOfficer { officer, name, .. }) => Event::OfficerListed { officer, name },
                    None => Event::OfficerRemoved { officer: id },
                })?;
            }
            Ok(())
        })?;
        self.proposal.clear();
        let words = format!("Undone. {count} as before.");
        Ok(DoneView { words, undo: Some(undo_view("Undo the change of officers".to_owned(), appended)) })
    }

    /// Days of an officer's accepted lines, from today on.
    fn lines_ahead(&mut self, id: OfficerId, now: Now) -> Result<Vec<chrono::NaiveDate>, DeskError> {
        let rows = self.book.open_rows()?;
        let planned = rows.iter().filter_map(|row| row.contact.planned).filter(|line| line.officer == id);
        Ok(planned.map(|line| line.on).filter(|on| now.today <= *on).collect())
    }
}

/// An officer from a row of the list.
pub(crate) fn officer_of(id: OfficerId, row: OfficerRow) -> Officer {
    Officer {
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
    }
}

fn read(form: &OfficerForm) -> Result<OfficerRow, DeskError> {
    let fields: BTreeSet<(&str, &str)> = FIELDS.into_iter().collect();
    let values = [
        &form.collar,
        &form.name,
        &form.role,
        &form.boroughs,
        &form.wards,
        &form.contacts,
        &form.visits,
        &form.team,
        &form.duty,
        &form.hours,
        &form.away,
        &form.leaves,
        &form.briefed,
        &form.languages,
        &form.gender,
        &form.plain_clothes,
    ];
    let cells: Vec<(&str, String)> =
        FIELDS.iter().zip(values).map(|((_, column), value)| (*column, value.trim().to_owned())).collect();
    read_one(&cells).map_err(|refusals| {
        let first = refusals.first();
        let column = first.and_then(|refusal| refusal.column.as_deref());
        let field = fields.iter().find(|(_, name)| Some(*name) == column).map_or("collar", |(field, _)| *field);
        let message = first.map(|refusal| format!("{} {}", refusal.reason, refusal.remedy)).unwrap_or_default();
        DeskError::bad(field, message)
    })
}

fn cannot_stand(lost: u64) -> String {
    match lost {
        0 => String::new(),
        count => format!(" {} planned can no longer stand. Propose finds others.", words::counted(count, "contact")),
    }
}

#[cfg(test)]
mod tests {
    use crate::contacts::plan::tests::{MONDAY, desk, lines, now};
    use crate::wire::OfficerForm;

    #[test]
    fn an_officer_is_edited_and_a_wrong_field_is_named_and_undo_puts_it_back() {
        let mut kept = desk();
        let form = kept.session.officer_form("1SW").unwrap();
        assert_eq!((form.name.as_str(), form.duty.as_str()), ("Officer 1", "Mon Tue Wed Thu Fri"));
        let wrong = OfficerForm { duty: "Someday".to_owned(), ..form.clone() };
        let refused = kept.session.set_officer(&wrong, now(MONDAY)).unwrap_err();
        assert!(refused.to_string().contains("Write days as Mon-Fri"), "{refused}");
        assert_eq!(refused.view().field.as_deref(), Some("duty"));
        let taken = OfficerForm { collar: "2SW".to_owned(), ..form.clone() };
        assert_eq!(kept.session.set_officer(&taken, now(MONDAY)).unwrap_err().view().field.as_deref(), Some("collar"));
        let changed = OfficerForm {
            name: "Amara Obi".to_owned(),
            wards: "St Helier; Ravensbury".to_owned(),
            hours: "Mon 22:00-07:00".to_owned(),
            languages: "Urdu".to_owned(),
            ..form.clone()
        };
        let done = kept.session.set_officer(&changed, now(MONDAY)).unwrap();
        let again = kept.session.officer_form("1SW").unwrap();
        assert_eq!((again.name.as_str(), again.wards.as_str()), ("Amara Obi", "Ravensbury; St Helier"));
        kept.undo(&done, MONDAY);
        assert_eq!(kept.session.officer_form("1SW").unwrap(), form);
        assert!(kept.session.set_officer(&OfficerForm::default(), now(MONDAY)).is_err(), "an empty form is refused");
    }

    #[test]
    fn a_leavers_lines_after_the_last_day_can_no_longer_stand() {
        let mut kept = desk();
        let line = lines(&mut kept)[0].clone();
        let mut form = kept.session.officer_form(&line.officer).unwrap();
        form.leaves = line.on.clone();
        let done = kept.session.set_officer(&form, now(MONDAY)).unwrap();
        assert!(!done.words.contains("can no longer stand"), "the last day is still worked: {}", done.words);
        let before = line.on.parse::<chrono::NaiveDate>().unwrap().pred_opt().unwrap();
        form.leaves = before.to_string();
        let done = kept.session.set_officer(&form, now(MONDAY)).unwrap();
        assert!(done.words.contains("can no longer stand"), "{}", done.words);
        let view = kept.session.propose_plan(now(MONDAY)).unwrap();
        assert!(view.moved.iter().any(|moved| moved.case == line.case), "{:?}", view.moved);
        assert!(view.officers.iter().find(|one| one.officer == line.officer).unwrap().contacts == 0);
        kept.undo(&done, MONDAY);
        assert!(lines(&mut kept).iter().any(|one| one.case == line.case && one.officer == line.officer));
    }

    #[test]
    fn an_officer_taken_off_the_list_comes_back_with_the_same_collar_number() {
        let mut kept = desk();
        let line = lines(&mut kept)[0].clone();
        let form = kept.session.officer_form(&line.officer).unwrap();
        let done = kept.session.remove_officer(&line.officer, now(MONDAY)).unwrap();
        assert!(done.words.contains("can no longer stand"), "{}", done.words);
        assert_eq!(kept.session.officers().unwrap().len(), 3);
        assert!(kept.session.remove_officer(&line.officer, now(MONDAY)).is_err());
        kept.undo(&done, MONDAY);
        assert_eq!(kept.session.officers().unwrap().len(), 4);
        kept.session.remove_officer(&line.officer, now(MONDAY)).unwrap();
        let back = OfficerForm { officer: None, ..form };
        kept.session.set_officer(&back, now(MONDAY)).unwrap();
        assert_eq!(kept.session.officer_form(&back.collar).unwrap().officer, Some(line.officer), "the same person");
    }

    #[test]
    fn the_list_goes_out_and_in_as_a_workbook() {
        let mut kept = desk();
        let mut form = kept.session.officer_form("1SW").unwrap();
        form.leaves = "2027-03-31".to_owned();
        form.away = "2026-12-21/2026-12-27".to_owned();
        kept.session.set_officer(&form, now(MONDAY)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("officers.xlsx");
        kept.session.export_officers(&file, now(MONDAY)).unwrap();
        let before = kept.session.officer_form("1SW").unwrap();
        kept.session.set_officer(&OfficerForm { duty: "Sat".to_owned(), ..form }, now(MONDAY)).unwrap();
        let done = kept.session.import_officers(&file, now(MONDAY)).unwrap();
        assert_eq!(kept.session.officer_form("1SW").unwrap(), before);
        kept.undo(&done, MONDAY);
        assert_eq!(kept.session.officer_form("1SW").unwrap().duty, "Sat", "a list read by mistake is taken back whole");
    }

    #[test]
    fn names_and_numbers_that_match_no_officer_cleanly_are_listed() {
        let mut kept = desk();
        let cases: Vec<String> = lines(&mut kept).into_iter().map(|line| line.case).collect();
        let correct = |kept: &mut crate::contacts::plan::tests::Kept, case: &str, field: &str, value: &str| {
            let (case, field, value) = (case.to_owned(), field.to_owned(), value.to_owned());
            kept.session.correct_case(&crate::wire::CorrectCaseRequest { case, field, value }, now(MONDAY)).unwrap();
        };
        correct(&mut kept, &cases[0], "oic_collar", "999XX");
        correct(&mut kept, &cases[1], "oic_collar", "1SW");
        let found = kept.session.unmatched_officers().unwrap();
        let of = |kind: &str| found.iter().find(|one| one.kind == kind).map(|one| one.count);
        assert_eq!(of("number_not_listed"), Some(1), "{found:?}");
        assert_eq!(of("nobody_named"), Some(4), "{found:?}");
        assert!(found.iter().all(|one| !one.references.is_empty()));
    }
}
