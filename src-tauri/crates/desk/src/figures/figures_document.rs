//! Every measure in one document, for programs.

use crate::error::DeskError;
use crate::figures::compare::{comparison, cuts, group_views};
use crate::figures::months_compared::MonthsCompared;
use crate::figures::rare::{RareFigures, year_sentence};
use crate::figures::trends::{Figures, figures};
use crate::figures::{coverage_view, rare, trend_charts, xmr_view};
use crate::session::Session;
use crate::wire::{ComparisonDocument, FiguresDocument, PointView, SeriesDocument, StepDocument};
use attrition::{
    GroupTable, Series, SmallNumbers, StepName, chart_sentence, coverage_sentence, days_between_sentence,
    group_sentence, twelve_months_sentence, xmr_sentence,
};
use casebook::Now;
use caseload::Month;

/// The form of the document: raised where a field is taken away or changes its meaning.
const FORM: u32 = 1;

/// The JSON Schema of [`FiguresDocument`], as `reassure trends --schema` prints it.
pub const FIGURES_SCHEMA: &str = include_str!("../../schema/figures.schema.json");

impl Session {
    /// Every measure as at a day, in one document: exact for a coordinator, suppressed for an EDI manager.
    ///
    /// # Errors
    /// As [`Session::trends`].
    pub fn figures_document(&mut self, as_at: Option<&str>, now: Now) -> Result<FiguresDocument, DeskError> {
        let effects = self.effects(as_at, None, now)?;
        let in_cases = self.own_effect_in_cases(as_at, now)?;
        let (as_at, exact) = self.trends_as_at(as_at, now)?;
        let found = figures(&as_at, Month::of(as_at.on), !exact);
        let mut comparisons = Vec::new();
        let compared = MonthsCompared::of(&as_at, !exact);
        if let RareFigures::Released(Some(year)) = &found.rare {
            let ends = (Some(year.period.first_month().to_string()), Some(year.period.last_month().to_string()));
            let series = Series::WithdrawalTwelveMonths;
            comparisons.push(comparison_document(series, &year.table, year_sentence(year), ends));
        }
        for cut in cuts(exact) {
            for table in comparison(&as_at, &compared, cut, !exact, false) {
                let months = compared.of_series(table.series);
                let ends = (months.first().map(Month::to_string), months.last().map(Month::to_string));
                comparisons.push(comparison_document(table.series, &table, group_sentence(&table), ends));
            }
        }
        Ok(FiguresDocument {
            form: FORM,
            as_at: as_at.on.to_string(),
            suppressed_below: (!exact).then(|| SmallNumbers::preset().threshold()),
            series: series_documents(&found),
            comparisons,
            delivery: found
                .delivery
                .steps
                .iter()
                .map(|step| StepDocument { step: step_name(step.name).to_owned(), left: step.left, lost: step.lost })
                .collect(),
            curves: effects.curves,
            effects: effects.effects,
            effects_not_shown: effects.not_shown,
            effect_in_cases: in_cases,
        })
    }
}

fn series_documents(figures: &Figures) -> Vec<SeriesDocument> {
    let charts = std::iter::once(&figures.withdrawal).chain(&figures.cohorts).chain([&figures.in_window]);
    let shares =
        charts.map(|chart| series_document(chart.series, chart_sentence(chart), trend_charts::p_chart_points(chart)));
    let coverage = series_document(
        Series::SrcCoverage,
        coverage_sentence(&figures.coverage),
        coverage_view::coverage_points(&figures.coverage),
    );
    let singles = [&figures.days_to_contact, &figures.recorded, &figures.days_to_outcome];
    let singles = singles.map(|chart| series_document(chart.series, xmr_sentence(chart), xmr_view::points(chart)));
    let rare = match &figures.rare {
        RareFigures::Exact(strands) => strands.as_slice(),
        RareFigures::Released(_) => &[],
    };
    let rare = rare.iter().flat_map(|of| {
        let strand = Some(of.strand.code().to_owned());
        let between = series_document(Series::DaysBetween, days_between_sentence(of), rare::between_points(of));
        let twelve = twelve_months_sentence(of);
        let twelve = series_document(Series::WithdrawalTwelveMonths, twelve, rare::rolling_points(of));
        let between = Some(between).filter(|series| !series.points.is_empty());
        let both = between.into_iter().chain([twelve]);
        both.map(|series| SeriesDocument { strand: strand.clone(), ..series }).collect::<Vec<_>>()
    });
    shares.chain([coverage]).chain(singles).chain(rare).collect()
}

fn series_document(series: Series, sentence: String, points: Vec<PointView>) -> SeriesDocument {
    let measure = series.measure();
    SeriesDocument {
        measure: measure.name.to_owned(),
        strand: None,
        title: measure.title.to_owned(),
        basis: measure.basis.name().to_owned(),
        population: measure.population.to_owned(),
        numerator: measure.numerator.to_owned(),
        unit: measure.unit.name().to_owned(),
        better: measure.better.name().to_owned(),
        interval: measure.interval.to_owned(),
        sentence,
        points,
    }
}

fn comparison_document(
    series: Series,
    table: &GroupTable,
    sentence: String,
    (from, to): (Option<String>, Option<String>),
) -> ComparisonDocument {
    let measure = series.measure();
    ComparisonDocument {
        cut: table.cut.name().to_owned(),
        measure: measure.name.to_owned(),
        basis: measure.basis.name().to_owned(),
        population: measure.population.to_owned(),
        from,
        to,
        sentence,
        groups: group_views(table),
    }
}

const fn step_name(name: StepName) -> &'static str {
    match name {
        StepName::Owed => "owed",
        StepName::Offered => "offered",
        StepName::Attempted => "attempted",
        StepName::Reached => "reached",
        StepName::InWindow => "in_window",
    }
}

#[cfg(test)]
mod tests;
