//! Dates as files write them. A date that can be read in two ways is not read at all.

use chrono::format::{Item, StrftimeItems};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;
use std::fmt::Write;

/// The name of the form that is a spreadsheet's day number: days since 30 December 1899.
const SERIAL: &str = "serial";
/// Longer texts are not dates; a form with a weekday, a month in words and a time stays under this.
const LONGEST_DATE: usize = 40;
/// Dates of twenty years, each written in several ways, fit; a file of nonsense does not fill the memory.
const REMEMBERED: usize = 60_000;

/// One way of writing a date, checked when the mapping is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateForm {
    text: String,
    serial: bool,
}

impl DateForm {
    /// Takes a form in chrono's notation, as `%d/%m/%Y`, or `serial`.
    ///
    /// `None` where the form does not name a whole date: a date written in it must read back as itself.
    pub(crate) fn new(text: &str) -> Option<Self> {
        if text == SERIAL {
            return Some(Self { text: text.to_owned(), serial: true });
        }
        let form = Self { text: text.to_owned(), serial: false };
        let whole = [(2001, 2, 3), (2024, 12, 31)].into_iter().all(|(year, month, day)| {
            NaiveDate::from_ymd_opt(year, month, day)
                .is_some_and(|date| form.write(date).is_some_and(|written| form.read(&written) == Some(date)))
        });
        (whole && StrftimeItems::new(text).all(|item| item != Item::Error)).then_some(form)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    fn write(&self, date: NaiveDate) -> Option<String> {
        let mut out = String::new();
        write!(out, "{}", date.and_hms_opt(0, 0, 0)?.and_utc().format(&self.text)).ok()?;
        Some(out)
    }

    pub(crate) fn read(&self, text: &str) -> Option<NaiveDate> {
        if self.serial {
            let days: u64 = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())??;
            // The first serials differ between spreadsheets (the 1900 leap year); from 61 on they agree.
            let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            return (61..=100_000).contains(&days).then(|| first.checked_add_days(Days::new(days)))?;
        }
        NaiveDate::parse_from_str(text, &self.text).ok()
    }
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotADate {
    /// No form fits.
    NoForm,
    /// Two forms fit and mean different days.
    TwoReadings,
}

/// Reads the dates of one column, remembering those met: few days fill many rows.
#[derive(Debug)]
pub(crate) struct DateReader<'m> {
    forms: &'m [DateForm],
    /// Also read dates written year first, as those of a workbook's date cells are.
    year_first: bool,
    met: HashMap<String, NaiveDate>,
    used: Vec<bool>,
}

impl<'m> DateReader<'m> {
    pub(crate) fn new(forms: &'m [DateForm]) -> Self {
        Self { forms, year_first: false, met: HashMap::new(), used: vec![false; forms.len()] }
    }

    /// Also reads dates written year first, which cannot be taken for another day.
    pub(crate) const fn with_year_first(mut self, year_first: bool) -> Self {
        self.year_first = year_first;
        self
    }

    /// Reads one trimmed text.
    pub(crate) fn read(&mut self, text: &str) -> Result<NaiveDate, NotADate> {
        if let Some(&date) = self.met.get(text) {
            return Ok(date);
        }
        if text.len() > LONGEST_DATE {
            return Err(NotADate::NoForm);
        }
        let year_first = if self.year_first { year_first(text) } else { None };
        let mut found = year_first;
        for (form, used) in self.forms.iter().zip(&mut self.used) {
            let Some(date) = form.read(text) else { continue };
            if found.is_some_and(|other| other != date) {
                return Err(NotADate::TwoReadings);
            }
            found = Some(date);
            *used = true;
        }
        let date = found.ok_or(NotADate::NoForm)?;
        if self.met.len() < REMEMBERED {
            self.met.insert(text.to_owned(), date);
        }
        Ok(date)
    }

    /// The forms that fitted at least one date, in the mapping's order.
    pub(crate) fn forms_used(&self) -> impl Iterator<Item = &'m str> {
        self.forms.iter().zip(&self.used).filter(|(_, used)| **used).map(|(form, _)| form.as_str())
    }
}

fn year_first(text: &str) -> Option<NaiveDate> {
    let by = |form| NaiveDate::parse_from_str(text, form).ok();
    by("%Y-%m-%d").or_else(|| by("%Y-%m-%d %H:%M:%S"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(texts: &[&str]) -> Vec<DateForm> {
        texts.iter().map(|text| DateForm::new(text).unwrap_or_else(|| panic!("{text}"))).collect()
    }

    fn read(texts: &[&str], date: &str) -> Result<String, NotADate> {
        DateReader::new(&forms(texts)).read(date).map(|date| date.to_string())
    }

    #[test]
    fn dates_read_in_the_forms_given_and_no_other() {
        let uk: &[&str] = &["%d/%m/%Y"];
        for (texts, written, expected) in [
            (uk, "03/04/2026", Ok("2026-04-03")),
            (uk, "3/4/2026", Ok("2026-04-03")),
            (uk, "31/02/2026", Err(NotADate::NoForm)),
            (uk, "2026-04-03", Err(NotADate::NoForm)),
            (uk, "03/04/2026 10:00", Err(NotADate::NoForm)),
            (uk, "", Err(NotADate::NoForm)),
            (&["%d/%m/%Y", "%d/%m/%Y %H:%M"], "03/04/2026 23:59", Ok("2026-04-03")),
            (&["%d %b %Y"], "03 Apr 2026", Ok("2026-04-03")),
            (&["%d/%m/%Y", "%m/%d/%Y"], "03/04/2026", Err(NotADate::TwoReadings)),
            (&["%d/%m/%Y", "%m/%d/%Y"], "04/04/2026", Ok("2026-04-04")),
            (&["%d/%m/%Y", "%m/%d/%Y"], "25/04/2026", Ok("2026-04-25")),
            (&["serial"], "46349", Ok("2026-11-23")),
            (&["serial"], "-5", Err(NotADate::NoForm)),
            (&["serial"], "99999999999999999999", Err(NotADate::NoForm)),
        ] {
            assert_eq!(read(texts, written), expected.map(str::to_owned), "{written:?} by {texts:?}");
        }
    }

    #[test]
    fn a_form_must_name_a_whole_date() {
        for wrong in ["%d/%m", "%H:%M", "", "%Q", "%", "%m/%Y", "date"] {
            assert_eq!(DateForm::new(wrong), None, "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn a_date_written_in_a_form_reads_back(days in 0_u64..40_000, which in 0_usize..4) {
            let form = &["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%Y %H:%M:%S"][which];
            let date = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + Days::new(days);
            let form = DateForm::new(form).unwrap();
            let written = form.write(date).unwrap();
            let forms = [form];
            prop_assert_eq!(DateReader::new(&forms).read(&written), Ok(date));
        }

        #[test]
        fn no_text_and_no_form_panics(form in ".{0,12}", text in ".{0,30}") {
            if let Some(form) = DateForm::new(&form) {
                let _ = DateReader::new(&[form]).read(&text);
            }
        }
    }
}
