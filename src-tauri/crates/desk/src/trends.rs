//! Trends: one question a chart, in the order people ask.

use crate::access::{Task, may};
use crate::asked::read_day;
use crate::columns::AsAt;
use crate::error::DeskError;
use crate::session::Session;
use crate::trend_charts::{
    coverage_figure, coverage_points, coverage_table, p_chart_figure, p_chart_points, p_chart_table,
};
use crate::wire::{ChartView, TrendsView};
use crate::words;
use attrition::{Coverage, CoverageRequest, PChart, PChartRequest, Series, SmallNumbers};
use attrition::{chart_sentence, coverage_sentence, set_in_words, src_coverage, withdrawal_closed};
use casebook::Now;
use caseload::{Month, OutcomeSet};
use summaries::charts;

/// Months a chart shows, where the desk has as many.
const MONTHS_SHOWN: u32 = 24;

/// A chart that can be asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartName {
    WithdrawalClosed,
    SrcCoverage,
}

impl ChartName {
    /// Every chart, in the order people ask.
    pub const ALL: [Self; 2] = [Self::WithdrawalClosed, Self::SrcCoverage];

    /// The series' name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WithdrawalClosed => Series::WithdrawalClosed.measure().name,
            Self::SrcCoverage => Series::SrcCoverage.measure().name,
        }
    }

    /// The chart of this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.name() == name)
    }
}

/// The two charts, as one role may see them.
pub(crate) struct Figures {
    pub withdrawal: PChart,
    pub coverage: Coverage,
}

impl Session {
    /// The trends, as at a day: exact for a coordinator, suppressed for an EDI manager.
    ///
    /// # Errors
    /// Not allowed, a day not kept or not yet come, the disk.
    pub fn trends(&mut self, as_at: Option<&str>, now: Now) -> Result<TrendsView, DeskError> {
        self.allow(Task::SeeTrends)?;
        let asked = match as_at {
            Some(text) => Some(read_day("as_at", text)?),
            None => None,
        };
        let on = self.figures_day(asked, false, now)?;
        let as_at = self.as_at(on)?;
        let exact = may(self.slot.role, Task::SeeExactFigures);
        let figures = figures(&as_at, Month::of(on), !exact);
        Ok(TrendsView {
            as_at: on.to_string(),
            as_at_words: words::day(on),
            charts: vec![withdrawal_view(&figures.withdrawal), coverage_view(&figures.coverage)],
            suppression_words: (!exact).then(|| {
                let threshold = SmallNumbers::preset().threshold();
                format!(
                    "Figures with fewer than {threshold} people on either side are withheld (‡), and so are months \
                     that still move. Centre and limits use only what is shown."
                )
            }),
        })
    }

    /// One chart as SVG.
    ///
    /// # Errors
    /// As [`Session::trends`]; also an unknown chart.
    pub fn chart(&mut self, name: &str, as_at: Option<&str>, now: Now) -> Result<ChartView, DeskError> {
        let chart = ChartName::from_name(name).ok_or_else(|| {
            let names: Vec<&str> = ChartName::ALL.iter().map(|chart| chart.name()).collect();
            DeskError::bad("name", format!("There is no chart called \"{name}\". Use {}.", names.join(" or ")))
        })?;
        let view = self.trends(as_at, now)?;
        let found = view.charts.into_iter().find(|view| view.series == chart.name());
        found.ok_or_else(|| DeskError::NotFound("The chart is not there.".to_owned()))
    }
}

/// The figures up to a month, exact or suppressed.
pub(crate) fn figures(as_at: &AsAt, to: Month, suppressed: bool) -> Figures {
    let from = first_month(as_at, to);
    let set = OutcomeSet::attrition();
    let withdrawal = withdrawal_closed(&as_at.columns, &PChartRequest { from, to, as_at: as_at.on, set: &set });
    let coverage = src_coverage(&as_at.columns, &CoverageRequest { from, to, as_at: as_at.on });
    if !suppressed {
        return Figures { withdrawal, coverage };
    }
    let rule = SmallNumbers::preset();
    Figures { withdrawal: rule.suppress_chart(&withdrawal), coverage: rule.suppress_coverage(&coverage) }
}

fn first_month(as_at: &AsAt, to: Month) -> Month {
    let mut from = to;
    for _ in 1..MONTHS_SHOWN {
        if as_at.first_month.is_none_or(|first| from <= first) {
            break;
        }
        from = from.previous();
    }
    from
}

fn withdrawal_view(chart: &PChart) -> ChartView {
    let measure = chart.measure();
    let sentence = chart_sentence(chart);
    ChartView {
        series: measure.name.to_owned(),
        question: measure.question.to_owned(),
        title: measure.title.to_owned(),
        svg: charts::p_chart(&p_chart_figure(chart, &sentence)),
        table: p_chart_table(chart),
        definition: format!("{} {}", measure.definition, set_in_words(&chart.set)),
        points: p_chart_points(chart),
        sentence,
    }
}

fn coverage_view(coverage: &Coverage) -> ChartView {
    let measure = Series::SrcCoverage.measure();
    let sentence = coverage_sentence(coverage);
    ChartView {
        series: measure.name.to_owned(),
        question: measure.question.to_owned(),
        title: measure.title.to_owned(),
        svg: charts::coverage_chart(&coverage_figure(coverage, measure.title, &sentence)),
        table: coverage_table(coverage, measure.title),
        definition: measure.definition.to_owned(),
        points: coverage_points(coverage),
        sentence,
    }
}
