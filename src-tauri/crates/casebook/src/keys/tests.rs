use super::*;

fn phrase(text: &str) -> Sensitive<String> {
    Sensitive::from(text)
}

#[test]
fn a_slot_opens_with_its_passphrase_and_no_other() {
    let (mut file, keys) = KeyFile::make("Test", false).unwrap();
    file.add("Ann", Role::Coordinator, &phrase("correct horse"), &keys, Cost::DEMO).unwrap();
    file.add("Eve", Role::Edi, &phrase("battery staple"), &keys, Cost::DEMO).unwrap();
    let (slot, opened) = file.unlock("ann", &phrase("correct horse")).unwrap();
    assert_eq!(slot.role, Role::Coordinator);
    assert_eq!(*opened.ledger, *keys.ledger);
    assert!(opened.people.is_some());
    let (_, edi) = file.unlock("Eve", &phrase("battery staple")).unwrap();
    assert!(edi.people.is_none(), "the EDI manager holds the ledger key only");
    assert!(matches!(file.unlock("Ann", &phrase("battery staple")), Err(CasebookError::WrongPassphrase)));
    assert!(matches!(file.unlock("Bob", &phrase("x")), Err(CasebookError::NobodyCalled(_))));
}

#[test]
fn a_slot_cannot_be_promoted_by_editing_the_file() {
    let (mut file, keys) = KeyFile::make("Test", false).unwrap();
    file.add("Eve", Role::Edi, &phrase("battery staple"), &keys, Cost::DEMO).unwrap();
    file.slots[0].role = "coordinator".to_owned();
    assert!(matches!(file.unlock("Eve", &phrase("battery staple")), Err(CasebookError::WrongPassphrase)));
}

#[test]
fn short_passphrases_and_taken_names_are_refused() {
    let (mut file, keys) = KeyFile::make("Test", false).unwrap();
    let short = file.add("Ann", Role::Edi, &phrase("12345678901"), &keys, Cost::DEMO);
    assert!(matches!(short, Err(CasebookError::PassphraseTooShort(12))));
    file.add("Ann", Role::Edi, &phrase("123456789012"), &keys, Cost::DEMO).unwrap();
    let taken = file.add(" ANN ", Role::Edi, &phrase("123456789012"), &keys, Cost::DEMO);
    assert!(matches!(taken, Err(CasebookError::NameTaken(_))));
}

#[test]
fn a_changed_passphrase_opens_the_same_keys_and_the_old_one_nothing() {
    let (mut file, keys) = KeyFile::make("Test", false).unwrap();
    let ann = file.add("Ann", Role::Coordinator, &phrase("correct horse"), &keys, Cost::DEMO).unwrap();
    file.add("Eve", Role::Edi, &phrase("battery staple"), &keys, Cost::DEMO).unwrap();
    file.change_passphrase(ann.staff, &phrase("another phrase"), &keys, Cost::DEMO).unwrap();
    let (slot, opened) = file.unlock("Ann", &phrase("another phrase")).unwrap();
    assert_eq!(slot, ann, "the person and the role are the same");
    assert_eq!(*opened.ledger, *keys.ledger);
    assert!(matches!(file.unlock("Ann", &phrase("correct horse")), Err(CasebookError::WrongPassphrase)));
    file.unlock("Eve", &phrase("battery staple")).unwrap();
    let short = file.change_passphrase(ann.staff, &phrase("short"), &keys, Cost::DEMO);
    assert!(matches!(short, Err(CasebookError::PassphraseTooShort(12))));
}

#[test]
fn a_place_taken_away_opens_nothing() {
    let (mut file, keys) = KeyFile::make("Test", false).unwrap();
    let ann = file.add("Ann", Role::Coordinator, &phrase("correct horse"), &keys, Cost::DEMO).unwrap();
    file.remove(ann.staff).unwrap();
    assert!(matches!(file.unlock("Ann", &phrase("correct horse")), Err(CasebookError::NobodyCalled(_))));
    assert!(file.remove(ann.staff).is_err(), "nobody is there any more");
    assert_eq!(file.name_of(ann.staff), Some("Ann"), "what she did keeps her name");
    assert!(file.people().is_empty());
}

#[test]
fn the_recovery_code_opens_both_files() {
    let (mut file, keys) = KeyFile::make("Test", false).unwrap();
    let code = file.add_recovery(&keys, Cost::DEMO).unwrap();
    let (slot, opened) = file.unlock("Recovery", &code.0).unwrap();
    assert_eq!(slot.role, Role::Recovery);
    assert!(opened.people.is_some());
}
