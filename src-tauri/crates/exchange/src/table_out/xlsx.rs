//! A table as a workbook: one sheet, nothing hidden, nothing about who made it on which machine.
//!
//! Text cells are kept as text, which a spreadsheet never runs; so nothing is put before them, as it is in CSV.

use super::{Cell, Marking, TableError};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

/// The longest text a cell of a workbook takes, in characters.
const CELL_MAX: usize = 32_767;

/// Writes a table as the bytes of an XLSX file. The marking stands above, in the page's head, and on every row.
///
/// `made_on` is the only date in the file besides its cells'.
///
/// # Errors
/// Where a row has more or fewer cells than there are columns, or a workbook cannot hold the table.
pub fn xlsx_bytes(
    marking: Marking,
    sheet_name: &str,
    made_on: NaiveDate,
    columns: &[&str],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, TableError> {
    let failed = |_| TableError::NotWritten;
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&excel_day(made_on)?));
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name).map_err(failed)?;
    sheet.set_header(format!("&C{}", marking.words()));
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
    sheet.write_string_with_format(0, 0, marking.words(), &bold).map_err(failed)?;
    for (place, name) in (0_u16..).zip(["Marking"].iter().chain(columns)) {
        sheet.write_string_with_format(1, place, *name, &bold).map_err(failed)?;
    }
    sheet.set_freeze_panes(2, 0).map_err(failed)?;
    for (number, row) in (2_u32..).zip(rows) {
        if row.len() != columns.len() {
            let row_number = usize::try_from(number).unwrap_or_default().saturating_sub(1);
            return Err(TableError::CellCount { row: row_number, expected: columns.len(), found: row.len() });
        }
        sheet.write_string(number, 0, marking.words()).map_err(failed)?;
        for (place, cell) in (1_u16..).zip(row) {
            write(sheet, number, place, cell, &day)?;
        }
    }
    book.save_to_buffer().map_err(failed)
}

fn write(sheet: &mut Worksheet, row: u32, place: u16, cell: Cell, day: &Format) -> Result<(), TableError> {
    let failed = |_| TableError::NotWritten;
    match cell {
        Cell::Text(text) => {
            let text: String = text.chars().take(CELL_MAX).collect();
            sheet.write_string(row, place, text).map_err(failed)?;
        }
        Cell::Count(count) => {
            // A count beyond what a spreadsheet keeps whole goes out as its digits.
            match u32::try_from(count) {
                Ok(count) => sheet.write_number(row, place, count).map_err(failed)?,
                Err(_) => sheet.write_string(row, place, count.to_string()).map_err(failed)?,
            };
        }
        Cell::Day(on) => match excel_day(on) {
            Ok(on) => {
                sheet.write_datetime_with_format(row, place, &on, day).map_err(failed)?;
            }
            // Before 1900 a workbook knows no days.
            Err(_) => {
                sheet.write_string(row, place, on.to_string()).map_err(failed)?;
            }
        },
        Cell::Empty => {}
    }
    Ok(())
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, TableError> {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(day.year()).map_err(|_| TableError::NotWritten)?;
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day())).map_err(|_| TableError::NotWritten)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::{Cursor, Read};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn made(rows: Vec<Vec<Cell>>) -> Vec<u8> {
        xlsx_bytes(Marking::OfficialSensitive, "Cases", day("2026-11-23"), &["Victim", "Contacts", "On"], rows).unwrap()
    }

    #[test]
    fn a_workbook_is_marked_and_runs_nothing() {
        let bytes = made(vec![
            vec!["=HYPERLINK(\"http://example.org\")".into(), 2.into(), day("2026-11-20").into()],
            vec!["+44 7700 900123".into(), Cell::Empty, day("1890-01-01").into()],
        ]);
        let mut book = Xlsx::new(Cursor::new(&bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Cases"], "one sheet, none hidden");
        assert!(book.worksheet_formula("Cases").unwrap().is_empty(), "no formula");
        let range = book.worksheet_range("Cases").unwrap();
        let text = |row, column| range.get((row, column)).unwrap().to_string();
        assert_eq!(text(0, 0), "OFFICIAL-SENSITIVE");
        assert_eq!(
            (text(2, 0), text(2, 1)),
            ("OFFICIAL-SENSITIVE".to_owned(), "=HYPERLINK(\"http://example.org\")".to_owned())
        );
        assert_eq!(text(3, 1), "+44 7700 900123");
        assert!(matches!(range.get((2, 3)), Some(Data::DateTime(_))), "a day is a day");
        assert_eq!(text(3, 3), "1890-01-01");
    }

    #[test]
    fn the_same_table_is_the_same_bytes_and_names_nobody_who_made_it() {
        let bytes = made(vec![vec!["Ada".into(), 1.into(), Cell::Empty]]);
        assert_eq!(bytes, made(vec![vec!["Ada".into(), 1.into(), Cell::Empty]]));
        let mut book = zip_text(&bytes, "docProps/core.xml");
        book.push_str(&zip_text(&bytes, "docProps/app.xml"));
        assert!(book.contains("2026-11-23") && book.contains("<dc:creator></dc:creator>"), "{book}");
    }

    /// One part of a workbook.
    fn zip_text(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_row_of_another_length_is_refused() {
        let short = xlsx_bytes(Marking::Official, "A", day("2026-11-23"), &["A", "B"], vec![vec!["a".into()]]);
        assert_eq!(short, Err(TableError::CellCount { row: 1, expected: 2, found: 1 }));
    }
}
