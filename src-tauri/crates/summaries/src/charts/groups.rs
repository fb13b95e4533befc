//! Groups compared: the funnel of places and teams, and the gaps between groups. Never in the order of their shares.

use super::canvas::{BLUE, Canvas, DARK_BLUE, GREY, INK, MID_GREY, ORANGE, PALE, Place, Spot, drawing, place_of};
use crate::Share;
use crate::figures::{percent, thousands};
use plotters::style::text_anchor::HPos;

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupDot {
    pub name: String,
    /// None where it is withheld.
    pub share: Option<Share>,
    /// Outside the outer limits.
    pub signal: bool,
}

/// Limits at a size: n, then lower and upper at 0.999 and at 0.975.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelLimits {
    pub n: u64,
    pub lower_999: f64,
    pub lower_975: f64,
    pub upper_975: f64,
    pub upper_999: f64,
}

/// Shares of groups by their size, within the funnel that chance makes.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelFigure {
    pub title: String,
    pub description: String,
    /// The share of all together; none where there is nobody.
    pub centre: Option<f64>,
    /// The limits at sizes from the smallest to the largest.
    pub limits: Vec<FunnelLimits>,
    pub groups: Vec<GroupDot>,
}

/// Shares of groups in the order of their names, each with its interval, beside the share of all.
#[derive(Debug, Clone, PartialEq)]
pub struct GapFigure {
    pub title: String,
    pub description: String,
    pub centre: Option<f64>,
    pub groups: Vec<GroupDot>,
}

/// The plot is so many places wide, whatever the sizes.
const PLACES: usize = 100;
const FUNNEL_RIGHT: i32 = 250;

/// Draws the funnel as SVG.
pub fn funnel_chart(figure: &FunnelFigure) -> String {
    drawing(&figure.title, &figure.description, PLACES, FUNNEL_RIGHT, |canvas| {
        let largest = largest(figure);
        canvas.percent_axis(1.0);
        if largest == 0 {
            canvas.nothing_to_show("No groups to show yet");
            return;
        }
        let steps: Vec<(f64, String)> =
            sizes(largest).into_iter().map(|n| (across(n, largest), thousands(n))).collect();
        canvas.place_axis(&steps, "cases of the group");
        draw_funnel(canvas, figure, largest);
        for group in &figure.groups {
            let Some(share) = group.share else { continue };
            let at = canvas.at(across(share.denominator(), largest), share.fraction());
            if group.signal {
                let above = figure.centre.is_some_and(|centre| share.fraction() > centre);
                canvas.diamond(at, 14, if above { ORANGE } else { DARK_BLUE });
                canvas.bold_words(&shortened(&group.name), (at.0 + 20, at.1), HPos::Left, INK);
            } else {
                canvas.disc(at, 7, BLUE, false);
            }
        }
    })
}

/// Where each group lies, for what is laid over the drawing.
pub fn funnel_places(figure: &FunnelFigure) -> Vec<Place> {
    let largest = largest(figure);
    let of = |group: &GroupDot| {
        let share = group.share?;
        let mut place = place_of(0, PLACES, share.fraction(), FUNNEL_RIGHT);
        let (first, last) = (place_of(0, PLACES, 0.0, FUNNEL_RIGHT), place_of(PLACES, PLACES, 0.0, FUNNEL_RIGHT));
        let step = (last.across - first.across) / PLACES as f64;
        place.across = step.mul_add(across(share.denominator(), largest) - 0.5, first.across);
        Some(place)
    };
    figure.groups.iter().map(|group| of(group).unwrap_or(Place { across: 0.0, down: 0.0 })).collect()
}

fn largest(figure: &FunnelFigure) -> u64 {
    figure.groups.iter().filter_map(|group| group.share.map(|share| share.denominator())).max().unwrap_or(0)
}

fn across(n: u64, largest: u64) -> f64 {
    n as f64 / largest.max(1) as f64 * (PLACES as f64 - 4.0)
}

/// Four or five round sizes up to the largest.
fn sizes(largest: u64) -> Vec<u64> {
    let step = [1_u64, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]
        .into_iter()
        .find(|step| step * 5 >= largest)
        .unwrap_or(largest / 5 + 1);
    (0..=largest / step).map(|times| times * step).collect()
}

fn draw_funnel(canvas: &Canvas<'_>, figure: &FunnelFigure, largest: u64) {
    let line = |choose: fn(&FunnelLimits) -> f64| -> Vec<Spot> {
        figure.limits.iter().map(|limits| canvas.at(across(limits.n, largest), choose(limits))).collect()
    };
    for (spots, dash) in [
        (line(|limits| limits.lower_999), 14),
        (line(|limits| limits.upper_999), 14),
        (line(|limits| limits.lower_975), 4),
        (line(|limits| limits.upper_975), 4),
    ] {
        canvas.dashes(&spots, GREY, 3, dash, 7);
    }
    let Some(centre) = figure.centre else { return };
    let (from, to) = (canvas.at(0.0, centre), canvas.at(PLACES as f64, centre));
    canvas.line(&[from, to], GREY, 3);
    let mut names = vec![(to.1, format!("all {}", percent(centre)))];
    if let Some(last) = figure.limits.last() {
        names.push((canvas.at(0.0, last.upper_999).1, "99.8 % limits".to_owned()));
        names.push((canvas.at(0.0, last.lower_975).1, "95 % limits".to_owned()));
    }
    super::canvas::spread(&mut names, 34);
    for (y, name) in names {
        canvas.words(&name, (canvas.right() + 12, y), HPos::Left, GREY);
    }
}

const GAP_RIGHT: i32 = 40;
/// The rows that one drawing has room for.
pub const GAP_ROWS: usize = 12;
/// Where the shares begin, of the plot's places; left of it stand the names.
const NAMES: f64 = 36.0;

/// Draws the gaps as SVG: one row a group, its share with its interval, and the share of all as a line.
pub fn gap_chart(figure: &GapFigure) -> String {
    drawing(&figure.title, &figure.description, PLACES, GAP_RIGHT, |canvas| {
        let rows = figure.groups.len().min(GAP_ROWS);
        if rows == 0 {
            canvas.nothing_to_show("No groups to show yet");
            return;
        }
        let at = |share: f64, height: f64| canvas.at(share.mul_add(PLACES as f64 - NAMES, NAMES), height);
        for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
            canvas.line(&[at(share, 0.0), at(share, 1.0)], PALE, 2);
            let (x, y) = at(share, 0.0);
            canvas.words(&format!("{:.0}\u{a0}%", share * 100.0), (x, y + 30), HPos::Center, GREY);
        }
        if let Some(centre) = figure.centre {
            canvas.dashes(&[at(centre, 0.0), at(centre, 1.0)], GREY, 3, 14, 9);
            let (x, y) = at(centre, 1.0);
            canvas.words(&format!("all {}", percent(centre)), (x, y - 24), HPos::Center, GREY);
        }
        for (number, group) in figure.groups.iter().take(rows).enumerate() {
            let height = row_height(number, rows);
            let (x, y) = at(0.0, height);
            canvas.words(&shortened(&group.name), (x - 20, y), HPos::Right, INK);
            let Some(share) = group.share else {
                canvas.words("‡", (x + 16, y), HPos::Left, INK);
                continue;
            };
            canvas.line(&[at(share.low(), height), at(share.high(), height)], MID_GREY, 4);
            let spot = at(share.fraction(), height);
            if group.signal {
                let above = figure.centre.is_some_and(|centre| share.fraction() > centre);
                canvas.diamond(spot, 14, if above { ORANGE } else { DARK_BLUE });
            } else {
                canvas.disc(spot, 9, BLUE, false);
            }
        }
    })
}

/// Where each group lies, for what is laid over the drawing.
pub fn gap_places(figure: &GapFigure) -> Vec<Place> {
    let rows = figure.groups.len().min(GAP_ROWS);
    let (first, last) = (place_of(0, PLACES, 0.0, GAP_RIGHT), place_of(PLACES, PLACES, 0.0, GAP_RIGHT));
    let step = (last.across - first.across) / PLACES as f64;
    let of = |(number, group): (usize, &GroupDot)| {
        let share = group.share.map_or(0.0, |share| share.fraction());
        let place = place_of(0, PLACES, row_height(number, rows), GAP_RIGHT);
        Place { across: step.mul_add(share.mul_add(PLACES as f64 - NAMES, NAMES) - 0.5, first.across), ..place }
    };
    figure.groups.iter().take(rows).enumerate().map(of).collect()
}

fn row_height(number: usize, rows: usize) -> f64 {
    1.0 - (number as f64 + 0.5) / rows.max(1) as f64
}

/// A name that fits beside its row.
fn shortened(name: &str) -> String {
    const LETTERS_MAX: usize = 26;
    if name.chars().count() <= LETTERS_MAX {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LETTERS_MAX - 1).collect();
    format!("{}…", cut.trim_end())
}
