use super::*;
use caseload::{Need, Purpose};
use proptest::prelude::*;

const HEAD: &str = "Sheet,Result,Date,Time,How,Call back or visit on,Purposes,Needs,Concern,Note";

fn read(rows: &[&str]) -> ResultsFile {
    read_results(format!("{HEAD}\n{}\n", rows.join("\n")).as_bytes()).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_form_filled_in_reads_back() {
    let rows = [42, 43].map(|number| FormRow {
        sheet: format!("{number:04}"),
        reference: "0100042/26".to_owned(),
        planned_on: day("2026-11-24"),
        collar: "7031SW".to_owned(),
    });
    let form = String::from_utf8(results_form(&rows).unwrap()).unwrap();
    let empty = read_results(form.as_bytes()).unwrap();
    assert_eq!((empty.rows.len(), empty.not_filled_in, empty.refusals.len()), (0, 2, 0), "{form}");
    let filled = form.replacen(
        "7031SW,,,,,,,,,,,,",
        "7031SW,Reached,24/11/2026,14:05,,,all,safety; case news,yes,,,,\"Kind, and glad\"",
        1,
    );
    let file = read_results(filled.as_bytes()).unwrap();
    assert_eq!((file.rows.len(), file.not_filled_in), (1, 1), "{:?}", file.refusals);
    let row = &file.rows[0];
    assert_eq!((row.on, row.result, row.channel), (day("2026-11-24"), AttemptResult::Reached, Channel::Telephone));
    assert_eq!(row.details.purposes.len(), Purpose::ALL.len());
    assert!(row.details.needs.contains(&Need::CaseNews) && row.details.concern && !row.details.new_risk);
    assert_eq!(row.reference.as_deref(), Some("0100042/26"));
    assert_eq!(row.note, Some(Sensitive::from("Kind, and glad")));
    assert!(!format!("{row:?}").contains("Kind"), "a note is personal");
}

#[test]
fn each_wrong_cell_refuses_its_row_with_column_value_and_remedy() {
    let cases = [
        ("A7,reached,24/11/2026", "Sheet", ResultReason::NotASheetNumber),
        ("7,perhaps,24/11/2026", "Result", ResultReason::UnknownResult),
        ("7,reached,31/02/2026", "Date", ResultReason::NotADay),
        ("7,reached,", "Date", ResultReason::NotADay),
        ("7,reached,24/11/2026,25:00", "Time", ResultReason::NotATime),
        ("7,reached,24/11/2026,,pigeon", "How", ResultReason::UnknownChannel),
        ("7,call back,24/11/2026", "Call back or visit on", ResultReason::NoDayNamed),
        ("7,call back,24/11/2026,,,23/11/2026", "Call back or visit on", ResultReason::NamedDayBefore),
        ("7,reached,24/11/2026,,,,joy", "Purposes", ResultReason::UnknownPurpose),
        ("7,reached,24/11/2026,,,,,money", "Would like help with", ResultReason::UnknownNeed),
        ("7,reached,24/11/2026,,,,,,maybe", "Concern for the OIC", ResultReason::NotYesOrNo),
    ];
    for (row, column, reason) in cases {
        let padded = format!("{row}{}", ",".repeat(9 - row.matches(',').count()));
        let file = read(&["8,2,24/11/2026,,,,,,,", &padded]);
        assert_eq!(file.rows.len(), 1, "the right row stands: {row}");
        let refusal = &file.refusals[0];
        assert_eq!((refusal.row, refusal.column.as_deref(), &refusal.reason), (3, Some(column), &reason), "{row}");
        assert!(!refusal.remedy.is_empty());
    }
    let missing = read_results(b"Sheet,Note\n1,x\n").unwrap_err();
    assert!(matches!(missing, ReadError::MissingColumn { .. }), "{missing}");
}

#[test]
fn no_refusal_repeats_a_note() {
    let file = read(&["7,perhaps,24/11/2026,,,,,,,Their secret"]);
    assert!(!format!("{:?}", file.refusals).contains("secret"));
}

proptest! {
    #[test]
    fn no_file_makes_it_fall_over(text in "[Sheet,Result,Date\r\n0-9;\"'=/ :a-z]{0,300}") {
        let _ = read_results(format!("{HEAD}\n{text}").as_bytes());
    }
}
