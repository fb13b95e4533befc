//! What lists ask of an open desk.

use crate::case_index::CaseIndex;
use crate::case_row::{self, CaseFilter, CaseRow};
use crate::error::CasebookError;
use crate::open::Casebook;
use caseload::CaseId;
use caseload::clocks::ClockStory;
use chrono::NaiveDate;
use std::cell::RefMut;
use std::sync::Arc;

impl Casebook {
    fn index(&self) -> Result<RefMut<'_, CaseIndex>, CasebookError> {
        let mut index = self.index.borrow_mut();
        index.catch_up(&self.ledger, &self.caseload)?;
        Ok(index)
    }

    /// Cases whose contact is still open, earliest report first.
    pub fn open_rows(&self) -> Result<Vec<CaseRow>, CasebookError> {
        Ok(self.open_rows_shared()?.into_iter().map(Arc::unwrap_or_clone).collect())
    }

    /// As [`Casebook::open_rows`], without a copy of each.
    pub fn open_rows_shared(&self) -> Result<Vec<Arc<CaseRow>>, CasebookError> {
        self.index()?.open(&self.ledger)
    }

    /// Those of them that a filter lets through.
    pub fn open_rows_of(&self, filter: &CaseFilter) -> Result<Vec<Arc<CaseRow>>, CasebookError> {
        if *filter == CaseFilter::default() {
            return self.open_rows_shared();
        }
        let open = CaseFilter { contact_open: true, ..filter.clone() };
        let mut index = self.index()?;
        if let Some((_, cases)) = index.page(&open, 0, u64::MAX) {
            return index.open_among(&self.ledger, &cases);
        }
        let rows = case_row::read_page(&self.ledger, &open, 0, i64::MAX.cast_unsigned())?;
        Ok(rows.into_iter().rev().map(Arc::new).collect())
    }

    /// A page of a list, latest report first, and how many there are in all.
    pub fn list(&self, filter: &CaseFilter, offset: u64, limit: u64) -> Result<(u64, Vec<CaseRow>), CasebookError> {
        let Some((count, page)) = self.index()?.page(filter, offset, limit) else {
            let page = case_row::read_page(&self.ledger, filter, offset, limit)?;
            return Ok((case_row::count(&self.ledger, filter)?, page));
        };
        let mut rows = Vec::with_capacity(page.len());
        for case in page {
            rows.extend(case_row::read(&self.ledger, case)?);
        }
        Ok((count, rows))
    }

    /// How many cases a list holds.
    pub fn count(&self, filter: &CaseFilter) -> Result<u64, CasebookError> {
        match self.index()?.count(filter) {
            Some(count) => Ok(count),
            None => case_row::count(&self.ledger, filter),
        }
    }

    /// How many cases have each problem that nobody set aside, by its bit.
    ///
    /// # Errors
    /// A damaged ledger file.
    pub fn count_problems(&self) -> Result<[u64; u64::BITS as usize], CasebookError> {
        Ok(self.index()?.count_problems())
    }

    /// Cases whose reference begins so: those of exactly this reference first, then the latest.
    ///
    /// # Errors
    /// A damaged ledger file.
    pub fn search_reference(&self, typed: &str, limit: u32) -> Result<Vec<CaseRow>, CasebookError> {
        let found = self.index()?.of_reference(typed, limit as usize);
        let mut rows = Vec::with_capacity(found.len());
        for case in found {
            rows.extend(case_row::read(&self.ledger, case)?);
        }
        Ok(rows)
    }

    /// What the clocks of each case run on that was reported or ended on or after a day: latest report first.
    ///
    /// # Errors
    /// A damaged ledger file.
    pub fn each_lately(
        &self,
        since: NaiveDate,
        mut each: impl FnMut(CaseId, &ClockStory<'_>),
    ) -> Result<(), CasebookError> {
        for lately in self.index()?.lately(since) {
            let acts = case_row::read_clock_acts(lately.clock_acts);
            let (reported_on, outcome_on) = (lately.reported_on, lately.outcome_on);
            each(lately.case, &ClockStory { reported_on, outcome_on, acts: &acts });
        }
        Ok(())
    }

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
        self.index()?.each_said(since, each);
        Ok(())
    }
}
