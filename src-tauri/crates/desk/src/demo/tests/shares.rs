//! The mix is that of the field, within tolerances.

use super::*;
use caseload::coverage::{CoverageClass, CoverageFacts, coverage_class};
use caseload::outcomes::OutcomeSet;
use caseload::{Strand, VictimKind};

/// What a coordinator would see of 12,000 cases, so that chance hides little.
fn desk() -> Desk {
    Desk::of(&Invention::new(12_000, 20, monday()))
}

fn percent(count: usize, of: usize) -> f64 {
    100.0 * count as f64 / of as f64
}

#[test]
fn every_share_is_near_the_fields() {
    let desk = desk();
    let all: Vec<&Kept> = desk.cases.values().collect();
    let check = |what: &str, wanted: std::ops::RangeInclusive<f64>, is: &dyn Fn(&Kept) -> bool| {
        let share = percent(all.iter().filter(|kept| is(kept)).count(), all.len());
        assert!(wanted.contains(&share), "{what}: {share:.1} %, wanted {wanted:?}");
    };
    let strand = |kept: &Kept, strand: &Strand| {
        value(&kept.facts.strands).is_some_and(|strands: BTreeSet<Strand>| strands.contains(strand))
    };
    check("race", 60.0..=75.0, &|kept| strand(kept, &Strand::Race));
    check("sexual orientation", 12.0..=20.0, &|kept| strand(kept, &Strand::SexualOrientation));
    check("disability", 6.0..=11.0, &|kept| strand(kept, &Strand::Disability));
    check("religion", 6.0..=16.0, &|kept| strand(kept, &Strand::Religion));
    check("transgender", 2.5..=5.5, &|kept| strand(kept, &Strand::Transgender));
    check("no strand", 0.5..=1.6, &|kept| kept.facts.strands.is_none());
    check("several strands", 5.5..=10.0, &|kept| {
        value(&kept.facts.strands).is_some_and(|strands: BTreeSet<Strand>| strands.len() > 1)
    });
    check("online", 8.5..=11.5, &|kept| value(&kept.facts.online) == Some(true));
    check("ward missing at first", 1.4..=2.6, &|kept| kept.first.facts.ward.is_none());
    check("OIC missing at first", 2.2..=3.8, &|kept| kept.first.facts.oic_collar.is_none());
    check("risk missing at first", 3.2..=4.8, &|kept| kept.first.facts.risk.is_none());
    check("telephone missing", 5.0..=7.0, &|kept| kept.first.personal.telephone.is_none());
    check("organisations", 2.5..=5.5, &|kept| value(&kept.facts.victim_kind) == Some(VictimKind::Organisation));
    check("children", 2.5..=5.5, &|kept| value(&kept.facts.victim_kind) == Some(VictimKind::Child));
    check("another language", 9.0..=15.0, &|kept| {
        value(&kept.facts.language).is_some_and(|language: String| language != "English")
    });
    check("a safety rule", 3.0..=10.0, &|kept| !kept.safety().is_empty());
    check("further victims", 2.0..=4.0, &|kept| kept.first.victim_number > 1);
}

#[test]
fn outcomes_are_mixed_as_published() {
    let desk = desk();
    let closed: Vec<u8> =
        desk.cases.values().filter_map(Kept::outcome).map(|outcome| outcome.outcome_type.number()).collect();
    let share = |set: &[u8]| percent(closed.iter().filter(|number| set.contains(number)).count(), closed.len());
    let attrition = share(&OutcomeSet::attrition().numbers);
    assert!((31.0..=42.0).contains(&attrition), "attrition {attrition:.1} % of closed");
    let charged = share(&OutcomeSet::charged().numbers);
    assert!((8.0..=12.0).contains(&charged), "charged {charged:.1} %");
    assert!(share(&[18]) > 18.0, "no suspect identified is common: {:.1} %", share(&[18]));
    assert!(closed.len() * 10 > desk.cases.len() * 8, "most cases of three years are closed");
    let mut days: Vec<i64> = desk
        .cases
        .values()
        .filter_map(|kept| kept.outcome().map(|outcome| (outcome.on - kept.reported_on()).num_days()))
        .collect();
    days.sort_unstable();
    let (median, far) = (days[days.len() / 2], days[days.len() * 95 / 100]);
    assert!((45..=75).contains(&median), "median {median} days to outcome");
    assert!(far > 3 * median, "long-tailed: 95th percentile {far} days");
    let withdrawals: Vec<Withdrawal> = desk.cases.values().filter_map(Kept::withdrawal).collect();
    let dated = percent(withdrawals.iter().filter(|withdrawal| withdrawal.on.is_some()).count(), withdrawals.len());
    assert!((95.0..=97.0).contains(&dated), "{dated:.1} % of withdrawals are dated");
}

#[test]
fn most_victims_are_reached_in_time_and_nobody_is_left_behind() {
    let desk = desk();
    let mut classes: BTreeMap<CoverageClass, usize> = BTreeMap::new();
    for kept in desk.cases.values() {
        let (reached_on, ended_on) = match desk.standing(kept) {
            Standing::Reached { on, .. } => (Some(on), None),
            Standing::Ended { ending, .. } => (None, Some(ending.on)),
            Standing::NotOwed(_) | Standing::Open { .. } => (None, None),
        };
        let facts = kept.with_story(|story| CoverageFacts {
            kind: story.kind,
            reported_on: story.reported_on,
            risk: story.risk,
            reached_on,
            ended_on,
            tried: !story.attempts.is_empty(),
        });
        let class = coverage_class(&facts, &desk.policy, &desk.calendar, desk.today);
        *classes.entry(class).or_default() += 1;
    }
    let owed: usize = classes
        .iter()
        .filter(|(class, _)| !matches!(class, CoverageClass::NotOwed | CoverageClass::WindowOpen))
        .map(|(_, count)| count)
        .sum();
    let share = |class| percent(classes.get(&class).copied().unwrap_or(0), owed);
    let in_window = share(CoverageClass::ReachedInWindow);
    assert!((65.0..=85.0).contains(&in_window), "reached in window {in_window:.1} %: {classes:?}");
    let late = share(CoverageClass::ReachedLate);
    assert!((3.0..=16.0).contains(&late), "reached late {late:.1} %: {classes:?}");
    let open = share(CoverageClass::NeverTried) + share(CoverageClass::TriedNotReached);
    assert!(open < 0.3, "only a handful is open after its window: {classes:?}");
    let never = desk.cases.values().filter(|kept| kept.attempts.is_empty() && kept.ending.is_some()).count();
    assert!((50..=400).contains(&never), "some end without an attempt, by a person: {never}");
}

#[test]
fn some_victims_come_again_and_some_crimes_have_several() {
    let desk = desk();
    let mut persons: BTreeMap<_, usize> = BTreeMap::new();
    let mut crimes: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
    for kept in desk.cases.values() {
        let personal = &kept.first.personal;
        let who = (&personal.victim_name, &personal.telephone, &personal.address);
        *persons.entry(who).or_default() += 1;
        let victims = crimes.entry(&kept.first.reference).or_default();
        assert!(victims.insert(kept.first.victim_number), "{} twice the same victim", kept.first.reference);
    }
    let mut of_crimes: BTreeMap<&str, _> = BTreeMap::new();
    for kept in desk.cases.values() {
        let facts = &kept.first.facts;
        let shared = (&facts.kind, &facts.reported_on, &facts.oic_collar, &facts.offence, &kept.first.personal.place);
        let first = *of_crimes.entry(&kept.first.reference).or_insert(shared);
        assert_eq!(first, shared, "{}: victims of one crime share the crime", kept.first.reference);
    }
    let again: usize = persons.values().map(|count| count - 1).sum();
    let share = percent(again, desk.cases.len());
    assert!((3.5..=8.5).contains(&share), "{share:.1} % of cases are of a victim known before");
    for (reference, victims) in &crimes {
        let numbers: BTreeSet<u16> = (1..=u16::try_from(victims.len()).unwrap()).collect();
        assert_eq!(*victims, numbers, "{reference}: victims are numbered 1, 2, …");
        assert_eq!(reference.len(), "SW/0012345/24".len(), "{reference}");
    }
}

#[test]
fn numbers_and_addresses_are_of_nobody() {
    for kept in desk().cases.values() {
        // EXPOSE: invented text, checked to be invented.
        let telephone = kept.first.personal.telephone.as_ref().map(|text| text.expose().clone());
        let drama = |text: &String| text.starts_with("020 7946 0") && text.len() == 13 || text.starts_with("07700 900");
        assert!(telephone.as_ref().is_none_or(drama), "{telephone:?} is no drama number");
        // EXPOSE: as above.
        let email = kept.first.personal.email.as_ref().map(|text| text.expose().clone());
        let reserved =
            |text: &String| text.is_ascii() && (text.ends_with("@example.com") || text.ends_with("@example.org"));
        assert!(email.as_ref().is_none_or(reserved), "{email:?} could be somebody's");
    }
}
