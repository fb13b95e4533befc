//! Time to withdrawal: the share withdrawn by each day, with other ends competing, and how many are still followed.

use super::canvas::{Canvas, DARK_BLUE, GREY, INK, PALE, Place, SIZE, Spot, sheet, spread};
use crate::figures::{percent, thousands};
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// A curve from one day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurveDot {
    /// Days since the report.
    pub day: f64,
    /// The share, 0 to 1.
    pub share: f64,
    /// Both ends of the interval.
    pub interval: Option<(f64, f64)>,
}

/// The share withdrawn, and the share that ended otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveFigure {
    pub title: String,
    pub description: String,
    /// The last day drawn.
    pub last_day: u32,
    pub withdrawn: Vec<CurveDot>,
    /// None where it is not told.
    pub other: Vec<CurveDot>,
    /// Those followed up to each of these days and not ended before; none where it is withheld.
    pub at_risk: Vec<(u32, Option<u64>)>,
    /// Told at the ends of weeks only, and so joined by lines instead of steps.
    pub by_week: bool,
    /// What stands in the plot where there is no curve to show, in lines of a few words: why.
    pub nothing: Vec<String>,
}

/// One group beside all.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePanel {
    pub name: String,
    pub withdrawn: Vec<CurveDot>,
    pub at_risk: Vec<(u32, Option<u64>)>,
}

/// Groups, a panel each, every one with the curve of all behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelsFigure {
    pub title: String,
    pub description: String,
    pub last_day: u32,
    pub all: Vec<CurveDot>,
    pub panels: Vec<CurvePanel>,
    /// Told at the ends of weeks only, and so joined by lines instead of steps.
    pub by_week: bool,
    /// As of [`CurveFigure`].
    pub nothing: Vec<String>,
}

const BAND: RGBColor = RGBColor(206, 223, 239);
const HEIGHT: u32 = 580;
/// The plot of the large chart: left, right, top and bottom.
const PLOT: [i32; 4] = [184, 940, 30, 420];
/// Panels in a row, and the room each has.
const PANELS_A_ROW: usize = 3;
const PANEL_HEIGHT: i32 = 336;
const PANEL_WIDTH: i32 = 398;

/// A plot of days across and shares up.
#[derive(Debug, Clone, Copy)]
struct Frame {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
    last_day: f64,
    most: f64,
    by_week: bool,
}

impl Frame {
    fn at(&self, day: f64, share: f64) -> Spot {
        let (across, up) = ((day / self.last_day).clamp(0.0, 1.0), (share / self.most).clamp(0.0, 1.0));
        let x = across.mul_add(f64::from(self.right - self.left), f64::from(self.left));
        let y = up.mul_add(f64::from(self.top - self.bottom), f64::from(self.bottom));
        (x.round() as i32, y.round() as i32)
    }

    /// The curve as steps: level until the next day with an event, and on to the last day followed. Joined by lines
    /// where only the ends of weeks are told.
    fn steps(&self, dots: &[CurveDot], value: impl Fn(&CurveDot) -> f64) -> Vec<Spot> {
        let mut spots = vec![self.at(0.0, 0.0)];
        for dot in dots.iter().filter(|dot| dot.day <= self.last_day) {
            let (x, y) = self.at(dot.day, value(dot));
            if self.by_week {
                spots.push((x, y));
                continue;
            }
            let level = spots.last().map_or(y, |&(_, before)| before);
            if level != y {
                spots.extend([(x, level), (x, y)]);
            }
        }
        let level = spots.last().map_or(self.bottom, |&(_, y)| y);
        spots.push((self.at(self.followed(dots), 0.0).0, level));
        spots
    }

    fn followed(&self, dots: &[CurveDot]) -> f64 {
        dots.last().map_or(0.0, |dot| dot.day.min(self.last_day))
    }

    fn band(&self, canvas: &Canvas<'_>, dots: &[CurveDot]) {
        let low = self.steps(dots, |dot| dot.interval.map_or(dot.share, |(low, _)| low));
        let high = self.steps(dots, |dot| dot.interval.map_or(dot.share, |(_, high)| high));
        let corners: Vec<Spot> = low.into_iter().chain(high.into_iter().rev()).collect();
        canvas.shape(&corners, BAND);
    }

    /// Lines at each quarter, or every five percent where there is only one.
    fn grid(&self, canvas: &Canvas<'_>, named: bool) {
        let parts = if self.most > 0.25 { (self.most * 4.0).round() as u32 } else { 5 };
        for part in 0..=parts {
            let share = self.most * f64::from(part) / f64::from(parts);
            let (x, y) = self.at(0.0, share);
            canvas.line(&[(self.left, y), (self.right, y)], if part == 0 { GREY } else { PALE }, 2);
            if named {
                canvas.words(&format!("{:.0}\u{a0}%", share * 100.0), (x - 14, y), HPos::Right, GREY);
            }
        }
    }

    /// The days with those at risk below; a panel's outer numbers stay within it.
    fn days(&self, canvas: &Canvas<'_>, at_risk: &[(u32, Option<u64>)], within: bool) {
        for (place, &(day, count)) in at_risk.iter().enumerate() {
            let (x, y) = self.at(day.into(), 0.0);
            canvas.line(&[(x, y), (x, y + 8)], GREY, 2);
            let anchor = match place {
                0 if within => HPos::Left,
                last if within && last + 1 == at_risk.len() => HPos::Right,
                _ => HPos::Center,
            };
            canvas.words(&day.to_string(), (x, y + 28), anchor, INK);
            let count = count.map_or_else(|| "‡".to_owned(), thousands);
            canvas.words(&count, (x, y + 62), anchor, GREY);
        }
    }
}

/// The share at the top of the plot: a quarter, a half, three quarters or all.
fn most<'a>(curves: impl Iterator<Item = &'a CurveDot>) -> f64 {
    let highest = curves.map(|dot| dot.interval.map_or(dot.share, |(_, high)| high)).fold(0.0, f64::max);
    [0.25, 0.5, 0.75].into_iter().find(|&step| highest <= step).unwrap_or(1.0)
}

fn large_frame(figure: &CurveFigure) -> Frame {
    let [left, right, top, bottom] = PLOT;
    let within = |dot: &&CurveDot| dot.day <= f64::from(figure.last_day);
    let most = most(figure.withdrawn.iter().chain(&figure.other).filter(within));
    Frame { left, right, top, bottom, last_day: f64::from(figure.last_day.max(1)), most, by_week: figure.by_week }
}

/// Draws the curves of all as SVG.
pub fn curve_chart(figure: &CurveFigure) -> String {
    sheet(&figure.title, &figure.description, HEIGHT, |canvas| {
        let frame = large_frame(figure);
        if figure.withdrawn.is_empty() {
            let [left, right, top, bottom] = PLOT;
            nothing(canvas, &figure.nothing, ((left + right) / 2, (top + bottom) / 2));
            return;
        }
        frame.band(canvas, &figure.withdrawn);
        frame.grid(canvas, true);
        frame.days(canvas, &figure.at_risk, false);
        canvas.words("day", (frame.left - 62, frame.bottom + 28), HPos::Right, GREY);
        canvas.words("at risk", (frame.left - 62, frame.bottom + 62), HPos::Right, GREY);
        let middle = (frame.left + frame.right) / 2;
        canvas.words("days since the report", (middle, frame.bottom + 106), HPos::Center, GREY);
        let other = frame.steps(&figure.other, |dot| dot.share);
        if !figure.other.is_empty() {
            canvas.dashes(&other, GREY, 4, 14, 9);
        }
        let withdrawn = frame.steps(&figure.withdrawn, |dot| dot.share);
        canvas.line(&withdrawn, DARK_BLUE, 6);
        let mut labels: Vec<(i32, String)> = Vec::new();
        let ends = [(&figure.withdrawn, &withdrawn, "withdrew"), (&figure.other, &other, "ended otherwise")];
        for (dots, spots, words) in ends {
            let last = dots.iter().rfind(|dot| dot.day <= frame.last_day);
            if let (Some(last), Some(&(_, y))) = (last, spots.last()) {
                labels.push((y, format!("{} {words}", percent(last.share))));
            }
        }
        spread(&mut labels, 38);
        for (y, words) in &labels {
            let at = (frame.right + 14, *y);
            if words.ends_with("withdrew") {
                canvas.bold_words(words, at, HPos::Left, DARK_BLUE);
            } else {
                canvas.words(words, at, HPos::Left, GREY);
            }
        }
    })
}

/// Why there is no curve, a line below the other.
fn nothing(canvas: &Canvas<'_>, lines: &[String], (x, y): Spot) {
    for (words, number) in lines.iter().zip(0i32..) {
        canvas.words(words, (x, y + number * 44), HPos::Center, GREY);
    }
}

/// Where the share withdrawn lies on each named day, for what is laid over the drawing.
pub fn curve_places(figure: &CurveFigure) -> Vec<(u32, Place)> {
    let frame = large_frame(figure);
    let place = |day: u32| {
        let share = figure.withdrawn.iter().rfind(|dot| dot.day <= f64::from(day)).map_or(0.0, |dot| dot.share);
        let (x, y) = frame.at(day.into(), share);
        Place { across: f64::from(x) / f64::from(SIZE.0), down: f64::from(y) / f64::from(HEIGHT) }
    };
    figure.at_risk.iter().filter(|&&(day, _)| day > 0).map(|&(day, _)| (day, place(day))).collect()
}

/// Draws the groups as SVG, a panel each.
pub fn curve_panels(figure: &PanelsFigure) -> String {
    let rows = figure.panels.len().div_ceil(PANELS_A_ROW).max(1);
    let height = u32::try_from(rows).unwrap_or(1) * PANEL_HEIGHT.unsigned_abs() + 78;
    sheet(&figure.title, &figure.description, height, |canvas| {
        let foot = i32::try_from(height).unwrap_or(i32::MAX) - 26;
        if figure.panels.is_empty() {
            nothing(canvas, &figure.nothing, (640, foot / 2));
            return;
        }
        let within = |dot: &&CurveDot| dot.day <= f64::from(figure.last_day);
        let most = most(figure.panels.iter().flat_map(|panel| &panel.withdrawn).chain(&figure.all).filter(within));
        for (number, panel) in figure.panels.iter().enumerate() {
            let [row, column] = [number / PANELS_A_ROW, number % PANELS_A_ROW].map(|n| i32::try_from(n).unwrap_or(0));
            let left = 92 + column * PANEL_WIDTH;
            let top = 52 + row * PANEL_HEIGHT;
            let (right, bottom, last_day) = (left + PANEL_WIDTH - 64, top + 180, f64::from(figure.last_day.max(1)));
            let frame = Frame { left, right, top, bottom, last_day, most, by_week: figure.by_week };
            paint_panel(canvas, &frame, panel, &figure.all, column == 0);
        }
        canvas.words(
            "Line: the group, with its 95 % interval. Dashes: all victims.",
            (10, foot - 34),
            HPos::Left,
            GREY,
        );
        canvas.words(
            "Below each: days since the report, and how many were still followed.",
            (10, foot),
            HPos::Left,
            GREY,
        );
    })
}

fn paint_panel(canvas: &Canvas<'_>, frame: &Frame, panel: &CurvePanel, all: &[CurveDot], first: bool) {
    frame.band(canvas, &panel.withdrawn);
    frame.grid(canvas, first);
    frame.days(canvas, &panel.at_risk, true);
    if !all.is_empty() {
        canvas.dashes(&frame.steps(all, |dot| dot.share), GREY, 3, 10, 7);
    }
    canvas.line(&frame.steps(&panel.withdrawn, |dot| dot.share), DARK_BLUE, 5);
    canvas.bold_words(&panel.name, (frame.left, frame.top - 24), HPos::Left, INK);
    if let Some(last) = panel.withdrawn.iter().rfind(|dot| dot.day <= frame.last_day) {
        // Beside the end of the line: above its interval, or below where there is no room.
        let (_, above) = frame.at(0.0, last.interval.map_or(last.share, |(_, high)| high));
        let (_, below) = frame.at(0.0, last.interval.map_or(last.share, |(low, _)| low));
        let y = if above - 20 > frame.top { above - 20 } else { (below + 22).min(frame.bottom - 18) };
        canvas.bold_words(&percent(last.share), (frame.right, y), HPos::Right, DARK_BLUE);
    }
}
