//! The XmR chart: single values by month about their mean, with natural process limits.

use super::canvas::{
    BLUE, Canvas, DARK_BLUE, GREY, INK, MID_GREY, ORANGE, Place, Spot, drawing, place_of, runs, spread,
};
use super::changes::{Change, draw_changes, unbroken};
use crate::figures::thousands;
use caseload::Period;
use plotters::style::text_anchor::HPos;

/// Single values by month. Every number in it is given; the chart computes none.
#[derive(Debug, Clone, PartialEq)]
pub struct XmrFigure {
    /// What the chart shows, as its heading says it.
    pub title: String,
    /// What a person who does not see the chart is told: the sentence beside it.
    pub description: String,
    /// What the values are in, as "a day" or "days".
    pub unit: String,
    /// The target, where there is one.
    pub target: Option<f64>,
    /// What changed, in order: centre and limits are drawn anew from each.
    pub changes: Vec<Change>,
    /// The months, in order and without gaps.
    pub points: Vec<XmrPoint>,
}

/// One month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct XmrPoint {
    pub period: Period,
    /// How many cases stand behind the value; none where that is withheld.
    pub cases: Option<u64>,
    pub mark: XmrMark,
    /// None where the month counts towards no limit.
    pub lines: Option<XmrLines>,
}

/// How a month is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum XmrMark {
    /// No value. Drawn as "–".
    NoCases,
    /// Too few to show. Drawn as "‡".
    Suppressed,
    /// Too early to count. Drawn hollow.
    Hollow(f64),
    /// The variation to be expected.
    Common(f64),
    /// A signal that things got worse, or where neither way is better, changed: an orange diamond.
    Concern(f64),
    /// A signal that things got better: a blue diamond.
    Improvement(f64),
}

/// The mean and the limits at a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct XmrLines {
    pub mean: f64,
    pub lower: f64,
    pub upper: f64,
}

impl XmrMark {
    /// The value, where it is drawn.
    pub const fn value(&self) -> Option<f64> {
        match self {
            Self::NoCases | Self::Suppressed => None,
            Self::Hollow(value) | Self::Common(value) | Self::Concern(value) | Self::Improvement(value) => Some(*value),
        }
    }
}

/// The room for words right of the plot.
const RIGHT: i32 = 236;

/// Draws the XmR chart as SVG.
pub fn xmr_chart(figure: &XmrFigure) -> String {
    let scale = Scale::of(figure);
    drawing(&figure.title, &figure.description, figure.points.len(), RIGHT, |canvas| {
        let hollow = |month: usize| matches!(figure.points.get(month), Some(XmrPoint { mark: XmrMark::Hollow(_), .. }));
        for (from, to) in runs(figure.points.len(), hollow) {
            canvas.band(from, to, "too early to judge");
        }
        canvas.value_axis(&scale.ticks());
        let count = |point: &XmrPoint| point.cases.map_or_else(|| "‡".to_owned(), thousands);
        let labels: Vec<(Period, String)> = figure.points.iter().map(|point| (point.period, count(point))).collect();
        canvas.month_axis(&labels, "n");
        if figure.points.is_empty() {
            canvas.nothing_to_show("No months to show yet");
            return;
        }
        draw_lines(canvas, figure, scale);
        let height = |month: usize| figure.points.get(month).and_then(|point| point.mark.value());
        let whole = runs(figure.points.len(), |month| height(month).is_some());
        for (from, to) in unbroken(whole, &figure.changes, true) {
            let spots: Vec<Spot> = (from..to)
                .filter_map(|month| height(month).map(|value| canvas.at(canvas.middle(month), scale.of_value(value))))
                .collect();
            canvas.line(&spots, MID_GREY, 3);
        }
        for (number, point) in figure.points.iter().enumerate() {
            draw_mark(canvas, number, point.mark, scale);
        }
    })
}

/// Where each value lies, for what is laid over the drawing.
pub fn xmr_places(figure: &XmrFigure) -> Vec<Place> {
    let scale = Scale::of(figure);
    let height = |mark: &XmrMark| mark.value().map_or(0.04, |value| scale.of_value(value));
    let all = figure.points.len();
    figure.points.iter().enumerate().map(|(number, of)| place_of(number, all, height(&of.mark), RIGHT)).collect()
}

fn draw_lines(canvas: &Canvas<'_>, figure: &XmrFigure, scale: Scale) {
    draw_changes(canvas, &figure.changes);
    let mut names: Vec<(i32, String)> = Vec::new();
    let mean: fn(XmrLines) -> f64 = |lines| lines.mean;
    let lower: fn(XmrLines) -> f64 = |lines| lines.lower;
    let upper: fn(XmrLines) -> f64 = |lines| lines.upper;
    for (name, choose, dashed) in [("mean", mean, false), ("upper limit", upper, true), ("lower limit", lower, true)] {
        let mut end = None;
        let there = |month: usize| lines_at(figure, month).is_some();
        for (from, to) in unbroken(runs(figure.points.len(), there), &figure.changes, false) {
            let mut steps: Vec<Spot> = Vec::new();
            for month in from..to {
                let Some(lines) = lines_at(figure, month) else { continue };
                let height = scale.of_value(choose(lines));
                steps.push(canvas.at(month as f64, height));
                steps.push(canvas.at((month + 1) as f64, height));
            }
            if dashed {
                canvas.dashes(&steps, GREY, 3, 14, 9);
            } else {
                canvas.line(&steps, GREY, 3);
            }
            end = steps.last().copied().zip(lines_at(figure, to - 1));
        }
        if let Some(((_, y), lines)) = end {
            let value = choose(lines).max(0.0);
            names.push((y, format!("{name} {}", scale.words(value))));
        }
    }
    if let Some(target) = figure.target {
        let (from, to) =
            (canvas.at(0.0, scale.of_value(target)), canvas.at(figure.points.len() as f64, scale.of_value(target)));
        canvas.dashes(&[from, to], INK, 3, 3, 7);
        names.push((to.1, format!("target {target:.0}")));
    }
    spread(&mut names, 34);
    for (y, name) in &names {
        canvas.words(name, (canvas.right() + 12, *y), HPos::Left, GREY);
    }
}

fn lines_at(figure: &XmrFigure, month: usize) -> Option<XmrLines> {
    figure.points.get(month).and_then(|point| point.lines)
}

fn draw_mark(canvas: &Canvas<'_>, number: usize, mark: XmrMark, scale: Scale) {
    let middle = canvas.middle(number);
    let radius = (canvas.month_width() / 6).clamp(4, 10);
    let at = |value: f64| canvas.at(middle, scale.of_value(value));
    match mark {
        XmrMark::NoCases => canvas.words("–", canvas.at(middle, 0.04), HPos::Center, GREY),
        XmrMark::Suppressed => canvas.words("‡", canvas.at(middle, 0.04), HPos::Center, INK),
        XmrMark::Hollow(value) => canvas.disc(at(value), radius, BLUE, true),
        XmrMark::Common(value) => canvas.disc(at(value), radius, GREY, false),
        XmrMark::Concern(value) => canvas.diamond(at(value), radius + 4, ORANGE),
        XmrMark::Improvement(value) => canvas.diamond(at(value), radius + 4, DARK_BLUE),
    }
}

/// From values to heights: from nought up to a round number above all there is to draw.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    top: f64,
    step: f64,
}

impl Scale {
    fn of(figure: &XmrFigure) -> Self {
        let values = figure.points.iter().filter_map(|point| point.mark.value());
        let limits = figure.points.iter().filter_map(|point| point.lines.map(|lines| lines.upper));
        Self::up_to(values.chain(limits).chain(figure.target).fold(0.0_f64, f64::max))
    }

    /// The scale for values up to this.
    pub(super) fn up_to(highest: f64) -> Self {
        let step = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0]
            .into_iter()
            .find(|step| step * 5.0 >= highest)
            .unwrap_or(5000.0);
        let steps = (highest / step).ceil().max(1.0);
        Self { top: steps * step, step }
    }

    pub(super) fn of_value(self, value: f64) -> f64 {
        value / self.top
    }

    /// A value as finely as the axis tells it apart: one decimal, or two where all are small.
    fn words(self, value: f64) -> String {
        if self.top < 1.0 { format!("{value:.2}") } else { format!("{value:.1}") }
    }

    pub(super) fn ticks(self) -> Vec<(f64, String)> {
        let mut ticks = Vec::new();
        let mut value = 0.0;
        while value <= self.top + self.step / 2.0 {
            let words = if self.step < 1.0 { format!("{value:.1}") } else { format!("{value:.0}") };
            ticks.push((self.of_value(value), words));
            value += self.step;
        }
        ticks
    }
}
