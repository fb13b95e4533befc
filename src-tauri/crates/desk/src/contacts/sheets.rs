//! Contact sheets: what an officer needs for the day's contacts, on paper. Printing them is a disclosure, and logged.
//!
//! Each sheet bears a number by which it is found when it comes back. The same sheets printed again on the same day
//! bear the same numbers: a jam in the printer is no new sheet.

use crate::access::Task;
use crate::casework::acts::to_know;
use crate::contacts::shift::ShiftLine;
use crate::error::DeskError;
use crate::figures::month::Printed;
use crate::session::Session;
use crate::wire::{HeapKind, HeapView, SheetsRequest};
use casebook::{Disclosure, Event, Now, PrintedSheet};
use caseload::{
    CaseId, Channel, PersonalFacts, PersonalField, RiskLevel, SafetyRule, Sensitive, SheetFound, SheetNumber,
    SheetTyped, standing,
};
use summaries::{ContactSheet, SheetRun, render_list, render_sheets};

impl Session {
    /// Prints the accepted contacts of a day, by officer: a sheet each, or one list an officer.
    ///
    /// # Errors
    /// Not allowed, nothing planned for the day, words that do not fit a side, the disk.
    pub fn print_sheets(&mut self, request: &SheetsRequest, now: Now) -> Result<Printed, DeskError> {
        self.allow(Task::Plan)?;
        let lines = self.shift_lines(&request.on, request.officer.as_deref())?;
        let cases: Vec<CaseId> = lines.iter().map(|line| line.row.case).collect();
        let again = self.printed_today(&cases, now)?;
        let run =
            SheetRun { desk_name: self.key_file.desk_name.clone(), demo: self.key_file.demo, printed_on: now.today };
        let mut sheets = Vec::with_capacity(lines.len());
        for line in &lines {
            sheets.push(self.sheet(line, now)?);
        }
        let render = if request.as_list { render_list } else { render_sheets };
        let first = match again {
            Some(first) => first,
            None => self.book.next_sheet()?,
        };
        for (number, sheet) in (first.0..).zip(&mut sheets) {
            sheet.number = SheetNumber(number);
        }
        let pdf = render(&sheets, &run)?;
        self.write(now, |writer| {
            if again.is_none() && writer.next_sheet()? != first {
                // Two sheets must never share a number.
                return Err(DeskError::bad("on", "Somebody else printed sheets in this moment. Print again."));
            }
            let what = Disclosure::ContactSheets { first_number: Some(first.0) };
            writer.append(Event::PersonalDetailsDisclosed { what, cases })?;
            Ok(())
        })?;
        let what = if request.as_list { "list" } else { "sheets" };
        Ok(Printed { bytes: pdf.into_bytes(), file_name: format!("reassure-contact-{what}-{}.pdf", request.on.trim()) })
    }

    /// The first number of a print of exactly these sheets made earlier today.
    fn printed_today(&self, cases: &[CaseId], now: Now) -> Result<Option<SheetNumber>, DeskError> {
        let mut first = None;
        for (place, case) in (0_u32..).zip(cases) {
            let Some(sheet) = self.book.last_sheet(*case)?.filter(|sheet| sheet.printed_on == now.today) else {
                return Ok(None);
            };
            let begins = sheet.number.0.checked_sub(place).map(SheetNumber);
            if begins.is_none() || first.is_some_and(|first| Some(first) != begins) {
                return Ok(None);
            }
            first = begins;
        }
        Ok(first)
    }

    /// The contact of a returned sheet, as a row of Today. The number may be typed whole, or its last digits where
    /// only one sheet that is out ends so.
    ///
    /// # Errors
    /// Not allowed, no such sheet, an ending that several share, the disk.
    pub fn find_sheet(&mut self, typed: &str, now: Now) -> Result<HeapView, DeskError> {
        self.allow(Task::SeeCases)?;
        let (number, case) = self.case_of_sheet(typed)?;
        let rows = vec![self.row_of_today(case, now)?];
        Ok(HeapView {
            kind: HeapKind::Sheet,
            title: format!("Sheet {number}"),
            count: 1,
            rows,
            empty_words: String::new(),
        })
    }

    /// Which sheet is meant, and the case it stands for now.
    pub(crate) fn case_of_sheet(&mut self, typed: &str) -> Result<(SheetNumber, CaseId), DeskError> {
        let refuse = |message: String| Err(DeskError::bad("sheet", message));
        let Some(sheet) = SheetTyped::new(typed) else {
            return refuse(format!("\"{}\" is not a sheet's number. Type its digits.", typed.trim()));
        };
        let out: Vec<PrintedSheet> = self.book.open_sheets()?.into_values().collect();
        let found = match sheet.find(out.into_iter().map(|printed| printed.number)) {
            SheetFound::One(number) => self.book.sheet(number)?,
            // A sheet whose contact has closed is found by the whole of its number.
            SheetFound::None => match sheet.whole() {
                Some(number) => self.book.sheet(number)?,
                None => None,
            },
            SheetFound::Several(numbers) => {
                let numbers: Vec<String> = numbers.iter().take(5).map(ToString::to_string).collect();
                return refuse(format!("Several sheets end so: {}. Type one digit more.", numbers.join(", ")));
            }
        };
        let Some(PrintedSheet { number, case, .. }) = found else {
            return refuse(format!("No sheet {} was printed. Look at the number on the sheet again.", typed.trim()));
        };
        Ok((number, self.book.merged_into(case)?.unwrap_or(case)))
    }

    fn sheet(&mut self, line: &ShiftLine, now: Now) -> Result<ContactSheet, DeskError> {
        let (row, planned) = (&line.row, line.planned);
        let mut person = PersonalFacts::default();
        for (&field, &id) in &row.personal {
            if let Some(text) = self.book.person(id)?.get(field) {
                person.set(field, text.clone());
            }
        }
        let offence = self.book.fold(row.case)?.now.and_then(|state| state.record.offence.value().cloned());
        let policy = self.book.journal()?.policy(now.today);
        let window = row.story().and_then(|story| standing(&story, &policy, &self.calendar, now.today).window());
        let text = |field: PersonalField| person.get(field).cloned();
        let visit = row.contact.safety.contains(&SafetyRule::NoTelephone);
        Ok(ContactSheet {
            // Given when it is printed.
            number: SheetNumber(0),
            reference: row.reference.clone(),
            ward: row.ward.clone().unwrap_or_else(|| "ward not recorded".to_owned()),
            offence: offence.unwrap_or_else(|| "Hate crime".to_owned()),
            risk: row.risk.unwrap_or(RiskLevel::Standard),
            contact_on: planned.on,
            window_ends_on: window.map_or(planned.on, |window| window.latest_on),
            channel: if visit { Channel::InPerson } else { Channel::Telephone },
            officer: Sensitive::from(line.officer_name.as_str()),
            officer_collar: line.collar.clone(),
            victim: text(PersonalField::VictimName).unwrap_or_else(|| Sensitive::from("Unnamed victim")),
            victim_kind: row.contact.needs.victim_kind.unwrap_or(caseload::VictimKind::Adult),
            speak_to: row.contact.needs.speak_to,
            contact_person: text(PersonalField::ContactPerson),
            safety_rules: row.contact.safety.iter().copied().collect(),
            to_know: to_know(row),
            telephone: text(PersonalField::Telephone),
            address: text(PersonalField::Address),
            attempts_before: u32::try_from(row.contact.attempts.len()).unwrap_or(u32::MAX),
        })
    }
}
