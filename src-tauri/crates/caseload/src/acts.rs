//! What a person does about a case besides recording facts and contacts: each is an entry, and each can be undone.

use crate::codes::code_list;
use crate::ids::{CaseId, OfficerId};
use crate::quality::Problem;
use chrono::NaiveDate;

code_list! {
    /// How an action deals with a risk: the RARA model. A strategy, not a level of risk.
    RiskStrategy {
        Remove = "remove", "Remove the risk";
        Avoid = "avoid", "Avoid the risk";
        Reduce = "reduce", "Reduce the risk";
        Accept = "accept", "Accept the risk";
    }
}

code_list! {
    /// Why an officer is kept away from a contact besides being linked to the investigation: the officer said so.
    KeptAwayBecause {
        KnowsVictim = "knows_victim", "Knows the victim";
        RelatedToVictim = "related_to_victim", "Has a family or business tie to the victim";
        DisputeWithVictim = "dispute_with_victim", "Had a complaint or dispute with the victim";
        KnowsSuspect = "knows_suspect", "Knows the suspect";
        OtherConflict = "other_conflict", "Another conflict of interest";
        NoTime = "no_time", "Has no time for it";
        NotRight = "not_right", "Not the right officer for this victim";
    }
}

impl KeptAwayBecause {
    /// Whether it is a conflict of interest, which no need of the plan overrides; the others decline this one contact.
    pub const fn is_conflict(self) -> bool {
        !matches!(self, Self::NoTime | Self::NotRight)
    }

    /// Whether it counts for every case of the victim.
    pub const fn is_about_victim(self) -> bool {
        matches!(self, Self::KnowsVictim | Self::RelatedToVictim | Self::DisputeWithVictim)
    }
}

/// What was done about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseAct {
    /// A person settled differences with the extract on these fields, as bits of `Field` and `PersonalField`.
    DifferenceSettled { fields: u64, took_extract: bool },
    /// An action against the risk. Its text and owner are personal; the entry's number names it.
    RiskActionSet { strategy: RiskStrategy, due_on: NaiveDate },
    /// The action that this entry set was carried out.
    RiskActionDone { action: u64, on: NaiveDate },
    /// Something happened in the investigation of which the victim must be told: starts a clock of this code.
    ClockStarted { clock: String, on: NaiveDate },
    /// The victim was told, or given, what the clock of this code asks for.
    VictimTold { clock: String, on: NaiveDate },
    /// A person looked at a problem of the data and found it right as it stands.
    ProblemSetAside { problem: Problem },
    /// The case is the same as another one, into which it goes.
    MergedInto {
        into: CaseId,
        /// So many entries after this one carry over what the other case lacked.
        copies: u64,
    },
    /// The victim is the same person as that of another case.
    SamePerson { other: CaseId },
    /// The two cases only look alike.
    NotTheSame { other: CaseId },
    /// An officer declined the contact, or has a conflict of interest.
    OfficerKeptAway { officer: OfficerId, because: KeptAwayBecause },
    /// An officer who was kept away may make the contact again.
    OfficerAllowed { officer: OfficerId },
    /// The accepted line is pinned: no plan moves it while it can stand. Or let go.
    LinePinned { pinned: bool },
}

/// An action against a risk, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RiskAction {
    /// The entry that set it.
    pub entry: u64,
    pub strategy: RiskStrategy,
    pub due_on: NaiveDate,
    pub done_on: Option<NaiveDate>,
}

impl RiskAction {
    /// Whether it should have been done before this day.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.done_on.is_none() && self.due_on < today
    }
}
