//! Out: a list of cases as a table, and a copy of the figures for an EDI manager's own computer.

use crate::access::Task;
use crate::error::DeskError;
use crate::figures::month::Printed;
use crate::session::Session;
use crate::wire::{CaseListRequest, CaseRow, ExportListRequest, FileMadeView};
use crate::words;
use casebook::{Disclosure, Event, Now, Role};
use exchange::table_out::{Cell, Marking, MarkingPlace, csv_bytes, xlsx_bytes};
use std::path::{Path, PathBuf};

mod whole;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableForm {
    Csv,
    /// A workbook.
    Xlsx,
}

impl TableForm {
    /// The form a file of this name has.
    pub fn of(path: &Path) -> Self {
        let is_workbook = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
        if is_workbook { Self::Xlsx } else { Self::Csv }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Rows fetched at a time.
const PAGE: u64 = 500;

impl Session {
    /// A list of cases as CSV or XLSX, marked, with victims' names. Exporting it is a disclosure, and logged.
    ///
    /// # Errors
    /// Not allowed, an empty list, the disk.
    pub fn export_cases(&mut self, filter: &CaseListRequest, form: TableForm, now: Now) -> Result<Printed, DeskError> {
        self.allow(Task::SeeCases)?;
        let mut rows: Vec<CaseRow> = Vec::new();
        loop {
            let request = CaseListRequest { offset: rows.len() as u64, limit: PAGE, ..filter.clone() };
            let page = self.case_list(&request, now)?;
            let last = page.rows.is_empty();
            rows.extend(page.rows);
            if last || rows.len() as u64 >= page.count {
                break;
            }
        }
        if rows.is_empty() {
            return Err(DeskError::NotFound("The list is empty: there is nothing to export.".to_owned()));
        }
        let cases = rows.iter().filter_map(|row| row.case.parse().ok()).collect();
        let columns =
            ["Reference", "Victim", "Borough", "Ward", "Strands", "Reported on", "Risk", "Next step", "By", "Outcome"];
        let table = rows.iter().map(cells);
        let marking = Marking::OfficialSensitive;
        let bytes = match form {
            TableForm::Csv => csv_bytes(marking, MarkingPlace::Column, &columns, table),
            TableForm::Xlsx => xlsx_bytes(marking, "Cases", now.today, &columns, table),
        };
        let bytes = bytes.map_err(|error| DeskError::NotFound(error.to_string()))?;
        self.write(now, |writer| {
            writer.append(Event::PersonalDetailsDisclosed { what: Disclosure::Export, cases })?;
            Ok(())
        })?;
        Ok(Printed { bytes, file_name: format!("reassure-cases-{}.{}", now.today, form.extension()) })
    }

    /// As [`Session::export_cases`], into a file that the person chose and that is not there yet.
    ///
    /// # Errors
    /// As there; also no file, one that is there already, another ending than .csv or .xlsx.
    pub fn export_cases_to(&mut self, request: &ExportListRequest, now: Now) -> Result<FileMadeView, DeskError> {
        self.allow(Task::SeeCases)?;
        let path = new_file(&request.file)?;
        let known = path.extension().is_some_and(|end| ["csv", "xlsx"].iter().any(|one| end.eq_ignore_ascii_case(one)));
        if !known {
            return Err(DeskError::bad(
                "file",
                "Let the file's name end in .csv or .xlsx, which says how it is written.",
            ));
        }
        let printed = self.export_cases(&request.filter, TableForm::of(&path), now)?;
        std::fs::write(&path, &printed.bytes).map_err(|source| DeskError::Disk {
            path: path.clone(),
            what: "written",
            source,
        })?;
        let words = format!("The list is in {}. It names victims, and taking it out was logged.", path.display());
        Ok(FileMadeView { path: path.display().to_string(), words })
    }

    /// A dated, read-only copy of the ledger with one EDI manager's slot and no people file.
    ///
    /// # Errors
    /// Not allowed, nobody of that name, another role, a desk there already, an unsafe place, the disk.
    pub fn export_figures(&mut self, person: &str, folder: &Path, now: Now) -> Result<FileMadeView, DeskError> {
        self.allow(Task::ExportFigures)?;
        let slots = self.key_file.people();
        let slot = slots
            .iter()
            .find(|slot| slot.name.eq_ignore_ascii_case(person.trim()))
            .ok_or_else(|| DeskError::bad("for", format!("Nobody called \"{person}\" has a place on this desk.")))?;
        if slot.role != Role::Edi {
            return Err(DeskError::bad("for", format!("{} is no EDI manager; the copy is for one.", slot.name)));
        }
        let staff = slot.staff;
        self.book.export_figures(folder, &self.key_file, &self.keys, staff, now.today)?;
        Ok(FileMadeView {
            path: folder.display().to_string(),
            words: format!(
                "A copy of the figures as at {} is in {}. {person} signs in to it as here; it holds no name and takes no \
                 entries.",
                words::day(now.today),
                folder.display()
            ),
        })
    }
}

/// A file that a person named and that is not there yet: nothing is written over.
pub(crate) fn new_file(typed: &str) -> Result<PathBuf, DeskError> {
    let path = PathBuf::from(typed.trim());
    if typed.trim().is_empty() || path.is_dir() {
        return Err(DeskError::bad("file", "Say which file it should go to."));
    }
    if path.exists() {
        let message = format!("{} is there already. Give another name; nothing was written over.", path.display());
        return Err(DeskError::bad("file", message));
    }
    Ok(path)
}

fn cells(row: &CaseRow) -> Vec<Cell> {
    let texts = [&row.reference, &row.victim, &row.borough, &row.ward, &row.strands, &row.reported_on];
    let risk = match row.risk {
        crate::wire::RiskView::Standard => "Standard",
        crate::wire::RiskView::Medium => "Medium",
        crate::wire::RiskView::High => "High",
        crate::wire::RiskView::NotRecorded => "",
    };
    let rest = [risk, &row.next.words, row.next.on.as_deref().unwrap_or_default(), &row.outcome];
    texts.into_iter().map(|text| Cell::from(text.as_str())).chain(rest.into_iter().map(Cell::from)).collect()
}
