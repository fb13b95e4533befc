//! What the force changes about itself in a history, and its trial.

use super::actions::Action;
use super::by_hand::{Deed, Fact, Policy};
use super::{CASES, History, SEAL};
use crate::support::{day, now_on};
use chrono::Days;
use desk::wire::{EnrolRequest, HolidayRequest, NextStepKind, OfficerAwayRequest, PolicyRequest, PolicyValue};

impl History {
    /// What the force changes about itself. Putting it back is a change of its own.
    pub(super) fn force(&mut self, action: &Action) -> bool {
        let now = now_on(self.today);
        match action {
            Action::Policy { setting, value } => {
                let value = PolicyValue { code: (*setting).to_owned(), value: (*value).to_owned() };
                let request = PolicyRequest { preset: None, values: vec![value] };
                let after = changed(self.by_hand.policy(), setting, &request.values[0].value);
                let done = self.session.set_policy(&request, now);
                assert_eq!(
                    done.is_ok(),
                    after != *self.by_hand.policy(),
                    "{action:?} is taken if it changes something"
                );
                if done.is_ok() {
                    self.by_hand.policies.push(after);
                }
                done.is_ok()
            }
            Action::UndoPolicy => {
                let done = self.session.undo_latest_policy(now).is_ok();
                if done {
                    let before = self.by_hand.policies.len() - 2;
                    self.by_hand.policies.push(self.by_hand.policies[before].clone());
                }
                done
            }
            Action::DayOff { on, off } => {
                let request = HolidayRequest { on: (*on).to_owned(), off: *off, name: "A day off".to_owned() };
                let done = self.session.set_holiday(&request, now).is_ok();
                if done {
                    let mut days_off = self.by_hand.days_off.last().cloned().unwrap_or_default();
                    if *off {
                        days_off.insert(day(on))
                    } else {
                        days_off.remove(&day(on))
                    };
                    self.by_hand.days_off.push(days_off);
                }
                done
            }
            Action::Away { collar, days } => {
                let (from, to) = (self.today.to_string(), (self.today + Days::new(*days)).to_string());
                let request = OfficerAwayRequest { officer: (*collar).to_owned(), from, to };
                self.session.officer_away(&request, now).is_ok()
            }
            other => unreachable!("{other:?} is done elsewhere"),
        }
    }

    /// An allocation, and the end of the trial, are not undone.
    pub(super) fn trial(&mut self, action: &Action) -> bool {
        let now = now_on(self.today);
        if let Action::Enrol(place) = action {
            let request = EnrolRequest { case: self.ids[*place].clone(), passphrase: SEAL.to_owned() };
            let Ok(done) = self.session.enrol(&request, now) else { return false };
            // Whatever they were allocated to, a person enrolled stays on the desk.
            let fact = if done.words.contains("control") { Fact::Control } else { Fact::Work };
            self.by_hand.deeds.push(Deed::Act(vec![(*place, fact)]));
            return true;
        }
        let again: Vec<(usize, Fact)> = self
            .cases()
            .into_iter()
            .filter(|(place, case)| {
                let is_ended = self.by_hand.expected(case, self.today).kind == NextStepKind::Control;
                case.is_control() && is_ended && case.went_into.is_none() && *place < CASES
            })
            .map(|(place, _)| (place, self.taken_up()))
            .collect();
        let done = self.session.end_trial(now).is_ok();
        if done {
            self.by_hand.deeds.push(Deed::Act(again));
        }
        done
    }
}

/// A policy with one setting changed.
fn changed(policy: &Policy, setting: &str, value: &str) -> Policy {
    let mut policy = policy.clone();
    match setting {
        "attempts" => policy.attempts = value.parse().unwrap(),
        "rest" => policy.rest = value.parse().unwrap(),
        "high_late" => policy.late_high = value.parse().unwrap(),
        "owed" => policy.owes_incidents = value.contains("non_crime"),
        "service_began" => policy.began_on = (!value.is_empty()).then(|| day(value)),
        other => unreachable!("{other} is no setting of a history"),
    }
    policy
}
