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
        }
    }

    /// The result with this code; `call_back` needs its day.
    pub fn from_code(code: &str, call_back_on: Option<NaiveDate>) -> Option<Self> {
        Some(match code {
            "reached" => Self::Reached,
            "no_answer" => Self::NoAnswer,
            "voicemail" => Self::VoicemailLeft,
            "wrong_number" => Self::WrongNumber,
            "declined" => Self::Declined,
            "call_back" => Self::CallBack { on: call_back_on? },
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
        RecordedInError = "recorded_in_error", "Recorded in error";
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
