//! Trials: what happened in each, in order, and what it adds up to.

use crate::entry::Entry;
use crate::keys::{OpenedPlace, PlaceOf, SealedList};
use caseload::{Arm, CaseId, NotEnrolledBecause, StaffId, TrialId, TrialProtocol};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A step of a trial.
#[derive(Debug, Clone, PartialEq)]
pub enum TrialStep {
    /// The approved protocol was taken in. It does not change after.
    SetUp(Box<TrialProtocol>),
    /// The custodian had the list drawn and sealed it.
    Sealed(Box<SealedList>),
    /// A victim was enrolled and one place of the list opened. Nothing takes this back.
    Allocated {
        case: CaseId,
        /// The stratum's code.
        stratum: String,
        /// The place in the stratum's list, from 0.
        place: u32,
        opened: OpenedPlace,
    },
    /// An eligible victim was not enrolled, and stays owed the contact.
    NotEnrolled { case: CaseId, because: NotEnrolledBecause },
    /// Enrolment is over, and the controls are dealt with as the protocol says.
    Ended,
    /// An earlier step was taken back: setting up before the seal, not enrolling, ending.
    TakenBack { entry: u64 },
}

/// When and by whom a step was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepMade {
    pub entry: u64,
    pub known_on: NaiveDate,
    pub by: StaffId,
}

/// A victim as allocated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    pub made: StepMade,
    pub case: CaseId,
    pub stratum: String,
    pub place: u32,
    pub opened: OpenedPlace,
}

impl Allocation {
    pub const fn arm(&self) -> Arm {
        self.opened.arm
    }
}

/// What stands of a trial.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialRecord {
    pub trial: TrialId,
    pub set_up: StepMade,
    pub protocol: TrialProtocol,
    pub sealed: Option<(StepMade, SealedList)>,
    /// In the order they were opened.
    pub allocations: Vec<Allocation>,
    /// Who was not enrolled and why, in order.
    pub not_enrolled: Vec<(StepMade, CaseId, NotEnrolledBecause)>,
    pub ended: Option<StepMade>,
    /// Set up by mistake, and taken back before it was sealed.
    pub taken_back: bool,
}

impl TrialRecord {
    fn new(trial: TrialId, set_up: StepMade, protocol: TrialProtocol) -> Self {
        Self {
            trial,
            set_up,
            protocol,
            sealed: None,
            allocations: Vec::new(),
            not_enrolled: Vec::new(),
            ended: None,
            taken_back: false,
        }
    }

    /// The next place of a stratum's list that nobody has.
    pub fn next_place(&self, stratum: &str) -> u32 {
        let taken = self.allocations.iter().filter(|allocation| allocation.stratum == stratum);
        taken.map(|allocation| allocation.place + 1).max().unwrap_or(0)
    }

    /// How this case was allocated.
    pub fn allocation(&self, case: CaseId) -> Option<&Allocation> {
        self.allocations.iter().find(|allocation| allocation.case == case)
    }

    /// Allocations that are not what was sealed, or out of their turn, by their entry: none in a sound record.
    pub fn broken_allocations(&self, caseload: &str) -> Vec<u64> {
        let mut turns: BTreeMap<&str, u32> = BTreeMap::new();
        let mut broken = Vec::new();
        for Allocation { made, stratum, place: number, opened, .. } in &self.allocations {
            let turn = turns.entry(stratum).or_default();
            let place = PlaceOf { caseload, trial: self.trial, stratum, number: *number };
            let sealed = self.sealed.as_ref().and_then(|(_, list)| list.read(place, &opened.key));
            if *turn != *number || sealed != Some(opened.arm) {
                broken.push(made.entry);
            }
            *turn = number + 1;
        }
        broken
    }

    /// Takes in a step after the first.
    pub(crate) fn take_in(&mut self, entry: &Entry, step: &TrialStep) {
        let made = StepMade { entry: entry.number, known_on: entry.known_on, by: entry.by };
        match step {
            TrialStep::SetUp(_) => {}
            TrialStep::Sealed(list) => {
                // A list is sealed once.
                self.sealed.get_or_insert((made, (**list).clone()));
            }
            TrialStep::Allocated { case, stratum, place, opened } => {
                let allocation =
                    Allocation { made, case: *case, stratum: stratum.clone(), place: *place, opened: *opened };
                self.allocations.push(allocation);
            }
            TrialStep::NotEnrolled { case, because } => self.not_enrolled.push((made, *case, *because)),
            TrialStep::Ended => self.ended = Some(made),
            TrialStep::TakenBack { entry } => {
                self.not_enrolled.retain(|(made, ..)| made.entry != *entry);
                self.ended = self.ended.filter(|made| made.entry != *entry);
                self.taken_back |= self.set_up.entry == *entry;
            }
        }
    }

    /// The record that a trial begins with, where this step begins one.
    pub(crate) fn begun(entry: &Entry, trial: TrialId, step: &TrialStep) -> Option<Self> {
        let made = StepMade { entry: entry.number, known_on: entry.known_on, by: entry.by };
        if let TrialStep::SetUp(protocol) = step { Some(Self::new(trial, made, (**protocol).clone())) } else { None }
    }
}
