//! The people file: names, addresses, numbers and notes, as versions that are never overwritten.
//!
//! [`crate::people_hand`] writes it, and [`crate::people_search`] keeps and reads the index.

use crate::commit::Commitment;
use crate::error::CasebookError;
use crate::people_search;
use crate::telling::Tell;
use caseload::{PersonalFacts, PersonalField, RowId, Sensitive};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};

/// A name for lists: the victim's or the officer's.
pub type PersonName = Sensitive<String>;

/// Above this share of all rows a sweep makes the search index anew instead of taking rows out one by one.
const SWEPT_SHARE_MAX: u64 = 10;

/// Forgets the mark of a batch whose entries are committed.
pub fn settle(people: &Connection, batch: i64) -> Result<(), CasebookError> {
    people.prepare_cached("DELETE FROM unsettled WHERE batch = ?")?.execute([batch])?;
    Ok(())
}

/// Whether a stop may have left rows that no entry names.
pub fn has_unsettled(people: &Connection) -> Result<bool, CasebookError> {
    Ok(people.query_row("SELECT EXISTS (SELECT 1 FROM unsettled)", [], |row| row.get(0))?)
}

/// Sweeps rows that no entry names: what a stop between the two commits leaves.
///
/// `strike_named` takes out of the set what entries after that number name. The caller holds the ledger's write lock.
pub fn sweep(
    people: &mut Connection,
    tell: &mut Tell<'_>,
    strike_named: impl FnOnce(u64, &mut BTreeSet<i64>) -> Result<(), CasebookError>,
) -> Result<u64, CasebookError> {
    let (mut left, mut after) = (BTreeSet::new(), u64::MAX);
    {
        let mut statement = people.prepare("SELECT after, rows FROM unsettled")?;
        let mut batches = statement.query([])?;
        while let Some(batch) = batches.next()? {
            after = after.min(batch.get::<_, i64>(0)?.cast_unsigned());
            let (ids, _) = batch.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?.as_chunks::<8>();
            left.extend(ids.iter().map(|id| i64::from_le_bytes(*id)));
        }
    }
    strike_named(after, &mut left)?;
    let change = people.transaction()?;
    let swept = left.len() as u64;
    let rows: i64 = change.query_row("SELECT count(*) FROM person_version", [], |row| row.get(0))?;
    let anew = swept > 100 && swept > rows.cast_unsigned() / SWEPT_SHARE_MAX;
    for row in left {
        if !anew {
            people_search::take_out(&change, row)?;
        }
        change.prepare_cached("DELETE FROM person_version WHERE row_id = ?")?.execute([row])?;
    }
    if anew {
        people_search::make_anew(&change, tell)?;
    }
    change.execute("DELETE FROM unsettled", [])?;
    change.commit()?;
    Ok(swept)
}

/// One version row.
pub fn read(people: &Connection, row: RowId) -> Result<Option<PersonalFacts>, CasebookError> {
    let text: Option<String> = people
        .prepare_cached("SELECT text FROM person_version WHERE row_id = ?")?
        .query_row([row.as_i64()], |found| found.get(0))
        .optional()?;
    text.map(|text| read_text(&text)).transpose()
}

/// What commitment a row's text has, `None` where the row is missing.
pub fn commitment(people: &Connection, row: RowId) -> Result<Option<Commitment>, CasebookError> {
    let found: Option<([u8; 32], String)> = people
        .prepare_cached("SELECT nonce, text FROM person_version WHERE row_id = ?")?
        .query_row([row.as_i64()], |found| Ok((found.get(0)?, found.get(1)?)))
        .optional()?;
    Ok(found.map(|(nonce, text)| Commitment::make(&nonce, text.as_bytes())))
}

/// The versions about a case or an officer.
pub fn rows_about(people: &Connection, subject: i64) -> Result<Vec<RowId>, CasebookError> {
    let mut statement = people.prepare_cached("SELECT row_id FROM person_version WHERE subject = ?")?;
    let rows = statement.query_map([subject], |row| Ok(RowId::from_i64(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Deletes these versions and their words in the search index; says how many there were.
pub fn erase(people: &mut Connection, rows: &BTreeSet<RowId>) -> Result<u64, CasebookError> {
    let mut there = Vec::new();
    for row in rows {
        if commitment(people, *row)?.is_some() {
            there.push(row.as_i64());
        }
    }
    let change = people.transaction()?;
    for row in &there {
        people_search::take_out(&change, *row)?;
        change.prepare_cached("DELETE FROM person_version WHERE row_id = ?")?.execute([row])?;
    }
    change.commit()?;
    Ok(there.len() as u64)
}

/// The text the people file keeps.
pub fn write_text(facts: &PersonalFacts) -> String {
    let fields: BTreeMap<&str, &str> = facts
        .fields()
        .into_iter()
        // EXPOSE: this is the text the people file keeps.
        .filter_map(|field| Some((field.name(), facts.get(field)?.expose().as_str())))
        .collect();
    // A map of strings always has a JSON form.
    serde_json::to_string(&fields).unwrap_or_default()
}

/// Reads the text the people file keeps.
pub fn read_text(text: &str) -> Result<PersonalFacts, CasebookError> {
    let fields: BTreeMap<String, String> = serde_json::from_str(text)
        .map_err(|_| CasebookError::Damaged { file: "people.db", detail: "a row cannot be read.".to_owned() })?;
    let mut facts = PersonalFacts::default();
    for (name, value) in fields {
        if let Some(field) = PersonalField::from_name(&name) {
            facts.set(field, Sensitive::new(value));
        }
    }
    Ok(facts)
}
