//! Results that officers filled in come back as a file: each row is recorded or refused by name.

use crate::support::{Kept, crime, new_desk, now, officer};
use desk::wire::{HeapKind, NextStepKind, ResultsRequest, SheetsRequest};

const MONDAY: &str = "2026-11-16";
const TUESDAY: &str = "2026-11-17";
const HEAD: &str = "Sheet,Reference,Officer,Result,Date,Time,Call back or visit on,Purposes,Concern,Note";

/// Six people planned for one day with their sheets printed; the numbers by the people's order.
fn printed() -> (Kept, Vec<String>) {
    let mut kept = new_desk(MONDAY);
    let crimes: Vec<String> = (1..=6)
        .map(|n| crime(&format!("000000{n}/26"), "09/11/2026", "High", "1003SW", &format!("Victim {n}")))
        .collect();
    kept.import_rows(&crimes, MONDAY);
    let list = [("1001SW", "Olu Ade"), ("1002SW", "Pat Bell"), ("1003SW", "Kit Moss")];
    kept.officers(&list.map(|(collar, name)| officer(collar, name, "Merton")), MONDAY);
    kept.plan(MONDAY);
    let on = kept.row("0000001/26", MONDAY).next.on.unwrap();
    let request = SheetsRequest { on: on.clone(), officer: None, as_list: false };
    kept.session.print_sheets(&request, now(MONDAY)).unwrap();
    let form = String::from_utf8(kept.session.results_form(&request, now(MONDAY)).unwrap().bytes).unwrap();
    assert!(!form.contains("Victim 1") && form.contains("0000001/26"), "no name goes out: {form}");
    let view = kept.session.today(now(TUESDAY)).unwrap();
    let rows = view.heaps.into_iter().filter(|heap| heap.kind != HeapKind::New).flat_map(|heap| heap.rows);
    let mut numbers: Vec<_> = rows.filter_map(|row| Some((row.reference, row.sheet?))).collect();
    numbers.sort();
    assert_eq!(numbers.len(), 6, "all six are seen on {on}");
    (kept, numbers.into_iter().map(|(_, number)| number).collect())
}

fn file(kept: &Kept, rows: &[String]) -> String {
    let rows: Vec<String> =
        rows.iter().map(|row| format!("{row}{}", ",".repeat(9 - row.matches(',').count()))).collect();
    kept.file("results.csv", &format!("{HEAD}\n{}\n", rows.join("\n"))).display().to_string()
}

#[test]
fn what_is_right_is_recorded_in_one_batch_and_undone_by_name() {
    let (mut kept, sheets) = printed();
    let rows = [
        format!("{},0000001/26,,Reached,16/11/2026,14:05,,all,yes,Glad of the call", sheets[0]),
        format!("{},0000002/26,,2,16/11/2026", sheets[1]),
        format!("{},0000003/26,,Call back,16/11/2026,,19/11/2026", sheets[2]),
        format!("{},0000004/26,1003SW,Reached,16/11/2026", sheets[3]),
        format!("{},0000005/26,,,", sheets[4]),
    ];
    let file = file(&kept, &rows);
    let preview = kept.session.preview_results(&file, now(TUESDAY)).unwrap();
    assert_eq!((preview.lines.len(), preview.refused.len(), preview.not_filled_in), (4, 0, 1), "{preview:?}");
    let involved: Vec<bool> = preview.lines.iter().map(|line| line.counts).collect();
    assert_eq!(involved.iter().filter(|counts| !**counts).count(), 1, "the officer in the case is told before");
    assert_eq!(kept.row("0000001/26", TUESDAY).next.kind, NextStepKind::Contact, "looking changes nothing");
    let request = ResultsRequest { file: file.clone(), seen: Some(preview.seen) };
    let done = kept.session.apply_results(&request, now(TUESDAY)).unwrap();
    assert!(done.words.starts_with("4 results recorded.") && done.words.contains("1 task"), "{}", done.words);
    let kinds =
        |kept: &mut Kept| (1..=5).map(|n| kept.row(&format!("000000{n}/26"), TUESDAY).next.kind).collect::<Vec<_>>();
    let after = kinds(&mut kept);
    assert_eq!(after[..3], [NextStepKind::Reached, NextStepKind::Retry, NextStepKind::CallBack]);
    assert_eq!(after[3], NextStepKind::Plan, "reached by somebody linked to the investigation does not count");
    assert_eq!(kept.session.tasks(now(TUESDAY)).unwrap().len(), 1, "the concern waits");
    let again = kept.session.preview_results(&file, now(TUESDAY)).unwrap();
    assert!(again.lines.is_empty() && again.refused.len() == 4, "the same file records nothing twice: {again:?}");
    kept.undo(&done, TUESDAY);
    assert!(kinds(&mut kept).iter().all(|kind| *kind == NextStepKind::Contact), "all of it is undone");
    assert!(kept.session.tasks(now(TUESDAY)).unwrap().is_empty(), "and the task with it");
    kept.assert_whole();
}

#[test]
fn each_wrong_row_is_refused_with_row_column_value_and_remedy_and_the_right_one_stands() {
    let (mut kept, sheets) = printed();
    let rows = [
        format!("{},,,No answer,16/11/2026,14:00", sheets[0]),
        "9876,,,No answer,16/11/2026".to_owned(),
        format!("{},0000001/26,,No answer,16/11/2026", sheets[1]),
        format!("{},,,perhaps,16/11/2026", sheets[1]),
        format!("{},,,No answer,18/11/2026", sheets[1]),
        format!("{},,,No answer,13/11/2026", sheets[1]),
        format!("{},,,Call back,16/11/2026", sheets[1]),
        format!("{},,9999XX,No answer,16/11/2026", sheets[1]),
        format!("{},,,No answer,16/11/2026,14:00", sheets[0]),
    ];
    let file = file(&kept, &rows);
    let preview = kept.session.preview_results(&file, now(TUESDAY)).unwrap();
    let refused: Vec<_> =
        preview.refused.iter().map(|row| (row.row, row.column.as_str(), row.value.as_deref().unwrap_or(""))).collect();
    assert_eq!(
        refused,
        [
            (3, "Sheet", "9876"),
            (4, "Reference", "0000001/26"),
            (5, "Result", "perhaps"),
            (6, "Date", "18/11/2026"),
            (7, "Date", "13/11/2026"),
            (8, "Call back or visit on", ""),
            (9, "Officer", "9999XX"),
            (10, "", ""),
        ],
        "{:?}",
        preview.refused
    );
    assert!(preview.refused.iter().all(|row| !row.reason.is_empty() && !row.remedy.is_empty()));
    let request = ResultsRequest { file: file.clone(), seen: Some("another".to_owned()) };
    let changed = kept.session.apply_results(&request, now(TUESDAY)).unwrap_err().to_string();
    assert!(changed.contains("has changed"), "{changed}");
    kept.session.apply_results(&ResultsRequest { file, seen: Some(preview.seen) }, now(TUESDAY)).unwrap();
    assert_eq!(kept.row("0000001/26", TUESDAY).next.kind, NextStepKind::Retry, "the one right row");
    assert_eq!(kept.row("0000002/26", TUESDAY).next.kind, NextStepKind::Contact, "and no other");
    kept.assert_whole();
}
