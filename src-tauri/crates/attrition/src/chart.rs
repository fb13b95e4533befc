//! The p-chart: a share by month, about its pooled share, with limits that move with the number of cases.

use crate::grain::Grain;
use crate::measure::{Measure, Series};
use crate::rate::{Interval, Rate, as_float};
use crate::series_change::{SeriesChange, in_order, stretch_of};
use crate::settled::Hollow;
use crate::suppression::SmallNumbers;
use crate::xmr::{Assurance, Rule, SpecialCause, Variation, assured, variation};
use caseload::{Month, OutcomeSet, Period};
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

/// One period of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub period: Period,
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
    /// By month, or by quarter and why.
    pub grain: Grain,
    /// The settled and shown periods since the last change together: its share is the centre line.
    /// None where there is no such case.
    pub pooled: Option<Rate>,
    /// How much more the months vary than chance alone lets them, since the last change: the limits are that many
    /// times wider. Only where the middle month has 500 cases or more, and never below 1.
    pub sigma_z: Option<f64>,
    /// One point a period, in order, whether or not anything happened in it.
    pub points: Vec<Point>,
    /// What changed on a person's word: centre and limits are drawn anew from each.
    pub changes: Vec<SeriesChange>,
    /// The target, as a share, where the force set one.
    pub target: Option<f64>,
    /// Why the whole chart is "not applicable", if it is.
    pub not_applicable: Option<WhyNoChart>,
    /// The rule by which points were withheld; none on an exact chart.
    pub suppressed: Option<SmallNumbers>,
}

/// A period before limits are drawn round it.
#[derive(Debug, Clone, Copy)]
pub struct PeriodFigure {
    pub period: Period,
    pub figure: Figure,
    pub hollow: Option<Hollow>,
}

/// From so many cases in the middle period, P′ limits are used: a binomial's would be too narrow to mean anything.
const P_PRIME_MEDIAN_N: u64 = 500;
/// Hartley's constant for ranges of two.
const D2: f64 = 1.128;

impl PChart {
    /// A chart before its months are drawn.
    pub(crate) fn empty(series: Series, set: OutcomeSet, as_at: NaiveDate) -> Self {
        Self {
            series,
            set,
            as_at,
            grain: Grain::Month,
            pooled: None,
            sigma_z: None,
            points: Vec::new(),
            changes: Vec::new(),
            target: None,
            not_applicable: None,
            suppressed: None,
        }
    }

    /// What the chart counts, in words.
    pub const fn measure(&self) -> &'static Measure {
        self.series.measure()
    }

    /// The same chart with centre and limits drawn anew from each of these changes.
    #[must_use]
    pub fn changed(mut self, changes: &[SeriesChange]) -> Self {
        self.changes = in_order(changes);
        let periods: Vec<PeriodFigure> = self.points.iter().map(Point::bare).collect();
        self.drawn_over(&periods)
    }

    /// The last point with limits.
    pub fn last_judged(&self) -> Option<&Point> {
        self.points.iter().rev().find(|point| point.limits.is_some())
    }

    /// The icon of variation, from the last settled point; none where no point has limits.
    pub fn variation(&self) -> Option<Variation> {
        let cause = |signal: Signal| SpecialCause { rule: Rule::Outside, high: signal == Signal::AboveLimits };
        self.last_judged().map(|point| variation(point.signal.map(cause), self.measure().better))
    }

    /// The icon of assurance: whether the limits of the last settled point lie on the right side of the target.
    pub fn assurance(&self) -> Option<Assurance> {
        let limits = self.last_judged()?.limits?;
        assured(limits.lower, limits.upper, self.target?, self.measure().better)
    }

    /// The same chart by quarter where a month has too few cases, and as it is where none has.
    #[must_use]
    pub fn by_quarter_where_few(self) -> Self {
        let periods: Vec<PeriodFigure> = self.points.iter().map(Point::bare).collect();
        let grain = Grain::of(&periods);
        let Grain::Quarter { .. } = grain else { return self };
        let quarters = grain.gather(&periods, self.series);
        Self { grain, ..self }.drawn_over(&quarters)
    }

    /// The same chart over these periods: centre, limits and signals come from what they show, and from nothing else.
    pub(crate) fn drawn_over(mut self, periods: &[PeriodFigure]) -> Self {
        self.pooled = None;
        self.sigma_z = None;
        self.points.clear();
        for stretch in stretches(periods, &self.changes) {
            let settled = stretch.iter().filter(|period| period.hollow.is_none());
            let rates: Vec<Rate> = settled.filter_map(|period| period.figure.rate()).collect();
            let all = rates.iter().copied().fold(Rate::of_parts(self.series, 0, 0), Rate::and);
            let pooled = (all.denominator() > 0).then_some(all);
            let sigma_z = pooled.and_then(|pooled| sigma_z(&rates, pooled));
            self.points.extend(stretch.iter().map(|period| point(*period, pooled, sigma_z)));
            self.pooled = pooled.or(self.pooled);
            self.sigma_z = sigma_z;
        }
        self
    }
}

/// A month of a chart, for those who count within months that are settled and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureOfMonth {
    pub month: Month,
    pub hollow: Option<Hollow>,
    pub is_shown: bool,
}

impl PChart {
    /// The months of a chart by month.
    pub fn months(&self) -> Vec<FigureOfMonth> {
        let of = |point: &Point| FigureOfMonth {
            month: point.period.last_month(),
            hollow: point.hollow,
            is_shown: point.figure.rate().is_some(),
        };
        self.points.iter().map(of).collect()
    }
}

impl Point {
    const fn bare(&self) -> PeriodFigure {
        PeriodFigure { period: self.period, figure: self.figure, hollow: self.hollow }
    }
}

/// The periods, cut before each that a change lies in.
fn stretches<'a>(periods: &'a [PeriodFigure], changes: &[SeriesChange]) -> Vec<&'a [PeriodFigure]> {
    periods.chunk_by(|a, b| stretch_of(changes, a.period) == stretch_of(changes, b.period)).collect()
}

fn point(period: PeriodFigure, pooled: Option<Rate>, sigma_z: Option<f64>) -> Point {
    let PeriodFigure { period, figure, hollow } = period;
    let limits = match (hollow, figure.rate(), pooled) {
        (None, Some(rate), Some(pooled)) => limits(pooled, rate.denominator(), sigma_z),
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
    Point { period, figure, hollow, limits, signal }
}

/// Three sigma about the pooled share for so many cases, clamped to 0..1.
///
/// Source: Shewhart's p-chart, as in Montgomery DC, *Introduction to Statistical Quality Control*, chapter 7.
fn limits(pooled: Rate, denominator: u64, sigma_z: Option<f64>) -> Option<Limits> {
    let centre = pooled.share()?;
    let sigma = sigma(centre, denominator)? * sigma_z.unwrap_or(1.0);
    let (lower, upper) = (3.0f64.mul_add(-sigma, centre), 3.0f64.mul_add(sigma, centre));
    Some(Limits { centre, lower: lower.max(0.0), upper: upper.min(1.0) })
}

/// How far a share of so many cases strays by chance alone.
pub fn sigma(centre: f64, denominator: u64) -> Option<f64> {
    (denominator > 0).then(|| (centre * (1.0 - centre) / as_float(denominator)).sqrt())
}

/// How much more the shares vary from one to the next than chance lets them; none where the periods are small.
///
/// Source: Laney DB (2002), Improved control charts for attributes, Quality Engineering 14:531-537.
/// Never below 1: limits narrower than the binomial's would call chance a signal.
fn sigma_z(rates: &[Rate], pooled: Rate) -> Option<f64> {
    let mut sizes: Vec<u64> = rates.iter().map(Rate::denominator).filter(|&n| n > 0).collect();
    sizes.sort_unstable();
    // The lower of the two middle ones and the upper together decide, without halving.
    let (low, high) = (sizes.get(sizes.len().checked_sub(1)? / 2)?, sizes.get(sizes.len() / 2)?);
    if low + high < 2 * P_PRIME_MEDIAN_N {
        return None;
    }
    let centre = pooled.share()?;
    let scores: Vec<f64> = rates
        .iter()
        .filter_map(|rate| Some((rate.share()? - centre) / sigma(centre, rate.denominator())?))
        .filter(|score| score.is_finite())
        .collect();
    let ranges: Vec<f64> = scores.windows(2).filter_map(|pair| Some((pair.last()? - pair.first()?).abs())).collect();
    let mean = ranges.iter().sum::<f64>() / as_float(u64::try_from(ranges.len()).ok().filter(|&count| count > 0)?);
    Some((mean / D2).max(1.0))
}
