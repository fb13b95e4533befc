//! Coverage as it is drawn, tabled and given to programs.

use crate::wire::{PointView, TableView};
use attrition::{Coverage, CoverageFigure, CoverageMonth, Figure, percent};
use summaries::charts as draw;

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
