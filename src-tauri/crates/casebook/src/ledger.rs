//! The chain of entries: SHA-256 over each entry's stored bytes and the digest before it.

use crate::entry::Entry;
use crate::error::CasebookError;
use crate::form;
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// The end of a chain: the number of its last entry and that entry's digest. Number 0 is an empty chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub number: u64,
    pub digest: [u8; 32],
}

/// A text that is not `NUMBER:DIGEST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a head is written NUMBER:DIGEST, as printed on a month or kept with a backup")]
pub struct NotAHead;

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, form::digest_text(&self.digest))
    }
}

impl FromStr for Head {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        // A printed month groups digits and breaks the digest into pieces; what was copied from it reads too.
        let plain: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '\u{200b}' | '\u{a0}')).collect();
        let (number, digest) = plain.split_once(':').ok_or(NotAHead)?;
        Ok(Self {
            number: number.parse().map_err(|_| NotAHead)?,
            digest: form::digest_of_text(digest).ok_or(NotAHead)?,
        })
    }
}

impl Head {
    /// The head of an empty chain: the caseload's id, hashed.
    pub fn empty(caseload: &str) -> Self {
        Self { number: 0, digest: Sha256::digest(format!("reassure ledger {caseload}")).into() }
    }

    /// The head after one more entry with these stored bytes.
    pub fn then(&self, body: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.digest);
        hash.update(body);
        Self { number: self.number + 1, digest: hash.finalize().into() }
    }
}

/// The head as stored.
pub fn read_head(ledger: &Connection, caseload: &str) -> Result<Head, CasebookError> {
    let last = ledger
        .prepare_cached("SELECT number, digest FROM entry ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?)))
        .optional()?;
    Ok(last.map_or_else(|| Head::empty(caseload), |(number, digest)| Head { number: number.cast_unsigned(), digest }))
}

/// The day the last entry was known.
pub fn last_known_on(ledger: &Connection) -> Result<Option<NaiveDate>, CasebookError> {
    let last: Option<i32> = ledger
        .prepare_cached("SELECT known_on FROM entry ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(last.and_then(NaiveDate::from_num_days_from_ce_opt))
}

/// Appends one entry. The caller holds the write lock and has checked the head.
pub fn append(ledger: &Connection, caseload: &str, head: Head, entry: &Entry) -> Result<Head, CasebookError> {
    let body = form::write(caseload, entry)?;
    append_body(ledger, head, entry.event.case(), entry.known_on, form::kind(&entry.event), &body)
}

/// Appends an entry by its stored bytes, with the copies of what they say.
pub fn append_body(
    ledger: &Connection,
    head: Head,
    case: Option<caseload::CaseId>,
    known_on: NaiveDate,
    kind: &str,
    body: &[u8],
) -> Result<Head, CasebookError> {
    let next = head.then(body);
    ledger
        .prepare_cached("INSERT INTO entry (number, case_id, known_on, kind, body, digest) VALUES (?, ?, ?, ?, ?, ?)")?
        .execute(params![
            next.number.cast_signed(),
            case.map(caseload::CaseId::as_i64),
            known_on.num_days_from_ce(),
            kind,
            body,
            next.digest,
        ])?;
    Ok(next)
}

/// The entries about one case, in order.
pub fn read_case(ledger: &Connection, caseload: &str, case: caseload::CaseId) -> Result<Vec<Entry>, CasebookError> {
    let mut statement = ledger.prepare_cached("SELECT number, body FROM entry WHERE case_id = ? ORDER BY number")?;
    let mut rows = statement.query([case.as_i64()])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(read_row(caseload, row)?);
    }
    Ok(entries)
}

/// The entry of this number.
pub fn read_one(ledger: &Connection, caseload: &str, number: u64) -> Result<Entry, CasebookError> {
    let mut statement = ledger.prepare_cached("SELECT number, body FROM entry WHERE number = ?")?;
    let mut rows = statement.query([number.cast_signed()])?;
    read_row(caseload, rows.next()?.ok_or(CasebookError::NoEntry(number))?)
}

/// Reads an entry from a row of `number, body`.
pub fn read_row(caseload: &str, row: &rusqlite::Row<'_>) -> Result<Entry, CasebookError> {
    let number: i64 = row.get(0)?;
    let body = row
        .get_ref(1)?
        .as_blob()
        .map_err(|_| CasebookError::damaged_entry(number.cast_unsigned(), "cannot be read"))?;
    form::read(caseload, number.cast_unsigned(), body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_reads_back_as_printed_and_as_copied_from_paper() {
        let head = Head { number: 8874, digest: [0xab; 32] };
        assert_eq!(head.to_string().parse(), Ok(head));
        let hex = "ab".repeat(32);
        let copied = format!(" 8,874 : {}\u{200b}{} {}\n", &hex[..16], &hex[16..32], &hex[32..]);
        assert_eq!(copied.parse(), Ok(head));
        assert_eq!("8874".parse::<Head>(), Err(NotAHead));
        assert_eq!(format!("8874:{}", &hex[1..]).parse::<Head>(), Err(NotAHead));
    }
}
