//! How many cases it takes to see an effect, and what effect so many cases could show.

use crate::rate::{Z_95, as_float};
use crate::special::{normal_below, normal_quantile, zero_of};

/// The chance of seeing an effect that is there, as usually asked for.
const POWER: f64 = 0.8;

/// The chance that a trial with so many cases an arm tells two shares apart at 5 %, two-sided.
///
/// As R's `power.prop.test`; source: Fleiss JL, *Statistical Methods for Rates and Proportions*, chapter 4, without
/// correction for continuity.
pub fn power_of(cases_an_arm: f64, first: f64, second: f64) -> f64 {
    let pooled = f64::midpoint(first, second);
    let under_none = (2.0 * pooled * (1.0 - pooled)).sqrt();
    let under_both = (first * (1.0 - first) + second * (1.0 - second)).sqrt();
    let distance = cases_an_arm.sqrt() * (first - second).abs();
    normal_below((distance - Z_95 * under_none) / under_both)
}

/// How many cases an arm it takes to tell two shares apart with this power, rounded up.
/// Nothing where the shares are one, or no shares, or the power is not between 5 % and 100 %.
pub fn cases_an_arm(first: f64, second: f64, power: f64) -> Option<u64> {
    let shares = [first, second].iter().all(|share| (0.0..=1.0).contains(share));
    if !shares || (first - second).abs() < 1e-6 || !(0.05..1.0).contains(&power) {
        return None;
    }
    let needed = zero_of(|cases| power_of(cases, first, second) - power, 1.0, 1e15);
    Some(needed.ceil() as u64)
}

/// How many withdrawals it takes to see a hazard ratio with this power, where this share of them would come from one
/// side were there no effect.
///
/// Source: Schoenfeld DA (1983), Biometrics 39:499-503.
pub fn events_needed(ratio: f64, share_exposed: f64, power: f64) -> Option<u64> {
    let log = ratio.ln();
    let spread = share_exposed * (1.0 - share_exposed);
    if !log.is_finite() || log == 0.0 || spread <= 0.0 || !(0.05..1.0).contains(&power) {
        return None;
    }
    let reach = Z_95 + normal_quantile(power);
    Some((reach * reach / (spread * log * log)).ceil() as u64)
}

/// What effect a caseload could show by now, and when it could show a given one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detectable {
    /// The ratio nearest to 1 that would be seen with a power of 80 %.
    pub ratio: f64,
    /// The ratio asked for.
    pub wanted: f64,
    /// How many times as many withdrawals it takes for that one; 1 or less where there are enough.
    pub times_as_many: f64,
}

/// What could be seen with this standard error of the logarithm. More cases shrink its square in proportion.
pub fn detectable_ratio(std_error: f64, wanted: f64) -> Detectable {
    let reach = Z_95 + normal_quantile(POWER);
    let times = reach * std_error / wanted.ln();
    Detectable { ratio: (-reach * std_error).exp(), wanted, times_as_many: times * times }
}

impl Detectable {
    /// How many more months of the same volume it takes, where so many months have been followed.
    pub fn more_months(&self, months_followed: u32) -> Option<u64> {
        (self.times_as_many > 1.0)
            .then(|| ((self.times_as_many - 1.0) * as_float(u64::from(months_followed))).ceil() as u64)
    }
}
