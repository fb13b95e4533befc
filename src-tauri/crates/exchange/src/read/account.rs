//! The account of one reading: keys met before, values nobody mapped, and how the file was understood.

use super::Reading;
use super::bound::Bound;
use super::row::Noticed;
use crate::extract::{ExtractRow, Found, Unmapped};
use crate::mapping::RuleKind;
use crate::refusal::{Refusal, RefusalReason};
use crate::table_in::TableIn;
use std::collections::hash_map::{Entry, RandomState};
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

/// Different values that nobody mapped: more are a wrong column, not a list to go through.
const UNMAPPED_MAX: usize = 200;

/// Keeps account of the rows of one reading.
pub(super) struct Account<'a, 'm> {
    bound: &'a Bound<'m>,
    rows: u64,
    /// The rows of keys met, by two hashes with keys of their own: a quarter of a million texts need not be held.
    keys: HashMap<(u64, u64), u64>,
    hashers: (RandomState, RandomState),
    unmapped: BTreeMap<(String, String), u64>,
}

impl<'a, 'm> Account<'a, 'm> {
    pub(super) fn new(bound: &'a Bound<'m>) -> Self {
        let hashers = (RandomState::new(), RandomState::new());
        Self { bound, rows: 0, keys: HashMap::new(), hashers, unmapped: BTreeMap::new() }
    }

    /// Rows so far.
    pub(super) const fn rows(&self) -> u64 {
        self.rows
    }

    /// Takes a row into the account.
    ///
    /// Refuses a second row with the key of an earlier one: which of them is right is not for a program to say.
    pub(super) fn entered(&mut self, read: Result<ExtractRow, Vec<Refusal>>) -> Reading {
        self.rows += 1;
        let read = match read {
            Ok(read) => read,
            Err(refusals) => {
                refusals.iter().for_each(|refusal| self.note_unmapped(refusal));
                return Reading::Refused(refusals);
            }
        };
        let key = (&read.reference, &read.victim_number);
        match self.keys.entry((self.hashers.0.hash_one(key), self.hashers.1.hash_one(key))) {
            Entry::Occupied(met) => {
                let reason = RefusalReason::SameAsRow { first_row: *met.get() };
                Reading::Refused(vec![reason.at(read.row, &self.bound.reference.name, Some(&read.reference))])
            }
            Entry::Vacant(free) => {
                free.insert(read.row);
                Reading::Row(Box::new(read))
            }
        }
    }

    fn note_unmapped(&mut self, refusal: &Refusal) {
        let (Some(column), Some(value)) = (&refusal.column, &refusal.value) else { return };
        if !matches!(refusal.reason, RefusalReason::UnknownWord | RefusalReason::UnknownFlag) {
            return;
        }
        let key = (column.clone(), value.clone());
        if self.unmapped.len() < UNMAPPED_MAX || self.unmapped.contains_key(&key) {
            *self.unmapped.entry(key).or_default() += 1;
        }
    }

    /// How the file was understood.
    pub(super) fn found(self, table: &TableIn<'_>, noticed: Noticed) -> Found {
        let field_of = |column: &str| {
            let used = self.bound.used.iter().find(|used| used.column == column && used.field != "invented");
            used.map(|used| used.field.clone()).unwrap_or_default()
        };
        let unmapped = self.unmapped.into_iter().map(|((column, value), rows)| {
            let field = field_of(&column);
            Unmapped { column, field, value, rows }
        });
        let mut date_forms: Vec<String> = Vec::new();
        for form in self.bound.rules.iter().flat_map(|rule| rule.date_forms()) {
            if noticed.date_forms.contains(form) && !date_forms.iter().any(|known| known == form) {
                date_forms.push(form.to_owned());
            }
        }
        Found {
            form: table.form.clone(),
            header_row: table.header_row,
            date_forms,
            columns_of_numbers: columns_of_numbers(self.bound, table),
            unmapped: unmapped.collect(),
            columns_used: self.bound.used.clone(),
            columns_ignored: self.bound.ignored.clone(),
            columns_missing: self.bound.missing.clone(),
            rows: self.rows,
            rows_invented: noticed.rows_invented,
        }
    }
}

/// Columns of keys, collar numbers and personal texts in which a sheet holds plain numbers.
fn columns_of_numbers(bound: &Bound<'_>, table: &TableIn<'_>) -> Vec<String> {
    let texts = bound.rules.iter().filter(|bound| {
        matches!(bound.rule.kind, RuleKind::OicCollar | RuleKind::LinkedCollars { .. } | RuleKind::Personal { .. })
    });
    let columns = [&bound.reference].into_iter().chain(&bound.victim_number);
    let columns = columns.chain(texts.flat_map(|bound| &bound.columns));
    columns.filter(|column| table.numbers.contains_key(&column.at)).map(|column| column.name.clone()).collect()
}
