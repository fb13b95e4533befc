//! The spans a series has one point for.

use crate::month::Month;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A month, a quarter of the calendar year, or the twelve months up to and with one. Orders by time within a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    Month(Month),
    /// A quarter, by its first month: January, April, July or October.
    Quarter(Month),
    /// Twelve months, by the last of them.
    TwelveMonths(Month),
}

impl Period {
    /// The quarter a month lies in.
    pub fn quarter_of(month: Month) -> Self {
        let mut first = month;
        while !first.first_day().month0().is_multiple_of(3) {
            first = first.previous();
        }
        Self::Quarter(first)
    }

    /// The first month.
    pub fn first_month(self) -> Month {
        match self {
            Self::Month(month) | Self::Quarter(month) => month,
            Self::TwelveMonths(last) => (1..12).fold(last, |month, _| month.previous()),
        }
    }

    /// The last month, included.
    pub const fn last_month(self) -> Month {
        match self {
            Self::Month(month) | Self::TwelveMonths(month) => month,
            Self::Quarter(first) => first.next().next(),
        }
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        self.first_month().first_day()
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        self.last_month().last_day()
    }

    /// How many days it has.
    pub fn days(self) -> u64 {
        (self.last_day() - self.first_day()).num_days().unsigned_abs() + 1
    }

    /// In words, as "October 2026", "July to September 2026" or "the twelve months to October 2026".
    pub fn words(self) -> String {
        match self {
            Self::Month(month) => month.words(),
            Self::Quarter(first) => {
                format!("{} to {}", first.first_day().format("%B"), self.last_month().words())
            }
            Self::TwelveMonths(last) => format!("the twelve months to {}", last.words()),
        }
    }

    /// What stands under a point of a chart, as "Oct" or "Q3". The year is [`Period::year`].
    pub fn tick(self) -> String {
        match self {
            Self::Month(month) | Self::TwelveMonths(month) => month.first_day().format("%b").to_string(),
            Self::Quarter(first) => format!("Q{}", first.first_day().month0() / 3 + 1),
        }
    }

    /// The year of its last month.
    pub fn year(self) -> i32 {
        self.last_day().year()
    }
}

impl fmt::Display for Period {
    /// As "2026-10", "2026-Q3" or "2025-11/2026-10".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => write!(f, "{month}"),
            Self::Quarter(first) => write!(f, "{:04}-{}", first.first_day().year(), self.tick()),
            Self::TwelveMonths(last) => write!(f, "{}/{last}", self.first_month()),
        }
    }
}

impl From<Month> for Period {
    fn from(month: Month) -> Self {
        Self::Month(month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_falls_in_its_quarter() {
        for (text, quarter, words) in [
            ("2026-01", "2026-Q1", "January to March 2026"),
            ("2026-06", "2026-Q2", "April to June 2026"),
            ("2026-09", "2026-Q3", "July to September 2026"),
            ("2026-12", "2026-Q4", "October to December 2026"),
        ] {
            let found = Period::quarter_of(month(text));
            assert_eq!((found.to_string().as_str(), found.words().as_str()), (quarter, words), "{text}");
        }
        assert_eq!(Period::quarter_of(month("2024-02")).days(), 91, "a leap year's first quarter");
    }

    #[test]
    fn twelve_months_end_with_theirs() {
        let year = Period::TwelveMonths(month("2026-10"));
        assert_eq!(year.to_string(), "2025-11/2026-10");
        assert_eq!(year.days(), 365);
    }
}
