//! Bad input: each a clear sentence, and nothing changed.

use crate::support::{
    COORDINATOR, PASSPHRASE, attempt, copy, crime, extract, files, import_request, new_desk, now, officers, sign_in,
};
use desk::wire::{CorrectCaseRequest, EndContactRequest, MonthRequest, NewDeskRequest, OutcomeRequest, RefusalCode};
use desk::{DEMO_PASSPHRASE, DemoRequest, Desk, DeskError, Severity, Silent};
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

#[test]
fn bad_input_is_refused_and_changes_nothing() {
    let mut kept = new_desk("2026-09-01");
    kept.import_rows(&[crime("0000001/26", "28/08/2026", "High", "", "Ada North")], TODAY);
    let case = kept.case("0000001/26");
    let good = extract(&[crime("0000002/26", "28/08/2026", "High", "", "Ben South")]);
    let file = |name: &str, text: &str| kept.file(name, text);
    let missing = kept.folder.path().join("missing.csv");
    let sheet = file("sheet.csv", "PK\u{3}\u{4}not a table");
    let empty = file("empty.csv", "");
    let other = file("other.csv", "Name,Colour\nAda,blue\n");
    let twice = file("twice.csv", &good.replace("07700 900123,YES\n", "07700 900123,YES\n").repeat(1));
    let extract_file = file("good.csv", &good);
    let mapping = file(
        "mine.toml",
        "version = 1\nname = \"mine\"\ntitle = \"Mine\"\nreference = \"No Such Column\"\ndate_forms = [\"%d/%m/%Y\"]\n[fields.reported_on]\ncolumn = \"Reported Date\"\nrequired = true\n",
    );
    let no_mapping = file("broken.toml", "this is no mapping");
    let bad_officers = file("officers.csv", &officers(&["NONE,Olu Ade,PCSO,Merton,many,2,Mon-Fri".to_owned()]));
    let before = kept.session.verify(None).unwrap();
    let session = &mut kept.session;
    let at = now(TODAY);
    let month = |month: &str, as_at: Option<&str>| MonthRequest {
        month: month.to_owned(),
        as_at: as_at.map(str::to_owned),
        shareable: false,
    };
    let on = |on: &str| {
        let mut request = attempt(&case, "reached");
        request.on = Some(on.to_owned());
        request
    };
    let coded = |channel: &str, result: &str| {
        let mut request = attempt(&case, result);
        request.channel = channel.to_owned();
        request
    };
    let field = |field: &str, value: &str| CorrectCaseRequest {
        case: case.clone(),
        field: field.to_owned(),
        value: value.to_owned(),
    };
    let import = |session: &mut desk::Session, file: &Path, mapping: &str| {
        session.apply_import(&import_request(file, mapping), at, &mut Silent).map(|_| ())
    };
    let mine = mapping.display().to_string();
    let broken = no_mapping.display().to_string();
    let outcome = |number, on: &str| OutcomeRequest { case: case.clone(), number, on: on.to_owned() };
    let unknown = attempt("0123456789abcdef", "reached");
    let end = EndContactRequest { case: case.clone(), reason: "tired".to_owned() };
    let refused: Vec<(&str, Result<(), DeskError>)> = vec![
        ("a missing file", import(session, &missing, "rms")),
        ("a file that is no table", import(session, &sheet, "rms")),
        ("an empty file", import(session, &empty, "rms")),
        ("a file of something else", import(session, &other, "rms")),
        ("an unknown mapping", import(session, &extract_file, "nosuch")),
        ("a mapping that is not there", import(session, &extract_file, "nosuch.toml")),
        ("a mapping that is none", import(session, &extract_file, &broken)),
        ("a mapping of a missing column", import(session, &twice, &mine)),
        ("a bad officers' list", session.import_officers(&bad_officers, at).map(|_| ())),
        ("officers from an extract", session.import_officers(&extract_file, at).map(|_| ())),
        ("a month in the future", session.print_month(&month("2026-10", None), at).map(|_| ())),
        ("a month that is none", session.print_month(&month("2026-13", None), at).map(|_| ())),
        ("a day that has not come", session.print_month(&month("2026-09", Some("2026-12-01")), at).map(|_| ())),
        ("a day not yet kept", session.trends(Some("2026-08-31"), at).map(|_| ())),
        ("a day that is none", session.trends(Some("yesterday"), at).map(|_| ())),
        ("an unknown chart", session.chart("pie", None, at).map(|_| ())),
        ("an unknown case", session.find_case("0009999/26").map(|_| ())),
        ("an attempt on an unknown case", session.record_attempt(&unknown, at).map(|_| ())),
        ("an attempt in the future", session.record_attempt(&on("2026-09-11"), at).map(|_| ())),
        ("an attempt before the report", session.record_attempt(&on("2026-08-27"), at).map(|_| ())),
        ("an unknown result", session.record_attempt(&coded("telephone", "maybe"), at).map(|_| ())),
        ("an unknown channel", session.record_attempt(&coded("pigeon", "reached"), at).map(|_| ())),
        ("a call back without its day", session.record_attempt(&coded("telephone", "call_back"), at).map(|_| ())),
        ("an unlisted reason", session.end_contact(&end, at).map(|_| ())),
        ("an outcome that is none", session.record_outcome(&outcome(23, TODAY), at).map(|_| ())),
        ("an outcome in the future", session.record_outcome(&outcome(16, "2026-09-11"), at).map(|_| ())),
        ("an unknown field", session.correct_case(&field("colour", "blue"), at).map(|_| ())),
        ("a risk that is none", session.correct_case(&field("risk", "awful"), at).map(|_| ())),
        ("no day of report", session.correct_case(&field("reported_on", ""), at).map(|_| ())),
        ("a report in the future", session.correct_case(&field("reported_on", "2030-01-01"), at).map(|_| ())),
        ("undoing what nobody did", session.undo(1, 1, at).map(|_| ())),
        ("undoing what is not there", session.undo(900, 901, at).map(|_| ())),
        ("an unknown import", session.take_back_import("0123456789abcdef", at).map(|_| ())),
        ("accepting nothing", session.accept_plan(&desk::wire::AcceptPlanRequest { cases: None }, at).map(|_| ())),
        ("a head that is none", session.verify(Some("12:xyz")).map(|_| ())),
        ("a day before the last entry", session.record_attempt(&on("2026-09-01"), now("2026-09-05")).map(|_| ())),
    ];
    for (name, result) in refused {
        let error = result.expect_err(name);
        assert_eq!(error.severity(), Severity::Refused, "{name}: {error}");
        assert_reads_well(name, &error);
    }
    assert_eq!(kept.session.verify(None).unwrap(), before, "nothing was changed by any of them");
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
    let check = |name: &str, harm: &dyn Fn(&Path)| {
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
        assert!(
            found.contains("casebook.db") || found.contains("people.db") || found.contains("keys.json"),
            "{name}: {found}"
        );
    };
    let flip = |file: &Path, place: usize| {
        let mut bytes = fs::read(file).unwrap();
        bytes[place] ^= 0x20;
        fs::write(file, bytes).unwrap();
    };
    // Page 1 holds the schema; a later page is met only when it is read.
    check("a byte of the ledger's first page", &|desk| flip(&desk.join("casebook.db"), 200));
    check("a byte of a later page", &|desk| {
        let length = fs::metadata(desk.join("casebook.db")).unwrap().len() as usize;
        flip(&desk.join("casebook.db"), length - 300);
    });
    check("a byte of the people file", &|desk| {
        let length = fs::metadata(desk.join("people.db")).unwrap().len() as usize;
        flip(&desk.join("people.db"), length - 300);
    });
    check("a cut ledger", &|desk| {
        let bytes = fs::read(desk.join("casebook.db")).unwrap();
        fs::write(desk.join("casebook.db"), &bytes[..bytes.len() / 2]).unwrap();
    });
    check("cut keys", &|desk| fs::write(desk.join("keys.json"), "{\"version\": 1,").unwrap());
    check("no people file", &|desk| {
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
