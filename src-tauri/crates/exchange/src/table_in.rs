//! A table in text: its delimiter, its column names, and the number of each row as a spreadsheet shows it.

use crate::shown::plain;
use crate::text::{ReadError, TextEncoding, decoded, is_workbook};
use crate::words::{folded, one_line};
use crate::workbook::{HEADER_ROWS, Workbook};
use csv::StringRecord;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What stands between the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    Comma,
    Semicolon,
    Tab,
    Bar,
}

impl Delimiter {
    const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Bar => "vertical bar",
        })
    }
}

/// The column names of a table.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    names: Vec<String>,
    folded: Vec<String>,
}

/// Two columns go by the name looked for.
#[derive(Debug)]
pub(crate) struct TwoOfThem(pub(crate) String);

impl Header {
    /// The names of one row; `hanging` are headings that reach down into it.
    fn new<'a>(record: &StringRecord, hanging: impl Iterator<Item = (usize, &'a str)>) -> Self {
        let mut names: Vec<String> = record.iter().map(|name| one_line(&plain(name.trim()))).collect();
        for (column, name) in hanging {
            if names.len() <= column {
                names.resize(column + 1, String::new());
            }
            if let Some(free) = names.get_mut(column).filter(|free| free.is_empty()) {
                name.clone_into(free);
            }
        }
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        let folded = names.iter().map(|name| folded(name)).collect();
        Self { names, folded }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The column names as the file writes them; an unnamed column is an empty text.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Where the column stands that goes by one of these names, the first of them first.
    pub(crate) fn position<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<Option<usize>, TwoOfThem> {
        for name in names {
            let wanted = folded(name);
            let mut places = self.folded.iter().enumerate().filter(|(_, folded)| **folded == wanted);
            let Some((place, _)) = places.next() else { continue };
            if places.next().is_some() {
                return Err(TwoOfThem(name.to_owned()));
            }
            return Ok(Some(place));
        }
        Ok(None)
    }

    fn count_of(&self, wanted: &[String]) -> usize {
        wanted.iter().filter(|name| self.folded.contains(name)).count()
    }

    /// Cells that could be column names: not empty, with a letter, and no two alike.
    fn names_that_could_be(&self) -> usize {
        let could_be = |name: &&String| name.chars().any(char::is_alphabetic);
        self.folded.iter().filter(could_be).collect::<BTreeSet<_>>().len()
    }
}

/// How the cells of a table were written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableForm {
    Text {
        encoding: TextEncoding,
        delimiter: Delimiter,
    },
    /// A workbook's sheet, and its other sheets, which are not read.
    Sheet {
        sheet: String,
        others: Vec<String>,
    },
}

/// What a person says of a file before it is read; whatever they leave out is found, and told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opening<'a> {
    /// The sheet of a workbook.
    pub sheet: Option<&'a str>,
    /// The row of the column names, as a spreadsheet numbers it.
    pub header_row: Option<u64>,
}

/// An opened table, before its rows.
pub(crate) struct TableIn<'b> {
    text: Cow<'b, str>,
    pub(crate) form: TableForm,
    /// What stands between the cells of `text`: for a sheet always a comma.
    delimiter: Delimiter,
    pub(crate) header: Header,
    /// The row of the column names.
    pub(crate) header_row: u64,
    /// How many plain numbers stand in each column of a sheet.
    pub(crate) numbers: BTreeMap<usize, u64>,
}

impl<'b> TableIn<'b> {
    /// Opens a file, told nothing about it.
    pub(crate) fn open(bytes: &'b [u8], wanted: &[&str]) -> Result<Self, ReadError> {
        Self::open_with(bytes, wanted, Opening::default())
    }

    /// Opens a file.
    ///
    /// Of the delimiters, the sheets and the first rows, those are taken under which most of the `wanted` column names
    /// are found; without such names, those with the most cells that could be names.
    pub(crate) fn open_with(bytes: &'b [u8], wanted: &[&str], opening: Opening<'_>) -> Result<Self, ReadError> {
        let look = Look { wanted: wanted.iter().map(|name| folded(name)).collect(), row: opening.header_row };
        if is_workbook(bytes) {
            return Self::open_workbook(bytes, &look, opening.sheet);
        }
        let (text, encoding) = decoded(bytes)?;
        let found = Delimiter::ALL.into_iter().filter_map(|delimiter| {
            let found = look.in_text(&text, delimiter, &[])?;
            Some((found, delimiter))
        });
        let mut best: Option<(Found, Delimiter)> = None;
        for (found, delimiter) in found {
            if best.as_ref().is_none_or(|(other, _)| found.score > other.score) {
                best = Some((found, delimiter));
            }
        }
        let (found, delimiter) = best.ok_or(ReadError::Empty)?;
        let form = TableForm::Text { encoding, delimiter };
        Ok(Self { text, form, delimiter, header: found.header, header_row: found.row, numbers: BTreeMap::new() })
    }

    fn open_workbook(bytes: &[u8], look: &Look, asked: Option<&str>) -> Result<Self, ReadError> {
        let mut book = Workbook::open(bytes)?;
        let sheets = book.sheets();
        if let Some(asked) = asked.filter(|asked| !sheets.iter().any(|sheet| sheet == asked)) {
            return Err(ReadError::NoSheet { sheet: asked.to_owned(), sheets });
        }
        let mut best: Vec<(Found, String)> = Vec::new();
        for sheet in sheets.iter().filter(|sheet| asked.is_none_or(|asked| *sheet == asked)) {
            let peeked = book.sheet(sheet, true)?;
            let Some(found) = look.in_text(&peeked.text, Delimiter::Comma, &peeked.hanging) else { continue };
            match best.first() {
                Some((other, _)) if found.score.0 < other.score.0 => continue,
                Some((other, _)) if found.score.0 > other.score.0 => best.clear(),
                Some(_) | None => {}
            }
            best.push((found, sheet.clone()));
        }
        // Two sheets that fit equally well: which of them is meant is not for a program to say.
        if best.len() > 1 && !look.wanted.is_empty() {
            return Err(ReadError::WhichSheet { sheets: best.into_iter().map(|(_, sheet)| sheet).collect() });
        }
        let (found, sheet) = best.into_iter().next().ok_or(ReadError::Empty)?;
        let read = book.sheet(&sheet, false)?;
        let others = sheets.into_iter().filter(|other| *other != sheet).collect();
        Ok(Self {
            text: Cow::Owned(read.text),
            form: TableForm::Sheet { sheet, others },
            delimiter: Delimiter::Comma,
            header: found.header,
            header_row: found.row,
            numbers: read.numbers,
        })
    }

    /// Whether the cells come from a workbook, whose dates say themselves that they are dates.
    pub(crate) const fn is_sheet(&self) -> bool {
        matches!(self.form, TableForm::Sheet { .. })
    }

    pub(crate) fn rows(&self) -> Rows<'_> {
        let mut rows = Rows {
            text: &self.text,
            csv: reader(&self.text, self.delimiter),
            row: 0,
            cells: 0,
            is_sheet: self.is_sheet(),
        };
        let mut record = StringRecord::new();
        // What stands above the column names, and they themselves, were read when the file was opened.
        while rows.row < self.header_row && rows.next(&mut record).is_some() {}
        rows.cells = self.header.len();
        rows
    }
}

/// What is looked for when a file is opened.
struct Look {
    wanted: Vec<String>,
    row: Option<u64>,
}

/// Column names that were found, and how well they fit: names wanted, then cells that could be names.
struct Found {
    header: Header,
    row: u64,
    score: (usize, usize),
}

impl Look {
    /// The row of the column names among the first rows of a text; `None` where it has no rows.
    fn in_text(&self, text: &str, delimiter: Delimiter, hanging: &[(u64, usize, String)]) -> Option<Found> {
        let mut rows = Rows { text, csv: reader(text, delimiter), row: 0, cells: 0, is_sheet: false };
        let (mut record, mut best) = (StringRecord::new(), None::<Found>);
        while let Some(row) = rows.next(&mut record) {
            if row > self.row.unwrap_or(u64::from(HEADER_ROWS)) {
                break;
            }
            if self.row.is_some_and(|asked| asked != row) {
                continue;
            }
            let hanging = hanging.iter().filter(|(last, ..)| *last == row);
            let header = Header::new(&record, hanging.map(|(_, column, name)| (*column, name.as_str())));
            let score = (header.count_of(&self.wanted), header.names_that_could_be());
            if best.as_ref().is_none_or(|other| score > other.score) {
                best = Some(Found { header, row, score });
            }
        }
        best
    }
}

/// The rows of a table, read one after the other into the same record.
pub(crate) struct Rows<'t> {
    text: &'t str,
    csv: csv::Reader<&'t [u8]>,
    row: u64,
    /// Cells of the header; 0 above it.
    cells: usize,
    is_sheet: bool,
}

impl Rows<'_> {
    /// Reads the next row that is not blank and tells its number; `None` at the end.
    ///
    /// Empty cells beyond the last column are dropped; a sheet, which has no row ends, gets them added.
    pub(crate) fn next(&mut self, record: &mut StringRecord) -> Option<u64> {
        loop {
            let start = self.csv.position().byte();
            // The text is valid UTF-8 and rows may have any length, so that no row can fail.
            if !matches!(self.csv.read_record(record), Ok(true)) {
                return None;
            }
            self.row += 1 + blank_lines(self.text.as_bytes(), start);
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                self.fit(record);
                return Some(self.row);
            }
        }
    }

    fn fit(&self, record: &mut StringRecord) {
        if self.cells == 0 || record.len() == self.cells {
            return;
        }
        if record.len() > self.cells && record.iter().skip(self.cells).all(|cell| cell.trim().is_empty()) {
            record.truncate(self.cells);
        }
        while self.is_sheet && record.len() < self.cells {
            record.push_field("");
        }
    }

    /// How many bytes of the text are behind.
    pub(crate) fn bytes_done(&self) -> u64 {
        self.csv.position().byte()
    }

    pub(crate) fn bytes_total(&self) -> u64 {
        self.text.len() as u64
    }
}

fn reader(text: &str, delimiter: Delimiter) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter.byte())
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16)
        .from_reader(text.as_bytes())
}

/// How many blank lines stand before the record that is read from `start`: the reader skips them, a spreadsheet does not.
fn blank_lines(bytes: &[u8], start: u64) -> u64 {
    let mut at = usize::try_from(start).unwrap_or(usize::MAX);
    let byte = |at: usize| bytes.get(at).copied();
    // The reader stops between the two bytes of a CRLF; the second still belongs to the row before.
    if byte(at) == Some(b'\n') && at.checked_sub(1).and_then(byte) == Some(b'\r') {
        at += 1;
    }
    let mut blank = 0;
    loop {
        match (byte(at), byte(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 2,
            (Some(b'\r' | b'\n'), _) => at += 1,
            _ => return blank,
        }
        blank += 1;
    }
}

#[cfg(test)]
mod tests;
