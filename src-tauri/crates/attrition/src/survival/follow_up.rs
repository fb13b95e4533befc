//! How long each case was followed and how that ended, as columns.

use crate::columns::DayNumber;
use crate::survival::day_counts::DayCounts;
use caseload::{CaseKind, Outcome, RiskLevel, Strand};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

/// How the following of a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The victim withdrew support.
    Withdrawal,
    /// Any outcome without a withdrawal: the competing end.
    Other,
    /// Neither, followed to the as-at day.
    Open,
}

/// One case, as at a day.
#[derive(Debug, Clone, Copy)]
pub struct FollowUpRow<'a> {
    /// Only crimes are followed.
    pub kind: CaseKind,
    pub reported_on: NaiveDate,
    pub outcome: Option<Outcome>,
    /// Whether a withdrawal was recorded, with or without its day.
    pub withdrawn: bool,
    /// The withdrawal's own day, where it is known.
    pub withdrawn_on: Option<NaiveDate>,
    /// The first day the victim was reached by a reassurance contact.
    pub reached_on: Option<NaiveDate>,
    /// What sets the contact window, and so drives the day of the contact.
    pub risk: Option<RiskLevel>,
    pub borough: Option<&'a str>,
    pub strands: &'a BTreeSet<Strand>,
}

/// The group a case is in for tests and models, where each case must be in exactly one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrandGroup {
    /// One strand alone.
    Only(Strand),
    /// Several strands.
    Multiple,
    /// No strand was recorded.
    NotRecorded,
}

impl StrandGroup {
    /// The group of a case with these strands.
    pub fn of(strands: &BTreeSet<Strand>) -> Self {
        let mut strands_in_order = strands.iter();
        match (strands_in_order.next(), strands_in_order.next()) {
            (None, _) => Self::NotRecorded,
            (Some(only), None) => Self::Only(only.clone()),
            (Some(_), Some(_)) => Self::Multiple,
        }
    }

    /// The words on screen and paper.
    pub fn label(&self) -> String {
        match self {
            Self::Only(strand) => strand.label(),
            Self::Multiple => "Several strands".to_owned(),
            Self::NotRecorded => "Strand not recorded".to_owned(),
        }
    }

    /// The stable code, as in files.
    pub fn code(&self) -> &str {
        match self {
            Self::Only(strand) => strand.code(),
            Self::Multiple => "MULTIPLE",
            Self::NotRecorded => "NOT_RECORDED",
        }
    }
}

/// How many withdrawals lack their own day: it decides whether an effect may be printed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Undated {
    /// Withdrawals, dated or not.
    pub withdrawals: u64,
    /// Those followed to the day of the outcome, since the withdrawal has no day of its own.
    pub by_outcome: u64,
    /// Those left out, since neither day is known.
    pub left_out: u64,
}

impl Undated {
    /// Withdrawals without a day of their own.
    pub const fn undated(self) -> u64 {
        self.by_outcome + self.left_out
    }

    /// Whether so many lack their day that no effect is printed: more than one in twenty.
    ///
    /// Measured on invented caseloads with a true ratio of 0.74: with 20 % undated a Cox model says 0.68, and with
    /// all undated 0.52.
    pub const fn too_many(self) -> bool {
        self.undated() * 20 > self.withdrawals
    }
}

/// Cases as a struct of arrays: 13 bytes a case.
#[derive(Debug, Clone)]
pub struct FollowUps {
    as_at: NaiveDate,
    pub(super) end_day: Vec<u32>,
    pub(super) end: Vec<End>,
    /// The day of the contact after the report and one, where it came before the end.
    pub(super) contact: Vec<Option<NonZeroU32>>,
    pub(super) stratum: Vec<u16>,
    pub(super) group: Vec<u16>,
    strata: usize,
    groups: Vec<StrandGroup>,
    undated: Undated,
    /// Cases whose end is dated before their report: counted as ending on day zero.
    ends_before_report: u64,
}

/// Gathers cases one by one.
#[derive(Debug)]
pub struct FollowUpsBuilder {
    gathered: FollowUps,
    strata: BTreeMap<(Option<RiskLevel>, Option<String>), u16>,
    groups: BTreeMap<StrandGroup, u16>,
    /// Nobody is followed for longer than this.
    days_at_most: u32,
}

impl FollowUpsBuilder {
    /// No case yet, followed to this day.
    pub const fn as_at(as_at: NaiveDate) -> Self {
        let gathered = FollowUps {
            as_at,
            end_day: Vec::new(),
            end: Vec::new(),
            contact: Vec::new(),
            stratum: Vec::new(),
            group: Vec::new(),
            strata: 0,
            groups: Vec::new(),
            undated: Undated { withdrawals: 0, by_outcome: 0, left_out: 0 },
            ends_before_report: 0,
        };
        Self { gathered, strata: BTreeMap::new(), groups: BTreeMap::new(), days_at_most: u32::MAX }
    }

    /// Nobody is followed for longer than this: who has not ended by then is open.
    #[must_use]
    pub fn followed_for(self, days_at_most: u32) -> Self {
        Self { days_at_most, ..self }
    }

    /// Adds a case. The order of the cases changes no figure; facts dated after the as-at day are not yet true.
    pub fn push(&mut self, row: &FollowUpRow<'_>) {
        let is_crime = matches!(row.kind, CaseKind::Crime);
        if !is_crime || row.reported_on > self.gathered.as_at {
            return;
        }
        let Some((on, end)) = self.end_of(row) else { return };
        let reported = DayNumber::of(row.reported_on);
        let end_day = DayNumber::of(on).days_after(reported).unwrap_or_else(|| {
            self.gathered.ends_before_report += 1;
            0
        });
        let (end_day, end) = if end_day > self.days_at_most { (self.days_at_most, End::Open) } else { (end_day, end) };
        let contact_day = row.reached_on.map(|on| DayNumber::of(on).days_after(reported).unwrap_or(0));
        let contact = contact_day.filter(|&day| day <= end_day).and_then(|day| NonZeroU32::new(day.saturating_add(1)));
        let stratum = self.stratum_number(row);
        let group = self.group_number(StrandGroup::of(row.strands));
        let cases = &mut self.gathered;
        cases.end_day.push(end_day);
        cases.end.push(end);
        cases.contact.push(contact);
        cases.stratum.push(stratum);
        cases.group.push(group);
    }

    /// The last day of the following, and how it ended; nothing where a withdrawal has no day at all.
    fn end_of(&mut self, row: &FollowUpRow<'_>) -> Option<(NaiveDate, End)> {
        let outcome = row.outcome.filter(|outcome| outcome.on <= self.gathered.as_at);
        let attrition = outcome.is_some_and(|outcome| matches!(outcome.outcome_type.number(), 14 | 16));
        if let Some(on) = row.withdrawn_on {
            if on <= self.gathered.as_at {
                self.gathered.undated.withdrawals += 1;
                return Some((on, End::Withdrawal));
            }
            return Some((self.gathered.as_at, End::Open));
        }
        if row.withdrawn || attrition {
            self.gathered.undated.withdrawals += 1;
            let Some(outcome) = outcome else {
                self.gathered.undated.left_out += 1;
                return None;
            };
            self.gathered.undated.by_outcome += 1;
            return Some((outcome.on, End::Withdrawal));
        }
        Some(outcome.map_or((self.gathered.as_at, End::Open), |outcome| (outcome.on, End::Other)))
    }

    fn stratum_number(&mut self, row: &FollowUpRow<'_>) -> u16 {
        let next = u16::try_from(self.strata.len()).unwrap_or(u16::MAX);
        *self.strata.entry((row.risk, row.borough.map(str::to_owned))).or_insert(next)
    }

    fn group_number(&mut self, group: StrandGroup) -> u16 {
        let next = u16::try_from(self.groups.len()).unwrap_or(u16::MAX);
        *self.groups.entry(group).or_insert(next)
    }

    /// The columns. Strata and groups are numbered by what they are, and not by which case came first.
    pub fn finish(self) -> FollowUps {
        let mut cases = self.gathered;
        renumber(&mut cases.stratum, self.strata.values());
        renumber(&mut cases.group, self.groups.values());
        cases.strata = self.strata.len();
        cases.groups = self.groups.into_keys().collect();
        cases
    }
}

/// Gives each number its place in this order.
fn renumber<'a>(numbers: &mut [u16], in_order: impl ExactSizeIterator<Item = &'a u16>) {
    let mut place = vec![0u16; in_order.len()];
    for (&number, at) in in_order.zip(0u16..) {
        if let Some(place) = place.get_mut(usize::from(number)) {
            *place = at;
        }
    }
    for number in numbers {
        *number = place.get(usize::from(*number)).copied().unwrap_or(0);
    }
}

impl FollowUps {
    /// How many crimes are followed.
    pub const fn len(&self) -> usize {
        self.end_day.len()
    }

    /// Whether none is.
    pub const fn is_empty(&self) -> bool {
        self.end_day.is_empty()
    }

    /// The day the columns speak for.
    pub const fn day(&self) -> NaiveDate {
        self.as_at
    }

    /// How many withdrawals lack their own day.
    pub const fn undated(&self) -> Undated {
        self.undated
    }

    /// How many cases end before they were reported, by their dates.
    pub const fn ends_before_report(&self) -> u64 {
        self.ends_before_report
    }

    /// How many strata of risk and borough there are.
    pub const fn strata(&self) -> usize {
        self.strata
    }

    /// The strand groups, by their number.
    pub fn groups(&self) -> &[StrandGroup] {
        &self.groups
    }

    /// How many crimes are in each strand group, by its number.
    pub fn group_sizes(&self) -> Vec<u64> {
        let mut sizes = vec![0; self.groups.len()];
        for &group in &self.group {
            if let Some(size) = sizes.get_mut(usize::from(group)) {
                *size += 1;
            }
        }
        sizes
    }

    /// The last day on which a victim withdrew; nothing after it changes a test or a model.
    pub(super) fn last_withdrawal(&self) -> Option<u32> {
        let ends = self.end_day.iter().zip(&self.end);
        ends.filter(|&(_, &end)| end == End::Withdrawal).map(|(&day, _)| day).max()
    }

    /// All cases, counted by day.
    pub fn counts(&self) -> DayCounts {
        let mut counts = DayCounts::over(self.last_day());
        for (&day, &end) in self.end_day.iter().zip(&self.end) {
            counts.add(day, end);
        }
        counts
    }

    /// The cases of each strand group, counted by day, by the group's number.
    pub fn counts_by_group(&self) -> Vec<DayCounts> {
        let mut counts = vec![DayCounts::over(self.last_day()); self.groups.len()];
        for ((&day, &end), &group) in self.end_day.iter().zip(&self.end).zip(&self.group) {
            if let Some(counts) = counts.get_mut(usize::from(group)) {
                counts.add(day, end);
            }
        }
        counts
    }

    fn last_day(&self) -> u32 {
        self.end_day.iter().copied().max().unwrap_or(0)
    }
}
