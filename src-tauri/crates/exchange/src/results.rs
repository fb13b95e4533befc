//! The results file: what officers fill in for the sheets they took out, and how it reads back.
//!
//! One row an attempt, found by its sheet's number. No name is in it; a note an officer writes is personal all the same.

mod cells;
mod refusal;

pub use refusal::{ResultReason, ResultRefusal};

use crate::places::{places, short};
use crate::shown::plain;
use crate::table_in::{Header, TableIn};
use crate::table_out::{Cell, Marking, MarkingPlace, TableError, csv_bytes};
use crate::text::ReadError;
use caseload::{AttemptDetails, AttemptResult, Channel, Collar, Sensitive, SheetTyped};
use chrono::NaiveDate;
use csv::StringRecord;
use std::collections::BTreeMap;

/// The longest note, in bytes.
const CELL_MAX: usize = 4_000;

/// The columns of the file, each with the names it goes by. The first is how the form writes it.
mod column {
    pub const SHEET: &[&str] = &["Sheet", "Sheet number", "Sheet no"];
    pub const REFERENCE: &[&str] = &["Reference", "Crime number"];
    pub const PLANNED: &[&str] = &["Planned for"];
    pub const OFFICER: &[&str] = &["Officer", "Collar", "Collar number"];
    pub const RESULT: &[&str] = &[
        "Result (reached, no answer, voicemail, wrong number, declined, call back, visit agreed, not safe)",
        "Result",
    ];
    pub const ON: &[&str] = &["Date (DD/MM/YYYY)", "Date", "Day"];
    pub const AT: &[&str] = &["Time (14:05)", "Time"];
    pub const HOW: &[&str] = &["How (telephone, in person)", "How", "Channel"];
    pub const NAMED: &[&str] = &["Call back or visit on", "Day named", "Call back on", "Visit on"];
    pub const PURPOSES: &[&str] = &["Purposes (impact; taken seriously; help offered; or all)", "Purposes"];
    pub const NEEDS: &[&str] = &[
        "Would like help with (victim service; safety; case news; language; practical; health; community; other)",
        "Would like help with",
        "Needs",
    ];
    pub const CONCERN: &[&str] = &["Concern for the OIC (yes)", "Concern"];
    pub const RISK: &[&str] = &["New risk (yes)", "New risk"];
    pub const CRIME: &[&str] = &["New crime (yes)", "New crime"];
    pub const SATISFIED: &[&str] =
        &["Satisfied (satisfied, neither, dissatisfied, no answer, not asked)", "Satisfied", "Satisfaction"];
    pub const NOTE: &[&str] = &["Note"];

    pub const NEEDED: [&[&str]; 3] = [SHEET, RESULT, ON];
    pub const ALL: [&[&str]; 16] = [
        SHEET, REFERENCE, PLANNED, OFFICER, RESULT, ON, AT, HOW, NAMED, PURPOSES, NEEDS, CONCERN, RISK, CRIME,
        SATISFIED, NOTE,
    ];
}

/// A contact that the form asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// As printed on the sheet.
    pub sheet: String,
    pub reference: String,
    pub planned_on: NaiveDate,
    pub collar: String,
}

/// One row that an officer filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    /// The row as a spreadsheet numbers it.
    pub row: u64,
    pub sheet: SheetTyped,
    /// What the sheet's number is checked against, where it stands there.
    pub reference: Option<String>,
    /// Who made the attempt; the planned officer where left out.
    pub collar: Option<Collar>,
    pub on: NaiveDate,
    pub channel: Channel,
    pub result: AttemptResult,
    pub details: AttemptDetails,
    pub note: Option<Sensitive<String>>,
}

/// A file as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResultsFile {
    pub rows: Vec<ResultRow>,
    /// Rows without a result: the officer has not come to them.
    pub not_filled_in: u64,
    pub refusals: Vec<ResultRefusal>,
}

/// The form of these contacts, to be filled in.
///
/// # Errors
/// See [`TableError`].
pub fn results_form(rows: &[FormRow]) -> Result<Vec<u8>, TableError> {
    let columns: Vec<&str> = column::ALL.iter().filter_map(|names| names.first().copied()).collect();
    let table = rows.iter().map(|row| {
        let mut cells = vec![
            Cell::from(row.sheet.as_str()),
            Cell::from(row.reference.as_str()),
            Cell::from(row.planned_on.format("%d/%m/%Y").to_string()),
            Cell::from(row.collar.as_str()),
        ];
        cells.resize(columns.len(), Cell::Empty);
        cells
    });
    csv_bytes(Marking::OfficialSensitive, MarkingPlace::Column, &columns, table)
}

/// Reads a results file.
///
/// # Errors
/// Where the file as a whole cannot be read: see [`ReadError`]. Rows that are refused are no error.
pub fn read_results(bytes: &[u8]) -> Result<ResultsFile, ReadError> {
    let wanted: Vec<&str> = column::ALL.concat();
    let table = TableIn::open(bytes, &wanted)?;
    let places = Places::new(&table.header)?;
    let (mut rows, mut record) = (table.rows(), StringRecord::new());
    let mut file = ResultsFile::default();
    let mut count = 0_u64;
    while let Some(row) = rows.next(&mut record) {
        count += 1;
        if places.is_not_filled_in(&record) {
            file.not_filled_in += 1;
            continue;
        }
        match places.row(row, &record) {
            Ok(result) => file.rows.push(result),
            Err(refusals) => file.refusals.extend(refusals),
        }
    }
    if count == 0 { Err(ReadError::OnlyAHeader) } else { Ok(file) }
}

/// Where the columns stand in one file.
struct Places(BTreeMap<&'static str, usize>);

impl Places {
    fn new(header: &Header) -> Result<Self, ReadError> {
        Ok(Self(places(header, &column::ALL, &column::NEEDED, "results file")?))
    }

    fn cell<'r>(&self, names: &[&'static str], record: &'r StringRecord) -> &'r str {
        let place = names.first().and_then(|first| self.0.get(first));
        let raw = place.map_or("", |&at| record.get(at).unwrap_or_default().trim());
        // What a spreadsheet was kept from running went out with an apostrophe before it.
        raw.strip_prefix('\'').unwrap_or(raw)
    }

    /// Nothing in any column that an officer fills in.
    fn is_not_filled_in(&self, record: &StringRecord) -> bool {
        let given = [column::SHEET, column::REFERENCE, column::PLANNED, column::OFFICER];
        column::ALL.iter().filter(|names| !given.contains(names)).all(|names| self.cell(names, record).is_empty())
    }

    fn row(&self, row: u64, record: &StringRecord) -> Result<ResultRow, Vec<ResultRefusal>> {
        let cell = |names: &[&'static str]| self.cell(names, record);
        let mut refusals = Vec::new();
        if record.iter().any(|cell| cell.len() > CELL_MAX) {
            return Err(vec![ResultReason::CellTooLong.at(row, "", None)]);
        }
        let mut refuse = |reason: ResultReason, names: &[&'static str]| {
            // A note is personal: no refusal repeats it.
            let value = Some(cell_of(record, self, names)).filter(|_| names != column::NOTE);
            refusals.push(reason.at(row, short(names), value.as_deref()));
        };
        let sheet = SheetTyped::new(&plain(cell(column::SHEET)));
        if sheet.is_none() {
            refuse(ResultReason::NotASheetNumber, column::SHEET);
        }
        let officer = cell(column::OFFICER);
        let collar = Collar::new(officer);
        if collar.is_none() && !officer.is_empty() {
            refuse(ResultReason::NotACollar, column::OFFICER);
        }
        let on = cells::day(cell(column::ON));
        if on.is_none() {
            refuse(ResultReason::NotADay, column::ON);
        }
        let named = cells::day(cell(column::NAMED));
        if named.is_none() && !cell(column::NAMED).is_empty() {
            refuse(ResultReason::NotADay, column::NAMED);
        }
        let code = cells::result(cell(column::RESULT));
        let result = code.and_then(|code| AttemptResult::from_code(code, named));
        if code.is_none() {
            refuse(ResultReason::UnknownResult, column::RESULT);
        } else if result.is_none() && cell(column::NAMED).is_empty() {
            refuse(ResultReason::NoDayNamed, column::NAMED);
        }
        if on.zip(named).is_some_and(|(on, named)| named < on) {
            refuse(ResultReason::NamedDayBefore, column::NAMED);
        }
        let channel = cells::channel(cell(column::HOW));
        if channel.is_none() {
            refuse(ResultReason::UnknownChannel, column::HOW);
        }
        let details = cells::details(&cell).map_err(|(reason, names)| refuse(reason, names)).ok();
        match (sheet, on, result, channel, details) {
            (Some(sheet), Some(on), Some(result), Some(channel), Some(details)) if refusals.is_empty() => {
                let text = |names| Some(cell(names).to_owned()).filter(|text: &String| !text.is_empty());
                let note = text(column::NOTE).map(Sensitive::new);
                Ok(ResultRow {
                    row,
                    sheet,
                    reference: text(column::REFERENCE),
                    collar,
                    on,
                    channel,
                    result,
                    details,
                    note,
                })
            }
            _ => Err(refusals),
        }
    }
}

fn cell_of(record: &StringRecord, places: &Places, names: &[&str]) -> String {
    let place = names.first().and_then(|first| places.0.get(first));
    place.and_then(|&at| record.get(at)).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests;
