//! Neighbourhood officers: who can see victims, where, and when they are on duty.

use crate::codes::code_list;
use crate::ids::OfficerId;
use crate::needs::Gender;
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use std::collections::{BTreeMap, BTreeSet};

code_list! {
    /// The officer's office.
    OfficerRole {
        Constable = "pc", "PC";
        CommunitySupportOfficer = "pcso", "PCSO";
    }
}

/// A collar number, compared without regard to case, spaces or a leading "PC"/"PCSO".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Collar(String);

impl Collar {
    /// Reads a collar number; `None` where nothing with a digit is left of the text.
    pub fn new(text: &str) -> Option<Self> {
        let compact: String =
            text.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect();
        let number = ["PCSO", "PC"].iter().find_map(|prefix| compact.strip_prefix(prefix)).unwrap_or(&compact);
        number.bytes().any(|b| b.is_ascii_digit()).then(|| Self(number.to_owned()))
    }

    /// The number as compared and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The hours of a shift. One that ends at or before its start runs on past midnight, and belongs to the day it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShiftHours {
    pub starts: NaiveTime,
    pub ends: NaiveTime,
}

impl ShiftHours {
    /// Reads "07:00-15:00" or "22:00-07:00"; `None` where the text is not two times of day.
    pub fn from_text(text: &str) -> Option<Self> {
        let (starts, ends) = text.split_once(['-', '\u{2013}'])?;
        let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        let hours = Self { starts: time(starts)?, ends: time(ends)? };
        (hours.starts != hours.ends).then_some(hours)
    }

    /// As [`Self::from_text`] reads it.
    pub fn to_text(self) -> String {
        format!("{}-{}", self.starts.format("%H:%M"), self.ends.format("%H:%M"))
    }

    /// Whether the shift runs on past midnight.
    pub fn is_night(self) -> bool {
        self.ends <= self.starts
    }
}

/// When an officer is on duty: days of the week, extra days, and days away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Duty {
    /// Days of the week worked.
    pub weekdays: BTreeSet<u8>,
    /// Single days worked besides.
    pub also_on: BTreeSet<NaiveDate>,
    /// Hours of the shifts that begin on a day of the week, where they are known.
    pub hours: BTreeMap<u8, ShiftHours>,
    /// Hours of shifts on single days, before those of the day of the week.
    pub hours_on: BTreeMap<NaiveDate, ShiftHours>,
    /// Days away (leave, absence): first and last day of each span.
    pub away: Vec<(NaiveDate, NaiveDate)>,
    /// The last day with the team, where the officer leaves.
    pub until: Option<NaiveDate>,
}

impl Duty {
    /// Duty on these days of the week.
    pub fn weekly(days: &[Weekday]) -> Self {
        let weekdays = days.iter().map(|day| day.num_days_from_monday() as u8).collect();
        Self { weekdays, ..Self::default() }
    }

    /// Whether the officer starts a shift on this day.
    pub fn on(&self, day: NaiveDate) -> bool {
        let worked =
            self.weekdays.contains(&(day.weekday().num_days_from_monday() as u8)) || self.also_on.contains(&day);
        worked && self.until.is_none_or(|last| day <= last) && !self.is_away(day)
    }

    /// Whether the day lies in a span away.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.away.iter().any(|&(first, last)| first <= day && day <= last)
    }

    /// The hours of the shift that starts on this day, where they are known.
    pub fn hours_of(&self, day: NaiveDate) -> Option<ShiftHours> {
        let weekday = day.weekday().num_days_from_monday() as u8;
        self.hours_on.get(&day).or_else(|| self.hours.get(&weekday)).copied()
    }
}

/// A neighbourhood officer, without the name (that is in the people file).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    pub id: OfficerId,
    pub collar: Collar,
    pub role: OfficerRole,
    /// Boroughs served.
    pub boroughs: BTreeSet<String>,
    /// Wards served; empty means every ward of the boroughs served.
    pub wards: BTreeSet<String>,
    /// Contacts the officer can make in a shift.
    pub contacts_a_shift: u16,
    /// How many of them can be visits.
    pub visits_a_shift: u16,
    /// The officer's team, if it is known.
    pub team: Option<String>,
    /// Whether the officer has been briefed on reassurance contacts: only those who have make them.
    pub briefed: bool,
    /// Languages spoken besides English, spelt as in the extract.
    pub languages: BTreeSet<String>,
    /// `None` where the officer does not wish it used.
    pub gender: Option<Gender>,
    /// Whether the officer can make a visit in plain clothes.
    pub plain_clothes: bool,
    pub duty: Duty,
}

/// Whether a name written on a case, without a collar number, could be this officer.
///
/// The family name (the last word) must agree; a given name or initial, where both have one, must begin alike.
/// Better one officer too many kept away than a victim seen by the investigator.
pub fn could_be(named: &str, officer: &str) -> bool {
    const RANKS: [&str; 12] = ["pc", "pcso", "dc", "ds", "ps", "di", "dci", "sgt", "insp", "t", "a", "det"];
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let without_rank = parts.skip_while(|word| RANKS.contains(word));
        without_rank.filter(|word| !word.bytes().any(|b| b.is_ascii_digit())).map(str::to_owned).collect()
    };
    let (named, officer) = (words(named), words(officer));
    let (Some(family), Some(own_family)) = (named.last(), officer.last()) else { return false };
    let given = |words: &[String]| words.first().filter(|_| words.len() > 1).and_then(|word| word.chars().next());
    family == own_family && given(&named).zip(given(&officer)).is_none_or(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collar_numbers_compare_by_what_counts() {
        let same = ["PC 1234SW", "pc1234sw", " 1234 SW ", "1234-SW"].map(Collar::new);
        assert!(same.iter().all(|collar| collar == &same[0] && collar.is_some()), "{same:?}");
        assert_eq!(Collar::new("PCSO 7031").unwrap().as_str(), "7031");
        assert_eq!(Collar::new("Smith"), None, "a name is not a collar number");
    }

    #[test]
    fn a_name_alone_shuts_out_whoever_it_could_be() {
        for named in ["PC Amara Obi", "Obi", "A. Obi", "dc a obi", "Amara OBI 1234"] {
            assert!(could_be(named, "Amara Obi"), "{named}");
        }
        for named in ["", "PC", "PC B. Obi", "Amara Obiang", "1234"] {
            assert!(!could_be(named, "Amara Obi"), "{named}");
        }
    }

    #[test]
    fn leave_wins_over_the_pattern() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let mut duty = Duty::weekly(&[Weekday::Mon, Weekday::Tue]);
        duty.also_on.insert(day(28));
        duty.away.push((day(24), day(30)));
        assert!(duty.on(day(23)), "a Monday");
        assert!(!duty.on(day(24)), "a Tuesday on leave");
        assert!(!duty.on(day(28)), "an extra Saturday on leave");
        assert!(!duty.on(day(25)), "a Wednesday");
    }
}
