//! Bad input: each a clear sentence, and nothing changed.

use crate::support::{
    COORDINATOR, Kept, PASSPHRASE, attempt, copy, crime, extract, files, import_request, new_desk, now, officers,
    sign_in,
};
use desk::wire::{
    AcceptPlanRequest, CorrectCaseRequest, EndContactRequest, MonthRequest, NewDeskRequest, OutcomeRequest,
    RecordAttemptRequest, RefusalCode,
};
use desk::{DEMO_PASSPHRASE, DemoRequest, Desk, DeskError, Session, Severity, Silent};
use std::fs;
use std::path::Path;

const TODAY: &str = "2026-09-10";

/// A sentence a coordinator understands: it ends, it says more than a word, and it names no type of ours.
fn assert_reads_well(name: &str, error: &DeskError) {
    let words = error.to_string();
    assert!(words.ends_with('.') && words.split(' ').count() > 4, "{name}: {words}");
    for jargon in ["Error", "Some(", "unwrap", "::", "SQLITE", "Os {"] {
        assert!(!words.contains(jargon), "{name} speaks to a programmer: {words}");
    }
}

/// A desk of one case, by what each story then tries on it.
fn desk_of_one_case() -> (Kept, String) {
    let mut kept = new_desk("2026-09-01");
    kept.import_rows(&[crime("0000001/26", "28/08/2026", "High", "", "Ada North")], TODAY);
    let case = kept.case("0000001/26");
    (kept, case)
}

/// Each is refused in a sentence, and the record is as it was.
fn assert_refused(session: &mut Session, tries: Vec<(&str, Try<'_>)>) {
    let before = session.verify(None).unwrap();
    for (name, try_it) in tries {
        let error = try_it(session).expect_err(name);
        assert_eq!(error.severity(), Severity::Refused, "{name}: {error}");
        assert_reads_well(name, &error);
        assert_eq!(session.verify(None).unwrap(), before, "{name}: nothing was changed");
    }
}

type Try<'a> = Box<dyn Fn(&mut Session) -> Result<(), DeskError> + 'a>;

/// Forgets what a use case would have given.
fn tried<'a, T>(attempt: impl Fn(&mut Session) -> Result<T, DeskError> + 'a) -> Try<'a> {
    Box::new(move |session| attempt(session).map(|_| ()))
}

#[test]
fn files_that_cannot_be_read_change_nothing() {
    let (mut kept, _) = desk_of_one_case();
    let at = now(TODAY);
    let good = kept.file("good.csv", &extract(&[crime("0000002/26", "28/08/2026", "High", "", "Ben South")]));
    let missing = kept.folder.path().join("missing.csv");
    let workbook = kept.file("sheet.csv", "PK\u{3}\u{4}not a table");
    let empty = kept.file("empty.csv", "");
    let other = kept.file("other.csv", "Name,Colour\nAda,blue\n");
    let broken = kept.file("broken.toml", "this is no mapping").display().to_string();
    let mapping = "version = 1\nname = \"mine\"\ntitle = \"Mine\"\nreference = \"No Such Column\"\n\
                   date_forms = [\"%d/%m/%Y\"]\n[fields.reported_on]\ncolumn = \"Reported Date\"\nrequired = true\n";
    let mine = kept.file("mine.toml", mapping).display().to_string();
    let bad_list = kept.file("officers.csv", &officers(&["NONE,Olu Ade,PCSO,Merton,many,2,Mon-Fri".to_owned()]));
    let import = |file: &Path, mapping: &str| {
        let request = import_request(file, mapping);
        tried(move |session: &mut Session| session.apply_import(&request, at, &mut Silent))
    };
    let (list, extract) = (bad_list.clone(), good.clone());
    let tries = vec![
        ("a missing file", import(&missing, "rms")),
        ("a file that is no table", import(&workbook, "rms")),
        ("an empty file", import(&empty, "rms")),
        ("a file of something else", import(&other, "rms")),
        ("an unknown mapping", import(&good, "nosuch")),
        ("a mapping that is not there", import(&good, "nosuch.toml")),
        ("a mapping that is none", import(&good, &broken)),
        ("a mapping of a missing column", import(&good, &mine)),
        ("a bad officers' list", tried(move |session| session.import_officers(&list, at))),
        ("officers from an extract", tried(move |session| session.import_officers(&extract, at))),
        ("an unknown import", tried(move |session| session.take_back_import("0123456789abcdef", at, &mut Silent))),
    ];
    assert_refused(&mut kept.session, tries);
    let named = kept.session.apply_import(&import_request(&good, &mine), at, &mut Silent).unwrap_err();
    assert!(named.to_string().contains("No Such Column"), "the column is named: {named}");
}

#[test]
fn days_that_cannot_be_change_nothing() {
    let (mut kept, case) = desk_of_one_case();
    let at = now(TODAY);
    let month = |month: &str, as_at: Option<&str>| {
        let request = MonthRequest {
            month: month.to_owned(),
            as_at: as_at.map(str::to_owned),
            shareable: false,
            correction: None,
        };
        tried(move |session: &mut Session| session.print_month(&request, at))
    };
    let attempted = |on: &str, at| {
        let request = RecordAttemptRequest { on: Some(on.to_owned()), ..attempt(&case, "reached") };
        tried(move |session: &mut Session| session.record_attempt(&request, at))
    };
    let reported = |value: &str| {
        let request = correction(&case, "reported_on", value);
        tried(move |session: &mut Session| session.correct_case(&request, at))
    };
    let outcome =
        OutcomeRequest { case: case.clone(), number: 16, on: "2026-09-11".to_owned(), alternate_offence: false };
    let tries = vec![
        ("a month in the future", month("2026-10", None)),
        ("a month that is none", month("2026-13", None)),
        ("a day that has not come", month("2026-09", Some("2026-12-01"))),
        ("a day not yet kept", tried(move |session| session.trends(Some("2026-08-31"), at))),
        ("a day that is none", tried(move |session| session.trends(Some("yesterday"), at))),
        ("an attempt in the future", attempted("2026-09-11", at)),
        ("an attempt before the report", attempted("2026-08-27", at)),
        ("an outcome in the future", tried(move |session| session.record_outcome(&outcome, at))),
        ("no day of report", reported("")),
        ("a report in the future", reported("2030-01-01")),
        ("a day before the last entry", attempted("2026-09-01", now("2026-09-05"))),
    ];
    assert_refused(&mut kept.session, tries);
}

#[test]
fn words_the_desk_does_not_know_change_nothing() {
    let (mut kept, case) = desk_of_one_case();
    let at = now(TODAY);
    let attempted = |case: &str, channel: &str, result: &str| {
        let request = RecordAttemptRequest { channel: channel.to_owned(), ..attempt(case, result) };
        tried(move |session: &mut Session| session.record_attempt(&request, at))
    };
    let corrected = |field: &str, value: &str| {
        let request = correction(&case, field, value);
        tried(move |session: &mut Session| session.correct_case(&request, at))
    };
    let outcome = OutcomeRequest { case: case.clone(), number: 23, on: TODAY.to_owned(), alternate_offence: false };
    let end = EndContactRequest { case: case.clone(), reason: "tired".to_owned() };
    let nothing = AcceptPlanRequest { cases: None };
    let tries = vec![
        ("an unknown case", tried(|session| session.find_case("0009999/26"))),
        ("an attempt on an unknown case", attempted("0123456789abcdef", "telephone", "reached")),
        ("an unknown result", attempted(&case, "telephone", "maybe")),
        ("an unknown channel", attempted(&case, "pigeon", "reached")),
        ("a call back without its day", attempted(&case, "telephone", "call_back")),
        ("an unlisted reason", tried(move |session| session.end_contact(&end, at))),
        ("an outcome that is none", tried(move |session| session.record_outcome(&outcome, at))),
        ("an unknown field", corrected("colour", "blue")),
        ("a risk that is none", corrected("risk", "awful")),
        ("an unknown chart", tried(move |session| session.chart("pie", None, at))),
        ("undoing what nobody did", tried(move |session| session.undo(1, 1, at))),
        ("undoing what is not there", tried(move |session| session.undo(900, 901, at))),
        ("accepting nothing", tried(move |session| session.accept_plan(&nothing, at))),
        ("a head that is none", tried(|session| session.verify(Some("12:xyz")))),
    ];
    assert_refused(&mut kept.session, tries);
}

fn correction(case: &str, field: &str, value: &str) -> CorrectCaseRequest {
    CorrectCaseRequest { case: case.to_owned(), field: field.to_owned(), value: value.to_owned() }
}

#[test]
fn nobody_gets_in_by_the_wrong_door() {
    let kept = new_desk("2026-09-01");
    let before = fs::read(kept.desk.folder().join("keys.json")).unwrap();
    let check = |name: &str, result: Result<(), DeskError>, code: RefusalCode| {
        let error = result.expect_err(name);
        assert_eq!((error.code(), error.severity()), (code, Severity::Refused), "{name}: {error}");
        assert_reads_well(name, &error);
    };
    let enter = |name: &str, passphrase: &str, today: &str| sign_in(&kept.desk, name, passphrase, today).map(|_| ());
    check("a wrong passphrase", enter(COORDINATOR, "wrong passphrase", TODAY), RefusalCode::WrongPassphrase);
    check("somebody unknown", enter("Mallory", PASSPHRASE, TODAY), RefusalCode::WrongPassphrase);
    check("a day before the last entry", enter(COORDINATOR, PASSPHRASE, "2026-08-31"), RefusalCode::BadInput);
    let nowhere = Desk::at(kept.folder.path().join("nowhere"));
    check("no desk", sign_in(&nowhere, COORDINATOR, PASSPHRASE, TODAY).map(|_| ()), RefusalCode::NotFound);
    let new = |desk_name: &str, passphrase: &str| NewDeskRequest {
        desk_name: desk_name.to_owned(),
        coordinator: COORDINATOR.to_owned(),
        supervisor: String::new(),
        passphrase: passphrase.to_owned(),
    };
    let make = |desk: &Desk, request: &NewDeskRequest| desk.make(request, now(TODAY)).map(|_| ());
    check("a desk upon a desk", make(&kept.desk, &new("Another", PASSPHRASE)), RefusalCode::BadInput);
    check("a desk without a name", make(&nowhere, &new(" ", PASSPHRASE)), RefusalCode::BadInput);
    check("a short passphrase", make(&nowhere, &new("Another", "short")), RefusalCode::BadInput);
    let synchronised = Desk::at(kept.folder.path().join("OneDrive - Met").join("desk"));
    check("a synchronised folder", make(&synchronised, &new("Another", PASSPHRASE)), RefusalCode::BadInput);
    assert!(!nowhere.folder().join("keys.json").exists(), "nothing is left behind");
    assert_eq!(fs::read(kept.desk.folder().join("keys.json")).unwrap(), before, "the keys are as they were");
}

#[test]
fn a_damaged_desk_is_a_fault_and_is_named() {
    let mut kept = new_desk("2026-09-01");
    kept.import_rows(&[crime("0000001/26", "28/08/2026", "High", "", "Ada North")], TODAY);
    let folder = kept.folder;
    drop(kept.session);
    let whole = folder.path().join("desk");
    let check = |name: &str, named: &str, harm: &dyn Fn(&Path)| {
        let harmed = folder.path().join(name);
        copy(&whole, &harmed);
        harm(&harmed);
        let found = match sign_in(&Desk::at(&harmed), COORDINATOR, PASSPHRASE, TODAY) {
            Err(error) => {
                assert_eq!(error.severity(), Severity::Fault, "{name}: {error}");
                error.to_string()
            }
            Ok(mut session) => match session.verify(None) {
                Err(error) => {
                    assert_eq!(error.severity(), Severity::Fault, "{name}: {error}");
                    error.to_string()
                }
                Ok(verdict) => {
                    assert!(!verdict.sound, "{name} is noticed");
                    verdict.problems.join(" ")
                }
            },
        };
        assert!(found.contains(named), "{name}: {found}");
    };
    let flip = |file: &Path, place: usize| {
        let mut bytes = fs::read(file).unwrap();
        bytes[place] ^= 0x20;
        fs::write(file, bytes).unwrap();
    };
    // Page 1 holds the schema; a later page is met only when it is read.
    check("a byte of the ledger's first page", "casebook.db", &|desk| flip(&desk.join("casebook.db"), 200));
    check("a byte of a later page", "page", &|desk| {
        let length = fs::metadata(desk.join("casebook.db")).unwrap().len() as usize;
        flip(&desk.join("casebook.db"), length - 300);
    });
    check("a byte of the people file", "people.db", &|desk| {
        let length = fs::metadata(desk.join("people.db")).unwrap().len() as usize;
        flip(&desk.join("people.db"), length - 300);
    });
    check("a cut ledger", "casebook.db", &|desk| {
        let bytes = fs::read(desk.join("casebook.db")).unwrap();
        fs::write(desk.join("casebook.db"), &bytes[..bytes.len() / 2]).unwrap();
    });
    check("cut keys", "keys.json", &|desk| fs::write(desk.join("keys.json"), "{\"version\": 1,").unwrap());
    check("no people file", "people.db", &|desk| {
        for file in files(desk).iter().filter(|file| file.display().to_string().contains("people.db")) {
            fs::remove_file(file).unwrap();
        }
    });
}

#[test]
fn a_demo_desk_takes_only_what_is_marked_as_invented() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().join("desk"));
    let mut session = desk.make_demo(DemoRequest { cases: 20, seed: 3 }, now(TODAY), &mut Silent).unwrap();
    let rows = [crime("0000001/26", "28/08/2026", "High", "", "Ada North")];
    let (marked, real) = (folder.path().join("marked.csv"), folder.path().join("real.csv"));
    fs::write(&marked, extract(&rows)).unwrap();
    fs::write(&real, extract(&rows).replace(",YES", ",")).unwrap();
    let before = session.verify(None).unwrap();
    let view = session.preview_import(&import_request(&real, "rms"), now(TODAY), &mut Silent).unwrap();
    assert!(view.stopped.is_some_and(|why| why.contains("demo desk")), "the preview says what stops it");
    let error = session.apply_import(&import_request(&real, "rms"), now(TODAY), &mut Silent).unwrap_err();
    assert_eq!((error.code(), error.severity()), (RefusalCode::BadInput, Severity::Refused));
    assert_reads_well("an extract of real people", &error);
    assert_eq!(session.verify(None).unwrap(), before, "nothing of it was taken");
    assert_eq!(session.apply_import(&import_request(&marked, "rms"), now(TODAY), &mut Silent).unwrap().new, 1);
    drop(session);
    sign_in(&desk, "Coordinator", DEMO_PASSPHRASE, TODAY).unwrap();
}
