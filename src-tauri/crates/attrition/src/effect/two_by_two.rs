//! Two groups, and how many of each withdrew.

use crate::effect::exact::{ExactOdds, exact_odds, fisher_two_sided};
use crate::measure::Series;
use crate::rate::{Interval, Rate, Z_95, as_float};
use crate::special::{chi_square_tail, zero_of};

/// A ratio or a difference, with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
}

/// A chi-square test of one degree of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    pub chi_square: f64,
    pub p: f64,
}

/// So many of so many in each of two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoByTwo {
    /// With the event and without, in the group of interest.
    first: (u64, u64),
    /// The same in the group it is compared with.
    second: (u64, u64),
}

impl TwoByTwo {
    /// Events and cases of the group of interest, then of the one it is compared with.
    /// Nothing where there are more events than cases.
    pub fn new((events, cases): (u64, u64), (events_second, cases_second): (u64, u64)) -> Option<Self> {
        let first = (events, cases.checked_sub(events)?);
        Some(Self { first, second: (events_second, cases_second.checked_sub(events_second)?) })
    }

    /// Events and cases of the group of interest.
    pub const fn first(&self) -> (u64, u64) {
        (self.first.0, self.first.0 + self.first.1)
    }

    /// Events and cases of the group it is compared with.
    pub const fn second(&self) -> (u64, u64) {
        (self.second.0, self.second.0 + self.second.1)
    }

    const fn rates(&self) -> (Rate, Rate) {
        (
            Rate::of_parts(Series::WithdrawalClosed, self.first.0, self.first.1),
            Rate::of_parts(Series::WithdrawalClosed, self.second.0, self.second.1),
        )
    }

    fn shares(&self) -> Option<(f64, f64)> {
        let (first, second) = self.rates();
        Some((first.share()?, second.share()?))
    }

    /// The ratio of both shares; its interval is the one on the logarithm.
    /// Nothing where a group has no event, since the logarithm has no bound then, nor where everybody of both groups has
    /// one: the interval would have no width and look certain.
    ///
    /// Source: Katz D et al. (1978), Biometrics 34:469-474.
    pub fn risk_ratio(&self) -> Option<Estimate> {
        let (first, second) = self.shares()?;
        let (a, c) = (as_float(self.first.0), as_float(self.second.0));
        let ((_, n), (_, m)) = (self.first(), self.second());
        let variance = 1.0 / a - 1.0 / as_float(n) + 1.0 / c - 1.0 / as_float(m);
        ratio(first / second, variance)
    }

    /// The ratio of both odds; its interval is Wald's on the logarithm.
    /// Nothing where a cell is empty. See [`TwoByTwo::odds_ratio_exact`].
    pub fn odds_ratio(&self) -> Option<Estimate> {
        let [a, b, c, d] = [self.first.0, self.first.1, self.second.0, self.second.1].map(as_float);
        ratio(a * d / (b * c), 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d)
    }

    /// The conditional odds ratio with Fisher's exact interval.
    pub fn odds_ratio_exact(&self) -> ExactOdds {
        exact_odds(self.first, self.second)
    }

    /// The first share less the second, with Newcombe's interval from both Wilson intervals.
    ///
    /// Source: method 10 of Newcombe RG (1998), Statistics in Medicine 17:873-890.
    pub fn risk_difference(&self) -> Option<Estimate> {
        let (first, second) = self.shares()?;
        let (rate, other) = self.rates();
        let (interval, of_other) = (rate.wilson()?, other.wilson()?);
        let estimate = first - second;
        Some(Estimate {
            estimate,
            low: estimate - (first - interval.low).hypot(of_other.high - second),
            high: estimate + (interval.high - first).hypot(second - of_other.low),
        })
    }

    /// The interval of the difference by the score method, with the factor N/(N−1).
    ///
    /// Source: Miettinen O, Nurminen M (1985), Statistics in Medicine 4:213-226.
    pub fn miettinen_nurminen(&self) -> Option<Interval> {
        let (first, second) = self.shares()?;
        let difference = first - second;
        // The score falls from above z to below −z as the difference supposed rises from −1 to 1.
        let low = zero_of(|supposed| Z_95 - self.score(supposed), -1.0, difference);
        let high = zero_of(|supposed| -Z_95 - self.score(supposed), difference, 1.0);
        Some(Interval { low, high })
    }

    /// How far, in standard errors, the difference lies above a supposed one.
    fn score(&self, supposed: f64) -> f64 {
        let ((x, n), (y, m)) = (self.first(), self.second());
        let [x, n, y, m] = [x, n, y, m].map(as_float);
        // The likeliest second share given the difference: where the likelihood's slope is 0.
        let slope = |q: f64| {
            let p = q + supposed;
            let part = |events: f64, rest: f64, share: f64| {
                let up = if events > 0.0 { events / share } else { 0.0 };
                up - if rest > 0.0 { rest / (1.0 - share) } else { 0.0 }
            };
            part(x, n - x, p) + part(y, m - y, q)
        };
        let (least, most) = ((-supposed).max(0.0), (1.0 - supposed).min(1.0));
        let q = zero_of(|q| -slope(q), least, most);
        let p = (q + supposed).clamp(0.0, 1.0);
        let variance = (p * (1.0 - p) / n + q * (1.0 - q) / m) * (n + m) / (n + m - 1.0);
        let distance = x / n - y / m - supposed;
        if variance <= 0.0 { distance.signum() * f64::INFINITY } else { distance / variance.sqrt() }
    }

    /// Pearson's test that both shares are one, without correction for continuity.
    pub fn chi_square(&self) -> Option<ChiSquare> {
        let [a, b, c, d] = [self.first.0, self.first.1, self.second.0, self.second.1].map(as_float);
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        let cross = a * d - b * c;
        (margins > 0.0).then(|| {
            let chi_square = (a + b + c + d) * cross * cross / margins;
            ChiSquare { chi_square, p: chi_square_tail(chi_square, 1) }
        })
    }

    /// Fisher's exact test, two-sided: all tables at most as likely as this one.
    pub fn fisher(&self) -> f64 {
        fisher_two_sided(self.first, self.second)
    }
}

fn ratio(estimate: f64, variance: f64) -> Option<Estimate> {
    if !variance.is_finite() || variance <= 0.0 || estimate <= 0.0 || !estimate.is_finite() {
        return None;
    }
    let half = Z_95 * variance.sqrt();
    Some(Estimate { estimate, low: estimate * (-half).exp(), high: estimate * half.exp() })
}
