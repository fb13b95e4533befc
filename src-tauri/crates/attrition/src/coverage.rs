//! How the promise of a contact was kept, by month reported.

use crate::chart::{Figure, PChart, PeriodFigure, WhyWithheld};
use crate::columns::{Columns, DayNumber};
use crate::measure::Series;
use crate::month_slots::MonthSlots;
use crate::rate::Rate;
use crate::release::Basis;
use crate::settled::{Hollow, hollow_by_calendar};
use crate::suppression::SmallNumbers;
use caseload::coverage::CoverageClass;
use caseload::{Month, OutcomeSet};
use chrono::NaiveDate;

/// What to count.
#[derive(Debug, Clone, Copy)]
pub struct CoverageRequest {
    /// The first month reported.
    pub from: Month,
    /// The last month reported, included.
    pub to: Month,
    /// The day the columns speak for.
    pub as_at: NaiveDate,
}

/// Victims owed a contact whose window has ended, in five parts that sum to all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CoverageCounts {
    pub reached_in_window: u64,
    pub reached_late: u64,
    pub tried_not_reached: u64,
    pub never_tried: u64,
    pub ended_by_reason: u64,
}

impl CoverageCounts {
    /// All five parts together: the denominator.
    pub const fn total(&self) -> u64 {
        self.reached_in_window + self.reached_late + self.without_contact()
    }

    /// Tried but not reached, never tried, and ended for a listed reason, together.
    pub const fn without_contact(&self) -> u64 {
        self.tried_not_reached + self.never_tried + self.ended_by_reason
    }

    /// Those reached in the window, among all of them.
    pub const fn in_window(&self) -> Rate {
        Rate::of_parts(Series::SrcInWindow, self.reached_in_window, self.reached_late + self.without_contact())
    }

    /// Both counts, part by part.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            reached_in_window: self.reached_in_window + other.reached_in_window,
            reached_late: self.reached_late + other.reached_late,
            tried_not_reached: self.tried_not_reached + other.tried_not_reached,
            never_tried: self.never_tried + other.never_tried,
            ended_by_reason: self.ended_by_reason + other.ended_by_reason,
        }
    }
}

/// As much of a month's coverage as its reader may see, from all to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageFigure {
    /// All five parts.
    Parts(CoverageCounts),
    /// Three parts: those without a contact are not told apart.
    Reached { in_window: u64, late: u64, without_contact: u64 },
    /// Two parts: reached in the window, and not.
    InWindow(Rate),
    /// No part. The denominator stays where it gives nothing back.
    Withheld { denominator: Option<u64>, why: WhyWithheld },
}

impl CoverageFigure {
    /// Those reached in the window among all, or why that is withheld.
    pub const fn in_window(&self) -> Figure {
        match self {
            Self::Parts(counts) => Figure::Shown(counts.in_window()),
            Self::Reached { in_window, late, without_contact } => {
                Figure::Shown(Rate::of_parts(Series::SrcInWindow, *in_window, *late + *without_contact))
            }
            Self::InWindow(rate) => Figure::Shown(*rate),
            Self::Withheld { denominator, why } => Figure::Withheld { denominator: *denominator, why: *why },
        }
    }

    /// All five parts, where they are shown.
    pub const fn parts(&self) -> Option<CoverageCounts> {
        match self {
            Self::Parts(counts) => Some(*counts),
            Self::Reached { .. } | Self::InWindow(_) | Self::Withheld { .. } => None,
        }
    }

    /// Those reached late, where that is shown.
    pub const fn late(&self) -> Option<u64> {
        match self {
            Self::Parts(counts) => Some(counts.reached_late),
            Self::Reached { late, .. } => Some(*late),
            Self::InWindow(_) | Self::Withheld { .. } => None,
        }
    }

    /// Those without a contact, where that is shown.
    pub const fn without_contact(&self) -> Option<u64> {
        match self {
            Self::Parts(counts) => Some(counts.without_contact()),
            Self::Reached { without_contact, .. } => Some(*without_contact),
            Self::InWindow(_) | Self::Withheld { .. } => None,
        }
    }
}

/// One month reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageMonth {
    pub month: Month,
    pub figure: CoverageFigure,
    /// How many windows are still open, too early to count; none where that is withheld.
    pub windows_open: Option<u64>,
    /// Why the month is hollow, if it is: its figure is partial and in no total.
    pub hollow: Option<Hollow>,
}

/// Coverage by month reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    pub as_at: NaiveDate,
    /// One entry a month, in order, whether or not anything was reported in it.
    pub months: Vec<CoverageMonth>,
    /// The settled and shown months together; a part is shown only where each of those months shows it.
    pub settled: CoverageFigure,
    /// The rule by which figures were withheld; none on an exact table.
    pub suppressed: Option<SmallNumbers>,
}

impl Coverage {
    /// Those reached in the window, as a chart with its centre and limits.
    pub fn in_window_chart(&self) -> PChart {
        let months: Vec<PeriodFigure> = self
            .months
            .iter()
            .map(|month| PeriodFigure {
                period: month.month.into(),
                figure: month.figure.in_window(),
                hollow: month.hollow,
            })
            .collect();
        let mut chart = PChart::empty(Series::SrcInWindow, OutcomeSet::attrition(), self.as_at);
        chart.suppressed = self.suppressed;
        chart.drawn_over(&months)
    }
}

/// What became of the contacts owed, by month reported.
///
/// Every case whose victim is owed a contact counts, a non-crime incident too where policy owes it one.
/// A month is hollow while one of its windows is open, and while it is running.
pub fn src_coverage(columns: &Columns, request: &CoverageRequest) -> Coverage {
    let last = DayNumber::of(request.as_at);
    let slots = MonthSlots::over(request.from, request.to);
    let mut tallies: Vec<ClassTally> = slots.tallies();
    for (day, class) in columns.covered().filter(|&(day, _)| day <= last) {
        let tally = slots.slot(day).and_then(|slot| tallies.get_mut(slot));
        // By place in the list and not by a match: a scan of a million cases guesses no branch wrongly.
        if let Some(count) = tally.and_then(|tally| tally.get_mut(class as usize)) {
            *count += 1;
        }
    }
    let months: Vec<CoverageMonth> = slots
        .months()
        .iter()
        .zip(&tallies)
        .map(|(&month, tally)| {
            let (counts, open) = parts_and_open(tally);
            CoverageMonth {
                month,
                figure: CoverageFigure::Parts(counts),
                windows_open: Some(open),
                hollow: hollow_by_calendar(month, request.as_at)
                    .or((open > 0 || !is_given(columns, month, request.as_at)).then_some(Hollow::WindowsOpen)),
            }
        })
        .collect();
    let settled = settled_total(&months);
    Coverage { as_at: request.as_at, months, settled, suppressed: None }
}

/// Whether a month is given yet, where each is given once.
fn is_given(columns: &Columns, month: Month, as_at: NaiveDate) -> bool {
    columns.releases().is_none_or(|days| days.is_given(Basis::Covered, month, as_at))
}

/// The settled and shown months together, no finer than the coarsest of them.
///
/// It is worked out from what the months show, so it tells nothing of a month or part that is withheld.
pub fn settled_total(months: &[CoverageMonth]) -> CoverageFigure {
    let shown: Vec<CoverageFigure> =
        months.iter().filter(|month| month.hollow.is_none()).map(|month| month.figure).collect();
    let none = CoverageFigure::Parts(CoverageCounts::default());
    shown.into_iter().fold(none, |total, figure| match (total.parts(), figure.parts()) {
        (Some(sum), Some(counts)) => CoverageFigure::Parts(sum.and(counts)),
        _ => coarser_sum(total, figure),
    })
}

/// How many cases of a month are in each class, in the order the classes are declared.
type ClassTally = [u64; CoverageClass::ALL.len()];

fn parts_and_open(tally: &ClassTally) -> (CoverageCounts, u64) {
    let (mut counts, mut open) = (CoverageCounts::default(), 0);
    for class in CoverageClass::ALL {
        let count = tally.get(class as usize).copied().unwrap_or(0);
        match class {
            CoverageClass::NotOwed => {}
            CoverageClass::WindowOpen => open = count,
            CoverageClass::ReachedInWindow => counts.reached_in_window = count,
            CoverageClass::ReachedLate => counts.reached_late = count,
            CoverageClass::TriedNotReached => counts.tried_not_reached = count,
            CoverageClass::NeverTried => counts.never_tried = count,
            CoverageClass::EndedByReason => counts.ended_by_reason = count,
        }
    }
    (counts, open)
}

fn coarser_sum(total: CoverageFigure, figure: CoverageFigure) -> CoverageFigure {
    let (Some(sum), Some(rate)) = (total.in_window().rate(), figure.in_window().rate()) else { return total };
    let late = total.late().zip(figure.late());
    let without_contact = total.without_contact().zip(figure.without_contact());
    match late.zip(without_contact) {
        Some((late, without)) => CoverageFigure::Reached {
            in_window: sum.numerator() + rate.numerator(),
            late: late.0 + late.1,
            without_contact: without.0 + without.1,
        },
        None => CoverageFigure::InWindow(sum.and(rate)),
    }
}
