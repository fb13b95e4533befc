//! Saved lists, counts that agree, what leaves the desk of a list or a case, and erasing a person.

use crate::casework::{FIRST, SECOND, TODAY, correct, two_cases, value, view};
use crate::support::{Kept, crime, files, list_request, new_desk, now, rows, sign_in};
use desk::wire::{
    CaseList, CaseListRequest, ChoiceView, ClockDaysRequest, EraseRequest, EraseWithdrawnRequest, ExportListRequest,
    FieldIsRequest, HeapKind, RoleView, SaveListRequest, WithdrawalRequest,
};
use desk::{Silent, TableForm};
use std::fs;

fn with(field: &str, value: &str) -> Vec<FieldIsRequest> {
    vec![FieldIsRequest { field: field.to_owned(), value: value.to_owned() }]
}

fn high_risk() -> CaseListRequest {
    CaseListRequest { with: with("risk", "high"), without: vec!["language".to_owned()], ..list_request(CaseList::All) }
}

fn save(
    kept: &mut Kept,
    list: Option<&str>,
    name: &str,
    filter: CaseListRequest,
) -> Result<desk::wire::DoneView, String> {
    let request = SaveListRequest { list: list.map(str::to_owned), name: name.to_owned(), filter };
    kept.session.save_list(&request, now(TODAY)).map_err(|refused| refused.to_string())
}

fn saved(kept: &mut Kept) -> Vec<(String, u64)> {
    kept.session.saved_lists(now(TODAY)).unwrap().into_iter().map(|one| (one.name, one.count)).collect()
}

fn named(names: &[(&str, u64)]) -> Vec<(String, u64)> {
    names.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

#[test]
fn a_list_is_saved_shared_renamed_removed_and_all_of_it_undone() {
    let mut kept = two_cases();
    let done = save(&mut kept, None, "High, no language", high_risk()).unwrap();
    assert_eq!(saved(&mut kept), named(&[("High, no language", 1)]));
    let mut colleague = kept.sign_in_new("Sam", RoleView::Supervisor, TODAY);
    let shared = colleague.saved_lists(now(TODAY)).unwrap();
    assert_eq!(shared[0].request.with, high_risk().with, "a colleague opens it as it was saved");
    assert_eq!(shared[0].request.without, high_risk().without);

    let id = shared[0].list.clone();
    let renamed = save(&mut kept, Some(&id), "High", shared[0].request.clone()).unwrap();
    assert_eq!(saved(&mut kept), named(&[("High", 1)]));
    kept.undo(&renamed, TODAY);
    assert_eq!(saved(&mut kept), named(&[("High, no language", 1)]));
    let removed = kept.session.remove_list(&id, now(TODAY)).unwrap();
    assert!(saved(&mut kept).is_empty());
    let undone = kept.undo(&removed, TODAY);
    assert_eq!(saved(&mut kept), named(&[("High, no language", 1)]));
    kept.undo(&undone, TODAY);
    assert!(saved(&mut kept).is_empty(), "an undo can be undone");
    kept.session
        .undo(done.undo.as_ref().unwrap().first_entry, done.undo.as_ref().unwrap().last_entry, now(TODAY))
        .unwrap();
    kept.assert_whole();
}

#[test]
fn a_list_that_nobody_could_open_is_not_saved() {
    let mut kept = two_cases();
    save(&mut kept, None, "High", high_risk()).unwrap();
    let refused = |kept: &mut Kept, name: &str, filter| save(kept, None, name, filter).unwrap_err();
    assert!(refused(&mut kept, " ", high_risk()).contains("name of 1 to 60"));
    assert!(refused(&mut kept, "HIGH", high_risk()).contains("already"));
    let typed = CaseListRequest { with: with("language", "Amina Yusuf"), ..list_request(CaseList::All) };
    assert!(refused(&mut kept, "Other", typed).contains("No case has"), "a person's words do not reach the ledger");
    let unknown = CaseListRequest { without: vec!["colour".to_owned()], ..list_request(CaseList::All) };
    assert!(refused(&mut kept, "Other", unknown).contains("is not a field"));
    assert_eq!(saved(&mut kept), named(&[("High", 1)]));
}

#[test]
fn the_name_of_a_list_is_in_no_ledger() {
    let mut kept = two_cases();
    save(&mut kept, None, "Northmark family", high_risk()).unwrap();
    let out = kept.folder.path().join("out.jsonl");
    kept.session.export_desk(&out, false, now(TODAY), &mut Silent).unwrap();
    assert!(!fs::read_to_string(&out).unwrap().contains("Northmark"), "the ledger has its filter, not its name");
    let mut eve = kept.sign_in_new("Eve", RoleView::Edi, TODAY);
    assert!(eve.saved_lists(now(TODAY)).is_err() && eve.remove_list("5", now(TODAY)).is_err());
}

/// Every count of one list, wherever a person meets it: its own, the rail of lists, a saved copy, its rows, its export.
fn counts(kept: &mut Kept, list: CaseList) -> Vec<u64> {
    let view = kept.session.case_list(&list_request(list), now(TODAY)).unwrap();
    let rail = view.lists.iter().find(|one| one.list == list).unwrap().count;
    let all = rows(&mut kept.session, list, now(TODAY)).len() as u64;
    save(kept, None, "copy", list_request(list)).unwrap();
    let saved = kept.session.saved_list("copy", now(TODAY)).unwrap();
    kept.session.remove_list(&saved.list, now(TODAY)).unwrap();
    let exported = match kept.session.export_cases(&list_request(list), TableForm::Csv, now(TODAY)) {
        // The column names stand above.
        Ok(made) => String::from_utf8(made.bytes).unwrap().lines().count() as u64 - 1,
        Err(_) => 0,
    };
    vec![view.count, rail, all, saved.count, exported]
}

#[test]
fn a_list_has_one_count_wherever_it_is_shown() {
    let mut kept = new_desk(TODAY);
    let rows: Vec<String> = (1..=9)
        .map(|number| {
            let risk = ["High", "Standard", ""][number % 3];
            crime(&format!("000000{number}/26"), &format!("{:02}/08/2026", 2 * number + 4), risk, "", "Amina Yusuf")
        })
        .collect();
    kept.import_rows(&rows, TODAY);
    correct(&mut kept, "0000002/26", "ward", "Abbey", TODAY);
    // A person typed a number that the next extract brings too: that is no difference.
    correct(&mut kept, "0000003/26", "telephone", "07700 900777", TODAY);
    let mut agrees = rows;
    agrees[2] = agrees[2].replace("07700 900123", "07700 900777");
    assert_eq!(kept.import_rows(&agrees, TODAY).changed, 1);
    kept.attempt("0000004/26", "reached", TODAY);
    for list in [
        CaseList::All,
        CaseList::Open,
        CaseList::Mine,
        CaseList::DueSoon,
        CaseList::Overdue,
        CaseList::HighRisk,
        CaseList::GoneQuiet,
        CaseList::Differs,
        CaseList::Missing,
        CaseList::NoStrand,
        CaseList::NoWard,
        CaseList::Closed,
    ] {
        let counts = counts(&mut kept, list);
        assert!(counts.iter().all(|count| *count == counts[0]), "{list:?}: {counts:?}");
    }
    let today = kept.session.today(now(TODAY)).unwrap();
    let of = |list| list_request(list);
    let differs = kept.session.case_list(&of(CaseList::Differs), now(TODAY)).unwrap().count;
    assert_eq!((today.differences, differs, kept.session.differences().unwrap().len()), (1, 1, 1));
    let overdue = kept.session.case_list(&of(CaseList::Overdue), now(TODAY)).unwrap().count;
    let heap = today.heaps.iter().find(|heap| heap.kind == HeapKind::Overdue).unwrap().count;
    assert_eq!(overdue, heap, "Today's heap is the list");
    assert!(overdue > 0, "and the story has some");
}

#[test]
fn a_list_goes_out_as_it_was_narrowed_and_nothing_is_written_over() {
    let mut kept = two_cases();
    let file = kept.folder.path().join("high.csv");
    let request = |file: &std::path::Path| ExportListRequest { filter: high_risk(), file: file.display().to_string() };
    kept.session.export_cases_to(&request(&file), now(TODAY)).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(FIRST) && !text.contains(SECOND), "{text}");
    let again = kept.session.export_cases_to(&request(&file), now(TODAY)).unwrap_err().to_string();
    assert!(again.contains("there already"), "{again}");
    let odd = kept.session.export_cases_to(&request(&file.with_extension("pdf")), now(TODAY)).unwrap_err().to_string();
    assert!(odd.contains(".csv or .xlsx"), "{odd}");
    let none = CaseListRequest { with: with("risk", "medium"), ..list_request(CaseList::All) };
    let empty = ExportListRequest { filter: none, file: file.with_extension("xlsx").display().to_string() };
    assert!(kept.session.export_cases_to(&empty, now(TODAY)).is_err() && !file.with_extension("xlsx").exists());
}

#[test]
fn the_text_of_a_case_tells_what_was_done_and_names_nobody() {
    let mut kept = two_cases();
    kept.attempt(FIRST, "no_answer", TODAY);
    let undone = kept.attempt(FIRST, "declined", TODAY);
    kept.undo(&undone, TODAY);
    let case = kept.case(FIRST);
    let withdrawal = WithdrawalRequest {
        case: case.clone(),
        on: Some(TODAY.to_owned()),
        reason: Some("other".to_owned()),
        confirmed_by: Some("victim".to_owned()),
        confirmed_how: Some("statement".to_owned()),
    };
    kept.session.record_withdrawal(&withdrawal, now(TODAY)).unwrap();
    let before = kept.session.verify(None).unwrap().head_number;
    let text = kept.session.case_text(case.parse().unwrap(), now(TODAY)).unwrap().text;
    for part in [FIRST, "No answer", "another reason; confirmed by the victim (statement)", "OFFICIAL-SENSITIVE"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for not in ["Amina", "07700", "Declined"] {
        assert!(!text.contains(not), "{not}: {text}");
    }
    assert_eq!(kept.session.verify(None).unwrap().head_number, before + 1, "taking it out is logged");
}

#[test]
fn clocks_own_lists_and_mappings_are_undone_by_name() {
    let mut kept = two_cases();
    let days = ClockDaysRequest { clock: "update".to_owned(), working_days: 7 };
    let of = |kept: &mut Kept| -> u64 {
        let clocks = kept.session.clock_list(now(TODAY)).unwrap().clocks;
        clocks.iter().find(|clock| clock.code == "update").unwrap().working_days
    };
    let before = of(&mut kept);
    let set = kept.session.set_clock_days(&days, now(TODAY)).unwrap();
    assert_eq!(of(&mut kept), 7);
    kept.undo(&set, TODAY);
    assert_eq!(of(&mut kept), before);

    let own = [ChoiceView { code: "moved_abroad".to_owned(), label: "Moved abroad".to_owned() }];
    let listed = |kept: &mut Kept| kept.session.force_lists().unwrap().remove(0);
    let preset = listed(&mut kept).codes.len();
    let changed = kept.session.keep_codes("withdrawal_reason", &own, now(TODAY)).unwrap();
    assert!(listed(&mut kept).own && listed(&mut kept).codes.len() == 1);
    kept.session.keep_codes("withdrawal_reason", &[], now(TODAY)).unwrap();
    assert_eq!((listed(&mut kept).own, listed(&mut kept).codes.len()), (false, preset), "the program's list again");
    assert!(kept.session.keep_codes("withdrawal_reason", &[], now(TODAY)).is_err(), "twice says nothing");
    kept.undo(&changed, TODAY);

    let text = kept.session.mapping_text("rms").unwrap().text.replacen("name = \"rms\"", "name = \"west\"", 1);
    let mappings = |kept: &mut Kept| kept.session.mappings().unwrap().iter().any(|one| one.name == "west");
    let saved = kept.session.save_mapping_text(&text, now(TODAY)).unwrap();
    let removed = kept.session.remove_mapping("west", now(TODAY)).unwrap();
    kept.undo(&removed, TODAY);
    assert!(mappings(&mut kept));
    kept.undo(&saved, TODAY);
    assert!(!mappings(&mut kept));
    let undo = saved.undo.unwrap();
    assert!(kept.session.undo(undo.first_entry, undo.last_entry, now(TODAY)).is_err(), "it was undone already");
    kept.assert_whole();
}

fn erase(kept: &mut Kept, reference: &str, confirm: &str, other_cases: bool) -> Result<String, String> {
    let request = EraseRequest { case: kept.case(reference), other_cases, confirm: confirm.to_owned() };
    kept.session.erase_person(&request, now(TODAY)).map(|done| done.words).map_err(|refused| refused.to_string())
}

#[test]
fn a_person_is_erased_only_when_confirmed_and_no_extract_brings_them_back() {
    let mut kept = two_cases();
    let same =
        desk::wire::PairRequest { case: kept.case(FIRST), other: kept.case(SECOND), what: "same_person".to_owned() };
    kept.session.settle_pair(&same, now(TODAY)).unwrap();
    kept.attempt(FIRST, "no_answer", TODAY);
    kept.session.back_up(now(TODAY)).unwrap();
    let case = kept.case(FIRST);
    let would = kept.session.erase_view(case.parse().unwrap()).unwrap();
    assert_eq!((would.other_references.as_slice(), would.versions), ([SECOND.to_owned()].as_slice(), 1));
    assert!(would.will.iter().any(|line| line.contains("backup")), "what copies still hold is told: {:?}", would.will);
    assert!(erase(&mut kept, FIRST, "yes", true).unwrap_err().contains("Nothing was erased"));
    assert_eq!(kept.row(FIRST, TODAY).victim, "Amina Yusuf");

    let done = erase(&mut kept, FIRST, FIRST, true).unwrap();
    assert!(done.contains("2 versions erased") && done.contains("backup"), "{done}");
    for reference in [FIRST, SECOND] {
        assert_eq!(kept.row(reference, TODAY).victim, "Unnamed victim");
        let case = kept.case(reference);
        let page = view(&mut kept, &case, TODAY);
        assert_eq!(value(&page, "telephone"), "");
        assert!(page.story.iter().any(|line| line.words.contains("erased") && line.undo.is_none()));
    }
    assert!(kept.session.search("Amina", now(TODAY)).unwrap().rows.is_empty());
    assert!(erase(&mut kept, FIRST, FIRST, true).unwrap_err().contains("nothing left"));

    // The next morning's extract still carries the name.
    let again = kept.import_rows(&[crime(FIRST, "24/08/2026", "Standard", "1001SW", "Amina Yusuf")], TODAY);
    assert_eq!(again.changed, 1, "its risk is taken in");
    assert_eq!(kept.row(FIRST, TODAY).victim, "Unnamed victim");
    let out = kept.folder.path().join("all.jsonl");
    kept.session.export_desk(&out, true, now(TODAY), &mut Silent).unwrap();
    assert!(!fs::read_to_string(&out).unwrap().contains("Amina"), "nor does the whole desk tell it");
    kept.assert_whole();
    let people = sign_in(&kept.desk, "Ann", crate::support::PASSPHRASE, TODAY);
    people.unwrap().verify(None).map(|verdict| assert!(verdict.sound, "{:?}", verdict.problems)).unwrap();
    assert!(
        files(&kept.folder.path().join("desk"))
            .iter()
            .all(|file| !fs::read(file).unwrap().windows(5).any(|w| w == b"Amina"))
    );
}

#[test]
fn what_a_take_back_withdrew_is_erased_on_its_own() {
    let mut kept = new_desk(TODAY);
    let rows = [crime(FIRST, "24/08/2026", "High", "", "Ada North"), crime(SECOND, "26/08/2026", "", "", "Ben South")];
    let import = kept.import_rows(&rows, TODAY).import;
    kept.attempt(SECOND, "no_answer", TODAY);
    let request = |confirmed| EraseWithdrawnRequest { import: import.clone(), confirmed };
    assert!(kept.session.erase_withdrawn(&request(true), now(TODAY)).is_err(), "an import that stands is not erased");
    kept.session.take_back_import(&import, now(TODAY), &mut Silent).unwrap();
    assert!(kept.session.erase_withdrawn(&request(false), now(TODAY)).is_err());
    kept.session.erase_withdrawn(&request(true), now(TODAY)).unwrap();
    assert_eq!(kept.row(SECOND, TODAY).victim, "Ben South", "who was worked with stays");
    kept.assert_whole();
    let again = kept.import_rows(&rows, TODAY);
    assert_eq!(again.new, 1, "the same file may bring the person again");
    assert_eq!(kept.row(FIRST, TODAY).victim, "Ada North");
}

#[test]
fn a_transfer_offers_to_end_the_contact_and_never_does_it_by_itself() {
    let mut kept = two_cases();
    let case = kept.case(FIRST);
    assert!(view(&mut kept, &case, TODAY).end_offer.is_none());
    correct(&mut kept, FIRST, "transferred_to", "North BCU", TODAY);
    let offered = view(&mut kept, &case, TODAY);
    let offer = offered.end_offer.expect("the case went elsewhere, and the contact is owed");
    assert!(offer.words.contains("North BCU") && offered.next.on.is_some(), "{}", offer.words);
    let request = desk::wire::EndContactRequest { case: case.clone(), reason: offer.reason };
    kept.session.end_contact(&request, now(TODAY)).unwrap();
    assert!(view(&mut kept, &case, TODAY).end_offer.is_none(), "it was ended: nothing is left to offer");
}
