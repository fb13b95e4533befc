//! Small numbers, kept from those who may see figures but no people.
//!
//! Three decisions, and why.
//!
//! *What is hidden.* A share loses its numerator, value and interval where the numerator **or** its complement is
//! below the threshold, **zero included**: "none of them withdrew" and "all of them withdrew" tell of every person
//! in the month. A denominator stays unless it is itself a small number. A plain count is hidden from 1 up to the
//! threshold; a count of 0 tells of nobody.
//!
//! *What keeps it hidden.* No total, centre line, limit, signal or sentence includes a hidden cell: each is worked
//! out anew from the cells that are shown. So nothing shown depends on a hidden value except the fact that it is
//! hidden, no second cell need be hidden to protect the first, and charts over other months show the same cells.
//! Parts of a whole are told apart along one fixed order of splits (in the window or not; late or without a contact;
//! then the three kinds without), each split shown only where all its parts are large enough. The order depends on no
//! value, so a reader who knows this rule learns no more than that one part is small.
//!
//! *What moves.* A month that is running, or has open windows, gains single cases from one day to the next, and two
//! looks a day apart would give one victim away; so it is withheld until it has settled.
//!
//! Not covered here: two looks at a settled month with a late correction between them, and counts by strand over
//! periods that overlap. The caller offers fixed periods.

use crate::chart::{Figure, PChart, PeriodFigure, WhyWithheld};
use crate::coverage::{Coverage, CoverageCounts, CoverageFigure, CoverageMonth, settled_total};
use crate::headline::{Count, Headline};
use crate::rate::Rate;
use crate::settled::Hollow;
use crate::strand_counts::StrandCounts;
use caseload::Strand;
use std::collections::BTreeMap;

/// The rule for small numbers: counts below the threshold are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SmallNumbers {
    threshold: u64,
}

/// Crimes by strand as a reader without names may see them.
///
/// How many crimes have several strands, or none, is never shown: with the total they would give a small strand back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppressedStrandCounts {
    pub crimes: Count,
    pub by_strand: BTreeMap<Strand, Count>,
    /// The rule by which counts were withheld.
    pub suppressed: SmallNumbers,
}

impl SmallNumbers {
    /// The preset: fewer than 5. No police-wide rule was found; this is the common practice, for the force to change.
    pub const fn preset() -> Self {
        Self { threshold: 5 }
    }

    /// The rule with this threshold, which is 3 or more: below that a hidden count would be known.
    pub const fn new(threshold: u64) -> Option<Self> {
        if threshold >= 3 { Some(Self { threshold }) } else { None }
    }

    /// Counts below this are small.
    pub const fn threshold(self) -> u64 {
        self.threshold
    }

    /// The chart as a reader without names may see it.
    #[must_use]
    pub fn suppress_chart(self, chart: &PChart) -> PChart {
        let months: Vec<PeriodFigure> = chart
            .points
            .iter()
            .map(|point| PeriodFigure {
                period: point.period,
                figure: self.figure(point.figure, point.hollow),
                hollow: point.hollow,
            })
            .collect();
        PChart { suppressed: Some(self), ..chart.clone() }.drawn_over(&months)
    }

    /// The coverage table as a reader without names may see it.
    #[must_use]
    pub fn suppress_coverage(self, coverage: &Coverage) -> Coverage {
        let months: Vec<CoverageMonth> = coverage.months.iter().map(|month| self.coverage_month(*month)).collect();
        let settled = settled_total(&months);
        Coverage { as_at: coverage.as_at, months, settled, suppressed: Some(self) }
    }

    /// The headline figures as a reader without names may see them: the same cells as on the charts.
    #[must_use]
    pub fn suppress_headline(self, headline: &Headline) -> Headline {
        Headline {
            recorded: self.count(headline.recorded, headline.recorded_hollow),
            withdrawal: self.figure(headline.withdrawal, headline.withdrawal_hollow),
            withdrawn_undated: None,
            coverage: self.coverage_month(headline.coverage),
            suppressed: Some(self),
            ..headline.clone()
        }
    }

    /// The counts by strand as a reader without names may see them.
    #[must_use]
    pub fn suppress_strand_counts(self, counts: &StrandCounts) -> SuppressedStrandCounts {
        let shown = |count: u64| self.count(Count::Shown(count), counts.hollow);
        SuppressedStrandCounts {
            crimes: shown(counts.crimes),
            by_strand: counts.by_strand.iter().map(|(strand, &count)| (strand.clone(), shown(count))).collect(),
            suppressed: self,
        }
    }

    fn figure(self, figure: Figure, hollow: Option<Hollow>) -> Figure {
        let Figure::Shown(rate) = figure else { return figure };
        if is_moving(hollow) {
            return Figure::Withheld { denominator: None, why: WhyWithheld::StillMoving };
        }
        if self.may_show_parts(rate) {
            return figure;
        }
        Figure::Withheld { denominator: self.denominator(rate.denominator()), why: WhyWithheld::SmallNumber }
    }

    fn coverage_month(self, month: CoverageMonth) -> CoverageMonth {
        let figure = match (month.figure.in_window(), self.figure(month.figure.in_window(), month.hollow)) {
            (Figure::Shown(rate), Figure::Shown(_)) if rate.denominator() > 0 => self.coverage_parts(month.figure),
            (_, Figure::Withheld { denominator, why }) => CoverageFigure::Withheld { denominator, why },
            (_, Figure::Shown(_)) => month.figure,
        };
        let windows_open = if is_moving(month.hollow) { None } else { month.windows_open };
        CoverageMonth { figure, windows_open, ..month }
    }

    /// As many splits as may be shown of a month whose first split may be.
    fn coverage_parts(self, figure: CoverageFigure) -> CoverageFigure {
        let in_window = figure.in_window().rate();
        let (Some(rate), Some(late), Some(without_contact)) = (in_window, figure.late(), figure.without_contact())
        else {
            return figure;
        };
        if late < self.threshold || without_contact < self.threshold {
            return CoverageFigure::InWindow(rate);
        }
        let reached = CoverageFigure::Reached { in_window: rate.numerator(), late, without_contact };
        figure.parts().filter(|counts| self.may_show_kinds(counts)).map_or(reached, CoverageFigure::Parts)
    }

    fn may_show_kinds(self, counts: &CoverageCounts) -> bool {
        [counts.tried_not_reached, counts.never_tried, counts.ended_by_reason]
            .into_iter()
            .all(|count| count >= self.threshold)
    }

    const fn may_show_parts(self, rate: Rate) -> bool {
        rate.denominator() == 0 || (rate.numerator() >= self.threshold && rate.complement() >= self.threshold)
    }

    fn denominator(self, count: u64) -> Option<u64> {
        (count >= self.threshold).then_some(count)
    }

    const fn count(self, count: Count, hollow: Option<Hollow>) -> Count {
        match count {
            Count::Withheld(_) => count,
            Count::Shown(_) if is_moving(hollow) => Count::Withheld(WhyWithheld::StillMoving),
            Count::Shown(1..) if !self.reaches(count) => Count::Withheld(WhyWithheld::SmallNumber),
            Count::Shown(_) => count,
        }
    }

    const fn reaches(self, count: Count) -> bool {
        match count {
            Count::Shown(count) => count >= self.threshold,
            Count::Withheld(_) => false,
        }
    }
}

const fn is_moving(hollow: Option<Hollow>) -> bool {
    match hollow {
        Some(Hollow::Running | Hollow::WindowsOpen | Hollow::TooYoung) => true,
        // A month that has not begun holds nothing to protect.
        Some(Hollow::WarmUp | Hollow::NotYet) | None => false,
    }
}
