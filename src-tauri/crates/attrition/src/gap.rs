//! How far apart two shares of different victims are: their difference and their ratio, with intervals.

use crate::rate::{Interval, Rate, Z_95, as_float};

/// A figure with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    pub value: f64,
    pub interval: Interval,
}

/// The first share less the second, with Newcombe's interval; none where either has nothing to divide by.
///
/// Source: Newcombe RG (1998), Statistics in Medicine 17:873-890, method 10: the two Wilson intervals, squared and
/// added.
pub fn difference(first: Rate, second: Rate) -> Option<Gap> {
    let (p1, p2) = (first.share()?, second.share()?);
    let (w1, w2) = (first.wilson()?, second.wilson()?);
    let value = p1 - p2;
    Some(Gap {
        value,
        interval: Interval {
            low: value - (p1 - w1.low).hypot(w2.high - p2),
            high: value + (w1.high - p1).hypot(p2 - w2.low),
        },
    })
}

/// The first share over the second, with the interval of its logarithm; none where a share is 0.
///
/// Source: Katz D et al. (1978), Biometrics 34:469-474.
pub fn ratio(first: Rate, second: Rate) -> Option<Gap> {
    let (x1, n1) = (first.numerator(), first.denominator());
    let (x2, n2) = (second.numerator(), second.denominator());
    if x1 == 0 || x2 == 0 {
        return None;
    }
    let value = first.share()? / second.share()?;
    let one_over = |count: u64| 1.0 / as_float(count);
    let spread = Z_95 * (one_over(x1) - one_over(n1) + one_over(x2) - one_over(n2)).sqrt();
    Some(Gap { value, interval: Interval { low: value * (-spread).exp(), high: value * spread.exp() } })
}
