//! What an officer tells of a contact besides its result, and the three purposes of a contact in our own words.

use crate::codes::code_list;
use crate::ids::CaseId;
use chrono::NaiveTime;
use std::collections::BTreeSet;

code_list! {
    /// What a reassurance contact is for. Loose on purpose: no script.
    /// Source: the guidance of the trial, told in "Securing victim support in hate crime investigations",
    /// *Going equipped* 8 (College of Policing, 2024), in our own words.
    Purpose {
        Impact = "impact", "Acknowledge the impact";
        TakenSeriously = "taken_seriously", "Show it is taken seriously";
        HelpOffered = "help_offered", "Offer help";
    }
}

impl Purpose {
    /// What the purpose asks of the officer, in a sentence or two.
    pub const fn guidance(self) -> &'static str {
        match self {
            Self::Impact => "Say that what happened matters, and listen.",
            Self::TakenSeriously => {
                "You have nothing to do with the investigation; you are in touch because the police care how they are."
            }
            Self::HelpOffered => "Ask what would help, and how and when they wish to be contacted.",
        }
    }

    /// How the desk tells that the officer did it.
    pub const fn done_label(self) -> &'static str {
        match self {
            Self::Impact => "Impact acknowledged",
            Self::TakenSeriously => "Shown it is taken seriously",
            Self::HelpOffered => "Help offered",
        }
    }
}

/// What stands under the three purposes, on page and sheet.
pub const GUIDANCE_CLOSE: &str = "This is not a script: use your own words and follow the victim’s wishes. \
                                  Pass on any new fear or incident the same day.";

code_list! {
    /// What the victim would like help with.
    Need {
        VictimService = "victim_service", "Support from a victims’ service";
        Safety = "safety", "Feeling safe at home or about";
        CaseNews = "case_news", "News of the investigation";
        Language = "language", "An interpreter or another format";
        Practical = "practical", "Repairs or other practical help";
        Health = "health", "Health or counselling";
        Community = "community", "A community organisation";
        Other = "other", "Something else (in the note)";
    }
}

code_list! {
    /// Whether the victim was asked how content they are with the police, and what they said.
    Satisfaction {
        NotAsked = "not_asked", "Not asked";
        Satisfied = "satisfied", "Satisfied";
        Neither = "neither", "Neither satisfied nor dissatisfied";
        Dissatisfied = "dissatisfied", "Dissatisfied";
        NoAnswer = "no_answer", "Asked, and preferred not to say";
    }
}

/// What was told of one attempt besides its result. Nothing here is text: that is in the note, in the people file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AttemptDetails {
    /// The time of day, in London.
    pub at: Option<NaiveTime>,
    /// Which purposes of the contact were met.
    pub purposes: BTreeSet<Purpose>,
    pub needs: BTreeSet<Need>,
    /// The victim raised a concern for the officer in the case.
    pub concern: bool,
    /// The victim is at more risk, or at another, than was known.
    pub new_risk: bool,
    /// The victim told of a crime that was not recorded.
    pub new_crime: bool,
    /// `None` where nothing was said about it.
    pub satisfaction: Option<Satisfaction>,
    /// The case the contact was made for, where it was recorded on this one too.
    pub shared_from: Option<CaseId>,
}

impl AttemptDetails {
    /// Whether anything was told.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
