//! What stands of each case now, for lists.

mod clock_acts;
mod contact;
mod listing;
mod unlisted;
mod writing;

pub use clock_acts::read as read_clock_acts;
pub use contact::{Needs, OpenRow};
pub use listing::CaseFilter;
pub use unlisted::{find_key as find_unlisted, merged_from, merged_into};
pub use writing::{Line, insert, line, write};

use crate::entry::Event;
use crate::error::CasebookError;
use crate::figures::read_strands;
use caseload::officer::Collar;
use caseload::standing::Story;
use caseload::strands::Strand;
use caseload::{Attempt, CaseId, CaseKind, OfficerId, OutcomeType, PersonalField, RiskLevel, RowId, StaffId};
use chrono::{Datelike, NaiveDate};
use contact::StoredContact;
use rusqlite::{Connection, Row, params, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};

/// A case as a list shows it, without personal text.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    pub case: CaseId,
    pub reference: String,
    pub victim_number: Option<String>,
    pub first_known_on: NaiveDate,
    pub kind: CaseKind,
    pub reported_on: Option<NaiveDate>,
    pub borough: Option<String>,
    pub ward: Option<String>,
    pub risk: Option<RiskLevel>,
    pub strands: Option<BTreeSet<Strand>>,
    pub outcome: Option<(OutcomeType, NaiveDate)>,
    /// Fields on which the extract and a person both spoke and nobody has settled it, as bits.
    pub differences: u64,
    pub contact: OpenRow,
    /// Rows of the people file in force, by field.
    pub personal: BTreeMap<PersonalField, RowId>,
    /// Problems of the data that nobody has set aside, as bits of [`caseload::Problem`].
    pub problems: u64,
    /// Problems that somebody set aside, as the same bits.
    pub set_aside: u64,
    /// Who did something with it last, and when that was known.
    pub worked_last: Option<(StaffId, NaiveDate)>,
}

impl CaseRow {
    /// What decides where the victim stands; `None` without a day of report.
    pub fn story(&self) -> Option<Story<'_>> {
        Some(Story {
            reported_on: self.reported_on?,
            kind: self.kind,
            risk: self.risk,
            safety: &self.contact.safety,
            contact_made_on: self.contact.made_on,
            attempts: &self.contact.attempts,
            attempts_before: self.contact.attempts_before,
            ending: self.contact.ending,
            taken_up: self.contact.taken_up,
            planned: self.contact.planned,
            put_off_until: self.contact.put_off_until,
        })
    }

    /// Collar numbers linked to the investigation, where they can be read as such.
    pub fn collars_linked(&self) -> BTreeSet<Collar> {
        self.contact
            .oic_collar
            .iter()
            .chain(&self.contact.linked_collars)
            .filter_map(|text| Collar::new(text))
            .collect()
    }
}

const COLUMNS: &str = "case_id, reference, victim_number, first_known_on, kind, reported_on, borough, ward, risk, \
                       strands, outcome_number, outcome_on, differences, contact, personal, problems, worked_by, \
                       worked_on";

/// One case.
pub fn read(ledger: &Connection, case: CaseId) -> Result<Option<CaseRow>, CasebookError> {
    Ok(select(ledger, "WHERE case_id = ?", &[&case.as_i64()])?.into_iter().next())
}

/// Cases whose contact is still open, by day of report.
pub fn read_open(ledger: &Connection) -> Result<Vec<CaseRow>, CasebookError> {
    select(ledger, "WHERE contact_open = 1 ORDER BY reported_on, case_id", &[])
}

/// Cases known for the first time on or after a day, newest first.
pub fn read_new(ledger: &Connection, since: NaiveDate, limit: u32) -> Result<Vec<CaseRow>, CasebookError> {
    let tail = "WHERE first_known_on >= ? ORDER BY first_known_on DESC, reported_on DESC, case_id LIMIT ?";
    select(ledger, tail, &[&since.num_days_from_ce(), &limit])
}

/// How many cases became known on or after a day.
pub fn count_new(ledger: &Connection, since: NaiveDate) -> Result<u64, CasebookError> {
    let count: i64 = ledger
        .prepare_cached("SELECT count(*) FROM case_row WHERE first_known_on >= ?")?
        .query_row([since.num_days_from_ce()], |row| row.get(0))?;
    Ok(count.cast_unsigned())
}

/// One page of a list, latest report first.
pub fn read_page(
    ledger: &Connection,
    filter: &CaseFilter,
    offset: u64,
    limit: u64,
) -> Result<Vec<CaseRow>, CasebookError> {
    let (condition, mut values) = filter.sql();
    values.push(Box::new(limit.cast_signed()));
    values.push(Box::new(offset.cast_signed()));
    let tail = format!("WHERE {condition} ORDER BY reported_on DESC, case_id LIMIT ? OFFSET ?");
    let borrowed: Vec<&dyn rusqlite::ToSql> = values.iter().map(AsRef::as_ref).collect();
    select(ledger, &tail, &borrowed)
}

/// How many cases a list holds.
pub fn count(ledger: &Connection, filter: &CaseFilter) -> Result<u64, CasebookError> {
    let (condition, values) = filter.sql();
    let count: i64 = ledger
        .prepare_cached(&format!("SELECT count(*) FROM case_row WHERE {condition}"))?
        .query_row(params_from_iter(values.iter()), |row| row.get(0))?;
    Ok(count.cast_unsigned())
}

/// The cases an extract's key names.
pub fn find_key(
    ledger: &Connection,
    reference: &str,
    victim_number: Option<&str>,
) -> Result<Option<CaseId>, CasebookError> {
    let mut statement = ledger
        .prepare_cached("SELECT case_id FROM case_row WHERE reference = ? AND victim_number IS ? ORDER BY case_id")?;
    let mut rows = statement.query(params![reference, victim_number])?;
    Ok(match rows.next()? {
        Some(row) => Some(CaseId::from_i64(row.get(0)?)),
        // A later extract of a case that went into another still speaks of it.
        None => {
            unlisted::find_key(ledger, reference, victim_number)?.filter(|(_, merged)| *merged).map(|(case, _)| case)
        }
    })
}

/// Cases of the same reference: the victims of one crime.
pub fn read_reference(ledger: &Connection, reference: &str) -> Result<Vec<CaseRow>, CasebookError> {
    select(ledger, "WHERE reference = ? ORDER BY victim_number, case_id", &[&reference])
}

/// Every borough that cases carry.
pub fn boroughs(ledger: &Connection) -> Result<Vec<String>, CasebookError> {
    let mut statement =
        ledger.prepare_cached("SELECT DISTINCT borough FROM case_row WHERE borough IS NOT NULL ORDER BY borough")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Contacts planned a day, from the first to the last.
pub fn count_planned(
    ledger: &Connection,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<BTreeMap<NaiveDate, u64>, CasebookError> {
    let mut statement = ledger.prepare_cached(
        "SELECT planned_on, count(*) FROM case_row WHERE planned_on BETWEEN ? AND ? AND contact_open = 1 \
         GROUP BY planned_on",
    )?;
    let mut rows = statement.query([first.num_days_from_ce(), last.num_days_from_ce()])?;
    let mut counts = BTreeMap::new();
    while let Some(row) = rows.next()? {
        if let Some(on) = NaiveDate::from_num_days_from_ce_opt(row.get(0)?) {
            counts.insert(on, row.get::<_, i64>(1)?.cast_unsigned());
        }
    }
    Ok(counts)
}

/// Attempts each officer made since a day, from the entries known since then; undone ones do not count.
pub fn count_done(
    ledger: &Connection,
    caseload: &str,
    since: NaiveDate,
) -> Result<BTreeMap<OfficerId, u32>, CasebookError> {
    let mut statement = ledger.prepare_cached(
        "SELECT number, body FROM entry WHERE known_on >= ? AND kind IN ('contact_attempted', 'undone') \
         ORDER BY number DESC",
    )?;
    let mut rows = statement.query([since.num_days_from_ce()])?;
    let mut undone = BTreeSet::new();
    let mut counts: BTreeMap<OfficerId, u32> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let entry = crate::ledger::read_row(caseload, row)?;
        if undone.contains(&entry.number) {
            continue;
        }
        if let Event::Undone { entry: target, .. } = entry.event {
            undone.insert(target);
        } else if let Event::ContactAttempted { attempt: Attempt { on, officer: Some(officer), .. }, .. } = entry.event
            && since <= on
        {
            *counts.entry(officer).or_default() += 1;
        }
    }
    Ok(counts)
}

fn select(ledger: &Connection, tail: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<CaseRow>, CasebookError> {
    let mut statement = ledger.prepare_cached(&format!("SELECT {COLUMNS} FROM case_row {tail}"))?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read_row(row)?);
    }
    Ok(found)
}

fn read_row(row: &Row<'_>) -> Result<CaseRow, CasebookError> {
    let day = |index| -> Result<Option<NaiveDate>, rusqlite::Error> {
        Ok(row.get::<_, Option<i32>>(index)?.and_then(NaiveDate::from_num_days_from_ce_opt))
    };
    let contact: StoredContact =
        serde_json::from_str(row.get_ref(13)?.as_str().map_err(rusqlite::Error::from)?).map_err(|_| damaged())?;
    let personal: BTreeMap<String, String> =
        serde_json::from_str(row.get_ref(14)?.as_str().map_err(rusqlite::Error::from)?).map_err(|_| damaged())?;
    let outcome = row.get::<_, Option<u8>>(10)?.and_then(OutcomeType::new).zip(day(11)?);
    let problems = row.get::<_, i64>(15)?.cast_unsigned();
    Ok(CaseRow {
        case: CaseId::from_i64(row.get(0)?),
        reference: row.get(1)?,
        victim_number: row.get(2)?,
        first_known_on: day(3)?.ok_or_else(damaged)?,
        kind: CaseKind::from_code(&row.get::<_, String>(4)?).ok_or_else(damaged)?,
        reported_on: day(5)?,
        borough: row.get(6)?,
        ward: row.get(7)?,
        risk: row.get::<_, Option<String>>(8)?.as_deref().and_then(RiskLevel::from_code),
        strands: row.get::<_, Option<String>>(9)?.as_deref().map(read_strands),
        outcome,
        differences: row.get::<_, i64>(12)?.cast_unsigned(),
        contact: contact.into_row().ok_or_else(damaged)?,
        personal: personal
            .iter()
            .filter_map(|(field, id)| Some((PersonalField::from_name(field)?, id.parse().ok()?)))
            .collect(),
        problems: problems & ((1 << listing::SET_ASIDE_SHIFT) - 1),
        set_aside: problems >> listing::SET_ASIDE_SHIFT,
        worked_last: row.get::<_, Option<i64>>(16)?.map(StaffId::from_i64).zip(day(17)?),
    })
}

fn damaged() -> CasebookError {
    CasebookError::Damaged {
        file: "casebook.db",
        detail: "the read model holds a value that no version wrote. Rebuild it.".to_owned(),
    }
}
