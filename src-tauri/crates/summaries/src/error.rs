//! Why a page was not printed.

use std::fmt;

/// A page that could not be made. Nothing was written, and nothing in the desk changed.
///
/// Places name lines of our own templates and never the words on the page, which may be personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// A fault of the program: our own template did not typeset.
    #[error(
        "{document} could not be laid out ({place}). Nothing was changed. Report this to whoever supports Reassure"
    )]
    Layout { document: &'static str, place: Place },
    /// A fault of the program: the page would not have met PDF/UA-1 and PDF/A-2a.
    #[error(
        "{document} would not be readable by everyone, so it was not printed ({place}). Nothing was changed. Report this to whoever supports Reassure"
    )]
    Standard { document: &'static str, place: Place },
    /// The built-in typeface could not be read.
    #[error("the typeface built into Reassure could not be read. Nothing was changed. Install Reassure again")]
    Typeface,
    /// The values could not be put in a page, for example a day outside the calendar.
    #[error(
        "{document} has a value that cannot be printed. Nothing was changed. Report this to whoever supports Reassure"
    )]
    Value { document: &'static str },
    /// Nothing to print.
    #[error("there is no contact to print a sheet for. Choose contacts on the Plan page first")]
    NoSheets,
    /// A sheet would invite a contact that the victim does not want.
    #[error("no sheet was printed: the victim of {reference} does not want a contact. Take that contact off the plan")]
    NotToBeContacted { reference: String },
    /// A sheet has more words than one side holds.
    #[error(
        "no sheet was printed: what is noted for {reference} does not fit on one side. Shorten its notes, then print again"
    )]
    SheetTooLong { reference: String },
}

/// Where in our own templates something went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The template.
    pub template: String,
    /// Its line, from 1, where one is known.
    pub line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.template.as_str(), self.line) {
            ("", _) => f.write_str("place not known"),
            (template, None) => f.write_str(template),
            (template, Some(line)) => write!(f, "{template} line {line}"),
        }
    }
}
