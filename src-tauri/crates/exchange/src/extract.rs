//! What was read from an extract.

use crate::refusal::Refusal;
use crate::table_in::TableForm;
use caseload::{CaseFacts, PersonalFacts};

/// An extract read in full. Whether one refused row refuses the whole file is the desk's rule, not the reader's.
#[derive(Debug, Clone, PartialEq)]
pub struct Extract {
    /// Rows that were understood in full, in the file's order.
    pub rows: Vec<ExtractRow>,
    /// Every problem, in the file's order.
    pub refusals: Vec<Refusal>,
    pub found: Found,
}

impl Extract {
    /// Whether every row is marked as invented.
    pub const fn invented(&self) -> bool {
        self.found.invented()
    }
}

/// One row: one victim of one crime, and what the file says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractRow {
    /// The row as a spreadsheet numbers it.
    pub row: u64,
    /// The crime reference, as text: leading zeros and slashes are kept.
    pub reference: String,
    /// The victim's number in the source, where it has one; with the reference it is the key. A name never is.
    pub victim_number: Option<String>,
    pub facts: CaseFacts,
    pub personal: PersonalFacts,
}

/// How the file was understood, for a person to look over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub form: TableForm,
    /// The row of the column names, as a spreadsheet numbers it.
    pub header_row: u64,
    /// The date forms that fitted, in the mapping's order.
    pub date_forms: Vec<String>,
    /// Columns that were read.
    pub columns_used: Vec<ColumnUse>,
    /// Columns of the file that the mapping does not read.
    pub columns_ignored: Vec<String>,
    /// Columns the mapping would read and the file does not have: they say nothing.
    pub columns_missing: Vec<ColumnUse>,
    /// Columns read as text in which a workbook holds plain numbers: leading zeros, if there were any, are lost.
    pub columns_of_numbers: Vec<String>,
    /// Values that nobody has mapped, with how many rows each has refused; a limited number of them.
    pub unmapped: Vec<Unmapped>,
    /// Rows read, refused ones too; blank ones not.
    pub rows: u64,
    /// Rows that the file marks as invented.
    pub rows_invented: u64,
}

impl Found {
    /// Whether every row is marked as invented.
    pub const fn invented(&self) -> bool {
        self.rows > 0 && self.rows_invented == self.rows
    }
}

/// A column and the field it is read for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnUse {
    pub column: String,
    /// The mapping's name for the field.
    pub field: String,
}

/// A value of a coded column that nobody has mapped, and that refused its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmapped {
    pub column: String,
    /// The mapping's name for the field, or `flags`.
    pub field: String,
    pub value: String,
    pub rows: u64,
}
