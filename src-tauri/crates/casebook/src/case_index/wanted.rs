//! Which cases a filter lets through, by their keys alone.

use super::{CaseIndex, Keys, LAST_BIT};
use crate::case_row::CaseFilter;

impl CaseIndex {
    /// A filter as the keys are held against it; `None` where only the tables can answer.
    pub(super) fn wanted<'a>(&self, filter: &'a CaseFilter) -> Option<Wanted<'a>> {
        // Coded values without a column of their own stand in the tables alone.
        if !filter.with.is_empty() {
            return None;
        }
        let strand = match &filter.strand {
            // A strand that no case carries is in no list.
            Some(code) => match self.strands.get(code) {
                Some(&LAST_BIT) => return None,
                bit => Some(bit.map_or(0, |bit| 1 << bit)),
            },
            None => None,
        };
        // Nor is a name that none carries.
        let name = |name: &Option<String>| name.as_ref().map(|name| self.names.get(name).copied().unwrap_or(u32::MAX));
        Some(Wanted {
            filter,
            borough: name(&filter.borough),
            ward: name(&filter.ward),
            strand,
            worked_by: filter.worked_by.map(caseload::StaffId::as_i64),
        })
    }
}

/// A filter as the index reads it.
pub struct Wanted<'a> {
    filter: &'a CaseFilter,
    borough: Option<u32>,
    ward: Option<u32>,
    strand: Option<u64>,
    worked_by: Option<i64>,
}

impl Wanted<'_> {
    /// Whether a case with these keys is let through.
    pub(super) fn holds(&self, keys: &Keys) -> bool {
        let filter = self.filter;
        self.borough.is_none_or(|borough| keys.borough == borough)
            && self.ward.is_none_or(|ward| keys.ward == ward)
            && self.strand.is_none_or(|strand| keys.strands & strand != 0)
            && filter.risk.is_none_or(|risk| keys.risk == Some(risk))
            && (!filter.without_strand || keys.strands == 0)
            && (!filter.without_ward || keys.ward == 0)
            && (!filter.contact_open || keys.contact_open)
            && (!filter.closed || keys.closed)
            && (filter.problems == 0 || keys.problems & filter.problems != 0)
            && self.worked_by.is_none_or(|by| keys.worked_by == Some(by))
            && keys.said & filter.without == 0
            && (!filter.differs || keys.differs)
    }
}
