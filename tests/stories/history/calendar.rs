//! Working days of England and Wales, listed by hand for the years of the histories.

use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// From gov.uk/bank-holidays: the summer of 2026 to the end of 2028.
const BANK_HOLIDAYS: [(i32, u32, u32); 19] = [
    (2026, 8, 31),
    (2026, 12, 25),
    (2026, 12, 28),
    (2027, 1, 1),
    (2027, 3, 26),
    (2027, 3, 29),
    (2027, 5, 3),
    (2027, 5, 31),
    (2027, 8, 30),
    (2027, 12, 27),
    (2027, 12, 28),
    (2028, 1, 3),
    (2028, 4, 14),
    (2028, 4, 17),
    (2028, 5, 1),
    (2028, 5, 29),
    (2028, 8, 28),
    (2028, 12, 25),
    (2028, 12, 26),
];

/// The `count`-th working day after a day, counted one by one; the day itself where `count` is 0.
pub fn working_days_after(day: NaiveDate, count: u16, days_off: &BTreeSet<NaiveDate>) -> NaiveDate {
    let works = |on: &NaiveDate| {
        let weekend = matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
        !weekend && !days_off.contains(on) && !BANK_HOLIDAYS.contains(&(on.year(), on.month(), on.day()))
    };
    match usize::from(count).checked_sub(1) {
        None => day,
        Some(before) => day.iter_days().skip(1).filter(works).nth(before).expect("days go on"),
    }
}
