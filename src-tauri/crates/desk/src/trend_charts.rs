//! From figures to what charts draw and tables say.

use crate::wire::{PointView, TableView};
use attrition::{Coverage, CoverageFigure, CoverageMonth, Figure, Hollow, PChart, Point, Signal, percent};
use summaries::Share;
use summaries::charts as draw;

/// The p-chart as it is drawn.
pub fn p_chart_figure(chart: &PChart, sentence: &str) -> draw::PChartFigure {
    let measure = chart.measure();
    draw::PChartFigure {
        title: measure.title.to_owned(),
        description: sentence.to_owned(),
        numerator_name: "withdrawn".to_owned(),
        denominator_name: "closed".to_owned(),
        centre: chart.pooled.and_then(|pooled| pooled.share()),
        months: chart
            .points
            .iter()
            .map(|point| draw::PChartMonth { month: point.month, point: drawn_point(point) })
            .collect(),
    }
}

fn drawn_point(point: &Point) -> draw::PChartPoint {
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
            signal: match point.signal {
                None => draw::Signal::Within,
                Some(Signal::AboveLimits) => draw::Signal::Above,
                Some(Signal::BelowLimits) => draw::Signal::Below,
            },
        },
        (Some(share), _) => draw::PChartPoint::Immature(share),
    }
}

/// The p-chart's table.
pub fn p_chart_table(chart: &PChart) -> TableView {
    let columns = ["Month", "Withdrawn", "Closed", "Share", "95 % interval", "Lower limit", "Upper limit", "Note"];
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
                point.month.words(),
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

const fn hollow_words(hollow: Hollow) -> &'static str {
    match hollow {
        Hollow::WarmUp => "Too early: the desk was young",
        Hollow::Running => "Month still running",
        Hollow::NotYet => "Not yet",
        Hollow::WindowsOpen => "Windows still open",
    }
}

/// The p-chart's points for programs.
pub fn p_chart_points(chart: &PChart) -> Vec<PointView> {
    let centre = chart.pooled.and_then(|pooled| pooled.share());
    chart
        .points
        .iter()
        .map(|point| PointView {
            period: point.month.to_string(),
            numerator: point.figure.numerator(),
            denominator: point.figure.denominator(),
            value: point.figure.share(),
            low: point.figure.interval().map(|interval| interval.low),
            high: point.figure.interval().map(|interval| interval.high),
            centre: point.limits.and(centre),
            lower_limit: point.limits.map(|limits| limits.lower),
            upper_limit: point.limits.map(|limits| limits.upper),
            signal: point.signal.is_some(),
            mature: point.is_mature(),
            suppressed: point.figure.why_withheld().is_some(),
        })
        .collect()
}

/// The coverage chart as it is drawn.
pub fn coverage_figure(coverage: &Coverage, title: &str, sentence: &str) -> draw::CoverageFigure {
    draw::CoverageFigure {
        title: title.to_owned(),
        description: sentence.to_owned(),
        months: coverage
            .months
            .iter()
            .map(|month| draw::CoverageMonth { month: month.month, cell: drawn_cell(month) })
            .collect(),
    }
}

fn drawn_cell(month: &CoverageMonth) -> draw::CoverageCell {
    match month.figure {
        CoverageFigure::Parts(parts) if parts.total() == 0 && month.windows_open.unwrap_or(0) == 0 => {
            draw::CoverageCell::NothingOwed
        }
        CoverageFigure::Parts(parts) => draw::CoverageCell::Counted {
            counts: draw::CoverageCounts {
                reached_in_window: parts.reached_in_window,
                reached_late: parts.reached_late,
                tried_not_reached: parts.tried_not_reached,
                never_tried: parts.never_tried,
                ended_by_reason: parts.ended_by_reason,
            },
            windows_open: month.windows_open.unwrap_or(0),
        },
        CoverageFigure::Reached { in_window, late, without_contact } => draw::CoverageCell::Merged {
            reached_in_window: in_window,
            reached_late: Some(late),
            not_told_apart: without_contact,
        },
        CoverageFigure::InWindow(rate) => draw::CoverageCell::Merged {
            reached_in_window: rate.numerator(),
            reached_late: None,
            not_told_apart: rate.complement(),
        },
        CoverageFigure::Withheld { .. } => draw::CoverageCell::Suppressed,
    }
}

/// The coverage table. What is withheld is marked, never 0.
pub fn coverage_table(coverage: &Coverage, caption: &str) -> TableView {
    let columns = [
        "Month reported",
        "Owed",
        "Reached in window",
        "Late",
        "Tried, not reached",
        "Never tried",
        "Ended by reason",
        "In window",
        "Windows open",
    ];
    let hidden = || "‡".to_owned();
    let count = |count: Option<u64>| count.map_or_else(hidden, |count| count.to_string());
    let rows = coverage
        .months
        .iter()
        .map(|month| {
            let parts = month.figure.parts();
            let in_window = month.figure.in_window();
            vec![
                month.month.words(),
                count(in_window.denominator()),
                count(in_window.numerator()),
                count(month.figure.late()),
                count(parts.map(|parts| parts.tried_not_reached)),
                count(parts.map(|parts| parts.never_tried)),
                count(parts.map(|parts| parts.ended_by_reason)),
                match in_window {
                    Figure::Withheld { .. } => hidden(),
                    Figure::Shown(_) => in_window.share().map_or_else(|| "not applicable".to_owned(), percent),
                },
                count(month.windows_open),
            ]
        })
        .collect();
    TableView { caption: caption.to_owned(), columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows }
}

/// Those reached in the window, for programs.
pub fn coverage_points(coverage: &Coverage) -> Vec<PointView> {
    coverage
        .months
        .iter()
        .map(|month| {
            let figure = month.figure.in_window();
            PointView {
                period: month.month.to_string(),
                numerator: figure.numerator(),
                denominator: figure.denominator(),
                value: figure.share(),
                low: figure.interval().map(|interval| interval.low),
                high: figure.interval().map(|interval| interval.high),
                centre: None,
                lower_limit: None,
                upper_limit: None,
                signal: false,
                mature: month.hollow.is_none(),
                suppressed: figure.why_withheld().is_some(),
            }
        })
        .collect()
}
