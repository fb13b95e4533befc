//! The people file: names, addresses, numbers and notes, as versions that are never overwritten.

use crate::commit::{Commitment, PersonalRef};
use crate::error::CasebookError;
use crate::keys::random_bytes;
use caseload::{PersonalFacts, PersonalField, RowId, Sensitive};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// A name for lists: the victim's or the officer's.
pub type PersonName = Sensitive<String>;

/// Writes a version row and its search entry. Also marks it unsettled until its entry is known to stand.
pub fn write(
    people: &Connection,
    batch: i64,
    subject: i64,
    facts: &PersonalFacts,
) -> Result<PersonalRef, CasebookError> {
    let row = RowId::from_random(u64::from_le_bytes(random_bytes()?));
    let text = write_text(facts);
    let nonce = Commitment::nonce()?;
    people
        .prepare_cached("INSERT INTO person_version (row_id, subject, nonce, text) VALUES (?, ?, ?, ?)")?
        .execute(params![row.as_i64(), subject, nonce, text])?;
    people.prepare_cached("INSERT INTO unsettled (row_id, batch) VALUES (?, ?)")?.execute([row.as_i64(), batch])?;
    if let Some([name, telephone, address]) = searchable(facts) {
        people
            .prepare_cached("INSERT INTO person_search (rowid, name, telephone, address) VALUES (?, ?, ?, ?)")?
            .execute(params![row.as_i64(), name, telephone, address])?;
    }
    let fields = facts.fields().iter().fold(0, |mask, field| mask | field.bit());
    Ok(PersonalRef { row, commitment: Commitment::make(&nonce, text.as_bytes()), fields })
}

/// Forgets the marks of a batch whose entries are committed.
pub fn settle(people: &Connection, batch: i64) -> Result<(), CasebookError> {
    people.execute("DELETE FROM unsettled WHERE batch = ?", [batch])?;
    Ok(())
}

/// Sweeps rows that no entry names: what a stop between the two commits leaves.
///
/// `named` says whether an entry names the row. The caller holds the ledger's write lock.
pub fn sweep(
    people: &mut Connection,
    named: impl Fn(i64) -> Result<bool, CasebookError>,
) -> Result<u64, CasebookError> {
    let unsettled: Vec<i64> = {
        let mut statement = people.prepare("SELECT row_id FROM unsettled")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    if unsettled.is_empty() {
        return Ok(0);
    }
    let change = people.transaction()?;
    let mut swept = 0;
    for row in unsettled {
        if !named(row)? {
            change.execute("DELETE FROM person_version WHERE row_id = ?", [row])?;
            change.execute("DELETE FROM person_search WHERE rowid = ?", [row])?;
            swept += 1;
        }
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

/// Rows whose name, telephone or address holds every word typed, as a prefix, and whom they speak of.
pub fn search(people: &Connection, typed: &Sensitive<String>, limit: u32) -> Result<Vec<(RowId, i64)>, CasebookError> {
    // EXPOSE: the text typed is what is searched for. Quotes make every word a plain word to FTS5.
    let words: Vec<String> = typed
        .expose()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\"*"))
        .collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = people.prepare_cached(
        "SELECT row_id, subject FROM person_search JOIN person_version ON row_id = person_search.rowid \
         WHERE person_search MATCH ? LIMIT ?",
    )?;
    let rows =
        statement.query_map(params![words.join(" "), limit], |row| Ok((RowId::from_i64(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn searchable(facts: &PersonalFacts) -> Option<[String; 3]> {
    // EXPOSE: the search index lives in the people file, under the same key.
    let text = |field| facts.get(field).map(|text: &Sensitive<String>| text.expose().clone());
    let name = text(PersonalField::VictimName);
    // Numbers are searched as typed with and without spaces.
    let telephone = text(PersonalField::Telephone).map(|number| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        format!("{number} {digits}")
    });
    let address = text(PersonalField::Address);
    (name.is_some() || telephone.is_some() || address.is_some())
        .then(|| [name, telephone, address].map(Option::unwrap_or_default))
}

fn write_text(facts: &PersonalFacts) -> String {
    let fields: BTreeMap<&str, &str> = facts
        .fields()
        .into_iter()
        // EXPOSE: this is the text the people file keeps.
        .filter_map(|field| Some((field.name(), facts.get(field)?.expose().as_str())))
        .collect();
    // A map of strings always has a JSON form.
    serde_json::to_string(&fields).unwrap_or_default()
}

fn read_text(text: &str) -> Result<PersonalFacts, CasebookError> {
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
