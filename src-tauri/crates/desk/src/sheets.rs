//! Contact sheets: what an officer needs for the day's contacts, on paper. Printing them is a disclosure, and logged.

use crate::access::Task;
use crate::asked::read_day;
use crate::error::DeskError;
use crate::month::Printed;
use crate::session::Session;
use crate::wire::SheetsRequest;
use crate::words;
use casebook::{CaseRow, Disclosure, Event, Now};
use caseload::standing::PlannedContact;
use caseload::{Channel, PersonalFacts, PersonalField, RiskLevel, SafetyRule, Sensitive, standing};
use summaries::{ContactSheet, SheetRun, render_sheets};

impl Session {
    /// Prints the sheets of a day: accepted lines, by officer.
    ///
    /// # Errors
    /// Not allowed, nothing planned for the day, words that do not fit a side, the disk.
    pub fn print_sheets(&mut self, request: &SheetsRequest, now: Now) -> Result<Printed, DeskError> {
        self.allow(Task::Plan)?;
        let on = read_day("on", &request.on)?;
        let mut lines: Vec<(String, String, CaseRow, PlannedContact)> = Vec::new();
        let names = self.officer_names()?;
        for row in self.book.open_rows()? {
            let Some(planned) = row.contact.planned.filter(|planned| planned.on == on) else { continue };
            if request.officer.as_ref().is_some_and(|officer| *officer != planned.officer.to_string()) {
                continue;
            }
            let name = names.get(&planned.officer).cloned().unwrap_or_default();
            lines.push((name, row.reference.clone(), row, planned));
        }
        if lines.is_empty() {
            let message = format!("No accepted contact is planned for {}. Accept the plan first.", words::day(on));
            return Err(DeskError::NotFound(message));
        }
        lines.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let mut sheets = Vec::new();
        for (name, _, row, planned) in &lines {
            sheets.push(self.sheet(name, row, *planned, now)?);
        }
        let run =
            SheetRun { desk_name: self.key_file.desk_name.clone(), demo: self.key_file.demo, printed_on: now.today };
        let pdf = render_sheets(&sheets, &run)?;
        let cases = lines.iter().map(|(_, _, row, _)| row.case).collect();
        self.write(now, |writer| {
            writer.append(Event::PersonalDetailsDisclosed {
                what: Disclosure::ContactSheets { first_number: None },
                cases,
            })?;
            Ok(())
        })?;
        Ok(Printed { bytes: pdf.into_bytes(), file_name: format!("reassure-contact-sheets-{on}.pdf") })
    }

    fn sheet(
        &mut self,
        officer_name: &str,
        row: &CaseRow,
        planned: PlannedContact,
        now: Now,
    ) -> Result<ContactSheet, DeskError> {
        let mut person = PersonalFacts::default();
        for (&field, &id) in &row.personal {
            if let Some(text) = self.book.person(id)?.get(field) {
                person.set(field, text.clone());
            }
        }
        let state = self.book.fold(row.case)?.now;
        let record = state.as_ref().map(|state| &state.record);
        let policy = self.book.journal()?.policy(now.today);
        let officer_collar = self
            .book
            .journal()?
            .officers
            .get(&planned.officer)
            .map(|listed| listed.officer.collar.as_str().to_owned())
            .unwrap_or_default();
        let window = row.story().and_then(|story| standing(&story, &policy, &self.calendar, now.today).window());
        let text = |field: PersonalField| person.get(field).cloned();
        Ok(ContactSheet {
            reference: row.reference.clone(),
            ward: row.ward.clone().unwrap_or_else(|| "not recorded".to_owned()),
            offence: record
                .and_then(|record| record.offence.value().cloned())
                .unwrap_or_else(|| "Hate crime".to_owned()),
            risk: row.risk.unwrap_or(RiskLevel::Standard),
            contact_on: planned.on,
            window_ends_on: window.map_or(planned.on, |window| window.latest_on),
            channel: if row.contact.safety.contains(&SafetyRule::NoTelephone) {
                Channel::InPerson
            } else {
                Channel::Telephone
            },
            officer: Sensitive::from(officer_name),
            officer_collar,
            victim: text(PersonalField::VictimName).unwrap_or_else(|| Sensitive::from("Unnamed victim")),
            victim_kind: record
                .and_then(|record| record.victim_kind.value().copied())
                .unwrap_or(caseload::VictimKind::Adult),
            speak_to: text(PersonalField::ContactPerson),
            safety_rules: row.contact.safety.iter().copied().collect(),
            safety_note: None,
            telephone: text(PersonalField::Telephone),
            address: text(PersonalField::Address),
            language: record
                .and_then(|record| record.language.value().cloned())
                .unwrap_or_else(|| "not recorded".to_owned()),
            attempts_before: u32::try_from(row.contact.attempts.len()).unwrap_or(u32::MAX),
        })
    }
}
