//! What a contact leaves to be done: each task has an owner and a day.

use crate::codes::code_list;
use crate::ids::StaffId;
use chrono::NaiveDate;

code_list! {
    /// What is to be done.
    TaskKind {
        Concern = "concern", "Pass the concern to the OIC";
        NewRisk = "new_risk", "Have the risk reassessed";
        NewCrime = "new_crime", "Have the crime recorded";
        Need = "need", "Arrange the help asked for";
    }
}

code_list! {
    /// How a task ended.
    TaskEnd {
        Done = "done", "Done";
        PassedOn = "passed_on", "Passed on to somebody who answers for it";
        NotNeeded = "not_needed", "Not needed any more";
        VictimDeclined = "victim_declined", "The victim does not want it";
    }
}

/// A task, as raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Task {
    pub kind: TaskKind,
    /// Who answers for it.
    pub owner: StaffId,
    pub raised_on: NaiveDate,
    pub due_on: NaiveDate,
}

/// How and when a task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskClosing {
    pub on: NaiveDate,
    pub how: TaskEnd,
}

impl TaskKind {
    /// Working days until it should be done. Our own choice, as a preset: a risk or a crime the same day,
    /// a concern by the next, help within a week.
    pub const fn due_days(self) -> u16 {
        match self {
            Self::NewRisk | Self::NewCrime => 0,
            Self::Concern => 1,
            Self::Need => 5,
        }
    }
}
