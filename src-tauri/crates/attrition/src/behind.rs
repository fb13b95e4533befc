//! The cases behind a point: which rows of the columns it counts, and which of them are in its numerator.

use crate::cohort::Followed;
use crate::columns::{Columns, DayNumber};
use crate::cuts::{Cut, NOT_RECORDED};
use crate::groups::Group;
use crate::measure::Series;
use crate::release::Basis;
use crate::withdrawal::OutcomeMask;
use caseload::OutcomeSet;
use caseload::coverage::CoverageClass;
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// A case behind a point, by its place in the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Behind {
    /// Which case: the order in which it was pushed.
    pub index: usize,
    /// Whether it is in the numerator; true for a series that only counts.
    pub counted: bool,
}

/// Which point.
#[derive(Debug, Clone)]
pub struct BehindRequest<'a> {
    pub series: Series,
    /// The first and the last day of its period.
    pub days: RangeInclusive<NaiveDate>,
    pub as_at: NaiveDate,
    /// The outcomes that count as attrition.
    pub set: &'a OutcomeSet,
    /// The group it is of, where it is of one.
    pub among: Option<Among<'a>>,
}

/// A group, by the words of its row.
#[derive(Debug, Clone, Copy)]
pub struct Among<'a> {
    pub cut: Cut,
    pub group: &'a str,
}

/// The cases behind a point, in the order of the columns.
pub fn behind(columns: &Columns, request: &BehindRequest<'_>) -> Vec<Behind> {
    let series = request.series;
    let (first, last) = (DayNumber::of(*request.days.start()), DayNumber::of((*request.days.end()).min(request.as_at)));
    let within = |day: DayNumber| first <= day && day <= last;
    let as_at = DayNumber::of(request.as_at);
    let attrition = OutcomeMask::of(request.set);
    let charged = OutcomeMask::of(&OutcomeSet::charged());
    let followed = Followed::ALL.into_iter().find(|followed| followed.series() == series);
    let counted = |index: usize| -> Option<bool> {
        let case = columns.case(index)?;
        if let Some(followed) = followed {
            let old_enough = as_at.days_after(case.reported).is_some_and(|age| age >= followed.days());
            return (case.bases.holds(Basis::Recorded) && within(case.reported) && old_enough)
                .then(|| followed.withdrew(case.reported, columns.withdrawn(index), case.closed, attrition));
        }
        if matches!(
            series,
            Series::WithdrawalClosed | Series::WithdrawalTwelveMonths | Series::Charged | Series::DaysToOutcome
        ) {
            let (day, outcome) = case.closed?;
            let set = if series == Series::Charged { charged } else { attrition };
            let counts = series == Series::DaysToOutcome || set.holds(outcome);
            return (case.bases.holds(Basis::Closed) && within(day)).then_some(counts);
        }
        if series == Series::DaysToContact {
            return columns.reached(index).filter(|&day| within(day)).map(|_| true);
        }
        if matches!(series, Series::Recorded | Series::DaysBetween) {
            return (case.bases.holds(Basis::Recorded) && within(case.reported)).then_some(true);
        }
        if !within(case.reported) || matches!(case.coverage, CoverageClass::NotOwed | CoverageClass::WindowOpen) {
            return None;
        }
        Some(case.counts_as(series))
    };
    let members = request.among.map(|among| members(columns, among));
    let is_member = |index: usize| members.as_ref().is_none_or(|of| of.get(index).is_some_and(|&is| is));
    (0..columns.len())
        .filter(|&index| is_member(index))
        .filter_map(|index| Some(Behind { index, counted: counted(index)? }))
        .collect()
}

/// For each case, whether it is in the group.
fn members(columns: &Columns, among: Among<'_>) -> Vec<bool> {
    let other = among.cut.crossed_with();
    let coded = other.or(Some(among.cut).filter(|&cut| cut != Cut::Strand));
    let codes = coded.and_then(|cut| columns.cuts().codes(cut));
    let names = coded.map_or(&[][..], |cut| columns.cuts().names(cut));
    let by_strand = other.is_some() || among.cut == Cut::Strand;
    let not_recorded = among.group == Group::NotRecorded.words();
    let of = |index: usize| {
        let code = codes.and_then(|codes| codes.get(index)).copied().unwrap_or(NOT_RECORDED);
        let name = usize::from(code).checked_sub(1).and_then(|code| names.get(code));
        if !by_strand {
            return name.map_or(not_recorded, |name| name == among.group);
        }
        let number = columns.combination_of().get(index).and_then(|&number| usize::try_from(number).ok());
        let strands = number.and_then(|number| columns.combinations().get(number));
        let lacks = strands.is_none_or(std::collections::BTreeSet::is_empty) || (other.is_some() && name.is_none());
        if not_recorded || lacks {
            return not_recorded && lacks;
        }
        strands.into_iter().flatten().any(|strand| match (other, name) {
            (Some(_), Some(name)) => Group::both(strand, name).words() == among.group,
            _ => strand.label() == among.group,
        })
    };
    (0..columns.len()).map(of).collect()
}
