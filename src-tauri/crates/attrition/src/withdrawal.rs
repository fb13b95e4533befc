//! `withdrawal_closed`: of the crimes closed in a month, those whose victim does not support further action.

use crate::chart::{Figure, PChart, PeriodFigure, WhyNoChart};
use crate::columns::{Columns, DayNumber};
use crate::measure::Series;
use crate::month_slots::MonthSlots;
use crate::rate::Rate;
use crate::settled::{first_reported, hollow_by_month_closed};
use caseload::{Month, OutcomeSet, OutcomeType};
use chrono::NaiveDate;

/// What to draw.
#[derive(Debug, Clone, Copy)]
pub struct PChartRequest<'a> {
    /// The first month.
    pub from: Month,
    /// The last month, included.
    pub to: Month,
    /// The day the columns speak for.
    pub as_at: NaiveDate,
    /// The outcomes that count as attrition.
    pub set: &'a OutcomeSet,
}

/// The share of crimes closed in each month whose outcome in force is in the set, as a p-chart.
///
/// A crime counts once, in the month of the outcome in force; an outcome dated after the as-at day does not count.
/// Months before the first reported case is 180 days old, and the running month, are hollow.
pub fn withdrawal_closed(columns: &Columns, request: &PChartRequest<'_>) -> PChart {
    let last = DayNumber::of(request.as_at);
    let set = OutcomeMask::of(request.set);
    let slots = MonthSlots::over(request.from, request.to);
    let mut tallies: Vec<Tally> = slots.tallies();
    let mut any_outcome = false;
    for (day, outcome) in columns.crimes_closed().filter(|&(day, _)| day <= last) {
        any_outcome = true;
        if let Some(tally) = slots.slot(day).and_then(|slot| tallies.get_mut(slot)) {
            tally.add(set.holds(outcome));
        }
    }
    let first = first_reported(columns, request.as_at);
    let any_closed = tallies.iter().any(|tally| tally.counted + tally.rest > 0);
    let months: Vec<PeriodFigure> = slots
        .months()
        .iter()
        .zip(&tallies)
        .map(|(&month, tally)| PeriodFigure {
            period: month.into(),
            figure: Figure::Shown(tally.rate(Series::WithdrawalClosed)),
            hollow: hollow_by_month_closed(month, first, request.as_at),
        })
        .collect();
    let mut empty = PChart::empty(Series::WithdrawalClosed, request.set.clone(), request.as_at);
    empty.not_applicable = match (first, any_outcome, any_closed) {
        (_, _, true) => None,
        (_, true, false) => Some(WhyNoChart::NoneClosedInPeriod),
        (Some(_), false, false) => Some(WhyNoChart::NoOutcomes),
        (None, false, false) => Some(WhyNoChart::NoCrimes),
    };
    empty.drawn_over(&months)
}

/// Those counted and the rest, of one month.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    counted: u64,
    rest: u64,
}

impl Tally {
    /// Adds one case.
    pub fn add(&mut self, counts: bool) {
        self.counted += u64::from(counts);
        self.rest += u64::from(!counts);
    }

    /// Adds the cases of another tally.
    pub const fn merge(&mut self, other: Self) {
        self.counted += other.counted;
        self.rest += other.rest;
    }

    /// The tally as a rate.
    pub const fn rate(&self, series: Series) -> Rate {
        Rate::of_parts(series, self.counted, self.rest)
    }
}

/// A set of outcome types as bits, so that asking costs nothing in a scan.
#[derive(Debug, Clone, Copy)]
pub struct OutcomeMask(u32);

impl OutcomeMask {
    /// The types of the set.
    pub fn of(set: &OutcomeSet) -> Self {
        Self(OutcomeType::all().filter(|&outcome| set.holds(outcome)).map(Self::bit).sum())
    }

    /// Whether the set holds this type.
    pub const fn holds(self, outcome: OutcomeType) -> bool {
        self.0 & Self::bit(outcome) != 0
    }

    const fn bit(outcome: OutcomeType) -> u32 {
        1 << outcome.number()
    }
}
