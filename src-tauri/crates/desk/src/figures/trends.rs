//! Trends: one question a chart, in the order people ask.

use crate::access::{Task, may};
use crate::asked::read_day;
use crate::error::DeskError;
use crate::figures::columns::AsAt;
use crate::figures::effects::EFFECT_CHARTS;
use crate::figures::rare::{RareFigures, rare_figures, rare_views};
use crate::figures::trend_charts::{coverage_view, delivery_view, p_chart_view};
use crate::figures::xmr_view::xmr_view;
use crate::session::Session;
use crate::wire::{ChartView, ChoiceView, TrendsView};
use crate::words;
use attrition::{
    Coverage, CoverageRequest, DeliveryFunnel, Followed, Grain, PChart, PChartRequest, Series, SmallNumbers, XmrChart,
    XmrRequest, days_to_contact, days_to_outcome, delivery, recorded, src_coverage, withdrawal_closed,
    withdrawal_reported,
};
use casebook::Now;
use caseload::{Month, OutcomeSet};
use chrono::NaiveDate;
use std::sync::Arc;

/// Months a chart shows, where the desk has as many.
pub(crate) const MONTHS_SHOWN: u32 = 24;
/// Months a chart by quarter shows.
const MONTHS_SHOWN_BY_QUARTER: u32 = 60;
/// Month ends an EDI manager may choose from.
const DAYS_OFFERED: usize = 12;

/// Every series, as one role may see it.
#[derive(Debug)]
pub(crate) struct Figures {
    pub withdrawal: PChart,
    /// Followed for 28, 56 and 90 days.
    pub cohorts: Vec<PChart>,
    pub in_window: PChart,
    pub coverage: Coverage,
    pub delivery: DeliveryFunnel,
    pub days_to_contact: XmrChart,
    pub recorded: XmrChart,
    pub days_to_outcome: XmrChart,
    pub rare: RareFigures,
}

impl Session {
    /// The trends, as at a day: exact for a coordinator, suppressed for an EDI manager.
    ///
    /// # Errors
    /// Not allowed, a day not kept or not yet come, the disk.
    pub fn trends(&mut self, as_at: Option<&str>, now: Now) -> Result<TrendsView, DeskError> {
        let (as_at, exact) = self.trends_as_at(as_at, now)?;
        let figures = figures(&as_at, Month::of(as_at.on), !exact);
        let threshold = SmallNumbers::preset().threshold();
        Ok(TrendsView {
            as_at: as_at.on.to_string(),
            as_at_words: words::day(as_at.on),
            charts: chart_views(&figures),
            suppression_words: (!exact).then(|| {
                format!(
                    "Figures with fewer than {threshold} people on either side are withheld (‡), and so are months \
                     that still move. Each month is given once, as it stood when it had settled, so that no two \
                     versions of it can be subtracted. Centre and limits use only what is shown."
                )
            }),
            days: if exact { Vec::new() } else { self.month_ends(now)? },
            may_open_cases: may(self.slot.role, Task::SeeCases),
            marks: self.mark_views(as_at.on)?,
            may_mark: may(self.slot.role, Task::MarkSeries) && as_at.on == now.today,
        })
    }

    /// One chart as SVG.
    ///
    /// # Errors
    /// As [`Session::trends`]; also an unknown chart.
    pub fn chart(&mut self, name: &str, as_at: Option<&str>, now: Now) -> Result<ChartView, DeskError> {
        if EFFECT_CHARTS.contains(&name) {
            let view = self.effects(as_at, None, now)?;
            let why = view.not_shown.unwrap_or_else(|| "There is nothing to draw yet.".to_owned());
            let found = view.charts.into_iter().find(|chart| chart.series == name);
            return found.ok_or_else(|| DeskError::bad("name", format!("This chart cannot be drawn. {why}")));
        }
        let view = self.trends(as_at, now)?;
        let names: Vec<String> =
            view.charts.iter().map(|chart| chart.name.clone()).chain(EFFECT_CHARTS.map(str::to_owned)).collect();
        let found = view.charts.into_iter().find(|view| view.name == name);
        found.ok_or_else(|| {
            let rare = [Series::DaysBetween, Series::WithdrawalTwelveMonths].map(|series| series.measure().name);
            let why = if rare.iter().any(|of| name.starts_with(of)) {
                " Only strands too rare for a share by month have it, and only for those who may see cases."
            } else {
                ""
            };
            let names = names.join(", ");
            DeskError::bad(
                "name",
                format!("There is no chart called \"{name}\" on this desk.{why} Use one of {names}."),
            )
        })
    }

    /// The columns for a look at the trends, and whether its figures are exact.
    pub(crate) fn trends_as_at(&mut self, as_at: Option<&str>, now: Now) -> Result<(Arc<AsAt>, bool), DeskError> {
        self.allow(Task::SeeTrends)?;
        let asked = match as_at {
            Some(text) => Some(read_day("as_at", text)?),
            None => None,
        };
        let exact = may(self.slot.role, Task::SeeExactFigures);
        let on = self.figures_day(asked, !exact, now)?;
        Ok((self.as_at(on, !exact)?, exact))
    }

    /// The ends of complete months that suppressed figures may be asked for, latest first.
    fn month_ends(&mut self, now: Now) -> Result<Vec<ChoiceView>, DeskError> {
        let first = self.book.journal()?.first_known_on.unwrap_or(now.today);
        let this = Month::of(now.today);
        let mut month = if this.last_day() == now.today { this } else { this.previous() };
        let mut days = Vec::new();
        while days.len() < DAYS_OFFERED && month.last_day() >= first {
            let day = month.last_day();
            days.push(ChoiceView { code: day.to_string(), label: words::day(day) });
            month = month.previous();
        }
        Ok(days)
    }
}

/// The figures up to a month, exact or suppressed.
pub(crate) fn figures(as_at: &AsAt, to: Month, suppressed: bool) -> Figures {
    let set = OutcomeSet::attrition();
    let (columns, on) = (&as_at.columns, as_at.on);
    let from = first_month(as_at, to, MONTHS_SHOWN);
    let request = PChartRequest { from, to, as_at: on, set: &set };
    let coverage = src_coverage(columns, &CoverageRequest { from, to, as_at: on });
    let singles = XmrRequest { from, to, as_at: on };
    let exact = Figures {
        withdrawal: withdrawal_closed(columns, &request),
        cohorts: Followed::ALL.map(|followed| withdrawal_reported(columns, followed, &request)).to_vec(),
        in_window: coverage.in_window_chart(),
        delivery: delivery(columns, &coverage),
        days_to_contact: days_to_contact(columns, &singles),
        recorded: recorded(columns, &singles),
        days_to_outcome: days_to_outcome(columns, &singles),
        coverage,
        rare: RareFigures::Exact(Vec::new()),
    };
    let found = if suppressed { suppress(exact) } else { by_quarter_where_few(exact, as_at, to, on, &set) };
    // By month also where the chart itself goes by quarter.
    let (by_month, _) = figures_by_month(as_at, to, suppressed);
    let rare = rare_figures(as_at, to, suppressed, &by_month);
    marked(Figures { rare, ..found }, as_at)
}

/// With the limits drawn anew, the breaks and the targets that people set: from what is shown, and nothing else.
fn marked(figures: Figures, as_at: &AsAt) -> Figures {
    let marks = &as_at.marks;
    Figures {
        withdrawal: marks.on_shares(figures.withdrawal),
        cohorts: figures.cohorts.into_iter().map(|chart| marks.on_shares(chart)).collect(),
        in_window: marks.on_shares(figures.in_window),
        days_to_contact: marks.on_singles(figures.days_to_contact),
        recorded: marks.on_singles(figures.recorded),
        days_to_outcome: marks.on_singles(figures.days_to_outcome),
        ..figures
    }
}

/// Withdrawals and coverage by month, whatever their size: what says which months are settled and shown.
pub(crate) fn figures_by_month(as_at: &AsAt, to: Month, suppressed: bool) -> (PChart, Coverage) {
    let (set, from) = (OutcomeSet::attrition(), first_month(as_at, to, MONTHS_SHOWN));
    let withdrawal = withdrawal_closed(&as_at.columns, &PChartRequest { from, to, as_at: as_at.on, set: &set });
    let coverage = src_coverage(&as_at.columns, &CoverageRequest { from, to, as_at: as_at.on });
    if !suppressed {
        return (withdrawal, coverage);
    }
    let rule = SmallNumbers::preset();
    (rule.suppress_chart(&withdrawal), rule.suppress_coverage(&coverage))
}

/// Series with a month of few cases go by quarter, over more months. Suppressed ones do not: a quarter beside its
/// months would give a hidden month back.
fn by_quarter_where_few(figures: Figures, as_at: &AsAt, to: Month, on: NaiveDate, set: &OutcomeSet) -> Figures {
    let mut from = first_month(as_at, to, MONTHS_SHOWN_BY_QUARTER);
    // A quarter begins with its first month.
    from = caseload::Period::quarter_of(from).first_month();
    let request = PChartRequest { from, to, as_at: on, set };
    let longer = |chart: PChart, of: &dyn Fn() -> PChart| match chart.clone().by_quarter_where_few().grain {
        Grain::Month => chart,
        Grain::Quarter { .. } => of().by_quarter_where_few(),
    };
    let columns = &as_at.columns;
    let cohorts = figures.cohorts.into_iter().zip(Followed::ALL);
    Figures {
        withdrawal: longer(figures.withdrawal, &|| withdrawal_closed(columns, &request)),
        cohorts: cohorts
            .map(|(chart, followed)| longer(chart, &|| withdrawal_reported(columns, followed, &request)))
            .collect(),
        in_window: longer(figures.in_window, &|| {
            src_coverage(columns, &CoverageRequest { from, to, as_at: on }).in_window_chart()
        }),
        ..figures
    }
}

fn suppress(exact: Figures) -> Figures {
    let rule = SmallNumbers::preset();
    let coverage = rule.suppress_coverage(&exact.coverage);
    Figures {
        withdrawal: rule.suppress_chart(&exact.withdrawal),
        cohorts: rule.suppress_cohorts(&exact.cohorts),
        in_window: coverage.in_window_chart(),
        delivery: rule.suppress_delivery(&coverage),
        days_to_contact: exact.days_to_contact.suppress(rule),
        recorded: exact.recorded.suppress(rule),
        days_to_outcome: exact.days_to_outcome.suppress(rule),
        coverage,
        rare: exact.rare,
    }
}

pub(crate) fn first_month(as_at: &AsAt, to: Month, at_most: u32) -> Month {
    let mut from = to;
    for _ in 1..at_most {
        if as_at.first_month.is_none_or(|first| from <= first) {
            break;
        }
        from = from.previous();
    }
    from
}

/// The charts, in the order people ask.
pub(crate) fn chart_views(figures: &Figures) -> Vec<ChartView> {
    let mut views = vec![p_chart_view(&figures.withdrawal)];
    views.extend(figures.cohorts.iter().rev().map(p_chart_view));
    views.push(p_chart_view(&figures.in_window));
    views.push(coverage_view(&figures.coverage));
    views.push(delivery_view(&figures.delivery));
    views.push(xmr_view(&figures.days_to_contact));
    views.push(xmr_view(&figures.recorded));
    views.push(xmr_view(&figures.days_to_outcome));
    views.extend(rare_views(&figures.rare));
    views
}
