//! Days between reports, one after the other, with limits that keep: for what is too rare to count by month.

use super::canvas::{BLUE, Canvas, DARK_BLUE, GREY, MID_GREY, ORANGE, Place, Spot, drawing, place_of, spread};
use super::xmr::Scale;
use chrono::NaiveDate;
use plotters::style::text_anchor::HPos;

/// Days between reports. Every number in it is given; the chart computes none.
#[derive(Debug, Clone, PartialEq)]
pub struct BetweenFigure {
    /// What the chart shows, as its heading says it.
    pub title: String,
    /// What a person who does not see the chart is told: the sentence beside it.
    pub description: String,
    /// The reports, oldest first.
    pub reports: Vec<BetweenDot>,
    /// Lower limit, centre and upper limit, in days; none of too few reports.
    pub lines: Option<[f64; 3]>,
}

/// A report and the days since the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BetweenDot {
    pub on: NaiveDate,
    pub days: u32,
    /// A signal: above the centre, or below it.
    pub signal: Option<bool>,
}

/// The room for words right of the plot.
const RIGHT: i32 = 236;
/// A limit so many times as high as the highest report is not drawn.
const FAR: f64 = 1.5;
/// A limit below this prints as 0.0.
const LEAST: f64 = 0.05;
/// So many reports are named below the plot.
const NAMED_MAX: usize = 6;

/// Draws the days between as SVG.
pub fn between_chart(figure: &BetweenFigure) -> String {
    let scale = scale(figure);
    drawing(&figure.title, &figure.description, figure.reports.len(), RIGHT, |canvas| {
        canvas.value_axis(&scale.ticks());
        if figure.reports.is_empty() {
            canvas.nothing_to_show("No days between reports yet");
            return;
        }
        canvas.place_axis(&dates(figure), "each report by its day; up, the days since the one before");
        draw_lines(canvas, figure, scale);
        let spots: Vec<Spot> =
            figure.reports.iter().enumerate().map(|(number, of)| spot(canvas, number, of, scale)).collect();
        canvas.line(&spots, MID_GREY, 3);
        let radius = (canvas.month_width() / 3).clamp(4, 9);
        for (at, report) in spots.into_iter().zip(&figure.reports) {
            match report.signal {
                None => canvas.disc(at, radius, BLUE, false),
                Some(true) => canvas.diamond(at, radius + 5, ORANGE),
                Some(false) => canvas.diamond(at, radius + 5, DARK_BLUE),
            }
        }
    })
}

/// Where each report lies, for what is laid over the drawing.
pub fn between_places(figure: &BetweenFigure) -> Vec<Place> {
    let (scale, all) = (scale(figure), figure.reports.len());
    let height = |of: &BetweenDot| scale.of_value(f64::from(of.days));
    figure.reports.iter().enumerate().map(|(number, of)| place_of(number, all, height(of), RIGHT)).collect()
}

fn scale(figure: &BetweenFigure) -> Scale {
    let highest = figure.reports.iter().map(|of| f64::from(of.days)).fold(0.0, f64::max);
    let upper = figure.lines.map_or(0.0, |[_, _, upper]| upper);
    // A limit far above every report would press them all to the ground: it is named above the plot instead.
    Scale::up_to(if upper > FAR * highest { highest } else { upper.max(highest) })
}

fn spot(canvas: &Canvas<'_>, number: usize, of: &BetweenDot, scale: Scale) -> Spot {
    canvas.at(canvas.middle(number), scale.of_value(f64::from(of.days)))
}

/// The latest report is always named, and others at equal steps before it.
fn dates(figure: &BetweenFigure) -> Vec<(f64, String)> {
    let step = figure.reports.len().div_ceil(NAMED_MAX).max(1);
    let first = figure.reports.len().saturating_sub(1) % step;
    let named = figure.reports.iter().enumerate().skip(first).step_by(step);
    named.map(|(number, of)| (number as f64 + 0.5, of.on.format("%b %Y").to_string())).collect()
}

fn draw_lines(canvas: &Canvas<'_>, figure: &BetweenFigure, scale: Scale) {
    let Some([lower, centre, upper]) = figure.lines else { return };
    let mut names: Vec<(i32, String)> = Vec::new();
    let all = [("centre", centre, false), ("upper limit", upper, true), ("lower limit", lower, true)];
    // No days between two is as few as there can be, and no limit.
    for (name, value, dashed) in all.into_iter().filter(|&(_, value, _)| value >= LEAST) {
        if scale.of_value(value) > 1.0 {
            let (_, top) = canvas.at(0.0, 1.0);
            names.push((top, format!("↑ {name} {value:.1}")));
            continue;
        }
        let (from, to) =
            (canvas.at(0.0, scale.of_value(value)), canvas.at(figure.reports.len() as f64, scale.of_value(value)));
        if dashed {
            canvas.dashes(&[from, to], GREY, 3, 14, 9);
        } else {
            canvas.line(&[from, to], GREY, 3);
        }
        names.push((to.1, format!("{name} {value:.1}")));
    }
    spread(&mut names, 34);
    for (y, name) in &names {
        canvas.words(name, (canvas.right() + 12, *y), HPos::Left, GREY);
    }
}
