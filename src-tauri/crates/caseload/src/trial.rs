//! A trial of the contact: who may take part, who is allocated to what, and what follows for the promise.
//!
//! A trial only ever withholds a contact from a victim who was enrolled and allocated to the control arm.
//! Everybody else stays owed theirs, as without a trial.

mod blocks;
mod eligibility;
mod protocol;

pub use blocks::permuted_blocks;
pub use eligibility::{Candidate, Eligibility, NotEligible};
pub use protocol::{BLOCK_SIZES, ProtocolFault, Stratum, TrialProtocol};

use crate::codes::code_list;

code_list! {
    /// What a person is allocated to.
    Arm {
        Contact = "contact", "Contact (SRC)";
        Control = "control", "Control";
    }
}

code_list! {
    /// What allocation is balanced within. Only fields that are coded, so that a stratum is never a matter of opinion.
    StratifyBy {
        Borough = "borough", "Borough";
        Risk = "risk", "Risk";
        RepeatVictim = "repeat", "Says they are a repeat victim";
    }
}

code_list! {
    /// Why an eligible victim was not enrolled. They stay owed their contact.
    NotEnrolledBecause {
        Declined = "declined", "Declined to take part";
        ContactNeeded = "contact_needed", "Needs the contact, whatever the trial";
        CannotConsent = "cannot_consent", "Could not be asked, or could not agree";
        Other = "other", "Another reason of the protocol";
    }
}

code_list! {
    /// What becomes of the controls' contact when the trial ends, as the approved protocol says.
    ControlsAfter {
        OwedAgain = "owed_again", "Controls are owed a contact again";
        StayEnded = "stay_ended", "Controls stay without a contact";
    }
}
