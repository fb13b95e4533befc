//! People come and go: a place is given, its passphrase changed, and taken away, and what they did keeps their name.

use crate::support::{PASSPHRASE, attempt, import_request, new_desk, now, repository, sign_in};
use desk::wire::{ChangePassphraseRequest, RefusalCode, RoleView};
use std::fs;

const DAY: &str = "2026-11-03";

fn change(current: &str, passphrase: &str) -> ChangePassphraseRequest {
    ChangePassphraseRequest { current: current.to_owned(), passphrase: passphrase.to_owned() }
}

#[test]
fn a_changed_passphrase_opens_the_desk_and_the_old_one_does_not() {
    let mut kept = new_desk(DAY);
    let mut eve = kept.sign_in_new("Eve Obi", RoleView::Edi, DAY);
    let before = fs::read(kept.desk.folder().join("keys.json")).unwrap();

    let refused = eve.change_passphrase(&change("not the one she has", "a better passphrase"), now(DAY)).unwrap_err();
    assert_eq!(refused.code(), RefusalCode::WrongPassphrase, "whoever sits at her screen cannot");
    let refused = eve.change_passphrase(&change(PASSPHRASE, "short"), now(DAY)).unwrap_err();
    assert_eq!(refused.code(), RefusalCode::BadInput, "{refused}");
    assert_eq!(fs::read(kept.desk.folder().join("keys.json")).unwrap(), before, "a refusal changes nothing");

    eve.change_passphrase(&change(PASSPHRASE, "a better passphrase"), now(DAY)).unwrap();
    assert!(sign_in(&kept.desk, "Eve Obi", PASSPHRASE, DAY).is_err(), "the old passphrase");
    let again = sign_in(&kept.desk, "Eve Obi", "a better passphrase", DAY).unwrap();
    assert!(!again.view(now(DAY)).may_see_names, "another passphrase is no other role");
    kept.assert_whole();
}

#[test]
fn a_place_taken_away_signs_nobody_in_and_the_history_keeps_the_name() {
    let mut kept = new_desk(DAY);
    let extract = repository("src-tauri/crates/exchange/tests/fixtures/rms-sample.csv");
    kept.session.apply_import(&import_request(&extract, "rms"), now(DAY), &mut desk::Silent).unwrap();
    let mut sam = kept.sign_in_new("Sam Leaver", RoleView::Coordinator, DAY);
    let case = kept.case("0012850/26");
    sam.record_attempt(&attempt(&case, "no_answer"), now(DAY)).unwrap();
    drop(sam);

    let people = kept.session.people();
    let id = |role: RoleView, name: &str| {
        let found = people.iter().find(|person| person.role == role && (name.is_empty() || person.name == name));
        found.unwrap().id.clone()
    };
    let own = kept.session.view(now(DAY)).name;
    for (what, person) in [
        ("oneself", id(RoleView::Coordinator, &own)),
        ("the recovery slot", id(RoleView::Recovery, "")),
        ("nobody", "0000000000000000".to_owned()),
    ] {
        assert!(kept.session.take_place(&person, now(DAY)).is_err(), "{what}");
    }
    let leaver = id(RoleView::Coordinator, "Sam Leaver");
    let done = kept.session.take_place(&leaver, now(DAY)).unwrap();
    assert!(done.words.contains("Sam Leaver"), "{}", done.words);
    assert!(sign_in(&kept.desk, "Sam Leaver", PASSPHRASE, DAY).is_err());

    let opened = kept.session.find_case("0012850/26").unwrap();
    let story = kept.session.case_view(opened, now(DAY)).unwrap().story;
    assert!(story.iter().any(|line| line.by == "Sam Leaver"), "{story:?}");
    let again = kept.sign_in_new("Sam Leaver", RoleView::Auditor, DAY);
    assert_eq!(again.view(now(DAY)).role, RoleView::Auditor, "the name is free for a new place");
    kept.assert_whole();
}

#[test]
fn an_edi_manager_takes_nobodys_place() {
    let mut kept = new_desk(DAY);
    let mut eve = kept.sign_in_new("Eve Obi", RoleView::Edi, DAY);
    let coordinator = kept.session.people()[0].id.clone();
    assert_eq!(eve.take_place(&coordinator, now(DAY)).unwrap_err().code(), RefusalCode::NotAllowed);
    assert_eq!(kept.session.people()[0].id, coordinator);
}
