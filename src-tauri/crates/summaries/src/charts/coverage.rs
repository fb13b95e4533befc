//! The coverage chart: of the victims owed a contact, what came of the promise, by month reported.

use super::canvas::{BLUE, Canvas, GREY, INK, LIGHT_BLUE, ORANGE, PALE, PAPER, Place, drawing, place_of, runs};
use crate::figures::{fraction, thousands};
use caseload::{Month, Period};
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// What came of the promised contacts, by month reported. Every number in it is given.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageFigure {
    /// What the chart shows, as its heading says it.
    pub title: String,
    /// What a person who does not see the chart is told: the sentence beside it.
    pub description: String,
    /// The months, in order and without gaps.
    pub months: Vec<CoverageMonth>,
}

/// One month of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageMonth {
    /// The month reported.
    pub month: Month,
    /// What is shown of it.
    pub cell: CoverageCell,
}

/// What is shown of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageCell {
    /// Nobody was owed a contact. Drawn as "–".
    NothingOwed,
    /// Too few to show. Drawn as "‡".
    Suppressed,
    /// The counts of those whose window has ended, and how many windows are still open (drawn hollow).
    Counted { counts: CoverageCounts, windows_open: u64 },
    /// To protect victims, some parts are not told apart. The counts add up to those owed.
    Merged { reached_in_window: u64, reached_late: Option<u64>, not_told_apart: u64 },
}

/// Victims owed a contact whose window has ended, by what came of it. The parts add up to those owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CoverageCounts {
    pub reached_in_window: u64,
    pub reached_late: u64,
    pub tried_not_reached: u64,
    pub never_tried: u64,
    pub ended_by_reason: u64,
}

impl CoverageCounts {
    /// All whose window has ended.
    pub const fn owed(&self) -> u64 {
        self.reached_in_window + self.reached_late + self.tried_not_reached + self.never_tried + self.ended_by_reason
    }

    const fn parts(&self) -> [u64; 5] {
        [self.reached_in_window, self.reached_late, self.ended_by_reason, self.tried_not_reached, self.never_tried]
    }
}

/// How a part of a bar is drawn: lightness and pattern tell it apart without its colour.
struct Part {
    name: &'static str,
    fill: RGBColor,
    pattern: Pattern,
}

enum Pattern {
    Plain,
    Rising,
    Level,
    Crossed,
}

/// From the bottom of a bar to its top: the promise kept, ended, not kept.
const PARTS: [Part; 5] = [
    Part { name: "in window", fill: BLUE, pattern: Pattern::Plain },
    Part { name: "late", fill: LIGHT_BLUE, pattern: Pattern::Rising },
    Part { name: "ended by reason", fill: PALE, pattern: Pattern::Plain },
    Part { name: "tried, not reached", fill: PAPER, pattern: Pattern::Level },
    Part { name: "never tried", fill: ORANGE, pattern: Pattern::Crossed },
];

/// What small numbers keep from being told apart.
const MERGED: Part = Part { name: "not told apart ‡", fill: RGBColor(0xc8, 0xcc, 0xce), pattern: Pattern::Plain };

/// The room for words right of the plot.
const RIGHT: i32 = 330;

/// Draws the coverage chart as SVG.
pub fn coverage_chart(figure: &CoverageFigure) -> String {
    drawing(&figure.title, &figure.description, figure.months.len(), RIGHT, |canvas| {
        for (from, to) in runs(figure.months.len(), |month| figure.months.get(month).is_some_and(has_open_windows)) {
            canvas.band(from, to, "windows still open");
        }
        canvas.percent_axis(1.0);
        let labels: Vec<(Period, String)> =
            figure.months.iter().map(|month| (month.month.into(), owed_words(&month.cell))).collect();
        canvas.month_axis(&labels, "owed");
        if figure.months.is_empty() {
            canvas.nothing_to_show("No months to show yet");
            return;
        }
        for (number, month) in figure.months.iter().enumerate() {
            draw_month(canvas, number, &month.cell);
        }
        draw_names(canvas, figure.months.iter().any(|month| matches!(month.cell, CoverageCell::Merged { .. })));
    })
}

/// Where each month's share reached in the window ends, for what is laid over the drawing.
pub fn coverage_places(figure: &CoverageFigure) -> Vec<Place> {
    let share = |cell: &CoverageCell| match cell {
        CoverageCell::Counted { counts, .. } if counts.owed() > 0 => fraction(counts.reached_in_window, counts.owed()),
        CoverageCell::Merged { reached_in_window, reached_late, not_told_apart } => {
            fraction(*reached_in_window, reached_in_window + reached_late.unwrap_or(0) + not_told_apart)
        }
        CoverageCell::Counted { .. } | CoverageCell::NothingOwed | CoverageCell::Suppressed => 0.0,
    };
    let all = figure.months.len();
    figure.months.iter().enumerate().map(|(number, of)| place_of(number, all, share(&of.cell), RIGHT)).collect()
}

const fn has_open_windows(month: &CoverageMonth) -> bool {
    matches!(month.cell, CoverageCell::Counted { windows_open: 1.., .. })
}

fn owed_words(cell: &CoverageCell) -> String {
    match cell {
        CoverageCell::NothingOwed => "0".to_owned(),
        CoverageCell::Suppressed => "‡".to_owned(),
        CoverageCell::Counted { counts, .. } => thousands(counts.owed()),
        CoverageCell::Merged { reached_in_window, reached_late, not_told_apart } => {
            thousands(reached_in_window + reached_late.unwrap_or(0) + not_told_apart)
        }
    }
}

fn draw_month(canvas: &Canvas<'_>, number: usize, cell: &CoverageCell) {
    let middle = canvas.middle(number);
    match cell {
        CoverageCell::NothingOwed => canvas.words("–", canvas.at(middle, 0.04), HPos::Center, GREY),
        CoverageCell::Suppressed => canvas.words("‡", canvas.at(middle, 0.04), HPos::Center, INK),
        CoverageCell::Counted { counts, .. } if counts.owed() == 0 => {
            canvas.words("–", canvas.at(middle, 0.04), HPos::Center, GREY);
        }
        CoverageCell::Counted { counts, windows_open } => {
            let parts: Vec<(&Part, u64)> = PARTS.iter().zip(counts.parts()).collect();
            draw_bar(canvas, number, &parts, *windows_open > 0);
        }
        CoverageCell::Merged { reached_in_window, reached_late, not_told_apart } => {
            let [in_window, late, ..] = &PARTS;
            let parts =
                [(in_window, *reached_in_window), (late, reached_late.unwrap_or(0)), (&MERGED, *not_told_apart)];
            draw_bar(canvas, number, &parts, false);
        }
    }
}

/// A bar of its parts from the bottom up; the first is those reached in window.
fn draw_bar(canvas: &Canvas<'_>, number: usize, parts: &[(&Part, u64)], hollow: bool) {
    let (left, right) = (canvas.at(number as f64 + 0.13, 0.0).0, canvas.at(number as f64 + 0.87, 0.0).0);
    let owed: u64 = parts.iter().map(|(_, count)| count).sum();
    let reached_in_window = parts.first().map_or(0, |(_, count)| *count);
    let mut below = 0;
    for &(part, count) in parts {
        if count == 0 {
            continue;
        }
        let foot = canvas.at(0.0, fraction(below, owed)).1;
        below += count;
        let head = canvas.at(0.0, fraction(below, owed)).1;
        draw_part(canvas, part, (left, head), (right, foot), hollow);
    }
    let kept = canvas.at(canvas.middle(number), fraction(reached_in_window, owed) / 2.0);
    let tall_enough = fraction(reached_in_window, owed) > 0.09;
    if tall_enough && canvas.month_width() > 44 {
        let words = format!("{:.0}", fraction(reached_in_window, owed) * 100.0);
        canvas.bold_words(&words, kept, HPos::Center, if hollow { BLUE } else { PAPER });
    }
}

/// One part of a bar. A hollow one keeps its pattern and its edge, and loses its fill.
fn draw_part(canvas: &Canvas<'_>, part: &Part, (left, head): (i32, i32), (right, foot): (i32, i32), hollow: bool) {
    canvas.fill((left, head), (right, foot), if hollow { PAPER } else { part.fill });
    let (width, height) = (right - left, foot - head);
    match part.pattern {
        Pattern::Plain => {}
        Pattern::Rising => rising(canvas, (left, head), width, height),
        Pattern::Level => {
            for y in (head + 10..foot).step_by(10) {
                canvas.line(&[(left, y), (right, y)], GREY, 2);
            }
        }
        Pattern::Crossed => {
            rising(canvas, (left, head), width, height);
            for x in (left + 12..right).step_by(12) {
                canvas.line(&[(x, head), (x, foot)], INK, 2);
            }
        }
    }
    let edge = if hollow { BLUE } else { INK };
    canvas.line(
        &[(left, head), (right, head), (right, foot), (left, foot), (left, head)],
        edge,
        if hollow { 3 } else { 2 },
    );
}

/// Lines rising to the right, cut at the box's edges.
fn rising(canvas: &Canvas<'_>, (left, head): (i32, i32), width: i32, height: i32) {
    for start in (12..width + height).step_by(14) {
        let (from_x, from_y) = if start <= height { (0, start) } else { (start - height, height) };
        let (to_x, to_y) = if start <= width { (start, 0) } else { (width, start - width) };
        canvas.line(&[(left + from_x, head + from_y), (left + to_x, head + to_y)], GREY, 2);
    }
}

/// Each part's name beside a swatch of it, in the order of the bars.
fn draw_names(canvas: &Canvas<'_>, merged: bool) {
    let left = canvas.right() + 18;
    let (_, foot) = canvas.at(0.0, 0.0);
    let mut y = foot - 26;
    for part in PARTS.iter().chain(merged.then_some(&MERGED)) {
        draw_part(canvas, part, (left, y - 18), (left + 40, y + 18), false);
        canvas.words(part.name, (left + 52, y), HPos::Left, INK);
        y -= 70;
    }
}
