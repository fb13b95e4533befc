//! Trials in words: their steps, and what a seal does and does not stop.

use casebook::TrialStep;
use caseload::trial::Stratum;

/// A step of a trial, as the story of a case tells it.
pub fn trial_step_words(step: &TrialStep) -> String {
    match step {
        TrialStep::Allocated { stratum, place, opened, .. } => format!(
            "Enrolled in the trial and allocated to {} (place {} of {}). An allocation cannot be taken back.",
            opened.arm.label().to_lowercase().replace("src", "SRC"),
            place + 1,
            Stratum::with_code(stratum).map_or_else(|| stratum.clone(), |stratum| stratum.words())
        ),
        TrialStep::NotEnrolled { because, .. } => {
            format!("Not enrolled in the trial: {}. The contact stays owed.", because.label().to_lowercase())
        }
        TrialStep::SetUp(_) => "The trial was set up.".to_owned(),
        TrialStep::Sealed(_) => "The trial's list was drawn and sealed.".to_owned(),
        TrialStep::Ended => "The trial was ended.".to_owned(),
        TrialStep::TakenBack { entry } => format!("The step of entry {entry} was taken back."),
    }
}

/// What the seal does not stop, told where a trial is set up and run.
pub const SEAL_LIMITS: [&str; 5] = [
    "The seal keeps the next allocation from whoever enrols. It does not keep anybody from choosing whom to enrol, or \
     when: so every eligible victim is listed, and each who is not enrolled needs a reason.",
    "Whoever knows the custodian's passphrase can read the whole list. It is typed where the victim is enrolled: the \
     custodian types it, and nobody looks on.",
    "A person who may do everything on this computer could change the program. The seal's digest, kept elsewhere, \
     shows a list that was changed for another, and not a passphrase that was watched.",
    "Nobody can be blinded to a contact that is made or not made: officers and victims know. The outcome is what the \
     records system says, and not what an officer thinks.",
    "A control may be contacted all the same: a person may always take the contact up again where a victim needs it. \
     That is recorded as crossover, and the victim stays in the arm they were allocated to.",
];
