//! Rare strands: no monthly share, but the days between reports and the share withdrawn over twelve months.

use crate::columns::{Columns, DayNumber};
use crate::grain::FEW_CASES;
use crate::measure::Series;
use crate::month_slots::MonthSlots;
use crate::rate::Rate;
use crate::release::Basis;
use crate::settled::{Hollow, hollow_by_month_closed};
use crate::withdrawal::{OutcomeMask, Tally};
use crate::xmr::{self, SpecialCause, XmrLimits};
use caseload::{Month, OutcomeSet, Period, Strand};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Reports of which the days since the one before are shown, at most: the latest.
const REPORTS_SHOWN: usize = 40;
/// The complete months that decide whether a strand is rare.
const MONTHS_ASKED: u32 = 12;
/// Points of the rolling twelve months.
const TWELVE_MONTHS_SHOWN: u32 = 12;
/// The power that makes waiting times of a steady process nearly normal.
/// Source: Nelson LS (1994), A control chart for parts-per-million nonconforming items, Journal of Quality Technology
/// 26:239-240.
const NELSON: f64 = 3.6;

/// A strand of which too few crimes are reported for a chart by month.
#[derive(Debug, Clone, PartialEq)]
pub struct RareStrand {
    pub strand: Strand,
    pub as_at: NaiveDate,
    /// The complete months that decided, crimes reported in them, and the fewest in one of them.
    pub months_asked: usize,
    pub in_months_asked: u64,
    pub fewest_in_month: u64,
    /// The latest reports, oldest first, each with the days since the one before. None where the strand is not told
    /// [by days](RareStrand::is_by_days).
    pub reports: Vec<Between>,
    /// The latest report, whether or not there was one before.
    pub last_on: Option<NaiveDate>,
    /// Centre and limits in days, drawn on the scale of the power 1/3.6 and turned back.
    pub limits: Option<XmrLimits>,
    /// Withdrawn of those closed in each twelve months up to and with a complete month, oldest first.
    pub twelve_months: Vec<TwelveMonths>,
}

impl RareStrand {
    /// Whether the days between its reports are told: not of a strand with ten or more a month on average, for days
    /// are too coarse to tell these apart.
    pub const fn is_by_days(&self) -> bool {
        is_by_days(self.in_months_asked, self.months_asked)
    }
}

const fn is_by_days(crimes: u64, months: usize) -> bool {
    crimes < FEW_CASES * months as u64
}

/// The share of twelve months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwelveMonths {
    pub period: Period,
    pub rate: Rate,
    /// Why it is hollow: the desk was young in some of its months.
    pub hollow: Option<Hollow>,
}

/// A report and the days since the report before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    pub on: NaiveDate,
    pub days: u32,
    /// The rule by which it is a signal, if it is one.
    pub cause: Option<SpecialCause>,
}

/// The strands that are too rare for a share by month: of which one of the last twelve complete months of the desk has
/// fewer than ten crimes reported. In the order of the strands; a strand of which no crime was ever reported is none.
///
/// Exact, and for those who may see people: the days between reports are days of single crimes, and rolling months
/// overlap, so that two of them can be subtracted.
pub fn rare_strands(columns: &Columns, to: Month, as_at: NaiveDate, set: &OutcomeSet) -> Vec<RareStrand> {
    let last = DayNumber::of(as_at);
    let Some(first) = columns.crimes_reported().filter(|&day| day <= last).min() else { return Vec::new() };
    let complete = if to.last_day() <= as_at { to } else { to.previous() };
    let mut first_month = Month::of(first.day());
    // The desk's first month is seldom a whole one, and few of a part of a month say nothing about the strand.
    if first_month < complete {
        first_month = first_month.next();
    }
    let mut from = complete;
    for _ in 1..MONTHS_ASKED {
        if from <= first_month {
            break;
        }
        from = from.previous();
    }
    // A desk without a complete month of reports cannot say what is rare.
    if complete < first_month {
        return Vec::new();
    }
    let slots = MonthSlots::over(from, complete);
    let mut found = Vec::new();
    for (strand, crimes) in crimes_by_strand(columns, last) {
        let mut counts: Vec<u64> = slots.tallies();
        for crime in &crimes {
            if let Some(count) = slots.slot(crime.reported).and_then(|slot| counts.get_mut(slot)) {
                *count += 1;
            }
        }
        let fewest = counts.iter().copied().min().unwrap_or(0);
        if fewest < FEW_CASES {
            let (asked, in_months_asked) = (counts.len(), counts.iter().sum());
            let months = RareMonths { asked, in_months_asked, fewest, complete, first, as_at };
            found.push(rare_strand(strand, &crimes, &months, set));
        }
    }
    found
}

/// A crime of a strand.
struct Crime {
    reported: DayNumber,
    closed: Option<(DayNumber, caseload::OutcomeType)>,
}

struct RareMonths {
    asked: usize,
    in_months_asked: u64,
    fewest: u64,
    complete: Month,
    /// The first crime reported, of any strand.
    first: DayNumber,
    as_at: NaiveDate,
}

fn crimes_by_strand(columns: &Columns, last: DayNumber) -> BTreeMap<Strand, Vec<Crime>> {
    let combinations = columns.combinations();
    let mut by_strand: BTreeMap<Strand, Vec<Crime>> = BTreeMap::new();
    let combination_of = columns.combination_of();
    for case in columns.grouped().filter(|case| case.bases.holds(Basis::Recorded) && case.reported <= last) {
        let number = combination_of.get(case.index).and_then(|&number| usize::try_from(number).ok());
        for strand in number.and_then(|number| combinations.get(number)).into_iter().flatten() {
            let closed = case.closed.filter(|&(day, _)| day <= last);
            by_strand.entry(strand.clone()).or_default().push(Crime { reported: case.reported, closed });
        }
    }
    by_strand
}

fn rare_strand(strand: Strand, crimes: &[Crime], months: &RareMonths, set: &OutcomeSet) -> RareStrand {
    let mut reported: Vec<DayNumber> = crimes.iter().map(|crime| crime.reported).collect();
    reported.sort_unstable();
    let shown = reported.len().saturating_sub(REPORTS_SHOWN + 1);
    let by_days = is_by_days(months.in_months_asked, months.asked);
    let pairs = reported.get(shown..).filter(|_| by_days).unwrap_or(&[]).windows(2);
    let between: Vec<(DayNumber, u32)> = pairs
        .filter_map(|pair| {
            let [before, on] = pair else { return None };
            Some((*on, on.days_after(*before)?))
        })
        .collect();
    let scaled: Vec<f64> = between.iter().map(|&(_, days)| scaled(days)).collect();
    let on_scale = xmr::limits(&scaled);
    let causes = on_scale.map(|limits| xmr::special_causes(&scaled, &limits)).unwrap_or_default();
    let reports = between.iter().enumerate().map(|(place, &(on, days))| Between {
        on: on.day(),
        days,
        cause: causes.get(place).copied().flatten(),
    });
    RareStrand {
        strand,
        as_at: months.as_at,
        months_asked: months.asked,
        in_months_asked: months.in_months_asked,
        fewest_in_month: months.fewest,
        reports: reports.collect(),
        last_on: reported.last().map(|day| day.day()),
        limits: on_scale.map(in_days),
        twelve_months: twelve_months(crimes, months, &OutcomeMask::of(set)),
    }
}

/// Two reports of one day are half a day apart: a day is the finest that is known, and no days at all would lie below
/// every limit there is.
fn scaled(days: u32) -> f64 {
    let days = if days == 0 { 0.5 } else { f64::from(days) };
    days.powf(1.0 / NELSON)
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

fn twelve_months(crimes: &[Crime], months: &RareMonths, set: &OutcomeMask) -> Vec<TwelveMonths> {
    let mut last = months.complete;
    let first_month = Month::of(months.first.day());
    let mut found = Vec::new();
    for _ in 0..TWELVE_MONTHS_SHOWN {
        if last < first_month {
            break;
        }
        let period = Period::TwelveMonths(last);
        let (from, to) = (DayNumber::of(period.first_day()), DayNumber::of(period.last_day()));
        let mut tally = Tally::default();
        let closed = crimes.iter().filter_map(|crime| crime.closed);
        for (_, outcome) in closed.filter(|(day, _)| from <= *day && *day <= to) {
            tally.add(set.holds(outcome));
        }
        let hollow = hollow_by_month_closed(period.first_month(), Some(months.first), months.as_at);
        found.push(TwelveMonths { period, rate: tally.rate(Series::WithdrawalTwelveMonths), hollow });
        last = last.previous();
    }
    found.reverse();
    found
}
