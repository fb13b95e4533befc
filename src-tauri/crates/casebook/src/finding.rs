//! Finding people, and the cases whose victims they are.

use crate::case_row::{self, CaseRow};
use crate::error::CasebookError;
use crate::open::Casebook;
use crate::people_search::{self, Spelling};
use caseload::{CaseId, Sensitive};

impl Casebook {
    /// Cases whose victim's name, telephone or address holds every word typed: the latest report first.
    ///
    /// # Errors
    /// No people key.
    pub fn search_people(&self, typed: &Sensitive<String>, limit: u32) -> Result<Vec<CaseRow>, CasebookError> {
        self.search_spelled(typed, Spelling::AsTyped, limit)
    }

    /// As [`Casebook::search_people`], and also names that are spelled nearly as typed.
    ///
    /// # Errors
    /// No people key.
    pub fn search_people_nearly(&self, typed: &Sensitive<String>, limit: u32) -> Result<Vec<CaseRow>, CasebookError> {
        self.search_spelled(typed, Spelling::NearlyRight, limit)
    }

    fn search_spelled(
        &self,
        typed: &Sensitive<String>,
        spelling: Spelling,
        limit: u32,
    ) -> Result<Vec<CaseRow>, CasebookError> {
        let people = self.people.as_ref().ok_or(CasebookError::NoPeopleKey)?;
        let mut found: Vec<CaseRow> = Vec::new();
        people_search::search(people, typed, spelling, |row, subject| {
            let case = CaseId::from_i64(subject);
            if !found.iter().any(|known| known.case == case) {
                // A superseded version may still match; only a row in force counts.
                let in_force = |candidate: &CaseRow| candidate.personal.values().any(|id| *id == row);
                found.extend(case_row::read(&self.ledger, case)?.filter(in_force));
            }
            Ok(found.len() < limit as usize)
        })?;
        Ok(found)
    }
}
