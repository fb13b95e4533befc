//! Files as they come, one kind each: read right, or refused with row, column, value and remedy, and never a person's words.

use crate::{SMALL, read, refusal, small, text};
use caseload::Claim;
use exchange::{Mapping, RefusalReason as R, TableForm, TextEncoding};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn the_other_byte_order_reads_too() {
    let plain = "\u{feff}Ref,Reported,Victim\r\n0001/26,05/10/2026,Zoë\r\n";
    let bytes: Vec<u8> = plain.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let extract = small(&bytes).unwrap();
    let TableForm::Text { encoding, .. } = extract.found.form else { panic!("a table of text") };
    assert_eq!(encoding, TextEncoding::Utf16BigEndian);
    assert_eq!(text(extract.rows[0].personal.victim_name.as_ref()), "Zoë");
}

#[test]
fn line_ends_of_any_system_count_the_same_rows() {
    for end in ["\n", "\r\n", "\r"] {
        let file = ["Ref,Team,Risk", "1,A,High", "2,B,Odd", "3,C,High"].join(end);
        let extract = small(&file).unwrap();
        assert_eq!(extract.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [2, 4], "{end:?}");
        let [refused] = &extract.refusals[..] else { panic!("one refusal: {extract:?}") };
        let told = (refused.row, refused.column.clone(), refused.value.clone(), refused.reason.clone());
        assert_eq!(told, (3, some("Risk"), some("Odd"), R::UnknownWord));
        assert!(refused.remedy.contains("mapping"), "{}", refused.remedy);
    }
}

#[test]
fn commas_and_lines_inside_quotes_stay_in_their_cell() {
    let file = "Ref,Team,Victim\n1,\"North, East\",\"Jo \"\"Jay\"\" Bloggs\nof Kew\"\n2,South,Ada\n";
    let extract = small(file).unwrap();
    let [first, second] = &extract.rows[..] else { panic!("two rows: {extract:?}") };
    assert_eq!(first.facts.team, Some(Claim::Is("North, East".to_owned())));
    assert_eq!(text(first.personal.victim_name.as_ref()), "Jo \"Jay\" Bloggs\nof Kew");
    assert_eq!((second.row, text(second.personal.victim_name.as_ref())), (3, "Ada"), "a row is a record, not a line");
}

#[test]
fn a_row_too_short_or_too_long_is_refused_and_its_neighbours_are_read() {
    let extract = small("Ref,Team,Victim\n1,A,Ada\n2,B\n3,C,Cid,Marked Person\n4,D,Dee\n").unwrap();
    assert_eq!(extract.rows.iter().map(|row| row.reference.as_str()).collect::<Vec<_>>(), ["1", "4"]);
    let told: Vec<_> = extract.refusals.iter().map(|refused| (refused.row, refused.reason.clone())).collect();
    assert_eq!(told, [(3, R::CellCount { expected: 3, found: 2 }), (4, R::CellCount { expected: 3, found: 4 })]);
    for refused in &extract.refusals {
        assert!(refused.column.is_none() && refused.value.is_none() && !refused.remedy.is_empty(), "{refused:?}");
    }
}

#[test]
fn the_same_key_twice_names_the_row_that_had_it_first() {
    assert_eq!(refusal("Ref,Team\n7,A\n8,B\n7,C\n"), (4, some("Ref"), some("7"), R::SameAsRow { first_row: 2 }));
    let remedy = small("Ref,Team\n7,A\n7,C\n").unwrap().refusals.remove(0).remedy;
    assert!(!remedy.is_empty(), "{remedy}");
}

#[test]
fn a_cell_of_sixty_thousand_letters_is_refused_without_being_repeated() {
    let long = "Marked".repeat(10_000);
    for (column, file) in
        [("Team", format!("Ref,Team\n1,{long}\n2,B\n")), ("Victim", format!("Ref,Victim\n1,{long}\n2,Ada\n"))]
    {
        let extract = small(file).unwrap();
        let [refused] = &extract.refusals[..] else { panic!("one refusal") };
        let told = (refused.row, refused.column.as_deref(), &refused.reason);
        assert_eq!(told, (2, Some(column), &R::CellTooLong));
        assert!(!format!("{refused:?}").contains("MarkedMarkedMarked"), "{column}: it is not told back whole");
        assert!(!refused.remedy.is_empty());
        assert_eq!(extract.rows.len(), 1, "the row after it is read");
    }
}

#[test]
fn dates_in_three_forms_read_each_by_its_own() {
    let mapping = SMALL.replace("\"%Y-%m-%d\"", "\"%Y-%m-%d\", \"%d %b %Y\"");
    let mapping = Mapping::parse(&mapping).unwrap();
    let file = "Ref,Reported\n1,05/10/2026\n2,2026-10-06\n3,7 Oct 2026\n4,10/08/26x\n";
    let extract = read(file.as_bytes(), &mapping).unwrap();
    let days: Vec<String> = extract
        .rows
        .iter()
        .map(|row| row.facts.reported_on.as_ref().and_then(Claim::value).unwrap().to_string())
        .collect();
    assert_eq!(days, ["2026-10-05", "2026-10-06", "2026-10-07"]);
    let [refused] = &extract.refusals[..] else { panic!("one refusal: {extract:?}") };
    let told = (refused.row, refused.column.clone(), refused.value.clone(), refused.reason.clone());
    assert_eq!(told, (5, some("Reported"), some("10/08/26x"), R::NotADate));
    assert!(refused.remedy.contains("date") || refused.remedy.contains("day"), "{}", refused.remedy);
}

#[test]
fn a_link_is_read_as_the_text_it_shows_and_any_other_formula_is_refused() {
    let shown = small("Ref,Team,Victim\n\"=HYPERLINK(\"\"http://records/1\"\",\"\"0001/26\"\")\",A,Ada\n").unwrap();
    assert_eq!(shown.refusals, []);
    assert_eq!(shown.rows[0].reference, "0001/26", "with its zeros");
    let cells = "\"=HYPERLINK(A2,B2)\"";
    assert_eq!(
        refusal(&format!("Ref,Team\n1,{cells}\n")),
        (2, some("Team"), some("=HYPERLINK(A2,B2)"), R::Formula),
        "what it shows is in another cell"
    );
    for personal in ["Victim", "Born"] {
        let (row, column, value, reason) = refusal(&format!("Ref,{personal}\n1,{cells}\n"));
        assert_eq!((row, column, value, reason), (2, some(personal), None, R::Formula), "a personal cell is not told");
    }
    assert_eq!(refusal(&format!("Ref\n{cells}\n")), (2, some("Ref"), None, R::NotAReference));
    assert!(!small(format!("Ref,Team\n1,{cells}\n")).unwrap().refusals[0].remedy.is_empty());
}
