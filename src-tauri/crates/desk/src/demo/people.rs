//! The invented victims: which cases are of one crime, one household, one person, and who that person is.

use super::crime::{MOTIVES, Motive};
use super::draw::{Draw, Purpose, Streams};
use super::names::{Community, EVERYONE, OTHER_ORGANISATIONS, RACE, RELIGION};
use super::places::{BOROUGH_SHARES, Borough, street, ward};
use caseload::VictimKind;
use chrono::{Datelike, Days, NaiveDate};

/// What a case shares with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Links {
    /// The number of the crime: the key of its first victim.
    pub(super) crime: u32,
    /// 1 for the first victim of the crime.
    pub(super) victim_number: u16,
    /// The key whose streams tell the person.
    pub(super) person: u32,
    /// The key whose stream tells the household.
    pub(super) household: u32,
}

/// Fibonacci numbers: cases so many keys apart lie near each other in time, as multiples of the golden ratio do
/// (see [`super::days::ReportDays::reported_on`]); over three years these are about 100, 60, 40, 25 and 15 days.
const KEYS_TO_AN_EARLIER_CASE: [u32; 5] = [5, 8, 13, 21, 34];

impl Links {
    pub(super) fn of(streams: &Streams, key: u32) -> Self {
        let mut draw = streams.of(key, Purpose::Links);
        if follows(key, &mut draw) {
            let before = Self::of(streams, key - 1);
            let household = if draw.chance(700) { before.household } else { key };
            return Self { victim_number: before.victim_number + 1, person: key, household, ..before };
        }
        let apart = KEYS_TO_AN_EARLIER_CASE.get(draw.below(5) as usize).copied();
        if let Some(earlier) = apart.and_then(|apart| key.checked_sub(apart)).filter(|_| draw.chance(60)) {
            let of_them = Self::of(streams, earlier);
            return Self { crime: key, victim_number: 1, ..of_them };
        }
        Self { crime: key, victim_number: 1, person: key, household: key }
    }
}

/// Whether the case is of a further victim of the crime before it; at most eight victims a crime.
fn follows(key: u32, draw: &mut Draw) -> bool {
    draw.chance(30) && !key.is_multiple_of(8)
}

/// What the people of one household share.
#[derive(Debug, Clone)]
pub(super) struct Household {
    pub(super) motive: Motive,
    pub(super) borough: &'static Borough,
    pub(super) ward: &'static str,
    community: &'static Community,
    family_name: &'static str,
    house: u32,
    street: String,
    is_organisation: bool,
}

impl Household {
    pub(super) fn of(streams: &Streams, household: u32) -> Self {
        let mut draw = streams.of(household, Purpose::Household);
        let motive = draw.from(&MOTIVES);
        let community = match motive {
            Motive::Race => draw.from(&RACE),
            Motive::Religion => draw.from(&RELIGION),
            Motive::Disability | Motive::SexualOrientation | Motive::Transgender | Motive::Gender => {
                draw.from(&EVERYONE)
            }
        };
        let borough = draw.from(&BOROUGH_SHARES);
        Self {
            motive,
            borough,
            ward: ward(&mut draw, borough),
            community,
            family_name: draw.word(community.families),
            house: 1 + draw.below(148),
            street: street(&mut draw),
            is_organisation: match motive {
                Motive::Religion => draw.chance(280),
                Motive::Race | Motive::SexualOrientation => draw.chance(24),
                Motive::Disability | Motive::Transgender | Motive::Gender => false,
            },
        }
    }

    /// The address: an invented street, and no postcode.
    pub(super) fn address(&self) -> String {
        format!("{} {}, {}", self.house, self.street, self.borough.name)
    }
}

/// An invented victim, as known all their life.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) is_organisation: bool,
    pub(super) born_on: NaiveDate,
    pub(super) sex: &'static str,
    pub(super) ethnicity: &'static str,
    pub(super) disabled: bool,
    pub(super) lacks_capacity: bool,
    pub(super) language: &'static str,
    pub(super) telephone: Option<String>,
    pub(super) email: Option<String>,
    /// Who may be spoken to instead.
    pub(super) spoken_for_by: String,
}

/// Age at the first day of the timeline, in years.
const AGES: [(u32, u32); 8] = [(0, 9), (45, 17), (170, 21), (400, 30), (650, 41), (850, 54), (970, 71), (1_000, 90)];

impl Person {
    /// The person of these streams. `first` is the first day of the timeline.
    pub(super) fn of(streams: &Streams, person: u32, household: &Household, first: NaiveDate) -> Self {
        let mut draw = streams.of(person, Purpose::Person);
        let community = household.community;
        let is_woman = draw.chance(500);
        let given_names = if is_woman { community.women } else { community.men };
        let given = draw.word(given_names);
        let in_kin = draw.word(community.women);
        let age_days = draw.quantile(&AGES) * 365 + draw.below(365);
        let sex_unknown = draw.chance(if household.motive == Motive::Transgender { 200 } else { 25 });
        let telephone = (!draw.chance(60)).then(|| telephone(&mut draw));
        let is_organisation = household.is_organisation;
        let organisations = if household.motive == Motive::Religion { community.worship } else { OTHER_ORGANISATIONS };
        let organisation = draw.word(organisations);
        let family = household.family_name;
        let email = draw.chance(680).then(|| {
            let local: String = format!("{given}.{family}").chars().filter(char::is_ascii).collect();
            let domain = if draw.chance(500) { "example.com" } else { "example.org" };
            format!("{}{}@{domain}", local.to_ascii_lowercase(), draw.below(90) + 10)
        });
        Self {
            name: if is_organisation { organisation.to_owned() } else { format!("{given} {family}") },
            is_organisation,
            born_on: first.checked_sub_days(Days::new(u64::from(age_days))).unwrap_or(first),
            sex: match (sex_unknown, is_woman) {
                (true, _) => "Not recorded",
                (false, true) => "Female",
                (false, false) => "Male",
            },
            ethnicity: if draw.chance(70) { "NS" } else { draw.word(community.ethnicities) },
            disabled: draw.chance(if household.motive == Motive::Disability { 940 } else { 90 }),
            lacks_capacity: draw.chance(if household.motive == Motive::Disability { 60 } else { 3 }),
            language: if draw.chance(language_share(community)) { draw.word(community.languages) } else { "English" },
            telephone,
            email,
            spoken_for_by: if is_organisation {
                format!("{given} {family}, {}", draw.word(&["secretary", "manager", "warden", "chair", "head teacher"]))
            } else {
                format!("{in_kin} {family}, {}", draw.word(&["mother", "aunt", "sister", "carer"]))
            },
        }
    }

    /// Whom the contact is for, on this day.
    pub(super) fn kind(&self, day: NaiveDate) -> VictimKind {
        if self.is_organisation {
            VictimKind::Organisation
        } else if self.age(day) < 18 {
            VictimKind::Child
        } else if self.lacks_capacity {
            VictimKind::LacksCapacity
        } else {
            VictimKind::Adult
        }
    }

    /// The age band on this day.
    pub(super) fn age_band(&self, day: NaiveDate) -> &'static str {
        match self.age(day) {
            0..=17 => "0-17",
            18..=24 => "18-24",
            25..=34 => "25-34",
            35..=44 => "35-44",
            45..=54 => "45-54",
            55..=64 => "55-64",
            _ => "65+",
        }
    }

    fn age(&self, day: NaiveDate) -> u32 {
        day.years_since(self.born_on).unwrap_or(0)
    }
}

/// How many in a thousand of a community would rather speak another language: about an eighth of all victims.
fn language_share(community: &Community) -> u32 {
    if community.ethnicities.first() == Some(&"W1") { 12 } else { 165 }
}

/// A number of the ranges that Ofcom keeps for drama: 020 7946 0000–0999 and 07700 900000–900999.
fn telephone(draw: &mut Draw) -> String {
    let number = draw.below(1_000);
    if draw.chance(850) { format!("07700 900{number:03}") } else { format!("020 7946 0{number:03}") }
}

/// An officer's name from a stream of its own, and whether a detective leads.
pub(super) fn officer_name(draw: &mut Draw) -> (&'static str, &'static str) {
    let community = draw.from(&EVERYONE);
    let given = if draw.chance(420) { draw.word(community.women) } else { draw.word(community.men) };
    (given, draw.word(community.families))
}

/// The day, as a date of birth is written.
pub(super) fn written(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}
