//! What a victim needs and wishes, when it is safe to contact them, and what support they were offered.

use crate::codes::code_list;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use std::collections::BTreeSet;

code_list! {
    /// The gender of an officer, where a victim asks for it.
    Gender {
        Female = "female", "Female";
        Male = "male", "Male";
    }
}

code_list! {
    /// How much a wish binds: a preference is weighed, what is essential must hold.
    Strength {
        Preferred = "preferred", "Preferred";
        Essential = "essential", "Essential";
    }
}

code_list! {
    /// The officer's gender the victim asked for. Not recorded means that nobody asked.
    OfficerGender {
        NoPreference = "no_preference", "No preference";
        FemalePreferred = "female_preferred", "A woman, if possible";
        FemaleEssential = "female_essential", "A woman only";
        MalePreferred = "male_preferred", "A man, if possible";
        MaleEssential = "male_essential", "A man only";
    }
}

impl OfficerGender {
    /// The gender asked for, and whether it must be so; `None` without a preference.
    pub const fn asked(self) -> Option<(Gender, Strength)> {
        match self {
            Self::NoPreference => None,
            Self::FemalePreferred => Some((Gender::Female, Strength::Preferred)),
            Self::FemaleEssential => Some((Gender::Female, Strength::Essential)),
            Self::MalePreferred => Some((Gender::Male, Strength::Preferred)),
            Self::MaleEssential => Some((Gender::Male, Strength::Essential)),
        }
    }
}

code_list! {
    /// Whether the officer must speak the victim's language.
    OfficerLanguage {
        NotNeeded = "not_needed", "Not needed";
        Preferred = "preferred", "If possible";
        Essential = "essential", "Only an officer who does";
    }
}

impl OfficerLanguage {
    /// How much the wish binds; `None` where it is not needed.
    pub const fn strength(self) -> Option<Strength> {
        match self {
            Self::NotNeeded => None,
            Self::Preferred => Some(Strength::Preferred),
            Self::Essential => Some(Strength::Essential),
        }
    }
}

code_list! {
    /// A form in which the victim can use information.
    FormatNeed {
        LargePrint = "large_print", "Large print";
        EasyRead = "easy_read", "Easy Read";
        Braille = "braille", "Braille";
        Audio = "audio", "Audio";
        BritishSignLanguage = "bsl", "British Sign Language";
        TextRelay = "text_relay", "Text relay";
        Translated = "translated", "Translated in writing";
    }
}

code_list! {
    /// What the victim wishes about the contact. What must not be done is a safety rule instead.
    ContactWish {
        ByTelephone = "by_telephone", "Prefers a telephone call";
        InPerson = "in_person", "Prefers a visit";
        AtStation = "at_station", "Prefers to come to a police station";
        WithSupporter = "with_supporter", "Wants someone with them";
        SameOfficer = "same_officer", "Wants the officer of an earlier contact";
        MessageFirst = "message_first", "Wants a message before a call";
    }
}

code_list! {
    /// Who may be spoken to about the case.
    SpeakTo {
        Victim = "victim", "The victim";
        Parent = "parent", "A parent or guardian";
        Carer = "carer", "A carer";
        Advocate = "advocate", "An advocate";
        Organisation = "organisation", "A contact person of the organisation";
    }
}

code_list! {
    /// A Victim Personal Statement: whether it was offered, and what came of it.
    StatementOffer {
        NotOffered = "not_offered", "Not offered yet";
        Offered = "offered", "Offered";
        Made = "made", "Made";
        Declined = "declined", "Declined";
    }
}

code_list! {
    /// What became of an offer to refer the victim to a support service.
    ReferralAnswer {
        Offered = "offered", "offered";
        Accepted = "accepted", "accepted";
        Declined = "declined", "declined";
    }
}

/// A support service the victim was offered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Referral {
    /// The service's name: an organisation, never a person.
    pub to: String,
    pub answer: ReferralAnswer,
    /// The day of the answer, or of the offer; `None` where it is not known.
    pub on: Option<NaiveDate>,
}

impl Referral {
    /// Reads "Victim Support: accepted 2026-11-23"; the answer is "offered" and the day unknown where left out.
    pub fn from_text(text: &str) -> Option<Self> {
        let (to, rest) = text.rsplit_once(':').unwrap_or((text, "offered"));
        let (to, rest) = (to.trim(), rest.trim());
        let (answer, on) = match rest.split_once(' ') {
            Some((answer, day)) => (answer, Some(day.trim().parse().ok()?)),
            None => (rest, None),
        };
        let answer = ReferralAnswer::from_code(&answer.to_lowercase())?;
        (!to.is_empty() && to.chars().count() <= 80).then(|| Self { to: to.to_owned(), answer, on })
    }

    /// As [`Self::from_text`] reads it.
    pub fn to_text(&self) -> String {
        let day = self.on.map(|on| format!(" {on}")).unwrap_or_default();
        format!("{}: {}{day}", self.to, self.answer.code())
    }
}

/// A span of a day of the week in which it is safe to contact the victim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeTime {
    /// Monday 0 to Sunday 6.
    pub weekday: u8,
    pub from: NaiveTime,
    /// Later than `from`, on the same day.
    pub to: NaiveTime,
}

/// The days of the week as written, Monday first.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl SafeTime {
    /// Reads "Mon-Fri 09:00-12:30; Sat 10:00-12:00"; `None` where a part says neither days nor hours so.
    pub fn from_text(text: &str) -> Option<BTreeSet<Self>> {
        let parts = text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty());
        let mut times = BTreeSet::new();
        for part in parts {
            let (days, hours) = part.split_once(' ')?;
            let (from, to) = hours.trim().split_once(['-', '–'])?;
            let (from, to) = (time(from)?, time(to)?);
            if to <= from {
                return None;
            }
            times.extend(weekdays(days)?.map(|weekday| Self { weekday, from, to }));
        }
        (!times.is_empty()).then_some(times)
    }

    /// As [`Self::from_text`] reads it, days of the same hours together.
    pub fn to_text(times: &BTreeSet<Self>) -> String {
        let mut hours: Vec<(NaiveTime, NaiveTime)> = times.iter().map(|time| (time.from, time.to)).collect();
        hours.sort_unstable();
        hours.dedup();
        let parts = hours.iter().flat_map(|&(from, to)| {
            let days = times.iter().filter(|time| (time.from, time.to) == (from, to)).map(|time| time.weekday);
            runs(days).into_iter().map(move |(first, last)| {
                let name = |day: u8| WEEKDAYS.get(usize::from(day)).copied().unwrap_or("");
                let days =
                    if first == last { name(first).to_owned() } else { format!("{}-{}", name(first), name(last)) };
                format!("{days} {}-{}", from.format("%H:%M"), to.format("%H:%M"))
            })
        });
        parts.collect::<Vec<_>>().join("; ")
    }

    /// Whether a shift that starts on this day overlaps the span. A shift past midnight belongs to the day it starts.
    pub fn overlaps(&self, day: NaiveDate, starts: NaiveTime, ends: NaiveTime) -> bool {
        let on_day =
            |weekday: u8, from: NaiveTime, to: NaiveTime| self.weekday == weekday && self.from < to && from < self.to;
        let weekday = weekday_of(day);
        if starts < ends {
            return on_day(weekday, starts, ends);
        }
        // Up to midnight, and on into the next morning.
        (self.weekday == weekday && starts < self.to) || on_day((weekday + 1) % 7, NaiveTime::MIN, ends)
    }
}

fn weekday_of(day: NaiveDate) -> u8 {
    u8::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)
}

fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let read = NaiveTime::parse_from_str(text, "%H:%M").ok();
    // "24:00" is what people write for the end of a day.
    let midnight = || (text == "24:00").then(|| NaiveTime::from_hms_opt(23, 59, 0)).flatten();
    let whole_hour = || {
        let hour: u32 = text.parse().ok()?;
        NaiveTime::from_hms_opt(hour, 0, 0)
    };
    read.or_else(midnight).or_else(whole_hour).filter(|time| time.second() == 0)
}

fn weekdays(text: &str) -> Option<std::ops::RangeInclusive<u8>> {
    let place = |name: &str| -> Option<u8> {
        let name = name.trim().to_lowercase();
        // "Monday" and "mon" alike; two letters are not enough to tell Tuesday from Thursday.
        let fits = |day: &&str| name.len() >= 3 && name.starts_with(&day.to_lowercase());
        WEEKDAYS.iter().position(fits).and_then(|place| u8::try_from(place).ok())
    };
    if text.eq_ignore_ascii_case("daily") {
        return Some(0..=6);
    }
    match text.split_once(['-', '–']) {
        Some((first, last)) => Some(place(first)?..=place(last)?).filter(|range| !range.is_empty()),
        None => place(text).map(|day| day..=day),
    }
}

/// Runs of days that follow each other: first and last.
fn runs(days: impl Iterator<Item = u8>) -> Vec<(u8, u8)> {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == day => *last = day,
            Some(_) | None => runs.push((day, day)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(text: &str) -> BTreeSet<SafeTime> {
        SafeTime::from_text(text).unwrap()
    }

    #[test]
    fn safe_times_read_back_as_written() {
        let written = "Mon-Fri 09:00-12:30; Sat 10:00-12:00";
        assert_eq!(SafeTime::to_text(&times(written)), written);
        assert_eq!(times(written).len(), 6);
        assert_eq!(SafeTime::to_text(&times("daily 9-24:00")), "Mon-Sun 09:00-23:59");
        assert_eq!(SafeTime::to_text(&times("Wednesday 18:00–20:00")), "Wed 18:00-20:00");
        for wrong in ["", "mornings", "Mon", "Mon 12:00-09:00", "Fri-Mon 09:00-10:00", "Mon 25:00-26:00", "T 9-10"] {
            assert_eq!(SafeTime::from_text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_night_shift_belongs_to_the_day_it_starts() {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let tuesday_morning = *times("Tue 05:00-08:00").first().unwrap();
        assert!(tuesday_morning.overlaps(monday, at(22), at(6)), "the night of Monday reaches Tuesday at five");
        assert!(!tuesday_morning.overlaps(monday, at(7), at(15)));
        let monday_noon = *times("Mon 12:00-13:00").first().unwrap();
        assert!(monday_noon.overlaps(monday, at(7), at(15)));
        assert!(!monday_noon.overlaps(monday, at(13), at(21)), "a span that ends as the shift begins is no overlap");
        assert!(!monday_noon.overlaps(monday, at(22), at(6)));
    }

    #[test]
    fn a_referral_reads_back_as_written() {
        let written = "Victim Support: accepted 2026-11-23";
        assert_eq!(Referral::from_text(written).unwrap().to_text(), written);
        assert_eq!(Referral::from_text("Galop").unwrap().answer, ReferralAnswer::Offered);
        assert_eq!(Referral::from_text("Galop: perhaps"), None);
        assert_eq!(Referral::from_text(": offered"), None);
    }

    #[test]
    fn a_gender_asked_for_binds_as_it_says() {
        assert_eq!(OfficerGender::FemaleEssential.asked(), Some((Gender::Female, Strength::Essential)));
        assert_eq!(OfficerGender::NoPreference.asked(), None);
    }
}
