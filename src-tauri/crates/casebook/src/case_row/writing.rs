//! Writing what stands of a case into its row.

use super::contact::StoredContact;
use super::{clock_acts, listing, unlisted};
use crate::error::CasebookError;
use crate::figures::strands_text;
use crate::fold::Folded;
use crate::state::CaseState;
use crate::tasks;
use caseload::{CaseId, CaseKind, PersonalField};
use chrono::{Datelike, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Writes a case's row anew, or removes it. `fresh`: nothing of the case is there yet.
pub fn write(ledger: &Connection, case: CaseId, folded: &Folded, fresh: bool) -> Result<(), CasebookError> {
    let state = folded.now.as_ref();
    tasks::write(ledger, case, state, fresh)?;
    unlisted::write(ledger, case, folded, fresh)?;
    let Some(state) = state.filter(|state| state.acts.merged_into.is_none()) else {
        return remove(ledger, case);
    };
    let line = line(case, state);
    if !fresh {
        // Most cases that an import's turn touches stay as they were: a look costs less than ten indexes.
        if ledger.prepare_cached(&STANDS_SO)?.exists(params_from_iter(&line))? {
            return Ok(());
        }
        remove(ledger, case)?;
    }
    insert(ledger, &line)
}

/// A case's row as it is written.
pub type Line = [Value; WRITTEN.len()];

/// Writes the row of a case that has none.
pub fn insert(ledger: &Connection, line: &Line) -> Result<(), CasebookError> {
    ledger.prepare_cached(&INSERT)?.execute(params_from_iter(line))?;
    Ok(())
}

/// What stands of a case, as its row.
pub fn line(case: CaseId, state: &CaseState) -> Line {
    let record = &state.record;
    let day = |on: NaiveDate| on.num_days_from_ce();
    let text = |text: Option<&String>| Value::from(text.cloned());
    [
        case.as_i64().into(),
        state.reference.clone().into(),
        state.victim_number.clone().into(),
        day(state.first_known_on).into(),
        record.kind.value().copied().unwrap_or(CaseKind::Crime).code().to_owned().into(),
        record.reported_on.value().map(|on| day(*on)).into(),
        text(record.borough.value()),
        text(record.ward.value()),
        record.risk.value().map(|risk| risk.code().to_owned()).into(),
        record.strands.value().map(strands_text).into(),
        record.outcome.value().map(|outcome| outcome.outcome_type.number()).into(),
        record.outcome.value().map(|outcome| day(outcome.on)).into(),
        state.closed().is_none().into(),
        state.planned.map(|planned| day(planned.on)).into(),
        state.planned.map(|planned| planned.officer.as_i64()).into(),
        state.open_differences().cast_signed().into(),
        to_json(&StoredContact::of(state)).into(),
        to_json(&stored_personal(state)).into(),
        listing::said(state).cast_signed().into(),
        listing::problems(state).cast_signed().into(),
        listing::tags(record).into(),
        state.worked_last.map(|(by, _)| by.as_i64()).into(),
        state.worked_last.map(|(_, on)| day(on)).into(),
        clock_acts::stored(&state.acts.clock_acts).into(),
    ]
}

fn remove(ledger: &Connection, case: CaseId) -> Result<(), CasebookError> {
    ledger.prepare_cached("DELETE FROM case_row WHERE case_id = ?")?.execute([case.as_i64()])?;
    Ok(())
}

/// The columns of a row, in their order.
const WRITTEN: [&str; 24] = [
    "case_id",
    "reference",
    "victim_number",
    "first_known_on",
    "kind",
    "reported_on",
    "borough",
    "ward",
    "risk",
    "strands",
    "outcome_number",
    "outcome_on",
    "contact_open",
    "planned_on",
    "planned_officer",
    "differences",
    "contact",
    "personal",
    "said",
    "problems",
    "tags",
    "worked_by",
    "worked_on",
    "clock_acts",
];
static INSERT: LazyLock<String> = LazyLock::new(|| {
    let values = ["?"; WRITTEN.len()].join(", ");
    format!("INSERT INTO case_row ({}) VALUES ({values})", WRITTEN.join(", "))
});
static STANDS_SO: LazyLock<String> = LazyLock::new(|| {
    let same = (2..).zip(&WRITTEN[1..]).map(|(place, column)| format!("{column} IS ?{place} COLLATE BINARY"));
    format!("SELECT 1 FROM case_row WHERE case_id = ?1 AND {}", same.collect::<Vec<_>>().join(" AND "))
});

fn stored_personal(state: &CaseState) -> BTreeMap<&'static str, String> {
    PersonalField::ALL.iter().filter_map(|&field| Some((field.name(), state.personal(field)?.to_string()))).collect()
}

fn to_json<T: Serialize>(value: &T) -> String {
    // Plain structs and maps with text keys always have a JSON form.
    serde_json::to_string(value).unwrap_or_default()
}
