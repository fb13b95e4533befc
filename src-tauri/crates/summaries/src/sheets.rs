//! Contact sheets for officers: one side a contact, what they need and no more.

mod facts;

use crate::figures::day_in_words;
use crate::typesetting::{Typesetting, typeset, year_month_day};
use crate::{PaperError, Pdf};
use caseload::{Channel, RiskLevel, SafetyRule, Sensitive, SheetNumber, SpeakTo, VictimKind};
use chrono::NaiveDate;

/// What an officer needs for one contact. Personal text is exposed only while the page is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactSheet {
    /// By which the sheet is found again when it comes back.
    pub number: SheetNumber,
    pub reference: String,
    pub ward: String,
    /// What was reported, in a few words, so that the officer can acknowledge it.
    pub offence: String,
    pub risk: RiskLevel,
    /// The day planned for the contact.
    pub contact_on: NaiveDate,
    /// The last day of the contact window.
    pub window_ends_on: NaiveDate,
    pub channel: Channel,
    pub officer: Sensitive<String>,
    pub officer_collar: String,
    pub victim: Sensitive<String>,
    pub victim_kind: VictimKind,
    /// Who may be spoken to, as recorded; `None` where nobody asked.
    pub speak_to: Option<SpeakTo>,
    /// That person's name, and what they are to the victim.
    pub contact_person: Option<Sensitive<String>>,
    /// What must not be done. Printed above the number.
    pub safety_rules: Vec<SafetyRule>,
    /// What else to know before dialling: safe times, language and interpreter, the officer asked for, other wishes.
    pub to_know: Vec<String>,
    /// Left out of the page where a rule forbids the telephone.
    pub telephone: Option<Sensitive<String>>,
    /// Printed only for a visit.
    pub address: Option<Sensitive<String>>,
    /// How many attempts were made before.
    pub attempts_before: u32,
}

/// What all sheets of one printing share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRun {
    /// The desk's name.
    pub desk_name: String,
    /// The cases are invented: every sheet says so.
    pub demo: bool,
    /// The day of printing; the document bears it.
    pub printed_on: NaiveDate,
}

/// Sizes of letters, tried in turn until each sheet fits on one side.
const SCALES: [f32; 3] = [1.0, 0.88, 0.76];

/// Prints the sheets, each on one side, in the order given.
///
/// # Errors
/// [`PaperError::NoSheets`] for none; [`PaperError::NotToBeContacted`] where a victim wants no contact;
/// [`PaperError::SheetTooLong`] where the words do not fit on one side; the rest are faults of the program.
pub fn render_sheets(sheets: &[ContactSheet], run: &SheetRun) -> Result<Pdf, PaperError> {
    check(sheets)?;
    for scale in SCALES {
        let pdf = typeset_sheets(sheets, run, scale)?;
        if pdf.pages() == sheets.len() {
            return Ok(pdf);
        }
    }
    Err(PaperError::SheetTooLong { reference: longest(sheets, run)? })
}

/// Prints the contacts of a day as a list, each officer's beginning a page of its own, in the order given.
///
/// # Errors
/// As [`render_sheets`], but that a list is as long as it has to be.
pub fn render_list(sheets: &[ContactSheet], run: &SheetRun) -> Result<Pdf, PaperError> {
    check(sheets)?;
    typeset(&Typesetting {
        document: "The list of contacts",
        template: ("list.typ", include_str!("sheets/list.typ")),
        facts: &facts::list(sheets, head("Contacts", run, 1.0)),
        charts: &[],
        dated_on: run.printed_on,
    })
}

fn check(sheets: &[ContactSheet]) -> Result<(), PaperError> {
    if sheets.is_empty() {
        return Err(PaperError::NoSheets);
    }
    match sheets.iter().find(|sheet| sheet.safety_rules.contains(&SafetyRule::NoContact)) {
        Some(refused) => Err(PaperError::NotToBeContacted { reference: refused.reference.clone() }),
        None => Ok(()),
    }
}

/// The reference of the first sheet that does not fit even in the smallest letters.
fn longest(sheets: &[ContactSheet], run: &SheetRun) -> Result<String, PaperError> {
    let smallest = SCALES.last().copied().unwrap_or(1.0);
    for sheet in sheets {
        if typeset_sheets(std::slice::from_ref(sheet), run, smallest)?.pages() > 1 {
            return Ok(sheet.reference.clone());
        }
    }
    Err(PaperError::Value { document: DOCUMENT })
}

const DOCUMENT: &str = "The contact sheets";

fn typeset_sheets(sheets: &[ContactSheet], run: &SheetRun, scale: f32) -> Result<Pdf, PaperError> {
    typeset(&Typesetting {
        document: DOCUMENT,
        template: ("sheets.typ", include_str!("sheets/sheets.typ")),
        facts: &facts::sheets(sheets, head("Contact sheets", run, scale)),
        charts: &[],
        dated_on: run.printed_on,
    })
}

fn head(what: &str, run: &SheetRun, scale: f32) -> facts::Head {
    facts::Head {
        title: format!("{what}, {}: {}", day_in_words(run.printed_on), run.desk_name),
        marking: "OFFICIAL-SENSITIVE",
        running: format!("{} · printed {}", run.desk_name, day_in_words(run.printed_on)),
        demo: run.demo,
        dated: year_month_day(run.printed_on),
        scale,
    }
}
