//! One case of a history as it stands by hand: what an extract and a person say of it, and what was done about it.

use super::actions::OIC;
use super::by_hand::{Fact, Reported, Risk, Row, Try};
use chrono::NaiveDate;

/// A field of which an extract and a person speak.
#[derive(Debug, Clone)]
pub struct Said<T> {
    extract: Option<T>,
    /// `Some(None)`: a person said that it is not known.
    person: Option<Option<T>>,
}

impl<T> Default for Said<T> {
    fn default() -> Self {
        Self { extract: None, person: None }
    }
}

impl<T: Clone + PartialEq> Said<T> {
    fn extract_says(&mut self, value: Option<T>) {
        if value.is_none() {
            return;
        }
        self.extract = value;
        if self.person.as_ref().is_some_and(|person| *person == self.extract) {
            self.person = None;
        }
    }

    fn person_says(&mut self, value: Option<T>) {
        self.person = (value.is_none() || value != self.extract).then_some(value);
    }

    pub fn value(&self) -> Option<T> {
        self.person.clone().unwrap_or_else(|| self.extract.clone())
    }
}

/// A case as it stands.
#[derive(Debug, Clone, Default)]
pub struct Case {
    pub tries: Vec<Try>,
    /// Tries before the promise was last taken up again.
    pub before: usize,
    pub ended: bool,
    is_control: bool,
    pub taken_up: Option<(NaiveDate, NaiveDate)>,
    pub put_off: Option<NaiveDate>,
    pub planned: Option<(NaiveDate, &'static str)>,
    pub went_into: Option<usize>,
    pub reported_on: Said<NaiveDate>,
    pub is_crime: Said<bool>,
    pub risk: Said<Risk>,
    pub safety: Said<&'static [&'static str]>,
    pub contact_made_on: Said<NaiveDate>,
    has_oic: Said<bool>,
}

impl Case {
    pub fn carried(&mut self, row: &Row, reported: &Reported) {
        self.reported_on.extract_says(Some(reported.on));
        self.risk.extract_says(reported.risk);
        self.has_oic.extract_says(reported.by_oic.then_some(true));
        self.is_crime.extract_says(Some(row.is_crime));
        self.contact_made_on.extract_says(row.contact_made_on);
    }

    pub fn take_in(&mut self, fact: &Fact) {
        match fact {
            Fact::Work => {}
            Fact::NotACrime => self.is_crime.person_says(Some(false)),
            Fact::Risk(risk) => self.risk.person_says(*risk),
            Fact::ReportedOn(on) => self.reported_on.person_says(Some(*on)),
            Fact::Safety(rules) => self.safety.person_says((!rules.is_empty()).then_some(*rules)),
            Fact::ContactMadeOn(on) => self.contact_made_on.person_says(Some(*on)),
            Fact::HasOic => self.has_oic.person_says(Some(true)),
            Fact::Tried(tried) => {
                let later = self.tries[self.before..].iter().filter(|known| tried.on < known.on).count();
                self.tries.insert(self.tries.len() - later, tried.clone());
                (self.planned, self.put_off) = (None, None);
            }
            Fact::Ended | Fact::Control => {
                (self.ended, self.put_off) = (true, None);
                self.is_control = matches!(fact, Fact::Control);
            }
            Fact::Unplanned => self.planned = None,
            Fact::TakenUp { on, until } => {
                (self.ended, self.is_control, self.put_off) = (false, false, None);
                self.taken_up = Some((*on, *until));
                self.before = self.tries.len();
            }
            Fact::PutOff(until) => (self.planned, self.put_off) = (None, Some(*until)),
            Fact::Planned { on, collar } => (self.planned, self.put_off) = (Some((*on, *collar)), None),
            Fact::WentInto(other) => self.went_into = Some(*other),
        }
    }

    /// Whether it was the trial that ended the promise.
    pub const fn is_control(&self) -> bool {
        self.ended && self.is_control
    }

    pub fn is_linked(&self, collar: &str) -> bool {
        collar == OIC && self.has_oic.value() == Some(true)
    }

    /// What a case that takes this one in lacks of it, besides what was tried and planned.
    pub fn lacking_in(&self, stays: &Self) -> Vec<Fact> {
        let mut facts = Vec::new();
        if let (Some(risk), None) = (self.risk.value(), stays.risk.value()) {
            facts.push(Fact::Risk(Some(risk)));
        }
        if let (Some(rules), None) = (self.safety.value(), stays.safety.value()) {
            facts.push(Fact::Safety(rules));
        }
        if let (Some(on), None) = (self.contact_made_on.value(), stays.contact_made_on.value()) {
            facts.push(Fact::ContactMadeOn(on));
        }
        if let (Some(true), None) = (self.has_oic.value(), stays.has_oic.value()) {
            facts.push(Fact::HasOic);
        }
        facts
    }
}
