//! Reading an extract by a mapping.

mod bound;
mod cell;
mod days;
mod flags;
mod row;

pub(crate) use cell::fits;

use crate::extract::{Extract, ExtractRow, Found};
use crate::mapping::Mapping;
use crate::refusal::{Refusal, RefusalReason};
use crate::table_in::TableIn;
use crate::text::ReadError;
use bound::Bound;
use chrono::NaiveDate;
use csv::StringRecord;
use row::RowReader;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;

/// How many rows pass between two reports of progress.
const ROWS_BETWEEN_REPORTS: u64 = 1_000;

/// What came of one row.
#[derive(Debug)]
pub enum Reading {
    Row(Box<ExtractRow>),
    /// Everything that is wrong with the row: at least one refusal.
    Refused(Vec<Refusal>),
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows read.
    pub rows: u64,
    /// Bytes of the text behind, of `bytes_total`.
    pub bytes_done: u64,
    pub bytes_total: u64,
}

/// Reads a whole extract.
///
/// `today` is the latest day a date may have. `progress` is told every thousand rows, and may stop the reading.
///
/// # Errors
/// Where the file as a whole cannot be read by this mapping, or `progress` stopped it: see [`ReadError`].
/// Rows that are refused are no error: they stand in [`Extract::refusals`].
pub fn read_extract(
    bytes: &[u8],
    mapping: &Mapping,
    today: NaiveDate,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Extract, ReadError> {
    let (mut rows, mut refusals) = (Vec::new(), Vec::new());
    let found = for_each_row(bytes, mapping, today, progress, &mut |reading| match reading {
        Reading::Row(row) => rows.push(*row),
        Reading::Refused(refused) => refusals.extend(refused),
    })?;
    Ok(Extract { rows, refusals, found })
}

/// Reads an extract row by row, keeping none: for files too large to hold as rows.
///
/// # Errors
/// As [`read_extract`].
pub fn for_each_row(
    bytes: &[u8],
    mapping: &Mapping,
    today: NaiveDate,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    take: &mut dyn FnMut(Reading),
) -> Result<Found, ReadError> {
    let table = TableIn::open(bytes, &mapping.column_names())?;
    let bound = Bound::new(mapping, &table.header)?;
    let mut reader = RowReader::new(bound, today);
    let mut keys: HashMap<(String, Option<String>), u64> = HashMap::new();
    let (mut rows, mut record, mut count) = (table.rows(), StringRecord::new(), 0_u64);
    while let Some(row) = rows.next(&mut record) {
        count += 1;
        if count.is_multiple_of(ROWS_BETWEEN_REPORTS) {
            let report = Progress { rows: count, bytes_done: rows.bytes_done(), bytes_total: rows.bytes_total() };
            if progress(report).is_break() {
                return Err(ReadError::Cancelled);
            }
        }
        take(match reader.read(row, &record) {
            Ok(read) => unless_met(read, &mut keys, reader.reference_column()),
            Err(refusals) => Reading::Refused(refusals),
        });
    }
    if count == 0 {
        return Err(ReadError::OnlyAHeader);
    }
    Ok(reader.into_found(table.encoding, table.delimiter, count))
}

/// Refuses a second row with the key of an earlier one: which of them is right is not for a program to say.
fn unless_met(read: ExtractRow, keys: &mut HashMap<(String, Option<String>), u64>, reference_column: &str) -> Reading {
    match keys.entry((read.reference.clone(), read.victim_number.clone())) {
        Entry::Occupied(met) => {
            let reason = RefusalReason::SameAsRow { first_row: *met.get() };
            Reading::Refused(vec![reason.at(read.row, reference_column, Some(&read.reference))])
        }
        Entry::Vacant(free) => {
            free.insert(read.row);
            Reading::Row(Box::new(read))
        }
    }
}
