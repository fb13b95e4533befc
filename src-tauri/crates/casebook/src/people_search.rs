//! Search over names, telephone numbers and addresses: an index in the people file, under its key.
//!
//! A row's id in the index is the day its case was reported, then the row's place, so that reading the index backwards
//! gives the latest case first and a list of twenty needs no sorting of twenty thousand.

use crate::error::CasebookError;
use crate::nearly::words_nearly;
use crate::people::read_text;
use crate::schema::{SEARCH, SIEVE};
use crate::telling::{Steps, Tell};
use caseload::{PersonalFacts, PersonalField, RowId, Sensitive};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Bits of an index id that are the row's place.
const PLACE_BITS: u32 = 40;
const PLACE_MASK: i64 = (1 << PLACE_BITS) - 1;
/// A case without a day of report is found after all others.
const UNDATED: i32 = 0;
/// Rows gathered before they are written, in the order of their ids: the index takes them in as one piece.
const ROWS_AT_ONCE: usize = 50_000;

/// What of a person is searched for: name, telephone, address.
pub type Searchable = [String; 3];

/// Rows on their way into the index.
#[derive(Default)]
pub struct Gathered {
    rows: Vec<(i64, Searchable)>,
}

impl Gathered {
    /// Adds a row; every so many are written.
    pub fn add(
        &mut self,
        people: &Connection,
        place: i64,
        day: i32,
        searchable: Searchable,
    ) -> Result<(), CasebookError> {
        self.rows.push((index_id(place, day), searchable));
        if self.rows.len() >= ROWS_AT_ONCE { self.write(people) } else { Ok(()) }
    }

    /// Writes what was gathered.
    pub fn write(&mut self, people: &Connection) -> Result<(), CasebookError> {
        self.rows.sort_unstable_by_key(|(id, _)| *id);
        let mut insert =
            people.prepare_cached("INSERT INTO person_search (rowid, name, telephone, address) VALUES (?, ?, ?, ?)")?;
        let mut words = BTreeSet::new();
        for (id, [name, telephone, address]) in &self.rows {
            insert.execute(params![id, name, telephone, address])?;
            words.extend(words_of(name));
        }
        let mut keep = people.prepare_cached("INSERT OR IGNORE INTO name_word (word) VALUES (?)")?;
        for word in words {
            keep.execute([word])?;
        }
        self.rows.clear();
        Ok(())
    }
}

const fn index_id(place: i64, day: i32) -> i64 {
    ((day as i64) << PLACE_BITS) | place
}

/// The day a case's rows are filed under; `None` where the subject is no case of the read model.
pub fn case_day(ledger: &Connection, subject: i64) -> Result<Option<i32>, CasebookError> {
    let found: Option<Option<i32>> = ledger
        .prepare_cached("SELECT reported_on FROM case_row WHERE case_id = ?")?
        .query_row([subject], |row| row.get(0))
        .optional()?;
    Ok(found.map(|day| day.unwrap_or(UNDATED)))
}

/// The day a case's rows are filed under.
pub fn day_number(reported_on: Option<NaiveDate>) -> i32 {
    reported_on.map_or(UNDATED, |on| on.num_days_from_ce())
}

/// What the index holds of a person; `None` where there is nothing to be found by.
pub fn searchable(facts: &PersonalFacts) -> Option<Searchable> {
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

/// Takes a row out of the index.
pub fn take_out(people: &Connection, row: i64) -> Result<(), CasebookError> {
    let found: Option<(i64, Option<i32>)> = people
        .prepare_cached("SELECT place, search_day FROM person_version WHERE row_id = ?")?
        .query_row([row], |found| Ok((found.get(0)?, found.get(1)?)))
        .optional()?;
    if let Some((place, Some(day))) = found {
        let id = index_id(place, day);
        let name: String = people
            .prepare_cached("SELECT name FROM person_search WHERE rowid = ?")?
            .query_row([id], |found| found.get(0))?;
        people.prepare_cached("DELETE FROM person_search WHERE rowid = ?")?.execute([id])?;
        for word in words_of(&name) {
            // A word that no other row has goes with the row.
            people
                .prepare_cached(
                    "DELETE FROM name_word WHERE word = ?1 AND NOT EXISTS \
                     (SELECT 1 FROM person_search WHERE person_search MATCH '\"' || ?1 || '\"')",
                )?
                .execute([word])?;
        }
    }
    Ok(())
}

/// Files a person's rows under another day of report.
pub fn move_to_day(people: &Connection, subject: i64, day: i32) -> Result<(), CasebookError> {
    let mut statement = people.prepare_cached(
        "SELECT place, search_day FROM person_version WHERE subject = ? AND search_day IS NOT NULL AND search_day <> ?",
    )?;
    let rows = statement.query_map(params![subject, day], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(i64, i32)> = rows.collect::<Result<_, _>>()?;
    for (place, before) in rows {
        let (from, to) = (index_id(place, before), index_id(place, day));
        people
            .prepare_cached(
                "INSERT INTO person_search (rowid, name, telephone, address) \
                 SELECT ?2, name, telephone, address FROM person_search WHERE rowid = ?1",
            )?
            .execute([from, to])?;
        people.prepare_cached("DELETE FROM person_search WHERE rowid = ?")?.execute([from])?;
        people
            .prepare_cached("UPDATE person_version SET search_day = ? WHERE place = ?")?
            .execute(params![day, place])?;
    }
    Ok(())
}

/// Makes the whole index from the rows that carry a day.
pub fn make_anew(people: &Connection, tell: &mut Tell<'_>) -> Result<(), CasebookError> {
    people.execute_batch(SEARCH)?;
    let wanted: i64 =
        people.query_row("SELECT count(*) FROM person_version WHERE search_day IS NOT NULL", [], |row| row.get(0))?;
    let mut steps = Steps::new(tell, "Making the index of names anew", usize::try_from(wanted).unwrap_or_default());
    let (mut gathered, mut found_by_nothing) = (Gathered::default(), Vec::new());
    let mut statement = people
        .prepare("SELECT place, search_day, text FROM person_version WHERE search_day IS NOT NULL ORDER BY place")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let facts = read_text(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?;
        match searchable(&facts) {
            Some(searchable) => gathered.add(people, row.get(0)?, row.get(1)?, searchable)?,
            None => found_by_nothing.push(row.get::<_, i64>(0)?),
        }
        steps.step()?;
    }
    for place in found_by_nothing {
        people.execute("UPDATE person_version SET search_day = NULL WHERE place = ?", [place])?;
    }
    gathered.write(people)
}

/// Faults of the index: rows it lacks or has too many, and pieces that do not fit together.
pub fn problems(people: &Connection) -> Result<Vec<String>, CasebookError> {
    let mut problems = Vec::new();
    let lacking: i64 = people.query_row(
        &format!(
            "SELECT count(*) FROM person_version WHERE search_day IS NOT NULL AND NOT EXISTS \
             (SELECT 1 FROM person_search_docsize WHERE id = (search_day << {PLACE_BITS}) | place)"
        ),
        [],
        |row| row.get(0),
    )?;
    let indexed: i64 = people.query_row("SELECT count(*) FROM person_search_docsize", [], |row| row.get(0))?;
    let wanted: i64 =
        people.query_row("SELECT count(*) FROM person_version WHERE search_day IS NOT NULL", [], |row| row.get(0))?;
    if lacking > 0 || indexed != wanted {
        problems.push(format!("the search index lacks {lacking} people rows and holds {indexed} of {wanted}"));
    }
    if people.execute("INSERT INTO person_search (person_search, rank) VALUES ('integrity-check', 0)", []).is_err() {
        problems.push("the search index over people does not fit together".to_owned());
    }
    Ok(problems)
}

/// How what is typed may differ from what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Each word begins so.
    AsTyped,
    /// Or is a word of a name that is spelled nearly so.
    NearlyRight,
}

/// Beginnings up to this length the index holds as they are, latest first; of longer ones it gathers every row before
/// it gives the first. See `prefix` in `people_search.sql`.
const LETTERS_INDEXED: usize = 4;
/// Rows that are sifted together for longer beginnings.
const SIFTED: u16 = 128;
/// A longer beginning that so many of the latest rows have is sifted for; of a rarer one the index gathers few rows.
const COMMON: u16 = SIFTED / 4;
/// So often are rows sifted; after that the index is asked, which is right however rare what is wanted is together.
const SIFTS_MAX: usize = 8;

/// Rows whose name, telephone or address holds every word typed, as a prefix: the latest case first.
///
/// `each` says whether to go on.
pub fn search(
    people: &Connection,
    typed: &Sensitive<String>,
    spelling: Spelling,
    mut each: impl FnMut(RowId, i64) -> Result<bool, CasebookError>,
) -> Result<(), CasebookError> {
    // EXPOSE: the text typed is what is searched for.
    let words: Vec<String> = words_of(typed.expose()).collect();
    if words.is_empty() {
        return Ok(());
    }
    let wanted: Vec<String> =
        words.iter().map(|word| alternatives(people, word, spelling)).collect::<Result<_, _>>()?;
    let wanted = wanted.join(" AND ");
    let mut before = i64::MAX;
    let is_long = |word: &String| word.chars().count() > LETTERS_INDEXED;
    if spelling == Spelling::AsTyped && words.iter().any(is_long) {
        let mut coarse: Vec<String> = words.iter().map(|word| shortened(word)).collect();
        // Widely first; once it is known which words are rare, those narrow what is sifted.
        for _ in 0..SIFTS_MAX {
            if coarse == words {
                break;
            }
            let sifted = sift(people, &all_of(&coarse), &wanted, before)?;
            for (row, subject) in sifted.rows {
                if !each(RowId::from_i64(row), subject)? {
                    return Ok(());
                }
            }
            let Some(last) = sifted.more_before else { return Ok(()) };
            if before == i64::MAX {
                coarse = words.iter().map(|word| narrowing(people, word)).collect::<Result<_, _>>()?;
            }
            before = last;
        }
    }
    let mut statement = people.prepare_cached(&format!(
        "SELECT row_id, subject FROM person_search JOIN person_version ON place = person_search.rowid & {PLACE_MASK} \
         WHERE person_search MATCH ? AND person_search.rowid < ? ORDER BY person_search.rowid DESC"
    ))?;
    let mut rows = statement.query(params![wanted, before])?;
    while let Some(row) = rows.next()? {
        if !each(RowId::from_i64(row.get(0)?), row.get(1)?)? {
            break;
        }
    }
    Ok(())
}

/// As much of a word as the index holds as it is.
fn shortened(word: &str) -> String {
    word.chars().take(LETTERS_INDEXED).collect()
}

/// The word where it is rare among the rows sifted last; as much of it as the index holds where it is common.
fn narrowing(people: &Connection, word: &str) -> Result<String, CasebookError> {
    let having: u16 = people
        .prepare_cached("SELECT count(*) FROM temp.sieve WHERE sieve MATCH ?")?
        .query_row([as_beginning(word)], |row| row.get(0))?;
    Ok(if having >= COMMON { shortened(word) } else { word.to_owned() })
}

/// What FTS5 is asked for rows with each of these beginnings.
fn all_of(words: &[String]) -> String {
    words.iter().map(|word| as_beginning(word)).collect::<Vec<_>>().join(" AND ")
}

/// What of some rows fits.
struct Sifted {
    /// Rows and their subjects, latest first.
    rows: Vec<(i64, i64)>,
    /// Where there are earlier rows than those that were sifted: the index id of the earliest of them.
    more_before: Option<i64>,
}

/// Sifts the latest rows before this one that `coarse` lets through for what is wanted.
///
/// They go through a small index of their own in memory, so that words are divided and compared by the same rules.
fn sift(people: &Connection, coarse: &str, wanted: &str, before: i64) -> Result<Sifted, CasebookError> {
    people.execute_batch(SIEVE)?;
    let put = people
        .prepare_cached(
            "INSERT INTO temp.sieve (rowid, name, telephone, address) SELECT rowid, name, telephone, address \
             FROM person_search WHERE person_search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
        )?
        .execute(params![coarse, before, SIFTED])?;
    let more_before = if put < usize::from(SIFTED) {
        None
    } else {
        people.prepare_cached("SELECT min(rowid) FROM temp.sieve")?.query_row([], |row| row.get(0))?
    };
    let mut statement = people.prepare_cached(&format!(
        "SELECT row_id, subject FROM temp.sieve JOIN person_version ON place = sieve.rowid & {PLACE_MASK} \
         WHERE sieve MATCH ? ORDER BY sieve.rowid DESC"
    ))?;
    let rows = statement.query_map([wanted], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Sifted { rows: rows.collect::<Result<_, _>>()?, more_before })
}

/// What FTS5 is asked for the beginning of a word. Quotes make it a plain word.
fn as_beginning(word: &str) -> String {
    format!("\"{word}\"*")
}

/// What FTS5 is asked for a word.
fn alternatives(people: &Connection, word: &str, spelling: Spelling) -> Result<String, CasebookError> {
    let mut either = vec![as_beginning(word)];
    if spelling == Spelling::NearlyRight {
        either.extend(words_nearly(people, word)?.iter().map(|near| format!("\"{near}\"")));
    }
    Ok(format!("({})", either.join(" OR ")))
}

/// The words of a text, as the index divides them, in small letters.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
