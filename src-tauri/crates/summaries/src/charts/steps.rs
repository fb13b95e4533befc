//! The delivery funnel: one bar a step, as long as those left, with those lost and why beside it.

use super::canvas::{BLUE, GREY, INK, LIGHT_BLUE, drawing};
use crate::figures::{fraction, thousands};
use plotters::style::text_anchor::HPos;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepBar {
    pub name: String,
    /// How many are left; none where it is withheld.
    pub left: Option<u64>,
    /// How many were lost since the step before and why, in words; empty where there is nothing to say.
    pub lost: String,
}

/// The steps, in order. The first has all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepsFigure {
    pub title: String,
    pub description: String,
    pub steps: Vec<StepBar>,
}

const PLACES: usize = 100;
/// Where the bars begin and end, of the plot's places.
const BARS: (f64, f64) = (12.0, 70.0);

/// Draws the steps as SVG.
pub fn steps_chart(figure: &StepsFigure) -> String {
    drawing(&figure.title, &figure.description, PLACES, 20, |canvas| {
        let all = figure.steps.first().and_then(|step| step.left).unwrap_or(0);
        if all == 0 {
            canvas.nothing_to_show("No contacts whose window has ended yet");
            return;
        }
        let rows = figure.steps.len().max(1) as f64;
        for (number, step) in figure.steps.iter().enumerate() {
            let (top, bottom) = (1.0 - number as f64 / rows, 1.0 - (number as f64 + 0.72) / rows);
            let (left, right) = BARS;
            let middle = canvas.at(left, f64::midpoint(top, bottom));
            canvas.words(&step.name, (middle.0 - 14, middle.1), HPos::Right, INK);
            match step.left {
                Some(count) => {
                    let end = fraction(count, all).mul_add(right - left, left);
                    let fill = if number + 1 == figure.steps.len() { BLUE } else { LIGHT_BLUE };
                    canvas.fill(canvas.at(left, top), canvas.at(end, bottom), fill);
                    let share = format!("{} · {:.0}\u{a0}%", thousands(count), fraction(count, all) * 100.0);
                    canvas.bold_words(&share, (canvas.at(end, top).0 + 14, middle.1 - 14), HPos::Left, INK);
                    canvas.words(&step.lost, (canvas.at(end, top).0 + 14, middle.1 + 18), HPos::Left, GREY);
                }
                None => canvas.words("‡ withheld", (middle.0 + 14, middle.1), HPos::Left, GREY),
            }
        }
    })
}
