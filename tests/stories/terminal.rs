//! The command line, as a scheduled job meets it: exit codes, one JSON document, messages apart.

use crate::pdf;
use crate::support::{PASSPHRASE, crime, extract, files, officer, officers, repository};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use tempfile::TempDir;

/// The program: named by `REASSURE_BIN`, or built here beside these tests.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    if let Some(named) = std::env::var_os("REASSURE_BIN") {
        return PathBuf::from(named);
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "--package", "terminal"]).current_dir(repository(""));
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    assert!(build.status().unwrap().success(), "the program builds");
    // These tests run from the `deps` folder below it.
    let tests = std::env::current_exe().unwrap();
    tests.parent().unwrap().parent().unwrap().join(format!("reassure{}", std::env::consts::EXE_SUFFIX))
});

struct Terminal {
    folder: TempDir,
}

struct Answer {
    code: i32,
    out: String,
    err: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("one JSON document: {error}: {}", self.out))
    }

    /// Done: exit code 0.
    fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// Refused: exit code 1, nothing on standard output, a sentence on standard error.
    fn refused(self) -> Self {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{}", self.err);
        assert!(self.err.trim_end().ends_with('.'), "a sentence: {}", self.err);
        self
    }
}

impl Terminal {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("temporary")).unwrap();
        Self { folder }
    }

    /// A desk of the day with its coordinator.
    fn with_desk(today: &str) -> Self {
        let terminal = Self::new();
        terminal.run(today, &["--as", "Ann", "new", "--name", "South West", "--supervisor", "Sgt Obi"]).done();
        let people = terminal.run(today, &["--json", "staff", "list"]).done().json();
        assert!(
            people.as_array().unwrap().iter().any(|one| one["name"] == "Ann"),
            "who makes a desk is on it: {people}"
        );
        terminal
    }

    fn run(&self, today: &str, args: &[&str]) -> Answer {
        self.run_as(PASSPHRASE, today, args)
    }

    fn run_as(&self, passphrase: &str, today: &str, args: &[&str]) -> Answer {
        assert!(!args.contains(&passphrase), "the passphrase is never an argument");
        let output = Command::new(&*PROGRAM)
            .current_dir(self.folder.path())
            .args(["--desk", "desk", "--today", today])
            .args(args)
            .env("REASSURE_PASSPHRASE", passphrase)
            .env("REASSURE_NEW_PASSPHRASE", passphrase)
            .env("TMPDIR", self.folder.path().join("temporary"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Answer {
            code: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn file(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(name)).unwrap()
    }
}

#[test]
fn a_month_from_the_command_line() {
    let terminal = Terminal::with_desk("2026-09-01");
    terminal.file(
        "extract.csv",
        &extract(&[
            crime("0000001/26", "28/08/2026", "High", "1001SW", "Ada Markedname"),
            crime("0000002/26", "28/08/2026", "Standard", "", "Ben Markedname"),
        ]),
    );
    terminal.file(
        "officers.csv",
        &officers(&[officer("1001SW", "Olu Ade", "Merton"), officer("1002SW", "Pat Bell", "Merton")]),
    );
    let day = "2026-09-02";
    let preview = terminal.run(day, &["--json", "import", "extract.csv", "--dry-run"]).done().json();
    assert_eq!(preview["new"]["count"], 2);
    let done = terminal.run(day, &["--json", "import", "extract.csv"]).done().json();
    assert_eq!((&done["new"], &done["refused"]), (&Value::from(2), &Value::from(0)));
    let again = terminal.run(day, &["--json", "import", "extract.csv"]).done().json();
    assert_eq!(again["unchanged"], 2, "the same file says nothing new");
    terminal.run(day, &["officers", "import", "officers.csv"]).done();
    let today = terminal.run(day, &["--json", "today"]).done().json();
    assert_eq!(today["heaps"].as_array().unwrap().len(), 4);
    let plan = terminal.run(day, &["--json", "plan", "--accept"]).done().json();
    assert!(plan.is_object(), "one document: {plan}");
    let shown = terminal.run(day, &["case", "0000001/26"]).done();
    assert!(shown.out.contains("Pat Bell"), "the officer in the case does not see the victim: {}", shown.out);
    terminal.run("2026-09-07", &["contact", "0000001/26", "--result", "no_answer"]).done();
    let case = terminal.run("2026-09-07", &["--json", "case", "0000001/26"]).done().json();
    assert_eq!((&case["next"]["kind"], &case["next"]["on"]), (&Value::from("retry"), &Value::from("2026-09-09")));
    terminal.run("2026-09-09", &["contact", "0000001/26", "--result", "reached"]).done();
    terminal.run("2026-09-09", &["outcome", "0000002/26", "16"]).done();
    let trends = terminal.run("2026-10-01", &["--json", "trends"]).done().json();
    let whole = trends["series"].as_array().unwrap().iter().filter(|of| of["cut"].is_null());
    let measures: Vec<_> = whole.map(|of| &of["measure"]).collect();
    assert!(measures.contains(&&Value::from("withdrawal_closed")) && measures.len() == 11, "{measures:?}");
    terminal.run("2026-10-01", &["chart", "withdrawal_closed", "--out", "chart.svg"]).done();
    assert!(terminal.bytes("chart.svg").starts_with(b"<svg"));

    let summary = |out| ["summary", "--month", "2026-09", "--as-at", "2026-10-01", "--out", out];
    terminal.run("2026-10-01", &summary("first.pdf")).done();
    terminal.run("2026-10-02", &summary("second.pdf")).done();
    assert!(terminal.bytes("first.pdf") == terminal.bytes("second.pdf"), "the same bytes on a later day");
    let paper = pdf::read(&terminal.bytes("first.pdf"));
    assert!(paper.title.contains("September 2026") && paper.language == "en-GB", "{} {}", paper.title, paper.language);
    assert!(paper.is_tagged && paper.alternative_texts >= 2 && paper.pages >= 2);

    let verdict = terminal.run("2026-10-02", &["--json", "verify"]).done().json();
    assert_eq!(verdict["sound"], true);
    let head = format!("{}:{}", verdict["head_number"], verdict["head_digest"].as_str().unwrap());
    terminal.run("2026-10-02", &["verify", "--head", &head]).done();
    let foreign = format!("{}:{}", verdict["head_number"], "0".repeat(64));
    assert_eq!(terminal.run("2026-10-02", &["verify", "--head", &foreign]).code, 2, "another history is damage");
    nothing_in_clear(&terminal);
}

/// Neither the desk nor the folder for temporary files holds a victim's name.
fn nothing_in_clear(terminal: &Terminal) {
    for folder in ["desk", "temporary"] {
        for file in files(&terminal.folder.path().join(folder)) {
            let bytes = fs::read(&file).unwrap();
            for marked in [b"Markedname".as_slice(), b"markedname", PASSPHRASE.as_bytes()] {
                let found = bytes.windows(marked.len()).any(|window| window == marked);
                assert!(!found, "{} holds personal text in clear", file.display());
            }
        }
    }
}

#[test]
fn what_is_refused_says_so_with_its_exit_code() {
    let today = "2026-09-10";
    let terminal = Terminal::with_desk("2026-09-01");
    terminal.file("other.csv", "Name,Colour\nAda,blue\n");
    terminal.file("binary.csv", "PK\u{3}\u{4} a workbook");
    terminal.run(today, &["--json", "today"]).done();
    let before = terminal.run(today, &["--json", "verify"]).done().json()["head_number"].as_u64().unwrap();
    let refused: [&[&str]; 10] = [
        &["import", "missing.csv"],
        &["import", "other.csv"],
        &["import", "binary.csv"],
        &["import", "other.csv", "--mapping", "nosuch"],
        &["case", "0009999/26"],
        &["contact", "0009999/26", "--result", "reached"],
        &["summary", "--month", "2026-10", "--out", "future.pdf"],
        &["trends", "--as-at", "2026-12-01"],
        &["chart", "pie", "--out", "pie.svg"],
        &["--as", "Mallory", "today"],
    ];
    for args in refused {
        terminal.run(today, args).refused();
    }
    assert!(!terminal.folder.path().join("future.pdf").exists(), "no file of what was refused");
    terminal.run("2026-09-09", &["today"]).refused();
    let wrong = terminal.run_as("not the passphrase", today, &["today"]).refused();
    assert!(!wrong.err.contains("not the passphrase"), "the passphrase is not repeated");
    let typed = terminal.run(today, &["nosuchcommand"]);
    assert_eq!(typed.code, 1, "what cannot be understood is refused too");
    assert_eq!(terminal.run(today, &["--help"]).done().err, "");
    // Signing in is an entry; nothing else was written: seven of the ten got as far as that, and this check.
    let after = terminal.run(today, &["--json", "verify"]).done().json();
    assert_eq!(after["sound"], true);
    assert!(after["head_number"].as_u64().unwrap() <= before + 10, "only signing in was written");

    let ledger = terminal.folder.path().join("desk/casebook.db");
    let mut bytes = fs::read(&ledger).unwrap();
    let place = bytes.len() - 300;
    bytes[place] ^= 0x20;
    fs::write(&ledger, bytes).unwrap();
    let damaged = terminal.run(today, &["verify"]);
    assert_eq!(damaged.code, 2, "damage is a fault: {}{}", damaged.out, damaged.err);
    assert!(format!("{}{}", damaged.out, damaged.err).contains("casebook.db"), "and it is named");
}

#[test]
fn a_demo_desk_and_its_people() {
    let terminal = Terminal::new();
    let today = "2026-11-24";
    let made = terminal.run(today, &["--json", "demo", "--cases", "60", "--seed", "4"]).done();
    assert_eq!(made.json()["demo"], true);
    terminal.run(today, &["--json", "demo", "--cases", "60"]).refused();
    let demo = |args: &[&str]| terminal.run_as(desk::DEMO_PASSPHRASE, today, args);
    let unsaid = demo(&["today"]).refused();
    assert!(unsaid.err.contains("--as") && unsaid.err.contains("EDI manager"), "it asks who: {}", unsaid.err);
    demo(&["--as", "Coordinator", "today"]).done();
    demo(&["--as", "EDI manager", "today"]).refused();
    demo(&["--as", "EDI manager", "case", "SW/0000001/24"]).refused();
    demo(&["--as", "EDI manager", "--json", "trends"]).done().json();
    let month = ["--as", "EDI manager", "summary", "--month", "2026-10"];
    demo(&[&month[..], &["--out", "own.pdf"]].concat()).refused();
    demo(&[&month[..], &["--for", "edi", "--out", "shared.pdf"]].concat()).done();
    let paper = pdf::read(&terminal.bytes("shared.pdf"));
    assert!(paper.words_by_page.iter().all(|page| page.contains("DEMO")));
    demo(&["--as", "Coordinator", "staff", "add", "Eve", "--role", "auditor"]).done();
    demo(&["--as", "Coordinator", "backup"]).done();
    demo(&["--as", "Coordinator", "glossary"]).done();
}

#[test]
fn a_plan_its_policy_and_its_officers_from_the_command_line() {
    let terminal = Terminal::with_desk("2026-09-01");
    terminal.file(
        "extract.csv",
        &extract(&[
            crime("0000001/26", "28/08/2026", "High", "1001SW", "Ada Markedname"),
            crime("0000002/26", "28/08/2026", "High", "", "Ben Markedname"),
        ]),
    );
    let day = "2026-09-02";
    terminal.run(day, &["import", "extract.csv"]).done();
    for collar in ["1002SW", "1003SW"] {
        let (name, duty) = (format!("name=Officer {collar}"), "duty=Mon-Sat");
        let fields = ["role=PCSO", "boroughs=Merton", "contacts=3", "visits=1", duty, name.as_str()];
        terminal.run(day, &[&["officers", "set", collar][..], &fields[..]].concat()).done();
    }
    assert!(terminal.run(day, &["officers", "set", "1002SW", "duty=Someday"]).refused().err.contains("Mon-Fri"));
    assert!(terminal.run(day, &["officers", "show", "1002SW"]).done().out.contains("contacts=3"));
    let unmatched = terminal.run(day, &["--json", "officers", "unmatched"]).done().json();
    assert_eq!(unmatched.as_array().unwrap().len(), 2, "a number nobody has, and nobody named: {unmatched}");

    terminal.run(day, &["plan", "accept", "0000001/26"]).done();
    let line = |answer: &Value, reference: &str| {
        let cells = answer["officers"].as_array().unwrap().iter().flat_map(|one| one["cells"].as_array().unwrap());
        let lines = cells.flat_map(|cell| cell["lines"].as_array().unwrap());
        lines.clone().find(|line| line["reference"] == reference).cloned()
    };
    let shown = terminal.run(day, &["--json", "plan", "show"]).done().json();
    assert!(line(&shown, "0000002/26").is_none(), "only the one named was accepted");
    let first = line(&shown, "0000001/26").unwrap();
    terminal.run(day, &["plan", "pin", "0000001/26"]).done();
    terminal.run(day, &["plan", "pin", "0000001/26"]).refused();
    let declined = terminal.run(day, &["plan", "decline", "0000001/26", "--because", "no_time", "--accept"]).done();
    assert!(declined.err.contains("Proposed instead"), "{}", declined.err);
    let again = line(&terminal.run(day, &["--json", "plan", "show"]).done().json(), "0000001/26").unwrap();
    assert_ne!(again["officer"], first["officer"]);
    let collar = again["officer_name"].as_str().unwrap().rsplit(' ').next().unwrap().to_owned();
    let handed = ["--json", "plan", "hand-over", &collar, "--from", day, "--to", "2026-10-30"];
    terminal.run(day, &handed).done();
    let closing = terminal.run(day, &["--json", "plan", "closing"]).done().json();
    assert_eq!(closing[0]["reference"], "0000001/26", "one declined and the other is away: {closing}");
    terminal.run(day, &["officers", "undo"]).done();
    assert_eq!(terminal.run(day, &["--json", "plan", "closing"]).done().json(), Value::Array(Vec::new()));

    let effect = terminal.run(day, &["--json", "policy", "set", "service_began=2026-08-29"]).done().json();
    assert_eq!(effect["lines_lost"], 1);
    assert_eq!(terminal.run(day, &["--json", "policy", "history"]).done().json().as_array().unwrap().len(), 1);
    terminal.run(day, &["policy", "set", "high_target=40"]).refused();
    terminal.run(day, &["policy", "set", "service_began=2026-08-29", "--apply"]).done();
    assert!(terminal.run(day, &["policy", "show"]).done().out.contains("service_began=2026-08-29"));
    terminal.run(day, &["policy", "undo"]).done();
    terminal.run(day, &["policy", "undo"]).done();
    let holiday = ["policy", "holiday", "2026-09-03", "--name", "Proclaimed", "--apply"];
    terminal.run(day, &holiday).done();
    assert!(terminal.run(day, &["policy", "holidays"]).done().out.contains("added here"));
    nothing_in_clear(&terminal);
}

#[test]
fn measures_calendars_and_texts_leave_the_command_line_without_a_name() {
    let terminal = Terminal::with_desk("2026-09-01");
    terminal.file("extract.csv", &extract(&[crime("0000001/26", "28/08/2026", "High", "1001SW", "Ada Markedname")]));
    let day = "2026-09-02";
    terminal.run(day, &["import", "extract.csv"]).done();
    let fields = ["role=PCSO", "boroughs=Merton", "contacts=3", "visits=1", "duty=Mon-Sat", "name=Olu Ade"];
    terminal.run(day, &[&["officers", "set", "1002SW"][..], &fields[..]].concat()).done();
    terminal.run(day, &["calendar", "--officer", "1002SW", "--out", "none.ics"]).refused();
    terminal.run(day, &["plan", "--accept"]).done();
    terminal.run(day, &["calendar", "--officer", "1002SW", "--out", "one.ics"]).done();
    terminal.run(day, &["calendar", "--out", "calendars"]).done();
    let calendar = String::from_utf8(terminal.bytes("calendars/reassure-calendar-1002SW.ics")).unwrap();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1);
    for personal in ["Markedname", "0000001/26", "Ade"] {
        assert!(!calendar.contains(personal), "{personal}");
    }
    terminal.run(day, &["contact-text", "0000001/26"]).refused();
    terminal.run(day, &["contact", "0000001/26", "--result", "reached", "--note", "Glad of the call."]).done();
    let text = terminal.run(day, &["contact-text", "0000001/26"]).done().out;
    assert!(
        text.contains("0000001/26") && text.contains("Glad of the call.") && !text.contains("Markedname"),
        "{text}"
    );
    let month = ["--json", "measures", "--month", "2026-08"];
    let measures = terminal.run("2026-10-01", &month).done().json();
    let rows: Vec<Value> =
        measures["sections"].as_array().unwrap().iter().flat_map(|of| of["rows"].as_array().unwrap().clone()).collect();
    let row = |code: &str| rows.iter().find(|row| row["code"] == code).unwrap().clone();
    assert_eq!((row("reached")["numerator"].as_u64(), row("reached")["denominator"].as_u64()), (Some(1), Some(1)));
    assert_eq!(row("independence_violations")["numerator"], 0);
    terminal.run("2026-10-01", &["measures", "--month", "2026-11"]).refused();
    let holidays = repository("src-tauri/crates/exchange/tests/fixtures/bank-holidays.json").display().to_string();
    let same = terminal.run("2026-10-01", &["policy", "holidays-file", &holidays]).done();
    assert!(same.out.contains("nothing would change"), "{}", same.out);
    terminal.run("2026-10-01", &["policy", "holidays-file", &holidays, "--apply"]).refused();
    assert!(terminal.run("2026-10-01", &["policy", "holidays-file", "extract.csv"]).refused().err.contains("JSON"));
}
