//! What leaves the desk: a list as a table or a workbook, and the whole desk in an open form.

use crate::support::{crime, list_request, new_desk, now, sign_in};
use desk::wire::{CaseList, RefusalCode};
use desk::{Silent, TableForm};
use serde_json::Value;
use std::fs;
use std::path::Path;

const TODAY: &str = "2026-09-10";

fn lines(file: &Path) -> Vec<Value> {
    fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of_kind<'a>(lines: &'a [Value], kind: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["kind"] == kind).collect()
}

#[test]
fn the_whole_desk_goes_out_and_the_names_only_where_they_are_wanted() {
    let mut kept = new_desk(TODAY);
    let rows = [
        crime("0000001/26", "28/08/2026", "High", "", "Ada Northmark"),
        crime("0000002/26", "28/08/2026", "Standard", "", "Ben Southmark"),
    ];
    kept.import_rows(&rows, TODAY);
    kept.attempt("0000001/26", "no_answer", TODAY);
    let before = kept.session.verify(None).unwrap().head_number;
    let (named, plain) = (kept.folder.path().join("named.jsonl"), kept.folder.path().join("plain.jsonl"));
    kept.session.export_desk(&plain, false, now(TODAY), &mut Silent).unwrap();
    assert_eq!(kept.session.verify(None).unwrap().head_number, before, "without names nobody is disclosed");
    kept.session.export_desk(&named, true, now(TODAY), &mut Silent).unwrap();
    let log = kept.session.verify(None).unwrap();
    assert_eq!((log.head_number, log.sound), (before + 1, true), "with names it is logged");

    let out = lines(&named);
    assert_eq!(
        (&out[0]["kind"], &out[0]["format"], &out[0]["version"]),
        (&"desk".into(), &"reassure-desk".into(), &1.into())
    );
    let entries = of_kind(&out, "entry");
    assert_eq!(entries.len() as u64, before, "every entry, in order");
    assert!(entries.iter().zip(1..).all(|(line, number)| line["entry"]["number"] == number));
    let cases = of_kind(&out, "case");
    assert_eq!(cases.len(), 2);
    let ada = cases.iter().find(|case| case["reference"] == "0000001/26").unwrap();
    assert_eq!((&ada["fields"]["risk"], &ada["texts"]["victim_name"]), (&"high".into(), &"Ada Northmark".into()));
    let rows: Vec<&Value> = of_kind(&out, "person").iter().map(|line| &line["row"]).collect();
    let named_row = entries.iter().find_map(|line| line["entry"]["event"]["personal"]["row"].as_str()).unwrap();
    assert!(rows.iter().any(|row| *row == named_row), "an entry leads to its person");
    let text = fs::read_to_string(&plain).unwrap();
    assert!(!text.contains("mark") || !text.contains("Northmark") && !text.contains("07700"), "no name without names");
    assert!(of_kind(&lines(&plain), "person").is_empty());
}

#[test]
fn an_export_is_whole_or_not_there() {
    let mut kept = new_desk(TODAY);
    kept.import_rows(&[crime("0000001/26", "28/08/2026", "High", "", "Ada North")], TODAY);
    let file = kept.folder.path().join("desk.jsonl");
    let mut cancel = |_: &'static str, _: u64, _: Option<u64>| false;
    let error = kept.session.export_desk(&file, true, now(TODAY), &mut cancel).unwrap_err();
    assert_eq!(error.code(), RefusalCode::Cancelled);
    let left: Vec<String> =
        fs::read_dir(kept.folder.path()).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.starts_with("desk.jsonl")), "{left:?}");
    fs::write(&file, "mine").unwrap();
    kept.session.export_desk(&file, true, now(TODAY), &mut Silent).unwrap_err();
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine", "a file that is there is not written over");
}

#[test]
fn a_list_goes_out_as_a_workbook_that_reads_back() {
    let mut kept = new_desk(TODAY);
    kept.import_rows(
        &[crime("0000001/26", "28/08/2026", "High", "", "=HYPERLINK(1)").replace("=HYPERLINK(1)", "\"+Ada, North\"")],
        TODAY,
    );
    assert_eq!(TableForm::of(Path::new("list.XLSX")), TableForm::Xlsx);
    let made = kept.session.export_cases(&list_request(CaseList::All), TableForm::Xlsx, now(TODAY)).unwrap();
    assert!(made.file_name.ends_with(".xlsx"));
    let file = kept.folder.path().join("list.xlsx");
    fs::write(&file, &made.bytes).unwrap();
    let look =
        desk::wire::LookRequest { file: file.display().to_string(), sheet: None, header_row: None, mapping: None };
    let seen = kept.session.look_at_file(&look, now(TODAY)).unwrap();
    assert_eq!((seen.header_row, seen.rows), (2, 1), "below the marking");
    let victim = seen.columns.iter().find(|column| column.column == "Victim").unwrap();
    assert_eq!(victim.cells, ["+Ada, North"], "as it is, since a workbook does not run text");
    drop(sign_in(&kept.desk, "Ann", crate::support::PASSPHRASE, TODAY));
}
