//! When a month is given to those who may see figures but no people: once, and then never again otherwise.
//!
//! Two versions of one month can be subtracted, and their difference is often one person.
//! So each month has a day of its own on which it has settled, whatever is in it, and stands ever after as it was
//! known on that day. Whichever later month end is asked for, the same number comes back.
//! A correction known later is not added; a coordinator's exact figures have it.

use caseload::Month;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// What puts a case into a figure: each has its own day on which a month has settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Crimes, by the day reported.
    Recorded,
    /// Crimes, by the day of the outcome in force.
    Closed,
    /// Victims owed a contact, by the day reported.
    Covered,
    /// Victims reached, by the day reached.
    Reached,
    /// Crimes followed for 28 days, by the day reported.
    Followed28,
    /// Crimes followed for 56 days.
    Followed56,
    /// Crimes followed for 90 days.
    Followed90,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 7] = [
        Self::Recorded,
        Self::Closed,
        Self::Covered,
        Self::Reached,
        Self::Followed28,
        Self::Followed56,
        Self::Followed90,
    ];

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The bases on which a case counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bases(u8);

impl Bases {
    /// All of them: a case of exact columns.
    pub const ALL: Self = Self(0x7f);
    /// None.
    pub const NONE: Self = Self(0);

    /// These, and one more.
    #[must_use]
    pub const fn and(self, basis: Basis) -> Self {
        Self(self.0 | basis.bit())
    }

    /// Whether the case counts on this basis.
    pub const fn holds(self, basis: Basis) -> bool {
        self.0 & basis.bit() != 0
    }

    /// Whether the case counts on none.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Those of them on which a case counts that is no crime.
    #[must_use]
    pub const fn of_any_kind(self) -> Self {
        Self(self.0 & (Basis::Covered.bit() | Basis::Reached.bit()))
    }
}

/// The day on which each month is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseDays {
    first_kept: NaiveDate,
    windows_end: BTreeMap<Month, NaiveDate>,
}

impl ReleaseDays {
    /// The days of a desk kept since `kept_since`.
    ///
    /// `windows_end` has for each month the last day of the longest contact window that a case reported in it could
    /// have, which depends on no case.
    pub fn new(kept_since: NaiveDate, windows_end: BTreeMap<Month, NaiveDate>) -> Self {
        Self { first_kept: Month::of(kept_since).last_day(), windows_end }
    }

    /// The end of the complete month on which this month has settled on this basis; none where that is not known.
    pub fn day(&self, basis: Basis, month: Month) -> Option<NaiveDate> {
        let end = month.last_day();
        let settled = match basis {
            Basis::Recorded | Basis::Closed | Basis::Reached => end,
            // The window's last day belongs to it, so it has ended on the day after.
            Basis::Covered => self.windows_end.get(&month)?.checked_add_days(Days::new(1))?,
            Basis::Followed28 => end.checked_add_days(Days::new(28))?,
            Basis::Followed56 => end.checked_add_days(Days::new(56))?,
            Basis::Followed90 => end.checked_add_days(Days::new(90))?,
        };
        Some(Month::of(settled).last_day().max(self.first_kept))
    }

    /// Whether a month has been given by the as-at day.
    pub fn is_given(&self, basis: Basis, month: Month, as_at: NaiveDate) -> bool {
        self.day(basis, month).is_some_and(|day| day <= as_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_given_at_the_end_of_a_complete_month() {
        let month: Month = "2026-08".parse().unwrap();
        let days = ReleaseDays::new(day("2026-03-10"), BTreeMap::from([(month, day("2026-09-29"))]));
        let on = |basis| days.day(basis, month).unwrap().to_string();
        assert_eq!(on(Basis::Closed), "2026-08-31");
        assert_eq!(on(Basis::Covered), "2026-09-30", "windows end on the 29th");
        assert_eq!(on(Basis::Followed28), "2026-09-30", "28 days after 31 August is the 28th");
        assert_eq!(on(Basis::Followed90), "2026-11-30");
        let before: Month = "2025-01".parse().unwrap();
        assert_eq!(days.day(Basis::Closed, before), Some(day("2026-03-31")), "a backlog is given with the first month");
        assert_eq!(days.day(Basis::Covered, before), None, "nobody said when its windows ended");
    }

    #[test]
    fn all_bases_are_all() {
        assert!(Basis::ALL.into_iter().fold(Bases::NONE, Bases::and) == Bases::ALL);
    }
}
