//! A caseload as columns, as at a day: what every figure is counted from.

use caseload::coverage::CoverageClass;
use caseload::{CaseKind, Outcome, OutcomeType, Strand};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

/// A day as a number: consecutive days differ by one. Never zero, so that "no day" costs no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayNumber(NonZeroU32);

impl DayNumber {
    /// The number of a day. Every day of the calendar has one.
    pub fn of(day: NaiveDate) -> Self {
        let since_first = day.num_days_from_ce() - NaiveDate::MIN.num_days_from_ce();
        Self(NonZeroU32::MIN.saturating_add(since_first.unsigned_abs()))
    }

    /// How many days this day lies after `first`; nothing where it lies before.
    pub const fn days_after(self, first: Self) -> Option<u32> {
        self.0.get().checked_sub(first.0.get())
    }
}

/// One case, as at the day the columns speak for.
#[derive(Debug, Clone, Copy)]
pub struct CaseColumnsRow<'a> {
    /// Only crimes enter attrition figures.
    pub kind: CaseKind,
    pub reported_on: NaiveDate,
    /// The outcome in force, if there is one.
    pub outcome: Option<Outcome>,
    /// The withdrawal's own day, where it is known.
    pub withdrawn_on: Option<NaiveDate>,
    /// Which part of the coverage figure the case counts in.
    pub coverage: CoverageClass,
    pub strands: &'a BTreeSet<Strand>,
}

/// Cases as a struct of arrays: 20 bytes a case, scanned without following a pointer.
///
/// Facts dated after the as-at day may stand in the columns; every figure leaves them out.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    reported: Vec<DayNumber>,
    is_crime: Vec<bool>,
    outcome: Vec<Option<OutcomeType>>,
    outcome_day: Vec<Option<DayNumber>>,
    withdrawn: Vec<Option<DayNumber>>,
    coverage: Vec<CoverageClass>,
    combination: Vec<u32>,
    combinations: Vec<BTreeSet<Strand>>,
    combination_numbers: BTreeMap<BTreeSet<Strand>, u32>,
}

impl Columns {
    /// Columns with room for so many cases.
    pub fn with_capacity(cases: usize) -> Self {
        Self {
            reported: Vec::with_capacity(cases),
            is_crime: Vec::with_capacity(cases),
            outcome: Vec::with_capacity(cases),
            outcome_day: Vec::with_capacity(cases),
            withdrawn: Vec::with_capacity(cases),
            coverage: Vec::with_capacity(cases),
            combination: Vec::with_capacity(cases),
            combinations: Vec::new(),
            combination_numbers: BTreeMap::new(),
        }
    }

    /// Adds a case. The order of the cases changes no figure.
    pub fn push(&mut self, row: CaseColumnsRow<'_>) {
        self.reported.push(DayNumber::of(row.reported_on));
        self.is_crime.push(match row.kind {
            CaseKind::Crime => true,
            CaseKind::NonCrimeIncident | CaseKind::Cancelled => false,
        });
        self.outcome.push(row.outcome.map(|outcome| outcome.outcome_type));
        self.outcome_day.push(row.outcome.map(|outcome| DayNumber::of(outcome.on)));
        self.withdrawn.push(row.withdrawn_on.map(DayNumber::of));
        self.coverage.push(row.coverage);
        let combination = self.combination_number(row.strands);
        self.combination.push(combination);
    }

    /// How many cases there are, of every kind.
    pub const fn len(&self) -> usize {
        self.reported.len()
    }

    /// Whether there is no case.
    pub const fn is_empty(&self) -> bool {
        self.reported.is_empty()
    }

    /// The days crimes were reported.
    pub(crate) fn crimes_reported(&self) -> impl Iterator<Item = DayNumber> {
        self.reported.iter().zip(&self.is_crime).filter(|&(_, &is_crime)| is_crime).map(|(&day, _)| day)
    }

    /// The outcomes in force of crimes, each with its day.
    pub(crate) fn crimes_closed(&self) -> impl Iterator<Item = (DayNumber, OutcomeType)> {
        self.crimes_closed_and_withdrawn().map(|(day, outcome, _)| (day, outcome))
    }

    /// The outcomes in force of crimes, each with its day and the withdrawal's own day, where there is one.
    pub(crate) fn crimes_closed_and_withdrawn(
        &self,
    ) -> impl Iterator<Item = (DayNumber, OutcomeType, Option<DayNumber>)> {
        self.outcome_day
            .iter()
            .zip(&self.outcome)
            .zip(&self.withdrawn)
            .zip(&self.is_crime)
            .filter(|&(_, &is_crime)| is_crime)
            .filter_map(|(((&day, &outcome), &withdrawn), _)| Some((day?, outcome?, withdrawn)))
    }

    /// The day reported and the coverage class of every case: whether a non-crime is owed a contact is policy.
    pub(crate) fn covered(&self) -> impl Iterator<Item = (DayNumber, CoverageClass)> {
        self.reported.iter().copied().zip(self.coverage.iter().copied())
    }

    /// The day each crime was reported, with the number of its combination of strands.
    pub(crate) fn crimes_by_combination(&self) -> impl Iterator<Item = (DayNumber, u32)> {
        self.reported
            .iter()
            .zip(&self.combination)
            .zip(&self.is_crime)
            .filter(|&(_, &is_crime)| is_crime)
            .map(|((&day, &combination), _)| (day, combination))
    }

    /// The combinations of strands met, by their number.
    pub(crate) fn combinations(&self) -> &[BTreeSet<Strand>] {
        &self.combinations
    }

    fn combination_number(&mut self, strands: &BTreeSet<Strand>) -> u32 {
        if let Some(&number) = self.combination_numbers.get(strands) {
            return number;
        }
        let number = u32::try_from(self.combinations.len()).unwrap_or(u32::MAX);
        self.combinations.push(strands.clone());
        self.combination_numbers.insert(strands.clone(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn day_numbers_count_days() {
        let first = DayNumber::of(day("2024-02-28"));
        assert_eq!(DayNumber::of(day("2024-03-01")).days_after(first), Some(2), "29 February lies between");
        assert_eq!(DayNumber::of(day("2024-02-27")).days_after(first), None, "a day before is not after");
        assert_eq!(DayNumber::of(NaiveDate::MIN).days_after(DayNumber::of(NaiveDate::MIN)), Some(0));
        assert!(DayNumber::of(NaiveDate::MAX) > first, "the whole calendar fits");
    }

    #[test]
    fn a_missing_day_costs_no_room() {
        assert_eq!(size_of::<Option<DayNumber>>(), 4);
    }
}
