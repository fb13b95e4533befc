//! A caseload as columns, as at a day: what every figure is counted from.

mod case;

pub(crate) use case::GroupedCase;

use crate::cuts::{Cut, CutColumns};
use crate::release::{Bases, Basis, ReleaseDays};
use caseload::coverage::CoverageClass;
use caseload::{CaseKind, Outcome, OutcomeType, Strand};
use chrono::{Datelike, Days, NaiveDate};
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

    /// The day with this number.
    pub fn day(self) -> NaiveDate {
        let since_first = Days::new(u64::from(self.0.get() - 1));
        NaiveDate::MIN.checked_add_days(since_first).unwrap_or(NaiveDate::MAX)
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
    pub delivery: Delivery,
    pub groups: Groups<'a>,
}

/// How far the promise of a contact got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delivery {
    /// A contact was given to an officer, or tried, or made.
    pub offered: bool,
    /// At least one attempt was made, or the victim was reached.
    pub attempted: bool,
    /// The first day the victim was reached.
    pub reached_on: Option<NaiveDate>,
}

/// The groups a case is counted in besides its strands; none where nothing was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Groups<'a> {
    pub age_band: Option<&'a str>,
    pub sex: Option<&'a str>,
    pub ethnicity: Option<&'a str>,
    pub disability: Option<bool>,
    pub language: Option<&'a str>,
    pub borough: Option<&'a str>,
    pub ward: Option<&'a str>,
    pub team: Option<&'a str>,
}

/// Cases as a struct of arrays: 42 bytes a case, scanned without following a pointer.
///
/// Facts dated after the as-at day may stand in the columns; every figure leaves them out.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    reported: Vec<DayNumber>,
    bases: Vec<Bases>,
    outcome: Vec<Option<OutcomeType>>,
    outcome_day: Vec<Option<DayNumber>>,
    withdrawn: Vec<Option<DayNumber>>,
    coverage: Vec<CoverageClass>,
    reached: Vec<Option<DayNumber>>,
    delivery: Vec<u8>,
    combination: Vec<u32>,
    combinations: Vec<BTreeSet<Strand>>,
    combination_numbers: BTreeMap<BTreeSet<Strand>, u32>,
    cuts: CutColumns,
    releases: Option<ReleaseDays>,
}

/// Bits of the delivery column.
const OFFERED: u8 = 1;
const ATTEMPTED: u8 = 2;

impl Columns {
    /// Columns with room for so many cases.
    pub fn with_capacity(cases: usize) -> Self {
        Self {
            reported: Vec::with_capacity(cases),
            bases: Vec::with_capacity(cases),
            outcome: Vec::with_capacity(cases),
            outcome_day: Vec::with_capacity(cases),
            withdrawn: Vec::with_capacity(cases),
            coverage: Vec::with_capacity(cases),
            reached: Vec::with_capacity(cases),
            delivery: Vec::with_capacity(cases),
            combination: Vec::with_capacity(cases),
            cuts: CutColumns::with_capacity(cases),
            ..Self::default()
        }
    }

    /// Columns of which each month is given once, on its own day: see [`ReleaseDays`].
    #[must_use]
    pub fn released(mut self, days: ReleaseDays) -> Self {
        self.releases = Some(days);
        self
    }

    /// When each month is given, where these columns give each once.
    pub const fn releases(&self) -> Option<&ReleaseDays> {
        self.releases.as_ref()
    }

    /// Adds a case. The order of the cases changes no figure.
    pub fn push(&mut self, row: CaseColumnsRow<'_>) {
        self.push_for(row, Bases::ALL);
    }

    /// Adds a case that counts on these bases only.
    pub fn push_for(&mut self, row: CaseColumnsRow<'_>, bases: Bases) {
        self.reported.push(DayNumber::of(row.reported_on));
        self.bases.push(match row.kind {
            CaseKind::Crime => bases,
            CaseKind::NonCrimeIncident | CaseKind::Cancelled => bases.of_any_kind(),
        });
        self.outcome.push(row.outcome.map(|outcome| outcome.outcome_type));
        self.outcome_day.push(row.outcome.map(|outcome| DayNumber::of(outcome.on)));
        self.withdrawn.push(row.withdrawn_on.map(DayNumber::of));
        self.coverage.push(row.coverage);
        self.reached.push(row.delivery.reached_on.map(DayNumber::of));
        let offered = if row.delivery.offered { OFFERED } else { 0 };
        let attempted = if row.delivery.attempted { ATTEMPTED } else { 0 };
        self.delivery.push(offered | attempted);
        let combination = self.combination_number(row.strands);
        self.combination.push(combination);
        self.cuts.push(&row.groups);
    }

    /// How many cases there are, of every kind.
    pub const fn len(&self) -> usize {
        self.reported.len()
    }

    /// Whether there is no case.
    pub const fn is_empty(&self) -> bool {
        self.reported.is_empty()
    }

    /// The room the columns take, in bytes.
    pub const fn bytes(&self) -> usize {
        // Days and their options take four bytes, the combination four, codes two for each cut, and the rest one each.
        self.reported.capacity() * (4 * 4 + 4 + 2 * Cut::CODED.len() + 4)
    }

    /// The days crimes were reported.
    pub(crate) fn crimes_reported(&self) -> impl Iterator<Item = DayNumber> {
        self.reported.iter().zip(&self.bases).filter(|&(_, bases)| bases.holds(Basis::Recorded)).map(|(&day, _)| day)
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
            .zip(&self.bases)
            .filter(|&(_, bases)| bases.holds(Basis::Closed))
            .filter_map(|(((&day, &outcome), &withdrawn), _)| Some((day?, outcome?, withdrawn)))
    }

    /// Crimes closed, each with the day of its outcome and the day reported.
    pub(crate) fn crimes_closed_since_report(&self) -> impl Iterator<Item = (DayNumber, DayNumber)> {
        self.outcome_day
            .iter()
            .zip(&self.reported)
            .zip(&self.bases)
            .filter(|&(_, bases)| bases.holds(Basis::Closed))
            .filter_map(|((&closed, &reported), _)| Some((closed?, reported)))
    }

    /// Victims reached, each with the day and the day reported.
    pub(crate) fn reached_since_report(&self) -> impl Iterator<Item = (DayNumber, DayNumber)> {
        self.reached
            .iter()
            .zip(&self.reported)
            .zip(&self.bases)
            .filter(|&(_, bases)| bases.holds(Basis::Reached))
            .filter_map(|((&reached, &reported), _)| Some((reached?, reported)))
    }

    /// Crimes of a cohort: the day reported, the withdrawal's own day, and the outcome with its day.
    pub(crate) fn cohort(
        &self,
        basis: Basis,
    ) -> impl Iterator<Item = (DayNumber, Option<DayNumber>, Option<(DayNumber, OutcomeType)>)> {
        self.reported
            .iter()
            .zip(&self.withdrawn)
            .zip(self.outcome_day.iter().zip(&self.outcome))
            .zip(&self.bases)
            .filter(move |&(_, bases)| bases.holds(basis))
            .map(|(((&reported, &withdrawn), (&day, &outcome)), _)| (reported, withdrawn, day.zip(outcome)))
    }

    /// The day reported and the coverage class of every case: whether a non-crime is owed a contact is policy.
    pub(crate) fn covered(&self) -> impl Iterator<Item = (DayNumber, CoverageClass)> {
        self.reported
            .iter()
            .zip(&self.coverage)
            .zip(&self.bases)
            .filter(|&(_, bases)| bases.holds(Basis::Covered))
            .map(|((&day, &class), _)| (day, class))
    }

    /// As [`Columns::covered`], with whether a contact was offered and whether it was attempted.
    pub(crate) fn delivered(&self) -> impl Iterator<Item = (DayNumber, CoverageClass, bool, bool)> {
        self.reported
            .iter()
            .zip(&self.coverage)
            .zip(&self.delivery)
            .zip(&self.bases)
            .filter(|&(_, bases)| bases.holds(Basis::Covered))
            .map(|(((&day, &class), &delivery), _)| (day, class, delivery & OFFERED != 0, delivery & ATTEMPTED != 0))
    }

    /// Every case as the figures by group read it.
    pub(crate) fn grouped(&self) -> impl Iterator<Item = GroupedCase> {
        (0..self.len()).filter_map(|index| self.case(index))
    }

    /// One case as the figures by group read it.
    pub(crate) fn case(&self, index: usize) -> Option<GroupedCase> {
        Some(GroupedCase {
            index,
            reported: *self.reported.get(index)?,
            closed: (*self.outcome_day.get(index)?).zip(*self.outcome.get(index)?),
            coverage: *self.coverage.get(index)?,
            offered: self.delivery.get(index)? & OFFERED != 0,
            bases: *self.bases.get(index)?,
        })
    }

    /// The withdrawal's own day, where it is known.
    pub(crate) fn withdrawn(&self, index: usize) -> Option<DayNumber> {
        self.withdrawn.get(index).copied().flatten()
    }

    /// The first day the victim was reached.
    pub(crate) fn reached(&self, index: usize) -> Option<DayNumber> {
        self.reached.get(index).copied().flatten()
    }

    /// The codes of a cut, one a case, and what they stand for.
    pub(crate) const fn cuts(&self) -> &CutColumns {
        &self.cuts
    }

    /// The number of each case's combination of strands.
    pub(crate) fn combination_of(&self) -> &[u32] {
        &self.combination
    }

    /// The day each crime was reported, with the number of its combination of strands.
    pub(crate) fn crimes_by_combination(&self) -> impl Iterator<Item = (DayNumber, u32)> {
        self.reported
            .iter()
            .zip(&self.combination)
            .zip(&self.bases)
            .filter(|&(_, bases)| bases.holds(Basis::Recorded))
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
        for of in [NaiveDate::MIN, NaiveDate::MAX, day("2024-02-29")] {
            assert_eq!(DayNumber::of(of).day(), of, "and back");
        }
    }

    #[test]
    fn a_missing_day_costs_no_room() {
        assert_eq!(size_of::<Option<DayNumber>>(), 4);
    }
}
