//! The cases behind a point: which rows of the columns it counts, and which of them are in its numerator.

use crate::cohort::Followed;
use crate::columns::{Columns, DayNumber};
use crate::measure::Series;
use crate::release::Basis;
use crate::withdrawal::OutcomeMask;
use caseload::coverage::CoverageClass;
use caseload::{OutcomeSet, Period};
use chrono::NaiveDate;

/// A case behind a point, by its place in the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Behind {
    /// Which case: the order in which it was pushed.
    pub index: usize,
    /// Whether it is in the numerator; true for a series that only counts.
    pub counted: bool,
}

/// The cases behind a series' point, in the order of the columns.
pub fn behind(columns: &Columns, series: Series, period: Period, as_at: NaiveDate, set: &OutcomeSet) -> Vec<Behind> {
    let (first, last) = (DayNumber::of(period.first_day()), DayNumber::of(period.last_day().min(as_at)));
    let within = |day: DayNumber| first <= day && day <= last;
    let as_at = DayNumber::of(as_at);
    let attrition = OutcomeMask::of(set);
    let charged = OutcomeMask::of(&OutcomeSet::charged());
    let followed = Followed::ALL.into_iter().find(|followed| followed.series() == series);
    let counted = |index: usize| -> Option<bool> {
        let case = columns.case(index)?;
        if let Some(followed) = followed {
            let old_enough = as_at.days_after(case.reported).is_some_and(|age| age >= followed.days());
            return (case.bases.holds(Basis::Recorded) && within(case.reported) && old_enough)
                .then(|| followed.withdrew(case.reported, columns.withdrawn(index), case.closed, attrition));
        }
        if matches!(series, Series::WithdrawalClosed | Series::Charged | Series::DaysToOutcome) {
            let (day, outcome) = case.closed?;
            let set = if series == Series::Charged { charged } else { attrition };
            let counts = series == Series::DaysToOutcome || set.holds(outcome);
            return (case.bases.holds(Basis::Closed) && within(day)).then_some(counts);
        }
        if series == Series::DaysToContact {
            return columns.reached(index).filter(|&day| within(day)).map(|_| true);
        }
        if series == Series::Recorded {
            return (case.bases.holds(Basis::Recorded) && within(case.reported)).then_some(true);
        }
        if !within(case.reported) || matches!(case.coverage, CoverageClass::NotOwed | CoverageClass::WindowOpen) {
            return None;
        }
        Some(case.counts_as(series))
    };
    (0..columns.len()).filter_map(|index| Some(Behind { index, counted: counted(index)? })).collect()
}
