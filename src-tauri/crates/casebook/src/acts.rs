//! What a person's acts about a case add up to.

use caseload::{CaseAct, CaseId, KeptAwayBecause, OfficerId, Problem, RiskAction, RowId};
use std::collections::{BTreeMap, BTreeSet};

/// What stands of a case besides its facts and its contact.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Acts {
    /// Fields on which a person keeps their own word against the extract's, until that changes.
    pub settled: u64,
    /// Actions against risk, in the order they were set, each with the row of its text and owner.
    pub risk_actions: Vec<(RiskAction, Option<RowId>)>,
    /// Steps of the investigation and what the victim was told of them, in order.
    pub clock_acts: Vec<CaseAct>,
    /// Problems a person found right as they stand, as bits of [`Problem`].
    pub set_aside: u64,
    /// The case this one went into.
    pub merged_into: Option<CaseId>,
    /// Cases whose victim is the same person.
    pub same_person: BTreeSet<CaseId>,
    /// Cases that only look alike.
    pub not_the_same: BTreeSet<CaseId>,
    /// Officers who declined the contact or have a conflict of interest.
    pub kept_away: BTreeMap<OfficerId, KeptAwayBecause>,
    /// The accepted line is pinned.
    pub pinned: bool,
}

impl Acts {
    /// Takes in one act. Differences are the caller's: they change the facts too.
    pub(crate) fn take_in(&mut self, entry: u64, act: &CaseAct, personal: Option<RowId>) {
        match act {
            CaseAct::DifferenceSettled { fields, took_extract } => {
                if *took_extract {
                    self.settled &= !fields;
                } else {
                    self.settled |= fields;
                }
            }
            CaseAct::RiskActionSet { strategy, due_on } => {
                let action = RiskAction { entry, strategy: *strategy, due_on: *due_on, done_on: None };
                self.risk_actions.push((action, personal));
            }
            CaseAct::RiskActionDone { action, on } => {
                let named = self.risk_actions.iter_mut().find(|(known, _)| known.entry == *action);
                if let Some((action, _)) = named {
                    action.done_on = Some(*on);
                }
            }
            CaseAct::ClockStarted { .. } | CaseAct::VictimTold { .. } => self.clock_acts.push(act.clone()),
            CaseAct::ProblemSetAside { problem } => self.set_aside |= problem.bit(),
            CaseAct::MergedInto { into, .. } => self.merged_into = Some(*into),
            CaseAct::SamePerson { other } => {
                self.same_person.insert(*other);
                self.not_the_same.remove(other);
            }
            CaseAct::NotTheSame { other } => {
                self.not_the_same.insert(*other);
                self.same_person.remove(other);
            }
            CaseAct::OfficerKeptAway { officer, because } => {
                self.kept_away.insert(*officer, *because);
            }
            CaseAct::OfficerAllowed { officer } => {
                self.kept_away.remove(officer);
            }
            CaseAct::LinePinned { pinned } => self.pinned = *pinned,
        }
    }

    /// The rows of the people file that actions against risk name, by the action's entry.
    pub fn risk_texts(&self) -> BTreeMap<u64, RowId> {
        self.risk_actions.iter().filter_map(|(action, row)| Some((action.entry, (*row)?))).collect()
    }

    /// Whether a person found the problem right as it stands.
    pub const fn is_set_aside(&self, problem: Problem) -> bool {
        self.set_aside & problem.bit() != 0
    }
}
