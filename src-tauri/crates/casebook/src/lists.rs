//! What lists ask of an open desk besides rows.

use crate::case_row;
use crate::error::CasebookError;
use crate::open::Casebook;
use caseload::CaseId;
use chrono::NaiveDate;

impl Casebook {
    /// The case that this one went into, where it did.
    pub fn merged_into(&self, case: CaseId) -> Result<Option<CaseId>, CasebookError> {
        case_row::merged_into(&self.ledger, case)
    }

    /// The cases that went into this one.
    pub fn merged_from(&self, case: CaseId) -> Result<Vec<CaseId>, CasebookError> {
        case_row::merged_from(&self.ledger, case)
    }

    /// For each case reported on or after a day: that day, and its fields with a value as bits.
    pub fn each_said(&self, since: NaiveDate, each: impl FnMut(NaiveDate, u64)) -> Result<(), CasebookError> {
        case_row::read_said(&self.ledger, since, each)
    }
}
