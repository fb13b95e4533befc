//! A desk of an earlier version, brought to this one's form when it is opened.
//!
//! Where what people wrote is given new tables, a backup is made first. The read model needs none: it is worked out
//! from the entries.

use crate::error::CasebookError;
use crate::keys::{KeyFile, Keys};
use crate::open::Casebook;
use crate::schema::{self, File, SEARCH};
use crate::telling::Tell;
use crate::{people_search, rebuild};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use std::collections::BTreeMap;

impl Casebook {
    /// Rebuilds a read model that another version made, and gives the people file the tables of this one.
    ///
    /// # Errors
    /// A damaged entry, another program writing, the disk. Each step is done whole or not at all.
    pub(crate) fn upgrade(
        &mut self,
        key_file: &KeyFile,
        keys: &Keys,
        tell: &mut Tell<'_>,
    ) -> Result<(), CasebookError> {
        if !schema::read_model_is_current(&self.ledger)? {
            self.journal.catch_up(&self.ledger, &self.caseload)?;
            let change = self.ledger.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another program may have done it while this one waited.
            if !schema::read_model_is_current(&change)? {
                rebuild::rebuild(&change, &self.caseload, &self.journal, tell)?;
            }
            change.commit()?;
        }
        let Some(people) = &self.people else { return Ok(()) };
        let found = schema::form_of(people)?;
        if found == File::People.form() {
            return self.renew_search(tell);
        }
        let name = format!("before-people-form-{}", File::People.form());
        if !self.folder().join("backups").join(&name).exists() {
            self.back_up(&name, key_file, keys)?;
        }
        let Some(people) = &mut self.people else { return Ok(()) };
        // Under the ledger's lock, as every write of the people file.
        let lock = self.ledger.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let change = people.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if schema::form_of(&change)? == 1 {
            from_1_to_2(&change, &lock, tell)?;
        }
        change.commit()?;
        lock.rollback()?;
        Ok(())
    }

    /// Makes the search index over people anew where another version made it. It holds nothing that the rows do not.
    fn renew_search(&mut self, tell: &mut Tell<'_>) -> Result<(), CasebookError> {
        let Some(people) = &mut self.people else { return Ok(()) };
        if schema::search_is_current(people)? {
            return Ok(());
        }
        let lock = self.ledger.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let change = people.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have done it while this one waited.
        if !schema::search_is_current(&change)? {
            people_search::make_anew(&change, tell)?;
        }
        change.commit()?;
        lock.rollback()?;
        Ok(())
    }
}

/// Form 2 keeps rows in the order written, marks batches instead of rows, and finds the latest case first.
fn from_1_to_2(people: &Transaction<'_>, ledger: &Connection, tell: &mut Tell<'_>) -> Result<(), CasebookError> {
    people.execute_batch(include_str!("sql/people_from_1.sql"))?;
    people.execute_batch(include_str!("sql/people_schema.sql"))?;
    people.execute_batch(SEARCH)?;
    let mut insert = people.prepare(
        "INSERT INTO person_version (row_id, subject, nonce, text, search_day) \
         SELECT row_id, subject, nonce, text, ? FROM person_version_1 WHERE subject = ? ORDER BY row_id",
    )?;
    let subjects: Vec<i64> = {
        let mut statement = people.prepare("SELECT DISTINCT subject FROM person_version_1 ORDER BY subject")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    for subject in subjects {
        insert.execute(params![people_search::case_day(ledger, subject)?, subject])?;
    }
    let mut batches: BTreeMap<i64, Vec<u8>> = BTreeMap::new();
    let mut marks = people.prepare("SELECT batch, row_id FROM unsettled_1 ORDER BY batch, row_id")?;
    let mut rows = marks.query([])?;
    while let Some(row) = rows.next()? {
        batches.entry(row.get(0)?).or_default().extend(row.get::<_, i64>(1)?.to_le_bytes());
    }
    for (batch, ids) in batches {
        people.execute("INSERT INTO unsettled (batch, after, rows) VALUES (?, 0, ?)", params![batch, ids])?;
    }
    drop(rows);
    drop((marks, insert));
    people.execute_batch("DROP TABLE person_version_1; DROP TABLE unsettled_1;")?;
    people_search::make_anew(people, tell)
}
