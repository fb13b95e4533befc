//! A Monday's planning with two absences: only what must move moves, it is shown, and a person accepts it.

use crate::wire::{
    AcceptPlanRequest, ConflictRequest, DeclineLineRequest, DoneView, ImportRequest, MoveLineRequest, NewDeskRequest,
    OfficerAwayRequest, PinLineRequest, PlanLineState, PlanLineView,
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

fn tray_cases(view: &crate::wire::PlanView) -> Vec<String> {
    view.tray.iter().map(|one| one.case.clone()).collect()
}

#[test]
fn a_pinned_line_is_moved_by_no_repair_and_all_pinned_is_a_normal_plan() {
    let mut kept = desk();
    let all = lines(&mut kept);
    let pin = |case: &str, pinned| PinLineRequest { case: case.to_owned(), pinned };
    let done = kept.session.pin_line(&pin(&all[0].case, true), now(MONDAY)).unwrap();
    assert!(lines(&mut kept).iter().find(|line| line.case == all[0].case).unwrap().pinned);
    assert!(kept.session.pin_line(&pin(&all[0].case, true), now(MONDAY)).is_err(), "it is pinned already");
    kept.undo(&done, MONDAY);
    assert!(lines(&mut kept).iter().all(|line| !line.pinned), "undo lets it go");
    for line in &all {
        kept.session.pin_line(&pin(&line.case, true), now(MONDAY)).unwrap();
    }
    let view = kept.session.propose_plan(now(MONDAY)).unwrap();
    assert_eq!((view.proposed, view.accepted), (0, 6));
    assert!(view.sentence.contains("all of them pinned"), "{}", view.sentence);
    let places = |lines: &[PlanLineView]| -> Vec<_> {
        let mut places: Vec<_> =
            lines.iter().map(|line| (line.case.clone(), line.officer.clone(), line.on.clone())).collect();
        places.sort();
        places
    };
    assert_eq!(places(&lines(&mut kept)), places(&all), "nothing moved");
    // Put by hand elsewhere it is a new line, and nobody pinned that one.
    let place = kept.session.plan_places(&all[0].case, now(MONDAY)).unwrap().into_iter().find(|place| place.allowed);
    let place = place.unwrap();
    let request = MoveLineRequest { case: all[0].case.clone(), officer: place.officer, on: place.on };
    kept.session.move_line(&request, now(MONDAY)).unwrap();
    assert!(!lines(&mut kept).iter().find(|line| line.case == all[0].case).unwrap().pinned);
}

#[test]
fn a_declined_line_is_proposed_to_another_officer_and_not_to_the_same_again() {
    let mut kept = desk();
    let line = lines(&mut kept)[0].clone();
    let decline = |because: &str| DeclineLineRequest { case: line.case.clone(), because: because.to_owned() };
    let wrong = kept.session.decline_line(&decline("bored"), now(MONDAY)).unwrap_err();
    assert!(wrong.to_string().contains("no_time"), "{wrong}");
    let done = kept.session.decline_line(&decline("no_time"), now(MONDAY)).unwrap();
    assert!(done.words.contains("Proposed instead"), "{}", done.words);
    let again = lines(&mut kept).into_iter().find(|one| one.case == line.case).unwrap();
    assert_eq!(again.state, PlanLineState::Proposed);
    assert_ne!(again.officer, line.officer);
    let places = kept.session.plan_places(&line.case, now(MONDAY)).unwrap();
    let own = places.iter().filter(|place| place.officer == line.officer);
    assert!(own.clone().count() > 0 && own.clone().all(|place| place.words.contains("Has declined this contact.")));
    // One after the other declines, until nobody is left: the victim waits in the tray, for the supervisor by name.
    for _ in 0..3 {
        kept.session.decline_line(&decline("not_right"), now(MONDAY)).unwrap();
    }
    let view = kept.session.plan_view(now(MONDAY)).unwrap();
    assert_eq!(tray_cases(&view), std::slice::from_ref(&line.case));
    assert!(view.tray[0].words.contains("Has declined this contact."), "{}", view.tray[0].words);
    let allowed = kept.session.allow_officer(&line.case, &line.officer, now(MONDAY)).unwrap();
    let view = kept.session.propose_plan(now(MONDAY)).unwrap();
    assert!(view.tray.is_empty(), "asked again: {}", allowed.words);
    assert!(kept.session.allow_officer(&line.case, &line.officer, now(MONDAY)).is_err(), "nobody said so any more");
}

#[test]
fn a_conflict_declared_shuts_the_officer_out_and_the_accepted_line_is_looked_at_again() {
    let mut kept = desk();
    let line = lines(&mut kept)[0].clone();
    let collar = kept.session.officers().unwrap().into_iter().find(|one| one.officer == line.officer).unwrap().collar;
    let request = ConflictRequest { case: line.case.clone(), officer: collar, because: "knows_suspect".to_owned() };
    let done = kept.session.declare_conflict(&request, now(MONDAY)).unwrap();
    assert!(done.words.contains("1 accepted line can no longer stand"), "{}", done.words);
    assert!(kept.session.declare_conflict(&request, now(MONDAY)).is_err(), "it is declared already");
    let view = kept.session.plan_view(now(MONDAY)).unwrap();
    assert_eq!(tray_cases(&view), std::slice::from_ref(&line.case), "the line is told, and nothing else moves");
    assert!(view.tray[0].words.contains("Has declared a conflict."), "{}", view.tray[0].words);
    let view = kept.session.propose_plan(now(MONDAY)).unwrap();
    assert_eq!((view.moved.len(), view.moved[0].case.as_str()), (1, line.case.as_str()), "what moved is shown");
    assert!(view.moved[0].from.starts_with(&line.officer_name), "{}", view.moved[0].from);
    let kept_away = kept.session.kept_away().unwrap();
    assert_eq!((kept_away.len(), kept_away[0].conflict), (1, true));
    kept.undo(&done, MONDAY);
    assert!(kept.session.kept_away().unwrap().is_empty());
    assert!(lines(&mut kept).iter().any(|one| one.case == line.case && one.officer == line.officer), "it stands again");
}

#[test]
fn a_later_officer_in_the_case_makes_an_accepted_line_impossible() {
    let mut kept = desk();
    let line = lines(&mut kept)[0].clone();
    let collar = kept.session.officers().unwrap().into_iter().find(|one| one.officer == line.officer).unwrap().collar;
    let correction =
        crate::wire::CorrectCaseRequest { case: line.case.clone(), field: "oic_collar".to_owned(), value: collar };
    kept.session.correct_case(&correction, now(MONDAY)).unwrap();
    let view = kept.session.plan_view(now(MONDAY)).unwrap();
    assert_eq!(tray_cases(&view), std::slice::from_ref(&line.case));
    assert!(view.tray[0].words.contains("Linked to the investigation."), "{}", view.tray[0].words);
    let view = kept.session.propose_plan(now(MONDAY)).unwrap();
    assert_eq!(view.moved.len(), 1, "only that line moves");
}

#[test]
fn everyone_on_leave_no_victims_and_no_officers_are_normal_plans() {
    let mut kept = desk();
    for collar in ["1SW", "2SW", "3SW", "4SW"] {
        away(&mut kept, collar);
    }
    let view = kept.session.propose_plan(now(MONDAY)).unwrap();
    assert!(view.sentence.contains("No officer is on duty"), "{}", view.sentence);
    assert_eq!((view.tray.len(), view.proposed), (6, 0));
    let before =
        kept.session.end_contacts_before("2026-11-23".parse().unwrap(), "before_service", now(MONDAY)).unwrap();
    let view = kept.session.propose_plan(now(MONDAY)).unwrap();
    assert!(view.sentence.contains("Nobody waits for a contact"), "{}: {}", view.sentence, before.words);
    assert!(view.tray.is_empty() && view.closing.is_empty());

    let folder = tempfile::tempdir().unwrap();
    let request = NewDeskRequest {
        desk_name: "Empty".to_owned(),
        coordinator: "Ann".to_owned(),
        supervisor: String::new(),
        passphrase: "correct horse battery".to_owned(),
    };
    let (_, mut session) = Desk::at(folder.path().join("desk")).make(&request, now(MONDAY)).unwrap();
    let view = session.propose_plan(now(MONDAY)).unwrap();
    assert!(view.sentence.contains("No officers are listed"), "{}", view.sentence);
}

#[test]
fn a_window_that_closes_with_nobody_goes_to_the_supervisor_by_name_and_date() {
    let mut kept = desk();
    for collar in ["1SW", "2SW", "3SW", "4SW"] {
        away(&mut kept, collar);
    }
    // Medium risk, reported on 10 November: the window closes fifteen working days later, and all six lines are lost.
    let view = kept.session.plan_view(now(MONDAY)).unwrap();
    assert_eq!((view.closing.len(), view.tray.len()), (6, 6), "{:?}", view.closing);
    let first = &view.closing[0];
    assert_eq!(first.by, "2026-12-01");
    assert!(!first.with_supervisor && first.victim.starts_with("Victim"), "{first:?}");
    let after = kept.session.plan_view(now("2027-01-15")).unwrap();
    assert!(after.closing.iter().all(|one| one.with_supervisor) && after.closing.len() == 6, "{:?}", after.closing);
}
