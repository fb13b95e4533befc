//! Figures as they are printed: a count, a share with its interval, or why there is none.

use chrono::NaiveDate;

/// How far outside 0 and 1 an end of an interval may lie by rounding alone.
const ROUNDING: f64 = 1e-9;

/// A share of a counted whole with its 95 % interval. Always of something: nothing to divide by has no `Share`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    numerator: u64,
    denominator: u64,
    low: f64,
    high: f64,
}

impl Share {
    /// `numerator` of `denominator`, with an interval given as fractions from 0 to 1.
    ///
    /// `None` where the denominator is 0, the numerator is larger, or the interval is not within 0 and 1 in order.
    /// An end that rounding put a hair outside is brought back to 0 or 1.
    pub fn new(numerator: u64, denominator: u64, low: f64, high: f64) -> Option<Self> {
        let counted = denominator > 0 && numerator <= denominator;
        let ordered = low >= -ROUNDING && low <= high && high <= 1.0 + ROUNDING;
        // Adding nothing turns a negative zero, which would print as "-0.0", into zero.
        let within = |end: f64| end.clamp(0.0, 1.0) + 0.0;
        (counted && ordered).then(|| Self { numerator, denominator, low: within(low), high: within(high) })
    }

    /// How many.
    pub const fn numerator(&self) -> u64 {
        self.numerator
    }

    /// Of how many; never 0.
    pub const fn denominator(&self) -> u64 {
        self.denominator
    }

    /// The share itself, from 0 to 1.
    pub fn fraction(&self) -> f64 {
        fraction(self.numerator, self.denominator)
    }

    /// The lower end of the interval, from 0 to 1.
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// The upper end of the interval, from 0 to 1.
    pub const fn high(&self) -> f64 {
        self.high
    }

    /// The interval in words, as "28.3 to 40.5 %".
    pub fn interval_words(&self) -> String {
        format!("{} to {}", one_decimal(self.low), percent(self.high))
    }
}

/// One figure on paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// A count.
    Count(u64),
    /// A share with its interval.
    Share(Share),
    /// There is nothing to divide by. Printed as those words, never as 0 %.
    NotApplicable,
    /// Too few people to show. Printed as "‡".
    Suppressed,
}

/// The mark of a suppressed figure.
pub(crate) const SUPPRESSED: &str = "‡";
/// The words for a figure with nothing to divide by.
pub(crate) const NOT_APPLICABLE: &str = "not applicable";

impl Figure {
    /// The figure in words: "1,204", "34.1 %", "not applicable" or "‡".
    pub fn words(&self) -> String {
        match self {
            Self::Count(count) => thousands(*count),
            Self::Share(share) => percent(share.fraction()),
            Self::NotApplicable => NOT_APPLICABLE.to_owned(),
            Self::Suppressed => SUPPRESSED.to_owned(),
        }
    }

    /// What the figure was made from: "57 of 167", and nothing for a count.
    pub fn basis_words(&self) -> String {
        match self {
            Self::Share(share) => format!("{} of {}", thousands(share.numerator), thousands(share.denominator)),
            Self::Suppressed => "too few to show".to_owned(),
            Self::Count(_) | Self::NotApplicable => String::new(),
        }
    }

    /// The interval in words, or a dash where a figure has none.
    pub fn interval_words(&self) -> String {
        match self {
            Self::Share(share) => share.interval_words(),
            Self::Suppressed => SUPPRESSED.to_owned(),
            Self::Count(_) | Self::NotApplicable => "–".to_owned(),
        }
    }
}

/// A fraction as a percentage with one decimal and a no-break space, as "34.1 %".
pub fn percent(fraction: f64) -> String {
    format!("{}\u{a0}%", one_decimal(fraction))
}

/// A day in words, as "Tue 3 Dec 2026".
pub fn day_in_words(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// A count with commas, as "1,204".
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// `part` of `whole` from 0 to 1. Both are head counts, far below the 2^53 that an `f64` holds exactly.
pub(crate) fn fraction(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

fn one_decimal(fraction: f64) -> String {
    format!("{:.1}", fraction * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_share_of_nothing_cannot_be_written() {
        assert_eq!(Share::new(0, 0, 0.0, 1.0), None, "nothing to divide by is not a share");
        assert_eq!(Share::new(3, 2, 0.0, 1.0), None, "more than the whole is a mistake");
        assert_eq!(Share::new(1, 2, 0.9, 0.1), None, "an interval has its lower end first");
        assert_eq!(Share::new(1, 2, f64::NAN, 1.0), None, "not a number is not an interval");
        assert!(Share::new(0, 5, 0.0, 0.43).is_some(), "none of five is a share");
        let rounded = Share::new(0, 5, -1e-17, 1.0 + 1e-16).unwrap();
        assert_eq!(rounded.interval_words(), "0.0 to 100.0\u{a0}%", "rounding is no reason to lose a figure");
        assert_eq!(Share::new(0, 5, -0.0, 0.4).unwrap().interval_words(), "0.0 to 40.0\u{a0}%", "never -0.0");
    }

    #[test]
    fn figures_read_as_the_pages_say() {
        let share = Share::new(57, 167, 0.2737, 0.4160).unwrap();
        assert_eq!(Figure::Share(share).words(), "34.1\u{a0}%");
        assert_eq!(Figure::Share(share).interval_words(), "27.4 to 41.6\u{a0}%");
        assert_eq!(Figure::Share(share).basis_words(), "57 of 167");
        assert_eq!(Figure::NotApplicable.words(), "not applicable");
        assert_eq!(Figure::Suppressed.words(), "‡");
        assert_eq!(Figure::Suppressed.interval_words(), "‡", "an interval would give a suppressed share away");
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(day_in_words(NaiveDate::from_ymd_opt(2026, 12, 3).unwrap()), "Thu 3 Dec 2026");
    }

    proptest! {
        #[test]
        fn commas_never_change_a_count(count: u64) {
            prop_assert_eq!(thousands(count).replace(',', ""), count.to_string());
        }
    }
}
