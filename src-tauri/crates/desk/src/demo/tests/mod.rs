//! The invented caseload, read as a desk would read it: only from its events.

mod effect;
mod effect_over_seeds;
mod morning;
mod order;
mod shares;

use super::{DayOf, Event, InventedCase, InventedOfficer, Invention, invent};
use caseload::standing::{PlannedContact, Story};
use caseload::{
    Attempt, CaseFacts, CaseKind, Claim, ContactPolicy, Ending, OfficerId, Outcome, RiskLevel, SafetyRule, Standing,
    Withdrawal, WorkingDays, standing,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A Monday, after a weekend without extracts.
fn monday() -> NaiveDate {
    day("2026-11-23")
}

/// One case as it stands at the end.
struct Kept {
    first: InventedCase,
    known_on: NaiveDate,
    facts: CaseFacts,
    attempts: Vec<Attempt>,
    ending: Option<Ending>,
    planned: Option<PlannedContact>,
}

fn value<T: Clone>(claim: &Option<Claim<T>>) -> Option<T> {
    claim.as_ref().and_then(Claim::value).cloned()
}

impl Kept {
    fn reported_on(&self) -> NaiveDate {
        value(&self.facts.reported_on).unwrap()
    }

    fn kind(&self) -> CaseKind {
        value(&self.facts.kind).unwrap()
    }

    fn risk(&self) -> Option<RiskLevel> {
        value(&self.facts.risk)
    }

    fn safety(&self) -> BTreeSet<SafetyRule> {
        value(&self.facts.safety).unwrap_or_default()
    }

    fn outcome(&self) -> Option<Outcome> {
        value(&self.facts.outcome)
    }

    fn withdrawal(&self) -> Option<Withdrawal> {
        value(&self.facts.withdrawal)
    }

    fn reached_on(&self) -> Option<NaiveDate> {
        self.attempts
            .iter()
            .find(|attempt| attempt.result == caseload::AttemptResult::Reached)
            .map(|attempt| attempt.on)
    }

    fn with_story<T>(&self, read: impl FnOnce(&Story<'_>) -> T) -> T {
        let safety = self.safety();
        read(&Story {
            reported_on: self.reported_on(),
            kind: self.kind(),
            risk: self.risk(),
            safety: &safety,
            contact_made_on: value(&self.facts.contact_made_on),
            attempts: &self.attempts,
            attempts_before: 0,
            ending: self.ending,
            taken_up: None,
            planned: self.planned,
            put_off_until: None,
        })
    }
}

/// A desk at the end of the invention.
struct Desk {
    cases: BTreeMap<u32, Kept>,
    officers: Vec<InventedOfficer>,
    today: NaiveDate,
    policy: ContactPolicy,
    calendar: WorkingDays,
}

impl Desk {
    fn of(invention: &Invention) -> Self {
        let mut desk = Self {
            cases: BTreeMap::new(),
            officers: Vec::new(),
            today: invention.today,
            policy: ContactPolicy::preset(),
            calendar: WorkingDays::england_and_wales(),
        };
        for DayOf { known_on, events } in invent(invention) {
            for event in events {
                desk.take(known_on, event);
            }
        }
        desk
    }

    fn take(&mut self, known_on: NaiveDate, event: Event) {
        let officer_id = |index: usize| OfficerId::from_random(index as u64);
        match event {
            Event::OfficerListed(officer) => self.officers.push(*officer),
            Event::Reported(first) => {
                let facts = first.facts.clone();
                let kept = Kept { first: *first, known_on, facts, attempts: Vec::new(), ending: None, planned: None };
                self.cases.insert(kept.first.key, kept);
            }
            Event::Changed { key, facts, .. } => self.cases.get_mut(&key).unwrap().facts.overlay(&facts),
            Event::Attempted { key, on, channel, result, officer } => {
                let kept = self.cases.get_mut(&key).unwrap();
                kept.planned = None;
                let officer = Some(officer_id(officer));
                kept.attempts.push(Attempt { on, channel, result, officer, by_involved_officer: false });
            }
            Event::Ended { key, reason } => {
                self.cases.get_mut(&key).unwrap().ending = Some(Ending { on: known_on, reason });
            }
            Event::Planned { key, officer, on } => {
                let planned = PlannedContact { officer: officer_id(officer), on, accepted: true };
                self.cases.get_mut(&key).unwrap().planned = Some(planned);
            }
        }
    }

    fn standing(&self, kept: &Kept) -> Standing {
        kept.with_story(|story| standing(story, &self.policy, &self.calendar, self.today))
    }
}
