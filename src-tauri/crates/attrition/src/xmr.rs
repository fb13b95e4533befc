//! The XmR chart of single values, by the rules of *Making Data Count*.
//!
//! Source: NHS England, *Making data count*, as computed by the R package NHSRplotthedots 0.2.2
//! (`ptd_spc_standard`, `ptd_calculate_point_type`, `ptd_calculate_assurance_type`); a fixture holds both together.

use crate::measure::Better;

/// Limits lie so many mean moving ranges from the mean: three over Hartley's constant for ranges of two, 1.128.
pub const LIMIT_RANGES: f64 = 2.66;
/// Moving ranges of so many times their mean, or more, are left out once before limits are drawn.
pub const SCREEN_RANGES: f64 = 3.267;
/// Below so many points limits are not steady yet, and the page says so.
pub const STEADY_POINTS: usize = 13;
/// Points that make a trend, or a run on one side.
const RUN: usize = 7;

/// The centre line, the limits, and two thirds of the way to them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct XmrLimits {
    pub mean: f64,
    pub lower: f64,
    pub upper: f64,
    pub near_lower: f64,
    pub near_upper: f64,
}

/// Why a point is no common cause, by the rule that comes first where several hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Outside the limits.
    Outside,
    /// One of seven that each rise, or each fall.
    Trend,
    /// One of two in three, all on one side, beyond two thirds of the way to a limit.
    TwoOfThree,
    /// One of seven on one side of the mean.
    Run,
}

/// A point that is no common cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpecialCause {
    pub rule: Rule,
    /// Whether the point lies above the mean.
    pub high: bool,
}

/// What the last point says of variation: the first icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variation {
    CommonCause,
    Improvement {
        high: bool,
    },
    Concern {
        high: bool,
    },
    /// Where neither way is better.
    Neutral {
        high: bool,
    },
}

/// What the last limits say of a target: the second icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// The target lies within the limits: hit and miss.
    HitAndMiss,
    Pass,
    Fail,
}

/// The limits of these values; none of no value.
///
/// Of one value there is no range, and so a centre without limits is not given either.
pub fn limits(values: &[f64]) -> Option<XmrLimits> {
    let mean = mean(values)?;
    let ranges: Vec<f64> = values.windows(2).filter_map(range).collect();
    let first = self::mean(&ranges)?;
    let kept: Vec<f64> = ranges.iter().copied().filter(|&range| range < SCREEN_RANGES * first).collect();
    // Where every range is 0 nothing is below 3.267 × 0, and the mean range is 0.
    let range = self::mean(&kept).unwrap_or(0.0);
    let at = |ranges: f64| ranges.mul_add(range, mean);
    let near = 2.0 * LIMIT_RANGES / 3.0;
    Some(XmrLimits {
        mean,
        lower: at(-LIMIT_RANGES),
        upper: at(LIMIT_RANGES),
        near_lower: at(-near),
        near_upper: at(near),
    })
}

/// Which points are no common cause; all points of a run are told, not only its last.
pub fn special_causes(values: &[f64], limits: &XmrLimits) -> Vec<Option<SpecialCause>> {
    let side: Vec<i8> = values.iter().map(|&value| sign(value - limits.mean)).collect();
    let outside: Vec<bool> = values.iter().map(|&value| value > limits.upper || value < limits.lower).collect();
    let near = |value: f64| value > limits.near_upper || value < limits.near_lower;
    let close: Vec<bool> = values.iter().zip(&outside).map(|(&value, &outside)| !outside && near(value)).collect();
    let trend = marked(values, RUN, |window| {
        let steps: Vec<i8> = window.windows(2).map(step).collect();
        steps.first().is_some_and(|&first| first != 0 && steps.iter().all(|&step| step == first))
    });
    let run = marked(&side, RUN, |window| window.first().is_some_and(|&first| first != 0 && all_are(window, first)));
    let both: Vec<(bool, i8)> = close.iter().copied().zip(side.iter().copied()).collect();
    let two = marked(&both, 3, |window| {
        let sides: Vec<i8> = window.iter().map(|&(_, side)| side).collect();
        let one_sided = sides.first().is_some_and(|&first| first != 0 && all_are(&sides, first));
        one_sided && window.iter().filter(|&&(close, _)| close).count() >= 2
    });
    let flags = outside.iter().zip(trend).zip(two.iter().zip(&close)).zip(run).zip(&side);
    flags
        .map(|((((&outside, trend), (&two, &close)), run), &side)| {
            let rule = match (outside, trend, two && close, run) {
                (true, ..) => Some(Rule::Outside),
                (_, true, ..) => Some(Rule::Trend),
                (_, _, true, _) => Some(Rule::TwoOfThree),
                (.., true) => Some(Rule::Run),
                _ => None,
            };
            rule.map(|rule| SpecialCause { rule, high: side > 0 })
        })
        .collect()
}

/// The icon of variation, from the last point.
pub const fn variation(last: Option<SpecialCause>, better: Better) -> Variation {
    match (last, better) {
        (None, _) => Variation::CommonCause,
        (Some(SpecialCause { high, .. }), Better::Neither) => Variation::Neutral { high },
        (Some(SpecialCause { high, .. }), Better::Higher) if high => Variation::Improvement { high },
        (Some(SpecialCause { high, .. }), Better::Lower) if !high => Variation::Improvement { high },
        (Some(SpecialCause { high, .. }), _) => Variation::Concern { high },
    }
}

/// The icon of assurance, from the limits in force at the last point; none where neither way is better.
pub fn assurance(limits: &XmrLimits, target: f64, better: Better) -> Option<Assurance> {
    assured(limits.lower, limits.upper, target, better)
}

/// The icon of assurance from a lower and an upper limit.
pub fn assured(lower: f64, upper: f64, target: f64, better: Better) -> Option<Assurance> {
    let (above, below) = match better {
        Better::Higher => (Assurance::Pass, Assurance::Fail),
        Better::Lower => (Assurance::Fail, Assurance::Pass),
        Better::Neither => return None,
    };
    Some(if lower > target {
        above
    } else if upper < target {
        below
    } else {
        Assurance::HitAndMiss
    })
}

/// Marks every member of each window for which `holds`.
fn marked<T>(values: &[T], length: usize, holds: impl Fn(&[T]) -> bool) -> Vec<bool> {
    let mut marks = vec![false; values.len()];
    for (start, window) in values.windows(length).enumerate() {
        if holds(window) {
            for mark in marks.iter_mut().skip(start).take(length) {
                *mark = true;
            }
        }
    }
    marks
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / crate::rate::as_float(values.len() as u64))
}

fn range(pair: &[f64]) -> Option<f64> {
    let [first, second] = pair else { return None };
    Some((second - first).abs())
}

fn step(pair: &[f64]) -> i8 {
    let [first, second] = pair else { return 0 };
    sign(second - first)
}

fn sign(value: f64) -> i8 {
    i8::from(value > 0.0) - i8::from(value < 0.0)
}

fn all_are(values: &[i8], wanted: i8) -> bool {
    values.iter().all(|&value| value == wanted)
}
