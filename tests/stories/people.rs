//! Names stay where they belong: out of files in clear, out of errors, and away from the EDI manager.

use crate::support::{
    PASSPHRASE, attempt, files, import_request, list_request, new_desk, now, officer, repository, rows, sign_in,
};
use desk::wire::{
    AcceptPlanRequest, CaseList, EndContactRequest, EraseRequest, EraseWithdrawnRequest, HeapKind, LookRequest,
    MonthRequest, RefusalCode, RoleView, SheetsRequest,
};
use desk::{DeskError, Now, Session, Silent, TableForm};
use std::fs;
use std::path::Path;

/// Marked texts that only the people file may hold: victims, who speaks for them, where they live, officers, notes.
const MARKED: [&str; 16] = [
    "Amina Yusuf",
    "Hodan Yusuf",
    "O’Rourke-Adeyemi",
    "Miriam Feldstein",
    "Desmond Clarke",
    "Wei Zhang",
    "Alex Kowalczyk",
    "Gurpreet Kaur",
    "Nadia Petrova",
    "Kwabena Mensah",
    "Bridget Doran",
    "Tariq Siddiqui",
    "900123",
    "Specimen Way",
    "Marked Officerson",
    "quietly marked note",
];

/// The extract's last outcome is of 2 November.
const MADE_ON: &str = "2026-11-03";

fn worked_desk() -> crate::support::Kept {
    let mut kept = new_desk(MADE_ON);
    let extract = repository("src-tauri/crates/exchange/tests/fixtures/rms-sample.csv");
    let done = kept.import(&extract, "rms", MADE_ON);
    assert_eq!((done.new, done.refused), (12, 0), "each victim of the extract is a case");
    kept.officers(&[officer("9001SW", "Marked Officerson", "Merton; Wandsworth; Richmond upon Thames")], MADE_ON);
    let plan = kept.plan(MADE_ON);
    assert!(plan.words.contains("planned"), "{}", plan.words);
    let case = kept.case("0012850/26");
    let mut request = attempt(&case, "no_answer");
    request.note = Some("quietly marked note".to_owned());
    kept.session.record_attempt(&request, now(MADE_ON)).unwrap();
    kept
}

#[test]
fn several_victims_of_one_crime_are_several_cases() {
    let mut kept = worked_desk();
    let victims: Vec<(String, String)> = rows(&mut kept.session, CaseList::All, now(MADE_ON))
        .into_iter()
        .filter(|row| row.reference == "0012345/26")
        .map(|row| (row.case, row.victim))
        .collect();
    assert_eq!(victims.len(), 2, "one crime, two victims");
    assert_ne!(victims[0].0, victims[1].0, "each is a case of their own");
    assert_eq!(kept.session.find_case("0012345/26").unwrap_err().code(), RefusalCode::BadInput, "which of the two?");
    let second = kept.session.find_case("0012345/26#000418").unwrap();
    let view = kept.session.case_view(second, now(MADE_ON)).unwrap();
    assert!(view.personal.iter().any(|field| field.value == "Hodan Yusuf"), "the mother's is the other case");

    let found = kept.session.search("yusuf", now(MADE_ON)).unwrap();
    assert!(found.rows.len() >= 2, "both are found by name");
    let again = kept.import(&repository("src-tauri/crates/exchange/tests/fixtures/rms-sample.csv"), "rms", MADE_ON);
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 12), "a second import finds both again");
}

#[test]
fn no_file_holds_a_name_in_clear() {
    let mut kept = worked_desk();
    // Reads, sheets, a printed month and a backup each leave nothing in clear either.
    let case = kept.session.find_case("0012850/26").unwrap();
    let view = kept.session.case_view(case, now(MADE_ON)).unwrap();
    assert!(view.story.iter().any(|line| line.words.contains("quietly marked note")), "the note is kept");
    let lines = kept.session.plan_view(now(MADE_ON)).unwrap();
    let on = lines.officers[0].cells.iter().flat_map(|cell| &cell.lines).map(|line| line.on.clone()).next().unwrap();
    kept.session.print_sheets(&SheetsRequest { on, officer: None, as_list: false }, now(MADE_ON)).unwrap();
    kept.session.back_up(now(MADE_ON)).unwrap();
    assert_nothing_in_clear(kept.desk.folder());
    let folder = kept.folder;
    drop(kept.session);
    // Closing writes what the journals still held.
    assert_nothing_in_clear(&folder.path().join("desk"));
}

fn assert_nothing_in_clear(folder: &Path) {
    let files = files(folder);
    assert!(files.iter().any(|file| file.ends_with("people.db")), "the people file is there");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        for name in MARKED {
            for form in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
                let wide: Vec<u8> = form.encode_utf16().flat_map(u16::to_le_bytes).collect();
                assert!(!holds(&bytes, form.as_bytes()), "{} holds {name} in clear", file.display());
                assert!(!holds(&bytes, &wide), "{} holds {name} in clear as UTF-16", file.display());
            }
        }
    }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn the_edi_manager_sees_trends_and_no_name() {
    let mut kept = worked_desk();
    let case = kept.case("0012850/26");
    let today = "2026-12-02";
    let mut edi = kept.sign_in_new("Eve", RoleView::Edi, today);
    let at = now(today);
    let file = repository("src-tauri/crates/exchange/tests/fixtures/rms-sample.csv");
    let import = import_request(&file, "rms");
    let id = case.parse().unwrap();
    let month = |shareable| MonthRequest { month: "2026-11".to_owned(), as_at: None, shareable, correction: None };
    let sheets = SheetsRequest { on: today.to_owned(), officer: None, as_list: false };
    let exported = kept.folder.path().join("desk.jsonl");
    let look = LookRequest { file: file.display().to_string(), sheet: None, header_row: None, mapping: None };
    let end = EndContactRequest { case: case.clone(), reason: "not_safe".to_owned() };
    let refused = [
        tried("today", edi.today(at)),
        tried("cases", edi.case_list(&list_request(CaseList::All), at)),
        tried("search", edi.search("yusuf", at)),
        tried("find", edi.find_case("0012850/26")),
        tried("case", edi.case_view(id, at)),
        tried("plan", edi.plan_view(at)),
        tried("propose", edi.propose_plan(at)),
        tried("accept", edi.accept_plan(&AcceptPlanRequest { cases: None }, at)),
        tried("next best", edi.next_best(&case, at)),
        tried("attempt", edi.record_attempt(&attempt(&case, "reached"), at)),
        tried("end", edi.end_contact(&end, at)),
        tried("undo", edi.undo(1, 1, at)),
        tried("officers", edi.officers()),
        tried("import officers", edi.import_officers(&file, at)),
        tried("choices", edi.choices()),
        tried("preview", edi.preview_import(&import, at, &mut Silent)),
        tried("import", edi.apply_import(&import, at, &mut Silent)),
        tried(
            "export cases",
            edi.export_cases(&list_request(CaseList::All), TableForm::Csv, at).map(|made| made.file_name),
        ),
        tried("export the desk", edi.export_desk(&exported, false, at, &mut Silent)),
        tried("look at a file", edi.look_at_file(&look, at)),
        tried("propose a mapping", edi.propose_mapping(&look, "own", at)),
        tried("sheets of a file", edi.file_sheets(&look.file)),
        tried("save a mapping", edi.save_mapping_text("version = 1", at)),
        tried("remove a mapping", edi.remove_mapping("rms", at)),
        tried("sheets", edi.print_sheets(&sheets, at).map(|printed| printed.file_name)),
        tried("issue", edi.issue_month(&month(true), at)),
        tried("the coordinator's month", edi.print_month(&month(false), at).map(|printed| printed.file_name)),
        tried("backup", edi.back_up(at)),
        tried("verify", edi.verify(None)),
    ];
    for (name, result) in refused.into_iter().chain(lists_and_erasures(&mut edi, &case, at)) {
        let error = result.expect_err(name);
        assert_eq!(error.code(), RefusalCode::NotAllowed, "{name}: {error}");
        assert_names_nobody(name, &format!("{error} {error:?}"));
    }

    let given = given_to(&mut edi, today);
    assert!(given.len() > 4, "trends, the month and the shareable edition answer");
    for (name, text) in given {
        assert_names_nobody(name, &text);
    }
    drop(edi);
    // Without the people file every one of these still answers: no path of this role leads there.
    let folder = kept.folder;
    drop(kept.session);
    for file in files(&folder.path().join("desk")).iter().filter(|file| file.display().to_string().contains("people")) {
        fs::remove_file(file).unwrap();
    }
    let mut edi = sign_in(&desk::Desk::at(folder.path().join("desk")), "Eve", PASSPHRASE, today).unwrap();
    assert!(given_to(&mut edi, today).len() > 4);
}

/// What the role may not do with sources, lists, one case's text and erasures.
fn lists_and_erasures(edi: &mut Session, case: &str, at: Now) -> Vec<(&'static str, Result<String, DeskError>)> {
    let id = case.parse().unwrap();
    let erase = EraseRequest { case: case.to_owned(), other_cases: false, confirm: "0012850/26".to_owned() };
    let withdrawn = EraseWithdrawnRequest { import: "1".to_owned(), confirmed: true };
    vec![
        tried("past imports", edi.past_imports()),
        tried("mappings", edi.mappings()),
        tried("a mapping", edi.mapping_text("rms")),
        tried("saved lists", edi.saved_lists(at)),
        tried("the text of a case", edi.case_text(id, at)),
        tried("what erasing would do", edi.erase_view(id)),
        tried("erase a person", edi.erase_person(&erase, at)),
        tried("erase what was taken back", edi.erase_withdrawn(&withdrawn, at)),
        tried("the force's lists", edi.force_lists()),
    ]
}

fn tried<T: std::fmt::Debug>(
    name: &'static str,
    result: Result<T, DeskError>,
) -> (&'static str, Result<String, DeskError>) {
    (name, result.map(|given| format!("{given:?}")))
}

/// Everything the EDI manager can get, as text.
fn given_to(edi: &mut Session, today: &str) -> Vec<(&'static str, String)> {
    let at = now(today);
    let json = |value: serde_json::Result<String>| value.unwrap();
    let month = MonthRequest { month: "2026-11".to_owned(), as_at: None, shareable: true, correction: None };
    let printed = edi.print_month(&month, at).unwrap();
    vec![
        ("who is signed in", json(serde_json::to_string(&edi.view(at)))),
        ("trends", json(serde_json::to_string(&edi.trends(None, at).unwrap()))),
        ("a chart", json(serde_json::to_string(&edi.chart("src_coverage", None, at).unwrap()))),
        ("the month", json(serde_json::to_string(&edi.month_view(None, at).unwrap()))),
        ("the shareable edition", crate::pdf::read(&printed.bytes).words),
        ("its file name", printed.file_name),
    ]
}

fn assert_names_nobody(what: &str, text: &str) {
    for name in MARKED {
        assert!(!text.contains(name), "{what} names {name}");
    }
    assert!(!text.contains("0012850/26"), "{what} names a case");
}

#[test]
fn refused_rows_and_errors_do_not_repeat_personal_text() {
    let mut kept = new_desk(MADE_ON);
    let head = "Crime Number,Victim URN,Reported Date,Victim Name,DOB,Phone,INVENTED";
    let row = "0019999/26,1,01/11/2026,Zzvictim Zzname,31/02/1990 zzbirth,07700 900999 zzphone,YES";
    let file = kept.file("bad.csv", &format!("{head}\n{row}\n"));
    let view = kept.session.preview_import(&import_request(&file, "rms"), now(MADE_ON), &mut Silent).unwrap();
    assert_eq!(view.refused_count, 1, "a day of birth that is none refuses its row");
    let text = format!("{view:?}").to_lowercase();
    assert!(!text.contains("zz"), "the refusal names the column and not what it says: {text}");
    let nothing = kept.session.apply_import(&import_request(&file, "rms"), now(MADE_ON), &mut Silent).unwrap_err();
    assert!(!format!("{nothing} {nothing:?}").to_lowercase().contains("zz"));
}

#[test]
fn opening_a_case_is_logged_once_a_day() {
    let mut kept = worked_desk();
    let case = kept.session.find_case("0012850/26").unwrap();
    let looks = |kept: &mut crate::support::Kept, today: &str| {
        let view = kept.session.case_view(case, now(today)).unwrap();
        view.story.iter().filter(|line| line.words == "Opened.").count()
    };
    assert_eq!(looks(&mut kept, MADE_ON), 1, "the first look of a day");
    assert_eq!(looks(&mut kept, MADE_ON), 1, "and no second entry for it");
    assert_eq!(looks(&mut kept, "2026-11-04"), 2, "another day, another look");
    assert!(!kept.heap(HeapKind::New, "2026-11-04").is_empty());
}
