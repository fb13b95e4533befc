//! The p-chart: a share by month, with its interval, its centre and limits that move with the month's size.

use super::canvas::{
    BLUE, Canvas, DARK_BLUE, GREY, INK, LETTERS, MID_GREY, ORANGE, Place, Spot, drawing, place_of, runs, spread,
};
use super::changes::{Change, draw_changes, unbroken};
use crate::Share;
use crate::figures::{percent, thousands};
use caseload::Period;
use plotters::style::text_anchor::HPos;

/// A share by month. Every number in it is given; the chart computes none.
#[derive(Debug, Clone, PartialEq)]
pub struct PChartFigure {
    /// What the chart shows, as its heading says it.
    pub title: String,
    /// What a person who does not see the chart is told: the sentence beside it.
    pub description: String,
    /// What the numerator counts, as "Withdrawn"; heads a column of the table.
    pub numerator_name: String,
    /// What the denominator counts, as "Closed"; heads a column of the table.
    pub denominator_name: String,
    /// The pooled share in force, from 0 to 1; none where no month counts towards it.
    pub centre: Option<f64>,
    /// What changed, in order: centre and limits are drawn anew from each.
    pub changes: Vec<Change>,
    /// The target, from 0 to 1, where there is one.
    pub target: Option<f64>,
    /// The months, in order and without gaps.
    pub months: Vec<PChartMonth>,
}

/// One month of a p-chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PChartMonth {
    /// Which month, or quarter.
    pub period: Period,
    /// What is shown of it.
    pub point: PChartPoint,
}

/// What is shown of one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PChartPoint {
    /// No cases: nothing to divide by. Drawn as "–".
    NoCases,
    /// Too few to show. Drawn as "‡", without a place on the scale.
    Suppressed,
    /// Too early to count towards centre, limits and rules. Drawn hollow.
    Immature(Share),
    /// Settled, in a series without centre, limits and rules. Drawn filled.
    Rolling(Share),
    /// Counted towards centre, limits and rules.
    Mature { share: Share, limits: Limits, signal: Signal },
}

/// The three-sigma limits of one month, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    pub lower: f64,
    pub upper: f64,
}

/// Where a month stands against its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Within: the variation to be expected.
    Within,
    /// Above the upper limit: of concern, where the share is of withdrawals.
    Above,
    /// Below the lower limit.
    Below,
}

impl PChartPoint {
    /// The share, where it may be shown.
    pub const fn share(&self) -> Option<&Share> {
        match self {
            Self::Immature(share) | Self::Rolling(share) | Self::Mature { share, .. } => Some(share),
            Self::NoCases | Self::Suppressed => None,
        }
    }

    const fn limits(&self) -> Option<Limits> {
        match self {
            Self::Mature { limits, .. } => Some(*limits),
            Self::NoCases | Self::Suppressed | Self::Immature(_) | Self::Rolling(_) => None,
        }
    }
}

/// Half the width of a percentage in words.
const HALF_PERCENT: i32 = 44;
/// The room for words right of the plot.
const RIGHT: i32 = 236;

/// The share at the top of the plot: a quarter, a half or all, so that limits a few points apart can be told apart.
/// The bottom is always nought.
fn top(figure: &PChartFigure) -> f64 {
    let shares = figure.months.iter().filter_map(|month| month.point.share().map(|share| share.high()));
    let limits = figure.months.iter().filter_map(|month| month.point.limits().map(|limits| limits.upper));
    let highest = shares.chain(limits).chain(figure.centre).chain(figure.target).fold(0.0, f64::max);
    let is_empty = figure.months.iter().all(|month| month.point.share().is_none());
    [0.25, 0.5].into_iter().find(|&top| !is_empty && highest <= top).unwrap_or(1.0)
}

/// Draws the p-chart as SVG.
pub fn p_chart(figure: &PChartFigure) -> String {
    let top = top(figure);
    drawing(&figure.title, &figure.description, figure.months.len(), RIGHT, |canvas| {
        let immature = |month: usize| {
            matches!(figure.months.get(month), Some(PChartMonth { point: PChartPoint::Immature(_), .. }))
        };
        for (from, to) in runs(figure.months.len(), immature) {
            canvas.band(from, to, "too early to judge");
        }
        canvas.percent_axis(top);
        draw_months(canvas, figure);
        if figure.months.is_empty() {
            canvas.nothing_to_show("No months to show yet");
            return;
        }
        draw_centre_and_limits(canvas, figure, top);
        draw_path(canvas, figure, top);
        for (number, month) in figure.months.iter().enumerate() {
            draw_point(canvas, canvas.middle(number), &month.point, top);
        }
    })
}

/// Where each month's share lies, for what is laid over the drawing.
pub fn p_chart_places(figure: &PChartFigure) -> Vec<Place> {
    let top = top(figure);
    let height = |point: &PChartPoint| point.share().map_or(0.04, |share| share.fraction() / top);
    let all = figure.months.len();
    figure.months.iter().enumerate().map(|(number, of)| place_of(number, all, height(&of.point), RIGHT)).collect()
}

fn draw_months(canvas: &Canvas<'_>, figure: &PChartFigure) {
    let labels: Vec<(Period, String)> = figure
        .months
        .iter()
        .map(|month| {
            let count = match &month.point {
                PChartPoint::NoCases => "0".to_owned(),
                PChartPoint::Suppressed => "‡".to_owned(),
                PChartPoint::Immature(share) | PChartPoint::Rolling(share) | PChartPoint::Mature { share, .. } => {
                    thousands(share.denominator())
                }
            };
            (month.period, count)
        })
        .collect();
    canvas.month_axis(&labels, "n");
}

/// The centre runs through; the limits step with each month's size and stand only where a month counts.
fn draw_centre_and_limits(canvas: &Canvas<'_>, figure: &PChartFigure, top: f64) {
    let mut names: Vec<(i32, String)> = Vec::new();
    draw_changes(canvas, &figure.changes);
    if let Some(target) = figure.target {
        let (from, to) = (canvas.at(0.0, target / top), canvas.at(figure.months.len() as f64, target / top));
        canvas.dashes(&[from, to], INK, 3, 3, 7);
        names.push((to.1, format!("target {}", percent(target))));
    }
    if let Some(centre) = figure.centre {
        let since = figure.changes.last().map_or(0.0, |change| change.place as f64);
        let (from, to) = (canvas.at(since, centre / top), canvas.at(figure.months.len() as f64, centre / top));
        canvas.line(&[from, to], GREY, 3);
        names.push((to.1, format!("mean {}", percent(centre))));
    }
    let limits: Vec<Option<Limits>> = figure.months.iter().map(|month| month.point.limits()).collect();
    for (name, choose) in [("upper limit", upper as fn(Limits) -> f64), ("lower limit", lower)] {
        let mut end = None;
        let there = |month: usize| limits.get(month).is_some_and(Option::is_some);
        for (from, to) in unbroken(runs(limits.len(), there), &figure.changes, false) {
            let mut steps: Vec<Spot> = Vec::new();
            for (number, limit) in limits.iter().enumerate().take(to).skip(from) {
                let Some(limit) = limit else { continue };
                let height = choose(*limit) / top;
                steps.push(canvas.at(number as f64, height));
                steps.push(canvas.at((number + 1) as f64, height));
            }
            canvas.dashes(&steps, GREY, 3, 14, 9);
            end = steps.last().copied();
        }
        if let Some((x, y)) = end {
            canvas.dashes(&[(x, y), (canvas.right(), y)], MID_GREY, 2, 3, 9);
            names.push((y, name.to_owned()));
        }
    }
    spread(&mut names, 34);
    for (y, name) in &names {
        canvas.words(name, (canvas.right() + 12, *y), HPos::Left, GREY);
    }
}

const fn upper(limits: Limits) -> f64 {
    limits.upper
}

const fn lower(limits: Limits) -> f64 {
    limits.lower
}

/// A thin line joins neighbouring months; a gap stays a gap.
fn draw_path(canvas: &Canvas<'_>, figure: &PChartFigure, top: f64) {
    let share = |month: usize| figure.months.get(month).and_then(|month| month.point.share());
    let whole = runs(figure.months.len(), |month| share(month).is_some());
    for (from, to) in unbroken(whole, &figure.changes, true) {
        let spots: Vec<Spot> = (from..to)
            .filter_map(|month| share(month).map(|share| canvas.at(canvas.middle(month), share.fraction() / top)))
            .collect();
        canvas.line(&spots, MID_GREY, 3);
    }
}

fn draw_point(canvas: &Canvas<'_>, middle: f64, point: &PChartPoint, top: f64) {
    let radius = (canvas.month_width() / 6).clamp(4, 10);
    match point {
        PChartPoint::NoCases => canvas.words("–", canvas.at(middle, 0.04), HPos::Center, GREY),
        PChartPoint::Suppressed => canvas.words("‡", canvas.at(middle, 0.04), HPos::Center, INK),
        PChartPoint::Immature(share) => {
            draw_whisker(canvas, middle, share, (radius, top));
            canvas.disc(canvas.at(middle, share.fraction() / top), radius, BLUE, true);
        }
        PChartPoint::Rolling(share) => {
            draw_whisker(canvas, middle, share, (radius, top));
            canvas.disc(canvas.at(middle, share.fraction() / top), radius, BLUE, false);
        }
        PChartPoint::Mature { share, signal, .. } => {
            draw_whisker(canvas, middle, share, (radius, top));
            let at = canvas.at(middle, share.fraction() / top);
            match signal {
                Signal::Within => canvas.disc(at, radius, BLUE, false),
                Signal::Above => draw_signal(canvas, middle, share, (ORANGE, top)),
                Signal::Below => draw_signal(canvas, middle, share, (DARK_BLUE, top)),
            }
        }
    }
}

fn draw_whisker(canvas: &Canvas<'_>, middle: f64, share: &Share, (radius, top): (i32, f64)) {
    let ((x, low), (_, high)) = (canvas.at(middle, share.low() / top), canvas.at(middle, share.high() / top));
    canvas.line(&[(x, low), (x, high)], MID_GREY, 3);
    for y in [low, high] {
        canvas.line(&[(x - radius, y), (x + radius, y)], MID_GREY, 3);
    }
}

/// A month outside its limits: a diamond, and its share in words clear of the whisker.
fn draw_signal(canvas: &Canvas<'_>, middle: f64, share: &Share, (colour, top): (plotters::style::RGBColor, f64)) {
    canvas.diamond(canvas.at(middle, share.fraction() / top), 16, colour);
    let gap = i32::try_from(LETTERS).unwrap_or_default() * 3 / 4;
    let (x, high) = canvas.at(middle, share.high() / top);
    let (_, low) = canvas.at(middle, share.low() / top);
    let y = if share.high() / top > 0.94 { low + gap } else { high - gap };
    // In the last month it keeps clear of the words right of the plot.
    let (x, anchor) = if x + HALF_PERCENT > canvas.right() { (canvas.right(), HPos::Right) } else { (x, HPos::Center) };
    canvas.bold_words(&percent(share.fraction()), (x, y), anchor, INK);
}
