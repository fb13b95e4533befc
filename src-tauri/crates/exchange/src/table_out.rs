//! Tables going out as CSV and XLSX: marked, and safe to open in a spreadsheet.
//!
//! **Formulas.** A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end as a formula,
//! and a text in an extract may be written to make use of that.
//! Such a text goes out with an apostrophe before it, which a spreadsheet shows as text.
//! Counts and days are written as they are.
//! A text that went out so comes back with its apostrophe when the table is read again.
//! Source: OWASP, *CSV Injection*.
//!
//! **Form.** UTF-8 with a byte order mark and CRLF, which Excel opens with the right letters.

mod xlsx;

pub use xlsx::xlsx_bytes;

use chrono::NaiveDate;
use thiserror::Error;

/// A protective marking under the Government Security Classifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    Official,
    OfficialSensitive,
}

impl Marking {
    /// The words as printed.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Official => "OFFICIAL",
            Self::OfficialSensitive => "OFFICIAL-SENSITIVE",
        }
    }
}

/// Where the marking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkingPlace {
    /// On a line of its own above the column names: for people.
    FirstLine,
    /// As the first column, on every row: for programs, and for rows that are copied elsewhere.
    Column,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Any text; guarded against being run as a formula.
    Text(String),
    Count(u64),
    /// Written YYYY-MM-DD.
    Day(NaiveDate),
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// Why a table was not written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    #[error("Row {row} of the table has {found} cells, and there are {expected} columns.")]
    CellCount { row: usize, expected: usize, found: usize },
    #[error("The table could not be written.")]
    NotWritten,
}

/// Writes a table as the bytes of a CSV file.
///
/// # Errors
/// Where a row has more or fewer cells than there are columns; rows count from 1, without the column names.
pub fn csv_bytes(
    marking: Marking,
    place: MarkingPlace,
    columns: &[&str],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, TableError> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut write = |cells: Vec<String>| writer.write_record(cells).map_err(|_| TableError::NotWritten);
    let marked = |rest: Vec<String>, first: &str| match place {
        MarkingPlace::FirstLine => rest,
        MarkingPlace::Column => std::iter::once(first.to_owned()).chain(rest).collect(),
    };
    if place == MarkingPlace::FirstLine {
        write(vec![marking.words().to_owned()])?;
    }
    write(marked(columns.iter().map(|name| guarded(name)).collect(), "Marking"))?;
    for (index, row) in rows.into_iter().enumerate() {
        if row.len() != columns.len() {
            return Err(TableError::CellCount { row: index + 1, expected: columns.len(), found: row.len() });
        }
        write(marked(row.into_iter().map(written).collect(), marking.words()))?;
    }
    writer.into_inner().map_err(|_| TableError::NotWritten)
}

fn written(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => guarded(&text),
        Cell::Count(count) => count.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Empty => String::new(),
    }
}

/// The text with an apostrophe before it where a spreadsheet would run it.
fn guarded(text: &str) -> String {
    // The wide forms are run too by spreadsheets set to East Asian languages; spaces before the sign do not help.
    let runs = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if text.trim_start_matches(' ').starts_with(runs) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(place: MarkingPlace, rows: Vec<Vec<Cell>>) -> Result<String, TableError> {
        csv_bytes(Marking::OfficialSensitive, place, &["Victim", "Contacts"], rows)
            .map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_table_is_marked_and_guarded() {
        let rows = vec![
            vec!["=HYPERLINK(\"http://example.org\")".into(), 2.into()],
            vec!["O'Rourke, Siân".into(), Cell::Empty],
            vec![" +44 7700 900123".into(), 0.into()],
        ];
        assert_eq!(
            table(MarkingPlace::FirstLine, rows.clone()).unwrap(),
            "\u{feff}OFFICIAL-SENSITIVE\r\nVictim,Contacts\r\n\"'=HYPERLINK(\"\"http://example.org\"\")\",2\r\n\
             \"O'Rourke, Siân\",\r\n' +44 7700 900123,0\r\n"
        );
        let by_column = table(MarkingPlace::Column, rows).unwrap();
        assert!(by_column.starts_with("\u{feff}Marking,Victim,Contacts\r\nOFFICIAL-SENSITIVE,\"'="), "{by_column}");
        assert_eq!(by_column.matches("OFFICIAL-SENSITIVE").count(), 3, "on every row");
    }

    #[test]
    fn a_row_of_another_length_is_refused() {
        assert_eq!(
            table(MarkingPlace::Column, vec![vec!["a".into()]]),
            Err(TableError::CellCount { row: 1, expected: 2, found: 1 })
        );
    }

    proptest! {
        #[test]
        fn no_text_goes_out_as_a_formula(text in "[ =+@\t\r\n-]{0,3}.{0,8}") {
            let guarded = guarded(&text);
            let first = guarded.trim_start_matches(' ').chars().next();
            prop_assert!(!first.is_some_and(|c| "=+-@\t\r\n".contains(c)), "{guarded:?}");
            prop_assert_eq!(guarded.strip_prefix('\'').filter(|_| guarded != text).unwrap_or(&guarded), text);
        }
    }
}
