//! The p-chart: a share by month, about its pooled share, with limits that move with the number of cases.

use crate::measure::{Measure, Series};
use crate::rate::{Interval, Rate, as_float};
use crate::settled::Hollow;
use crate::suppression::SmallNumbers;
use caseload::{Month, OutcomeSet};
use chrono::NaiveDate;

/// A month's figure, or why it is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The figure. Where its denominator is 0 there is no share: "not applicable".
    Shown(Rate),
    /// Not shown to this reader. The denominator stays where it gives nothing back.
    Withheld { denominator: Option<u64>, why: WhyWithheld },
}

/// Why a figure is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyWithheld {
    /// Too few cases stand behind it or behind its complement.
    SmallNumber,
    /// The month still moves by single cases from one day to the next.
    StillMoving,
}

impl Figure {
    /// The rate, where it is shown.
    pub const fn rate(&self) -> Option<Rate> {
        match self {
            Self::Shown(rate) => Some(*rate),
            Self::Withheld { .. } => None,
        }
    }

    /// How many are counted, where that is shown.
    pub fn numerator(&self) -> Option<u64> {
        self.rate().map(|rate| rate.numerator())
    }

    /// How many there are in all, where that is shown.
    pub const fn denominator(&self) -> Option<u64> {
        match self {
            Self::Shown(rate) => Some(rate.denominator()),
            Self::Withheld { denominator, .. } => *denominator,
        }
    }

    /// The share, 0 to 1, where there is one to show.
    pub fn share(&self) -> Option<f64> {
        self.rate().and_then(|rate| rate.share())
    }

    /// The 95 % interval (Wilson), where there is one to show.
    pub fn interval(&self) -> Option<Interval> {
        self.rate().and_then(|rate| rate.wilson())
    }

    /// Why the figure is withheld, if it is.
    pub const fn why_withheld(&self) -> Option<WhyWithheld> {
        match self {
            Self::Shown(_) => None,
            Self::Withheld { why, .. } => Some(*why),
        }
    }
}

/// The centre line and the limits at one point, as shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    pub centre: f64,
    pub lower: f64,
    pub upper: f64,
}

/// A share outside its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    AboveLimits,
    BelowLimits,
}

/// One month of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub month: Month,
    pub figure: Figure,
    /// Why the point is hollow, if it is. A hollow point has no limits and never signals.
    pub hollow: Option<Hollow>,
    /// None where the point is hollow, withheld or not applicable.
    pub limits: Option<Limits>,
    pub signal: Option<Signal>,
}

impl Point {
    /// Whether the month has settled, so that the centre, the limits and the rules use it.
    pub const fn is_mature(&self) -> bool {
        self.hollow.is_none()
    }
}

/// Why there is nothing to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyNoChart {
    /// No crime has been reported, as at the day.
    NoCrimes,
    /// Crimes have been reported, and none has an outcome.
    NoOutcomes,
    /// Outcomes are known, and none is dated in the months asked for.
    NoneClosedInPeriod,
}

/// A share by month with its limits.
#[derive(Debug, Clone, PartialEq)]
pub struct PChart {
    pub series: Series,
    /// The outcomes the numerator counts.
    pub set: OutcomeSet,
    pub as_at: NaiveDate,
    /// The settled and shown months together: its share is the centre line. None where there is no such case.
    pub pooled: Option<Rate>,
    /// One point a month, in order, whether or not anything happened in it.
    pub points: Vec<Point>,
    /// Why the whole chart is "not applicable", if it is.
    pub not_applicable: Option<WhyNoChart>,
    /// The rule by which points were withheld; none on an exact chart.
    pub suppressed: Option<SmallNumbers>,
}

/// A month before limits are drawn round it.
#[derive(Debug, Clone, Copy)]
pub struct MonthFigure {
    pub month: Month,
    pub figure: Figure,
    pub hollow: Option<Hollow>,
}

impl PChart {
    /// What the chart counts, in words.
    pub const fn measure(&self) -> &'static Measure {
        self.series.measure()
    }

    /// The same chart over these months: centre, limits and signals come from what they show, and from nothing else.
    pub(crate) fn drawn_over(mut self, months: &[MonthFigure]) -> Self {
        let settled = months.iter().filter(|month| month.hollow.is_none()).filter_map(|month| month.figure.rate());
        let none = Rate::of_parts(self.series, 0, 0);
        let pooled = settled.fold(none, Rate::and);
        self.pooled = (pooled.denominator() > 0).then_some(pooled);
        self.points = months.iter().map(|month| point(*month, self.pooled)).collect();
        self
    }
}

fn point(month: MonthFigure, pooled: Option<Rate>) -> Point {
    let MonthFigure { month, figure, hollow } = month;
    let limits = match (hollow, figure.rate(), pooled) {
        (None, Some(rate), Some(pooled)) => limits(pooled, rate.denominator()),
        _ => None,
    };
    let signal = limits.zip(figure.share()).and_then(|(limits, share)| {
        if share > limits.upper {
            Some(Signal::AboveLimits)
        } else if share < limits.lower {
            Some(Signal::BelowLimits)
        } else {
            None
        }
    });
    Point { month, figure, hollow, limits, signal }
}

/// Three sigma about the pooled share for so many cases, clamped to 0..1.
///
/// Source: Shewhart's p-chart, as in Montgomery DC, *Introduction to Statistical Quality Control*, chapter 7.
fn limits(pooled: Rate, denominator: u64) -> Option<Limits> {
    let centre = pooled.share()?;
    if denominator == 0 {
        return None;
    }
    let sigma = (centre * (1.0 - centre) / as_float(denominator)).sqrt();
    let (lower, upper) = (3.0f64.mul_add(-sigma, centre), 3.0f64.mul_add(sigma, centre));
    Some(Limits { centre, lower: lower.max(0.0), upper: upper.min(1.0) })
}
