//! A rate is two counts and what they count; a share alone is no figure.

use crate::measure::{Measure, Series};

/// The standard normal quantile at 0.975: the double nearest to 1.959 963 984 540 054 235 5.
///
/// Newton's method on the series of the error function, in 40 digits, gives that number.
/// R's `qnorm(0.975)` agrees to 1e-15; a test compares.
pub const Z_95: f64 = 1.959_963_984_540_054_3;

/// An interval of shares, both between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// So many of so many. The numerator is never above the denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    series: Series,
    numerator: u64,
    rest: u64,
}

impl Rate {
    /// The rate of those counted among those counted and the rest.
    pub const fn of_parts(series: Series, counted: u64, rest: u64) -> Self {
        Self { series, numerator: counted, rest }
    }

    /// How many are counted.
    pub const fn numerator(&self) -> u64 {
        self.numerator
    }

    /// How many there are in all.
    pub const fn denominator(&self) -> u64 {
        self.numerator + self.rest
    }

    /// How many are not counted: the denominator without the numerator.
    pub const fn complement(&self) -> u64 {
        self.rest
    }

    /// Which series the rate belongs to.
    pub const fn series(&self) -> Series {
        self.series
    }

    /// What is counted among whom, in words.
    pub const fn measure(&self) -> &'static Measure {
        self.series.measure()
    }

    /// Both counts of two rates of the same series, added.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { series: self.series, numerator: self.numerator + other.numerator, rest: self.rest + other.rest }
    }

    /// The share, 0 to 1. Nothing to divide by is "not applicable": none, and never 0 %.
    pub fn share(&self) -> Option<f64> {
        (self.denominator() > 0).then(|| as_float(self.numerator) / as_float(self.denominator()))
    }

    /// The 95 % interval of the share: see [`Proportion::wilson`].
    pub fn wilson(&self) -> Option<Interval> {
        Proportion { counted: self.numerator, rest: self.rest }.wilson()
    }
}

/// So many of so many, where what is counted stands beside it and belongs to no series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proportion {
    pub counted: u64,
    /// Those not counted: the denominator without the numerator.
    pub rest: u64,
}

impl Proportion {
    /// So many of all of these; nothing above them counts.
    pub const fn of(counted: u64, all: u64) -> Self {
        Self { counted, rest: all.saturating_sub(counted) }
    }

    /// How many there are in all.
    pub const fn denominator(&self) -> u64 {
        self.counted + self.rest
    }

    /// Takes in one more.
    pub const fn add(&mut self, counts: bool) {
        if counts {
            self.counted += 1;
        } else {
            self.rest += 1;
        }
    }

    /// The share, 0 to 1; none where there is nothing to divide by.
    pub fn share(&self) -> Option<f64> {
        (self.denominator() > 0).then(|| as_float(self.counted) / as_float(self.denominator()))
    }

    /// The 95 % interval of the share by Wilson's method, without correction for continuity.
    ///
    /// Source: Wilson EB (1927), Journal of the American Statistical Association 22:209-212;
    /// method 3 of Newcombe RG (1998), Statistics in Medicine 17:857-872.
    pub fn wilson(&self) -> Option<Interval> {
        let denominator = self.denominator();
        (denominator > 0).then(|| Interval {
            low: wilson_low(self.counted, denominator),
            // By symmetry: the upper limit of a share is what the lower limit of its complement leaves.
            high: 1.0 - wilson_low(self.rest, denominator),
        })
    }
}

/// The lower root of (n + z²)p² − (2x + z²)p + x²/n, got from the upper root and the product of both.
/// The usual form subtracts two nearly equal numbers where x is small; this one gives exactly 0 for x = 0.
fn wilson_low(counted: u64, all: u64) -> f64 {
    let (x, n) = (as_float(counted), as_float(all));
    let z_squared = Z_95 * Z_95;
    let spread = Z_95 * (z_squared + 4.0 * x * (n - x) / n).sqrt();
    let upper_root = (2.0 * x + z_squared + spread) / (2.0 * (n + z_squared));
    x * x / (n * (n + z_squared) * upper_root)
}

/// A count as a float. Exact up to 2⁵³, far above any caseload.
#[expect(clippy::cast_precision_loss, reason = "counts of cases stay far below 2^53")]
pub const fn as_float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_divide_by_is_not_applicable() {
        let none = Rate::of_parts(Series::WithdrawalClosed, 0, 0);
        assert_eq!(none.share(), None, "0 of 0 is not 0 %");
        assert_eq!(none.wilson(), None);
    }

    #[test]
    fn the_ends_are_exact() {
        for n in [1, 3, 20, 1_000_000] {
            let none = Rate::of_parts(Series::WithdrawalClosed, 0, n).wilson().unwrap();
            let all = Rate::of_parts(Series::WithdrawalClosed, n, 0).wilson().unwrap();
            assert_eq!(none.low.to_bits(), 0.0_f64.to_bits(), "0 of {n} starts at 0, not at a rounding error");
            assert_eq!(all.high.to_bits(), 1.0_f64.to_bits(), "{n} of {n} ends at 1");
        }
    }
}
