//! What a coordinator may do in a history, and what it means for a promise, kept apart from the desk to hold it against.

use super::CASES;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The officer in every third case.
const OIC: &str = "1001SW";
const NEIGHBOUR: &str = "1002SW";

/// Something a coordinator does.
#[derive(Debug, Clone)]
pub enum Action {
    DaysPass(u64),
    Attempt {
        case: usize,
        result: &'static str,
        officer: &'static str,
    },
    End {
        case: usize,
    },
    Withdraw {
        case: usize,
    },
    Outcome {
        case: usize,
    },
    Risk {
        case: usize,
        value: &'static str,
    },
    NoContact {
        case: usize,
    },
    /// The contact is owed again after it ended, or went to the supervisor.
    TakeUp {
        case: usize,
    },
    PutOff {
        case: usize,
        days: u64,
    },
    /// The morning's extract comes again: nothing a person did is lost by it.
    Import,
    ReportedOn {
        case: usize,
        value: &'static str,
    },
    Plan,
    /// The force changes its policy: a setting and its value.
    Policy {
        setting: &'static str,
        value: &'static str,
    },
    /// An officer is away from today on.
    Away {
        officer: &'static str,
        days: u64,
    },
    /// Undoes one of the actions before it, counted from the latest.
    Undo(usize),
}

impl Action {
    /// The field it corrects, with the case's place and the value.
    pub const fn correction(&self) -> Option<(usize, &'static str, &'static str)> {
        match self {
            Self::Risk { case, value } => Some((*case, "risk", *value)),
            Self::NoContact { case } => Some((*case, "safety", "no_contact")),
            Self::ReportedOn { case, value } => Some((*case, "reported_on", *value)),
            _ => None,
        }
    }

    /// What it does to a promise, if it is done. The officer in every third case is a neighbour to the others.
    pub fn closes(&self) -> Option<Closing> {
        match self {
            Self::Attempt { case, officer, .. } if *officer == OIC && case % 3 == 0 => None,
            Self::Attempt { case, result: "reached", .. } => Some(Closing::Reached(*case)),
            Self::Attempt { case, result: "declined", .. } | Self::End { case } => Some(Closing::Ended(*case)),
            Self::TakeUp { case } => Some(Closing::TakenUp(*case)),
            _ => None,
        }
    }
}

pub fn action() -> impl Strategy<Value = Action> {
    let case = 0..CASES;
    let result = prop::sample::select(vec![
        "reached",
        "no_answer",
        "no_answer",
        "voicemail",
        "wrong_number",
        "declined",
        "call_back",
        "visit_agreed",
        "unsafe",
    ]);
    let officer = prop::sample::select(vec![OIC, NEIGHBOUR, NEIGHBOUR, NEIGHBOUR]);
    prop_oneof![
        4 => (0_u64..25).prop_map(Action::DaysPass),
        6 => (case.clone(), result, officer)
            .prop_map(|(case, result, officer)| Action::Attempt { case, result, officer }),
        1 => case.clone().prop_map(|case| Action::End { case }),
        1 => case.clone().prop_map(|case| Action::Withdraw { case }),
        1 => case.clone().prop_map(|case| Action::Outcome { case }),
        1 => (case.clone(), prop::sample::select(vec!["high", "standard", ""]))
            .prop_map(|(case, value)| Action::Risk { case, value }),
        1 => case.clone().prop_map(|case| Action::NoContact { case }),
        3 => case.clone().prop_map(|case| Action::TakeUp { case }),
        2 => (case.clone(), 0_u64..30).prop_map(|(case, days)| Action::PutOff { case, days }),
        1 => Just(Action::Import),
        1 => (case, prop::sample::select(vec!["", "2026-08-24", "2030-01-01"]))
            .prop_map(|(case, value)| Action::ReportedOn { case, value }),
        3 => Just(Action::Plan),
        2 => prop::sample::select(vec![("attempts", "1"), ("attempts", "6"), ("rest", "0"), ("rest", "5")])
            .prop_map(|(setting, value)| Action::Policy { setting, value }),
        1 => (prop::sample::select(vec![OIC, NEIGHBOUR]), 0_u64..10)
            .prop_map(|(officer, days)| Action::Away { officer, days }),
        3 => (0_usize..4).prop_map(Action::Undo),
    ]
}

/// The few things a case's promise depends on, kept apart from the desk to hold it against.
#[derive(Default)]
pub struct Expected {
    /// Actions that ended or kept a promise and stand, by the number of the action.
    pub closing: BTreeMap<usize, Closing>,
}

/// What one action did to one case's promise.
#[derive(Debug, Clone, Copy)]
pub enum Closing {
    Reached(usize),
    Ended(usize),
    TakenUp(usize),
}

impl Expected {
    /// Whether the case's promise was kept, or ended and not taken up again since.
    pub fn is_closed(&self, place: usize) -> bool {
        let mut ended = false;
        for closing in self.closing.values() {
            match closing {
                Closing::Reached(of) if *of == place => return true,
                Closing::Ended(of) if *of == place => ended = true,
                Closing::TakenUp(of) if *of == place => ended = false,
                Closing::Reached(_) | Closing::Ended(_) | Closing::TakenUp(_) => {}
            }
        }
        ended
    }
}
