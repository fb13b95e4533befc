//! When a month's figure has settled, and why it has not.

use crate::columns::{Columns, DayNumber};
use caseload::Month;
use chrono::NaiveDate;

/// How old the first reported case must be before a month closed can be judged, in days.
///
/// Withdrawals close first, so a new desk's share starts far too high and falls for five or six months
/// without anything having become better.
pub const WARM_UP_DAYS: u32 = 180;

/// Why a month is hollow: shown, and outside the centre line, the limits and the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hollow {
    /// Closed basis: on the month's first day the first reported case was not yet 180 days old.
    WarmUp,
    /// The as-at day lies in the month and is not its last day.
    Running,
    /// The month begins after the as-at day.
    NotYet,
    /// Reported basis: the contact windows of the month have not all ended.
    WindowsOpen,
    /// Reported basis: the month's crimes have not all been followed for as long as the measure asks.
    TooYoung,
}

/// Why a month is hollow on the closed basis, if it is.
pub fn hollow_by_month_closed(month: Month, first_reported: Option<DayNumber>, as_at: NaiveDate) -> Option<Hollow> {
    hollow_by_calendar(month, as_at).or_else(|| {
        let age_days = first_reported.and_then(|first| DayNumber::of(month.first_day()).days_after(first));
        (age_days.unwrap_or(0) < WARM_UP_DAYS).then_some(Hollow::WarmUp)
    })
}

/// Why a month is hollow because of where the as-at day lies, if it is.
pub fn hollow_by_calendar(month: Month, as_at: NaiveDate) -> Option<Hollow> {
    if month.first_day() > as_at {
        Some(Hollow::NotYet)
    } else if month.last_day() > as_at {
        Some(Hollow::Running)
    } else {
        None
    }
}

/// The first day a crime was reported, as at a day.
pub fn first_reported(columns: &Columns, as_at: NaiveDate) -> Option<DayNumber> {
    let last = DayNumber::of(as_at);
    columns.crimes_reported().filter(|&day| day <= last).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_warm_up_ends_with_the_180th_day() {
        let month: Month = "2026-07".parse().unwrap();
        let why = |first: &str| hollow_by_month_closed(month, Some(DayNumber::of(day(first))), day("2026-10-10"));
        assert_eq!(why("2026-01-02"), None, "2 January is 180 days before 1 July");
        assert_eq!(why("2026-01-03"), Some(Hollow::WarmUp), "179 days are too few");
        assert_eq!(why("2026-07-01"), Some(Hollow::WarmUp), "a case reported that day has no age");
        assert_eq!(why("2026-08-01"), Some(Hollow::WarmUp), "before the first report nothing has settled");
    }

    #[test]
    fn a_month_settles_on_its_last_day() {
        let month: Month = "2026-10".parse().unwrap();
        for (as_at, why) in [
            ("2026-09-30", Some(Hollow::NotYet)),
            ("2026-10-01", Some(Hollow::Running)),
            ("2026-10-30", Some(Hollow::Running)),
            ("2026-10-31", None),
            ("2026-11-01", None),
        ] {
            assert_eq!(hollow_by_calendar(month, day(as_at)), why, "as at {as_at}");
        }
    }
}
