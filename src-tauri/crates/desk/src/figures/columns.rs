//! The caseload as columns, as at a day, for the figures.

use crate::error::DeskError;
use crate::figures::series_marks::SeriesMarks;
use crate::session::Session;
use crate::words;
use attrition::{Bases, Basis, CaseColumnsRow, Columns, Delivery, Groups, ReleaseDays};
use casebook::{FigureRow, FigureVersion, Now, Role};
use caseload::coverage::{CoverageClass, CoverageFacts, coverage_class};
use caseload::{CaseId, CaseKind, ContactPolicy, Month, Outcome, RiskLevel, WorkingDays};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The columns and what they were made with.
pub(crate) struct AsAt {
    pub on: NaiveDate,
    pub columns: Columns,
    /// The cases of the columns, in their order; none where each month is given once.
    pub cases: Vec<CaseId>,
    pub policy: ContactPolicy,
    /// The month of the first report.
    pub first_month: Option<Month>,
    /// What people say about the series.
    pub marks: SeriesMarks,
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

/// Columns kept between looks, so that a page need not read every case again.
#[derive(Default)]
pub(crate) struct ColumnsKept {
    /// Up to and with this entry nothing happened that the columns do not have.
    up_to: u64,
    looks: Vec<(NaiveDate, bool, Arc<AsAt>)>,
}

/// So many looks are kept: as at today, a day compared with it, and what an EDI manager would see.
const LOOKS_KEPT: usize = 3;

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

    /// Every case as it was known at the end of a day; for those without names, each month as it was given once.
    pub(crate) fn as_at(&mut self, on: NaiveDate, suppressed: bool) -> Result<Arc<AsAt>, DeskError> {
        self.forget_old_columns()?;
        if let Some((_, _, kept)) = self.columns.looks.iter().find(|(day, of, _)| *day == on && *of == suppressed) {
            return Ok(Arc::clone(kept));
        }
        let read = Arc::new(if suppressed { self.read_released(on)? } else { self.read_exact(on)? });
        self.columns.looks.truncate(LOOKS_KEPT - 1);
        self.columns.looks.insert(0, (on, suppressed, Arc::clone(&read)));
        Ok(read)
    }

    /// Drops kept columns after an entry that figures depend on; looks and prints leave them as they are.
    fn forget_old_columns(&mut self) -> Result<(), DeskError> {
        let head = self.book.head()?.number;
        if head != self.columns.up_to {
            if !self.columns.looks.is_empty() && self.changed_since(self.columns.up_to, head)? {
                self.columns.looks.clear();
            }
            self.columns.up_to = head;
        }
        Ok(())
    }

    /// Whether anything that figures depend on happened after one entry, up to and with another.
    pub(crate) fn changed_since(&mut self, entry: u64, head: u64) -> Result<bool, DeskError> {
        Ok(self.book.entries(entry + 1, head)?.iter().any(|entry| !entry.event.is_look()))
    }

    fn read_exact(&mut self, on: NaiveDate) -> Result<AsAt, DeskError> {
        let policy = self.book.journal()?.policy(on);
        let calendar = self.book.journal()?.calendar(on);
        let mut columns = Columns::default();
        let mut first: Option<NaiveDate> = None;
        let mut missing = Missing::default();
        let mut cases = Vec::new();
        self.book.figures_as_at(on, |case, row| {
            first = Some(first.map_or(row.reported_on, |first| first.min(row.reported_on)));
            missing.add(&row);
            cases.push(case);
            columns.push(row_of(&row, class_of(&row, &policy, &calendar, on), &BTreeSet::new()));
        })?;
        let marks = self.series_marks(on)?;
        Ok(AsAt { on, columns, cases, policy, first_month: first.map(Month::of), marks, missing })
    }

    /// Each month as it was known on the day it is given, whichever later day is asked for.
    fn read_released(&mut self, on: NaiveDate) -> Result<AsAt, DeskError> {
        let policy = self.book.journal()?.policy(on);
        let kept_since = self.book.journal()?.first_known_on.unwrap_or(on);
        let mut first: Option<NaiveDate> = None;
        self.book.figures_as_at(on, |_, row| {
            first = Some(first.map_or(row.reported_on, |first| first.min(row.reported_on)));
        })?;
        let policies = self.policies_by_month(first.map(Month::of), on, kept_since)?;
        let mut releasing = Releasing::new(&policies, release_days(&policies, kept_since), on);
        self.book.figure_versions(on, |_, version| releasing.add(&version))?;
        let read = releasing.finish(policy);
        Ok(AsAt { marks: self.series_marks(on)?, ..read })
    }

    /// The policy and working days that decide when each month's windows end: those in force at the month's end, or
    /// when the desk was first kept. A later policy changes no month that was given.
    fn policies_by_month(
        &mut self,
        first: Option<Month>,
        on: NaiveDate,
        kept_since: NaiveDate,
    ) -> Result<PolicyOfMonth, DeskError> {
        let mut policies = BTreeMap::new();
        let Some(mut month) = first else { return Ok(policies) };
        let journal = self.book.journal()?;
        while month <= Month::of(on) {
            let decided_on = month.last_day().max(kept_since);
            policies.insert(month, (journal.policy(decided_on), journal.calendar(decided_on)));
            month = month.next();
        }
        Ok(policies)
    }
}

/// The policy and the working days that decide when the windows of a month end.
pub(crate) type PolicyOfMonth = BTreeMap<Month, (ContactPolicy, Arc<WorkingDays>)>;

/// Columns of which each month is given once, being gathered from the versions of every case.
pub(crate) struct Releasing<'a> {
    policies: &'a PolicyOfMonth,
    on: NaiveDate,
    days: ReleaseDays,
    columns: Columns,
    /// The month of the first report that was given: a case known later, of an earlier month, shows nowhere.
    first_month: Option<Month>,
    missing: Missing,
}

impl<'a> Releasing<'a> {
    pub fn new(policies: &'a PolicyOfMonth, days: ReleaseDays, on: NaiveDate) -> Self {
        let (columns, missing) = (Columns::default(), Missing::default());
        Self { policies, on, days, columns, first_month: None, missing }
    }

    pub fn add(&mut self, version: &FigureVersion) {
        let row = &version.row;
        if version.stands_on(self.on) {
            self.missing.add(row);
        }
        let bases = bases_of(version, &self.days, self.on);
        if bases.is_none() {
            return;
        }
        let month = Month::of(row.reported_on);
        if row.kind == CaseKind::Crime && bases.holds(Basis::Recorded) {
            self.first_month = Some(self.first_month.map_or(month, |first| first.min(month)));
        }
        let class = match (self.days.day(Basis::Covered, month), self.policies.get(&month)) {
            (Some(day), Some((policy, calendar))) => class_of(row, policy, calendar, day),
            _ => CoverageClass::WindowOpen,
        };
        self.columns.push_for(row_of(row, class, &BTreeSet::new()), bases);
    }

    pub fn finish(self, policy: ContactPolicy) -> AsAt {
        let (on, columns) = (self.on, self.columns.released(self.days));
        let (first_month, missing) = (self.first_month, self.missing);
        AsAt { on, columns, cases: Vec::new(), policy, first_month, marks: SeriesMarks::default(), missing }
    }
}

/// The day on which each month is given.
pub(crate) fn release_days(policies: &PolicyOfMonth, kept_since: NaiveDate) -> ReleaseDays {
    let windows_end =
        policies.iter().map(|(&month, (policy, calendar))| (month, longest_window(policy, calendar, month)));
    ReleaseDays::new(kept_since, windows_end.collect())
}

/// The last day of the longest contact window that a case reported in this month could have.
fn longest_window(policy: &ContactPolicy, calendar: &WorkingDays, month: Month) -> NaiveDate {
    let last = month.last_day();
    let ends = RiskLevel::ALL.iter().map(|&risk| policy.window(calendar, last, Some(risk)).latest_on);
    ends.max().unwrap_or(last)
}

/// The bases on which this version is the one that was given.
fn bases_of(version: &FigureVersion, days: &ReleaseDays, on: NaiveDate) -> Bases {
    let row = &version.row;
    let reported = Some(row.reported_on);
    let day_of = |basis| match basis {
        Basis::Recorded | Basis::Covered | Basis::Followed28 | Basis::Followed56 | Basis::Followed90 => reported,
        Basis::Closed => row.outcome.map(|(_, day)| day),
        Basis::Reached => row.reached_on,
    };
    let given = |basis: &Basis| {
        let day = day_of(*basis).and_then(|day| days.day(*basis, Month::of(day)));
        day.is_some_and(|day| day <= on && version.stands_on(day))
    };
    Basis::ALL.into_iter().filter(given).fold(Bases::NONE, Bases::and)
}

fn row_of<'a>(row: &'a FigureRow, coverage: CoverageClass, none: &'a BTreeSet<caseload::Strand>) -> CaseColumnsRow<'a> {
    CaseColumnsRow {
        kind: row.kind,
        reported_on: row.reported_on,
        outcome: row.outcome.map(|(outcome_type, on)| Outcome { outcome_type, alternate_offence: false, on }),
        withdrawn_on: row.withdrawn_on,
        coverage,
        strands: row.strands.as_ref().unwrap_or(none),
        delivery: Delivery {
            offered: row.offered,
            attempted: row.tried || row.reached_on.is_some(),
            reached_on: row.reached_on,
        },
        groups: Groups {
            age_band: row.age_band.as_deref(),
            sex: row.sex.as_deref(),
            ethnicity: row.ethnicity.as_deref(),
            disability: row.disability,
            language: row.language.as_deref(),
            borough: row.borough.as_deref(),
            ward: row.ward.as_deref(),
            team: row.team.as_deref(),
        },
    }
}

pub(crate) fn class_of(
    row: &FigureRow,
    policy: &ContactPolicy,
    calendar: &WorkingDays,
    as_at: NaiveDate,
) -> CoverageClass {
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
