//! A table in text: its delimiter, its column names, and the number of each row as a spreadsheet shows it.

use crate::text::{ReadError, TextEncoding, decoded};
use crate::words::folded;
use csv::StringRecord;
use std::borrow::Cow;
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
    fn new(record: &StringRecord) -> Self {
        let names: Vec<String> = record.iter().map(|name| plain(name).trim().to_owned()).collect();
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

    fn count_of(&self, wanted: &[&str]) -> usize {
        wanted.iter().filter(|name| self.folded.contains(&folded(name))).count()
    }
}

/// An opened table, before its rows.
pub(crate) struct TableIn<'b> {
    text: Cow<'b, str>,
    pub(crate) encoding: TextEncoding,
    pub(crate) delimiter: Delimiter,
    pub(crate) header: Header,
}

impl<'b> TableIn<'b> {
    /// Opens a file. Of the delimiters, that one is taken under which most of the `wanted` column names are found.
    pub(crate) fn open(bytes: &'b [u8], wanted: &[&str]) -> Result<Self, ReadError> {
        let (text, encoding) = decoded(bytes)?;
        let mut best: Option<(usize, usize, Delimiter, Header)> = None;
        for delimiter in Delimiter::ALL {
            let mut record = StringRecord::new();
            let read = reader(&text, delimiter).read_record(&mut record);
            if !matches!(read, Ok(true)) {
                continue;
            }
            let header = Header::new(&record);
            let (found, columns) = (header.count_of(wanted), header.len());
            if best.as_ref().is_none_or(|(most, widest, ..)| (found, columns) > (*most, *widest)) {
                best = Some((found, columns, delimiter, header));
            }
        }
        let (_, _, delimiter, header) = best.ok_or(ReadError::Empty)?;
        Ok(Self { text, encoding, delimiter, header })
    }

    pub(crate) fn rows(&self) -> Rows<'_> {
        let mut rows = Rows { text: &self.text, csv: reader(&self.text, self.delimiter), row: 0 };
        // The first record is the header: it was read when the file was opened.
        let _ = rows.next(&mut StringRecord::new());
        rows
    }
}

/// The rows of a table, read one after the other into the same record.
pub(crate) struct Rows<'t> {
    text: &'t str,
    csv: csv::Reader<&'t [u8]>,
    row: u64,
}

impl Rows<'_> {
    /// Reads the next row that is not blank and tells its number; `None` at the end.
    pub(crate) fn next(&mut self, record: &mut StringRecord) -> Option<u64> {
        loop {
            let start = self.csv.position().byte();
            // The text is valid UTF-8 and rows may have any length, so that no row can fail.
            if !matches!(self.csv.read_record(record), Ok(true)) {
                return None;
            }
            self.row += 1 + blank_lines(self.text.as_bytes(), start);
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(self.row);
            }
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

/// The cell without the `="…"` that some systems put round numbers to keep their leading zeros in a spreadsheet.
pub(crate) fn plain(cell: &str) -> &str {
    match cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.contains('"') => inner,
        Some(_) | None => cell,
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let table = TableIn::open(text.as_bytes(), &["a"]).unwrap();
        let (mut rows, mut record, mut all) = (table.rows(), StringRecord::new(), Vec::new());
        while let Some(row) = rows.next(&mut record) {
            all.push((row, record.iter().map(str::to_owned).collect()));
        }
        all
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        for (text, expected) in [
            ("a,b\n1,2\n3,4\n", vec![2, 3]),
            ("a,b\r\n1,2\r\n3,4", vec![2, 3]),
            ("a,b\r\n\r\n1,2\r\n\r\n\r\n3,4\r\n\r\n", vec![3, 6]),
            ("\n\na,b\n1,2\n\n3,4", vec![4, 6]),
            ("a,b\n\"1\nstill 1\",2\n3,4\n", vec![2, 3]),
            ("a,b\n,\n , \n3,4\n", vec![4]),
            ("a,b\r1,2\r\r3,4\r", vec![2, 4]),
        ] {
            assert_eq!(rows(text).iter().map(|(row, _)| *row).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }

    #[test]
    fn the_delimiter_is_that_of_the_columns_looked_for() {
        for (text, expected) in [
            ("a,b;c\n", Delimiter::Comma),
            ("a;b, with a comma, and more\n", Delimiter::Semicolon),
            ("a\tb\n", Delimiter::Tab),
            ("a|b\n", Delimiter::Bar),
            ("\"a\";\"b\"\n", Delimiter::Semicolon),
            ("a\n", Delimiter::Comma),
        ] {
            assert_eq!(TableIn::open(text.as_bytes(), &["a"]).unwrap().delimiter, expected, "{text:?}");
        }
    }

    #[test]
    fn quoted_cells_keep_delimiters_and_line_ends() {
        assert_eq!(
            rows("a,b\r\n\"Flat 2, 1 High Street\r\nKew\",\"said \"\"no\"\"\"\r\n"),
            [(2, vec!["Flat 2, 1 High Street\r\nKew".to_owned(), "said \"no\"".to_owned()])]
        );
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(table) = TableIn::open(&bytes, &["a"]) {
                let (mut rows, mut record) = (table.rows(), StringRecord::new());
                while rows.next(&mut record).is_some() {}
            }
        }
    }
}
