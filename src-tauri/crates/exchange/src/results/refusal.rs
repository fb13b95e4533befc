//! Why a row of a results file was refused.

use chrono::NaiveDate;
use thiserror::Error;

/// One problem of one row of a results file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRefusal {
    /// The row as a spreadsheet numbers it.
    pub row: u64,
    /// The column; `None` where the whole row is meant.
    pub column: Option<String>,
    /// What stands there; never a note.
    pub value: Option<String>,
    pub reason: ResultReason,
    /// What to do about it.
    pub remedy: &'static str,
}

/// Why a row of a results file was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ResultReason {
    #[error("A cell has more than 4,000 characters.")]
    CellTooLong,
    #[error("This is not a sheet's number.")]
    NotASheetNumber,
    #[error("No sheet of this number was printed.")]
    UnknownSheet,
    #[error("The sheet of this number is of another case.")]
    OtherReference,
    #[error("This is not a result.")]
    UnknownResult,
    #[error("This is not a day.")]
    NotADay,
    #[error("This day has not come yet.")]
    InTheFuture,
    #[error("The sheet was printed on {}, after this day.", printed_on.format("%d/%m/%Y"))]
    BeforePrinted { printed_on: NaiveDate },
    #[error("The victim asked to be called back, and the day is missing.")]
    NoDayNamed,
    #[error("The day named is before the attempt.")]
    NamedDayBefore,
    #[error("This is not a time of day.")]
    NotATime,
    #[error("This is neither telephone nor in person.")]
    UnknownChannel,
    #[error("This is not on the list of purposes.")]
    UnknownPurpose,
    #[error("This is not on the list of what victims would like help with.")]
    UnknownNeed,
    #[error("This is not an answer to whether they are satisfied.")]
    UnknownSatisfaction,
    #[error("This is neither yes nor no.")]
    NotYesOrNo,
    #[error("This is not a collar number.")]
    NotACollar,
    #[error("No officer on the list has this collar number.")]
    UnknownOfficer,
    #[error("Row {first_row} says the same.")]
    SameAsRow { first_row: u64 },
    #[error("This result is on the desk already.")]
    RecordedAlready,
    /// What the desk itself says against the attempt.
    #[error("{0}")]
    Desk(String),
}

impl ResultReason {
    /// What to do about it.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::CellTooLong => "Shorten the note, or type it in on the case's page.",
            Self::NotASheetNumber => "Write the digits of the sheet's number as printed.",
            Self::UnknownSheet => "Look at the number on the sheet again.",
            Self::OtherReference => "Look at the number on the sheet again; number and reference must go together.",
            Self::UnknownResult => {
                "Write reached, no answer, voicemail, wrong number, declined, call back, visit agreed or not safe."
            }
            Self::NotADay => "Write the day as 24/11/2026.",
            Self::InTheFuture | Self::BeforePrinted { .. } => "Correct the day of the attempt.",
            Self::NoDayNamed => "Write the day in the column \"Call back or visit on\".",
            Self::NamedDayBefore => "Give a day on or after the attempt.",
            Self::NotATime => "Write the time as 14:05, or leave it empty.",
            Self::UnknownChannel => "Write telephone or in person; empty means telephone.",
            Self::UnknownPurpose => "Write impact, taken seriously, help offered or all, separated by semicolons.",
            Self::UnknownNeed => {
                "Write victim service, safety, case news, language, practical, health, community or other, separated \
                 by semicolons."
            }
            Self::UnknownSatisfaction => "Write satisfied, neither, dissatisfied, no answer or not asked.",
            Self::NotYesOrNo => "Write yes, or leave it empty.",
            Self::NotACollar => "Give the collar number, for example 7031SW, or leave it empty.",
            Self::UnknownOfficer => "Correct the collar number, or add the officer in Settings.",
            Self::SameAsRow { .. } => "Keep one of the two rows; a second attempt has a time of its own.",
            Self::RecordedAlready => "Nothing has to be done. A second attempt of that day is typed in on Today.",
            Self::Desk(_) => "Correct the row, or type the result in on Today.",
        }
    }

    /// The refusal of one row.
    pub fn at(self, row: u64, column: &str, value: Option<&str>) -> ResultRefusal {
        ResultRefusal {
            row,
            column: (!column.is_empty()).then(|| column.to_owned()),
            value: value.filter(|value| !value.is_empty()).map(|value| value.chars().take(60).collect()),
            remedy: self.remedy(),
            reason: self,
        }
    }
}
