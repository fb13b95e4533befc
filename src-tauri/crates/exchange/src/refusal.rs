//! Why a row of an extract was refused, in words a coordinator can act on.

use chrono::NaiveDate;
use thiserror::Error;

/// The longest value that a refusal repeats, in characters.
const VALUE_SHOWN_MAX: usize = 100;

/// One problem of one row. A row with several has a refusal for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The row as a spreadsheet numbers it: the first row of the file is 1.
    pub row: u64,
    /// The column as the file names it; `None` where the whole row is meant.
    pub column: Option<String>,
    /// What stands there; never a value of a personal column.
    pub value: Option<String>,
    pub reason: RefusalReason,
    /// What to do about it.
    pub remedy: &'static str,
}

/// Why a row was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RefusalReason {
    #[error("The row has {found} cells, and there are {expected} columns.")]
    CellCount { expected: usize, found: usize },
    #[error("The cell has more than 10,000 characters.")]
    CellTooLong,
    #[error("There is no crime reference.")]
    NoReference,
    #[error("The number was changed by a spreadsheet into one with an exponent.")]
    DigitsLost,
    #[error("This cannot be a reference: it is a formula, or longer than 60 characters.")]
    NotAReference,
    #[error("This is not a victim's number: it has no digit, or more than 60 characters.")]
    NotAVictimNumber,
    #[error("Row {first_row} has the same reference and victim.")]
    SameAsRow { first_row: u64 },
    #[error("Nobody has said what this value means.")]
    UnknownWord,
    #[error("Nobody has said what this flag means.")]
    UnknownFlag,
    #[error("This is not a date in a form the mapping knows.")]
    NotADate,
    #[error("This date can be read in two ways.")]
    TwoReadings,
    #[error("This day is later than {}.", day(*today))]
    InTheFuture { today: NaiveDate },
    #[error("This day is before {}.", day(*earliest))]
    TooEarly { earliest: NaiveDate },
    #[error("This day is before the report on {}.", day(*reported_on))]
    BeforeReport { reported_on: NaiveDate },
    #[error("This day is after the report on {}.", day(*reported_on))]
    AfterReport { reported_on: NaiveDate },
    #[error("This is not a collar number.")]
    NotACollar,
    #[error("These are not days and hours.")]
    NotSafeTimes,
    #[error("The text has more than 200 characters, and only a short one belongs here.")]
    TextTooLong,
    #[error("The desk knows {known}, which is this with the zeros before it.")]
    ZerosLost { known: String },
    #[error("This is a formula, and only the spreadsheet knows what it shows.")]
    Formula,
    #[error("A formula failed in the spreadsheet, and this is what it left.")]
    SpreadsheetError,
    #[error("There is an outcome without its day.")]
    OutcomeWithoutDay,
    #[error("There is a day of an outcome without the outcome.")]
    DayWithoutOutcome,
}

impl RefusalReason {
    /// What to do about it.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::CellCount { .. } => {
                "Look for a stray quotation mark or delimiter in this row or the one before, or export the file again."
            }
            Self::CellTooLong => {
                "Look for a quotation mark that is not closed in this row, or shorten the text in the records system."
            }
            Self::NoReference => "Give the crime reference, or remove the row.",
            Self::DigitsLost => {
                "Export the file again and import it without opening it in a spreadsheet; the digits are lost."
            }
            Self::NotAReference => "Check that the column holds the crime reference and nothing else.",
            Self::NotAVictimNumber => {
                "Check that the column holds the victim's number; a name is never part of the key. Without a number, \
                 leave the cell empty."
            }
            Self::SameAsRow { .. } => {
                "Remove one of the rows; where they are two victims, the extract needs the victim's number."
            }
            Self::UnknownWord => "Say in the mapping what it means, or correct it in the records system.",
            Self::UnknownFlag => "Say in the mapping what it means; a flag of no interest means \"nothing\".",
            Self::NotADate => "Correct the date, or add its form to the mapping's date_forms.",
            Self::TwoReadings => "Leave only the form this source uses in the mapping's date_forms.",
            Self::InTheFuture { .. } | Self::TooEarly { .. } => "Correct the date in the records system.",
            Self::BeforeReport { .. } | Self::AfterReport { .. } => {
                "Correct this date or the date reported in the records system."
            }
            Self::NotACollar => {
                "Give the collar number; a name belongs in the name's column, and words such as \"TBC\" in the \
                 mapping's empty_says."
            }
            Self::NotSafeTimes => {
                "Write days and hours as \"Mon-Fri 09:00-12:30; Sat 10:00-12:00\"; anything else belongs in a note."
            }
            Self::TextTooLong => "Shorten it, or map another column: free text does not belong in this field.",
            Self::ZerosLost { .. } => "Export the file again and import it without opening it in a spreadsheet.",
            Self::Formula => {
                "Export the file again from the records system, or paste the column's values over its formulas."
            }
            Self::SpreadsheetError => "Correct the formula in the spreadsheet, or export the file again without it.",
            Self::OutcomeWithoutDay => "Give the day of the outcome.",
            Self::DayWithoutOutcome => "Give the outcome, or remove its day.",
        }
    }

    /// The reason without what is of one row only, to count rows by.
    pub fn heading(&self) -> String {
        let heading = match self {
            Self::CellCount { .. } => "The row has more or fewer cells than there are columns.",
            Self::SameAsRow { .. } => "An earlier row has the same reference and victim.",
            Self::BeforeReport { .. } => "This day is before the report.",
            Self::AfterReport { .. } => "This day is after the report.",
            Self::ZerosLost { .. } => "The desk knows this reference with zeros before it.",
            Self::CellTooLong
            | Self::NoReference
            | Self::DigitsLost
            | Self::NotAReference
            | Self::NotAVictimNumber
            | Self::UnknownWord
            | Self::UnknownFlag
            | Self::NotADate
            | Self::TwoReadings
            | Self::InTheFuture { .. }
            | Self::TooEarly { .. }
            | Self::NotACollar
            | Self::TextTooLong
            | Self::Formula
            | Self::SpreadsheetError
            | Self::NotSafeTimes
            | Self::OutcomeWithoutDay
            | Self::DayWithoutOutcome => return self.to_string(),
        };
        heading.to_owned()
    }

    pub(crate) fn at(self, row: u64, column: &str, value: Option<&str>) -> Refusal {
        Refusal {
            row,
            column: (!column.is_empty()).then(|| column.to_owned()),
            value: value.map(|value| crate::words::one_line(value).chars().take(VALUE_SHOWN_MAX).collect()),
            remedy: self.remedy(),
            reason: self,
        }
    }
}

fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
