//! The caseload as columns, as at a day, for the figures.

use crate::error::DeskError;
use crate::session::Session;
use crate::words;
use attrition::{CaseColumnsRow, Columns};
use casebook::{FigureRow, Now, Role};
use caseload::coverage::{CoverageClass, CoverageFacts, coverage_class};
use caseload::{ContactPolicy, Month, Outcome, WorkingDays};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The columns and what they were made with.
pub(crate) struct AsAt {
    pub on: NaiveDate,
    pub columns: Columns,
    pub policy: ContactPolicy,
    /// The month of the first report.
    pub first_month: Option<Month>,
    /// What is missing in the cases, for the notes on data quality.
    pub missing: Missing,
}

/// How many cases lack something.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Missing {
    pub cases: u64,
    pub ward: u64,
    pub strand: u64,
    pub risk: u64,
    /// Outcome 14 or 16 without a day of withdrawal of its own.
    pub withdrawal_day: u64,
}

impl Session {
    /// The day figures are as at, for this role.
    ///
    /// The EDI manager and the shareable edition know ends of complete months only, so that two days cannot be
    /// subtracted.
    pub(crate) fn figures_day(
        &mut self,
        asked: Option<NaiveDate>,
        suppressed: bool,
        now: Now,
    ) -> Result<NaiveDate, DeskError> {
        let on = if suppressed || self.slot.role == Role::Edi {
            let last_end = Month::of(now.today).previous().last_day();
            let end = if Month::of(now.today).last_day() == now.today { now.today } else { last_end };
            let on = asked.unwrap_or(end);
            if Month::of(on).last_day() != on || end < on {
                let message =
                    format!("Suppressed figures are given for the ends of complete months, up to {}.", words::day(end));
                return Err(DeskError::bad("as_at", message));
            }
            on
        } else {
            asked.unwrap_or(now.today)
        };
        if now.today < on {
            return Err(DeskError::bad("as_at", format!("{} has not come yet.", words::day(on))));
        }
        match self.book.journal()?.first_known_on {
            Some(first) if first <= on => Ok(on),
            first => {
                let since =
                    first.map_or_else(String::new, |first| format!(" It has been kept since {}.", words::day(first)));
                Err(DeskError::bad("as_at", format!("The desk was not yet kept on {}.{since}", words::day(on))))
            }
        }
    }

    /// Every case as it was known at the end of a day.
    pub(crate) fn as_at(&mut self, on: NaiveDate) -> Result<AsAt, DeskError> {
        let policy = self.book.journal()?.policy(on);
        let mut columns = Columns::default();
        let mut first = None;
        let mut missing = Missing::default();
        let none = BTreeSet::new();
        let calendar = &self.calendar;
        self.book.figures_as_at(on, |_, row| {
            first = Some(first.map_or(row.reported_on, |first: NaiveDate| first.min(row.reported_on)));
            missing.add(&row);
            columns.push(CaseColumnsRow {
                kind: row.kind,
                reported_on: row.reported_on,
                outcome: row.outcome.map(|(outcome_type, on)| Outcome { outcome_type, alternate_offence: false, on }),
                withdrawn_on: row.withdrawn_on,
                coverage: class_of(&row, &policy, calendar, on),
                strands: row.strands.as_ref().unwrap_or(&none),
            });
        })?;
        Ok(AsAt { on, columns, policy, first_month: first.map(Month::of), missing })
    }
}

fn class_of(row: &FigureRow, policy: &ContactPolicy, calendar: &WorkingDays, as_at: NaiveDate) -> CoverageClass {
    let facts = CoverageFacts {
        kind: row.kind,
        reported_on: row.reported_on,
        risk: row.risk,
        reached_on: row.reached_on,
        ended_on: row.ended_on,
        tried: row.tried,
    };
    coverage_class(&facts, policy, calendar, as_at)
}

impl Missing {
    fn add(&mut self, row: &FigureRow) {
        self.cases += 1;
        self.ward += u64::from(row.ward.is_none());
        self.strand += u64::from(row.strands.as_ref().is_none_or(BTreeSet::is_empty));
        self.risk += u64::from(row.risk.is_none());
        let attrition = row.outcome.is_some_and(|(outcome, _)| matches!(outcome.number(), 14 | 16));
        self.withdrawal_day += u64::from(attrition && row.withdrawn_on.is_none());
    }
}
