//! Typst behind one door: a template, its facts and its charts in; a PDF out.
//!
//! A document is a function of what is given here.
//! The world it sees holds our templates, the facts as JSON, the charts and two faces of one typeface:
//! no disk, no network, no clock and no other fonts.

mod outlines;
mod printable;
mod world;

use crate::{PaperError, Pdf, Place};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use sha2::{Digest, Sha256};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::PaperWorld;

pub(crate) use printable::is_printable;

/// The family name of the typeface on paper and in charts.
pub const TYPEFACE: &str = "Source Sans 3";
/// The typeface's licence (SIL Open Font License 1.1), which must be shown wherever it is shipped.
pub const TYPEFACE_LICENCE: &str = include_str!(concat!(env!("OUT_DIR"), "/licence.txt"));

/// One document to typeset.
pub(crate) struct Typesetting<'a, T> {
    /// What it is called in messages.
    pub document: &'static str,
    /// The template's name and source.
    pub template: (&'static str, &'static str),
    /// What the template shows. Every text in it is shown as it is and never read as markup.
    pub facts: &'a T,
    /// SVG charts under the names the template knows.
    pub charts: &'a [(String, String)],
    /// The day the document bears.
    pub dated_on: NaiveDate,
}

/// Lays the document out and makes the PDF. Warnings are errors: a page with a wrong font is not printed.
pub(crate) fn typeset<T: Serialize>(job: &Typesetting<'_, T>) -> Result<Pdf, PaperError> {
    in_world(job, |world, ident, day| print(world, job.document, ident, day))
}

/// Lays the document out and draws each of its pages as SVG: what is seen before it is printed.
///
/// A chart is a picture within the page's picture, where a web view gives it no typeface of ours; so its letters are
/// drawn as outlines.
pub(crate) fn pages_of<T: Serialize>(job: &Typesetting<'_, T>) -> Result<Vec<String>, PaperError> {
    let drawn: Option<Vec<(String, String)>> =
        job.charts.iter().map(|(name, svg)| Some((name.clone(), outlines::outlined(svg)?))).collect();
    let charts = drawn.ok_or(PaperError::Value { document: job.document })?;
    in_world(&Typesetting { charts: &charts, ..*job }, |world, _, _| {
        let pages = laid_out(world, job.document)?;
        Ok(pages.pages().iter().map(|page| typst_svg::svg(page, &typst_svg::SvgOptions::default())).collect())
    })
}

fn in_world<T: Serialize, R>(
    job: &Typesetting<'_, T>,
    render: impl FnOnce(&PaperWorld, String, Datetime) -> Result<R, PaperError>,
) -> Result<R, PaperError> {
    let document = job.document;
    let facts = serde_json::to_value(job.facts).map_err(|_| PaperError::Value { document })?;
    let facts = printable::printable(facts).to_string();
    let ident = hex_digest(&facts);
    let day = typst_day(job.dated_on).ok_or(PaperError::Value { document })?;
    let world = PaperWorld::new(job.template, facts, job.charts, day)?;
    let printed = render(&world, ident, day);
    // Typst remembers what it laid out. A contact sheet's names must not stay in memory, nor a year of reports.
    typst::comemo::evict(0);
    printed
}

fn laid_out(world: &PaperWorld, document: &'static str) -> Result<PagedDocument, PaperError> {
    let layout = |faults: &[SourceDiagnostic]| PaperError::Layout { document, place: world.place(faults) };
    let compiled = typst::compile::<PagedDocument>(world);
    let pages = compiled.output.map_err(|faults| layout(&faults))?;
    if !compiled.warnings.is_empty() {
        return Err(layout(&compiled.warnings));
    }
    Ok(pages)
}

fn print(world: &PaperWorld, document: &'static str, ident: String, day: Datetime) -> Result<Pdf, PaperError> {
    let pages = laid_out(world, document)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|_| PaperError::Standard { document, place: Place::default() })?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Reassure".to_owned())),
        timestamp: Some(Timestamp::new_utc(day)),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let bytes = typst_pdf::pdf(&pages, &options)
        .map_err(|faults| PaperError::Standard { document, place: world.place(&faults) })?;
    Ok(Pdf::new(bytes, pages.pages().len()))
}

/// A day as templates take it.
pub(crate) fn year_month_day(day: NaiveDate) -> [u32; 3] {
    [day.year().unsigned_abs(), day.month(), day.day()]
}

fn hex_digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn typst_day(day: NaiveDate) -> Option<Datetime> {
    let month = u8::try_from(day.month()).ok()?;
    Datetime::from_ymd_hms(day.year(), month, u8::try_from(day.day()).ok()?, 0, 0, 0)
}
