//! What the templates of sheets and lists show.

use super::ContactSheet;
use crate::figures::day_in_words;
use crate::typesetting::is_printable;
use caseload::conversation::GUIDANCE_CLOSE;
use caseload::{AttemptResult, Channel, Need, Purpose, SafetyRule, Satisfaction, SpeakTo, VictimKind};
use serde::Serialize;

/// What every page of a printing shares.
#[derive(Serialize)]
pub struct Head {
    pub title: String,
    pub marking: &'static str,
    pub running: String,
    pub demo: bool,
    pub dated: [u32; 3],
    pub scale: f32,
}

#[derive(Serialize)]
pub struct SheetsFacts {
    #[serde(flatten)]
    head: Head,
    /// Each purpose of a contact, and what it asks of the officer.
    guidance: Vec<(&'static str, &'static str)>,
    guidance_close: &'static str,
    purposes: Vec<&'static str>,
    needs: Vec<&'static str>,
    /// What raises a task, with the key it is typed with.
    pass_on: [(char, &'static str); 3],
    satisfactions: Vec<&'static str>,
    sheets: Vec<SheetFacts>,
}

#[derive(Serialize)]
struct SheetFacts {
    number: String,
    reference: String,
    day: String,
    window_ends: String,
    officer: String,
    victim: String,
    victim_kind: Option<&'static str>,
    speak_to: String,
    rules: Vec<&'static str>,
    to_know: Vec<String>,
    how: &'static str,
    reach: Vec<(&'static str, String)>,
    ward: String,
    risk: &'static str,
    offence: String,
    attempt: String,
    /// The boxes to tick, each with the key that types it back.
    results: Vec<(char, &'static str)>,
}

/// The list of one day's contacts, an officer a page.
#[derive(Serialize)]
pub struct ListFacts {
    #[serde(flatten)]
    head: Head,
    results: Vec<(char, &'static str)>,
    guidance_close: &'static str,
    officers: Vec<OfficerFacts>,
}

#[derive(Serialize)]
struct OfficerFacts {
    officer: String,
    day: String,
    sheets: Vec<SheetFacts>,
}

pub fn sheets(sheets: &[ContactSheet], head: Head) -> SheetsFacts {
    SheetsFacts {
        head,
        guidance: Purpose::ALL.iter().map(|purpose| (purpose.label(), purpose.guidance())).collect(),
        guidance_close: GUIDANCE_CLOSE,
        purposes: Purpose::ALL.iter().map(|purpose| purpose.done_label()).collect(),
        needs: Need::ALL.iter().map(|need| need.label()).collect(),
        pass_on: [('c', "A concern for the officer in the case"), ('n', "A new risk"), ('m', "A new crime")],
        satisfactions: Satisfaction::ALL.iter().map(|said| said.label()).collect(),
        sheets: sheets.iter().map(sheet_facts).collect(),
    }
}

pub fn list(sheets: &[ContactSheet], head: Head) -> ListFacts {
    let mut officers: Vec<OfficerFacts> = Vec::new();
    for sheet in sheets {
        let facts = sheet_facts(sheet);
        match officers.last_mut().filter(|last| last.officer == facts.officer && last.day == facts.day) {
            Some(last) => last.sheets.push(facts),
            None => officers.push(OfficerFacts {
                officer: facts.officer.clone(),
                day: facts.day.clone(),
                sheets: vec![facts],
            }),
        }
    }
    ListFacts {
        head,
        results: RESULTS.iter().map(|one| boxed(*one)).collect(),
        guidance_close: GUIDANCE_CLOSE,
        officers,
    }
}

fn sheet_facts(sheet: &ContactSheet) -> SheetFacts {
    SheetFacts {
        number: sheet.number.to_string(),
        reference: sheet.reference.clone(),
        day: day_in_words(sheet.contact_on),
        window_ends: day_in_words(sheet.window_ends_on),
        // EXPOSE: the sheet is handed to this officer.
        officer: format!("{} ({})", sheet.officer.expose(), sheet.officer_collar),
        // EXPOSE: the officer must know whom to ask for.
        victim: name_as_printed(sheet.victim.expose()),
        victim_kind: match sheet.victim_kind {
            VictimKind::Adult => None,
            other @ (VictimKind::Child | VictimKind::LacksCapacity | VictimKind::Organisation) => Some(other.label()),
        },
        speak_to: speak_to(sheet),
        rules: rules_in_order(&sheet.safety_rules),
        to_know: sheet.to_know.clone(),
        how: sheet.channel.label(),
        reach: reach(sheet),
        ward: sheet.ward.clone(),
        risk: sheet.risk.label(),
        offence: sheet.offence.clone(),
        attempt: match sheet.attempts_before {
            0 => "First attempt".to_owned(),
            1 => "1 attempt before this one".to_owned(),
            many => format!("{many} attempts before this one"),
        },
        results: RESULTS.iter().filter(|result| invites(sheet, **result)).map(|result| boxed(*result)).collect(),
    }
}

/// A name in letters that the typeface does not have is written in by hand: to ask for "????" at a door is worse.
fn name_as_printed(name: &str) -> String {
    if is_printable(name) { name.to_owned() } else { "______________________ (write the name in by hand)".to_owned() }
}

/// Who may be spoken to. For a child, an adult who lacks capacity and an organisation that is never left open.
fn speak_to(sheet: &ContactSheet) -> String {
    // EXPOSE: the officer must know who may be spoken to.
    let name = sheet.contact_person.as_ref().map(|name| name.expose()).filter(|name| !name.is_empty());
    let name = name.map(|name| name_as_printed(name));
    let needs_somebody = sheet.victim_kind != VictimKind::Adult;
    match (sheet.speak_to, name) {
        (Some(SpeakTo::Victim), _) => "The victim".to_owned(),
        (Some(who), Some(name)) => format!("{name} ({})", who.label().to_lowercase()),
        (Some(who), None) => {
            format!("{}. The name is not recorded: ask the coordinator before you make contact", who.label())
        }
        (None, Some(name)) if needs_somebody => name,
        (None, Some(name)) => format!("The victim. Instead of them: {name}"),
        (None, None) if needs_somebody => {
            "Not recorded. Ask the coordinator who may be spoken to before you make contact".to_owned()
        }
        (None, None) => "The victim".to_owned(),
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

/// Every result that names no day, in the order of its keys. Those that name one have a line to write it on.
const RESULTS: [AttemptResult; 6] = [
    AttemptResult::Reached,
    AttemptResult::NoAnswer,
    AttemptResult::VoicemailLeft,
    AttemptResult::WrongNumber,
    AttemptResult::Declined,
    AttemptResult::Unsafe,
];

fn boxed(result: AttemptResult) -> (char, &'static str) {
    (result.key(), result.label())
}

/// No box invites what a rule forbids.
fn invites(sheet: &ContactSheet, result: AttemptResult) -> bool {
    let forbids = |rule| sheet.safety_rules.contains(&rule);
    match result {
        AttemptResult::VoicemailLeft => !forbids(SafetyRule::NoVoicemail) && !forbids(SafetyRule::NoTelephone),
        AttemptResult::WrongNumber => !forbids(SafetyRule::NoTelephone),
        AttemptResult::Reached
        | AttemptResult::NoAnswer
        | AttemptResult::Declined
        | AttemptResult::Unsafe
        | AttemptResult::VisitAgreed { .. }
        | AttemptResult::CallBack { .. } => true,
    }
}
