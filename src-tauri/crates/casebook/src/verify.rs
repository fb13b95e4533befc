//! Is the record whole? Pages, chain, read model and people rows, each fault named.

use crate::error::CasebookError;
use crate::form;
use crate::journal::Journal;
use crate::ledger::{self, Head};
use crate::open::Casebook;
use crate::rebuild::{self, Folder};
use crate::schema::{self, LEDGER_FILE, PEOPLE_FILE, READ_MODEL};
use crate::{people, people_search, sheets};
use caseload::{CaseId, RowId};
use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Cases whose read model is made anew together: enough to pay for the transaction, few enough for memory.
const CASES_AT_ONCE: usize = 512;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Entries walked.
    pub entries: u64,
    pub head: Head,
    /// Each names an entry, a page or a row. Empty: the record is whole.
    pub problems: Vec<String>,
}

/// Checks a desk. With `head`, also that the chain holds that entry with that digest.
pub fn verify(
    book: &Casebook,
    caseload: &str,
    journal: &Journal,
    head: Option<Head>,
) -> Result<Verdict, CasebookError> {
    let mut problems = page_problems(&book.ledger, LEDGER_FILE);
    if let Some(people) = &book.people {
        problems.extend(page_problems(people, PEOPLE_FILE));
    }
    let (end, mut chain) = match walk(&book.ledger, caseload, head) {
        Ok(walked) => walked,
        Err(error) => (Head::empty(caseload), vec![error.to_string()]),
    };
    let whole = problems.is_empty() && chain.is_empty();
    problems.append(&mut chain);
    if whole {
        problems.extend(read_model_problems(&book.ledger, caseload, journal)?);
        problems.extend(trial_problems(caseload, journal));
        if let Some(people) = &book.people {
            problems.extend(people_problems(&book.ledger, people, caseload, &journal.erased)?);
        }
    }
    Ok(Verdict { entries: end.number, head: end, problems })
}

/// Which pages of a file fail their check.
pub fn page_problems(connection: &Connection, file: &str) -> Vec<String> {
    let read = || -> Result<Vec<String>, rusqlite::Error> {
        let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.collect()
    };
    match read() {
        Ok(lines) => lines.into_iter().map(|line| format!("{file}: {line}")).collect(),
        Err(_) => vec![format!("{file}: the check itself could not read the file")],
    }
}

/// The error for a file that its own key does not read: the key was proven by its slot, so the file is damaged.
pub fn damage_named(connection: &Connection, file: &'static str) -> CasebookError {
    let pages = page_problems(connection, file);
    let detail = pages.first().map_or_else(|| "it cannot be read.".to_owned(), |first| format!("{first}."));
    CasebookError::Damaged { file, detail }
}

/// Allocations of trials that are not what was sealed, or out of their turn.
fn trial_problems(caseload: &str, journal: &Journal) -> impl Iterator<Item = String> {
    let broken = journal.trials.values().flat_map(|trial| trial.broken_allocations(caseload));
    broken.map(|entry| format!("entry {entry} allocates something else than what was sealed in its place"))
}

/// Walks the chain and names every entry that breaks it.
fn walk(ledger: &Connection, caseload: &str, asked: Option<Head>) -> Result<(Head, Vec<String>), CasebookError> {
    let mut problems = Vec::new();
    let mut head = Head::empty(caseload);
    let mut found_asked = asked.is_none_or(|asked| asked == head);
    let mut last_known = i32::MIN;
    let mut statement =
        ledger.prepare("SELECT number, body, digest, case_id, known_on, kind FROM entry ORDER BY number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let number = row.get::<_, i64>(0)?.cast_unsigned();
        for missing in head.number + 1..number {
            problems.push(format!("entry {missing} is missing"));
        }
        let body = row.get_ref(1)?.as_blob().unwrap_or_default();
        let stored: [u8; 32] = row.get(2)?;
        // Numbers may have a gap; the digest before is then unknown, and the entry after it cannot be vouched for.
        let next = Head { number: number - 1, digest: head.digest }.then(body);
        if next.digest != stored {
            problems.push(format!("entry {number} does not match its digest"));
        }
        match form::read(caseload, number, body) {
            Err(error) => problems.push(error.to_string()),
            Ok(entry) => {
                let case = entry.event.case().map(CaseId::as_i64);
                let known_on = entry.known_on.num_days_from_ce();
                let copies_agree = row.get::<_, Option<i64>>(3)? == case
                    && row.get::<_, i32>(4)? == known_on
                    && row.get::<_, String>(5)? == form::kind(&entry.event);
                if !copies_agree {
                    problems.push(format!("entry {number} is filed under another case, day or kind"));
                }
                if known_on < last_known {
                    problems.push(format!("entry {number} was known before the entry ahead of it"));
                }
                last_known = known_on;
            }
        }
        // Go on from the stored digest, so that one fault is named once.
        head = Head { number, digest: stored };
        found_asked |= asked == Some(head);
    }
    if let Some(asked) = asked.filter(|_| !found_asked) {
        problems.push(if asked.number > head.number {
            format!(
                "the ledger ends at entry {}, before entry {} of the head that was given",
                head.number, asked.number
            )
        } else {
            format!("entry {} is not the one the given head was made from", asked.number)
        });
    }
    Ok((head, problems))
}

/// Compares the read model with what the entries add up to: every table, every column.
fn read_model_problems(ledger: &Connection, caseload: &str, journal: &Journal) -> Result<Vec<String>, CasebookError> {
    let mut problems = Vec::new();
    let fresh = Connection::open_in_memory()?;
    schema::keep_plans(&fresh)?;
    fresh.execute_batch(READ_MODEL)?;
    fresh.set_prepared_statement_cache_capacity(schema::STATEMENTS_KEPT);
    let tables = schema::read_model_tables(&fresh)?;
    let mut folder = Folder::new(ledger, caseload, journal);
    let cases = rebuild::cases(ledger)?;
    for some in cases.chunks(CASES_AT_ONCE) {
        fresh.execute_batch("BEGIN")?;
        for &case in some {
            rebuild::write(&fresh, case, &folder.fold_case(case)?, true)?;
        }
        for &case in some {
            let mut same = true;
            for table in &tables {
                same &= has_same_rows(ledger, &fresh, table, case)?;
            }
            if !same {
                problems.push(format!("the read model of case {case} differs from its entries"));
            }
        }
        // Empty again for the next.
        fresh.execute_batch("ROLLBACK")?;
    }
    sheets::rebuild(ledger, caseload, &fresh)?;
    if sheets::read_all(ledger)? != sheets::read_all(&fresh)? {
        problems.push("the numbers of the contact sheets differ from the entries that printed them".to_owned());
    }
    let known: BTreeSet<i64> = cases.into_iter().map(CaseId::as_i64).collect();
    let without_entries = tables.iter().map(|table| format!("SELECT case_id FROM {table}"));
    let mut statement = ledger.prepare(&without_entries.collect::<Vec<_>>().join(" UNION ALL "))?;
    let mut rows = statement.query([])?;
    let mut named = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let case: i64 = row.get(0)?;
        if !known.contains(&case) && named.insert(case) {
            problems.push(format!("the read model has a case {} without entries", CaseId::from_i64(case)));
        }
    }
    Ok(problems)
}

/// Whether both files hold the same of a case in a table.
fn has_same_rows(ledger: &Connection, fresh: &Connection, table: &str, case: CaseId) -> Result<bool, CasebookError> {
    // A case's rows of a table are told apart by its second column.
    let select = format!("SELECT * FROM {table} WHERE case_id = ? ORDER BY 1, 2");
    let (mut kept, mut made) = (ledger.prepare_cached(&select)?, fresh.prepare_cached(&select)?);
    let columns = made.column_count();
    let (mut kept, mut made) = (kept.query([case.as_i64()])?, made.query([case.as_i64()])?);
    loop {
        match (kept.next()?, made.next()?) {
            (None, None) => return Ok(true),
            (Some(kept), Some(made)) => {
                for column in 0..columns {
                    if kept.get_ref(column)? != made.get_ref(column)? {
                        return Ok(false);
                    }
                }
            }
            _ => return Ok(false),
        }
    }
}

/// Every row an entry names is there, with the text it committed to, unless an erasure names it; every row is named.
fn people_problems(
    ledger: &Connection,
    people: &Connection,
    caseload: &str,
    erased: &BTreeSet<RowId>,
) -> Result<Vec<String>, CasebookError> {
    let mut problems = Vec::new();
    let mut named = BTreeSet::new();
    let mut statement = ledger.prepare("SELECT number, body FROM entry ORDER BY number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let entry = ledger::read_row(caseload, row)?;
        let Some(personal) = entry.event.personal() else { continue };
        named.insert(personal.row.as_i64());
        match people::commitment(people, personal.row)? {
            None if erased.contains(&personal.row) => {}
            Some(_) if erased.contains(&personal.row) => {
                problems.push(format!("people row {} was erased and is still there", personal.row));
            }
            None => problems.push(format!("people row {} of entry {} is missing", personal.row, entry.number)),
            Some(found) if found != personal.commitment => {
                problems.push(format!("people row {} is not what entry {} committed to", personal.row, entry.number));
            }
            Some(_) => {}
        }
    }
    let mut statement = people.prepare("SELECT row_id FROM person_version")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if !named.contains(&id) {
            problems.push(format!("people row {} is named by no entry", RowId::from_i64(id)));
        }
    }
    problems.extend(people_search::problems(people)?);
    Ok(problems)
}

/// Takes out of a set the rows of the people file that entries after a number name.
pub fn strike_named(ledger: &Connection, after: u64, rows: &mut BTreeSet<i64>) -> Result<(), CasebookError> {
    // Whatever kind of entry it is, of whatever form: a reference to the people file is written so.
    const NAMED: &str = "\"row\":\"";
    if rows.is_empty() {
        return Ok(());
    }
    let mut statement = ledger.prepare("SELECT CAST(body AS TEXT) FROM entry WHERE number > ?")?;
    let mut bodies = statement.query([after.min(i64::MAX as u64).cast_signed()])?;
    while let Some(body) = bodies.next()? {
        let text = body.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        for named in text.split(NAMED).skip(1) {
            let id = named.split('"').next().and_then(|id| id.parse::<RowId>().ok());
            id.map(|id| rows.remove(&id.as_i64()));
        }
    }
    Ok(())
}

/// The head of the last entry known by the day that is not itself a look.
pub fn head_as_at(ledger: &Connection, caseload: &str, as_at: NaiveDate) -> Result<Head, CasebookError> {
    let mut statement = ledger.prepare_cached(
        "SELECT number, digest FROM entry WHERE known_on <= ? AND kind NOT IN \
         ('signed_in', 'summary_issued', 'personal_details_viewed', 'personal_details_disclosed') \
         ORDER BY number DESC LIMIT 1",
    )?;
    let mut rows = statement.query([as_at.num_days_from_ce()])?;
    Ok(match rows.next()? {
        Some(row) => Head { number: row.get::<_, i64>(0)?.cast_unsigned(), digest: row.get(1)? },
        None => Head::empty(caseload),
    })
}
