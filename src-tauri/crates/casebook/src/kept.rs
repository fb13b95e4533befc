//! What a force or its people keep of their own.

use crate::commit::PersonalRef;
use caseload::{Clocks, HolidayChanges};
use chrono::NaiveDate;

/// What a force or its people keep of their own. The latest of each stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    /// The clocks of the Victims' Code.
    Clocks(Clocks),
    /// A list of codes with their words, as the reasons for withdrawal. An organisation's names, never a person's.
    Codes { list: String, codes: Vec<(String, String)> },
    /// The force's own changes to the bank holidays.
    Holidays(HolidayChanges),
    /// A saved list of cases: its number, its name in the people file (none: removed), and its filter as text.
    CaseList { list: u64, name: Option<PersonalRef>, filter: String },
    /// From which day of report every victim of a borough is given a contact; none: not known.
    ServiceStarted { borough: String, on: Option<NaiveDate> },
}

impl Kept {
    /// The row of the people file it names.
    pub const fn personal(&self) -> Option<PersonalRef> {
        match self {
            Self::Clocks(_) | Self::Codes { .. } | Self::Holidays(_) | Self::ServiceStarted { .. } => None,
            Self::CaseList { name, .. } => *name,
        }
    }
}
