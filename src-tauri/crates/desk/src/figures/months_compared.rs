//! Over which months groups are compared.

use crate::figures::columns::AsAt;
use crate::figures::trends::figures_by_month;
use attrition::{CountBasis, FigureOfMonth, Series};
use caseload::Month;
use std::collections::BTreeSet;

/// So many settled months are compared together.
const MONTHS_COMPARED: usize = 12;

/// The months whose cases are compared, on each basis: the last twelve settled months, or for a reader without names
/// those of the last complete half-year whose own figure is shown. Each victim is in one half-year and in no other.
pub(crate) struct MonthsCompared {
    closed: BTreeSet<Month>,
    reported: BTreeSet<Month>,
}

impl MonthsCompared {
    pub fn of(as_at: &AsAt, suppressed: bool) -> Self {
        let (withdrawal, coverage) = figures_by_month(as_at, Month::of(as_at.on), suppressed);
        Self {
            closed: months_of(&withdrawal.months(), suppressed),
            reported: months_of(&coverage.in_window_chart().months(), suppressed),
        }
    }

    /// The months of a series, by its basis.
    pub fn of_series(&self, series: Series) -> &BTreeSet<Month> {
        if series.measure().basis == CountBasis::ClosedInPeriod { &self.closed } else { &self.reported }
    }
}

fn months_of(months: &[FigureOfMonth], suppressed: bool) -> BTreeSet<Month> {
    let settled = months.iter().filter(|month| month.hollow.is_none());
    if suppressed {
        let half_years: BTreeSet<Month> = settled.clone().map(|month| half_year(month.month)).collect();
        let complete = |first: &&Month| {
            let last = last_of_half_year(**first);
            months.iter().any(|month| month.month == last && month.hollow.is_none())
        };
        let last = half_years.iter().rev().find(complete).and_then(|&first| shown_half_year(months, first));
        return last.unwrap_or_default();
    }
    settled.rev().take(MONTHS_COMPARED).map(|month| month.month).collect()
}

/// The months of a half-year whose own figure is shown; none of one that has not been given whole.
pub(crate) fn shown_half_year(months: &[FigureOfMonth], first: Month) -> Option<BTreeSet<Month>> {
    let settled = months.iter().filter(|month| month.hollow.is_none() && half_year(month.month) == first);
    let last = last_of_half_year(first);
    let is_complete = settled.clone().any(|month| month.month == last);
    is_complete.then(|| settled.filter(|month| month.is_shown).map(|month| month.month).collect())
}

/// Months without a gap as a period, for the cases behind a group's point.
pub(crate) fn period_of(months: &BTreeSet<Month>) -> Option<String> {
    let (first, last) = (*months.first()?, *months.last()?);
    let reached = (1..months.len()).fold(first, |month, _| month.next());
    (reached == last).then(|| format!("{first}/{last}"))
}

/// The half-year a month lies in, by its first month: April or October, as the police's year goes.
pub(crate) fn half_year(month: Month) -> Month {
    let mut first = month;
    while !matches!(first.to_string().get(5..), Some("04" | "10")) {
        first = first.previous();
    }
    first
}

/// Its last month.
pub(crate) fn last_of_half_year(first: Month) -> Month {
    (1..6).fold(first, |month, _| month.next())
}

pub(crate) fn period_words(months: &BTreeSet<Month>) -> String {
    match (months.first(), months.last()) {
        (Some(first), Some(last)) if first == last => first.words(),
        (Some(first), Some(last)) => {
            let count = months.len();
            format!("{} to {} ({count} {})", first.words(), last.words(), if count == 1 { "month" } else { "months" })
        }
        _ => "no settled month yet".to_owned(),
    }
}
