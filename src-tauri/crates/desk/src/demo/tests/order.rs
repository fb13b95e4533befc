//! Everything happens in its order: causes first, nothing after today, nobody in the case.

use super::*;
use caseload::AttemptResult;
use caseload::officer::Collar;
use proptest::prelude::*;

#[test]
fn the_same_wish_gives_the_same_days() {
    let invention = Invention::new(900, 3, monday());
    assert!(invent(&invention).eq(invent(&invention)), "same seed, same days");
    let other = Invention { seed: 4, ..invention.clone() };
    assert!(!invent(&invention).eq(invent(&other)), "another seed, other days");
}

#[test]
fn more_cases_leave_the_earlier_ones_as_they_were() {
    let few = Desk::of(&Invention::new(600, 5, monday()));
    let more = Desk::of(&Invention::new(900, 5, monday()));
    for (key, kept) in &few.cases {
        assert_eq!(kept.first, more.cases[key].first, "case {key}");
    }
}

#[test]
fn there_are_as_many_cases_as_asked_for_on_any_today() {
    for today in monday().iter_days().take(9) {
        for cases in [0, 1, 40, 500] {
            let desk = Desk::of(&Invention::new(cases, 1, today));
            assert_eq!(desk.cases.len(), cases as usize, "{cases} cases on {today}");
            assert_eq!(desk.officers.len(), 60, "officers are listed whatever the cases");
        }
    }
}

/// A day-by-day reader that fails at the first event without its cause.
#[derive(Default)]
struct Reader {
    open: BTreeMap<u32, Kept>,
    planned: BTreeMap<u32, (NaiveDate, NaiveDate, usize)>,
    load: BTreeMap<(NaiveDate, usize), u16>,
    officers: Vec<InventedOfficer>,
}

impl Reader {
    fn read(&mut self, known_on: NaiveDate, event: Event) {
        match event {
            Event::OfficerListed(officer) => {
                assert_eq!(officer.index, self.officers.len(), "officers are numbered in order");
                self.officers.push(*officer);
            }
            Event::Reported(first) => {
                let facts = first.facts.clone();
                let (reported, recorded) = (value(&facts.reported_on).unwrap(), value(&facts.recorded_on).unwrap());
                assert!(reported <= recorded && recorded < known_on, "recorded, then in the next morning's extract");
                assert!(value(&facts.occurred_on).is_none_or(|on| on <= reported), "reported after it happened");
                let key = first.key;
                let kept = Kept { first: *first, known_on, facts, attempts: vec![], ending: None, planned: None };
                assert!(self.open.insert(key, kept).is_none(), "case {key} reported once");
            }
            Event::Changed { key, facts, .. } => {
                let kept = self.open.get_mut(&key).expect("changed after its report");
                assert!(!facts.is_empty(), "a change changes something");
                assert!(known_on > kept.known_on, "case {key}: a later extract");
                let reported = kept.reported_on();
                let withdrew_on = value(&facts.withdrawal).and_then(|withdrawal| withdrawal.on);
                assert!(withdrew_on.is_none_or(|on| reported <= on && on < known_on), "case {key}: {withdrew_on:?}");
                let outcome_on = value(&facts.outcome).map(|outcome| outcome.on);
                assert!(outcome_on.is_none_or(|on| reported <= on && on < known_on), "case {key}: {outcome_on:?}");
                kept.facts.overlay(&facts);
            }
            Event::Planned { key, officer, on } => {
                let kept = &self.open[&key];
                assert!(known_on < on, "case {key}: accepted on an earlier day");
                assert!(!self.is_over(key), "case {key}: planned while open");
                assert!(kept.attempts.last().is_none_or(|last| last.on < on), "case {key}: after the last attempt");
                assert!(self.planned.insert(key, (known_on, on, officer)).is_none(), "case {key}: one line at a time");
                self.check_officer(key, officer, on);
            }
            Event::Attempted { key, on, result, officer, .. } => {
                assert!(on <= known_on && (known_on - on).num_days() <= 5, "case {key}: typed in soon after {on}");
                assert!(self.open[&key].known_on < on, "case {key}: tried after the desk knew of it");
                assert!(!self.is_over(key), "case {key}: tried only while open");
                match self.planned.remove(&key) {
                    Some((accepted_on, planned_on, by)) => {
                        assert!(accepted_on < on && planned_on == on && by == officer, "case {key}: as planned");
                    }
                    None => self.check_officer(key, officer, on),
                }
                let officer = Some(OfficerId::from_random(officer as u64));
                let channel = caseload::Channel::Telephone;
                let attempt = Attempt { on, channel, result, officer, by_involved_officer: false };
                self.open.get_mut(&key).unwrap().attempts.push(attempt);
            }
            Event::Ended { key, reason } => {
                assert!(!self.is_over(key), "case {key}: ended once");
                assert!(!self.planned.contains_key(&key), "case {key}: no line is left");
                self.open.get_mut(&key).unwrap().ending = Some(Ending { on: known_on, reason });
            }
        }
    }

    fn is_over(&self, key: u32) -> bool {
        let kept = &self.open[&key];
        let settled = |attempt: &Attempt| matches!(attempt.result, AttemptResult::Reached | AttemptResult::Declined);
        kept.ending.is_some() || kept.attempts.iter().any(settled) || kept.kind() != CaseKind::Crime
    }

    fn check_officer(&mut self, key: u32, officer: usize, on: NaiveDate) {
        let (kept, chosen) = (&self.open[&key], &self.officers[officer]);
        assert!(chosen.duty.on(on), "officer {officer} is on duty on {on}");
        assert!(chosen.boroughs.contains(&value(&kept.facts.borough).unwrap()), "case {key}: serves the borough");
        let ward: Option<String> = value(&kept.facts.ward);
        let serves = chosen.wards.is_empty() || ward.is_some_and(|ward| chosen.wards.contains(&ward));
        assert!(serves, "case {key}: serves the ward");
        let mut linked: BTreeSet<String> = value(&kept.facts.linked_collars).unwrap_or_default();
        linked.extend(value(&kept.facts.oic_collar));
        assert!(linked.iter().all(|text| Collar::new(text).as_ref() != Some(&chosen.collar)), "case {key}: not in it");
        let load = self.load.entry((on, officer)).or_default();
        *load += 1;
        assert!(*load <= chosen.contacts_a_shift, "officer {officer} has room on {on}");
    }
}

fn read_all(invention: &Invention) -> Reader {
    let mut reader = Reader::default();
    let mut before = None;
    for DayOf { known_on, events } in invent(invention) {
        assert!(before.is_none_or(|day| day < known_on) && known_on <= invention.today, "{before:?}, then {known_on}");
        before = Some(known_on);
        for event in events {
            reader.read(known_on, event);
        }
    }
    reader
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_event_has_its_cause(seed in any::<u64>(), later in 0_u64..400, cases in 1_u32..1_500, months in 3_u32..40) {
        let today = monday() + chrono::Days::new(later);
        read_all(&Invention { months_before: months, ..Invention::new(cases, seed, today) });
    }
}

#[test]
fn an_officer_on_the_list_is_in_a_case_only_as_a_known_fault() {
    let reader = read_all(&Invention::new(6_000, 42, monday()));
    let listed: BTreeSet<&Collar> = reader.officers.iter().map(|officer| &officer.collar).collect();
    assert_eq!(listed.len(), reader.officers.len(), "collar numbers are unique");
    let in_a_case = |kept: &&Kept| {
        value(&kept.facts.oic_collar)
            .and_then(|text: String| Collar::new(&text))
            .is_some_and(|oic| listed.contains(&oic))
    };
    let faults = reader.open.values().filter(in_a_case).count();
    assert!((10..=60).contains(&faults), "{faults} of 6,000");
}
