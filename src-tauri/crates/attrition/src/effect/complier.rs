//! The complier average effect: of the contact itself, on those who are contacted because they were allocated to it.

use crate::effect::two_by_two::{Estimate, TwoByTwo};
use crate::rate::{Z_95, as_float};

/// One arm of a trial, by whether the contact was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delivered {
    /// Withdrawn and all, of those who had a contact.
    pub with_contact: (u64, u64),
    /// The same of those who had none.
    pub without: (u64, u64),
}

/// Both arms, as allocated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arms {
    pub contact: Delivered,
    pub control: Delivered,
}

/// The complier average effect, beside what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Complier {
    /// Difference of shares among compliers: below 0 means that fewer withdraw.
    pub difference: Estimate,
    /// The share who had a contact, of those allocated to one, and of the controls (crossover).
    pub delivered: f64,
    pub crossed_over: f64,
    /// So few were moved by allocation that the interval is not to be relied on.
    pub is_weak: bool,
}

/// Why there is no effect among compliers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoComplier {
    /// The contact was delivered no more often to those allocated to it.
    NothingMoved,
    /// The outcomes leave no spread to make an interval of, as where nobody withdrew: an estimate without an interval
    /// would look certain.
    NoInterval,
}

/// What rounding leaves of a variance that is none.
const NO_VARIANCE: f64 = 1e-18;
/// The F statistic of delivery by allocation below which an instrument counts as weak.
///
/// Source: Staiger D, Stock JH (1997), Econometrica 65:557-586.
const WEAK_BELOW: f64 = 10.0;

impl Delivered {
    /// All of the arm: withdrawn, and allocated.
    pub const fn all(self) -> (u64, u64) {
        (self.with_contact.0 + self.without.0, self.with_contact.1 + self.without.1)
    }

    fn delivered(self) -> Option<f64> {
        let (_, all) = self.all();
        (all > 0).then(|| as_float(self.with_contact.1) / as_float(all))
    }

    /// Variance of the mean of (withdrew − effect × contacted).
    fn residual_variance(self, effect: f64) -> Option<f64> {
        let (_, all) = self.all();
        let n = as_float(all);
        let cells = [
            (self.with_contact.0, 1.0 - effect),
            (self.with_contact.1.checked_sub(self.with_contact.0)?, -effect),
            (self.without.0, 1.0),
            (self.without.1.checked_sub(self.without.0)?, 0.0),
        ];
        let mean: f64 = cells.iter().map(|&(count, value)| as_float(count) * value).sum::<f64>() / n;
        let spread: f64 = cells.iter().map(|&(count, value)| as_float(count) * (value - mean).powi(2)).sum();
        Some(spread / n / n)
    }
}

impl Arms {
    /// The arms as allocated, whatever was delivered: what intention to treat compares.
    pub fn as_allocated(&self) -> Option<TwoByTwo> {
        TwoByTwo::new(self.contact.all(), self.control.all())
    }
}

/// The effect on compliers: the difference by allocation over the difference in delivery, allocation as instrument.
///
/// Source: Angrist JD, Imbens GW, Rubin DB (1996), Journal of the American Statistical Association 91:444-455.
/// The interval is the delta method's, which equals two-stage least squares with robust (HC0) errors, and ends where
/// a difference of two shares does.
///
/// # Errors
/// Why there is no such effect.
pub fn complier_average_effect(arms: &Arms) -> Result<Complier, NoComplier> {
    let nobody = NoComplier::NothingMoved;
    let delivered = arms.contact.delivered().ok_or(nobody)?;
    let crossed_over = arms.control.delivered().ok_or(nobody)?;
    let moved = delivered - crossed_over;
    if moved <= 0.0 {
        return Err(nobody);
    }
    let gap = arms.as_allocated().and_then(|table| table.risk_difference()).ok_or(nobody)?;
    let effect = gap.estimate / moved;
    let of = |arm: Delivered| arm.residual_variance(effect).ok_or(nobody);
    let variance = of(arms.contact)? + of(arms.control)?;
    if variance < NO_VARIANCE {
        return Err(NoComplier::NoInterval);
    }
    let half = Z_95 * variance.sqrt() / moved;
    let possible = |share: f64| share.clamp(-1.0, 1.0);
    let difference =
        Estimate { estimate: possible(effect), low: possible(effect - half), high: possible(effect + half) };
    let first_stage = moved
        / (first_stage_variance(delivered, arms.contact) + first_stage_variance(crossed_over, arms.control)).sqrt();
    Ok(Complier { difference, delivered, crossed_over, is_weak: first_stage * first_stage < WEAK_BELOW })
}

/// Variance of a share who had the contact.
fn first_stage_variance(share: f64, arm: Delivered) -> f64 {
    share * (1.0 - share) / as_float(arm.all().1)
}
