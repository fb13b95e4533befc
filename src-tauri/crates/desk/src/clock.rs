//! The clock, asked by the two shells only and handed down as an argument.

use casebook::Now;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::London;

/// The time now. The working day is today in London, or the day a person named.
pub fn now(named_day: Option<NaiveDate>) -> Now {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the time; everything else is told")]
    let at = Utc::now();
    Now { at, today: named_day.unwrap_or_else(|| day_of(at)) }
}

/// The day an instant falls on in London: decided once, here.
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&London).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summer_night_belongs_to_londons_day() {
        let check = |instant: &str, day: &str| {
            let at: DateTime<Utc> = instant.parse().unwrap();
            assert_eq!(day_of(at).to_string(), day, "{instant}");
        };
        check("2026-07-14T22:59:00Z", "2026-07-14");
        check("2026-07-14T23:30:00Z", "2026-07-15");
        check("2026-12-14T23:59:00Z", "2026-12-14");
        // The hour that comes twice, and the hour that is left out.
        check("2026-10-25T00:30:00Z", "2026-10-25");
        check("2026-03-29T00:59:59Z", "2026-03-29");
    }
}
