//! The accepted contacts of a day, as the officers of its shifts take them out.

use crate::asked::read_day;
use crate::error::DeskError;
use crate::session::Session;
use crate::words;
use casebook::CaseRow;
use caseload::Collar;
use caseload::standing::PlannedContact;

/// One accepted contact of a day.
pub(crate) struct ShiftLine {
    /// "PC Amara Obi".
    pub officer_name: String,
    pub collar: String,
    pub row: CaseRow,
    pub planned: PlannedContact,
}

impl Session {
    /// The accepted contacts of a day, by officer and then by reference; of one officer where asked, by id or collar.
    ///
    /// # Errors
    /// A day that cannot be read, nothing planned for it, the disk.
    pub(crate) fn shift_lines(&mut self, on: &str, officer: Option<&str>) -> Result<Vec<ShiftLine>, DeskError> {
        let on = read_day("on", on)?;
        let names = self.officer_names()?;
        let asked = officer.map(str::trim).filter(|text| !text.is_empty());
        let asked_collar = asked.and_then(Collar::new);
        let mut lines = Vec::new();
        let rows = self.book.open_rows()?;
        let journal = self.book.journal()?;
        for row in rows {
            let Some(planned) = row.contact.planned.filter(|planned| planned.on == on) else { continue };
            let collar = journal.officers.get(&planned.officer).map(|listed| listed.officer.collar.clone());
            let is_asked = asked.is_none_or(|text| planned.officer.to_string() == text)
                || (asked_collar.is_some() && asked_collar == collar);
            if !is_asked {
                continue;
            }
            lines.push(ShiftLine {
                officer_name: names.get(&planned.officer).cloned().unwrap_or_default(),
                collar: collar.map(|collar| collar.as_str().to_owned()).unwrap_or_default(),
                row,
                planned,
            });
        }
        if lines.is_empty() {
            let whose = if asked.is_some() { "for this officer on" } else { "for" };
            let message = format!("No accepted contact is planned {whose} {}. Accept the plan first.", words::day(on));
            return Err(DeskError::NotFound(message));
        }
        lines.sort_by(|a, b| {
            (&a.officer_name, &a.collar, &a.row.reference, a.row.case).cmp(&(
                &b.officer_name,
                &b.collar,
                &b.row.reference,
                b.row.case,
            ))
        });
        Ok(lines)
    }
}
