//! Attempts to reach a victim, and how the promise of a contact ends.

use crate::codes::code_list;
use crate::ids::OfficerId;
use chrono::NaiveDate;

code_list! {
    /// How the victim was contacted.
    Channel {
        Telephone = "telephone", "Telephone";
        InPerson = "in_person", "In person";
    }
}

/// What came of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttemptResult {
    /// The officer spoke with the victim: the contact is made.
    Reached,
    NoAnswer,
    VoicemailLeft,
    WrongNumber,
    /// The victim does not want the contact: it ends by the victim's wish.
    Declined,
    /// The victim asked to be called on this day.
    CallBack {
        on: NaiveDate,
    },
    /// The victim would like a visit: on this day, where one was agreed.
    VisitAgreed {
        on: Option<NaiveDate>,
    },
    /// It was not safe to speak, or to go on trying: a supervisor decides what happens next.
    Unsafe,
}

impl AttemptResult {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NoAnswer => "no_answer",
            Self::VoicemailLeft => "voicemail",
            Self::WrongNumber => "wrong_number",
            Self::Declined => "declined",
            Self::CallBack { .. } => "call_back",
            Self::VisitAgreed { .. } => "visit_agreed",
            Self::Unsafe => "unsafe",
        }
    }

    /// The words shown on screen and paper.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reached => "Reached",
            Self::NoAnswer => "No answer",
            Self::VoicemailLeft => "Voicemail left",
            Self::WrongNumber => "Wrong number",
            Self::Declined => "Declined a contact",
            Self::CallBack { .. } => "Asked to be called back",
            Self::VisitAgreed { .. } => "Visit agreed",
            Self::Unsafe => "Not safe to contact",
        }
    }

    /// The key that types it: printed beside its box on a contact sheet, and pressed on *Today*.
    pub const fn key(self) -> char {
        match self {
            Self::Reached => '1',
            Self::NoAnswer => '2',
            Self::VoicemailLeft => '3',
            Self::WrongNumber => '4',
            Self::Declined => '5',
            Self::CallBack { .. } => '6',
            Self::VisitAgreed { .. } => '7',
            Self::Unsafe => '8',
        }
    }

    /// The day the victim named, for a call or a visit.
    pub const fn named_day(self) -> Option<NaiveDate> {
        match self {
            Self::CallBack { on } => Some(on),
            Self::VisitAgreed { on } => on,
            Self::Reached
            | Self::NoAnswer
            | Self::VoicemailLeft
            | Self::WrongNumber
            | Self::Declined
            | Self::Unsafe => None,
        }
    }

    /// The result with this code; `call_back` needs its day, `visit_agreed` may have one.
    pub fn from_code(code: &str, named_day: Option<NaiveDate>) -> Option<Self> {
        Some(match code {
            "reached" => Self::Reached,
            "no_answer" => Self::NoAnswer,
            "voicemail" => Self::VoicemailLeft,
            "wrong_number" => Self::WrongNumber,
            "declined" => Self::Declined,
            "call_back" => Self::CallBack { on: named_day? },
            "visit_agreed" => Self::VisitAgreed { on: named_day },
            "unsafe" => Self::Unsafe,
            _ => return None,
        })
    }
}

/// One attempt to reach a victim. Each is its own record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attempt {
    /// The day it was made.
    pub on: NaiveDate,
    /// How.
    pub channel: Channel,
    /// What came of it.
    pub result: AttemptResult,
    /// Who made it, where that is known.
    pub officer: Option<OfficerId>,
    /// Made by someone linked to the investigation: recorded, but not a secondary reassurance contact.
    pub by_involved_officer: bool,
}

code_list! {
    /// Why a person ended the promise of a contact without one. The force's listed reasons, as a preset.
    EndingReason {
        VictimDeclined = "victim_declined", "The victim does not want a contact";
        CannotBeFound = "cannot_be_found", "No way to reach the victim is left";
        NotSafe = "not_safe", "A contact would not be safe";
        TransferredOut = "transferred_out", "The case went to another unit";
        BeforeTheService = "before_service", "Reported before the service began";
        LivesElsewhere = "lives_elsewhere", "The victim lives outside the area, and another force was told";
        Died = "died", "The victim has died";
        HarmsInvestigation = "harms_investigation", "A contact now would harm the investigation";
        RecordedInError = "recorded_in_error", "Recorded in error";
        /// Set by an allocation only, never by hand: see [`EndingReason::by_hand`].
        TrialControl = "trial_control", "Allocated to control in a trial";
    }
}

impl EndingReason {
    /// The reasons a person may end a contact for by hand. A control arm is not among them: only an allocation is.
    pub fn by_hand() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|reason| *reason != Self::TrialControl)
    }

    /// The one of these with this code.
    pub fn by_hand_from_code(code: &str) -> Option<Self> {
        Self::by_hand().find(|reason| reason.code() == code)
    }
}

/// A person ended the promise, with a listed reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ending {
    /// The day it was ended.
    pub on: NaiveDate,
    /// Why.
    pub reason: EndingReason,
}

code_list! {
    /// Why a contact that had ended, or had gone to the supervisor, was taken up again.
    TakenUpBecause {
        VictimAsks = "victim_asks", "The victim would like a contact after all";
        SafeNow = "safe_now", "It is safe to make contact now";
        TryAgain = "try_again", "The supervisor asks for another try";
        EndedInError = "ended_in_error", "It was ended in error";
        TrialEnded = "trial_ended", "The trial has ended";
        CaseMerged = "case_merged", "A case that was still owed a contact went into this one";
    }
}

impl TakenUpBecause {
    /// What a person may say; the others follow from what they do elsewhere.
    pub fn by_hand() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|why| !matches!(why, Self::TrialEnded | Self::CaseMerged))
    }
}

/// A person took the promise up again: what ended it, and the attempts before, no longer count against the victim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TakenUp {
    /// The day it was taken up again.
    pub on: NaiveDate,
    /// The late window stays open until then at least.
    pub until_on: NaiveDate,
    pub because: TakenUpBecause,
}
