//! What a person said changed in a series, as an upright line with its letter; the sentence beside says what it was.

use super::canvas::{Canvas, GREY, INK};
use plotters::style::text_anchor::HPos;

/// A change, drawn before a place counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub place: usize,
    /// The letter by which the sentence names it.
    pub letter: char,
    /// What lies before is not to be compared with what lies after: the path is not joined across.
    pub is_break: bool,
}

/// Draws each change as a line: a break doubled.
pub(super) fn draw_changes(canvas: &Canvas<'_>, changes: &[Change]) {
    for change in changes {
        let (foot, head) = (canvas.at(change.place as f64, 0.0), canvas.at(change.place as f64, 1.0));
        if change.is_break {
            for aside in [-4, 4] {
                canvas.line(&[(foot.0 + aside, foot.1), (head.0 + aside, head.1)], GREY, 2);
            }
        } else {
            canvas.dashes(&[foot, head], INK, 2, 5, 5);
        }
        canvas.bold_words(&change.letter.to_string(), (head.0, head.1 - 24), HPos::Center, INK);
    }
}

/// Runs cut where limits begin anew; the path of values only where it is broken.
pub(super) fn unbroken(runs: Vec<(usize, usize)>, changes: &[Change], only_breaks: bool) -> Vec<(usize, usize)> {
    let mut cut = Vec::new();
    for (mut from, to) in runs {
        for change in changes.iter().filter(|change| !only_breaks || change.is_break) {
            if from < change.place && change.place < to {
                cut.push((from, change.place));
                from = change.place;
            }
        }
        cut.push((from, to));
    }
    cut
}
