//! What a person says changed in a series: limits drawn anew, or a break. The program never decides it by itself.

use caseload::{Month, Period};
use chrono::{Datelike, NaiveDate};

/// A change in a series, on a person's word and with their reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeriesChange {
    /// The day from which things are otherwise.
    pub on: NaiveDate,
    /// What lies before cannot be compared with what lies after; otherwise only the process changed.
    pub is_break: bool,
    pub words: String,
}

impl SeriesChange {
    /// The month from which centre and limits are drawn anew: the one the day lies in.
    pub fn from(&self) -> Month {
        Month::of(self.on)
    }

    /// Whether the period lies after the change, or holds it.
    pub fn is_before_end_of(&self, period: Period) -> bool {
        self.from() <= period.last_month()
    }
}

/// In the order of their days, each once.
pub fn in_order(changes: &[SeriesChange]) -> Vec<SeriesChange> {
    let mut changes = changes.to_vec();
    changes.sort();
    changes.dedup();
    changes
}

/// How many of the changes a period lies after.
pub fn stretch_of(changes: &[SeriesChange], period: Period) -> usize {
    changes.iter().filter(|change| change.is_before_end_of(period)).count()
}

/// The letter by which the drawing and the sentence name the change with this number.
pub fn letter(number: usize) -> char {
    u8::try_from(number).ok().and_then(|number| b'A'.checked_add(number)).map_or('*', char::from)
}

/// What the changes say, one sentence each, those only that lie within the periods shown.
pub fn change_sentences(changes: &[SeriesChange], first: Option<Period>, last: Option<Period>) -> Vec<String> {
    let Some((first, last)) = first.zip(last) else { return Vec::new() };
    let within = |change: &&SeriesChange| !change.is_before_end_of(first) && change.is_before_end_of(last);
    let of = |(number, change): (usize, &SeriesChange)| {
        let day = format!("{} {}", change.on.day(), change.from().words());
        let letter = letter(number);
        if change.is_break {
            format!(
                "{letter}, {day}, a break: {}. What lies before it is not to be compared with what lies after.",
                change.words
            )
        } else {
            format!("{letter}, {day}: centre and limits are drawn anew, since {}.", change.words)
        }
    };
    changes.iter().filter(within).enumerate().map(of).collect()
}
