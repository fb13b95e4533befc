//! `withdrawal_reported_28`, `_56` and `_90`: of the crimes reported in a month, those whose victim withdrew soon.

use crate::chart::{Figure, PChart, PeriodFigure, WhyNoChart};
use crate::columns::{Columns, DayNumber};
use crate::measure::Series;
use crate::month_slots::MonthSlots;
use crate::release::Basis;
use crate::settled::{Hollow, hollow_by_calendar};
use crate::withdrawal::{OutcomeMask, PChartRequest, Tally};
use caseload::{Month, OutcomeType};
use chrono::{Days, NaiveDate};

/// For how long the crimes of a month are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Followed {
    Days28,
    Days56,
    Days90,
}

impl Followed {
    /// Each of the three.
    pub const ALL: [Self; 3] = [Self::Days28, Self::Days56, Self::Days90];

    /// How many days.
    pub const fn days(self) -> u32 {
        match self {
            Self::Days28 => 28,
            Self::Days56 => 56,
            Self::Days90 => 90,
        }
    }

    /// Its series.
    pub const fn series(self) -> Series {
        match self {
            Self::Days28 => Series::WithdrawalReported28,
            Self::Days56 => Series::WithdrawalReported56,
            Self::Days90 => Series::WithdrawalReported90,
        }
    }

    /// Whether the victim withdrew within these days of the report.
    pub(crate) fn withdrew(
        self,
        reported: DayNumber,
        withdrawn: Option<DayNumber>,
        outcome: Option<(DayNumber, OutcomeType)>,
        set: OutcomeMask,
    ) -> bool {
        let by_outcome = outcome.filter(|&(_, outcome)| set.holds(outcome)).map(|(day, _)| day);
        // A date before the report is a slip of the pen, and counts as the day reported.
        withdrawn.or(by_outcome).is_some_and(|day| day.days_after(reported).unwrap_or(0) <= self.days())
    }

    const fn basis(self) -> Basis {
        match self {
            Self::Days28 => Basis::Followed28,
            Self::Days56 => Basis::Followed56,
            Self::Days90 => Basis::Followed90,
        }
    }
}

/// The share of crimes reported in each month whose victim withdrew within so many days of the report.
///
/// A withdrawal is its own date; only where it has none and the outcome is in the set, the outcome's date.
/// Only crimes that are old enough count, so an immature month is not too low, but it is hollow.
pub fn withdrawal_reported(columns: &Columns, followed: Followed, request: &PChartRequest<'_>) -> PChart {
    let last = DayNumber::of(request.as_at);
    let set = OutcomeMask::of(request.set);
    let slots = MonthSlots::over(request.from, request.to);
    let mut tallies: Vec<Tally> = slots.tallies();
    let mut any_crime = false;
    for (reported, withdrawn, outcome) in columns.cohort(followed.basis()) {
        any_crime |= reported <= last;
        if last.days_after(reported).is_none_or(|age| age < followed.days()) {
            continue;
        }
        if let Some(tally) = slots.slot(reported).and_then(|slot| tallies.get_mut(slot)) {
            tally.add(followed.withdrew(reported, withdrawn, outcome, set));
        }
    }
    let months: Vec<PeriodFigure> = slots
        .months()
        .iter()
        .zip(&tallies)
        .map(|(&month, tally)| PeriodFigure {
            period: month.into(),
            figure: Figure::Shown(tally.rate(followed.series())),
            hollow: hollow(columns, followed, month, request.as_at),
        })
        .collect();
    let mut empty = PChart::empty(followed.series(), request.set.clone(), request.as_at);
    empty.not_applicable = (!any_crime).then_some(WhyNoChart::NoCrimes);
    empty.drawn_over(&months)
}

fn hollow(columns: &Columns, followed: Followed, month: Month, as_at: NaiveDate) -> Option<Hollow> {
    let by_calendar = hollow_by_calendar(month, as_at);
    if by_calendar.is_some() {
        return by_calendar;
    }
    let old_enough = match columns.releases() {
        Some(days) => days.is_given(followed.basis(), month, as_at),
        None => {
            month.last_day().checked_add_days(Days::new(u64::from(followed.days()))).is_some_and(|day| day <= as_at)
        }
    };
    (!old_enough).then_some(Hollow::TooYoung)
}
