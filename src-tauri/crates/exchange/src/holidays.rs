//! The bank holidays that GOV.UK publishes, as its file has them: <https://www.gov.uk/bank-holidays.json>.
//!
//! One object with a division a country; this reads England and Wales. A file that is not that, or is cut off, is
//! refused with what is wrong in it.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The division of a force in England and Wales.
const DIVISION: &str = "england-and-wales";
/// No year since 1978 has fewer: the first Monday in May was the last to be added for good.
const DAYS_A_YEAR: usize = 8;
/// Years that working days are counted in.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2150;
const NAME_MAX: usize = 60;

/// Why a file is no list of bank holidays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HolidaysError {
    #[error(
        "This is not the bank holidays' file of GOV.UK: it does not read as JSON (line {line}, column {column}). \
         Save gov.uk/bank-holidays.json again, and choose that file."
    )]
    NotJson { line: usize, column: usize },
    #[error(
        "The file has no days for England and Wales (\"england-and-wales\" is missing). Save \
         gov.uk/bank-holidays.json again, and choose that file."
    )]
    NoDivision,
    #[error("The file has no day for England and Wales. Save gov.uk/bank-holidays.json again, and choose that file.")]
    NoDays,
    #[error("Day {place} for England and Wales has the date \"{date}\", which is no date as 2026-12-25.")]
    Date { place: usize, date: String },
    #[error("Day {place} for England and Wales has no name, or one longer than 60 letters.")]
    Name { place: usize },
    #[error("{date} is in the file twice.")]
    Twice { date: NaiveDate },
    #[error("{date} lies outside 1990 to 2150, for which working days are counted.")]
    Year { date: NaiveDate },
    #[error(
        "{year} has only {days} days in the file, and a year in England and Wales has at least eight: the file looks \
         cut off. Save gov.uk/bank-holidays.json again, and choose that file."
    )]
    CutOff { year: i32, days: usize },
}

#[derive(Deserialize)]
struct Division {
    #[serde(default)]
    events: Vec<Holiday>,
}

#[derive(Deserialize)]
struct Holiday {
    #[serde(default)]
    title: String,
    #[serde(default)]
    date: String,
}

/// The bank holidays of England and Wales in the file, each with its name. Every year in it is whole.
///
/// # Errors
/// What is wrong with the file.
pub fn read_holidays(bytes: &[u8]) -> Result<BTreeMap<NaiveDate, String>, HolidaysError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let file: BTreeMap<String, Division> = serde_json::from_slice(bytes)
        .map_err(|error| HolidaysError::NotJson { line: error.line(), column: error.column() })?;
    let division = file.get(DIVISION).ok_or(HolidaysError::NoDivision)?;
    let mut days = BTreeMap::new();
    for (place, holiday) in (1..).zip(&division.events) {
        let named = holiday.date.trim();
        // Only what was meant as a date is shown: a file of something else is not quoted.
        let shown = || named.chars().take(20).collect();
        let date: NaiveDate = named.parse().map_err(|_| HolidaysError::Date { place, date: shown() })?;
        if !YEARS.contains(&date.year()) {
            return Err(HolidaysError::Year { date });
        }
        let name = holiday.title.trim();
        if name.is_empty() || name.chars().count() > NAME_MAX {
            return Err(HolidaysError::Name { place });
        }
        if days.insert(date, name.to_owned()).is_some() {
            return Err(HolidaysError::Twice { date });
        }
    }
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for day in days.keys() {
        *years.entry(day.year()).or_default() += 1;
    }
    if years.is_empty() {
        return Err(HolidaysError::NoDays);
    }
    match years.into_iter().find(|&(_, days)| days < DAYS_A_YEAR) {
        Some((year, days)) => Err(HolidaysError::CutOff { year, days }),
        None => Ok(days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use caseload::calendar::named_bank_holidays;

    /// Three years in the form of GOV.UK's file, with the days it has for them.
    const FILE: &[u8] = include_bytes!("../tests/fixtures/bank-holidays.json");

    fn wrong(file: &str) -> String {
        read_holidays(file.as_bytes()).unwrap_err().to_string()
    }

    fn events(days: &[&str]) -> String {
        let event = |day: &&str| format!(r#"{{"title": "A day", "date": "{day}", "notes": "", "bunting": true}}"#);
        let events: Vec<String> = days.iter().map(event).collect();
        format!(r#"{{"england-and-wales": {{"division": "england-and-wales", "events": [{}]}}}}"#, events.join(", "))
    }

    #[test]
    fn the_file_says_for_england_and_wales_what_the_rule_says() {
        let days = read_holidays(FILE).unwrap();
        for year in 2025..=2027 {
            let of_year: Vec<NaiveDate> = days.keys().copied().filter(|day| day.year() == year).collect();
            let by_rule: Vec<NaiveDate> = named_bank_holidays(year).into_keys().collect();
            assert_eq!(of_year, by_rule, "{year}");
        }
        assert_eq!(days.len(), 24, "and nothing of Scotland's");
    }

    #[test]
    fn a_wrong_file_is_refused_with_what_is_wrong() {
        assert!(wrong("<html>").contains("does not read as JSON (line 1"), "{}", wrong("<html>"));
        assert!(wrong("[]").contains("does not read as JSON"));
        assert!(wrong(r#"{"scotland": {"events": []}}"#).contains("\"england-and-wales\" is missing"));
        assert!(wrong(r#"{"england-and-wales": {"events": []}}"#).contains("no day for England and Wales"));
        let day = wrong(&events(&["2026-01-01", "25/12/2026"]));
        assert!(day.contains("Day 2") && day.contains("25/12/2026"), "{day}");
        assert!(wrong(&events(&["2026-01-01", "2026-01-01"])).contains("twice"));
        assert!(wrong(&events(&["1871-12-26"])).contains("outside 1990 to 2150"));
        let cut = wrong(&events(&["2026-01-01", "2026-04-03"]));
        assert!(cut.contains("2026 has only 2 days"), "{cut}");
        assert!(wrong(r#"{"england-and-wales": {"events": [{"date": "2026-01-01"}]}}"#).contains("has no name"));
    }
}
