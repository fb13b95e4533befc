//! The crime: strands, offence, place and how it was reported.

use super::days::ReportDays;
use super::draw::{Purpose, Streams, Table};
use super::people::Household;
use super::places::{BOROUGH_SHARES, Borough, ward};
use caseload::Strand;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a crime was motivated by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Motive {
    Disability,
    Race,
    Religion,
    SexualOrientation,
    Transgender,
    /// Monitored locally.
    Gender,
}

/// The main strand of a victim's cases. Shares near those of England and Wales, year to March 2024.
pub(super) const MOTIVES: Table<Motive> = Table {
    shares: &[
        (155, Motive::SexualOrientation),
        (80, Motive::Disability),
        (62, Motive::Religion),
        (34, Motive::Transgender),
        (6, Motive::Gender),
    ],
    otherwise: Motive::Race,
};

const BESIDE_RACE: Table<Motive> =
    Table { shares: &[(800, Motive::Religion), (100, Motive::Gender)], otherwise: Motive::SexualOrientation };
const BESIDE_ANOTHER: Table<Motive> = Table {
    shares: &[(500, Motive::Race), (200, Motive::Disability), (200, Motive::SexualOrientation)],
    otherwise: Motive::Transgender,
};

/// An offence: its words, Home Office class, and whether it is an aggravated one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offence {
    pub(super) words: &'static str,
    pub(super) class: &'static str,
    pub(super) aggravated: bool,
}

const fn offence(words: &'static str, class: &'static str, aggravated: bool) -> Offence {
    Offence { words, class, aggravated }
}

const AGGRAVATED: Table<Offence> = Table {
    shares: &[
        (160, offence("Racially or religiously aggravated assault without injury", "105B", true)),
        (80, offence("Racially or religiously aggravated assault with injury", "8P", true)),
        (110, offence("Racially or religiously aggravated harassment", "8M", true)),
        (60, offence("Racially or religiously aggravated criminal damage", "58J", true)),
    ],
    otherwise: offence("Racially or religiously aggravated public fear, alarm or distress", "9B", true),
};

const PLAIN: Table<Offence> = Table {
    shares: &[
        (170, offence("Assault without injury", "105A", false)),
        (110, offence("Assault with injury", "8N", false)),
        (200, offence("Harassment", "8L", false)),
        (90, offence("Other criminal damage", "58D", false)),
        (30, offence("Stalking", "8Q", false)),
        (30, offence("Threats to kill", "3B", false)),
        (20, offence("Other theft", "49", false)),
    ],
    otherwise: offence("Public fear, alarm or distress", "9A", false),
};

const ONLINE: Table<Offence> = Table {
    shares: &[(250, offence("Harassment", "8L", false)), (60, offence("Threats to kill", "3B", false))],
    otherwise: offence("Malicious communications", "8R", false),
};

const PLACE_TYPES: Table<&str> = Table {
    shares: &[
        (290, "Street"),
        (240, "Home"),
        (130, "Public transport"),
        (120, "Shop or business"),
        (50, "School or college"),
        (40, "Park"),
        (35, "Workplace"),
        (30, "Pub, bar or club"),
        (25, "Hospital or surgery"),
    ],
    otherwise: "Place of worship",
};

const SOURCES: Table<&str> = Table {
    shares: &[
        (330, "999 call"),
        (240, "101 call"),
        (230, "Online report"),
        (80, "Officer on patrol"),
        (60, "Front counter"),
        (40, "Third-party reporting centre"),
    ],
    otherwise: "Transport police",
};

/// A crime as all its victims share it.
#[derive(Debug, Clone)]
pub(super) struct Crime {
    pub(super) reported_on: NaiveDate,
    pub(super) borough: &'static Borough,
    pub(super) ward: &'static str,
    pub(super) motives: BTreeSet<Motive>,
    pub(super) offence: Offence,
    pub(super) online: bool,
    pub(super) place_type: &'static str,
    pub(super) source: &'static str,
    /// Days from the crime to its report.
    pub(super) days_before_report: u32,
    pub(super) suspect_identified: bool,
}

impl Crime {
    /// The crime with this number, done to someone of this household.
    pub(super) fn of(streams: &Streams, days: &ReportDays, number: u32, household: &Household) -> Self {
        let mut draw = streams.of(number, Purpose::Crime);
        let reported_on = days.reported_on(number);
        let near_home = draw.chance(820);
        let elsewhere = draw.from(&BOROUGH_SHARES);
        let elsewhere_ward = ward(&mut draw, elsewhere);
        let borough = if near_home { household.borough } else { elsewhere };
        let mut motives = BTreeSet::new();
        let mut motive = household.motive;
        if draw.chance(150) && motive == Motive::Race && days.in_peak(reported_on) {
            motive = Motive::Religion;
        }
        // One in a hundred has no strand: a fault of the record that a coordinator has to see.
        if !draw.chance(10) {
            motives.insert(motive);
        }
        if draw.chance(80) {
            let beside = if motive == Motive::Race { &BESIDE_RACE } else { &BESIDE_ANOTHER };
            motives.insert(draw.from(beside));
        }
        let online = draw.chance(100);
        let by_race_or_religion = motives.contains(&Motive::Race) || motives.contains(&Motive::Religion);
        let aggravated = draw.chance(640) && by_race_or_religion;
        let offence = match (online, aggravated) {
            (true, _) => draw.from(&ONLINE),
            (false, true) => draw.from(&AGGRAVATED),
            (false, false) => draw.from(&PLAIN),
        };
        let place_type = if online { "Online" } else { draw.from(&PLACE_TYPES) };
        Self {
            reported_on,
            borough,
            ward: if near_home { household.ward } else { elsewhere_ward },
            motives,
            offence,
            online,
            place_type,
            source: draw.from(&SOURCES),
            days_before_report: draw.quantile(&[(0, 0), (500, 0), (700, 1), (850, 5), (950, 30), (1_000, 150)]),
            suspect_identified: draw.chance(580),
        }
    }

    /// The strands, as an extract gives them.
    pub(super) fn strands(&self) -> BTreeSet<Strand> {
        let strand = |motive: &Motive| match motive {
            Motive::Disability => Strand::Disability,
            Motive::Race => Strand::Race,
            Motive::Religion => Strand::Religion,
            Motive::SexualOrientation => Strand::SexualOrientation,
            Motive::Transgender => Strand::Transgender,
            Motive::Gender => Strand::Local("gender".to_owned()),
        };
        self.motives.iter().map(strand).collect()
    }
}
