//! Contact sheets for officers: one side a contact, what they need and no more.

use crate::figures::day_in_words;
use crate::typesetting::{Typesetting, typeset};
use crate::{PaperError, Pdf};
use caseload::conversation::GUIDANCE_CLOSE;
use caseload::{AttemptResult, Channel, Purpose, RiskLevel, SafetyRule, Sensitive, VictimKind};
use chrono::NaiveDate;
use serde::Serialize;

/// What an officer needs for one contact. Personal text is exposed only while the page is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactSheet {
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
    /// Who may be spoken to, where it is not the victim: for a child, or for an organisation.
    pub speak_to: Option<Sensitive<String>>,
    /// What must not be done. Printed above the number.
    pub safety_rules: Vec<SafetyRule>,
    /// Safe hours and other wishes, in the words noted.
    pub safety_note: Option<Sensitive<String>>,
    /// Left out of the page where a rule forbids the telephone.
    pub telephone: Option<Sensitive<String>>,
    /// Printed only for a visit.
    pub address: Option<Sensitive<String>>,
    /// The language in words, as "English" or "Polish, interpreter needed".
    pub language: String,
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

#[derive(Serialize)]
struct RunFacts {
    title: String,
    marking: &'static str,
    running: String,
    demo: bool,
    dated: [u32; 3],
    scale: f32,
    /// Each purpose of a contact, and what it asks of the officer.
    guidance: Vec<(&'static str, &'static str)>,
    guidance_close: &'static str,
    sheets: Vec<SheetFacts>,
}

#[derive(Serialize)]
struct SheetFacts {
    reference: String,
    day: String,
    window_ends: String,
    officer: String,
    victim: String,
    victim_kind: Option<&'static str>,
    speak_to: Option<String>,
    rules: Vec<&'static str>,
    note: Option<String>,
    how: &'static str,
    reach: Vec<(&'static str, String)>,
    language: String,
    ward: String,
    risk: &'static str,
    offence: String,
    attempt: String,
    results: Vec<&'static str>,
}

/// Sizes of letters, tried in turn until each sheet fits on one side.
const SCALES: [f32; 3] = [1.0, 0.88, 0.76];

/// Prints the sheets, each on one side, in the order given.
///
/// # Errors
/// [`PaperError::NoSheets`] for none; [`PaperError::NotToBeContacted`] where a victim wants no contact;
/// [`PaperError::SheetTooLong`] where the words do not fit on one side; the rest are faults of the program.
pub fn render_sheets(sheets: &[ContactSheet], run: &SheetRun) -> Result<Pdf, PaperError> {
    if sheets.is_empty() {
        return Err(PaperError::NoSheets);
    }
    if let Some(refused) = sheets.iter().find(|sheet| sheet.safety_rules.contains(&SafetyRule::NoContact)) {
        return Err(PaperError::NotToBeContacted { reference: refused.reference.clone() });
    }
    for scale in SCALES {
        let pdf = typeset_sheets(sheets, run, scale)?;
        if pdf.pages() == sheets.len() {
            return Ok(pdf);
        }
    }
    Err(PaperError::SheetTooLong { reference: longest(sheets, run)? })
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
        facts: &RunFacts {
            title: format!("Contact sheets, {}: {}", day_in_words(run.printed_on), run.desk_name),
            marking: "OFFICIAL-SENSITIVE",
            running: format!("{} · printed {}", run.desk_name, day_in_words(run.printed_on)),
            demo: run.demo,
            dated: crate::typesetting::year_month_day(run.printed_on),
            scale,
            guidance: Purpose::ALL.iter().map(|purpose| (purpose.label(), purpose.guidance())).collect(),
            guidance_close: GUIDANCE_CLOSE,
            sheets: sheets.iter().map(sheet_facts).collect(),
        },
        charts: &[],
        dated_on: run.printed_on,
    })
}

fn sheet_facts(sheet: &ContactSheet) -> SheetFacts {
    SheetFacts {
        reference: sheet.reference.clone(),
        day: day_in_words(sheet.contact_on),
        window_ends: day_in_words(sheet.window_ends_on),
        // EXPOSE: the sheet is handed to this officer.
        officer: format!("{} ({})", sheet.officer.expose(), sheet.officer_collar),
        // EXPOSE: the officer must know whom to ask for.
        victim: sheet.victim.expose().clone(),
        victim_kind: match sheet.victim_kind {
            VictimKind::Adult => None,
            other @ (VictimKind::Child | VictimKind::LacksCapacity | VictimKind::Organisation) => Some(other.label()),
        },
        // EXPOSE: the officer must know who may be spoken to.
        speak_to: sheet.speak_to.as_ref().map(|name| name.expose().clone()),
        rules: rules_in_order(&sheet.safety_rules),
        // EXPOSE: the victim's wishes are there to be kept.
        note: sheet.safety_note.as_ref().map(|note| note.expose().clone()),
        how: sheet.channel.label(),
        reach: reach(sheet),
        language: sheet.language.clone(),
        ward: sheet.ward.clone(),
        risk: sheet.risk.label(),
        offence: sheet.offence.clone(),
        attempt: match sheet.attempts_before {
            0 => "First attempt".to_owned(),
            1 => "1 attempt before this one".to_owned(),
            many => format!("{many} attempts before this one"),
        },
        results: results(sheet),
    }
}

/// In the rules' own order and each once, whatever order they came in.
fn rules_in_order(rules: &[SafetyRule]) -> Vec<&'static str> {
    SafetyRule::ALL.iter().filter(|rule| rules.contains(rule)).map(|rule| rule.label()).collect()
}

/// Where the victim can be reached, and only as the rules and the plan allow.
fn reach(sheet: &ContactSheet) -> Vec<(&'static str, String)> {
    let mut ways = Vec::new();
    if sheet.safety_rules.contains(&SafetyRule::NoTelephone) {
        ways.push(("Telephone", "Do not telephone. The number is not printed.".to_owned()));
    } else {
        // EXPOSE: the number to call.
        let number = sheet.telephone.as_ref().map(|number| number.expose().clone());
        ways.push(("Telephone", number.unwrap_or_else(|| "No number is known".to_owned())));
    }
    match sheet.channel {
        Channel::Telephone => {}
        Channel::InPerson => {
            // EXPOSE: where to visit.
            let address = sheet.address.as_ref().map(|address| address.expose().clone());
            ways.push(("Address", address.unwrap_or_else(|| "No address is known".to_owned())));
        }
    }
    ways
}

/// The boxes to tick, in the words the desk types them back with; none invites what a rule forbids.
fn results(sheet: &ContactSheet) -> Vec<&'static str> {
    let all = [
        AttemptResult::Reached,
        AttemptResult::NoAnswer,
        AttemptResult::VoicemailLeft,
        AttemptResult::WrongNumber,
        AttemptResult::Declined,
        AttemptResult::Unsafe,
    ];
    all.into_iter()
        .filter(|result| match result {
            AttemptResult::VoicemailLeft => {
                !sheet.safety_rules.contains(&SafetyRule::NoVoicemail)
                    && !sheet.safety_rules.contains(&SafetyRule::NoTelephone)
            }
            AttemptResult::WrongNumber => !sheet.safety_rules.contains(&SafetyRule::NoTelephone),
            AttemptResult::Reached
            | AttemptResult::NoAnswer
            | AttemptResult::Declined
            | AttemptResult::Unsafe
            | AttemptResult::VisitAgreed { .. }
            | AttemptResult::CallBack { .. } => true,
        })
        .map(AttemptResult::label)
        .collect()
}
