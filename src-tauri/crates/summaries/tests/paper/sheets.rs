//! The officers' contact sheets.

use crate::invented::{run, sheet, visit};
use crate::pdf::read;
use caseload::{SafetyRule, Sensitive, SheetNumber, SpeakTo, VictimKind};
use summaries::{ContactSheet, PaperError, render_list, render_sheets};

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
    assert!(place("Mon-Fri 10:00-14:00") < place("07700 900123"), "safe hours too");
    assert!(place("An interpreter is needed") < place("07700 900123"), "and the language");
    assert!(place("a woman only") < place("07700 900123"), "and the officer asked for");
    assert!(place("do not say why you are in touch") < place("07700 900123"), "a suspect may answer");
    assert!(words.contains("Sheet 0042"), "the number it is found again by: {words}");
    assert!(!words.contains("Voicemail left"), "no box invites what a rule forbids");
    assert!(!words.contains("Invented Road"), "a telephone call needs no address");
}

#[test]
fn a_number_that_must_not_be_called_is_not_printed() {
    let words = read(&render_sheets(&[visit()], &run()).unwrap()).words();
    assert!(!words.contains("07700"), "a rule forbids the telephone");
    assert!(words.contains("12 Invented Road"), "a visit needs the address");
    assert!(words.contains("Yusuf Karim, trustee (a contact person of the organisation)"), "someone to speak to");
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
        long.to_know = vec!["Call only when the children are at school. ".repeat(words)];
        long
    };
    let pdf = render_sheets(&[noted(9), sheet()], &run()).unwrap();
    assert_eq!(pdf.pages(), 2, "still one side each");
    let fault = render_sheets(&[sheet(), noted(200)], &run()).unwrap_err();
    assert_eq!(fault, PaperError::SheetTooLong { reference: sheet().reference });
    assert!(!fault.to_string().contains("children"), "a message never tells what was noted");
}

#[test]
fn personal_text_shows_in_no_debug_output() {
    let pdf = render_sheets(&[sheet()], &run()).unwrap();
    let shown = format!("{:?} {pdf:?}", sheet());
    for personal in ["Amina", "07700", "Invented Road", "Rowan", "Yusuf"] {
        assert!(!shown.contains(personal), "{personal} is personal");
    }
}

/// A child, an adult who lacks capacity or an organisation: the sheet always says who may be spoken to, or to ask.
#[test]
fn who_may_be_spoken_to_is_never_left_open() {
    let words = |one: ContactSheet| read(&render_sheets(&[one], &run()).unwrap()).words();
    let child = || ContactSheet { victim_kind: VictimKind::Child, contact_person: None, ..sheet() };
    let asked = words(child());
    assert!(asked.contains("Ask the coordinator who may be spoken to before you make contact"), "{asked}");
    let unnamed = words(ContactSheet { speak_to: Some(SpeakTo::Parent), ..child() });
    assert!(unnamed.contains("A parent or guardian. The name is not recorded: ask the coordinator"), "{unnamed}");
    let named = words(ContactSheet {
        speak_to: Some(SpeakTo::Parent),
        contact_person: Some(Sensitive::from("Hodan Yusuf")),
        ..child()
    });
    assert!(named.contains("Hodan Yusuf (a parent or guardian)"), "{named}");
    assert!(named.find("Hodan Yusuf") < named.find("07700 900123"), "above the number");
    assert!(words(sheet()).contains("Speak to The victim"), "an adult is spoken to");
}

#[test]
fn a_long_name_and_address_stay_on_one_side() {
    let long = |sheet: ContactSheet| ContactSheet {
        victim: Sensitive::from("Oluwaseyifunmi Abdulrahman-Featherstonehaugh van der Westhuizen-Nkrumah"),
        officer: Sensitive::from("PCSO Maximiliana Featherstonehaugh-Wolstenholme"),
        contact_person: Some(Sensitive::from("Aleksandra Wojciechowska-Radziwiłłowicz, support worker")),
        speak_to: Some(SpeakTo::Advocate),
        address: Some(Sensitive::from(
            "Flat 127, Block C, The Old Featherstone Works, 1045 Upper Richmond Road West, London SW15 6ZZ",
        )),
        telephone: Some(Sensitive::from("07700 900123 (mornings, ask for Ola); 020 7946 0123; 07700 900456")),
        offence: "Racially or religiously aggravated fear or provocation of violence, at a place of worship".to_owned(),
        safety_rules: SafetyRule::ALL.iter().copied().filter(|rule| !matches!(rule, SafetyRule::NoContact)).collect(),
        ..sheet
    };
    for one in [long(sheet()), long(visit())] {
        let pdf = render_sheets(std::slice::from_ref(&one), &run()).unwrap();
        assert_eq!(pdf.pages(), 1, "one side");
        assert!(read(&pdf).words().contains("Nkrumah"), "nothing is cut off");
    }
}

#[test]
fn a_name_that_cannot_be_printed_is_written_in_by_hand() {
    let foreign = ContactSheet {
        victim: Sensitive::from("محمد الفارسي"),
        victim_kind: VictimKind::Child,
        speak_to: Some(SpeakTo::Parent),
        contact_person: Some(Sensitive::from("王小明")),
        ..sheet()
    };
    for printed in
        [render_sheets(std::slice::from_ref(&foreign), &run()), render_list(std::slice::from_ref(&foreign), &run())]
    {
        let words = read(&printed.unwrap()).words_of(1);
        assert_eq!(words.matches("write the name in by hand").count(), 2, "the victim's and whom to speak to: {words}");
        assert!(!words.contains("??"), "nobody asks for question marks: {words}");
    }
}

#[test]
fn a_contact_is_never_parted_over_two_pages_of_a_list() {
    let many: Vec<ContactSheet> = (1..=20)
        .map(|number| ContactSheet {
            number: SheetNumber(number),
            to_know: (1..=9).map(|line| format!("Need {line} of {number}.")).collect(),
            ..sheet()
        })
        .collect();
    let pdf = read(&render_list(&many, &run()).unwrap());
    assert!(pdf.pages() > 3, "twenty contacts with long needs fill pages");
    for number in 1..=20 {
        let pages = u32::try_from(pdf.pages()).unwrap();
        let page = (1..=pages).find(|page| pdf.words_of(*page).contains(&format!("Need 1 of {number}."))).unwrap();
        assert!(
            pdf.words_of(page).contains(&format!("Need 9 of {number}.")),
            "contact {number} is on page {page} whole"
        );
    }
}

#[test]
fn a_list_has_an_officer_a_page_and_what_not_to_do_before_the_number() {
    let other = ContactSheet { officer: Sensitive::from("PC Ash Grove"), officer_collar: "9SW".to_owned(), ..sheet() };
    let sheets = [sheet(), visit(), ContactSheet { number: SheetNumber(44), ..other }];
    let printed = render_list(&sheets, &run()).unwrap();
    assert_eq!(printed, render_list(&sheets, &run()).unwrap(), "the same contacts print the same bytes");
    let pdf = read(&printed);
    assert_eq!(pdf.pages(), 2, "an officer a page");
    assert!(pdf.is_tagged(), "as every page");
    for page in 1..=2 {
        assert_eq!(pdf.words_of(page).matches("OFFICIAL-SENSITIVE").count(), 2, "marked above and below");
    }
    let words = pdf.words_of(1);
    let place = |text: &str| words.find(text).unwrap_or_else(|| panic!("{text} is missing in {words}"));
    assert!(place("0042") < place("0043") && !words.contains("0044"), "{words}");
    assert!(place("Do not leave a voicemail") < place("07700 900123"), "{words}");
    assert_eq!(render_list(&[], &run()), Err(PaperError::NoSheets));
    let refused = ContactSheet { safety_rules: vec![SafetyRule::NoContact], ..sheet() };
    assert!(matches!(render_list(&[refused], &run()), Err(PaperError::NotToBeContacted { .. })));
}
