//! What a coordinator may do in a history.

use super::CASES;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The officer in every third case.
pub const OIC: &str = "1001SW";
pub const NEIGHBOUR: &str = "1002SW";

/// Something a coordinator does. A case is named by its place, an earlier action by how long ago it was.
#[derive(Debug, Clone)]
pub enum Action {
    DaysPass(u64),
    /// An extract comes: of each case whether it is carried, as a crime or not, and whether a contact is in it.
    Import(Vec<Option<(bool, bool)>>),
    /// An import is taken back; one that was, is restored.
    TurnImport(usize),
    Attempt {
        case: usize,
        result: &'static str,
        collar: &'static str,
        names_day: bool,
        also: Option<usize>,
    },
    /// The sheets of a planned day are printed, and come back filled in, with one row that is wrong.
    Results {
        result: &'static str,
    },
    End(usize),
    Withdraw(usize),
    Outcome(usize),
    /// The outcome is taken off: the case was reopened.
    Reopen(usize),
    Correct {
        case: usize,
        field: &'static str,
        value: &'static str,
    },
    /// The contact is owed again after it ended, or went to the supervisor.
    TakeUp(usize),
    PutOff {
        case: usize,
        days: u64,
    },
    Plan,
    TakeOffPlan(usize),
    /// One case goes into another.
    Merge {
        case: usize,
        into: usize,
    },
    Unmerge(usize),
    /// The force changes its policy: a setting and its value.
    Policy {
        setting: &'static str,
        value: &'static str,
    },
    UndoPolicy,
    /// A day becomes a bank holiday, or is worked again.
    DayOff {
        on: &'static str,
        off: bool,
    },
    /// An officer is away from today on.
    Away {
        collar: &'static str,
        days: u64,
    },
    /// A victim is enrolled in the trial that runs: some are its controls.
    Enrol(usize),
    EndTrial,
    /// Undoes one of the actions before it, counted from the latest; undoing an undo does it again.
    Undo(usize),
}

impl Action {
    /// By what it is counted.
    pub fn name(&self) -> String {
        let all = format!("{self:?}");
        let name: String = all.chars().take_while(char::is_ascii_alphanumeric).collect();
        match self {
            Self::Attempt { result, .. } => format!("{name} {result}"),
            Self::Correct { field, .. } => format!("{name} {field}"),
            _ => name,
        }
    }
}

pub fn action() -> impl Strategy<Value = Action> {
    let case = || 0..CASES;
    // Few cases go into one another, so that chains, circles and ways back come up.
    let few = || 0..4_usize;
    let collar = || select(vec![OIC, NEIGHBOUR, NEIGHBOUR, NEIGHBOUR]);
    let row = option::weighted(0.8, (prop::bool::weighted(0.9), prop::bool::weighted(0.05)));
    prop_oneof![
        8 => (0_u64..25).prop_map(Action::DaysPass),
        4 => vec(row, CASES).prop_map(Action::Import),
        5 => (0_usize..5).prop_map(Action::TurnImport),
        14 => (case(), result(), collar(), any::<bool>(), option::weighted(0.15, few())).prop_map(
            |(case, result, collar, names_day, also)| Action::Attempt { case, result, collar, names_day, also }
        ),
        2 => select(vec!["Reached", "No answer", "Declined", "Not safe"]).prop_map(|result| Action::Results { result }),
        2 => case().prop_map(Action::End),
        1 => case().prop_map(Action::Withdraw),
        1 => case().prop_map(Action::Outcome),
        1 => case().prop_map(Action::Reopen),
        5 => (case(), correction()).prop_map(|(case, (field, value))| Action::Correct { case, field, value }),
        5 => case().prop_map(Action::TakeUp),
        3 => (case(), 0_u64..30).prop_map(|(case, days)| Action::PutOff { case, days }),
        6 => Just(Action::Plan),
        1 => case().prop_map(Action::TakeOffPlan),
        6 => (few(), few()).prop_map(|(case, into)| Action::Merge { case, into }),
        3 => few().prop_map(Action::Unmerge),
        3 => setting().prop_map(|(setting, value)| Action::Policy { setting, value }),
        2 => Just(Action::UndoPolicy),
        1 => (select(vec!["2026-09-07", "2026-09-15", "2026-10-01"]), any::<bool>())
            .prop_map(|(on, off)| Action::DayOff { on, off }),
        2 => (collar(), 0_u64..10).prop_map(|(collar, days)| Action::Away { collar, days }),
        2 => case().prop_map(Action::Enrol),
        1 => Just(Action::EndTrial),
        12 => (0_usize..6).prop_map(Action::Undo),
    ]
}

fn result() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        2 => Just("no_answer"),
        1 => select(vec![
            "reached",
            "voicemail",
            "wrong_number",
            "declined",
            "call_back",
            "visit_agreed",
            "unsafe",
        ]),
    ]
}

fn correction() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(vec![
        ("risk", "high"),
        ("risk", "standard"),
        ("risk", ""),
        ("safety", "no_contact"),
        ("safety", "no_telephone,suspect_in_household"),
        ("safety", ""),
        ("reported_on", "2026-08-24"),
        ("reported_on", ""),
        ("reported_on", "2030-01-01"),
    ])
}

fn setting() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(vec![
        ("attempts", "1"),
        ("attempts", "6"),
        ("rest", "0"),
        ("rest", "5"),
        ("high_late", "11"),
        ("high_late", "40"),
        ("owed", "crime,non_crime"),
        ("owed", "crime"),
        ("service_began", "2026-08-24"),
        ("service_began", ""),
    ])
}
