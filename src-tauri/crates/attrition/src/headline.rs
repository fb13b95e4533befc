//! The figures a month is opened with.

use crate::chart::{Figure, WhyWithheld};
use crate::columns::{Columns, DayNumber};
use crate::coverage::{CoverageCounts, CoverageFigure, CoverageMonth, CoverageRequest, src_coverage};
use crate::measure::Series;
use crate::month_slots::MonthSlots;
use crate::rate::Rate;
use crate::settled::{Hollow, hollow_by_calendar};
use crate::suppression::SmallNumbers;
use crate::withdrawal::{OutcomeMask, PChartRequest, withdrawal_closed};
use caseload::{Month, OutcomeSet};
use chrono::NaiveDate;

/// What to count.
#[derive(Debug, Clone, Copy)]
pub struct HeadlineRequest<'a> {
    pub month: Month,
    /// The day the columns speak for.
    pub as_at: NaiveDate,
    /// The outcomes that count as attrition.
    pub set: &'a OutcomeSet,
}

/// A count, or why it is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    Shown(u64),
    Withheld(WhyWithheld),
}

impl Count {
    /// The count, where it is shown.
    pub const fn shown(self) -> Option<u64> {
        match self {
            Self::Shown(count) => Some(count),
            Self::Withheld(_) => None,
        }
    }
}

/// The headline figures of a month. Recorded and reached are by month reported, withdrawn by month closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    pub month: Month,
    pub as_at: NaiveDate,
    /// The outcomes that count as attrition.
    pub set: OutcomeSet,
    /// Crimes reported in the month.
    pub recorded: Count,
    /// Why the count of crimes recorded has not settled, if it has not.
    pub recorded_hollow: Option<Hollow>,
    /// Of the crimes closed in the month, those in the set. Its denominator is the crimes closed.
    pub withdrawal: Figure,
    /// Why the withdrawal figure has not settled, if it has not.
    pub withdrawal_hollow: Option<Hollow>,
    /// How many of those in the set carry no day of withdrawal of their own; none where that is withheld.
    pub withdrawn_undated: Option<u64>,
    /// What became of the contacts owed to victims of cases reported in the month.
    pub coverage: CoverageMonth,
    /// The rule by which figures were withheld; none where all are exact.
    pub suppressed: Option<SmallNumbers>,
}

/// Works out the headline figures of a month: the same figures as the month's points on the charts.
pub fn headline(columns: &Columns, request: &HeadlineRequest<'_>) -> Headline {
    let HeadlineRequest { month, as_at, set } = *request;
    let last = DayNumber::of(as_at);
    let slots = MonthSlots::over(month, month);
    let in_month = |day: DayNumber| day <= last && slots.slot(day).is_some();
    let recorded = columns.crimes_reported().filter(|&day| in_month(day)).map(|_| 1_u64).sum();
    let mask = OutcomeMask::of(set);
    let undated = columns
        .crimes_closed_and_withdrawn()
        .filter(|&(day, outcome, withdrawn)| in_month(day) && mask.holds(outcome) && withdrawn.is_none())
        .map(|_| 1_u64)
        .sum();
    let chart = withdrawal_closed(columns, &PChartRequest { from: month, to: month, as_at, set });
    let point = chart.points.first();
    let coverage = src_coverage(columns, &CoverageRequest { from: month, to: month, as_at });
    let hollow = hollow_by_calendar(month, as_at);
    Headline {
        month,
        as_at,
        set: set.clone(),
        recorded: Count::Shown(recorded),
        recorded_hollow: hollow,
        withdrawal: point
            .map_or_else(|| Figure::Shown(Rate::of_parts(Series::WithdrawalClosed, 0, 0)), |point| point.figure),
        withdrawal_hollow: point.and_then(|point| point.hollow),
        withdrawn_undated: Some(undated),
        coverage: coverage.months.first().copied().unwrap_or(CoverageMonth {
            month,
            figure: CoverageFigure::Parts(CoverageCounts::default()),
            windows_open: Some(0),
            hollow,
        }),
        suppressed: None,
    }
}
