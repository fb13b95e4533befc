//! A Monday's planning with two absences: only what must move moves, it is shown, and a person accepts it.

use crate::wire::{
    AcceptPlanRequest, DoneView, ImportRequest, MoveLineRequest, NewDeskRequest, OfficerAwayRequest, PlanLineState,
    PlanLineView,
};
use crate::{Desk, Session, Silent};
use casebook::Now;
use chrono::{DateTime, NaiveDate, Utc};

pub(crate) const MONDAY: &str = "2026-11-23";

/// A desk in a folder of its own.
pub(crate) struct Kept {
    pub(crate) session: Session,
    _folder: tempfile::TempDir,
}

impl Kept {
    pub(crate) fn undo(&mut self, done: &DoneView, today: &str) {
        let undo = done.undo.as_ref().expect("the action can be undone");
        self.session.undo(undo.first_entry, undo.last_entry, now(today)).unwrap();
    }
}

pub(crate) fn now(today: &str) -> Now {
    let today: NaiveDate = today.parse().unwrap();
    Now { at: DateTime::<Utc>::from_naive_utc_and_offset(today.and_hms_opt(9, 0, 0).unwrap(), Utc), today }
}

pub(crate) fn desk() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let request = NewDeskRequest {
        desk_name: "South West BCU".to_owned(),
        coordinator: "Ann".to_owned(),
        supervisor: "Sgt Obi".to_owned(),
        passphrase: "correct horse battery".to_owned(),
    };
    let (_, mut session) = Desk::at(folder.path().join("desk")).make(&request, now(MONDAY)).unwrap();
    let file = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let officer = |number: u32| format!("{number}SW,Officer {number},PCSO,Merton,4,2,Mon-Fri\n");
    let head = "Collar,Name,Role,Boroughs,Contacts a shift,Visits a shift,Duty\n";
    let list = file("officers.csv", format!("{head}{}", (1..=4).map(officer).collect::<String>()));
    session.import_officers(&list, now(MONDAY)).unwrap();
    let crime = |number: u32| format!("SW/{number}/26,1,10/11/2026,Merton,St Helier,RACE,Medium,Victim {number},YES\n");
    let head = "Crime Number,Victim URN,Reported Date,Borough,Ward,Flags,Risk,Victim Name,INVENTED\n";
    let extract = file("extract.csv", format!("{head}{}", (1..=6).map(crime).collect::<String>()));
    let import = ImportRequest {
        file: extract.display().to_string(),
        mapping: "rms".to_owned(),
        sheet: None,
        seen: None,
        right_file: true,
    };
    session.apply_import(&import, now(MONDAY), &mut Silent).unwrap();
    session.propose_plan(now(MONDAY)).unwrap();
    session.accept_plan(&AcceptPlanRequest { cases: None }, now(MONDAY)).unwrap();
    Kept { session, _folder: folder }
}

pub(crate) fn lines(kept: &mut Kept) -> Vec<PlanLineView> {
    let view = kept.session.plan_view(now(MONDAY)).unwrap();
    view.officers.into_iter().flat_map(|officer| officer.cells).flat_map(|cell| cell.lines).collect()
}

fn away(kept: &mut Kept, collar: &str) {
    let request =
        OfficerAwayRequest { officer: collar.to_owned(), from: MONDAY.to_owned(), to: "2026-12-31".to_owned() };
    kept.session.officer_away(&request, now(MONDAY)).unwrap();
}

#[test]
fn after_two_absences_only_their_lines_move_and_undo_puts_a_moved_line_back() {
    let mut kept = desk();
    let before = lines(&mut kept);
    assert_eq!(before.len(), 6, "everyone has a place");
    let officers = kept.session.officers().unwrap();
    let id = |collar: &str| officers.iter().find(|officer| officer.collar == collar).unwrap().officer.clone();
    let gone = [id("1SW"), id("2SW")];
    away(&mut kept, "1SW");
    away(&mut kept, "2SW");
    let proposed = kept.session.propose_plan(now(MONDAY)).unwrap();
    let must_move = before.iter().filter(|line| gone.contains(&line.officer)).count() as u64;
    assert_eq!(proposed.proposed, must_move, "{}", proposed.sentence);
    assert!(proposed.tray.is_empty(), "the other two have room for all");
    for line in lines(&mut kept) {
        let was = before.iter().find(|was| was.case == line.case).unwrap();
        if gone.contains(&was.officer) {
            assert_eq!(line.state, PlanLineState::Moved);
            assert!(line.why[0].starts_with("Moves from"), "{:?}", line.why);
        } else {
            assert_eq!((&line.officer, &line.on), (&was.officer, &was.on), "no line of another officer changes");
        }
    }
    kept.session.accept_plan(&AcceptPlanRequest { cases: None }, now(MONDAY)).unwrap();
    let settled = lines(&mut kept);
    assert!(settled.iter().all(|line| line.state == PlanLineState::Accepted));
    let line = settled[0].clone();
    let places = kept.session.plan_places(&line.case, now(MONDAY)).unwrap();
    let away = places.iter().find(|place| place.officer == gone[0]).unwrap();
    assert!(!away.allowed && away.words.contains("Not on duty"), "{}", away.words);
    let refused = MoveLineRequest { case: line.case.clone(), officer: away.officer.clone(), on: away.on.clone() };
    assert!(kept.session.move_line(&refused, now(MONDAY)).is_err(), "a rule that speaks against a place is kept");
    let other = places.iter().find(|place| place.allowed && (&place.officer, &place.on) != (&line.officer, &line.on));
    let other = other.unwrap();
    let request = MoveLineRequest { case: line.case.clone(), officer: other.officer.clone(), on: other.on.clone() };
    let done = kept.session.move_line(&request, now(MONDAY)).unwrap();
    let at =
        |kept: &mut Kept| lines(kept).into_iter().find(|one| one.case == line.case).map(|one| (one.officer, one.on));
    assert_eq!(at(&mut kept), Some((other.officer.clone(), other.on.clone())));
    kept.undo(&done, MONDAY);
    assert_eq!(at(&mut kept), Some((line.officer.clone(), line.on.clone())), "undo puts it back");
    let done = kept.session.take_off_plan(&line.case, now(MONDAY)).unwrap();
    assert_eq!(at(&mut kept), None);
    kept.undo(&done, MONDAY);
    assert_eq!(at(&mut kept), Some((line.officer.clone(), line.on)));
}
