//! The values of settings as they are written: codes, lists, days of the week, hours.

use caseload::policy::ContactHours;
use chrono::NaiveTime;

pub(super) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub(super) fn pair(code: &str, label: &str) -> (String, String) {
    (code.to_owned(), label.to_owned())
}

pub(super) fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// A day of the week as a number, Monday 0, or by its first three letters.
pub(super) fn weekday(text: &str) -> Option<u8> {
    let named = (0_u8..).zip(WEEKDAYS).find(|(_, name)| text.eq_ignore_ascii_case(name)).map(|(day, _)| day);
    named.or_else(|| text.parse().ok().filter(|day| *day < 7))
}

pub(super) fn contact_hours(text: &str) -> Result<ContactHours, String> {
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let read = text.split_once(['-', '\u{2013}']).and_then(|(from, to)| Some((time(from)?, time(to)?)));
    match read {
        Some((from, to)) if from < to => Ok(ContactHours { from, to }),
        _ => Err("Write the hours as 09:00-20:00, the earlier one first, or leave them empty.".to_owned()),
    }
}
