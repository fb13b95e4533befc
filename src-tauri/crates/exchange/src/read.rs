//! Reading an extract by a mapping.
//!
//! One thread takes the file apart into rows, others make out what each row says, and the caller gets them in order.

mod account;
mod bound;
mod cell;
mod days;
mod flags;
mod row;

pub(crate) use cell::fits;

use crate::extract::{Extract, ExtractRow, Found};
use crate::mapping::Mapping;
use crate::refusal::Refusal;
use crate::table_in::{Opening, Rows, TableIn};
use crate::text::ReadError;
use account::Account;
use bound::Bound;
use chrono::NaiveDate;
use csv::StringRecord;
use row::{Noticed, RowReader};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, available_parallelism, scope};

/// Rows that go from one thread to another at once.
const ROWS_A_BATCH: usize = 256;
/// Batches that may wait for a thread: what is read ahead is not held for long.
const BATCHES_WAITING: usize = 4;
/// More threads than this wait for the one that takes the file apart.
const WORKERS_MAX: usize = 4;

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
/// `today` is the latest day a date may have. `progress` is told now and then, and may stop the reading.
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
    let found = for_each_row(bytes, mapping, Opening::default(), today, progress, &mut |reading| {
        match reading {
            Reading::Row(row) => rows.push(*row),
            Reading::Refused(refused) => refusals.extend(refused),
        }
        ControlFlow::Continue(())
    })?;
    Ok(Extract { rows, refusals, found })
}

/// Reads an extract row by row, keeping none: for files too large to hold as rows.
///
/// Rows come in the file's order. `take` may stop the reading, as `progress` may.
///
/// # Errors
/// As [`read_extract`].
pub fn for_each_row(
    bytes: &[u8],
    mapping: &Mapping,
    opening: Opening<'_>,
    today: NaiveDate,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    take: &mut dyn FnMut(Reading) -> ControlFlow<()>,
) -> Result<Found, ReadError> {
    let sheet = opening.sheet.or_else(|| mapping.sheet());
    let table = TableIn::open_with(bytes, &mapping.column_names(), Opening { sheet, ..opening })?;
    let bound = Bound::new(mapping, &table.header)?;
    let mut account = Account::new(&bound);
    let bytes_done = AtomicU64::new(0);
    let bytes_total = table.rows().bytes_total();
    let noticed = scope(|threads| -> Result<Noticed, ReadError> {
        let readers = Readers::start(threads, &table, &bound, today, &bytes_done);
        let mut noticed = Noticed::default();
        let mut taken = 0_u64;
        while let Some(batch) = readers.next(taken) {
            taken += 1;
            for reading in batch.readings {
                if take(account.entered(reading)).is_break() {
                    return Err(ReadError::Cancelled);
                }
            }
            noticed.add(batch.noticed);
            let bytes_done = bytes_done.load(Ordering::Relaxed);
            if progress(Progress { rows: account.rows(), bytes_done, bytes_total }).is_break() {
                return Err(ReadError::Cancelled);
            }
        }
        Ok(noticed)
    })?;
    if account.rows() == 0 {
        return Err(ReadError::OnlyAHeader);
    }
    Ok(account.found(&table, noticed))
}

/// Rows on their way to being read.
type Batch = Vec<(u64, StringRecord)>;

/// Rows that were read, in order, and what was noticed of them.
struct BatchRead {
    readings: Vec<Result<ExtractRow, Vec<Refusal>>>,
    noticed: Noticed,
}

/// The threads that read: each gets every so-manieth batch, so that they come back in order.
struct Readers {
    read: Vec<Receiver<BatchRead>>,
}

impl Readers {
    fn start<'scope, 'env: 'scope>(
        threads: &'scope Scope<'scope, 'env>,
        table: &'env TableIn<'_>,
        bound: &'env Bound<'_>,
        today: NaiveDate,
        bytes_done: &'env AtomicU64,
    ) -> Self {
        let workers = available_parallelism().map_or(1, |count| count.get().min(WORKERS_MAX));
        let (mut to_read, mut read) = (Vec::new(), Vec::new());
        for _ in 0..workers {
            let (send_batch, batches) = sync_channel::<Batch>(BATCHES_WAITING);
            let (send_read, batches_read) = sync_channel::<BatchRead>(BATCHES_WAITING);
            to_read.push(send_batch);
            read.push(batches_read);
            threads.spawn(move || read_batches(bound, table.is_sheet(), today, &batches, &send_read));
        }
        threads.spawn(move || take_apart(table.rows(), &to_read, bytes_done));
        Self { read }
    }

    /// The batch with this number from 0; `None` after the last.
    fn next(&self, number: u64) -> Option<BatchRead> {
        let worker = usize::try_from(number).unwrap_or(0) % self.read.len().max(1);
        self.read.get(worker)?.recv().ok()
    }
}

/// Takes the file apart into batches of rows, until nobody wants more.
fn take_apart(mut rows: Rows<'_>, to_read: &[SyncSender<Batch>], bytes_done: &AtomicU64) {
    for worker in to_read.iter().cycle() {
        let mut batch = Batch::with_capacity(ROWS_A_BATCH);
        let mut record = StringRecord::new();
        while batch.len() < ROWS_A_BATCH {
            let Some(row) = rows.next(&mut record) else { break };
            batch.push((row, std::mem::take(&mut record)));
        }
        let is_last = batch.len() < ROWS_A_BATCH;
        bytes_done.store(rows.bytes_done(), Ordering::Relaxed);
        if (!batch.is_empty() && worker.send(batch).is_err()) || is_last {
            return;
        }
    }
}

/// Reads batches until there are none, or nobody wants more.
fn read_batches(
    bound: &Bound<'_>,
    is_sheet: bool,
    today: NaiveDate,
    batches: &Receiver<Batch>,
    read: &SyncSender<BatchRead>,
) {
    let mut reader = RowReader::new(bound, is_sheet, today);
    while let Ok(batch) = batches.recv() {
        let readings = batch.iter().map(|(row, record)| reader.read(*row, record)).collect();
        if read.send(BatchRead { readings, noticed: reader.noticed() }).is_err() {
            return;
        }
    }
}
