//! A desk in a folder of its own, and short words for what the stories do.

use chrono::{DateTime, NaiveDate, Utc};
use desk::wire::{
    AcceptPlanRequest, CaseList, CaseListRequest, CaseRow, DoneView, HeapKind, ImportDone, ImportRequest,
    NewDeskRequest, NewPersonRequest, PlanView, RecordAttemptRequest, RoleView, SignInRequest,
};
use desk::{Desk, DeskError, Now, Session, Silent};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "correct horse battery";
pub const COORDINATOR: &str = "Ann";
/// Rows a page holds: the longest a desk gives.
const PAGE_ROWS: u64 = 500;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Nine in the morning of a working day.
pub fn now(today: &str) -> Now {
    now_on(day(today))
}

pub fn now_on(today: NaiveDate) -> Now {
    Now { at: DateTime::<Utc>::from_naive_utc_and_offset(today.and_hms_opt(9, 0, 0).unwrap(), Utc), today }
}

/// Somebody at a desk. The desk is in `desk`, below a folder that the story may use.
pub struct Kept {
    pub folder: TempDir,
    pub desk: Desk,
    pub session: Session,
}

pub fn new_desk(today: &str) -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().join("desk"));
    let request = NewDeskRequest {
        desk_name: "South West BCU".to_owned(),
        coordinator: COORDINATOR.to_owned(),
        supervisor: "Sgt Obi".to_owned(),
        passphrase: PASSPHRASE.to_owned(),
    };
    let (_, session) = desk.make(&request, now(today)).unwrap();
    Kept { folder, desk, session }
}

impl Kept {
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    pub fn import(&mut self, file: &Path, mapping: &str, today: &str) -> ImportDone {
        self.session.apply_import(&import_request(file, mapping), now(today), &mut Silent).unwrap()
    }

    /// Writes an extract of these rows and imports it.
    pub fn import_rows(&mut self, rows: &[String], today: &str) -> ImportDone {
        let file = self.file("extract.csv", &extract(rows));
        self.import(&file, "rms", today)
    }

    pub fn officers(&mut self, rows: &[String], today: &str) {
        let file = self.file("officers.csv", &officers(rows));
        self.session.import_officers(&file, now(today)).unwrap();
    }

    /// Proposes a plan and accepts it.
    pub fn plan(&mut self, today: &str) -> DoneView {
        self.session.propose_plan(now(today)).unwrap();
        self.session.accept_plan(&AcceptPlanRequest { cases: None }, now(today)).unwrap()
    }

    pub fn attempt(&mut self, reference: &str, result: &str, today: &str) -> DoneView {
        let case = self.case(reference);
        self.session.record_attempt(&attempt(&case, result), now(today)).unwrap()
    }

    pub fn undo(&mut self, done: &DoneView, today: &str) -> DoneView {
        let undo = done.undo.as_ref().expect("the action can be undone");
        self.session.undo(undo.first_entry, undo.last_entry, now(today)).unwrap()
    }

    pub fn case(&mut self, reference: &str) -> String {
        self.session.find_case(reference).unwrap().to_string()
    }

    pub fn row(&mut self, reference: &str, today: &str) -> CaseRow {
        let found = rows(&mut self.session, CaseList::All, now(today));
        found.into_iter().find(|row| row.reference == reference).expect("the case is on the desk")
    }

    /// Every row of the list of all cases.
    pub fn rows(&mut self, today: &str) -> Vec<CaseRow> {
        rows(&mut self.session, CaseList::All, now(today))
    }

    pub fn references(&mut self, today: &str) -> BTreeSet<String> {
        rows(&mut self.session, CaseList::All, now(today)).into_iter().map(|row| row.reference).collect()
    }

    /// The references of one heap of Today.
    pub fn heap(&mut self, kind: HeapKind, today: &str) -> BTreeSet<String> {
        let view = self.session.today(now(today)).unwrap();
        let heap = view.heaps.into_iter().find(|heap| heap.kind == kind).unwrap();
        heap.rows.into_iter().map(|row| row.reference).collect()
    }

    pub fn assert_whole(&mut self) {
        let verdict = self.session.verify(None).unwrap();
        assert_eq!(verdict.problems, Vec::<String>::new(), "the record is whole");
    }

    /// Gives somebody a place, and signs them in.
    pub fn sign_in_new(&mut self, name: &str, role: RoleView, today: &str) -> Session {
        let request = NewPersonRequest { name: name.to_owned(), role, passphrase: PASSPHRASE.to_owned() };
        self.session.add_person(&request, now(today)).unwrap();
        sign_in(&self.desk, name, PASSPHRASE, today).unwrap()
    }
}

pub fn sign_in(desk: &Desk, name: &str, passphrase: &str, today: &str) -> Result<Session, DeskError> {
    desk.sign_in(&SignInRequest { name: name.to_owned(), passphrase: passphrase.to_owned() }, now(today))
}

pub fn import_request(file: &Path, mapping: &str) -> ImportRequest {
    ImportRequest {
        file: file.display().to_string(),
        mapping: mapping.to_owned(),
        sheet: None,
        seen: None,
        right_file: false,
    }
}

pub fn attempt(case: &str, result: &str) -> RecordAttemptRequest {
    RecordAttemptRequest {
        case: case.to_owned(),
        channel: "telephone".to_owned(),
        result: result.to_owned(),
        on: None,
        officer: None,
        call_back_on: None,
        note: None,
        told: None,
        also: Vec::new(),
    }
}

pub fn list_request(list: CaseList) -> CaseListRequest {
    CaseListRequest {
        list,
        borough: None,
        strand: None,
        risk: None,
        without: Vec::new(),
        with: Vec::new(),
        problem: None,
        offset: 0,
        limit: PAGE_ROWS,
    }
}

/// Every row of a list, page by page.
pub fn rows(session: &mut Session, list: CaseList, now: Now) -> Vec<CaseRow> {
    let mut all = Vec::new();
    loop {
        let request = CaseListRequest { offset: all.len() as u64, ..list_request(list) };
        let page = session.case_list(&request, now).unwrap();
        if page.rows.is_empty() {
            assert_eq!(all.len() as u64, page.count, "the pages of a list hold as many rows as it counts");
            return all;
        }
        all.extend(page.rows);
    }
}

/// The cases that have a line on a plan, with the line's officer.
pub fn planned(view: &PlanView) -> BTreeMap<String, String> {
    let lines = view.officers.iter().flat_map(|officer| &officer.cells).flat_map(|cell| &cell.lines);
    lines.map(|line| (line.case.clone(), line.officer_name.clone())).collect()
}

/// A records-management extract of a few columns.
pub fn extract(rows: &[String]) -> String {
    let head = "Crime Number,Victim URN,Reported Date,Borough,Ward,Flags,Risk,OIC Collar,Outcome,Outcome Date,\
                Victim Name,Phone,INVENTED";
    format!("{head}\n{}\n", rows.join("\n"))
}

/// A row of [`extract`]: a crime in Merton with one named victim.
pub fn crime(reference: &str, reported: &str, risk: &str, oic: &str, victim: &str) -> String {
    format!("{reference},1,{reported},Merton,Colliers Wood,RACE,{risk},{oic},,,{victim},07700 900123,YES")
}

/// An extract that says besides whether each case is a crime and whether a contact was made.
pub fn extract_with(rows: &[String]) -> String {
    let head = "Crime Number,Victim URN,Reported Date,Borough,Ward,Flags,Risk,OIC Collar,Victim Name,Phone,Record Type,\
                SRC Date,INVENTED";
    format!("{head}\n{}\n", rows.join("\n"))
}

/// A row of [`extract_with`]. `reported` holds the day, the risk, the collar of the OIC and the victim's name.
pub fn crime_of_kind(
    reference: &str,
    reported: &[String; 4],
    is_crime: bool,
    contact_made_on: Option<NaiveDate>,
) -> String {
    let [on, risk, oic, victim] = reported;
    let kind = if is_crime { "Crime" } else { "NCHI" };
    let made_on = contact_made_on.map(|on| on.format("%d/%m/%Y").to_string()).unwrap_or_default();
    format!("{reference},1,{on},Merton,Colliers Wood,RACE,{risk},{oic},{victim},07700 900123,{kind},{made_on},YES")
}

/// An officers' list.
pub fn officers(rows: &[String]) -> String {
    format!("Collar,Name,Role,Boroughs,Contacts a shift,Visits a shift,Duty\n{}\n", rows.join("\n"))
}

/// A row of [`officers`]: four contacts a shift, on weekdays.
pub fn officer(collar: &str, name: &str, borough: &str) -> String {
    format!("{collar},{name},PCSO,{borough},4,2,Mon-Fri")
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Copies a folder, file by file.
pub fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let copied = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(copied.parent().unwrap()).unwrap();
        fs::copy(&file, copied).unwrap();
    }
}

/// A file of this repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}
