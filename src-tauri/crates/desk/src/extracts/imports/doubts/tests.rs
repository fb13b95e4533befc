use super::*;
use caseload::StaffId;
use chrono::{DateTime, NaiveDate, Utc};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn shape(rows: u64, from: &str, to: &str, boroughs: &[(&str, u64)]) -> FileShape {
    FileShape {
        rows,
        first_reported_on: Some(day(from)),
        last_reported_on: Some(day(to)),
        boroughs: boroughs.iter().map(|(name, rows)| ((*name).to_owned(), *rows)).collect(),
    }
}

fn import(number: u64, digest: u8, shape: FileShape) -> (ImportId, ImportRecord) {
    let record = ImportRecord {
        entry: number,
        recorded_at: DateTime::<Utc>::default(),
        known_on: day("2026-11-20"),
        by: StaffId::from_random(1),
        mapping: "rms".to_owned(),
        file_digest: [digest; 32],
        rows_new: shape.rows,
        rows_changed: 0,
        rows_unchanged: 0,
        rows_refused: 0,
        shape: Some(shape),
        turns: Vec::new(),
    };
    (ImportId::from_random(number), record)
}

const BOTH: &[(&str, u64)] = &[("Merton", 60), ("Wandsworth", 40)];

fn recent() -> Vec<(ImportId, ImportRecord)> {
    vec![
        import(9, 9, shape(100, "2026-08-01", "2026-11-19", BOTH)),
        import(8, 8, shape(98, "2026-07-30", "2026-11-18", BOTH)),
    ]
}

#[test]
fn tomorrow_s_file_is_not_doubted() {
    assert_eq!(of(&shape(103, "2026-08-02", "2026-11-20", BOTH), [1; 32], false, &recent()), [""; 0]);
    assert_eq!(of(&shape(70, "2026-09-01", "2026-11-20", BOTH), [1; 32], false, &recent()), [""; 0], "a third less");
    assert_eq!(of(&shape(9, "2020-01-01", "2020-01-02", BOTH), [1; 32], false, &[]), [""; 0], "the first one");
    assert_eq!(
        of(&shape(1, "2020-01-01", "2020-01-01", BOTH), [9; 32], true, &recent()),
        [""; 0],
        "nothing would change"
    );
}

#[test]
fn the_wrong_file_is_doubted_with_the_reason() {
    for (file, digest, word) in [
        (shape(98, "2026-07-30", "2026-11-18", BOTH), 1, "an older file"),
        (shape(100, "2026-08-01", "2026-11-19", BOTH), 9, "This very file"),
        (shape(50, "2026-08-01", "2026-11-20", BOTH), 1, "part of an export"),
        (shape(400, "2026-08-01", "2026-11-20", BOTH), 1, "more than it should"),
        (shape(100, "2026-08-01", "2026-11-20", &[("Camden", 90), ("Merton", 10)]), 1, "another BCU's"),
        (shape(100, "2026-08-01", "2026-11-20", &[("Merton", 100)]), 1, "no row of Wandsworth"),
        (shape(100, "2026-11-01", "2026-11-20", BOTH), 1, "span 20 days"),
        (shape(100, "2016-11-01", "2026-11-20", BOTH), 1, "span 3,672 days"),
    ] {
        let doubts = of(&file, [digest; 32], false, &recent());
        assert_eq!(doubts.len(), 1, "{word}: {doubts:?}");
        assert!(doubts[0].contains(word), "{word}: {doubts:?}");
    }
}

#[test]
fn small_daily_files_are_compared_with_nothing() {
    let daily = vec![
        import(9, 9, shape(6, "2026-11-18", "2026-11-19", BOTH)),
        import(8, 8, shape(1, "2026-11-18", "2026-11-18", &[])),
    ];
    assert_eq!(of(&shape(14, "2026-11-13", "2026-11-18", &[("Merton", 14)]), [1; 32], false, &daily), [""; 0]);
}
