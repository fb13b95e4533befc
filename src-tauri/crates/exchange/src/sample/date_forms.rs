//! How the dates of a file are written: found from all of them, and asked where they can be read in two ways.

use crate::dates::DateForm;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// The ways dates are written in extracts; of those that read a date alike the first is taken.
const FORMS: &[&str] = &[
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d-%b-%y",
    "%b %d, %Y",
    "%Y%m%d",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%Y-%m-%d %H:%M",
    "%d-%m-%Y %H:%M",
    "%d %b %Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "serial",
];
/// Different dates looked at: those of sixty years, each written in several ways.
const DATES_MAX: usize = 60_000;
/// Nobody concerned was born before, and no crime of today was reported.
const FIRST_YEAR: i32 = 1900;

/// How the dates of a file are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateForms {
    /// The forms that read every date that can be read without asking.
    pub forms: Vec<String>,
    /// Two orders of day and month, where dates can be read in both.
    pub asks: Option<TwoOrders>,
    /// Different texts in the columns of days that no form reads.
    pub unread: u64,
}

/// Dates that can be read in two ways, with nothing in the file to tell which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoOrders {
    /// A date of the file, and the day it is in each form.
    pub written: String,
    pub first: (String, NaiveDate),
    pub second: (String, NaiveDate),
    /// How many different dates are so.
    pub dates: u64,
}

/// Gathers the dates of a file.
pub(super) struct Gathering {
    forms: Vec<DateForm>,
    is_sheet: bool,
    today: NaiveDate,
    texts: BTreeSet<String>,
}

impl Gathering {
    pub(super) fn new(is_sheet: bool, today: NaiveDate) -> Self {
        let forms = FORMS.iter().filter_map(|form| DateForm::new(form)).collect();
        Self { forms, is_sheet, today, texts: BTreeSet::new() }
    }

    pub(super) fn take(&mut self, text: &str) {
        if !text.is_empty() && self.texts.len() < DATES_MAX && !self.texts.contains(text) {
            self.texts.insert(text.to_owned());
        }
    }

    pub(super) fn finish(self) -> DateForms {
        let mut found = DateForms::default();
        let readings: Vec<(&String, Vec<(&str, NaiveDate)>)> =
            self.texts.iter().map(|text| (text, self.readings(text))).collect();
        found.unread = readings.iter().filter(|(_, forms)| forms.is_empty()).count() as u64;
        // A date that one form alone reads, as 25/04/2026, tells the order of the others.
        let needed: BTreeSet<&str> = readings
            .iter()
            .filter(|(_, forms)| forms.len() == 1)
            .flat_map(|(_, forms)| forms.iter().map(|(form, _)| *form))
            .collect();
        let open = readings.iter().filter(|(_, forms)| {
            forms.len() > 1 && forms.iter().filter(|(form, _)| needed.contains(form)).count() != 1
        });
        let mut count = 0;
        for (text, forms) in open {
            count += 1;
            let tells = |asks: &TwoOrders| asks.first.1 != asks.second.1;
            let [first, second, ..] = forms.as_slice() else { continue };
            let own = |(form, day): &(&str, NaiveDate)| ((*form).to_owned(), *day);
            // 04/04/2026 is the same day in both orders; a date that is not shows better what is asked.
            if found.asks.as_ref().is_none_or(|asks| !tells(asks) && first.1 != second.1) {
                found.asks =
                    Some(TwoOrders { written: (*text).clone(), first: own(first), second: own(second), dates: 0 });
            }
        }
        if let Some(asks) = &mut found.asks {
            asks.dates = count;
        }
        // With an order to ask for, the other forms stand, and the person adds one of the two.
        let asked = |form: &str| found.asks.as_ref().is_some_and(|asks| asks.first.0 == form || asks.second.0 == form);
        found.forms =
            FORMS.iter().filter(|form| needed.contains(**form) && !asked(form)).map(|f| (*f).to_owned()).collect();
        found
    }

    /// The forms that read a text, and the day it is in each.
    fn readings(&self, text: &str) -> Vec<(&str, NaiveDate)> {
        let sane = |day: &NaiveDate| (FIRST_YEAR..=self.today.year() + 1).contains(&day.year());
        let mut read = Vec::new();
        for form in &self.forms {
            let Some(day) = form.read(text).filter(sane) else { continue };
            read.push((form.as_str(), day));
        }
        // A workbook's date cells say themselves that they are dates.
        match read.first() {
            Some((form, day)) if self.is_sheet && form.starts_with("%Y-%m-%d") => vec![("%Y-%m-%d", *day)],
            Some(_) | None => read,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> DateForms {
        let mut gathering = Gathering::new(false, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        texts.iter().for_each(|text| gathering.take(text));
        gathering.finish()
    }

    #[test]
    fn one_date_past_the_twelfth_tells_the_order_of_all() {
        assert_eq!(found(&["03/04/2026", "25/04/2026"]).forms, ["%d/%m/%Y"]);
        assert_eq!(found(&["03/04/2026", "04/25/2026"]).forms, ["%m/%d/%Y"]);
        assert_eq!(
            found(&["25 Apr 2026", "46302", "25/04/2026 10:30"]).forms,
            ["%d %b %Y", "%d/%m/%Y %H:%M", "serial"]
        );
        assert_eq!(found(&["Jane", "31/02/2026"]).unread, 2);
    }

    #[test]
    fn dates_that_tell_no_order_are_asked() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (texts, forms, written, dates) in [
            (&["03/04/2026"][..], &[][..], "03/04/2026", 1),
            (&["02/02/2026", "03/04/2026", "2026-04-25", "05/06/2026"], &["%Y-%m-%d"], "03/04/2026", 3),
        ] {
            let found = found(texts);
            let asks = found.asks.unwrap();
            assert_eq!((asks.written.as_str(), asks.dates), (written, dates));
            assert_eq!(asks.first, ("%d/%m/%Y".to_owned(), day("2026-04-03")));
            assert_eq!(asks.second, ("%m/%d/%Y".to_owned(), day("2026-03-04")));
            assert_eq!(found.forms, forms);
        }
        let both = found(&["25/04/2026", "04/25/2026", "03/04/2026"]);
        assert!(both.asks.is_some(), "a file that mixes both orders is asked about as well");
    }
}
