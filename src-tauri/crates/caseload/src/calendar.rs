//! Working days in England and Wales.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

const FIRST_YEAR: i32 = 1990;
const LAST_YEAR: i32 = 2150;

/// The calendar of working days: Monday to Friday without bank holidays.
///
/// Covers 1990 to 2150; a day outside counts as a plain calendar of weekdays would end there.
#[derive(Debug, Clone)]
pub struct WorkingDays {
    holidays: BTreeSet<NaiveDate>,
    /// For each day since the first: how many working days lie on or before it.
    passed: Vec<u32>,
    /// The n-th working day, as days since the first.
    nth: Vec<u32>,
}

impl WorkingDays {
    /// The calendar with the bank holidays of England and Wales.
    pub fn england_and_wales() -> Self {
        Self::with_holidays((FIRST_YEAR..=LAST_YEAR).flat_map(bank_holidays).collect())
    }

    /// The calendar with these days off besides Saturdays and Sundays.
    pub fn with_holidays(holidays: BTreeSet<NaiveDate>) -> Self {
        let mut passed = Vec::new();
        let mut nth = Vec::new();
        for (since_first, day) in (0..).zip(first_day().iter_days().take_while(|day| day.year() <= LAST_YEAR)) {
            if is_weekday(day) && !holidays.contains(&day) {
                nth.push(since_first);
            }
            passed.push(u32::try_from(nth.len()).unwrap_or(u32::MAX));
        }
        Self { holidays, passed, nth }
    }

    /// The bank holidays of England and Wales as a force changed them.
    pub fn with_changes(changes: &HolidayChanges) -> Self {
        let usual = (FIRST_YEAR..=LAST_YEAR).flat_map(bank_holidays);
        let kept = usual.filter(|day| !changes.removed.contains(day));
        Self::with_holidays(kept.chain(changes.added.keys().copied()).collect())
    }

    /// Whether the day is a working day.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        is_weekday(day) && !self.holidays.contains(&day)
    }

    /// Whether the day is a bank holiday.
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        self.holidays.contains(&day)
    }

    /// The `count`-th working day strictly after `day`; `day` itself where `count` is 0.
    pub fn after(&self, day: NaiveDate, count: u16) -> NaiveDate {
        if count == 0 {
            return day;
        }
        let index = self.passed_by(day) + usize::from(count) - 1;
        self.nth.get(index).map_or(NaiveDate::MAX, |&since| first_day() + Days::new(u64::from(since)))
    }

    /// How many working days lie after `from` up to and with `to`; negative where `to` is earlier.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let count = |day| i64::try_from(self.passed_by(day)).unwrap_or(i64::MAX);
        count(to) - count(from)
    }

    fn passed_by(&self, day: NaiveDate) -> usize {
        let since = day.signed_duration_since(first_day()).num_days();
        usize::try_from(since)
            .map_or(0, |index| self.passed.get(index).or(self.passed.last()).map_or(0, |&count| count as usize))
    }
}

impl Default for WorkingDays {
    fn default() -> Self {
        Self::england_and_wales()
    }
}

/// A force's own changes to the bank holidays: a day proclaimed after this program was made, or one that it works.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HolidayChanges {
    /// Days off besides, each with its name.
    pub added: BTreeMap<NaiveDate, String>,
    /// Bank holidays that are worked.
    pub removed: BTreeSet<NaiveDate>,
}

/// The bank holidays of one year, each with its name as GOV.UK publishes it.
pub fn named_bank_holidays(year: i32) -> BTreeMap<NaiveDate, &'static str> {
    let easter = easter_sunday(year);
    let name = |day: NaiveDate| {
        let after_easter = easter.map(|sunday| day.signed_duration_since(sunday).num_days());
        let substitute = |own: u32, name, moved| if day.day() == own { name } else { moved };
        match (day.month(), day.day()) {
            _ if after_easter == Some(-2) => "Good Friday",
            _ if after_easter == Some(1) => "Easter Monday",
            (1, _) => substitute(1, "New Year\u{2019}s Day", "New Year\u{2019}s Day (substitute day)"),
            (12, 31) => "Millennium celebrations",
            (12, 25) => "Christmas Day",
            (12, 26) => "Boxing Day",
            (12, 27) => "Christmas Day (substitute day)",
            (12, 28) => "Boxing Day (substitute day)",
            (4, 29) if year == 2011 => "Wedding of Prince William and Catherine Middleton",
            (5, 8) if year == 2023 => "Coronation of King Charles III",
            (5, 8) if matches!(year, 1995 | 2020) => "Early May bank holiday (VE day)",
            (9, 19) => "State Funeral of Queen Elizabeth II",
            (6, 3) if matches!(year, 2002 | 2022) => "Jubilee bank holiday",
            (6, 5) if year == 2012 => "Jubilee bank holiday",
            (5, 1..=7) => "Early May bank holiday",
            (5 | 6, _) => "Spring bank holiday",
            _ => "Summer bank holiday",
        }
    };
    bank_holidays(year).into_iter().map(|day| (day, name(day))).collect()
}

/// The bank holidays of one year in England and Wales, with substitute days and proclaimed extra days.
///
/// Sources: Banking and Financial Dealings Act 1971, schedule 1; the royal proclamations and moved days named below.
pub fn bank_holidays(year: i32) -> BTreeSet<NaiveDate> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let easter = easter_sunday(year);
    let mut holidays: BTreeSet<NaiveDate> = BTreeSet::new();
    holidays.extend(day(1, 1).map(next_weekday));
    holidays.extend(easter.and_then(|sunday| sunday.checked_sub_days(Days::new(2))));
    holidays.extend(easter.and_then(|sunday| sunday.checked_add_days(Days::new(1))));
    holidays.extend(match year {
        // Moved to the 50th and 75th anniversaries of VE Day.
        1995 | 2020 => day(5, 8),
        _ => NaiveDate::from_weekday_of_month_opt(year, 5, Weekday::Mon, 1),
    });
    holidays.extend(match year {
        // Moved for the Golden, Diamond and Platinum Jubilees.
        2002 => day(6, 4),
        2012 => day(6, 4),
        2022 => day(6, 2),
        _ => last_monday(year, 5),
    });
    holidays.extend(last_monday(year, 8));
    let christmas = day(12, 25).map(next_weekday);
    holidays.extend(christmas);
    // Boxing Day takes the next weekday that Christmas Day has not taken.
    holidays.extend(day(12, 26).map(|boxing| {
        let moved = next_weekday(boxing);
        if Some(moved) == christmas { next_weekday(moved + Days::new(1)) } else { moved }
    }));
    holidays.extend(match year {
        1999 => day(12, 31),
        2002 => day(6, 3),
        2011 => day(4, 29),
        2012 => day(6, 5),
        2022 => day(6, 3),
        2023 => day(5, 8),
        _ => None,
    });
    if year == 2022 {
        holidays.extend(day(9, 19));
    }
    holidays
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or(NaiveDate::MIN)
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn next_weekday(day: NaiveDate) -> NaiveDate {
    day.iter_days().find(|&candidate| is_weekday(candidate)).unwrap_or(day)
}

fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    (1..=5).rev().find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, nth))
}

/// Easter Sunday of the Gregorian calendar.
/// Source: the "anonymous" algorithm, J. Meeus, *Astronomical Algorithms*, chapter 8.
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// As published by the government for England and Wales.
    #[test]
    fn bank_holidays_are_those_published() {
        let published = [
            (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
            (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
            (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
            (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
            (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
            (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
            (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        ];
        for (year, days) in published {
            let expected: BTreeSet<NaiveDate> = days.split(' ').map(|d| day(&format!("{year}-{d}"))).collect();
            assert_eq!(bank_holidays(year), expected, "{year}");
        }
    }

    #[test]
    fn working_days_step_over_christmas() {
        let calendar = WorkingDays::england_and_wales();
        assert_eq!(calendar.after(day("2026-12-24"), 1), day("2026-12-29"), "Friday and Monday are holidays");
        assert_eq!(calendar.after(day("2026-12-24"), 0), day("2026-12-24"));
        assert_eq!(calendar.after(day("2024-02-28"), 2), day("2024-03-01"), "29 February counts");
        assert_eq!(calendar.after(day("2026-11-21"), 1), day("2026-11-23"), "from a Saturday");
        assert_eq!(calendar.between(day("2026-12-24"), day("2026-12-29")), 1);
        assert_eq!(calendar.between(day("2026-12-29"), day("2026-12-24")), -1);
    }

    #[test]
    fn after_and_between_agree_on_every_day() {
        let calendar = WorkingDays::england_and_wales();
        for start in day("2025-12-15").iter_days().take(40) {
            for count in 1..30 {
                let end = calendar.after(start, count);
                assert!(calendar.is_working_day(end), "{start} + {count}");
                assert_eq!(calendar.between(start, end), i64::from(count), "{start} + {count}");
            }
        }
    }
}
