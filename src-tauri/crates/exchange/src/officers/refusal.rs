//! Why a row of the officers' list was refused.

use thiserror::Error;

/// One problem of one row of the officers' list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerRefusal {
    /// The row as a spreadsheet numbers it.
    pub row: u64,
    /// The column; `None` where the whole row is meant.
    pub column: Option<String>,
    /// What stands there; never a name.
    pub value: Option<String>,
    pub reason: OfficerReason,
    /// What to do about it.
    pub remedy: &'static str,
}

/// Why a row of the officers' list was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OfficerReason {
    #[error("The row has {found} cells, and there are {expected} columns.")]
    CellCount { expected: usize, found: usize },
    #[error("A cell has more than 2,000 characters.")]
    CellTooLong,
    #[error("The cell is empty.")]
    Empty,
    #[error("This is not a collar number.")]
    NotACollar,
    #[error("Row {first_row} has the same collar number.")]
    SameAsRow { first_row: u64 },
    #[error("The role is neither PC nor PCSO.")]
    UnknownRole,
    #[error("This is not a whole number from 0 to 50.")]
    NotACount,
    #[error("There are more visits than contacts in a shift; visits are counted among the contacts.")]
    MoreVisitsThanContacts,
    #[error("This is neither a day of the week nor a date.")]
    NotADay,
    #[error("The span ends before it begins, or is longer than two years.")]
    BadSpan,
    #[error("These are not the hours of a shift.")]
    NotHours,
    #[error("This is neither yes nor no.")]
    NotYesOrNo,
    #[error("This is neither female nor male.")]
    UnknownGender,
}

impl OfficerReason {
    /// What to do about it.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::CellCount { .. } => "Look for a stray comma or quotation mark in this row.",
            Self::CellTooLong => "Look for a quotation mark that is not closed in this row.",
            Self::Empty => "Fill the cell in.",
            Self::NotACollar => "Give the collar number, for example 7031SW.",
            Self::SameAsRow { .. } => "Keep one row for each officer.",
            Self::UnknownRole => "Write PC or PCSO; no other role makes these contacts.",
            Self::NotACount => "Write a number, for example 3.",
            Self::MoreVisitsThanContacts => "Write a number of visits no larger than the number of contacts.",
            Self::NotADay => "Write days as Mon-Fri or Mon Tue Sat, and dates as 2026-11-28 or 2026-11-02/2026-11-06.",
            Self::NotHours => {
                "Write hours as 07:00-15:00, or with days before them: Mon-Fri 07:00-15:00; Sat 22:00-07:00."
            }
            Self::NotYesOrNo => "Write yes or no, or leave the cell empty.",
            Self::UnknownGender => {
                "Write female or male, or leave the cell empty where the officer does not wish it used."
            }
            Self::BadSpan => "Write the first day before the last, as 2026-11-02/2026-11-06.",
        }
    }

    pub(super) fn at(self, row: u64, column: &str, value: Option<&str>) -> OfficerRefusal {
        OfficerRefusal {
            row,
            column: (!column.is_empty()).then(|| column.to_owned()),
            value: value.map(|value| crate::words::one_line(value).chars().take(60).collect()),
            remedy: self.remedy(),
            reason: self,
        }
    }
}
