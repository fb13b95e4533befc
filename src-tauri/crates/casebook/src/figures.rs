//! What figures need of a case, as it was known on each day: as-at is a filter, not a replay.

use crate::error::CasebookError;
use crate::fold::Folded;
use crate::open::Casebook;
use crate::state::CaseState;
use caseload::standing::Closed;
use caseload::strands::Strand;
use caseload::{CaseId, CaseKind, OutcomeType, RiskLevel};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// One version of what figures need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    pub kind: CaseKind,
    pub reported_on: NaiveDate,
    pub risk: Option<RiskLevel>,
    /// The outcome in force and its date.
    pub outcome: Option<(OutcomeType, NaiveDate)>,
    pub withdrawn: bool,
    /// The withdrawal's own date, where it is known.
    pub withdrawn_on: Option<NaiveDate>,
    /// The first day the victim was reached.
    pub reached_on: Option<NaiveDate>,
    /// The day the promise was ended, by a person or by the victim's wish.
    pub ended_on: Option<NaiveDate>,
    /// At least one attempt was made.
    pub tried: bool,
    /// `None` where nothing was recorded; empty where "none" was.
    pub strands: Option<BTreeSet<Strand>>,
    pub borough: Option<String>,
    pub ward: Option<String>,
    pub team: Option<String>,
    /// A contact is planned, was tried or was made.
    pub offered: bool,
    pub age_band: Option<String>,
    pub sex: Option<String>,
    pub ethnicity: Option<String>,
    pub disability: Option<bool>,
    pub language: Option<String>,
}

/// A version with the days on which it was what was known: from one, up to and not with the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureVersion {
    pub known_from: NaiveDate,
    pub known_to: Option<NaiveDate>,
    pub row: FigureRow,
}

impl FigureVersion {
    /// Whether this was what was known at the end of a day.
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.known_from <= day && self.known_to.is_none_or(|to| day < to)
    }
}

impl FigureRow {
    /// What figures need of a state; `None` without a day of report, which no figure can place,
    /// and for a case that went into another.
    pub fn of(state: &CaseState) -> Option<Self> {
        if state.acts.merged_into.is_some() {
            // The case it went into counts; this one would count a second time.
            return None;
        }
        let record = &state.record;
        let closed = state.closed();
        let ended_by_wish = |closed| if let Closed::Ended(ending) = closed { Some(ending.on) } else { None };
        let reached_on = if let Some(Closed::Reached(on)) = closed { Some(on) } else { None };
        Some(Self {
            kind: record.kind.value().copied().unwrap_or(CaseKind::Crime),
            reported_on: *record.reported_on.value()?,
            risk: record.risk.value().copied(),
            outcome: record.outcome.value().map(|outcome| (outcome.outcome_type, outcome.on)),
            withdrawn: record.stands_withdrawn().is_some(),
            withdrawn_on: record.stands_withdrawn().and_then(|withdrawal| withdrawal.on),
            reached_on,
            ended_on: closed.and_then(ended_by_wish),
            tried: state.attempts.iter().any(|attempt| !attempt.by_involved_officer),
            strands: record.strands.value().cloned(),
            borough: record.borough.value().cloned(),
            ward: record.ward.value().cloned(),
            team: record.team.value().cloned(),
            offered: state.planned.is_some() || !state.attempts.is_empty() || reached_on.is_some(),
            age_band: record.age_band.value().cloned(),
            sex: record.sex.value().cloned(),
            ethnicity: record.ethnicity.value().cloned(),
            disability: record.disability.value().copied(),
            language: record.language.value().cloned(),
        })
    }
}

/// Writes the versions of a case anew.
pub fn write(ledger: &Connection, case: CaseId, folded: &Folded, fresh: bool) -> Result<(), CasebookError> {
    if !fresh {
        if stand_so(ledger, case, folded)? {
            return Ok(());
        }
        ledger.prepare_cached("DELETE FROM case_version WHERE case_id = ?")?.execute([case.as_i64()])?;
    }
    let mut insert = ledger.prepare_cached(
        "INSERT INTO case_version (case_id, known_from, known_to, kind, reported_on, risk, outcome_number, \
         outcome_on, withdrawn, withdrawn_on, reached_on, ended_on, tried, strands, borough, ward, team, \
         offered, age_band, sex, ethnicity, disability, language) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (index, (known_from, row)) in folded.versions.iter().enumerate() {
        let Some(row) = row else { continue };
        let known_to = folded.versions.get(index + 1).map(|(next, _)| next.num_days_from_ce());
        insert.execute(params![
            case.as_i64(),
            known_from.num_days_from_ce(),
            known_to,
            row.kind.code(),
            row.reported_on.num_days_from_ce(),
            row.risk.map(RiskLevel::code),
            row.outcome.map(|(outcome, _)| outcome.number()),
            row.outcome.map(|(_, on)| on.num_days_from_ce()),
            row.withdrawn,
            row.withdrawn_on.map(|on| on.num_days_from_ce()),
            row.reached_on.map(|on| on.num_days_from_ce()),
            row.ended_on.map(|on| on.num_days_from_ce()),
            row.tried,
            row.strands.as_ref().map(strands_text),
            row.borough,
            row.ward,
            row.team,
            row.offered,
            row.age_band,
            row.sex,
            row.ethnicity,
            row.disability,
            row.language,
        ])?;
    }
    Ok(())
}

/// Whether a case's versions are these already.
fn stand_so(ledger: &Connection, case: CaseId, folded: &Folded) -> Result<bool, CasebookError> {
    let mut statement = ledger.prepare_cached(&format!(
        "SELECT {COLUMNS}, known_from, known_to FROM case_version WHERE case_id = ? ORDER BY known_from"
    ))?;
    let mut rows = statement.query([case.as_i64()])?;
    for (index, (known_from, version)) in folded.versions.iter().enumerate() {
        let Some(version) = version else { continue };
        let known_to = folded.versions.get(index + 1).map(|(next, _)| next.num_days_from_ce());
        let Some(row) = rows.next()? else { return Ok(false) };
        let same_days =
            row.get::<_, i32>(21)? == known_from.num_days_from_ce() && row.get::<_, Option<i32>>(22)? == known_to;
        if !same_days || read_row(row)?.1 != *version {
            return Ok(false);
        }
    }
    Ok(rows.next()?.is_none())
}

/// What [`read_row`] reads, in its order.
const COLUMNS: &str = "case_id, kind, reported_on, risk, outcome_number, outcome_on, withdrawn, withdrawn_on, \
                       reached_on, ended_on, tried, strands, borough, ward, team, offered, age_band, sex, ethnicity, \
                       disability, language";

impl Casebook {
    /// Goes through every version of every case that was known by the end of a day.
    pub fn figure_versions(
        &self,
        up_to: NaiveDate,
        mut each: impl FnMut(CaseId, FigureVersion),
    ) -> Result<(), CasebookError> {
        let mut statement = self.ledger.prepare_cached(&format!(
            "SELECT {COLUMNS}, known_from, known_to FROM case_version WHERE known_from <= ?1"
        ))?;
        let mut rows = statement.query([up_to.num_days_from_ce()])?;
        while let Some(row) = rows.next()? {
            let (case, figures) = read_row(row)?;
            let day = |index| -> Result<Option<NaiveDate>, rusqlite::Error> {
                Ok(row.get::<_, Option<i32>>(index)?.and_then(NaiveDate::from_num_days_from_ce_opt))
            };
            let known_from = day(21)?.unwrap_or(figures.reported_on);
            each(case, FigureVersion { known_from, known_to: day(22)?, row: figures });
        }
        Ok(())
    }
}

/// Goes through every case as it was known at the end of a day.
pub fn read_as_at(
    ledger: &Connection,
    as_at: NaiveDate,
    mut each: impl FnMut(CaseId, FigureRow),
) -> Result<(), CasebookError> {
    let mut statement = ledger.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM case_version WHERE known_from <= ?1 AND (known_to IS NULL OR known_to > ?1)"
    ))?;
    let mut rows = statement.query([as_at.num_days_from_ce()])?;
    while let Some(row) = rows.next()? {
        let (case, figures) = read_row(row)?;
        each(case, figures);
    }
    Ok(())
}

fn read_row(row: &rusqlite::Row<'_>) -> Result<(CaseId, FigureRow), CasebookError> {
    let day = |index| -> Result<Option<NaiveDate>, rusqlite::Error> {
        Ok(row.get::<_, Option<i32>>(index)?.and_then(NaiveDate::from_num_days_from_ce_opt))
    };
    let damaged = || CasebookError::Damaged {
        file: "casebook.db",
        detail: "the read model holds a value that no version wrote. Rebuild it.".to_owned(),
    };
    let text = |index| row.get_ref(index)?.as_str_or_null().map_err(rusqlite::Error::from);
    let outcome = match (row.get::<_, Option<u8>>(4)?, day(5)?) {
        (Some(number), Some(on)) => Some((OutcomeType::new(number).ok_or_else(damaged)?, on)),
        (None, None) => None,
        _ => return Err(damaged()),
    };
    let figures = FigureRow {
        kind: text(1)?.and_then(CaseKind::from_code).ok_or_else(damaged)?,
        reported_on: day(2)?.ok_or_else(damaged)?,
        risk: text(3)?.map(|code| RiskLevel::from_code(code).ok_or_else(damaged)).transpose()?,
        outcome,
        withdrawn: row.get(6)?,
        withdrawn_on: day(7)?,
        reached_on: day(8)?,
        ended_on: day(9)?,
        tried: row.get(10)?,
        strands: text(11)?.map(read_strands),
        borough: row.get(12)?,
        ward: row.get(13)?,
        team: row.get(14)?,
        offered: row.get(15)?,
        age_band: row.get(16)?,
        sex: row.get(17)?,
        ethnicity: row.get(18)?,
        disability: row.get(19)?,
        language: row.get(20)?,
    };
    Ok((CaseId::from_i64(row.get(0)?), figures))
}

/// Codes joined by commas.
pub fn strands_text(strands: &BTreeSet<Strand>) -> String {
    strands.iter().map(Strand::code).collect::<Vec<_>>().join(",")
}

/// Reads codes joined by commas.
pub fn read_strands(text: &str) -> BTreeSet<Strand> {
    text.split(',').filter_map(Strand::from_code).collect()
}
