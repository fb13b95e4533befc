//! Neighbourhood officers, and who of them makes a contact.

use super::InventedOfficer;
use super::draw::{Purpose, Streams};
use super::people::officer_name;
use super::places::{BOROUGHS, Borough};
use caseload::officer::{Collar, Duty};
use caseload::{Gender, OfficerRole, Sensitive, ShiftHours};
use chrono::{Days, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// Officers for a year's cases up to 4,000; beyond, they grow with the cases.
const OFFICERS: u32 = 60;
const CASES_A_YEAR_PER_OFFICER: u32 = 67;

/// In each borough the first four officers serve all of it, on duty patterns that together cover every contact day.
const BOROUGH_WIDE: u32 = 4;

/// Streams of officers lie above those of days.
const STREAM_OF_OFFICERS: u32 = 1_000_000;

const PATTERNS: [[Weekday; 5]; 5] = {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    [
        [Mon, Tue, Wed, Thu, Fri],
        [Tue, Wed, Thu, Fri, Sat],
        [Mon, Tue, Thu, Fri, Sat],
        [Mon, Wed, Thu, Fri, Sat],
        [Wed, Thu, Fri, Sat, Sun],
    ]
};

/// Shifts of officers who serve wards by name: early, late, and nights over midnight.
const HOURS: [&str; 5] = ["07:00-15:00", "07:00-15:00", "12:00-20:00", "14:00-22:00", "22:00-07:00"];
/// Languages the invented victims have, which some officers speak.
const LANGUAGES: [&str; 6] = ["Urdu", "Bengali", "Polish", "Arabic", "Somali", "Tamil"];

/// The officers, and how many contacts each has on each day.
#[derive(Debug)]
pub(super) struct Officers {
    pub(super) list: Vec<InventedOfficer>,
    /// For a borough and a ward of it, those who serve that ward by name; without a ward, those of the whole borough.
    serving: BTreeMap<(String, Option<String>), Vec<usize>>,
    load: BTreeMap<NaiveDate, Vec<u16>>,
}

impl Officers {
    pub(super) fn new(streams: &Streams, today: NaiveDate, cases_a_year: u32) -> Self {
        let count = (cases_a_year / CASES_A_YEAR_PER_OFFICER / 4 * 4).clamp(OFFICERS, 1_200);
        let list: Vec<InventedOfficer> = (0..count).filter_map(|index| officer(streams, today, index)).collect();
        let mut serving: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for officer in &list {
            let wards: Vec<Option<String>> =
                if officer.wards.is_empty() { vec![None] } else { officer.wards.iter().cloned().map(Some).collect() };
            for borough in &officer.boroughs {
                for ward in &wards {
                    serving.entry((borough.clone(), ward.clone())).or_default().push(officer.index);
                }
            }
        }
        Self { list, serving, load: BTreeMap::new() }
    }

    /// An officer of this borough, who is on its list but in the case after all: a fault to be found.
    pub(super) fn collar_in(&self, borough: &Borough, nth: u32) -> Option<&Collar> {
        let index = BOROUGHS.iter().position(|other| other.name == borough.name)?;
        let place = BOROUGH_WIDE + nth % 8;
        self.list.get(place as usize * BOROUGHS.len() + index).map(|officer| &officer.collar)
    }

    /// Gives the contact of this day to an officer who serves the ward, is on duty, has room and is not in the case.
    ///
    /// An officer of the ward comes before one of the whole borough; `None` where nobody is left.
    pub(super) fn assign(&mut self, ask: &Ask<'_>) -> Option<usize> {
        let count = self.list.len();
        let load = self.load.entry(ask.on).or_insert_with(|| vec![0; count]);
        let chosen =
            [ask.ward.map(|ward| Some(ward.to_owned())), Some(None)].into_iter().flatten().find_map(|ward| {
                let officers = self.serving.get(&(ask.borough.to_owned(), ward))?;
                let turn = (ask.key as usize).wrapping_mul(7) % officers.len().max(1);
                officers.iter().copied().cycle().skip(turn).take(officers.len()).find(|&index| {
                    let (Some(officer), Some(&taken)) = (self.list.get(index), load.get(index)) else { return false };
                    taken < officer.contacts_a_shift && officer.duty.on(ask.on) && ask.involved != Some(&officer.collar)
                })
            })?;
        if let Some(taken) = load.get_mut(chosen) {
            *taken += 1;
        }
        Some(chosen)
    }
}

/// A contact that needs an officer.
#[derive(Debug)]
pub(super) struct Ask<'a> {
    pub(super) key: u32,
    pub(super) on: NaiveDate,
    pub(super) borough: &'static str,
    /// `None` where the desk does not know the ward.
    pub(super) ward: Option<&'static str>,
    /// A listed officer who is in the case.
    pub(super) involved: Option<&'a Collar>,
}

fn officer(streams: &Streams, today: NaiveDate, index: u32) -> Option<InventedOfficer> {
    let mut draw = streams.of(STREAM_OF_OFFICERS + index, Purpose::Desk);
    let boroughs = u32::try_from(BOROUGHS.len()).ok()?;
    let (place, borough_index) = (index / boroughs, (index % boroughs) as usize);
    let borough = *BOROUGHS.get(borough_index)?;
    // Large lists repeat the borough's round: four for all of it, then eleven for two wards each.
    let in_round = place % 15;
    let borough_wide = in_round < BOROUGH_WIDE;
    let mut boroughs_served = BTreeSet::from([borough.name.to_owned()]);
    let mut wards = BTreeSet::new();
    if borough_wide {
        if in_round == 3 && borough_index % 2 == 0 {
            boroughs_served.extend(BOROUGHS.get(borough_index + 1).map(|other| other.name.to_owned()));
        }
    } else {
        let first = ((in_round - BOROUGH_WIDE) as usize * 2) % borough.wards.len();
        wards.extend(borough.wards.iter().cycle().skip(first).take(2).map(|&ward| ward.to_owned()));
    }
    let pattern = if borough_wide { in_round as usize } else { draw.below(5) as usize };
    let mut duty = Duty::weekly(PATTERNS.get(pattern)?);
    // Drawn apart, so that it changes nothing else.
    let mut further = streams.of(STREAM_OF_OFFICERS + index, Purpose::Needs);
    let hours = ShiftHours::from_text(if borough_wide { "08:00-16:00" } else { further.word(&HOURS) });
    duty.hours.extend((0..7).filter_map(|weekday| hours.map(|hours| (weekday, hours))));
    duty.away.extend(leave(in_round, borough_index, today));
    let constable = borough_wide || draw.chance(400);
    let (given, family) = officer_name(&mut draw);
    Some(InventedOfficer {
        index: index as usize,
        name: Sensitive::new(format!("{given} {family}")),
        collar: Collar::new(&format!("{:04}SW", 6_000 + index))?,
        role: if constable { OfficerRole::Constable } else { OfficerRole::CommunitySupportOfficer },
        boroughs: boroughs_served,
        wards,
        contacts_a_shift: draw.between(3, 5),
        visits_a_shift: draw.between(1, 2),
        team: Some(format!("Safer Neighbourhoods {}", borough.name)),
        briefed: borough_wide || further.chance(950),
        languages: further.chance(300).then(|| further.word(&LANGUAGES).to_owned()).into_iter().collect(),
        gender: further.chance(900).then(|| if further.chance(350) { Gender::Female } else { Gender::Male }),
        plain_clothes: further.chance(200),
        duty,
    })
}

/// Leave of one ward officer in each borough, about now or soon.
fn leave(in_round: u32, borough_index: usize, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, length) = match (in_round, borough_index) {
        (5, 0) => (2, 13),
        (7, 1) => (0, 6),
        (8, 2) => (5, 9),
        (9, 3) => (1, 4),
        (10, 0) => (9, 4),
        (11, 3) => (4, 16),
        _ => return None,
    };
    let first_on = today.checked_add_days(Days::new(first))?;
    Some((first_on, first_on.checked_add_days(Days::new(length))?))
}
