//! Workbooks (XLSX, ODS): one sheet of them, as the same comma-separated text that every other table is read from.
//!
//! A date cell becomes a date written year first, so that no form has to be guessed for it.
//! A number becomes its digits; one with more digits than a spreadsheet keeps gets an exponent, so that it is noticed.
//! A formula becomes the value the spreadsheet last showed. Formats, comments and hidden things are not read.

use crate::text::{NotATable, ReadError};
use calamine::{CellErrorType, Data, Ods, Reader, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows among which the column names are looked for.
pub(crate) const HEADER_ROWS: u32 = 20;
/// A spreadsheet keeps fifteen digits; longer numbers have lost some.
const WHOLE_MAX: f64 = 1e15;
/// The longest text a sheet may make, in bytes: a small file can be packed so that it fills any memory.
const TEXT_MAX: usize = 1 << 30;

/// One sheet, as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SheetText {
    /// Comma-separated, one line a row of the sheet, blank rows too.
    pub(crate) text: String,
    /// Headings that are merged downwards: the last row they reach (from 1), their column, their words.
    pub(crate) hanging: Vec<(u64, usize, String)>,
    /// How many plain numbers stand in each column.
    pub(crate) numbers: BTreeMap<usize, u64>,
}

/// An opened workbook.
pub(crate) enum Workbook<'b> {
    Xlsx(Box<Xlsx<Cursor<&'b [u8]>>>),
    Ods(Box<Ods<Cursor<&'b [u8]>>>),
}

impl<'b> Workbook<'b> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// Where it is none, is damaged, or is locked with a password.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        // A file that a library cannot cope with is refused like any other bad input.
        let open = || match Xlsx::new(Cursor::new(bytes)) {
            Ok(book) => Ok(Self::Xlsx(Box::new(book))),
            Err(XlsxError::Password) => Err(ReadError::NotATable(NotATable::Locked)),
            Err(_) if bytes.starts_with(b"\xD0\xCF\x11\xE0") => Err(ReadError::NotATable(NotATable::OldWorkbook)),
            Err(_) => match Ods::new(Cursor::new(bytes)) {
                Ok(book) => Ok(Self::Ods(Box::new(book))),
                Err(calamine::OdsError::Password) => Err(ReadError::NotATable(NotATable::Locked)),
                Err(_) => Err(ReadError::NotATable(NotATable::Archive)),
            },
        };
        catch_unwind(AssertUnwindSafe(open)).unwrap_or(Err(ReadError::NotATable(NotATable::Archive)))
    }

    /// The sheets that are shown, in the workbook's order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let sheets = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
        };
        let shown = sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
        shown.map(|sheet| sheet.name.clone()).collect()
    }

    /// One sheet as text; only its first rows with `peek`.
    ///
    /// # Errors
    /// Where the sheet is damaged or too large.
    pub(crate) fn sheet(&mut self, name: &str, peek: bool) -> Result<SheetText, ReadError> {
        let read = || match self {
            Self::Xlsx(book) => xlsx_sheet(book, name, peek),
            Self::Ods(book) => ods_sheet(book, name, peek),
        };
        catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::DamagedSheet { sheet: name.to_owned() }))
    }
}

fn xlsx_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, peek: bool) -> Result<SheetText, ReadError> {
    let damaged = || ReadError::DamagedSheet { sheet: name.to_owned() };
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut sheet = SheetWriter::default();
    let mut hanging: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for region in merged {
        if region.end.0 > region.start.0 && region.end.0 < HEADER_ROWS {
            hanging.insert(region.start, region.end.0);
        }
    }
    // Cells come in the order of the file, so that a stray one far away costs nothing.
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| damaged())?;
    while let Some(cell) = cells.next_cell().map_err(|_| damaged())? {
        let (row, column) = cell.get_position();
        if peek && row >= HEADER_ROWS {
            break;
        }
        let value = Data::from(cell.get_value().clone());
        if value == Data::Empty {
            continue;
        }
        let is_number = matches!(value, Data::Int(_) | Data::Float(_));
        let text = cell_text(&value);
        if let Some(last) = hanging.get(&(row, column)) {
            sheet.made.hanging.push((u64::from(*last) + 1, column as usize, text.trim().to_owned()));
        }
        sheet.cell(row, column, &text, is_number).ok_or_else(damaged)?;
    }
    Ok(sheet.finish())
}

fn ods_sheet(book: &mut Ods<Cursor<&[u8]>>, name: &str, peek: bool) -> Result<SheetText, ReadError> {
    let damaged = || ReadError::DamagedSheet { sheet: name.to_owned() };
    let range = book.worksheet_range(name).map_err(|_| damaged())?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut sheet = SheetWriter::default();
    for (row, column, value) in range.used_cells() {
        let (row, column) = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
        if peek && row >= HEADER_ROWS {
            break;
        }
        let is_number = matches!(value, Data::Int(_) | Data::Float(_));
        let place = (first_row.saturating_add(row), first_column.saturating_add(column));
        sheet.cell(place.0, place.1, &cell_text(value), is_number).ok_or_else(damaged)?;
    }
    Ok(sheet.finish())
}

/// Writes cells one after the other, row by row.
#[derive(Default)]
struct SheetWriter {
    made: SheetText,
    row: u32,
    column: u32,
}

impl SheetWriter {
    /// Writes the next cell; `None` where the cells are out of order or the text grows beyond measure.
    fn cell(&mut self, row: u32, column: u32, text: &str, is_number: bool) -> Option<()> {
        if (row, column) < (self.row, self.column) || self.made.text.len() + text.len() > TEXT_MAX {
            return None;
        }
        for _ in self.row..row {
            self.made.text.push('\n');
            self.column = 0;
        }
        for _ in self.column..column {
            self.made.text.push(',');
        }
        (self.row, self.column) = (row, column);
        if is_number {
            *self.made.numbers.entry(column as usize).or_default() += 1;
        }
        if text.contains([',', '"', '\n', '\r']) {
            self.made.text.push('"');
            self.made.text.push_str(&text.replace('"', "\"\""));
            self.made.text.push('"');
        } else {
            self.made.text.push_str(text);
        }
        Some(())
    }

    fn finish(mut self) -> SheetText {
        self.made.text.push('\n');
        self.made
    }
}

fn cell_text(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        // A null sign would make a table of text look like something else.
        Data::String(text) => text.replace('\0', ""),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(when) if when.is_datetime() && when.as_f64() >= 61.0 => {
            let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
        Data::DateTime(when) => number_text(when.as_f64()),
        Data::DateTimeIso(text) => text.replace('T', " "),
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error_text(error).to_owned(),
        Data::Empty => String::new(),
    }
}

fn number_text(number: f64) -> String {
    if number.abs() >= WHOLE_MAX {
        // What a spreadsheet shows of it, so that the reader notices the digits that are lost.
        return format!("{number:E}").replace('E', "E+");
    }
    format!("{number}")
}

const fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_digits() {
        for (number, expected) in [
            (612_304.0, "612304"),
            (0.5, "0.5"),
            (46_349.0, "46349"),
            (123_456_789_012_345.0, "123456789012345"),
            (1.234_567_89e17, "1.23456789E+17"),
            (-3.0, "-3"),
        ] {
            assert_eq!(number_text(number), expected);
        }
    }

    #[test]
    fn rows_and_columns_keep_their_places() {
        let mut sheet = SheetWriter::default();
        for (row, column, text) in [(1, 0, "a"), (1, 2, "b, c"), (3, 1, "x\ny")] {
            sheet.cell(row, column, text, false).unwrap();
        }
        assert_eq!(sheet.cell(2, 0, "late", false), None, "cells out of order are damage");
        assert_eq!(sheet.finish().text, "\na,,\"b, c\"\n\n,\"x\ny\"\n");
    }
}
