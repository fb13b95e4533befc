//! A file held against the desk: what each row would do, and how that is told.

use super::File;
use super::compare::Known;
use crate::contacts::officers::refused_row;
use crate::error::DeskError;
use crate::wire::{ChoiceView, ImportHeap, ImportPreview, ImportedRow, RefusedWhy, UnmappedView};
use crate::words;
use casebook::FileShape;
use caseload::{CaseFacts, CaseId, PersonalFacts};
use exchange::{Found, Refusal, TableForm};
use std::collections::BTreeMap;

/// Rows of each heap that a preview lists.
pub(super) const ROWS_A_HEAP: usize = 200;
/// Reasons for refusals that a preview counts.
const REASONS: usize = 20;

/// What a row that was read would do, in the file's order.
pub(super) enum Planned {
    New,
    /// New to every list; the desk had the case before every import that brought it was taken back.
    Back(CaseId),
    Changed(Box<Change>),
    Unchanged(CaseId),
    /// As it stands, but so far for the work on it alone: from now on this import vouches for it.
    Vouched(CaseId),
    /// The desk refuses it, though it was read.
    Refused,
}

/// What a row changes of a case.
pub(super) struct Change {
    pub(super) case: CaseId,
    pub(super) facts: CaseFacts,
    pub(super) personal: PersonalFacts,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) new: u64,
    pub(super) changed: u64,
    pub(super) unchanged: u64,
    /// Rows refused; a row with several problems counts once.
    pub(super) refused: u64,
}

impl Counts {
    /// Rows that can be applied.
    pub(super) const fn rows(self) -> u64 {
        self.new + self.changed + self.unchanged
    }

    pub(super) fn words(self, verb: &str) -> String {
        format!(
            "{verb}: {} new, {} changed, {} unchanged, {} refused.",
            words::thousands(self.new),
            words::thousands(self.changed),
            words::thousands(self.unchanged),
            words::thousands(self.refused)
        )
    }
}

/// A file held against the desk.
pub(super) struct Prepared {
    pub(super) known: Known,
    /// One for each row that was read; a few bytes each.
    pub(super) rows: Vec<Planned>,
    pub(super) counts: Counts,
    pub(super) shape: FileShape,
    /// The first rows of each heap, as they are shown.
    pub(super) new: Vec<ImportedRow>,
    pub(super) changed: Vec<ImportedRow>,
    pub(super) unchanged: Vec<ImportedRow>,
    pub(super) absent: Vec<ImportedRow>,
    pub(super) absent_count: u64,
    /// The first refusals.
    refusals: Vec<Refusal>,
    /// How many rows each reason refused, by column and reason.
    why: BTreeMap<(String, String), u64>,
    pub(super) found: Option<Found>,
    pub(super) doubts: Vec<String>,
    pub(super) stopped: Option<String>,
}

impl Prepared {
    pub(super) fn new(known: Known) -> Self {
        Self {
            known,
            rows: Vec::new(),
            counts: Counts::default(),
            shape: FileShape::default(),
            new: Vec::new(),
            changed: Vec::new(),
            unchanged: Vec::new(),
            absent: Vec::new(),
            absent_count: 0,
            refusals: Vec::new(),
            why: BTreeMap::new(),
            found: None,
            doubts: Vec::new(),
            stopped: None,
        }
    }

    pub(super) fn refuse(&mut self, refusals: Vec<Refusal>) {
        self.counts.refused += 1;
        for refusal in refusals {
            let column = refusal.column.clone().unwrap_or_default();
            let reason = refusal.reason.heading();
            match self.why.get_mut(&(column.clone(), reason.clone())) {
                Some(count) => *count += 1,
                None => {
                    self.why.insert((column, reason), 1);
                }
            }
            if self.refusals.len() < ROWS_A_HEAP {
                self.refusals.push(refusal);
            }
        }
    }

    /// Refuses a file that may not be applied.
    pub(super) fn may_be_applied(&self, right_file: bool) -> Result<(), DeskError> {
        if let Some(why) = &self.stopped {
            return Err(DeskError::bad("file", why.clone()));
        }
        if self.counts.rows() == 0 {
            return Err(DeskError::bad("file", "No row of the file can be applied. Look at the refused rows."));
        }
        if !right_file && !self.doubts.is_empty() {
            let message = format!("{} If it is the right file all the same, say so.", self.doubts.join(" "));
            return Err(DeskError::bad("right_file", message));
        }
        Ok(())
    }

    pub(super) fn view(self, file: &File<'_>) -> ImportPreview {
        let counts = self.counts;
        let mut why: Vec<RefusedWhy> =
            self.why.into_iter().map(|((column, reason), rows)| RefusedWhy { column, reason, rows }).collect();
        why.sort_by_key(|why| std::cmp::Reverse(why.rows));
        why.truncate(REASONS);
        let found = self.found.as_ref();
        ImportPreview {
            rows: counts.rows() + counts.refused,
            words: counts.words("Would import"),
            new: ImportHeap { count: counts.new, rows: self.new },
            changed: ImportHeap { count: counts.changed, rows: self.changed },
            unchanged: ImportHeap { count: counts.unchanged, rows: self.unchanged },
            absent: ImportHeap { count: self.absent_count, rows: self.absent },
            refused: self.refusals.iter().map(refused_row).collect(),
            refused_count: counts.refused,
            refused_why: why,
            asks: found.map(|found| asks(found, file)).unwrap_or_default(),
            found: found.map(found_words).unwrap_or_default(),
            file_name: file.name.clone(),
            mapping: file.mapped.mapping.name().to_owned(),
            seen: words::digest(&file.digest),
            doubts: self.doubts,
            stopped: self.stopped,
        }
    }
}

/// The values nobody has mapped, each with what it could mean.
fn asks(found: &Found, file: &File<'_>) -> Vec<UnmappedView> {
    let choice = |choice: exchange::mapping::Choice| ChoiceView { code: choice.code, label: choice.label };
    let view = |unmapped: &exchange::Unmapped| UnmappedView {
        column: unmapped.column.clone(),
        field: unmapped.field.clone(),
        value: unmapped.value.clone(),
        rows: unmapped.rows,
        meanings: exchange::sample::meanings_of(&unmapped.field, &file.mapped.text).into_iter().map(choice).collect(),
    };
    found.unmapped.iter().map(view).collect()
}

/// How the file was understood, for a person to look over.
fn found_words(found: &Found) -> Vec<String> {
    let mut words = match &found.form {
        TableForm::Text { encoding, delimiter } => {
            vec![format!("Encoding: {encoding}."), format!("Delimiter: {delimiter}.")]
        }
        TableForm::Sheet { sheet, others } if others.is_empty() => vec![format!("Sheet: {sheet}.")],
        TableForm::Sheet { sheet, others } => vec![format!("Sheet: {sheet}. Not read: {}.", others.join(", "))],
    };
    if found.header_row != 1 {
        words.push(format!("The column names stand in row {}.", found.header_row));
    }
    if !found.date_forms.is_empty() {
        let forms: Vec<String> = found.date_forms.iter().map(|form| words::date_form(form)).collect();
        words.push(format!("Dates written as: {}.", forms.join(", ")));
    }
    words.push(format!("{} read.", words::counted(found.columns_used.len() as u64, "column")));
    if !found.columns_of_numbers.is_empty() {
        words.push(format!(
            "Stored as numbers in the workbook, so that leading zeros are not in the file: {}.",
            found.columns_of_numbers.join(", ")
        ));
    }
    if !found.columns_ignored.is_empty() {
        words.push(format!("Not read: {}.", found.columns_ignored.join(", ")));
    }
    if !found.columns_missing.is_empty() {
        let missing: Vec<&str> = found.columns_missing.iter().map(|used| used.column.as_str()).collect();
        words.push(format!("Not in this file: {}. They say nothing.", missing.join(", ")));
    }
    if found.invented() {
        words.push("Every row is marked as invented.".to_owned());
    }
    words
}
