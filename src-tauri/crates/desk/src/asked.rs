//! Small things that requests say, read: a case, a day, a short code.

use crate::error::DeskError;
use crate::words;
use caseload::CaseId;
use chrono::NaiveDate;

/// Reads a case's id.
pub(crate) fn read_case(text: &str) -> Result<CaseId, DeskError> {
    text.parse().map_err(|_| DeskError::NotFound("There is no such case.".to_owned()))
}

/// Reads YYYY-MM-DD.
pub(crate) fn read_day(field: &'static str, text: &str) -> Result<NaiveDate, DeskError> {
    text.trim().parse().map_err(|_| DeskError::bad(field, format!("\"{text}\" is not a day. Write it as 2026-11-23.")))
}

/// Reads a day that has come; today where none was given.
pub(crate) fn past_day(field: &'static str, text: Option<&str>, today: NaiveDate) -> Result<NaiveDate, DeskError> {
    let day = match text {
        Some(text) => read_day(field, text)?,
        None => today,
    };
    if today < day {
        return Err(DeskError::bad(field, format!("{} has not come yet. Correct the day.", words::day(day))));
    }
    Ok(day)
}

/// A label, to stand inside a sentence.
pub(crate) fn lower_first(text: &str) -> String {
    // Abbreviations keep their capitals.
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A short code of a list the force keeps: never free text, which has no place in the ledger.
pub(crate) fn code(field: &'static str, text: Option<&str>) -> Result<Option<String>, DeskError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let code = text.to_lowercase().replace([' ', '-'], "_");
    let well_formed = code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if well_formed {
        Ok(Some(code))
    } else {
        Err(DeskError::bad(field, "Use one of the listed reasons; free text belongs in a note."))
    }
}
