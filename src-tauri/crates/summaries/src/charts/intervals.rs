//! Estimates with their intervals, a row each, beside the line of no effect.

use super::canvas::{BLUE, Canvas, GREY, INK, PALE, Spot, sheet};
use plotters::style::text_anchor::HPos;

/// What the estimates are, and so how the axis runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalScale {
    /// Ratios, on the scale of logarithms; no effect is 1.
    Ratio,
    /// Differences of shares; no effect is 0.
    Difference,
}

/// One estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct IntervalRow {
    pub name: String,
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
    /// The numbers as they are printed beside the row.
    pub words: String,
    /// Drawn hollow: a check beside the main estimates, or one that is diluted.
    pub hollow: bool,
}

/// Estimates to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct IntervalFigure {
    pub title: String,
    pub description: String,
    pub scale: IntervalScale,
    /// What lies left and right of no effect.
    pub left_words: String,
    pub right_words: String,
    pub rows: Vec<IntervalRow>,
}

const LEFT: i32 = 400;
const RIGHT: i32 = 930;
const TOP: i32 = 100;
const ROW: i32 = 62;

/// Places on the axis: ratios or differences between two ends.
struct Axis {
    scale: IntervalScale,
    from: f64,
    to: f64,
}

impl Axis {
    fn of(figure: &IntervalFigure) -> Self {
        let (mut low, mut high) = match figure.scale {
            IntervalScale::Ratio => (0.5, 1.5),
            IntervalScale::Difference => (-0.1, 0.1),
        };
        for row in &figure.rows {
            low = row.low.min(low);
            high = row.high.max(high);
        }
        match figure.scale {
            IntervalScale::Ratio => Self { scale: figure.scale, from: low.max(0.05), to: high.min(20.0) },
            IntervalScale::Difference => Self { scale: figure.scale, from: low.max(-1.0), to: high.min(1.0) },
        }
    }

    fn place(&self, value: f64) -> i32 {
        let scaled = |value: f64| match self.scale {
            IntervalScale::Ratio => value.max(f64::MIN_POSITIVE).ln(),
            IntervalScale::Difference => value,
        };
        let across = (scaled(value) - scaled(self.from)) / (scaled(self.to) - scaled(self.from));
        across.clamp(0.0, 1.0).mul_add(f64::from(RIGHT - LEFT), f64::from(LEFT)).round() as i32
    }

    fn ticks(&self) -> Vec<(f64, String)> {
        let (values, words): (Vec<f64>, fn(f64) -> String) = match self.scale {
            IntervalScale::Ratio => (vec![0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0, 10.0], |value| value.to_string()),
            IntervalScale::Difference => {
                let step = if self.to - self.from > 0.5 { 0.2 } else { 0.05 };
                let values = (-20..=20).map(|number| f64::from(number) * step).collect();
                (values, points)
            }
        };
        let within = values.into_iter().filter(|&value| self.from <= value && value <= self.to);
        let mut shown: Vec<(f64, String)> = Vec::new();
        for value in within {
            // Names must not run into each other.
            let free = shown.last().is_none_or(|&(before, _)| self.place(value) - self.place(before) >= 56);
            if free {
                shown.push((value, words(value)));
            }
        }
        shown
    }

    /// Where nothing differs, and what that is called.
    const fn none(&self) -> (f64, &'static str) {
        match self.scale {
            IntervalScale::Ratio => (1.0, "no effect"),
            IntervalScale::Difference => (0.0, "no change"),
        }
    }
}

/// A difference of shares in whole percentage points, signed as in the words beside it.
fn points(difference: f64) -> String {
    let points = format!("{:+.0}", difference * 100.0);
    if matches!(points.as_str(), "+0" | "-0") { "0".to_owned() } else { points.replace('-', "−") }
}

/// Draws the estimates as SVG.
pub fn interval_chart(figure: &IntervalFigure) -> String {
    let rows = i32::try_from(figure.rows.len().max(1)).unwrap_or(1);
    let bottom = TOP + rows * ROW;
    sheet(&figure.title, &figure.description, (bottom + 60).unsigned_abs(), |canvas| {
        if figure.rows.is_empty() {
            canvas.words("No effect can be shown yet", (640, TOP), HPos::Center, GREY);
            return;
        }
        let axis = Axis::of(figure);
        for (value, words) in axis.ticks() {
            let x = axis.place(value);
            canvas.line(&[(x, TOP - 10), (x, bottom)], PALE, 2);
            canvas.words(&words, (x, bottom + 28), HPos::Center, GREY);
        }
        let (none, none_words) = axis.none();
        let none = axis.place(none);
        canvas.line(&[(none, TOP - 24), (none, bottom)], INK, 3);
        canvas.words(none_words, (none, TOP - 42), HPos::Center, INK);
        canvas.words(&format!("← {}", figure.left_words), (LEFT - 60, TOP - 80), HPos::Left, GREY);
        canvas.words(&format!("{} →", figure.right_words), (1270, TOP - 80), HPos::Right, GREY);
        for (row, number) in figure.rows.iter().zip(0i32..) {
            paint_row(canvas, &axis, row, TOP + number * ROW + ROW / 2);
        }
    })
}

fn paint_row(canvas: &Canvas<'_>, axis: &Axis, row: &IntervalRow, y: i32) {
    canvas.words(&row.name, (10, y), HPos::Left, INK);
    let (low, high) = (axis.place(row.low), axis.place(row.high));
    canvas.line(&[(low, y), (high, y)], GREY, 4);
    let ends = [(row.low < axis.from, low, 12), (row.high > axis.to, high, -12)];
    for (beyond, x, back) in ends {
        // An end beyond the axis points on, one within it stands.
        let mark: [Spot; 3] =
            if beyond { [(x + back, y - 10), (x, y), (x + back, y + 10)] } else { [(x, y - 10), (x, y), (x, y + 10)] };
        canvas.line(&mark, GREY, 4);
    }
    canvas.disc((axis.place(row.estimate), y), 11, BLUE, row.hollow);
    canvas.words(&row.words, (RIGHT + 30, y), HPos::Left, INK);
}
