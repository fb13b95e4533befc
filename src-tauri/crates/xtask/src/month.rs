//! The last whole month, for a summary that has something to tell.
//! Written here because this program depends on std alone; the product itself uses chrono.

use std::time::{Duration, UNIX_EPOCH};

/// The month before this one, in UTC, as `YYYY-MM`.
pub fn last_month() -> String {
    #[expect(clippy::disallowed_methods, reason = "this is a shell's clock: a developer runs the demo today")]
    let now = std::time::SystemTime::now();
    let since = now.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let (year, month) = month_of(since.as_secs() / 86_400);
    let (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    format!("{year:04}-{month:02}")
}

/// The year and month of a day counted from 1970-01-01.
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`, for days from 1970 on.
fn month_of(day: u64) -> (u64, u64) {
    let day = day + 719_468;
    let day_of_era = day % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Counted from March, so that the leap day ends the year.
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + day / 146_097 * 400 + u64::from(month <= 2);
    (year, month)
}

#[cfg(test)]
mod tests {
    use super::month_of;

    /// Days from `date --utc --date=… +%s` divided by 86,400.
    #[test]
    fn months_turn_on_the_right_day() {
        let known = [
            (0, (1970, 1)),
            (30, (1970, 1)),
            (31, (1970, 2)),
            (11_015, (2000, 2)),
            (11_016, (2000, 2)),
            (11_017, (2000, 3)),
            (20_453, (2025, 12)),
            (20_454, (2026, 1)),
            (47_540, (2100, 2)),
            (47_541, (2100, 3)),
        ];
        for (day, expected) in known {
            assert_eq!(month_of(day), expected, "day {day} after 1970-01-01");
        }
    }
}
