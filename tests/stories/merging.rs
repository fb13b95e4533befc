//! Merging cases, and taking anything back: both leave everything as it was.

use crate::casework::{FIRST, SECOND, TODAY, correct, risk_action, two_cases, value, view};
use crate::support::{Kept, attempt, crime, now, rows};
use desk::Session;
use desk::wire::{
    CaseList, CaseView, ClockRequest, CorrectCaseRequest, DoneView, EndContactRequest, OutcomeRequest, PairRequest,
    SetAsideRequest, SettleRequest, WithdrawalRequest,
};

/// Everything that stands of two cases, but the story: it only ever grows.
fn stands(kept: &mut Kept, cases: &[String]) -> Vec<(CaseView, bool)> {
    let shown = rows(&mut kept.session, CaseList::All, now(TODAY));
    cases
        .iter()
        .map(|case| {
            let mut view = view(kept, case, TODAY);
            view.story.clear();
            (view, shown.iter().any(|row| row.case == *case))
        })
        .collect()
}

#[test]
fn merging_then_unmerging_changes_nothing() {
    let mut kept = two_cases();
    let (first, second) = (kept.case(FIRST), kept.case(SECOND));
    kept.attempt(SECOND, "no_answer", TODAY);
    correct(&mut kept, SECOND, "email", "amina@example.org", TODAY);
    correct(&mut kept, SECOND, "language", "Somali", TODAY);
    let cases = [first.clone(), second.clone()];
    let before = stands(&mut kept, &cases);
    let likely = kept.session.likely_duplicates(now(TODAY)).unwrap();
    assert_eq!(likely.len(), 1);
    assert_eq!(likely[0].what, "case");
    assert!(likely[0].because.contains("Same name and telephone"), "{}", likely[0].because);

    let pair = PairRequest { case: second.clone(), other: first.clone(), what: "merge".to_owned() };
    kept.session.settle_pair(&pair, now(TODAY)).unwrap();
    assert!(kept.session.likely_duplicates(now(TODAY)).unwrap().is_empty());
    let shown = rows(&mut kept.session, CaseList::All, now(TODAY));
    assert_eq!(shown.iter().map(|row| row.case.as_str()).collect::<Vec<_>>(), [first.as_str()]);
    let merged = view(&mut kept, &second, TODAY);
    assert_eq!(merged.case, first, "the case that went opens as the one that stays");
    assert_eq!(value(&merged, "email"), "amina@example.org");
    assert_eq!(value(&merged, "language"), "Somali");
    assert_eq!(value(&merged, "risk"), "High", "what it had stays");
    assert!(merged.story.iter().any(|line| line.words.starts_with("No answer")), "what was tried counts");
    // An extract that still carries both makes no case anew.
    let again = [
        crime(FIRST, "24/08/2026", "High", "1001SW", "Amina Yusuf"),
        crime(SECOND, "26/08/2026", "", "", "Amina Yusuf"),
    ];
    let done = kept.import_rows(&again, TODAY);
    assert_eq!((done.new, done.changed), (0, 0));
    kept.assert_whole();

    kept.session.unmerge(&second, now(TODAY)).unwrap();
    assert_eq!(stands(&mut kept, &cases), before);
    kept.assert_whole();
}

#[test]
fn nobody_falls_out_by_a_merge() {
    let mut kept = two_cases();
    let (first, second) = (kept.case(FIRST), kept.case(SECOND));
    // The one that goes was ended by hand; the one that stays is still owed its contact.
    let end = EndContactRequest { case: second.clone(), reason: "recorded_in_error".to_owned() };
    kept.session.end_contact(&end, now(TODAY)).unwrap();
    let pair = PairRequest { case: second, other: first.clone(), what: "merge".to_owned() };
    kept.session.settle_pair(&pair, now(TODAY)).unwrap();
    let open = rows(&mut kept.session, CaseList::Open, now(TODAY));
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].case, first);
    let again = PairRequest { case: first.clone(), other: first, what: "merge".to_owned() };
    assert!(kept.session.settle_pair(&again, now(TODAY)).unwrap_err().to_string().contains("one and the same"));
}

#[test]
fn people_told_apart_are_not_asked_about_again() {
    let mut kept = two_cases();
    let (case, other) = (kept.case(FIRST), kept.case(SECOND));
    let pair = PairRequest { case, other, what: "not_the_same".to_owned() };
    let done = kept.session.settle_pair(&pair, now(TODAY)).unwrap();
    assert!(kept.session.likely_duplicates(now(TODAY)).unwrap().is_empty());
    kept.undo(&done, TODAY);
    assert_eq!(kept.session.likely_duplicates(now(TODAY)).unwrap().len(), 1);
}

/// What a person does, by a name for the message.
type Action = (&'static str, fn(&mut Session, &str, &str) -> DoneView);

#[test]
fn undo_of_any_action_restores_the_case() {
    let actions: [Action; 13] = [
        ("attempt", |desk, case, _| desk.record_attempt(&attempt(case, "no_answer"), now(TODAY)).unwrap()),
        ("reached", |desk, case, _| desk.record_attempt(&attempt(case, "reached"), now(TODAY)).unwrap()),
        ("end", |desk, case, _| {
            let request = EndContactRequest { case: case.to_owned(), reason: "cannot_be_found".to_owned() };
            desk.end_contact(&request, now(TODAY)).unwrap()
        }),
        ("correct a field", |desk, case, _| change(desk, case, "safe_times", "Mon-Fri 09:00-12:00")),
        ("correct a text", |desk, case, _| change(desk, case, "address", "1 Invented Road")),
        ("clear a field", |desk, case, _| change(desk, case, "ward", "")),
        ("withdrawal", |desk, case, _| {
            let request = WithdrawalRequest {
                case: case.to_owned(),
                on: Some(TODAY.to_owned()),
                reason: Some("court".to_owned()),
                confirmed_by: Some("victim".to_owned()),
                confirmed_how: None,
            };
            desk.record_withdrawal(&request, now(TODAY)).unwrap()
        }),
        ("outcome", |desk, case, _| {
            let on = TODAY.to_owned();
            let request = OutcomeRequest { case: case.to_owned(), number: 1, on, alternate_offence: true };
            desk.record_outcome(&request, now(TODAY)).unwrap()
        }),
        ("settle", |desk, case, _| {
            let request = SettleRequest { case: case.to_owned(), field: "borough".to_owned(), take_extract: true };
            desk.settle_difference(&request, now(TODAY)).unwrap()
        }),
        ("risk action", |desk, case, _| desk.set_risk_action(&risk_action(case), now(TODAY)).unwrap()),
        ("told", |desk, case, _| {
            let clock = "acknowledgement".to_owned();
            let request = ClockRequest { case: case.to_owned(), clock, on: None, started: false };
            desk.record_clock(&request, now(TODAY)).unwrap()
        }),
        ("set aside", |desk, case, _| {
            let request = SetAsideRequest { case: Some(case.to_owned()), problem: "oic_not_listed".to_owned() };
            desk.set_problem_aside(&request, now(TODAY)).unwrap()
        }),
        ("merge", |desk, case, other| {
            let request = PairRequest { case: other.to_owned(), other: case.to_owned(), what: "merge".to_owned() };
            desk.settle_pair(&request, now(TODAY)).unwrap()
        }),
    ];
    let mut kept = two_cases();
    let cases = [kept.case(FIRST), kept.case(SECOND)];
    correct(&mut kept, FIRST, "borough", "Richmond upon Thames", TODAY);
    for (name, act) in actions {
        let before = stands(&mut kept, &cases);
        let done = act(&mut kept.session, &cases[0], &cases[1]);
        assert_ne!(stands(&mut kept, &cases), before, "{name} does something");
        let undone = kept.undo(&done, TODAY);
        assert_eq!(stands(&mut kept, &cases), before, "{name}, undone");
        // An undo can be undone, and that again.
        let again = kept.undo(&undone, TODAY);
        assert_ne!(stands(&mut kept, &cases), before, "{name}, done again");
        kept.undo(&again, TODAY);
        assert_eq!(stands(&mut kept, &cases), before, "{name}, undone again");
    }
    kept.assert_whole();
}

fn change(desk: &mut Session, case: &str, field: &str, value: &str) -> DoneView {
    let request = CorrectCaseRequest { case: case.to_owned(), field: field.to_owned(), value: value.to_owned() };
    desk.correct_case(&request, now(TODAY)).unwrap()
}
