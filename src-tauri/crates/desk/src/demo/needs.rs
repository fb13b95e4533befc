//! What an invented victim needs and wishes, and what the report says in detail.

use super::case::Case;
use super::draw::{Draw, Purpose};
use super::people::Person;
use super::world::World;
use caseload::{
    CaseFacts, CaseKind, Claim, ContactWish, FormatNeed, OfficerGender, OfficerLanguage, Referral, SafeTime, SpeakTo,
    StatementOffer, Strand, SubStrand, VictimKind,
};
use std::collections::BTreeSet;

const SERVICES: [&str; 5] = ["Victim Support", "Galop", "Tell MAMA", "Community Security Trust", "Stop Hate UK"];
const SAFE_TIMES: [&str; 4] =
    ["Mon-Fri 09:00-15:00", "Mon-Fri 17:30-20:00", "Mon-Sun 10:00-18:00", "Tue 09:00-12:00; Thu 09:00-12:00"];

/// The facts of a case that say what its victim needs. Drawn apart, so that they change nothing else.
pub(super) fn needs(case: &Case, world: &World, person: &Person, strands: &BTreeSet<Strand>) -> CaseFacts {
    let mut draw = world.streams.of(case.key, Purpose::Needs);
    let reported_on = case.crime.reported_on;
    let kind = person.kind(reported_on);
    let other_language = person.language != "English";
    let sub_strands: BTreeSet<SubStrand> = strands.iter().filter_map(|strand| sub_strand(strand, &mut draw)).collect();
    let gender = match draw.below(1_000) {
        0..20 => Some(OfficerGender::FemaleEssential),
        20..60 => Some(OfficerGender::FemalePreferred),
        60..66 => Some(OfficerGender::MaleEssential),
        66..80 => Some(OfficerGender::MalePreferred),
        80..250 => Some(OfficerGender::NoPreference),
        _ => None,
    };
    let language = match draw.below(100) {
        _ if !other_language => None,
        0..8 => Some(OfficerLanguage::Essential),
        8..45 => Some(OfficerLanguage::Preferred),
        _ => None,
    };
    let formats = draw.chance(30).then(|| one_of(&mut draw, FormatNeed::ALL));
    let wishes = draw.chance(110).then(|| one_of(&mut draw, ContactWish::ALL));
    let times = draw.chance(60).then(|| SafeTime::from_text(draw.word(&SAFE_TIMES))).flatten();
    let is_crime = case.investigation.kind != CaseKind::NonCrimeIncident;
    CaseFacts {
        sub_strands: said(sub_strands),
        interpreter: other_language.then(|| Claim::Is(draw.chance(350))),
        officer_gender: gender.map(Claim::Is),
        officer_language: language.map(Claim::Is),
        formats: formats.map(Claim::Is),
        wishes: wishes.map(Claim::Is),
        safe_times: times.map(Claim::Is),
        speak_to: speak_to(kind, &mut draw).map(Claim::Is),
        risk_assessed_on: case.risk.map(|_| Claim::Is(case.recorded_on)),
        reassess_by_on: case.risk.map(|_| Claim::Is(world.calendar.after(case.recorded_on, 20))),
        referrals: said(referrals(case, &mut draw)),
        statement: statement(&mut draw).filter(|_| is_crime && kind != VictimKind::Organisation).map(Claim::Is),
        ..CaseFacts::default()
    }
}

fn said<T>(set: BTreeSet<T>) -> Option<Claim<BTreeSet<T>>> {
    (!set.is_empty()).then_some(Claim::Is(set))
}

fn one_of<T: Copy + Ord>(draw: &mut Draw, all: &[T]) -> BTreeSet<T> {
    let place = draw.below(u32::try_from(all.len()).unwrap_or(0));
    all.get(place as usize).copied().into_iter().collect()
}

fn sub_strand(strand: &Strand, draw: &mut Draw) -> Option<SubStrand> {
    let usual: Vec<SubStrand> = SubStrand::usual().filter(|sub| sub.strand == *strand).collect();
    let place = draw.below(u32::try_from(usual.len()).unwrap_or(0));
    let told = draw.chance(700);
    usual.into_iter().nth(place as usize).filter(|_| told)
}

fn speak_to(kind: VictimKind, draw: &mut Draw) -> Option<SpeakTo> {
    match kind {
        VictimKind::Adult => None,
        VictimKind::Child => Some(SpeakTo::Parent),
        VictimKind::LacksCapacity => Some(if draw.chance(600) { SpeakTo::Carer } else { SpeakTo::Advocate }),
        VictimKind::Organisation => Some(SpeakTo::Organisation),
    }
}

fn referrals(case: &Case, draw: &mut Draw) -> BTreeSet<Referral> {
    if !draw.chance(550) {
        return BTreeSet::new();
    }
    let answer = draw.word(&["offered", "accepted", "declined", "accepted"]);
    let service = draw.word(&SERVICES);
    Referral::from_text(&format!("{service}: {answer} {}", case.recorded_on)).into_iter().collect()
}

fn statement(draw: &mut Draw) -> Option<StatementOffer> {
    match draw.below(10) {
        0..4 => Some(StatementOffer::Offered),
        4 => Some(StatementOffer::Declined),
        5 => Some(StatementOffer::Made),
        _ => None,
    }
}
