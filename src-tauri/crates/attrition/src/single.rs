//! Series of single values, as XmR charts: `recorded`, `days_to_contact` and `days_to_outcome`.

use crate::chart::WhyWithheld;
use crate::columns::{Columns, DayNumber};
use crate::measure::Series;
use crate::month_slots::MonthSlots;
use crate::rate::as_float;
use crate::series_change::{SeriesChange, in_order, stretch_of};
use crate::settled::{Hollow, first_reported, hollow_by_calendar, hollow_by_month_closed};
use crate::suppression::SmallNumbers;
use crate::xmr::{self, SpecialCause, XmrLimits};
use caseload::{Month, Period};
use chrono::NaiveDate;

/// How old the first reported case must be before a month's days to a contact can be judged: by then the contact
/// windows of the first month have ended, late ones too.
const CONTACT_WARM_UP_DAYS: u32 = 60;

/// What to count.
#[derive(Debug, Clone, Copy)]
pub struct XmrRequest {
    /// The first month.
    pub from: Month,
    /// The last month, included.
    pub to: Month,
    /// The day the columns speak for.
    pub as_at: NaiveDate,
}

/// One value, or why it is not shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Single {
    /// The value and how many cases stand behind it; none where that is not told.
    Shown {
        value: f64,
        cases: Option<u64>,
    },
    /// No case, and so no value.
    NoCases,
    Withheld(WhyWithheld),
}

impl Single {
    /// The value, where it is shown.
    pub const fn value(&self) -> Option<f64> {
        match self {
            Self::Shown { value, .. } => Some(*value),
            Self::NoCases | Self::Withheld(_) => None,
        }
    }

    /// Why the value is withheld, if it is.
    pub const fn why_withheld(&self) -> Option<WhyWithheld> {
        match self {
            Self::Withheld(why) => Some(*why),
            Self::Shown { .. } | Self::NoCases => None,
        }
    }

    /// How many cases stand behind it, where that is shown.
    pub const fn cases(&self) -> Option<u64> {
        match self {
            Self::Shown { cases, .. } => *cases,
            Self::NoCases => Some(0),
            Self::Withheld(_) => None,
        }
    }
}

/// One period of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SinglePoint {
    pub period: Period,
    pub single: Single,
    /// Why the point is hollow, if it is.
    pub hollow: Option<Hollow>,
    /// None where the point is hollow, withheld or without a value.
    pub limits: Option<XmrLimits>,
    pub cause: Option<SpecialCause>,
}

/// A series of single values with its limits.
#[derive(Debug, Clone, PartialEq)]
pub struct XmrChart {
    pub series: Series,
    pub as_at: NaiveDate,
    pub points: Vec<SinglePoint>,
    /// What changed on a person's word: centre and limits are drawn anew from each.
    pub changes: Vec<SeriesChange>,
    /// The target, in the unit of the series, where the force set one.
    pub target: Option<f64>,
    /// The rule by which points were withheld; none on an exact chart.
    pub suppressed: Option<SmallNumbers>,
}

/// Crimes recorded a day, by month reported: a rate a day, so that February is not low every year.
pub fn recorded(columns: &Columns, request: &XmrRequest) -> XmrChart {
    let last = DayNumber::of(request.as_at);
    let slots = MonthSlots::over(request.from, request.to);
    let mut counts: Vec<u64> = slots.tallies();
    for day in columns.crimes_reported().filter(|&day| day <= last) {
        if let Some(count) = slots.slot(day).and_then(|slot| counts.get_mut(slot)) {
            *count += 1;
        }
    }
    let singles = counts.iter().zip(slots.months()).map(|(&cases, &month)| {
        let end = month.last_day().min(request.as_at);
        let days = (end - month.first_day()).num_days() + 1;
        match u64::try_from(days) {
            Ok(days) if days > 0 => Single::Shown { value: as_float(cases) / as_float(days), cases: Some(cases) },
            _ => Single::NoCases,
        }
    });
    XmrChart::of(Series::Recorded, columns, request, &slots, singles)
}

/// The median days from the report to the contact, by month reached.
pub fn days_to_contact(columns: &Columns, request: &XmrRequest) -> XmrChart {
    medians(Series::DaysToContact, columns, columns.reached_since_report(), request)
}

/// The median days from the report to the outcome in force, by month closed.
pub fn days_to_outcome(columns: &Columns, request: &XmrRequest) -> XmrChart {
    medians(Series::DaysToOutcome, columns, columns.crimes_closed_since_report(), request)
}

fn medians(
    series: Series,
    columns: &Columns,
    events: impl Iterator<Item = (DayNumber, DayNumber)>,
    request: &XmrRequest,
) -> XmrChart {
    let last = DayNumber::of(request.as_at);
    let slots = MonthSlots::over(request.from, request.to);
    let mut days: Vec<Vec<u32>> = slots.tallies();
    for (on, reported) in events.filter(|&(on, _)| on <= last) {
        // A date before the report is a slip of the pen, and counts as no day.
        if let (Some(of), Some(age)) = (slots.slot(on).and_then(|slot| days.get_mut(slot)), on.days_after(reported)) {
            of.push(age);
        }
    }
    let singles: Vec<Single> = days.iter_mut().map(|of| median(of)).collect();
    XmrChart::of(series, columns, request, &slots, singles.into_iter())
}

/// A desk's first months hold only what came quickly: short waits, and of its first month of reports a part.
fn hollow(series: Series, month: Month, first: Option<DayNumber>, as_at: NaiveDate) -> Option<Hollow> {
    let age = first.and_then(|first| DayNumber::of(month.first_day()).days_after(first));
    if series == Series::DaysToOutcome {
        return hollow_by_month_closed(month, first, as_at);
    }
    let is_young = if series == Series::DaysToContact {
        first.is_some() && age.unwrap_or(0) < CONTACT_WARM_UP_DAYS
    } else {
        first.is_some_and(|first| Month::of(first.day()) == month && first > DayNumber::of(month.first_day()))
    };
    hollow_by_calendar(month, as_at).or_else(|| is_young.then_some(Hollow::WarmUp))
}

fn median(days: &mut [u32]) -> Single {
    let length = days.len();
    let Some(upper) = days.get_mut(..).filter(|days| !days.is_empty()).map(|days| {
        let (below, &mut upper, _) = days.select_nth_unstable(length / 2);
        (below.iter().copied().max(), upper)
    }) else {
        return Single::NoCases;
    };
    let value = match upper {
        (Some(lower), upper) if length.is_multiple_of(2) => f64::midpoint(f64::from(lower), f64::from(upper)),
        (_, upper) => f64::from(upper),
    };
    Single::Shown { value, cases: Some(length as u64) }
}

impl XmrChart {
    fn of(
        series: Series,
        columns: &Columns,
        request: &XmrRequest,
        slots: &MonthSlots,
        singles: impl Iterator<Item = Single>,
    ) -> Self {
        let first = first_reported(columns, request.as_at);
        let points = slots.months().iter().zip(singles).map(|(&month, single)| SinglePoint {
            period: month.into(),
            single,
            hollow: hollow(series, month, first, request.as_at),
            limits: None,
            cause: None,
        });
        let (as_at, points) = (request.as_at, points.collect());
        Self { series, as_at, points, changes: Vec::new(), target: None, suppressed: None }.drawn()
    }

    /// The same chart with centre and limits drawn anew from each of these changes.
    #[must_use]
    pub fn changed(mut self, changes: &[SeriesChange]) -> Self {
        self.changes = in_order(changes);
        self.drawn()
    }

    /// The chart as a reader without names may see it.
    ///
    /// A count is withheld from 1 up to the threshold. A median is withheld where fewer cases than the threshold lie on
    /// either side of it, and told in whole days: of few cases it is one person's own wait, and half a day would tell
    /// that their number is even.
    /// How many stand behind a median is never told: victims reached by month reached, added up, are the victims of
    /// the months reported, and would give a late contact that coverage withholds.
    #[must_use]
    pub fn suppress(mut self, rule: SmallNumbers) -> Self {
        let counts = self.series == Series::Recorded;
        let small = |cases: u64| {
            if counts { (1..rule.threshold()).contains(&cases) } else { cases < 2 * rule.threshold() }
        };
        let told = |value: f64| if counts { value } else { value.round() };
        for point in &mut self.points {
            point.single = match (point.hollow, point.single) {
                (Some(Hollow::NotYet), single) => single,
                (Some(Hollow::Running), _) => Single::Withheld(WhyWithheld::StillMoving),
                (_, single) if single.cases().is_some_and(small) => Single::Withheld(WhyWithheld::SmallNumber),
                (_, Single::Shown { value, cases }) => {
                    Single::Shown { value: told(value), cases: cases.filter(|_| counts) }
                }
                (_, single) => single,
            };
        }
        self.suppressed = Some(rule);
        self.drawn()
    }

    /// Centre, limits and rules from the settled points that are shown, and from nothing else.
    fn drawn(mut self) -> Self {
        let changes = self.changes.clone();
        let number = |point: &SinglePoint| stretch_of(&changes, point.period);
        for stretch in self.points.chunk_by_mut(|a, b| number(a) == number(b)) {
            let counts = |point: &&mut SinglePoint| point.hollow.is_none() && point.single.value().is_some();
            let values: Vec<f64> = stretch.iter_mut().filter(counts).filter_map(|point| point.single.value()).collect();
            let limits = xmr::limits(&values);
            let causes = limits.map(|limits| xmr::special_causes(&values, &limits)).unwrap_or_default();
            for point in stretch.iter_mut() {
                (point.limits, point.cause) = (None, None);
            }
            for (index, point) in stretch.iter_mut().filter(counts).enumerate() {
                point.limits = limits;
                point.cause = causes.get(index).copied().flatten();
            }
        }
        self
    }

    /// The settled and shown points since the last change.
    pub fn points_behind_limits(&self) -> usize {
        let last = self.changes.last();
        let since = |point: &&SinglePoint| last.is_none_or(|change| change.is_before_end_of(point.period));
        self.points.iter().filter(since).filter(|point| point.limits.is_some()).count()
    }

    /// The last point with limits.
    pub fn last_judged(&self) -> Option<&SinglePoint> {
        self.points.iter().rev().find(|point| point.limits.is_some())
    }
}
