//! Finding people: by the beginning of a word, the latest case first, and with a slip of spelling forgiven.

use crate::support::{Desk, case, new_desk, open, reported};
use casebook::{CaseRow, Event, Source};
use caseload::{CaseFacts, CaseId, Claim, PersonalFacts, Sensitive};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

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

/// More people than the search sifts at once, most of whom begin alike, as telephone numbers do.
fn crowd() -> (Desk, Vec<(CaseId, NaiveDate, String)>) {
    const GIVEN: [&str; 7] = ["Grace", "Gracie", "Amina", "Mohammed", "Mohamed", "O'Neil", "Élodie"];
    const FAMILY: [&str; 5] = ["Okafor", "Okafor-Lund", "Nasser", "Natarajan", "Kowalski"];
    let mut desk = new_desk();
    let mut people = Vec::new();
    desk.write("2026-02-02", |writer| {
        for number in 0..450_u64 {
            let pick = |list: &[&'static str], each: u64| list[usize::try_from(number / each).unwrap() % list.len()];
            let on: NaiveDate = "2025-01-01".parse().unwrap();
            let on = on + Days::new(number * 131 % 367);
            let name = format!("{} {}", pick(&GIVEN, 1), pick(&FAMILY, 7));
            let telephone =
                if number == 5 { "020 7946 0018".to_owned() } else { format!("07700 {:06}", 900_000 + number) };
            let address = format!("{} High Street", number % 120);
            let facts = PersonalFacts {
                victim_name: Some(Sensitive::from(name.as_str())),
                telephone: Some(Sensitive::from(telephone.as_str())),
                address: Some(Sensitive::from(address.as_str())),
                ..PersonalFacts::default()
            };
            let personal = Some(writer.person(number, &facts)?);
            writer.append(Event::CaseReported {
                case: case(number),
                reference: format!("01/{number:05}/26"),
                victim_number: None,
                source: Source::Person,
                facts: CaseFacts { reported_on: Some(Claim::Is(on)), ..CaseFacts::default() },
                personal,
            })?;
            let digits = telephone.replace(' ', "");
            people.push((case(number), on, format!("{name} {telephone} {digits} {address}").replace('É', "e")));
        }
        Ok(())
    });
    // The latest report first; of those reported on one day the one written last.
    people.sort_by_key(|(case, on, _)| std::cmp::Reverse((*on, *case)));
    (desk, people)
}

#[test]
fn every_beginning_finds_what_looking_at_everybody_finds_in_the_same_order() {
    let (desk, people) = crowd();
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut typed: BTreeSet<String> = BTreeSet::new();
    for whole in [
        "07700 900123",
        "07700900",
        "grace okafor-lund",
        "mohamed n",
        "o neil",
        "elodie k",
        "e k",
        "g o h",
        "12 high",
        "020 79",
        "natarajan 07700 9",
    ] {
        typed.extend((1..=whole.len()).map(|end| whole[..end].to_owned()));
    }
    for typed in typed {
        let wanted = words(&typed);
        if wanted.is_empty() {
            continue;
        }
        let fits = |(_, _, text): &&(CaseId, NaiveDate, String)| {
            let of = words(text);
            wanted.iter().all(|wanted| of.iter().any(|word| word.starts_with(wanted)))
        };
        let by_looking: Vec<CaseId> = people.iter().filter(fits).map(|(case, _, _)| *case).take(20).collect();
        assert_eq!(found(&desk, &typed), by_looking, "{typed}");
    }
}

#[test]
fn accents_do_not_matter_to_a_single_letter_either() {
    let desk = desk_of_four();
    for typed in ["z k", "zoe k", "k z", "Z kovac"] {
        assert_eq!(found(&desk, typed), [case(4)], "{typed}");
    }
}
