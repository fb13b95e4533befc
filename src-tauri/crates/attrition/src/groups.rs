//! Groups compared: equality, places and teams. Against funnel limits, and never as a league table.

use crate::columns::{Columns, DayNumber, GroupedCase};
use crate::crossed::{by_strand_and, lower_first};
use crate::cuts::{Cut, NOT_RECORDED};
use crate::gap::{Gap, difference, ratio};
use crate::measure::Series;
use crate::month_slots::MonthSlots;
use crate::overdispersion::inflation;
use crate::rate::Rate;
use crate::release::Basis;
use crate::suppression::SmallNumbers;
use crate::withdrawal::{OutcomeMask, Tally};
use caseload::coverage::CoverageClass;
use caseload::{Month, OutcomeSet, Strand};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The standard normal quantiles of the funnel's limits: at 0.975 and at 0.999.
pub const Z_OF_FUNNEL: [f64; 2] = [crate::rate::Z_95, 3.090_232_306_167_813_5];

/// What to compare.
#[derive(Debug, Clone, Copy)]
pub struct GroupsRequest<'a> {
    pub cut: Cut,
    /// One of [`Series::OF_GROUPS`].
    pub series: Series,
    /// The months whose cases count, by the basis of the series.
    pub months: &'a BTreeSet<Month>,
    pub as_at: NaiveDate,
    /// The outcomes that count as attrition.
    pub set: &'a OutcomeSet,
    /// Widen the limits where groups vary more than chance lets them.
    pub overdispersion: bool,
}

/// Which group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Named(String),
    /// In a strand and in a group of another cut.
    Both {
        strand: String,
        other: String,
        words: String,
    },
    /// Always a row: what is missing is itself a finding.
    NotRecorded,
}

impl Group {
    /// An intersection.
    pub(crate) fn both(strand: &Strand, other: &str) -> Self {
        let words = format!("{}, {}", strand.label(), lower_first(other));
        Self::Both { strand: strand.label(), other: other.to_owned(), words }
    }

    /// The words of a table.
    pub fn words(&self) -> &str {
        match self {
            Self::Named(words) | Self::Both { words, .. } => words,
            Self::NotRecorded => "Not recorded",
        }
    }
}

/// Lower and upper limits about the centre, at 0.975 and at 0.999, clamped to 0..1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelLimits {
    pub lower_975: f64,
    pub upper_975: f64,
    pub lower_999: f64,
    pub upper_999: f64,
}

/// Where a group lies in the funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Within,
    /// Outside 0.975 and within 0.999: of twenty groups one lies there by chance alone.
    Outer {
        high: bool,
    },
    /// Outside 0.999: a signal.
    Signal {
        high: bool,
    },
}

/// One group, compared with all others.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupFigure {
    pub group: Group,
    /// None where it is withheld.
    pub compared: Option<Compared>,
}

/// What is shown of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    pub rate: Rate,
    /// Everybody who is not in the group.
    pub others: Rate,
    pub gap: Option<Gap>,
    pub ratio: Option<Gap>,
    pub limits: Option<FunnelLimits>,
    pub place: Place,
}

/// A share by group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupTable {
    pub cut: Cut,
    pub series: Series,
    pub as_at: NaiveDate,
    /// All victims of the population: the centre of the funnel. None where it is withheld.
    pub all: Option<Rate>,
    /// By group, in the order of their names, "not recorded" last; a group may be empty.
    pub groups: Vec<GroupFigure>,
    /// How much wider than chance the limits are; 1 where overdispersion was not asked for or not found.
    pub inflation: f64,
    /// Intersections with somebody in them that are no rows, being too small; none are told of on a suppressed table.
    pub left_out: u64,
    /// The rule by which groups were withheld; none on an exact table.
    pub suppressed: Option<SmallNumbers>,
}

/// Compares the groups of a cut.
///
/// A victim of several strands counts in each; every group is held against all victims who are not in it.
pub fn by_group(columns: &Columns, request: &GroupsRequest<'_>) -> GroupTable {
    let counted = match request.cut.crossed_with() {
        Some(other) => by_strand_and(columns, request, other),
        None if request.cut == Cut::Strand => by_strand(columns, request),
        None => by_code(columns, request, request.cut),
    };
    let all = counted.all.rate(request.series);
    let groups = counted.groups.into_iter().map(|(group, tally)| (group, tally.rate(request.series))).collect();
    GroupTable { left_out: counted.left_out, ..compared(request, all, groups) }
}

pub(crate) struct Counted {
    pub all: Tally,
    pub groups: Vec<(Group, Tally)>,
    pub left_out: u64,
}

fn by_code(columns: &Columns, request: &GroupsRequest<'_>, cut: Cut) -> Counted {
    let (codes, names) = (columns.cuts().codes(cut).unwrap_or(&[]), columns.cuts().names(cut));
    let mut tallies = vec![Tally::default(); names.len() + 1];
    let mut all = Tally::default();
    let scope = Scope::of(request);
    for case in columns.grouped() {
        let Some(counts) = scope.counts(&case) else { continue };
        all.add(counts);
        let code = codes.get(case.index).copied().unwrap_or(NOT_RECORDED);
        if let Some(tally) = tallies.get_mut(usize::from(code)) {
            tally.add(counts);
        }
    }
    let mut tallies = tallies.into_iter();
    let not_recorded = tallies.next().unwrap_or_default();
    let mut groups: Vec<(Group, Tally)> = names.iter().map(|name| Group::Named(name.clone())).zip(tallies).collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    groups.push((Group::NotRecorded, not_recorded));
    Counted { all, groups, left_out: 0 }
}

fn by_strand(columns: &Columns, request: &GroupsRequest<'_>) -> Counted {
    let mut by_combination = vec![Tally::default(); columns.combinations().len()];
    let scope = Scope::of(request);
    let combination_of = columns.combination_of();
    for case in columns.grouped() {
        let Some(counts) = scope.counts(&case) else { continue };
        let number = combination_of.get(case.index).and_then(|&number| usize::try_from(number).ok());
        if let Some(tally) = number.and_then(|number| by_combination.get_mut(number)) {
            tally.add(counts);
        }
    }
    let mut strands: BTreeMap<Strand, Tally> =
        Strand::MONITORED.into_iter().map(|strand| (strand, Tally::default())).collect();
    let (mut all, mut none) = (Tally::default(), Tally::default());
    for (combination, tally) in columns.combinations().iter().zip(by_combination) {
        all.merge(tally);
        if combination.is_empty() {
            none.merge(tally);
        }
        for strand in combination {
            strands.entry(strand.clone()).or_default().merge(tally);
        }
    }
    let mut groups: Vec<(Group, Tally)> =
        strands.into_iter().map(|(strand, tally)| (Group::Named(strand.label()), tally)).collect();
    groups.push((Group::NotRecorded, none));
    Counted { all, groups, left_out: 0 }
}

/// Which cases count, and in which way.
pub(crate) struct Scope {
    slots: MonthSlots,
    asked: Vec<bool>,
    last: DayNumber,
    series: Series,
    set: OutcomeMask,
}

impl Scope {
    pub(crate) fn of(request: &GroupsRequest<'_>) -> Self {
        let (first, last) = (request.months.first().copied(), request.months.last().copied());
        let slots = first.zip(last).map_or_else(MonthSlots::none, |(first, last)| MonthSlots::over(first, last));
        let asked = slots.months().iter().map(|month| request.months.contains(month)).collect();
        let charged = OutcomeSet::charged();
        let set = OutcomeMask::of(if request.series == Series::Charged { &charged } else { request.set });
        Self { slots, asked, last: DayNumber::of(request.as_at), series: request.series, set }
    }

    fn holds(&self, day: DayNumber) -> bool {
        day <= self.last && self.slots.slot(day).and_then(|slot| self.asked.get(slot)).is_some_and(|&asked| asked)
    }

    /// Whether the case counts in the numerator; none where it is not in the population.
    pub(crate) fn counts(&self, case: &GroupedCase) -> Option<bool> {
        if matches!(self.series, Series::WithdrawalClosed | Series::Charged) {
            let (day, outcome) = case.closed?;
            return (case.bases.holds(Basis::Closed) && self.holds(day)).then(|| self.set.holds(outcome));
        }
        if matches!(case.coverage, CoverageClass::NotOwed | CoverageClass::WindowOpen) {
            return None;
        }
        (case.bases.holds(Basis::Covered) && self.holds(case.reported)).then(|| case.counts_as(self.series))
    }
}

fn compared(request: &GroupsRequest<'_>, all: Rate, groups: Vec<(Group, Rate)>) -> GroupTable {
    let rates: Vec<Rate> = groups.iter().map(|(_, rate)| *rate).collect();
    let inflation = if request.overdispersion { inflation(all, &rates) } else { 1.0 };
    let groups = groups
        .into_iter()
        .map(|(group, rate)| GroupFigure { group, compared: Some(compare(rate, all, inflation)) })
        .collect();
    GroupTable {
        cut: request.cut,
        series: request.series,
        as_at: request.as_at,
        all: Some(all),
        groups,
        inflation,
        left_out: 0,
        suppressed: None,
    }
}

/// A group against all victims who are not in it, and against the funnel about all victims.
pub(crate) fn compare(rate: Rate, all: Rate, inflation: f64) -> Compared {
    let others = Rate::of_parts(
        rate.series(),
        all.numerator().saturating_sub(rate.numerator()),
        all.complement().saturating_sub(rate.complement()),
    );
    let limits = all.share().and_then(|centre| funnel_limits(centre, rate.denominator(), inflation));
    let place = match (rate.share(), limits) {
        (Some(share), Some(limits)) if share > limits.upper_999 => Place::Signal { high: true },
        (Some(share), Some(limits)) if share < limits.lower_999 => Place::Signal { high: false },
        (Some(share), Some(limits)) if share > limits.upper_975 => Place::Outer { high: true },
        (Some(share), Some(limits)) if share < limits.lower_975 => Place::Outer { high: false },
        _ => Place::Within,
    };
    Compared { rate, others, gap: difference(rate, others), ratio: ratio(rate, others), limits, place }
}

/// Limits for a group of so many about the centre; none for nobody.
pub fn funnel_limits(centre: f64, n: u64, inflation: f64) -> Option<FunnelLimits> {
    let sigma = crate::chart::sigma(centre, n)? * inflation;
    let [inner, outer] = Z_OF_FUNNEL;
    let at = |z: f64| z.mul_add(sigma, centre).clamp(0.0, 1.0);
    Some(FunnelLimits { lower_975: at(-inner), upper_975: at(inner), lower_999: at(-outer), upper_999: at(outer) })
}
