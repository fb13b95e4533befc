//! Contacts as a coordinator records them: what was told, what follows, and who comes back.

use crate::support::{Kept, attempt, crime, new_desk, now, officer};
use desk::wire::{
    AttemptToldRequest, CaseView, CloseTaskRequest, HeapKind, NextStepKind, PutOffRequest, RecordAttemptRequest,
    TakeUpRequest,
};

const MONDAY: &str = "2026-11-23";
const CASE: &str = "0000001/26";

/// One crime reported on 2 November at standard risk, and two officers, of whom the first is the officer in the case.
fn desk() -> Kept {
    let mut kept = new_desk(MONDAY);
    kept.import_rows(&[crime(CASE, "02/11/2026", "Standard", "1001SW", "Sam Example")], MONDAY);
    kept.officers(&[officer("1001SW", "Olu Ade", "Merton"), officer("1002SW", "Pat Bell", "Merton")], MONDAY);
    kept
}

fn by(kept: &mut Kept, collar: &str, result: &str) -> RecordAttemptRequest {
    let case = kept.case(CASE);
    RecordAttemptRequest { officer: Some(collar.to_owned()), ..attempt(&case, result) }
}

fn view(kept: &mut Kept, today: &str) -> CaseView {
    let case = kept.session.find_case(CASE).unwrap();
    kept.session.case_view(case, now(today)).unwrap()
}

#[test]
fn a_concern_is_followed_to_its_end() {
    let mut kept = desk();
    let told = AttemptToldRequest {
        at: Some("14:05".to_owned()),
        purposes: vec!["impact".to_owned(), "help_offered".to_owned()],
        needs: vec!["safety".to_owned()],
        concern: true,
        new_risk: true,
        satisfaction: Some("neither".to_owned()),
        ..AttemptToldRequest::default()
    };
    let note = Some("They heard nothing since the first night.".to_owned());
    let request = RecordAttemptRequest { told: Some(told), note, ..by(&mut kept, "1002SW", "reached") };
    let done = kept.session.record_attempt(&request, now(MONDAY)).unwrap();
    assert!(done.words.contains("3 tasks waiting for you"), "{}", done.words);

    let waiting = kept.session.today(now(MONDAY)).unwrap();
    let heap = waiting.heaps.iter().find(|heap| heap.kind == HeapKind::Waiting).unwrap();
    let tasks: Vec<_> = heap.rows.iter().filter_map(|row| row.task.as_ref()).collect();
    assert_eq!(heap.count, 3, "tasks of a contact that was made wait all the same");
    let kinds: Vec<_> = tasks.iter().map(|task| (task.kind.as_str(), task.due_on.as_str())).collect();
    assert_eq!(kinds, [("new_risk", "2026-11-23"), ("concern", "2026-11-24"), ("need", "2026-11-30")]);
    assert!(tasks.iter().all(|task| task.owner == "Ann" && !task.overdue), "{tasks:?}");
    assert_eq!(tasks[1].note.as_deref(), Some("They heard nothing since the first night."));
    let late = kept.session.tasks(now("2026-11-25")).unwrap();
    assert_eq!(late.iter().filter(|task| task.overdue).count(), 2, "a clock that ran out is told");

    let concern = tasks[1].clone();
    let close = CloseTaskRequest { case: concern.case, entry: concern.entry, how: "passed_on".to_owned(), note: None };
    let closed = kept.session.close_task(&close, now("2026-11-24")).unwrap();
    assert_eq!(kept.session.tasks(now("2026-11-24")).unwrap().len(), 2);
    assert!(kept.session.close_task(&close, now("2026-11-24")).is_err(), "a task ends once");
    let story: Vec<String> = view(&mut kept, "2026-11-24").story.into_iter().map(|line| line.words).collect();
    assert!(story.iter().any(|line| line.contains("passed on")), "{story:?}");
    assert!(story.iter().any(|line| line.contains("14:05") && line.contains("Impact acknowledged")), "{story:?}");

    kept.undo(&closed, "2026-11-24");
    assert_eq!(kept.session.tasks(now("2026-11-24")).unwrap().len(), 3, "an undo brings the task back");
    kept.undo(&done, "2026-11-24");
    assert!(kept.session.tasks(now("2026-11-24")).unwrap().is_empty(), "and the result takes its tasks with it");
    assert_eq!(kept.row(CASE, "2026-11-24").next.kind, NextStepKind::Plan);
    kept.assert_whole();
}

#[test]
fn a_victim_who_declined_can_return() {
    let mut kept = desk();
    let request = by(&mut kept, "1002SW", "declined");
    kept.session.record_attempt(&request, now(MONDAY)).unwrap();
    assert_eq!(kept.row(CASE, MONDAY).next.kind, NextStepKind::Ended);
    let again = TakeUpRequest { case: kept.case(CASE), because: "victim_asks".to_owned(), until_on: None };
    let done = kept.session.take_up_contact(&again, now("2027-01-11")).unwrap();
    let row = kept.row(CASE, "2027-01-11");
    assert_eq!(
        (row.next.kind, row.next.on.as_deref()),
        (NextStepKind::Plan, Some("2027-01-12")),
        "long after the window"
    );
    assert!(kept.session.take_up_contact(&again, now("2027-01-11")).is_err(), "it is open already");
    kept.plan("2027-01-11");
    let request = RecordAttemptRequest { on: Some("2027-01-12".to_owned()), ..by(&mut kept, "1002SW", "reached") };
    let reached = kept.session.record_attempt(&request, now("2027-01-12")).unwrap();
    assert_eq!(kept.row(CASE, "2027-01-12").next.kind, NextStepKind::Reached);
    kept.undo(&reached, "2027-01-12");
    kept.undo(&done, "2027-01-12");
    assert_eq!(kept.row(CASE, "2027-01-12").next.kind, NextStepKind::Ended, "undone, the word of the victim stands");
    kept.assert_whole();
}

#[test]
fn a_contact_taken_up_again_and_not_made_returns_to_the_supervisor() {
    let mut kept = desk();
    for on in ["2026-11-09", "2026-11-11", "2026-11-13", "2026-11-17"] {
        let request = RecordAttemptRequest { on: Some(on.to_owned()), ..by(&mut kept, "1002SW", "no_answer") };
        kept.session.record_attempt(&request, now(MONDAY)).unwrap();
    }
    let row = kept.row(CASE, MONDAY);
    assert_eq!((row.next.kind, row.next.words.as_str()), (NextStepKind::Supervisor, "Sgt Obi decides"), "by name");
    assert_eq!(row.next.on.as_deref(), Some("2026-11-18"), "and with a date");
    let again = TakeUpRequest {
        case: kept.case(CASE),
        because: "try_again".to_owned(),
        until_on: Some("2027-01-29".to_owned()),
    };
    kept.session.take_up_contact(&again, now(MONDAY)).unwrap();
    assert_eq!(kept.row(CASE, MONDAY).next.kind, NextStepKind::Plan, "the attempts before no longer count");
    assert_eq!(kept.row(CASE, "2027-01-29").next.kind, NextStepKind::Plan, "it stays open until the day given");
    let row = kept.row(CASE, "2027-02-01");
    assert_eq!((row.next.kind, row.next.on.as_deref()), (NextStepKind::Supervisor, Some("2027-02-01")));
}

#[test]
fn what_is_put_off_comes_back_by_itself() {
    let mut kept = desk();
    let case = kept.case(CASE);
    let request = |until: &str| PutOffRequest { case: case.clone(), until: until.to_owned() };
    for wrong in ["2026-11-23", "2027-01-04", "soon"] {
        assert!(kept.session.put_off_contact(&request(wrong), now(MONDAY)).is_err(), "{wrong}");
    }
    kept.session.put_off_contact(&request("2026-12-08"), now(MONDAY)).unwrap();
    let row = kept.row(CASE, "2026-12-07");
    assert_eq!((row.next.kind, row.next.on.as_deref()), (NextStepKind::PutOff, Some("2026-12-08")));
    assert!(!row.next.overdue, "it is waited for; the window ended all the same: {}", row.next.window_words);
    assert!(row.next.window_words.contains("late"), "{}", row.next.window_words);
    let on_today = |kept: &mut Kept, today: &str| {
        [HeapKind::Overdue, HeapKind::DueToday, HeapKind::Waiting]
            .into_iter()
            .any(|heap| kept.heap(heap, today).contains(CASE))
    };
    assert!(!on_today(&mut kept, "2026-12-07"));
    assert!(on_today(&mut kept, "2026-12-08"), "back on its day");
    assert_eq!(kept.row(CASE, "2026-12-08").next.kind, NextStepKind::Plan);
}

#[test]
fn a_visit_agreed_and_an_unsafe_call_lead_on() {
    let mut kept = desk();
    let visit =
        RecordAttemptRequest { call_back_on: Some("2026-11-26".to_owned()), ..by(&mut kept, "1002SW", "visit_agreed") };
    kept.session.record_attempt(&visit, now(MONDAY)).unwrap();
    let row = kept.row(CASE, MONDAY);
    assert_eq!((row.next.kind, row.next.on.as_deref()), (NextStepKind::Visit, Some("2026-11-26")));
    let unsafe_call = by(&mut kept, "1002SW", "unsafe");
    kept.session.record_attempt(&unsafe_call, now("2026-11-26")).unwrap();
    let row = kept.row(CASE, "2026-11-26");
    assert_eq!((row.next.kind, row.next.on.as_deref()), (NextStepKind::Supervisor, Some("2026-11-27")));
    assert!(row.next.because.contains("not safe"), "{}", row.next.because);
    assert!(kept.session.propose_plan(now("2026-11-26")).unwrap().proposed == 0, "nobody is sent there");
}

#[test]
fn somebody_linked_to_the_investigation_neither_makes_nor_ends_the_contact() {
    let mut kept = desk();
    for result in ["reached", "no_answer", "no_answer", "no_answer", "no_answer"] {
        let request = by(&mut kept, "1001SW", result);
        let done = kept.session.record_attempt(&request, now(MONDAY)).unwrap();
        assert!(done.words.contains("does not count"), "{}", done.words);
    }
    assert_eq!(kept.row(CASE, MONDAY).next.kind, NextStepKind::Retry, "none of them is an attempt of ours");
    let request = by(&mut kept, "1001SW", "declined");
    kept.session.record_attempt(&request, now(MONDAY)).unwrap();
    let row = kept.row(CASE, MONDAY);
    assert_eq!(row.next.kind, NextStepKind::Supervisor, "a person decides what that word is worth");
    let story = view(&mut kept, MONDAY).story;
    assert_eq!(story.iter().filter(|line| line.words.contains("does not count")).count(), 6, "and the story is marked");
}

#[test]
fn late_and_early_are_told_and_never_refused() {
    let mut kept = desk();
    let early = RecordAttemptRequest { on: Some("2026-11-03".to_owned()), ..by(&mut kept, "1002SW", "no_answer") };
    let words = kept.session.record_attempt(&early, now(MONDAY)).unwrap().words;
    assert!(words.contains("It is early: the window opens Mon 9 Nov"), "{words}");
    let late = RecordAttemptRequest { on: Some("2026-12-02".to_owned()), ..by(&mut kept, "1002SW", "reached") };
    let words = kept.session.record_attempt(&late, now("2026-12-02")).unwrap().words;
    assert!(words.contains("It is late: the window ended Mon 30 Nov"), "{words}");
}

#[test]
fn one_contact_counts_for_each_case_of_one_person() {
    let mut kept = desk();
    let others = [
        crime("0000002/26", "09/11/2026", "High", "", "Sam Example"),
        crime("0000003/26", "09/11/2026", "High", "", "Sam Exampleton"),
    ];
    kept.import_rows(&others, MONDAY);
    let case = kept.case(CASE);
    let shared = kept.session.shared_cases(&case, now(MONDAY)).unwrap();
    assert_eq!(shared.iter().map(|one| one.reference.as_str()).collect::<Vec<_>>(), ["0000002/26"]);
    let strange = RecordAttemptRequest { also: vec!["0000003/26".to_owned()], ..by(&mut kept, "1002SW", "reached") };
    assert!(kept.session.record_attempt(&strange, now(MONDAY)).is_err(), "another person needs a contact of their own");
    let request = RecordAttemptRequest { also: vec!["0000002/26".to_owned()], ..by(&mut kept, "1002SW", "reached") };
    let done = kept.session.record_attempt(&request, now(MONDAY)).unwrap();
    for reference in [CASE, "0000002/26"] {
        assert_eq!(kept.row(reference, MONDAY).next.kind, NextStepKind::Reached, "{reference}");
    }
    kept.undo(&done, MONDAY);
    for reference in [CASE, "0000002/26"] {
        assert_ne!(kept.row(reference, MONDAY).next.kind, NextStepKind::Reached, "{reference}");
    }
}
