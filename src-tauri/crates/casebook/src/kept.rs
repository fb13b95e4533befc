//! What a force or its people keep of their own.

use crate::commit::PersonalRef;
use crate::series_mark::SeriesMark;
use caseload::{Clocks, HolidayChanges, Month};
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
    /// Limits drawn anew, or a break. Every one stands until it is taken away.
    SeriesMark(SeriesMark),
    /// The mark that this entry made is taken away.
    SeriesMarkTaken { entry: u64 },
    /// The target of a series, in thousandths of its unit; none where it has none any more.
    SeriesTarget { series: String, thousandths: Option<u32> },
    /// What a month's page says in one of its places. The latest stands.
    MonthSlot(MonthSlot),
}

/// What stands in one place of a month's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSlot {
    pub month: Month,
    /// The place's code.
    pub slot: String,
    /// The words, where they may be in the shareable edition: never about a person.
    pub shared: Option<String>,
    /// The row of the people file that has the words, where they may not.
    pub row: Option<PersonalRef>,
}

impl Kept {
    /// The row of the people file it names.
    pub const fn personal(&self) -> Option<PersonalRef> {
        match self {
            Self::Clocks(_)
            | Self::Codes { .. }
            | Self::Holidays(_)
            | Self::ServiceStarted { .. }
            | Self::SeriesMark(_)
            | Self::SeriesMarkTaken { .. }
            | Self::SeriesTarget { .. } => None,
            Self::MonthSlot(slot) => slot.row,
            Self::CaseList { name, .. } => *name,
        }
    }
}
