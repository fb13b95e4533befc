//! The officers' contact sheets.

use crate::invented::{run, sheet, visit};
use crate::pdf::read;
use caseload::{SafetyRule, Sensitive};
use summaries::{PaperError, render_sheets};

#[test]
fn each_contact_has_one_side_with_its_marking() {
    let sheets = [sheet(), visit(), sheet()];
    let pdf = read(&render_sheets(&sheets, &run()).unwrap());
    assert_eq!(pdf.pages(), 3, "one side each");
    assert_eq!(pdf.language(), "en-GB", "as every page");
    assert!(pdf.is_tagged(), "as every page");
    for page in 1..=3 {
        let words = pdf.words_of(page);
        assert_eq!(words.matches("OFFICIAL-SENSITIVE").count(), 2, "above and below on page {page}");
        assert_eq!(words.matches("DEMO – invented cases").count(), 2, "invented cases say so");
    }
    assert_eq!(
        render_sheets(&sheets, &run()).unwrap(),
        render_sheets(&sheets, &run()).unwrap(),
        "the same sheets print the same bytes"
    );
}

#[test]
fn what_not_to_do_stands_above_the_number() {
    let words = read(&render_sheets(&[sheet()], &run()).unwrap()).words();
    let place = |text: &str| words.find(text).unwrap_or_else(|| panic!("{text} is missing in {words}"));
    assert!(place("Do not leave a voicemail") < place("07700 900123"), "read before dialling");
    assert!(place("A suspect lives in the household") < place("07700 900123"), "read before dialling");
    assert!(place("Only between 10:00 and 14:00") < place("07700 900123"), "safe hours too");
    assert!(!words.contains("Voicemail left"), "no box invites what a rule forbids");
    assert!(!words.contains("Invented Road"), "a telephone call needs no address");
}

#[test]
fn a_number_that_must_not_be_called_is_not_printed() {
    let words = read(&render_sheets(&[visit()], &run()).unwrap()).words();
    assert!(!words.contains("07700"), "a rule forbids the telephone");
    assert!(words.contains("12 Invented Road"), "a visit needs the address");
    assert!(words.contains("Speak to Yusuf Karim, trustee"), "an organisation has someone to speak to");
}

#[test]
fn a_victim_who_wants_no_contact_gets_no_sheet() {
    let mut refused = sheet();
    refused.safety_rules.push(SafetyRule::NoContact);
    let fault = render_sheets(&[sheet(), refused.clone()], &run()).unwrap_err();
    assert_eq!(fault, PaperError::NotToBeContacted { reference: refused.reference });
    assert_eq!(render_sheets(&[], &run()), Err(PaperError::NoSheets));
}

#[test]
fn a_long_note_shrinks_the_sheet_and_a_longer_one_is_refused() {
    let noted = |words: usize| {
        let mut long = sheet();
        long.safety_note = Some(Sensitive::new("Call only when the children are at school. ".repeat(words)));
        long
    };
    let pdf = render_sheets(&[noted(20), sheet()], &run()).unwrap();
    assert_eq!(pdf.pages(), 2, "still one side each");
    let fault = render_sheets(&[sheet(), noted(200)], &run()).unwrap_err();
    assert_eq!(fault, PaperError::SheetTooLong { reference: sheet().reference });
    assert!(!fault.to_string().contains("children"), "a message never tells what was noted");
}

#[test]
fn personal_text_shows_in_no_debug_output() {
    let pdf = render_sheets(&[sheet()], &run()).unwrap();
    let shown = format!("{:?} {pdf:?}", sheet());
    for personal in ["Amina", "07700", "Invented Road", "Rowan", "weekdays"] {
        assert!(!shown.contains(personal), "{personal} is personal");
    }
}
