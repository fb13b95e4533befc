//! Rare strands: no monthly share, but the days between crimes and the share of twelve months.

use crate::columns::{Columns, DayNumber};
use crate::measure::Series;
use crate::rate::Rate;
use crate::release::Basis;
use crate::withdrawal::{OutcomeMask, Tally};
use crate::xmr::{self, SpecialCause, XmrLimits};
use caseload::{Month, OutcomeSet, Period, Strand};
use chrono::NaiveDate;

/// Crimes between which days are shown, at most: the latest.
const CRIMES_SHOWN: usize = 60;
/// The power that makes waiting times of a steady process nearly normal.
/// Source: Nelson LS (1994), A control chart for parts-per-million nonconforming items, Journal of Quality Technology
/// 26:239-240.
const NELSON: f64 = 3.6;

/// A strand of which too few crimes are reported for a chart by month.
#[derive(Debug, Clone, PartialEq)]
pub struct RareStrand {
    pub strand: Strand,
    pub as_at: NaiveDate,
    /// Days from one crime to the next reported, oldest first.
    pub days_between: Vec<u32>,
    /// Centre and limits in days, drawn on the scale of the power 1/3.6 and turned back.
    pub limits: Option<XmrLimits>,
    pub causes: Vec<Option<SpecialCause>>,
    /// Withdrawn of those closed in each twelve months up to and with a complete month, oldest first.
    pub twelve_months: Vec<(Period, Rate)>,
}

/// The days between crimes of a strand, and its share withdrawn over rolling twelve months.
///
/// Exact, and for those who may see people: rolling months overlap, and two of them can be subtracted.
pub fn rare_strand(columns: &Columns, strand: &Strand, to: Month, as_at: NaiveDate, set: &OutcomeSet) -> RareStrand {
    let holds: Vec<bool> = columns.combinations().iter().map(|strands| strands.contains(strand)).collect();
    let of_strand = |index: usize| {
        let number = columns.combination_of().get(index).and_then(|&number| usize::try_from(number).ok());
        number.and_then(|number| holds.get(number)).is_some_and(|&holds| holds)
    };
    let (last, mask) = (DayNumber::of(as_at), OutcomeMask::of(set));
    let mut reported: Vec<DayNumber> = Vec::new();
    let mut closed: Vec<(DayNumber, bool)> = Vec::new();
    for case in columns.grouped().filter(|case| case.bases.holds(Basis::Recorded) && of_strand(case.index)) {
        if case.reported <= last {
            reported.push(case.reported);
        }
        closed.extend(case.closed.filter(|&(day, _)| day <= last).map(|(day, outcome)| (day, mask.holds(outcome))));
    }
    reported.sort_unstable();
    let shown = reported.len().saturating_sub(CRIMES_SHOWN + 1);
    let days_between: Vec<u32> = reported
        .get(shown..)
        .unwrap_or(&[])
        .windows(2)
        .filter_map(|pair| pair.last()?.days_after(*pair.first()?))
        .collect();
    let scaled: Vec<f64> = days_between.iter().map(|&days| f64::from(days).powf(1.0 / NELSON)).collect();
    let on_scale = xmr::limits(&scaled);
    let causes = on_scale.map(|limits| xmr::special_causes(&scaled, &limits)).unwrap_or_default();
    let twelve_months = twelve_months(&closed, to, as_at);
    RareStrand { strand: strand.clone(), as_at, days_between, limits: on_scale.map(in_days), causes, twelve_months }
}

fn in_days(limits: XmrLimits) -> XmrLimits {
    let back = |scaled: f64| scaled.max(0.0).powf(NELSON);
    XmrLimits {
        mean: back(limits.mean),
        lower: back(limits.lower),
        upper: back(limits.upper),
        near_lower: back(limits.near_lower),
        near_upper: back(limits.near_upper),
    }
}

fn twelve_months(closed: &[(DayNumber, bool)], to: Month, as_at: NaiveDate) -> Vec<(Period, Rate)> {
    let mut last = if to.last_day() <= as_at { to } else { to.previous() };
    let mut periods = Vec::new();
    for _ in 0..12 {
        let period = Period::TwelveMonths(last);
        let (from, to) = (DayNumber::of(period.first_day()), DayNumber::of(period.last_day()));
        let mut tally = Tally::default();
        for &(_, withdrawn) in closed.iter().filter(|(day, _)| from <= *day && *day <= to) {
            tally.add(withdrawn);
        }
        periods.push((period, tally.rate(Series::WithdrawalClosed)));
        last = last.previous();
    }
    periods.reverse();
    periods
}
