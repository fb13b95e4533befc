//! From bytes to text: which encoding a file has, and whether it is a table at all.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

/// How the text of a file was written. Reported with every reading, so that a fallback is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    Utf8,
    /// UTF-8 with a byte order mark, as Excel writes "CSV UTF-8".
    Utf8WithMark,
    Utf16LittleEndian,
    Utf16BigEndian,
    /// Not UTF-8, so read as Windows-1252, as Excel writes plain "CSV". The names are worth a look.
    Windows1252,
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8WithMark => "UTF-8 with a byte order mark",
            Self::Utf16LittleEndian => "UTF-16 (little endian)",
            Self::Utf16BigEndian => "UTF-16 (big endian)",
            Self::Windows1252 => "Windows-1252 (the file is not UTF-8)",
        })
    }
}

/// What a file is, where it is not a table in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotATable {
    /// A ZIP that is no workbook, or a damaged workbook.
    Archive,
    /// A workbook locked with a password.
    Locked,
    /// An Excel workbook of the old kind (.xls).
    OldWorkbook,
    Pdf,
    /// A web page or XML; some systems name it .xls.
    Markup,
    /// Bytes that are no text.
    Binary,
}

impl fmt::Display for NotATable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Archive => "a ZIP or a damaged workbook",
            Self::Locked => "locked with a password",
            Self::OldWorkbook => "an old Excel workbook",
            Self::Pdf => "a PDF",
            Self::Markup => "a web page or XML",
            Self::Binary => "not text",
        })
    }
}

/// Why a file was refused as a whole. Nothing was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    #[error("The file is empty. Export it again from the records system.")]
    Empty,
    #[error("The file has column names and no rows. Check the dates chosen for the export, then export it again.")]
    OnlyAHeader,
    #[error("The file is {0}, and a table is needed. Open it and save it as a workbook (.xlsx) or as \"CSV UTF-8\".")]
    NotATable(NotATable),
    #[error("The sheet \"{sheet}\" is damaged or too large to read. Save the sheet as \"CSV UTF-8\" and use that.")]
    DamagedSheet { sheet: String },
    #[error("The workbook has no sheet \"{sheet}\" that is shown. It has {}.", listed(sheets))]
    NoSheet { sheet: String, sheets: Vec<String> },
    #[error("The sheets {} fit equally well. Say which one is meant.", listed(sheets))]
    WhichSheet { sheets: Vec<String> },
    #[error("The file mixes two text encodings, so names in it would be misspelt. Export it again as UTF-8.")]
    MixedEncodings,
    #[error(
        "The column {} is not in the file. The first row must hold the column names; \
         check that this is the right file for the mapping \"{mapping}\".",
        listed(columns)
    )]
    MissingColumn { columns: Vec<String>, mapping: String },
    #[error("The file has two columns named \"{column}\". Remove or rename one, so that it is clear which is meant.")]
    TwoColumns { column: String },
    #[error("Reading was cancelled. Nothing was changed.")]
    Cancelled,
}

fn listed(columns: &[String]) -> String {
    columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
}

/// The text of a file, and how it was written.
pub(crate) fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    if let Some(kind) = known_as_other(bytes) {
        return Err(ReadError::NotATable(kind));
    }
    let (text, encoding) = match Encoding::for_bom(bytes) {
        Some((found, mark)) => {
            let rest = bytes.get(mark..).unwrap_or_default();
            let text = found
                .decode_without_bom_handling_and_without_replacement(rest)
                .ok_or(ReadError::NotATable(NotATable::Binary))?;
            let encoding = if found == UTF_16LE {
                TextEncoding::Utf16LittleEndian
            } else if found == UTF_16BE {
                TextEncoding::Utf16BigEndian
            } else {
                TextEncoding::Utf8WithMark
            };
            (text, encoding)
        }
        None => without_mark(bytes)?,
    };
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if text.contains('\0') {
        return Err(ReadError::NotATable(NotATable::Binary));
    }
    let start = text.trim_start();
    if start.starts_with("<!") || start.starts_with("<?") || start.starts_with("<html") || start.starts_with("<HTML") {
        return Err(ReadError::NotATable(NotATable::Markup));
    }
    Ok((text, encoding))
}

/// Whether a file begins as a workbook does: a ZIP, or the container of old and of locked ones.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    [&b"PK\x03\x04"[..], b"PK\x05\x06", b"\xD0\xCF\x11\xE0"].iter().any(|magic| bytes.starts_with(magic))
}

fn known_as_other(bytes: &[u8]) -> Option<NotATable> {
    let kinds: [(&[u8], NotATable); 2] = [(b"%PDF", NotATable::Pdf), (b"\x1F\x8B", NotATable::Binary)];
    kinds.into_iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| kind)
}

fn without_mark(bytes: &[u8]) -> Result<(Cow<'_, str>, TextEncoding), ReadError> {
    if let Some(wide) = utf16_without_mark(bytes) {
        return Ok(wide);
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok((text, TextEncoding::Utf8));
    }
    if bytes.contains(&0) {
        return Err(ReadError::NotATable(NotATable::Binary));
    }
    if is_mostly_utf8(bytes) {
        return Err(ReadError::MixedEncodings);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    // Windows-1252 leaves five bytes undefined; they, like other control characters, never stand in a table.
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    if text.chars().all(is_text) {
        Ok((text, TextEncoding::Windows1252))
    } else {
        Err(ReadError::NotATable(NotATable::Binary))
    }
}

/// UTF-16 without its mark: most of its letters are ASCII, so that every other byte is null.
fn utf16_without_mark(bytes: &[u8]) -> Option<(Cow<'_, str>, TextEncoding)> {
    let start = bytes.get(..bytes.len().min(2_000))?;
    let nulls = |first: usize| start.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let pairs = start.len() / 2;
    let most = |count: usize| pairs >= 2 && count * 10 > pairs * 8;
    let (encoding, told) = match (nulls(0), nulls(1)) {
        (0, odd) if most(odd) => (UTF_16LE, TextEncoding::Utf16LittleEndian),
        (even, 0) if most(even) => (UTF_16BE, TextEncoding::Utf16BigEndian),
        _ => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| (text, told))
}

/// Whether most of the letters beyond ASCII are UTF-8: then a few broken bytes do not make it Windows-1252.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    letters > broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(bytes: &[u8]) -> Result<(String, TextEncoding), ReadError> {
        decoded(bytes).map(|(text, encoding)| (text.into_owned(), encoding))
    }

    #[test]
    fn each_encoding_is_told_apart_and_named() {
        let utf16: Vec<u8> = "\u{feff}Zoë".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_big: Vec<u8> = "\u{feff}Zoë".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, expected) in [
            ("Zoë".as_bytes(), TextEncoding::Utf8),
            ("\u{feff}Zoë".as_bytes(), TextEncoding::Utf8WithMark),
            (&utf16, TextEncoding::Utf16LittleEndian),
            (&utf16_big, TextEncoding::Utf16BigEndian),
            (b"Zo\xEB", TextEncoding::Windows1252),
            // Without a mark it is told by its nulls.
            (utf16.get(2..).unwrap(), TextEncoding::Utf16LittleEndian),
            (utf16_big.get(2..).unwrap(), TextEncoding::Utf16BigEndian),
        ] {
            assert_eq!(kind(bytes), Ok(("Zoë".to_owned(), expected)), "{expected}");
        }
    }

    #[test]
    fn what_is_no_table_is_named() {
        for (bytes, expected) in [
            (&b""[..], ReadError::Empty),
            (b" \r\n \r\n", ReadError::Empty),
            (b"\xEF\xBB\xBF", ReadError::Empty),
            (b"%PDF-1.7", ReadError::NotATable(NotATable::Pdf)),
            (b"a,b\n1,\x00", ReadError::NotATable(NotATable::Binary)),
            (b"\xFF\xFE\x00\xD8", ReadError::NotATable(NotATable::Binary)),
            (b"a,b\n\x81\x8D,2", ReadError::NotATable(NotATable::Binary)),
            (b"<html><table>", ReadError::NotATable(NotATable::Markup)),
        ] {
            assert_eq!(kind(bytes), Err(expected), "{bytes:?}");
        }
        let mut mixed = "Zoë, Chloë, Renée".as_bytes().to_vec();
        mixed.extend(b", Ren\xE9e");
        assert_eq!(kind(&mixed), Err(ReadError::MixedEncodings));
    }
}
