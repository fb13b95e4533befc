//! **Paper.** Charts as SVG, the same on screen and paper, and printed pages: the month and the officers' contact sheets.
//!
//! Every function is given values and returns text or bytes; the same values give the same bytes.
//! The crate alone names plotters and typst.
//! It refuses queries, arithmetic on rates, the clock (a page bears the day it is given), the disk and the wire.

pub mod charts;
mod error;
mod figures;
pub mod month;
pub mod sheets;
pub mod trial;
mod typesetting;

pub use error::{PaperError, Place};
pub use figures::{Figure, Share, day_in_words, percent, thousands};
pub use month::{MonthSummary, render_month, render_month_pages};
pub use sheets::{ContactSheet, SheetRun, render_list, render_sheets};
pub use trial::{TrialReport, render_trial};
pub use typesetting::{TYPEFACE, TYPEFACE_LICENCE};

/// A finished PDF: tagged, archivable (PDF/UA-1 and PDF/A-2a), with its fonts in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    bytes: Vec<u8>,
    pages: usize,
}

impl Pdf {
    pub(crate) const fn new(bytes: Vec<u8>, pages: usize) -> Self {
        Self { bytes, pages }
    }

    /// The file, as it is written to disk.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Gives the file up.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// How many pages it has.
    pub const fn pages(&self) -> usize {
        self.pages
    }
}

impl std::fmt::Debug for Pdf {
    /// Never the content: a contact sheet is full of personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pdf({} pages, {} bytes)", self.pages, self.bytes.len())
    }
}
