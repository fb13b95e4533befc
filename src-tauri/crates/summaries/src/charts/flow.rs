//! The flow of people through a trial, drawn as CONSORT 2010 asks: who was assessed, allocated, followed and analysed.
//!
//! Source: Schulz KF, Altman DG, Moher D, "CONSORT 2010 Statement", BMJ 2010;340:c332, figure 1.

use super::canvas::{GREY, INK, LETTERS, PALE, PAPER, Spot, dressed};
use crate::typesetting::TYPEFACE;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// A box of the diagram: what it is with its count, and what it is made up of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowBox {
    /// As "Randomised (n = 250)".
    pub heading: String,
    pub lines: Vec<String>,
}

/// One arm, from allocation to analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowArm {
    pub allocated: FlowBox,
    pub followed: FlowBox,
    pub analysed: FlowBox,
}

/// The whole diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowFigure {
    pub title: String,
    pub description: String,
    pub assessed: FlowBox,
    pub not_enrolled: FlowBox,
    pub randomised: FlowBox,
    pub arms: [FlowArm; 2],
}

const WIDTH: i32 = 1280;
const EDGE: i32 = 12;
const GAP: i32 = 52;
const LINE: i32 = 38;
const PADDING: i32 = 18;
/// The left column, and the right one; the box of all stands over the middle.
const COLUMNS: [(i32, i32); 2] = [(EDGE, 616), (664, WIDTH - EDGE)];
const MIDDLE: i32 = WIDTH / 2;
/// Between a heading and the lines below it.
const BELOW_HEADING: i32 = 10;
/// So many letters fit a line of a column; bold ones are wider.
const LETTERS_A_LINE: usize = 43;
const BOLD_LETTERS_A_LINE: usize = 40;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A box set at its place.
struct Placed {
    left: i32,
    right: i32,
    top: i32,
    heading: Vec<String>,
    lines: Vec<String>,
}

impl Placed {
    fn new((left, right): (i32, i32), top: i32, flow: &FlowBox) -> Self {
        let lines = flow.lines.iter().flat_map(|line| wrapped(line, "\u{2007}", LETTERS_A_LINE)).collect();
        Self { left, right, top, heading: wrapped(&flow.heading, "", BOLD_LETTERS_A_LINE), lines }
    }

    /// Where the heading ends: at the bottom, of a box that is a heading alone.
    fn below_heading(&self) -> i32 {
        self.top + LINE * height(&self.heading) + PADDING
    }

    fn bottom(&self) -> i32 {
        let lines = if self.lines.is_empty() { 0 } else { BELOW_HEADING + LINE * height(&self.lines) + PADDING };
        self.below_heading() + lines
    }
}

fn height(lines: &[String]) -> i32 {
    i32::try_from(lines.len()).unwrap_or(i32::MAX)
}

/// Draws the diagram as SVG.
pub fn flow_chart(figure: &FlowFigure) -> String {
    let boxes = placed(figure);
    let height = boxes.iter().map(Placed::bottom).max().unwrap_or(0) + EDGE;
    let size = (WIDTH.unsigned_abs(), height.unsigned_abs());
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        arrows(&area, &boxes);
        boxes.iter().for_each(|one| draw(&area, one));
        drawn(area.present());
    }
    dressed(&svg, size, &figure.title, &figure.description)
}

/// Assessed, not enrolled, randomised, then each row of the arms from left to right.
fn placed(figure: &FlowFigure) -> Vec<Placed> {
    let over_both = (MIDDLE - 302, MIDDLE + 302);
    let assessed = Placed::new(over_both, EDGE, &figure.assessed);
    let not_enrolled = Placed::new(COLUMNS[1], assessed.bottom() + GAP, &figure.not_enrolled);
    let randomised = Placed::new(over_both, not_enrolled.bottom() + GAP, &figure.randomised);
    let mut top = randomised.bottom() + GAP + 24;
    let mut boxes = vec![assessed, not_enrolled, randomised];
    let rows = [
        figure.arms.each_ref().map(|arm| &arm.allocated),
        figure.arms.each_ref().map(|arm| &arm.followed),
        figure.arms.each_ref().map(|arm| &arm.analysed),
    ];
    for row in rows {
        let row: Vec<Placed> =
            COLUMNS.into_iter().zip(row).map(|(column, one)| Placed::new(column, top, one)).collect();
        top = row.iter().map(Placed::bottom).max().unwrap_or(top) + GAP;
        boxes.extend(row);
    }
    boxes
}

fn arrows(area: &Area<'_>, boxes: &[Placed]) {
    let [assessed, not_enrolled, randomised, arms @ ..] = boxes else { return };
    arrow(area, &[(MIDDLE, assessed.bottom()), (MIDDLE, randomised.top)]);
    let beside = i32::midpoint(not_enrolled.top, not_enrolled.bottom());
    // The way out leaves the way down short of the box, which stands to its right.
    arrow(area, &[(MIDDLE, beside), (not_enrolled.left, beside)]);
    for (number, one) in arms.iter().enumerate() {
        let middle = i32::midpoint(one.left, one.right);
        match number.checked_sub(2).and_then(|above| arms.get(above)) {
            Some(above) => arrow(area, &[(middle, above.bottom()), (middle, one.top)]),
            None => {
                let turn = i32::midpoint(randomised.bottom(), one.top) - 12;
                arrow(area, &[(MIDDLE, randomised.bottom()), (MIDDLE, turn), (middle, turn), (middle, one.top)]);
            }
        }
    }
}

/// A line through these spots with a head at its end.
fn arrow(area: &Area<'_>, spots: &[Spot]) {
    drawn(area.draw(&PathElement::new(spots.to_vec(), INK.stroke_width(3))));
    let [.., from, to] = spots else { return };
    let (x, y) = *to;
    let head = if from.1 == to.1 {
        [(x, y), (x - 14, y - 8), (x - 14, y + 8)]
    } else {
        [(x, y), (x - 8, y - 14), (x + 8, y - 14)]
    };
    drawn(area.draw(&Polygon::new(head.to_vec(), INK.filled())));
}

fn draw(area: &Area<'_>, one: &Placed) {
    let corners = [(one.left, one.top), (one.right, one.bottom())];
    drawn(area.draw(&Rectangle::new(corners, PAPER.filled())));
    drawn(area.draw(&Rectangle::new([(one.left, one.top), (one.right, one.below_heading())], PALE.filled())));
    drawn(area.draw(&Rectangle::new(corners, GREY.stroke_width(2))));
    let parts = [
        (&one.heading, FontStyle::Bold, one.top + PADDING / 2),
        (&one.lines, FontStyle::Normal, one.below_heading() + BELOW_HEADING),
    ];
    for (texts, weight, top) in parts {
        for (number, text) in (0..).zip(texts) {
            words(area, text, (one.left + PADDING, top + LINE * number + LINE / 2), weight);
        }
    }
}

fn words(area: &Area<'_>, text: &str, at: Spot, weight: FontStyle) {
    // Plotters divides the size it is given by 1.24 on its way to SVG.
    let size = f64::from(LETTERS) * 1.24;
    let family = format!("'{TYPEFACE}', sans-serif");
    let style = TextStyle::from((family.as_str(), size, weight).into_font())
        .color(&INK)
        .pos(Pos::new(HPos::Left, VPos::Center));
    drawn(area.draw(&Text::new(text.to_owned(), at, style)));
}

/// A text in lines of so many letters; lines after the first are set in. Hard spaces do not break.
fn wrapped(text: &str, set_in: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) => lines.push(format!("{set_in}{set_in}{word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Drawing into a string cannot fail: the backend writes nowhere else.
fn drawn<E>(done: Result<(), E>) {
    debug_assert!(done.is_ok(), "plotters writes to a string");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_box(heading: &str, lines: &[&str]) -> FlowBox {
        FlowBox { heading: heading.to_owned(), lines: lines.iter().map(|line| (*line).to_owned()).collect() }
    }

    fn figure() -> FlowFigure {
        let arm = |name: &str| FlowArm {
            allocated: a_box(
                &format!("Allocated to {name} (n = 125)"),
                &["Had a contact (n = 113)", "Had none (n = 12)"],
            ),
            followed: a_box("Follow-up", &["Lost to follow-up (n = 0)"]),
            analysed: a_box("Analysed (n = 125)", &[]),
        };
        FlowFigure {
            title: "Flow".to_owned(),
            description: "250 people".to_owned(),
            assessed: a_box("Assessed for eligibility (n = 312)", &[]),
            not_enrolled: a_box("Not enrolled (n = 62)", &["Declined to take part <here> (n = 40)"]),
            randomised: a_box("Randomised (n = 250)", &[]),
            arms: [arm("contact"), arm("control")],
        }
    }

    #[test]
    fn every_box_is_drawn_in_order_and_no_two_overlap() {
        let boxes = placed(&figure());
        assert_eq!(boxes.len(), 9);
        for (number, one) in boxes.iter().enumerate() {
            for other in boxes.iter().skip(number + 1) {
                let apart = one.bottom() <= other.top
                    || other.bottom() <= one.top
                    || one.right <= other.left
                    || other.right <= one.left;
                assert!(apart, "{:?} and {:?}", one.heading, other.heading);
            }
        }
        let svg = flow_chart(&figure());
        for text in ["Assessed for eligibility", "Randomised (n = 250)", "Allocated to control", "&lt;here&gt;"] {
            assert!(svg.contains(text), "{text} is missing");
        }
        assert!(svg.contains("role=\"img\"") && svg == flow_chart(&figure()));
    }

    #[test]
    fn long_lines_are_broken_between_words() {
        let lines = wrapped("Reached by somebody of the neighbourhood team all the same (n = 4)", "  ", LETTERS_A_LINE);
        assert!(lines.len() > 1 && lines.iter().all(|line| line.chars().count() <= LETTERS_A_LINE + 4), "{lines:?}");
    }
}
