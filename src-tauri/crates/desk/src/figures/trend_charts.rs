//! From figures to what charts draw and tables say.

use crate::figures::coverage_view::{coverage_figure, coverage_points, coverage_table};
use crate::figures::xmr_view::icons;
use crate::wire::{ChartView, IconView, PointView, SpotView, TableView};
use attrition::{
    Better, Coverage, CoverageMonth, DeliveryFunnel, Figure, Hollow, PChart, Point, Series, SeriesChange, Signal,
    chart_sentence, coverage_sentence, delivery_sentence, letter, percent, set_in_words,
};
use caseload::Period;
use summaries::Share;
use summaries::charts as draw;

/// A chart of shares, whole.
pub fn p_chart_view(chart: &PChart) -> ChartView {
    let (measure, sentence) = (chart.measure(), chart_sentence(chart));
    let figure = p_chart_figure(chart, &sentence);
    let points = p_chart_points(chart);
    let places = draw::p_chart_places(&figure);
    let definition = if chart.series == Series::SrcInWindow {
        measure.definition.to_owned()
    } else {
        format!("{} {}", measure.definition, set_in_words(&chart.set))
    };
    ChartView {
        icons: icons(chart.variation(), chart.assurance()),
        svg: draw::p_chart(&figure),
        table: p_chart_table(chart),
        spots: chart.points.iter().zip(places).map(|(point, place)| spot(place, point_words(point), point)).collect(),
        points,
        ..bare(chart.series, sentence, definition)
    }
}

/// The coverage table and its chart.
pub fn coverage_view(coverage: &Coverage) -> ChartView {
    let (measure, sentence) = (Series::SrcCoverage.measure(), coverage_sentence(coverage));
    let figure = coverage_figure(coverage, measure.title, &sentence);
    let places = draw::coverage_places(&figure);
    let spots = coverage.months.iter().zip(places).map(|(month, place)| {
        let words = format!("{}: {} in the window.", month.month.words(), figure_words(&month.figure.in_window()));
        SpotView {
            across: place.across * 100.0,
            down: place.down * 100.0,
            words,
            period: period_of(month),
            group: None,
        }
    });
    ChartView {
        svg: draw::coverage_chart(&figure),
        table: coverage_table(coverage, measure.title),
        spots: spots.collect(),
        points: coverage_points(coverage),
        ..bare(Series::SrcCoverage, sentence, measure.definition.to_owned())
    }
}

fn period_of(month: &CoverageMonth) -> Option<String> {
    month.figure.parts().filter(|parts| parts.total() > 0).map(|_| month.month.to_string())
}

/// From owed to reached in time.
pub fn delivery_view(funnel: &DeliveryFunnel) -> ChartView {
    let (measure, sentence) = (Series::SrcDelivery.measure(), delivery_sentence(funnel));
    let lost = |step: &attrition::Step| match step.lost {
        Some(lost) if lost > 0 => format!("{lost} {}", step.name.lost_words()),
        _ => String::new(),
    };
    let count = |count: Option<u64>| count.map_or_else(|| "‡".to_owned(), |count| count.to_string());
    let figure = draw::StepsFigure {
        title: measure.title.to_owned(),
        description: sentence.clone(),
        steps: funnel
            .steps
            .iter()
            .map(|step| draw::StepBar { name: step.name.words().to_owned(), left: step.left, lost: lost(step) })
            .collect(),
    };
    let rows = funnel.steps.iter().map(|step| {
        vec![step.name.words().to_owned(), count(step.left), count(step.lost), step.name.lost_words().to_owned()]
    });
    ChartView {
        svg: draw::steps_chart(&figure),
        table: TableView {
            caption: measure.title.to_owned(),
            columns: ["Step", "Left", "Lost", "Why"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        },
        ..bare(Series::SrcDelivery, sentence, measure.definition.to_owned())
    }
}

/// A view with its words and nothing drawn yet. What is counted, by which day and how sure it is, is said of each.
pub fn bare(series: Series, sentence: String, definition: String) -> ChartView {
    let measure = series.measure();
    let definition = format!("{}. {}", definition.trim_end_matches('.'), measure.basis_and_interval());
    ChartView {
        series: measure.name.to_owned(),
        name: measure.name.to_owned(),
        question: measure.question.to_owned(),
        title: measure.title.to_owned(),
        sentence,
        icons: Vec::<IconView>::new(),
        svg: String::new(),
        table: TableView { caption: measure.title.to_owned(), columns: Vec::new(), rows: Vec::new() },
        definition,
        cut: None,
        spots: Vec::new(),
        points: Vec::new(),
    }
}

fn spot(place: draw::Place, words: String, point: &Point) -> SpotView {
    let has_cases = point.figure.rate().is_some_and(|rate| rate.denominator() > 0);
    SpotView {
        across: place.across * 100.0,
        down: place.down * 100.0,
        words,
        period: has_cases.then(|| point.period.to_string()),
        group: None,
    }
}

fn point_words(point: &Point) -> String {
    let note = Some(note(point)).filter(|note| !note.is_empty()).map_or_else(String::new, |note| format!(" {note}."));
    let limits = point
        .limits
        .map_or_else(String::new, |limits| format!(" Limits {} to {}.", percent(limits.lower), percent(limits.upper)));
    format!("{}: {}.{limits}{note}", point.period.words(), figure_words(&point.figure))
}

fn figure_words(figure: &Figure) -> String {
    match (figure, figure.share()) {
        (Figure::Withheld { .. }, _) => "withheld".to_owned(),
        (Figure::Shown(rate), Some(share)) => {
            format!("{} of {}, {}", rate.numerator(), rate.denominator(), percent(share))
        }
        (Figure::Shown(_), None) => "no cases".to_owned(),
    }
}

/// The p-chart as it is drawn.
pub fn p_chart_figure(chart: &PChart, sentence: &str) -> draw::PChartFigure {
    let measure = chart.measure();
    let better = measure.better;
    draw::PChartFigure {
        title: measure.title.to_owned(),
        description: sentence.to_owned(),
        numerator_name: if better == Better::Higher { "reached" } else { "withdrawn" }.to_owned(),
        denominator_name: denominator_name(chart.series).to_owned(),
        centre: chart.pooled.and_then(|pooled| pooled.share()),
        changes: drawn_changes(&chart.changes, chart.points.iter().map(|point| point.period)),
        target: chart.target,
        months: chart
            .points
            .iter()
            .map(|point| draw::PChartMonth { period: point.period, point: drawn_point(point, better) })
            .collect(),
    }
}

/// The changes within the periods shown, lettered as the sentence letters them.
pub fn drawn_changes(changes: &[SeriesChange], periods: impl Iterator<Item = Period> + Clone) -> Vec<draw::Change> {
    let place = |change: &SeriesChange| periods.clone().position(|period| change.is_before_end_of(period));
    let within = changes.iter().filter_map(|change| Some((place(change).filter(|&place| place > 0)?, change.is_break)));
    within
        .enumerate()
        .map(|(number, (place, is_break))| draw::Change { place, letter: letter(number), is_break })
        .collect()
}

const fn denominator_name(series: Series) -> &'static str {
    if matches!(series, Series::SrcInWindow) {
        "owed"
    } else if matches!(series, Series::WithdrawalClosed) {
        "closed"
    } else {
        "reported"
    }
}

fn drawn_point(point: &Point, better: Better) -> draw::PChartPoint {
    let share = match point.figure {
        Figure::Withheld { .. } => return draw::PChartPoint::Suppressed,
        Figure::Shown(rate) => rate
            .wilson()
            .and_then(|interval| Share::new(rate.numerator(), rate.denominator(), interval.low, interval.high)),
    };
    match (share, point.limits) {
        (None, _) => draw::PChartPoint::NoCases,
        (Some(share), Some(limits)) if point.is_mature() => draw::PChartPoint::Mature {
            share,
            limits: draw::Limits { lower: limits.lower, upper: limits.upper },
            signal: match (point.signal, better) {
                (None, _) => draw::Signal::Within,
                // The chart's colour of concern is for the side on which things are worse.
                (Some(Signal::AboveLimits), Better::Higher) | (Some(Signal::BelowLimits), Better::Lower) => {
                    draw::Signal::Below
                }
                (Some(_), _) => draw::Signal::Above,
            },
        },
        (Some(share), _) => draw::PChartPoint::Immature(share),
    }
}

/// The p-chart's table.
pub fn p_chart_table(chart: &PChart) -> TableView {
    let numerator = if chart.series == Series::SrcInWindow { "In window" } else { "Withdrawn" };
    let denominator = match denominator_name(chart.series) {
        "owed" => "Owed",
        "closed" => "Closed",
        _ => "Reported",
    };
    let span = if chart.grain == attrition::Grain::Month { "Month" } else { "Quarter" };
    let columns = [span, numerator, denominator, "Share", "95 % interval", "Lower limit", "Upper limit", "Note"];
    let rows = chart
        .points
        .iter()
        .map(|point| {
            let share = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), percent);
            let figure = &point.figure;
            let (numerator, value, interval) = match figure {
                Figure::Withheld { .. } => ("‡".to_owned(), "‡".to_owned(), "‡".to_owned()),
                Figure::Shown(rate) => (
                    rate.numerator().to_string(),
                    figure.share().map_or_else(|| "not applicable".to_owned(), percent),
                    figure.interval().map_or_else(
                        || "–".to_owned(),
                        |interval| format!("{} to {}", percent(interval.low), percent(interval.high)),
                    ),
                ),
            };
            vec![
                point.period.words(),
                numerator,
                figure.denominator().map_or_else(|| "‡".to_owned(), |count| count.to_string()),
                value,
                interval,
                share(point.limits.map(|limits| limits.lower)),
                share(point.limits.map(|limits| limits.upper)),
                note(point),
            ]
        })
        .collect();
    TableView {
        caption: chart.measure().title.to_owned(),
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    }
}

fn note(point: &Point) -> String {
    match (point.signal, point.hollow) {
        (Some(Signal::AboveLimits), _) => "Above the limits",
        (Some(Signal::BelowLimits), _) => "Below the limits",
        (None, Some(hollow)) => hollow_words(hollow),
        (None, None) => "",
    }
    .to_owned()
}

pub const fn hollow_words(hollow: Hollow) -> &'static str {
    match hollow {
        Hollow::WarmUp => "Too early: the desk was young",
        Hollow::Running => "Month still running",
        Hollow::NotYet => "Not yet",
        Hollow::WindowsOpen => "Windows still open",
        Hollow::TooYoung => "Too early: not followed for long enough",
    }
}

/// The p-chart's points for programs.
pub fn p_chart_points(chart: &PChart) -> Vec<PointView> {
    chart
        .points
        .iter()
        .map(|point| PointView {
            period: point.period.to_string(),
            numerator: point.figure.numerator(),
            denominator: point.figure.denominator(),
            value: point.figure.share(),
            low: point.figure.interval().map(|interval| interval.low),
            high: point.figure.interval().map(|interval| interval.high),
            centre: point.limits.map(|limits| limits.centre),
            lower_limit: point.limits.map(|limits| limits.lower),
            upper_limit: point.limits.map(|limits| limits.upper),
            signal: point.signal.is_some(),
            mature: point.is_mature(),
            suppressed: point.figure.why_withheld().is_some(),
        })
        .collect()
}
