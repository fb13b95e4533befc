//! What every chart is drawn on: plotters' SVG backend, our palette, and the frame of months across and percent up.

use crate::typesetting::TYPEFACE;
use caseload::Period;
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use sha2::{Digest, Sha256};

/// The palette: GOV.UK colours, which differ in lightness too.
pub(super) const INK: RGBColor = RGBColor(11, 12, 12);
pub(super) const GREY: RGBColor = RGBColor(80, 90, 95);
pub(super) const MID_GREY: RGBColor = RGBColor(177, 180, 182);
pub(super) const PALE: RGBColor = RGBColor(236, 236, 235);
pub(super) const BLUE: RGBColor = RGBColor(29, 112, 184);
pub(super) const LIGHT_BLUE: RGBColor = RGBColor(164, 201, 232);
pub(super) const DARK_BLUE: RGBColor = RGBColor(0, 48, 120);
pub(super) const ORANGE: RGBColor = RGBColor(244, 119, 56);
pub(super) const PAPER: RGBColor = WHITE;

/// Width and height in the drawing's own units; it is scaled to its place on screen or paper.
pub(super) const SIZE: (u32, u32) = (1280, 580);
/// The size of letters. At half the width of an A4 page it is just under 6 points.
pub(super) const LETTERS: u32 = 30;
/// The left edge of the plot, right of the percent labels.
const LEFT: i32 = 116;
/// The top and bottom of the plot; below it stand month, year and count.
const TOP: i32 = 46;
const BOTTOM: i32 = 452;
/// The width of a digit, and the room between two numbers side by side.
const DIGIT: i32 = 15;
const WORD_GAP: i32 = 14;
/// So many months are each named; of more, every second or third is.
const NAMED_MONTHS_MAX: usize = 14;

type Plane<'a> = DrawingArea<SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// A drawing with months across and shares from 0 to 1 up.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    plane: Plane<'a>,
    right: i32,
    months: usize,
}

/// A point of the drawing, in its own units.
pub(super) type Spot = (i32, i32);

/// Draws with `paint` and dresses the SVG with its role, title and description.
/// `right` is the room kept right of the plot for words.
pub(super) fn drawing(
    title: &str,
    description: &str,
    months: usize,
    right: i32,
    paint: impl FnOnce(&Canvas<'_>),
) -> String {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        let edge = i32::try_from(SIZE.0).unwrap_or(i32::MAX) - right;
        let across = months.max(1) as f64;
        #[expect(clippy::reversed_empty_ranges, reason = "shares grow upwards and the drawing's units downwards")]
        let plane = area.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            0.0..across,
            0.0..1.0,
            (LEFT..edge, BOTTOM..TOP),
        ));
        let canvas = Canvas { area, plane, right: edge, months };
        paint(&canvas);
        drawn(canvas.area.present());
    }
    dressed(&svg, SIZE, title, description)
}

/// As [`drawing`], of the usual width and another height, for charts that lay out their own plots.
pub(super) fn sheet(title: &str, description: &str, height: u32, paint: impl FnOnce(&Canvas<'_>)) -> String {
    let mut svg = String::new();
    let size = (SIZE.0, height);
    {
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        let right = i32::try_from(SIZE.0).unwrap_or(i32::MAX);
        let plane = area.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            0.0..1.0,
            0.0..1.0,
            (0..right, 0..i32::try_from(height).unwrap_or(i32::MAX)),
        ));
        let canvas = Canvas { area, plane, right, months: 1 };
        paint(&canvas);
        drawn(canvas.area.present());
    }
    dressed(&svg, size, title, description)
}

impl Canvas<'_> {
    /// The spot of a share in a month; `month` counts from 0 and its middle is at `.5`.
    pub(super) fn at(&self, month: f64, share: f64) -> Spot {
        self.plane.map_coordinate(&(month, share.clamp(0.0, 1.0)))
    }

    /// The middle of the month with this number.
    pub(super) fn middle(&self, month: usize) -> f64 {
        month as f64 + 0.5
    }

    /// The right edge of the plot.
    pub(super) const fn right(&self) -> i32 {
        self.right
    }

    /// The width of a month.
    pub(super) fn month_width(&self) -> i32 {
        self.at(1.0, 0.0).0 - self.at(0.0, 0.0).0
    }

    /// A line through these spots.
    pub(super) fn line(&self, spots: &[Spot], colour: RGBColor, width: u32) {
        drawn(self.area.draw(&PathElement::new(spots.to_vec(), colour.stroke_width(width))));
    }

    /// A dashed line through these spots.
    pub(super) fn dashes(&self, spots: &[Spot], colour: RGBColor, width: u32, dash: i32, gap: i32) {
        let path =
            plotters::element::DashedPathElement::new(spots.iter().copied(), dash, gap, colour.stroke_width(width));
        drawn(self.area.draw(&path));
    }

    /// A filled box with these opposite corners.
    pub(super) fn fill(&self, from: Spot, to: Spot, colour: RGBColor) {
        drawn(self.area.draw(&Rectangle::new([from, to], colour.filled())));
    }

    /// A filled shape with these corners.
    pub(super) fn shape(&self, corners: &[Spot], colour: RGBColor) {
        drawn(self.area.draw(&Polygon::new(corners.to_vec(), colour.filled())));
    }

    /// A disc; a hollow one is filled with paper, so that lines do not show through.
    pub(super) fn disc(&self, at: Spot, radius: i32, colour: RGBColor, hollow: bool) {
        if hollow {
            drawn(self.area.draw(&Circle::new(at, radius, PAPER.filled())));
            drawn(self.area.draw(&Circle::new(at, radius, colour.stroke_width(4))));
        } else {
            drawn(self.area.draw(&Circle::new(at, radius, colour.filled())));
        }
    }

    /// A diamond with a dark edge.
    pub(super) fn diamond(&self, (x, y): Spot, radius: i32, colour: RGBColor) {
        let corners =
            [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y), (x, y - radius), (x + radius, y)];
        drawn(self.area.draw(&Polygon::new(corners[..4].to_vec(), colour.filled())));
        self.line(&corners, INK, 3);
    }

    /// Words with this anchor, centred on the spot's height.
    pub(super) fn words(&self, text: &str, at: Spot, anchor: HPos, colour: RGBColor) {
        self.letters(text, at, anchor, colour, FontStyle::Normal);
    }

    /// Bold words with this anchor.
    pub(super) fn bold_words(&self, text: &str, at: Spot, anchor: HPos, colour: RGBColor) {
        self.letters(text, at, anchor, colour, FontStyle::Bold);
    }

    /// Words in the middle of the plot, for a chart with nothing to show.
    pub(super) fn nothing_to_show(&self, text: &str) {
        let (x, y) = self.at(self.months.max(1) as f64 / 2.0, 0.5);
        self.words(text, (x, y), HPos::Center, GREY);
    }

    /// Lines in percent, from nought up to the share at the top: at each quarter, or more finely below a smaller top.
    pub(super) fn percent_axis(&self, top: f64) {
        let parts = if top < 1.0 { 5u32 } else { 4 };
        let ticks: Vec<(f64, String)> = (0..=parts)
            .map(|part| f64::from(part) / f64::from(parts))
            .map(|height| (height, format!("{:.0}\u{a0}%", height * top * 100.0)))
            .collect();
        self.value_axis(&ticks);
    }

    /// Lines at these heights, from 0 to 1, with their names.
    pub(super) fn value_axis(&self, ticks: &[(f64, String)]) {
        for (height, words) in ticks {
            let (_, y) = self.at(0.0, *height);
            let colour = if *height == 0.0 { GREY } else { PALE };
            self.line(&[(LEFT, y), (self.right, y)], colour, 2);
            self.words(words, (LEFT - 12, y), HPos::Right, GREY);
        }
    }

    /// Names below the plot at places from 0 to the number of months, and what they count.
    pub(super) fn place_axis(&self, ticks: &[(f64, String)], name: &str) {
        for (place, words) in ticks {
            let (x, _) = self.at(*place, 0.0);
            self.line(&[(x, BOTTOM), (x, BOTTOM + 8)], GREY, 2);
            self.words(words, (x, BOTTOM + 30), HPos::Center, INK);
        }
        self.words(name, ((LEFT + self.right) / 2, BOTTOM + 70), HPos::Center, GREY);
    }

    /// Month, year where it begins, and the count below, for each named month.
    pub(super) fn month_axis(&self, labels: &[(Period, String)], count_name: &str) {
        let longest = labels.iter().map(|(_, count)| count.chars().count()).max().unwrap_or(0);
        let room = i32::try_from(longest).unwrap_or(0) * DIGIT + WORD_GAP;
        let by_width = usize::try_from((room - 1) / self.month_width().max(1)).unwrap_or(0) + 1;
        let step = self.months.div_ceil(NAMED_MONTHS_MAX).max(by_width);
        let (month_y, year_y, count_y) = (BOTTOM + 30, BOTTOM + 64, BOTTOM + 102);
        let mut year_named = None;
        // The last month is the one the page is about, so it is always named.
        let first = self.months.saturating_sub(1) % step;
        for (number, (period, count)) in labels.iter().enumerate().skip(first).step_by(step) {
            let (x, _) = self.at(self.middle(number), 0.0);
            self.words(&period.tick(), (x, month_y), HPos::Center, INK);
            if year_named != Some(period.year()) {
                self.words(&period.year().to_string(), (x, year_y), HPos::Center, GREY);
                year_named = Some(period.year());
            }
            self.words(count, (x, count_y), HPos::Center, GREY);
        }
        self.words(count_name, (LEFT - 34, count_y), HPos::Right, GREY);
        if let Some((Period::TwelveMonths(_), _)) = labels.first() {
            self.words("year to", (LEFT - 16, month_y), HPos::Right, GREY);
        }
    }

    /// A pale band behind months that are not yet complete, with its words above.
    pub(super) fn band(&self, from: usize, to: usize, words: &str) {
        let ((left, top), (right, bottom)) = (self.at(from as f64, 1.0), self.at(to as f64, 0.0));
        self.fill((left, top), (right, bottom), RGBColor(246, 246, 245));
        let y = TOP - 24;
        if to == self.months {
            self.words(words, (right, y), HPos::Right, GREY);
        } else if from == 0 {
            self.words(words, (left, y), HPos::Left, GREY);
        } else {
            self.words(words, ((left + right) / 2, y), HPos::Center, GREY);
        }
    }

    fn letters(&self, text: &str, at: Spot, anchor: HPos, colour: RGBColor, weight: FontStyle) {
        // Plotters divides the size it is given by 1.24 on its way to SVG.
        let size = f64::from(LETTERS) * 1.24;
        let family = format!("'{TYPEFACE}', sans-serif");
        let style = TextStyle::from((family.as_str(), size, weight).into_font())
            .color(&colour)
            .pos(Pos::new(anchor, VPos::Center));
        drawn(self.area.draw(&Text::new(text.to_owned(), at, style)));
    }
}

/// Heights for words beside lines, kept `apart` units from each other and in the order given by their wished heights.
pub(super) fn spread(wished: &mut [(i32, String)], apart: i32) {
    wished.sort();
    let mut lowest_free = i32::MIN;
    for (y, _) in wished.iter_mut() {
        *y = (*y).max(lowest_free);
        lowest_free = *y + apart;
    }
    let mut highest_free = BOTTOM + 8;
    for (y, _) in wished.iter_mut().rev() {
        *y = (*y).min(highest_free);
        highest_free = *y - apart;
    }
}

/// The runs of consecutive months for which `holds`, each from its first month to just after its last.
pub(super) fn runs(months: usize, holds: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for month in (0..months).filter(|month| holds(*month)) {
        match found.last_mut() {
            Some((_, end)) if *end == month => *end = month + 1,
            _ => found.push((month, month + 1)),
        }
    }
    found
}

/// Where a point lies in its drawing, as fractions of the drawing's width and height: for what is laid over it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub across: f64,
    pub down: f64,
}

/// Where the value of a period lies; `height` is from 0 to 1.
pub(super) fn place_of(number: usize, periods: usize, height: f64, right: i32) -> Place {
    let edge = f64::from(SIZE.0) - f64::from(right);
    let step = (edge - f64::from(LEFT)) / periods.max(1) as f64;
    let (top, bottom) = (f64::from(TOP), f64::from(BOTTOM));
    Place {
        across: step.mul_add(number as f64 + 0.5, f64::from(LEFT)) / f64::from(SIZE.0),
        down: height.clamp(0.0, 1.0).mul_add(top - bottom, bottom) / f64::from(SIZE.1),
    }
}

/// Drawing into a string cannot fail: the backend writes nowhere else.
fn drawn<E>(done: Result<(), E>) {
    debug_assert!(done.is_ok(), "plotters writes to a string");
}

/// Gives the SVG its role, title and description, and lets its place decide its size.
pub(super) fn dressed(svg: &str, (width, height): (u32, u32), title: &str, description: &str) -> String {
    let body = svg.split_once('>').map_or("", |(_, body)| body).trim_start();
    // Several charts share a page, so their ids differ by what they say.
    let digest = Sha256::digest(format!("{title}\n{description}\n{body}").as_bytes());
    let id: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title-{id} description-{id}\">\n<title id=\"title-{id}\">{}</title>\n\
         <desc id=\"description-{id}\">{}</desc>\n{body}",
        escaped(title),
        escaped(description)
    )
}

/// Text for XML; characters that XML 1.0 does not allow are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => safe.push(' '),
            _ => safe.push(character),
        }
    }
    safe
}
