//! Series of single values as they are drawn, tabled and given to programs.

use crate::figures::trend_charts::{bare, drawn_changes, hollow_words};
use crate::wire::{ChartView, IconKind, IconView, PointView, SpotView, TableView};
use attrition::xmr::{Assurance, Rule, SpecialCause, Variation, variation};
use attrition::{Better, Single, SinglePoint, XmrChart, assurance_words, variation_words, xmr_sentence};
use summaries::charts as draw;

/// A chart of single values, whole.
pub fn xmr_view(chart: &XmrChart) -> ChartView {
    let (measure, sentence) = (chart.measure(), xmr_sentence(chart));
    let figure = xmr_figure(chart, &sentence);
    let places = draw::xmr_places(&figure);
    let spots = chart.points.iter().zip(places).map(|(point, place)| SpotView {
        across: place.across * 100.0,
        down: place.down * 100.0,
        words: point_words(chart, point),
        period: point.single.cases().filter(|&cases| cases > 0).map(|_| point.period.to_string()),
        group: None,
    });
    ChartView {
        icons: icons(chart.variation(), chart.assurance()),
        svg: draw::xmr_chart(&figure),
        table: table(chart),
        spots: spots.collect(),
        points: points(chart),
        ..bare(chart.series, sentence, measure.definition.to_owned())
    }
}

/// The two icons of Making Data Count: variation, and assurance where there is a target.
pub fn icons(variation: Option<Variation>, assurance: Option<Assurance>) -> Vec<IconView> {
    let assured = assurance.map(|assurance| IconView {
        kind: match assurance {
            Assurance::HitAndMiss => IconKind::HitAndMiss,
            Assurance::Pass => IconKind::Pass,
            Assurance::Fail => IconKind::Fail,
        },
        words: assurance_words(assurance).to_owned(),
    });
    variation.map(icon).into_iter().chain(assured).collect()
}

fn icon(variation: Variation) -> IconView {
    let kind = match variation {
        Variation::CommonCause => IconKind::CommonCause,
        Variation::Improvement { .. } => IconKind::Improvement,
        Variation::Concern { .. } => IconKind::Concern,
        Variation::Neutral { .. } => IconKind::Neutral,
    };
    IconView { kind, words: variation_words(variation).to_owned() }
}

fn xmr_figure(chart: &XmrChart, sentence: &str) -> draw::XmrFigure {
    let better = chart.measure().better;
    draw::XmrFigure {
        title: chart.measure().title.to_owned(),
        description: sentence.to_owned(),
        unit: chart.measure().unit.name().to_owned(),
        target: chart.target,
        changes: drawn_changes(&chart.changes, chart.points.iter().map(|point| point.period)),
        points: chart
            .points
            .iter()
            .map(|point| draw::XmrPoint {
                period: point.period,
                cases: point.single.cases(),
                mark: mark(point, better),
                lines: point.limits.map(|limits| draw::XmrLines {
                    mean: limits.mean,
                    lower: limits.lower.max(0.0),
                    upper: limits.upper,
                }),
            })
            .collect(),
    }
}

fn mark(point: &SinglePoint, better: Better) -> draw::XmrMark {
    let value = match point.single {
        Single::NoCases => return draw::XmrMark::NoCases,
        Single::Withheld(_) => return draw::XmrMark::Suppressed,
        Single::Shown { value, .. } => value,
    };
    if point.hollow.is_some() {
        return draw::XmrMark::Hollow(value);
    }
    match variation(point.cause, better) {
        Variation::CommonCause => draw::XmrMark::Common(value),
        Variation::Improvement { .. } => draw::XmrMark::Improvement(value),
        Variation::Concern { .. } | Variation::Neutral { .. } => draw::XmrMark::Concern(value),
    }
}

fn note(point: &SinglePoint) -> &'static str {
    match (point.cause, point.hollow) {
        (Some(SpecialCause { rule: Rule::Outside, high: true }), _) => "Above the limits",
        (Some(SpecialCause { rule: Rule::Outside, high: false }), _) => "Below the limits",
        (Some(SpecialCause { rule: Rule::Trend, .. }), _) => "In a run of seven that all rise or all fall",
        (Some(SpecialCause { rule: Rule::TwoOfThree, .. }), _) => "Two of three close to a limit",
        (Some(SpecialCause { rule: Rule::Run, high: true }), _) => "Seven in a row above the mean",
        (Some(SpecialCause { rule: Rule::Run, high: false }), _) => "Seven in a row below the mean",
        (None, Some(hollow)) => hollow_words(hollow),
        (None, None) => "",
    }
}

fn point_words(chart: &XmrChart, point: &SinglePoint) -> String {
    let value = match point.single {
        Single::NoCases => "no cases".to_owned(),
        Single::Withheld(_) => "withheld".to_owned(),
        Single::Shown { value, cases } => {
            let of = cases.map_or_else(String::new, |cases| format!(", of {cases}"));
            format!("{}{of}", chart.value_words(value))
        }
    };
    let note = Some(note(point)).filter(|note| !note.is_empty()).map_or_else(String::new, |note| format!(" {note}."));
    format!("{}: {value}.{note}", point.period.words())
}

fn table(chart: &XmrChart) -> TableView {
    let dash = || "–".to_owned();
    let number = |value: Option<f64>| value.map_or_else(dash, |value| format!("{value:.1}"));
    let rows = chart.points.iter().map(|point| {
        let (cases, value) = if point.single.why_withheld().is_some() {
            ("‡".to_owned(), "‡".to_owned())
        } else {
            let cases = point.single.cases().map_or_else(|| "‡".to_owned(), |cases| cases.to_string());
            (cases, number(point.single.value()))
        };
        vec![
            point.period.words(),
            cases,
            value,
            number(point.limits.map(|limits| limits.mean)),
            number(point.limits.map(|limits| limits.lower.max(0.0))),
            number(point.limits.map(|limits| limits.upper)),
            note(point).to_owned(),
        ]
    });
    let value = if chart.measure().unit == attrition::Unit::PerDay { "A day" } else { "Days, median" };
    TableView {
        caption: chart.measure().title.to_owned(),
        columns: ["Month", "Cases", value, "Mean", "Lower limit", "Upper limit", "Note"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// A series of single values for programs: the cases behind a value are its denominator, and there is no numerator.
pub fn points(chart: &XmrChart) -> Vec<PointView> {
    chart
        .points
        .iter()
        .map(|point| PointView {
            period: point.period.to_string(),
            numerator: None,
            denominator: point.single.cases(),
            value: point.single.value(),
            low: None,
            high: None,
            centre: point.limits.map(|limits| limits.mean),
            lower_limit: point.limits.map(|limits| limits.lower),
            upper_limit: point.limits.map(|limits| limits.upper),
            signal: point.cause.is_some(),
            mature: point.hollow.is_none(),
            suppressed: point.single.why_withheld().is_some(),
        })
        .collect()
}
