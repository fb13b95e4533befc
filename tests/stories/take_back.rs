//! An import taken back: what it alone brought goes, what was worked on or vouched for stays.

use crate::support::{crime, new_desk, now};
use desk::Silent;
use desk::wire::NextStepKind;
use std::collections::BTreeSet;

fn morning() -> Vec<String> {
    vec![
        crime("0000001/26", "28/08/2026", "High", "", "Ada North"),
        crime("0000002/26", "28/08/2026", "Standard", "", "Ben South"),
        crime("0000003/26", "28/08/2026", "Standard", "", "Cid East"),
    ]
}

fn set(references: &[&str]) -> BTreeSet<String> {
    references.iter().map(|reference| (*reference).to_owned()).collect()
}

#[test]
fn what_was_worked_on_stays_and_the_rest_comes_again() {
    let mut kept = new_desk("2026-09-01");
    let first = kept.import_rows(&morning(), "2026-09-01");
    let original = kept.row("0000002/26", "2026-09-02");
    kept.attempt("0000001/26", "no_answer", "2026-09-02");

    let done = kept.session.take_back_import(&first.import, now("2026-09-02"), &mut Silent).unwrap();
    assert!(done.words.contains("0000001/26"), "the case that stays is named: {}", done.words);
    assert_eq!(kept.references("2026-09-02"), set(&["0000001/26"]), "the others go with their import");
    assert!(kept.session.search("Ben South", now("2026-09-02")).unwrap().rows.is_empty(), "nor is its victim found");
    let past = kept.session.past_imports().unwrap();
    assert!(past.len() == 1 && past[0].taken_back, "the import is there, marked");
    kept.session.take_back_import(&first.import, now("2026-09-02"), &mut Silent).unwrap_err();
    kept.assert_whole();

    // The same file again: the two return, and the worked case is not doubled.
    let again = kept.import_rows(&morning(), "2026-09-03");
    assert_eq!(again.new + again.changed + again.unchanged, 3);
    assert_eq!(kept.references("2026-09-03"), set(&["0000001/26", "0000002/26", "0000003/26"]));
    assert_eq!(kept.row("0000001/26", "2026-09-03").next.kind, NextStepKind::Retry, "its attempt is still known");
    let returned = kept.row("0000002/26", "2026-09-02");
    assert_eq!((&returned.victim, &returned.next), (&original.victim, &original.next));
    kept.assert_whole();
}

#[test]
fn a_later_import_vouches_for_what_it_carried() {
    let mut kept = new_desk("2026-09-01");
    let first = kept.import_rows(&morning(), "2026-09-01");
    let second = kept.import_rows(&morning(), "2026-09-02");
    assert_eq!(second.unchanged, 3);
    let before = kept.row("0000002/26", "2026-09-02");
    kept.session.take_back_import(&first.import, now("2026-09-02"), &mut Silent).unwrap();
    assert_eq!(kept.references("2026-09-02").len(), 3, "the second file said the same");
    assert_eq!(kept.row("0000002/26", "2026-09-02"), before, "every field is still vouched for");
    kept.session.take_back_import(&second.import, now("2026-09-02"), &mut Silent).unwrap();
    assert!(kept.references("2026-09-02").is_empty(), "now nobody vouches for them");
    kept.session.restore_import(&first.import, now("2026-09-02"), &mut Silent).unwrap();
    assert_eq!(kept.row("0000002/26", "2026-09-02"), before, "taking back is itself taken back");
    kept.assert_whole();
}

#[test]
fn an_import_that_changes_one_field_of_a_case_kept_for_its_work_vouches_for_all_that_it_said() {
    let mut kept = new_desk("2026-09-01");
    let first = kept.import_rows(&morning(), "2026-09-01");
    kept.attempt("0000002/26", "no_answer", "2026-09-01");
    let before = kept.row("0000002/26", "2026-09-02");
    kept.session.take_back_import(&first.import, now("2026-09-01"), &mut Silent).unwrap();
    let mut rows = morning();
    rows[1] = rows[1].replace("Colliers Wood", "Ravensbury");
    let second = kept.import_rows(&rows, "2026-09-02");
    let row = kept.row("0000002/26", "2026-09-02");
    assert_eq!((row.ward.as_str(), &row.victim), ("Ravensbury", &before.victim));
    assert_eq!(row.next, before.next, "its day of report is not lost, and so neither is the victim");
    kept.session.restore_import(&first.import, now("2026-09-02"), &mut Silent).unwrap();
    kept.session.take_back_import(&second.import, now("2026-09-02"), &mut Silent).unwrap();
    assert_eq!(kept.row("0000002/26", "2026-09-02"), before);
    kept.assert_whole();
}

#[test]
fn a_field_falls_back_to_what_stood_before() {
    let mut kept = new_desk("2026-09-01");
    kept.import_rows(&morning(), "2026-09-01");
    let mut rows = morning();
    rows[1] = rows[1].replace("Colliers Wood", "Ravensbury").replace("Ben South", "Benjamin South");
    let second = kept.import_rows(&rows, "2026-09-02");
    assert_eq!((second.changed, second.unchanged), (1, 2));
    let row = kept.row("0000002/26", "2026-09-02");
    assert_eq!((row.ward.as_str(), row.victim.as_str()), ("Ravensbury", "Benjamin South"));
    kept.session.take_back_import(&second.import, now("2026-09-02"), &mut Silent).unwrap();
    let row = kept.row("0000002/26", "2026-09-02");
    assert_eq!((row.ward.as_str(), row.victim.as_str()), ("Colliers Wood", "Ben South"));
    kept.assert_whole();
}

#[test]
fn one_key_is_one_case_whatever_is_restored_after_the_file_came_again() {
    let mut kept = new_desk("2026-09-01");
    let first = kept.import_rows(&morning(), "2026-09-01");
    kept.session.take_back_import(&first.import, now("2026-09-01"), &mut Silent).unwrap();
    let again = kept.import_rows(&morning(), "2026-09-02");
    assert_eq!((again.new, again.changed, again.unchanged), (3, 0, 0), "to every list they are new");
    let second = kept.row("0000002/26", "2026-09-02");
    kept.session.restore_import(&first.import, now("2026-09-02"), &mut Silent).unwrap();
    assert_eq!(kept.rows("2026-09-02").len(), 3, "restored beside the second import, and not doubled");
    assert_eq!(kept.row("0000002/26", "2026-09-02"), second, "it is the same case");
    kept.session.take_back_import(&again.import, now("2026-09-02"), &mut Silent).unwrap();
    assert_eq!(kept.rows("2026-09-02").len(), 3, "the first import stands");
    kept.session.take_back_import(&first.import, now("2026-09-02"), &mut Silent).unwrap();
    assert!(kept.rows("2026-09-02").is_empty(), "now nobody vouches for them");
    let third = kept.import_rows(&morning(), "2026-09-03");
    kept.session.restore_import(&again.import, now("2026-09-03"), &mut Silent).unwrap();
    kept.session.restore_import(&first.import, now("2026-09-03"), &mut Silent).unwrap();
    assert_eq!((third.new, kept.rows("2026-09-03").len()), (3, 3));
    kept.assert_whole();
}
