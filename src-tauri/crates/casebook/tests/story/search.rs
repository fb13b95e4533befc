//! Finding people: by the beginning of a word, the latest case first, and with a slip of spelling forgiven.

use crate::support::{Desk, case, new_desk, open, reported};
use casebook::{CaseRow, Event, Source};
use caseload::{CaseFacts, CaseId, Claim, Sensitive};

fn cases(rows: &[CaseRow]) -> Vec<CaseId> {
    rows.iter().map(|row| row.case).collect()
}

fn found(desk: &Desk, typed: &str) -> Vec<CaseId> {
    cases(&desk.book.search_people(&Sensitive::from(typed), 20).unwrap())
}

fn found_nearly(desk: &Desk, typed: &str) -> Vec<CaseId> {
    cases(&desk.book.search_people_nearly(&Sensitive::from(typed), 20).unwrap())
}

fn desk_of_four() -> Desk {
    let mut desk = new_desk();
    for (number, on, name) in [
        (1, "2026-01-20", "Amina Yusuf"),
        (2, "2026-01-30", "Amira Okafor"),
        (3, "2026-01-10", "Grace Okafor"),
        (4, "2026-01-25", "Zoë Kovačević"),
    ] {
        desk.report("2026-02-02", number, reported(on), name);
    }
    desk
}

#[test]
fn the_latest_case_comes_first_also_after_its_day_was_corrected() {
    let mut desk = desk_of_four();
    assert_eq!(found(&desk, "ok"), [case(2), case(3)]);
    let facts = CaseFacts { reported_on: Some(Claim::Is("2026-02-01".parse().unwrap())), ..CaseFacts::default() };
    desk.write("2026-02-03", |writer| {
        writer.append(Event::CaseChanged { case: case(3), source: Source::Person, facts, personal: None })?;
        Ok(())
    });
    assert_eq!(found(&desk, "ok"), [case(3), case(2)]);
    desk.assert_whole();
}

#[test]
fn letters_sift_what_longer_words_find_and_accents_do_not_matter() {
    let desk = desk_of_four();
    assert_eq!(found(&desk, "g okafor"), [case(3)]);
    assert_eq!(found(&desk, "okafor a"), [case(2)]);
    assert_eq!(found(&desk, "kovacevic"), [case(4)]);
    assert_eq!(found(&desk, "ZOE kov"), [case(4)]);
    assert!(found(&desk, "okafor x").is_empty());
    assert_eq!(found(&desk, "am").len(), 2);
}

#[test]
fn a_slip_is_forgiven_in_the_second_pass_only() {
    let desk = desk_of_four();
    for typed in ["okaofr", "okafr", "ocafor", "okaffor"] {
        assert!(found(&desk, typed).is_empty(), "{typed}");
        assert_eq!(found_nearly(&desk, typed), [case(2), case(3)], "{typed}");
    }
    assert_eq!(found_nearly(&desk, "grcae okaofr"), [case(3)]);
    assert!(found_nearly(&desk, "marsh").is_empty());
}

#[test]
fn whatever_is_typed_is_only_text() {
    let desk = desk_of_four();
    for typed in
        ["\"", "am*", "name:am", "NEAR(am ok)", "am OR ok", "a\u{301}m", "%", "()", "²²", "अमीना जी", "-am", "^a"]
    {
        let _ = (found(&desk, typed), found_nearly(&desk, typed));
    }
}

#[test]
fn a_name_in_another_script_is_found_by_its_beginning() {
    let mut desk = desk_of_four();
    desk.report("2026-02-02", 5, reported("2026-01-31"), "श्रीमती अमीना");
    desk.report("2026-02-02", 6, reported("2026-01-31"), "Ольга Щербакова");
    for (typed, number) in [("अमी", 5), ("श्रीम", 5), ("щерб", 6), ("ОЛЬ", 6)] {
        assert_eq!(found(&desk, typed), [case(number)], "{typed}");
    }
}

#[test]
fn who_was_found_is_found_after_opening_again() {
    let desk = desk_of_four();
    let Desk { folder, book, .. } = desk;
    drop(book);
    let book = open(folder.path()).unwrap();
    assert_eq!(cases(&book.search_people(&Sensitive::from("yus"), 20).unwrap()), [case(1)]);
}
