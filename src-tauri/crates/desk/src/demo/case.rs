//! One invented case: what the first extract says of it, and what later ones add.

use super::InventedCase;
use super::crime::Crime;
use super::draw::{Purpose, Table};
use super::needs::needs;
use super::people::{Household, Links, Person, officer_name, written};
use super::places::street;
use super::world::{References, World};
use caseload::officer::Collar;
use caseload::{CaseFacts, CaseKind, Claim, PersonalFacts, RiskLevel, SafetyRule, Sensitive};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

const RISKS: Table<RiskLevel> =
    Table { shares: &[(610, RiskLevel::Standard), (285, RiskLevel::Medium)], otherwise: RiskLevel::High };

const NOTES: &[&str] = &[
    "Works nights, so please ring after 2 pm.",
    "Prefers a text before the call.",
    "Hard of hearing in the left ear; speak clearly and slowly.",
    "Asked for a visit in plain clothes if there is one.",
    "Would like to hear what support is near by.",
    "Has a support worker on Tuesdays and Thursdays.",
    "Was shaken and grateful that someone rang back.",
    "Children at home after half past three.",
];

const PLACES: &[&str] =
    &["Outside the shops in", "At the bus stop in", "On the pavement in", "At a flat in", "By the park in"];

/// Who investigates, and what it turned out to be: the same for all victims of the crime.
#[derive(Debug, Clone)]
pub(super) struct Investigation {
    pub(super) kind: CaseKind,
    /// The day a crime was cancelled, as known to the desk.
    pub(super) cancelled_on: Option<NaiveDate>,
    pub(super) ward_missing: bool,
    pub(super) ward_filled_on: Option<NaiveDate>,
    /// Number of the officer in the case; `None` where the field is empty.
    oic: Option<u32>,
    pub(super) later_oic: Option<(NaiveDate, u32)>,
    /// The officer in the case stands on the neighbourhood officers' list too.
    pub(super) oic_is_listed: bool,
}

impl Investigation {
    fn of(world: &World, number: u32, crime: &Crime, known_on: NaiveDate) -> Self {
        let later = |working_days| world.calendar.after(known_on, working_days);
        let mut draw = world.streams.of(number, Purpose::Investigation);
        let kind = if draw.chance(35) { CaseKind::NonCrimeIncident } else { CaseKind::Crime };
        let cancelled_on = draw
            .chance(14)
            .then(|| later(draw.between(3, 18)))
            .filter(|&day| kind == CaseKind::Crime && day <= world.today);
        let ward_missing = draw.chance(20);
        let ward_filled_on = (ward_missing && draw.chance(600)).then(|| later(draw.between(2, 15)));
        let first_oic = crime.borough.first_collar + draw.below(40) * 7;
        let second_oic = crime.borough.first_collar + 280 + draw.below(20) * 7;
        let (oic_missing, oic_comes, oic_changes) = (draw.chance(30), draw.chance(650), draw.chance(50));
        let later_oic = match (oic_missing, oic_comes, oic_changes) {
            (true, true, _) => Some((later(draw.between(2, 12)), first_oic)),
            (false, _, true) => Some((later(draw.between(5, 60)), second_oic)),
            (true, false, _) | (false, _, false) => None,
        };
        Self {
            kind,
            cancelled_on,
            ward_missing,
            ward_filled_on,
            oic: (!oic_missing).then_some(first_oic),
            later_oic,
            oic_is_listed: draw.chance(5) && !oic_missing && !oic_changes,
        }
    }
}

/// What decides how a case goes.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) key: u32,
    pub(super) links: Links,
    pub(super) crime: Crime,
    pub(super) investigation: Investigation,
    household: Household,
    pub(super) recorded_on: NaiveDate,
    /// The day the first extract with the case came.
    pub(super) known_on: NaiveDate,
    /// What the first extract says.
    pub(super) risk: Option<RiskLevel>,
    /// What a later one says, and when.
    pub(super) later_risk: Option<(NaiveDate, RiskLevel)>,
    pub(super) wants_no_contact: bool,
}

impl Case {
    pub(super) fn of(world: &World, key: u32) -> Self {
        let streams = &world.streams;
        let links = Links::of(streams, key);
        let household = Household::of(streams, links.household);
        // The crime follows its first victim's household, whoever else was hurt.
        let first_household = Links::of(streams, links.crime).household;
        let crime = if first_household == links.household {
            Crime::of(streams, &world.days, links.crime, &household)
        } else {
            Crime::of(streams, &world.days, links.crime, &Household::of(streams, first_household))
        };
        let recorded_on = {
            // All victims of a crime are recorded together.
            let mut draw = streams.of(links.crime, Purpose::Recording);
            world.days.recorded_on(&mut draw, &world.calendar, crime.reported_on)
        };
        let known_on = world.calendar.after(recorded_on, 1);
        let investigation = Investigation::of(world, links.crime, &crime, known_on);
        let later = |working_days| world.calendar.after(known_on, working_days);
        let mut draw = streams.of(key, Purpose::Report);
        let level = draw.from(&RISKS);
        let risk = (!draw.chance(40)).then_some(level);
        let (filled, raised) = (draw.chance(500), draw.chance(20));
        let later_risk = match risk {
            None if filled => Some((later(draw.between(2, 9)), RiskLevel::Standard)),
            Some(RiskLevel::Standard | RiskLevel::Medium) if raised => {
                Some((later(draw.between(1, 4)), RiskLevel::High))
            }
            None | Some(RiskLevel::Standard | RiskLevel::Medium | RiskLevel::High) => None,
        };
        Self {
            key,
            links,
            crime,
            investigation,
            household,
            recorded_on,
            known_on,
            risk,
            later_risk,
            wants_no_contact: draw.chance(9),
        }
    }

    /// The risk by which the contact window runs.
    pub(super) fn risk_of_window(&self) -> Option<RiskLevel> {
        self.later_risk.map(|(_, level)| level).or(self.risk)
    }

    /// The collar number of an officer in the case who is a listed neighbourhood officer too.
    pub(super) fn involved<'w>(&self, world: &'w World) -> Option<&'w Collar> {
        world.officers.collar_in(self.crime.borough, self.links.crime).filter(|_| self.investigation.oic_is_listed)
    }

    /// All that the first extract with the case says.
    pub(super) fn reported(&self, world: &World, references: &References) -> InventedCase {
        let person = Person::of(&world.streams, self.links.person, &self.household, world.days.first);
        InventedCase {
            key: self.key,
            reference: references.of(self.links.crime, self.crime.reported_on),
            victim_number: self.links.victim_number,
            facts: self.facts(world, &person),
            personal: self.personal(world, &person),
        }
    }

    fn facts(&self, world: &World, person: &Person) -> CaseFacts {
        let crime = &self.crime;
        let mut draw = world.streams.of(self.key, Purpose::Words);
        let text = |text: &str| Some(Claim::Is(text.to_owned()));
        let mut others = world.streams.of(self.links.crime, Purpose::Words);
        let mut linked = BTreeSet::new();
        if others.chance(300) {
            linked.extend((0..others.between(1, 2)).map(|_| oic_collar(3_001 + others.below(400) * 2)));
        }
        let strands = crime.strands();
        let oic = self.involved(world).map(|collar| collar.as_str().to_owned());
        let needs = needs(self, world, person, &strands);
        CaseFacts {
            kind: Some(Claim::Is(self.investigation.kind)),
            reported_on: Some(Claim::Is(crime.reported_on)),
            recorded_on: Some(Claim::Is(self.recorded_on)),
            occurred_on: crime
                .reported_on
                .checked_sub_days(Days::new(u64::from(crime.days_before_report)))
                .filter(|_| !draw.chance(15))
                .map(Claim::Is),
            borough: text(crime.borough.name),
            ward: text(crime.ward).filter(|_| !self.investigation.ward_missing),
            place_type: text(crime.place_type).filter(|_| !draw.chance(25)),
            offence: text(crime.offence.words),
            home_office_class: text(crime.offence.class),
            aggravated: Some(Claim::Is(crime.offence.aggravated)),
            strands: (!strands.is_empty()).then_some(Claim::Is(strands)),
            online: Some(Claim::Is(crime.online)),
            risk: self.risk.map(Claim::Is),
            oic_collar: oic.or(self.investigation.oic.map(oic_collar)).map(Claim::Is),
            team: text(crime.borough.team).filter(|_| !draw.chance(10)),
            linked_collars: (!linked.is_empty()).then_some(Claim::Is(linked)),
            source: text(crime.source),
            victim_kind: Some(Claim::Is(person.kind(crime.reported_on))),
            age_band: text(person.age_band(crime.reported_on)).filter(|_| !person.is_organisation),
            sex: text(person.sex).filter(|_| !person.is_organisation),
            ethnicity: text(person.ethnicity).filter(|_| !person.is_organisation && !draw.chance(60)),
            disability: (!person.is_organisation && !draw.chance(80)).then_some(Claim::Is(person.disabled)),
            language: text(person.language).filter(|_| !draw.chance(20)),
            safety: Some(self.safety(world)).filter(|rules| !rules.is_empty()).map(Claim::Is),
            says_repeat: draw.chance(120).then_some(Claim::Is(true)),
            ..needs
        }
    }

    /// What must not be done: known at the first report, and the same whenever it is asked.
    pub(super) fn safety(&self, world: &World) -> BTreeSet<SafetyRule> {
        let mut draw = world.streams.of(self.key, Purpose::Safety);
        let shares = [
            (SafetyRule::NoTelephone, 12),
            (SafetyRule::NoVoicemail, 25),
            (SafetyRule::NoLetter, 10),
            (SafetyRule::NoUniform, 14),
            (SafetyRule::SuspectInHousehold, 8),
        ];
        let mut rules: BTreeSet<SafetyRule> =
            shares.into_iter().filter(|&(_, thousandths)| draw.chance(thousandths)).map(|(rule, _)| rule).collect();
        if self.wants_no_contact {
            rules.insert(SafetyRule::NoContact);
        }
        rules
    }

    fn personal(&self, world: &World, person: &Person) -> PersonalFacts {
        let mut draw = world.streams.of(self.key, Purpose::Personal);
        let mut where_it_was = world.streams.of(self.links.crime, Purpose::Place);
        let kind = person.kind(self.crime.reported_on);
        let spoken_for = kind != caseload::VictimKind::Adult;
        let oic_name =
            self.investigation.oic.map(|number| oic_name(world, number)).filter(|_| !self.investigation.oic_is_listed);
        let personal = |text: String| Some(Sensitive::new(text));
        PersonalFacts {
            victim_name: personal(person.name.clone()),
            date_of_birth: personal(written(person.born_on)).filter(|_| !person.is_organisation && !draw.chance(30)),
            telephone: person.telephone.clone().map(Sensitive::new),
            email: person.email.clone().map(Sensitive::new),
            address: personal(self.household.address()).filter(|_| !draw.chance(20)),
            contact_person: spoken_for.then(|| Sensitive::new(person.spoken_for_by.clone())),
            oic_name: oic_name.map(Sensitive::new),
            place: (!self.crime.online)
                .then(|| Sensitive::new(format!("{} {}", where_it_was.word(PLACES), street(&mut where_it_was)))),
            note: draw.chance(130).then(|| Sensitive::from(draw.word(NOTES))),
            ..PersonalFacts::default()
        }
    }
}

/// The collar number of an investigator. Neighbourhood officers' numbers lie higher.
pub(super) fn oic_collar(number: u32) -> String {
    format!("{number:04}SW")
}

pub(super) fn oic_name(world: &World, number: u32) -> String {
    let mut draw = world.streams.of(number, Purpose::Desk);
    let (given, family) = officer_name(&mut draw);
    let office = if draw.chance(600) { "PC" } else { "DC" };
    format!("{office} {given} {family}")
}
