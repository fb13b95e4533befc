//! Workbooks as spreadsheets write them: merged headings, several sheets, dates that are dates. Made by openpyxl and odfpy.

use crate::{SMALL, small, strands, text, today};
use caseload::Claim;
use exchange::{Extract, Mapping, Opening, ReadError, Reading, RefusalReason, TableForm, for_each_row};
use std::ops::ControlFlow;

const MERGED: &[u8] = include_bytes!("../fixtures/merged.xlsx");
const TWO_SHEETS: &[u8] = include_bytes!("../fixtures/two-sheets.xlsx");
const ODS: &[u8] = include_bytes!("../fixtures/extract.ods");

fn reported(extract: &Extract, reference: &str) -> String {
    let row = extract.rows.iter().find(|row| row.reference == reference).unwrap_or_else(|| panic!("{reference}"));
    row.facts.reported_on.as_ref().and_then(Claim::value).unwrap().to_string()
}

#[test]
fn merged_headings_and_other_sheets_do_not_hide_the_table() {
    let mapping = SMALL.replace("\"%Y-%m-%d\"", "\"serial\"");
    let extract = crate::read(MERGED, &Mapping::parse(&mapping).unwrap()).unwrap();
    // The hidden sheet is not even named: what a person cannot see, they cannot choose.
    let others = vec!["Summary".to_owned()];
    assert_eq!(extract.found.form, TableForm::Sheet { sheet: "Extract".to_owned(), others });
    assert_eq!(extract.found.header_row, 4, "below the title and the merged band");
    assert_eq!(extract.found.columns_ignored, [""; 0]);
    let rows: Vec<(u64, &str)> = extract.rows.iter().map(|row| (row.row, row.reference.as_str())).collect();
    assert_eq!(rows, [(5, "0000612/26"), (7, "612304"), (9, "0000615/26")], "numbered as the spreadsheet does");
    assert_eq!(reported(&extract, "0000612/26"), "2026-10-05", "a date cell is a date, whatever the forms");
    assert_eq!(reported(&extract, "612304"), "2026-10-06", "with a time of day");
    assert_eq!(reported(&extract, "0000615/26"), "2026-10-07", "a day number, since the mapping lists it");
    let first = &extract.rows[0];
    assert_eq!(text(first.personal.victim_name.as_ref()), "Zoë Ünal");
    assert_eq!(text(first.personal.date_of_birth.as_ref()), "1990-02-28");
    assert_eq!(strands(&first.facts), ["race"]);
    assert_eq!(extract.rows[1].facts.team, Some(Claim::Is("12".to_owned())), "a number as its digits");
    let refused: Vec<_> = extract.refusals.iter().map(|refusal| (refusal.row, &refusal.reason)).collect();
    assert_eq!(refused, [(8, &RefusalReason::SpreadsheetError), (10, &RefusalReason::DigitsLost)]);
    assert_eq!(extract.found.columns_of_numbers, ["Ref"], "its leading zeros may be lost, and that is told");
}

#[test]
fn without_its_form_a_day_number_is_no_date() {
    let extract = small(MERGED).unwrap();
    let refused = extract.refusals.iter().find(|refusal| refusal.row == 9).unwrap();
    assert_eq!(
        (&refused.reason, refused.value.as_deref(), refused.column.as_deref()),
        (&RefusalReason::NotADate, Some("46302"), Some("Reported"))
    );
}

#[test]
fn of_two_sheets_that_fit_the_person_says_which() {
    let sheets = vec!["Merton".to_owned(), "Wandsworth".to_owned()];
    assert_eq!(small(TWO_SHEETS).unwrap_err(), ReadError::WhichSheet { sheets: sheets.clone() });
    let read = |mapping: &str, sheet| {
        let mut references = Vec::new();
        let opening = Opening { sheet, ..Opening::default() };
        let mut go_on = |_| ControlFlow::Continue(());
        for_each_row(TWO_SHEETS, &Mapping::parse(mapping).unwrap(), opening, today(), &mut go_on, &mut |reading| {
            if let Reading::Row(row) = reading {
                references.push(row.reference);
            }
            ControlFlow::Continue(())
        })
        .map(|_| references)
    };
    assert_eq!(read(SMALL, Some("Wandsworth")).unwrap(), ["2/26"]);
    assert_eq!(read(SMALL, Some("Merton")).unwrap(), ["1/26"], "a stray mark far away costs nothing");
    assert_eq!(read(SMALL, Some("Kew")).unwrap_err(), ReadError::NoSheet { sheet: "Kew".to_owned(), sheets });
    let told = SMALL.replace("title =", "sheet = \"Wandsworth\"\ntitle =");
    assert_eq!(read(&told, None).unwrap(), ["2/26"], "the mapping may say it");
}

#[test]
fn an_open_document_reads_like_any_other() {
    let extract = small(ODS).unwrap();
    assert_eq!(extract.refusals, []);
    assert_eq!(extract.rows.len(), 3);
    assert_eq!(reported(&extract, "0000612/26"), "2026-10-05");
    assert_eq!(reported(&extract, "0000613/26"), "2026-10-06");
    assert_eq!(reported(&extract, "614"), "2026-10-07", "a date written as text, by the mapping's form");
    assert_eq!(text(extract.rows[0].personal.victim_name.as_ref()), "Zoë, née Ünal");
    assert_eq!(strands(&extract.rows[1].facts), ["race"], "after cells left out because they repeat");
}

#[test]
fn a_damaged_workbook_is_refused_and_never_panics() {
    for whole in [MERGED, TWO_SHEETS, ODS] {
        for cut in (0..whole.len()).step_by(97) {
            assert!(small(&whole[..cut]).is_err(), "cut at {cut}");
        }
        for at in (0..whole.len()).step_by(61) {
            let mut damaged = whole.to_vec();
            damaged[at] ^= 0x55;
            let _ = small(&damaged);
        }
    }
}
