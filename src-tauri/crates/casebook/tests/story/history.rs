//! What happened to a case, and what can be undone.

use crate::support::{case, day, new_desk, now, open, passphrase, reported, ward};
use casebook::{CasebookError, Cost, Event, KeyFile, Role, Source};
use caseload::{AttemptResult, CaseFacts, Claim, Outcome, OutcomeType, PersonalField, Sensitive};

#[test]
fn a_victim_declines_then_returns() {
    let mut desk = new_desk();
    desk.report("2026-02-02", 1, reported("2026-02-01"), "Amina Yusuf");
    desk.attempt("2026-02-10", 1, AttemptResult::Declined);
    assert!(desk.book.open_rows().unwrap().is_empty(), "declined: nothing more is owed");
    desk.attempt("2026-03-01", 1, AttemptResult::Reached);
    let row = desk.book.case_row(case(1)).unwrap();
    assert_eq!(row.contact.attempts.len(), 2, "both attempts stand");
    desk.assert_whole();
}

#[test]
fn undo_restores_the_case_and_undoing_the_undo_repeats_it() {
    let mut desk = new_desk();
    desk.report("2026-02-02", 1, reported("2026-02-01"), "Amina Yusuf");
    let before = desk.book.case_row(case(1)).unwrap();
    let done = desk.attempt("2026-02-10", 1, AttemptResult::NoAnswer);
    let after = desk.book.case_row(case(1)).unwrap();
    assert_ne!(before, after);
    let undo = desk.write("2026-02-10", |writer| {
        writer.append(Event::Undone { case: case(1), entry: done.first })?;
        Ok(())
    });
    assert_eq!(desk.book.case_row(case(1)).unwrap(), before, "as before the attempt");
    desk.write("2026-02-11", |writer| {
        writer.append(Event::Undone { case: case(1), entry: undo.first })?;
        Ok(())
    });
    assert_eq!(desk.book.case_row(case(1)).unwrap(), after, "as after the attempt");
    desk.assert_whole();
}

#[test]
fn as_at_shows_what_was_known_on_the_day() {
    let mut desk = new_desk();
    desk.report("2026-02-02", 1, reported("2026-02-01"), "");
    let outcome =
        Outcome { outcome_type: OutcomeType::new(16).unwrap(), alternate_offence: false, on: day("2026-03-10") };
    let facts = CaseFacts { outcome: Some(Claim::Is(outcome)), ..CaseFacts::default() };
    desk.write("2026-04-01", |writer| {
        writer.append(Event::CaseChanged { case: case(1), source: Source::Person, facts, personal: None })?;
        Ok(())
    });
    let known = |desk: &crate::support::Desk, on: &str| {
        let mut outcomes = Vec::new();
        desk.book.figures_as_at(day(on), |_, row| outcomes.push(row.outcome.map(|(o, _)| o.number()))).unwrap();
        outcomes
    };
    assert_eq!(known(&desk, "2026-02-01"), Vec::<Option<u8>>::new(), "not yet known");
    assert_eq!(known(&desk, "2026-03-31"), vec![None], "the outcome came to be known on 1 April");
    assert_eq!(known(&desk, "2026-04-01"), vec![Some(16)]);
    desk.assert_whole();
}

#[test]
fn a_persons_word_stands_until_the_extract_agrees() {
    let mut desk = new_desk();
    let extract = Source::Extract(crate::support::import(7));
    let change = |desk: &mut crate::support::Desk, today: &str, source, name: &str| {
        let facts = ward(name);
        desk.write(today, |writer| {
            writer.append(Event::CaseChanged { case: case(1), source, facts, personal: None })?;
            Ok(())
        });
        let row = desk.book.case_row(case(1)).unwrap();
        (row.ward, row.differences.count_ones())
    };
    desk.write("2026-02-02", |writer| {
        crate::support::report(writer, 1, extract, reported("2026-02-01"), "Amina Yusuf")
    });
    assert_eq!(change(&mut desk, "2026-02-02", extract, "Tolworth"), (Some("Tolworth".to_owned()), 0));
    assert_eq!(change(&mut desk, "2026-02-03", Source::Person, "Hook"), (Some("Hook".to_owned()), 1));
    assert_eq!(change(&mut desk, "2026-02-04", extract, "Surbiton"), (Some("Hook".to_owned()), 1));
    assert_eq!(change(&mut desk, "2026-02-05", extract, "Hook"), (Some("Hook".to_owned()), 0), "they agree");
    assert_eq!(change(&mut desk, "2026-02-06", extract, "Tudor"), (Some("Tudor".to_owned()), 0), "the extract's again");
    desk.assert_whole();
}

#[test]
fn a_day_before_the_last_entry_is_refused_and_nothing_changes() {
    let mut desk = new_desk();
    desk.report("2026-02-02", 1, reported("2026-02-01"), "Amina Yusuf");
    let head = desk.book.head().unwrap();
    let refused = desk.book.write(desk.staff, now("2026-02-01"), None, |writer| {
        writer.append(Event::SignedIn)?;
        Ok::<_, CasebookError>(())
    });
    assert!(matches!(refused, Err(CasebookError::BeforeLastEntry { .. })), "{refused:?}");
    assert_eq!(desk.book.head().unwrap(), head);
}

#[test]
fn somebody_elses_entries_are_told_and_nothing_is_lost() {
    let mut desk = new_desk();
    let seen = desk.book.head().unwrap();
    let mut second = open(desk.folder.path()).unwrap();
    second
        .write::<_, CasebookError>(desk.staff, now("2026-02-02"), Some(seen), |writer| {
            writer.append(Event::SignedIn)?;
            Ok(())
        })
        .unwrap();
    let refused = desk.book.write(desk.staff, now("2026-02-02"), Some(seen), |writer| {
        writer.append(Event::SignedIn)?;
        Ok::<_, CasebookError>(())
    });
    assert!(matches!(refused, Err(CasebookError::Changed { expected: 4, found: 5 })), "{refused:?}");
    assert_eq!(desk.book.head().unwrap().number, 5, "the other's entry stands");
}

#[test]
fn names_are_found_by_every_word_typed_and_only_in_force() {
    let mut desk = new_desk();
    desk.report("2026-02-02", 1, reported("2026-02-01"), "Zoë Ńkemelu-Okafor");
    desk.report("2026-02-02", 2, reported("2026-02-01"), "Zora Smith");
    let found = |desk: &crate::support::Desk, typed: &str| -> Vec<u64> {
        let rows = desk.book.search_people(&Sensitive::from(typed), 20).unwrap();
        rows.iter().map(|row| row.case.get()).collect()
    };
    assert_eq!(found(&desk, "zoe oka"), vec![1], "accents and order of words do not matter");
    assert_eq!(found(&desk, "zo").len(), 2);
    assert_eq!(found(&desk, "\" OR NEAR("), Vec::<u64>::new(), "what is typed is only text");
    let person = caseload::PersonalFacts {
        victim_name: Some(Sensitive::from("Zoe Brown")),
        ..caseload::PersonalFacts::default()
    };
    desk.write("2026-02-03", |writer| {
        let personal = Some(writer.person(1, &person)?);
        let facts = CaseFacts::default();
        writer.append(Event::CaseChanged { case: case(1), source: Source::Person, facts, personal })?;
        Ok(())
    });
    assert_eq!(found(&desk, "okafor"), Vec::<u64>::new(), "the old name no longer stands");
    assert_eq!(found(&desk, "brown"), vec![1]);
    let row = desk.book.case_row(case(1)).unwrap();
    let facts = desk.book.person(row.personal[&PersonalField::VictimName]).unwrap();
    assert_eq!(facts.victim_name, person.victim_name);
}

#[test]
fn an_edi_manager_reads_figures_and_reaches_no_name() {
    let mut desk = new_desk();
    desk.report("2026-02-02", 1, reported("2026-02-01"), "Amina Yusuf");
    let mut file = KeyFile::read(desk.folder.path()).unwrap();
    let (_, keys) = file.unlock("Ann", &passphrase()).unwrap();
    file.add("Eve", Role::Edi, &Sensitive::from("battery staple"), &keys, Cost::DEMO).unwrap();
    file.write(desk.folder.path()).unwrap();
    let (_, edi_keys) = file.unlock("Eve", &Sensitive::from("battery staple")).unwrap();
    let book = casebook::Casebook::open(desk.folder.path(), &file, &edi_keys).unwrap();
    let mut count = 0;
    book.figures_as_at(day("2026-02-02"), |_, _| count += 1).unwrap();
    assert_eq!(count, 1);
    assert!(matches!(book.search_people(&Sensitive::from("amina"), 5), Err(CasebookError::NoPeopleKey)));
    let row = book.case_row(case(1)).unwrap();
    assert!(matches!(book.person(row.personal[&PersonalField::VictimName]), Err(CasebookError::NoPeopleKey)));
    assert_eq!(edi_keys.people_key_for_tests(), "", "the slot holds no people key");
    let people = rusqlite::Connection::open(desk.folder.path().join("people.db")).unwrap();
    people.pragma_update(None, "key", edi_keys.ledger_key_for_tests()).unwrap();
    let read = people.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0));
    assert!(read.is_err(), "the ledger key does not open the people file");
}
