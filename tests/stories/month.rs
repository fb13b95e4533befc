//! A month's work, from an empty desk to the issued month.

use crate::pdf;
use crate::support::{Kept, attempt, crime, day, new_desk, now, officer, planned, rows, sign_in};
use desk::wire::{
    CaseList, HeapKind, MonthRequest, NextStepKind, OutcomeRequest, RefusalCode, SheetsRequest, WithdrawalRequest,
};

#[test]
fn a_coordinator_works_a_month() {
    let mut kept = september();
    plan_and_accept(&mut kept);
    no_answer_returns_until_reached(&mut kept);
    endings_and_outcomes(&mut kept);
    figures(&mut kept);
    print_and_issue(&mut kept);
    kept.assert_whole();
}

fn september() -> Kept {
    // Tuesday 1 September 2026. The Monday before was the summer bank holiday.
    let mut kept = new_desk("2026-09-01");
    let done = kept.import_rows(
        &[
            crime("0000001/26", "28/08/2026", "High", "1001SW", "Ada North"),
            crime("0000002/26", "27/08/2026", "Standard", "1002SW", "Ben South"),
            crime("0000003/26", "27/08/2026", "Medium", "", "Cid East"),
            crime("0000004/26", "28/08/2026", "Standard", "", "Dee West"),
        ],
        "2026-09-01",
    );
    assert_eq!((done.new, done.refused), (4, 0));
    assert_eq!(kept.heap(HeapKind::New, "2026-09-01").len(), 4, "new reports are shown to whoever looks first");
    kept.officers(&[officer("1001SW", "Olu Ade", "Merton"), officer("1002SW", "Pat Bell", "Merton")], "2026-09-01");
    kept
}

/// Nobody sees the victim of a case they investigate, and an accepted plan can be undone.
fn plan_and_accept(kept: &mut Kept) {
    let proposal = kept.session.propose_plan(now("2026-09-01")).unwrap();
    assert_eq!((proposal.proposed, proposal.accepted, proposal.tray.len()), (4, 0, 0), "{}", proposal.sentence);
    let lines = planned(&proposal);
    assert!(lines[&kept.case("0000001/26")].contains("Pat Bell"), "Olu Ade is the officer in the case");
    assert!(lines[&kept.case("0000002/26")].contains("Olu Ade"), "Pat Bell is the officer in the case");
    let before = kept.session.plan_view(now("2026-09-01")).unwrap();
    assert_eq!(planned(&before), lines, "looking again changes nothing");
    let accepted = kept.plan("2026-09-01");
    assert_eq!(kept.row("0000001/26", "2026-09-01").next.kind, NextStepKind::Contact);
    // An accepted plan can be undone, and done again.
    let undone = kept.undo(&accepted, "2026-09-01");
    assert_eq!(kept.row("0000001/26", "2026-09-01").next.kind, NextStepKind::Plan, "taken off the plan");
    kept.undo(&undone, "2026-09-01");
    let planned_row = kept.row("0000001/26", "2026-09-01");
    assert_eq!(planned_row.next.kind, NextStepKind::Contact, "undoing the undo puts the line back");

    // The sheet of that day is printed, and says who is seen by whom.
    let on = planned_row.next.on.unwrap();
    let sheets = kept
        .session
        .print_sheets(&SheetsRequest { on: on.clone(), officer: None, as_list: false }, now("2026-09-01"))
        .unwrap();
    let sheet = pdf::read(&sheets.bytes);
    assert!(sheet.words.contains("Ada North") && sheet.words.contains("Pat Bell"), "{}", sheet.words);
}

/// No answer: the contact returns by itself after its rest, and not before.
fn no_answer_returns_until_reached(kept: &mut Kept) {
    let on = kept.row("0000001/26", "2026-09-01").next.on.unwrap();
    let done = kept.attempt("0000001/26", "no_answer", &on);
    assert!(done.words.contains("No answer recorded for 0000001/26. Next: try again"), "{}", done.words);
    let resting = kept.row("0000001/26", &on);
    assert_eq!(resting.next.kind, NextStepKind::Retry);
    let back_on = resting.next.on.unwrap();
    assert!(day(&on) < day(&back_on), "the victim rests before the next attempt");
    let eve = day(&back_on).pred_opt().unwrap().to_string();
    for heap in [HeapKind::DueToday, HeapKind::Waiting, HeapKind::Overdue] {
        assert!(!kept.heap(heap, &eve).contains("0000001/26"), "not before its rest is over: {heap:?}");
    }
    assert!(kept.heap(HeapKind::Waiting, &back_on).contains("0000001/26"), "it returns by itself");

    // Planned again and reached: the promise is kept, and a slip of the keyboard can be taken back.
    kept.plan(&back_on);
    let again_on = kept.row("0000001/26", &back_on).next.on.unwrap();
    let reached = kept.attempt("0000001/26", "reached", &again_on);
    assert_eq!(kept.row("0000001/26", &again_on).next.kind, NextStepKind::Reached);
    let undone = kept.undo(&reached, &again_on);
    assert_eq!(kept.row("0000001/26", &again_on).next.kind, NextStepKind::Contact, "as it was before");
    kept.undo(&undone, &again_on);
    assert_eq!(kept.row("0000001/26", &again_on).next.kind, NextStepKind::Reached);
    let open = rows(&mut kept.session, CaseList::Open, now(&again_on));
    assert!(open.iter().all(|row| row.reference != "0000001/26"), "nothing is owed any more");
}

/// A victim declines; another withdraws support and is still owed a contact.
fn endings_and_outcomes(kept: &mut Kept) {
    kept.attempt("0000003/26", "declined", "2026-09-14");
    assert_eq!(kept.row("0000003/26", "2026-09-14").next.kind, NextStepKind::Ended, "by the victim's own wish");
    let case = kept.case("0000004/26");
    let withdrawal = WithdrawalRequest {
        case: case.clone(),
        on: Some("2026-09-14".to_owned()),
        reason: Some("took too long".to_owned()),
        confirmed_by: Some("victim".to_owned()),
        confirmed_how: None,
    };
    let done = kept.session.record_withdrawal(&withdrawal, now("2026-09-15")).unwrap();
    assert!(done.words.contains("still owed"), "{}", done.words);
    assert_eq!(kept.row("0000004/26", "2026-09-15").next.kind, NextStepKind::Contact, "withdrawal ends no promise");
    let outcome =
        OutcomeRequest { case: case.clone(), number: 16, on: "2026-09-15".to_owned(), alternate_offence: false };
    kept.session.record_outcome(&outcome, now("2026-09-15")).unwrap();
    assert!(kept.row("0000004/26", "2026-09-15").outcome.starts_with("16 "));
    assert_eq!(kept.row("0000004/26", "2026-09-15").next.kind, NextStepKind::Contact, "nor does an outcome");
    // Charged, and so not attrition.
    let charged = kept.case("0000002/26");
    let outcome = OutcomeRequest { case: charged, number: 1, on: "2026-09-16".to_owned(), alternate_offence: false };
    kept.session.record_outcome(&outcome, now("2026-09-16")).unwrap();
}

/// Of two cases closed in September, one ended by withdrawal.
fn figures(kept: &mut Kept) {
    let trends = kept.session.trends(None, now("2026-10-01")).unwrap();
    let withdrawal = trends.charts.iter().find(|chart| chart.series == "withdrawal_closed").unwrap();
    let september = withdrawal.points.iter().find(|point| point.period == "2026-09").expect("a point a month");
    assert_eq!((september.numerator, september.denominator), (Some(1), Some(2)));
    assert!(withdrawal.svg.starts_with("<svg") && !withdrawal.table.rows.is_empty(), "a chart, and its table");
    let earlier = kept.session.trends(Some("2026-09-15"), now("2026-10-01")).unwrap();
    let earlier = earlier.charts.iter().find(|chart| chart.series == "withdrawal_closed").unwrap();
    let then = earlier.points.iter().find(|point| point.period == "2026-09").unwrap();
    assert_eq!((then.numerator, then.denominator), (Some(1), Some(1)), "as at the day before the charge was known");
}

/// September on paper: the same bytes whatever is entered later, and frozen once it is issued.
fn print_and_issue(kept: &mut Kept) {
    let request = |as_at: &str| MonthRequest {
        month: "2026-09".to_owned(),
        as_at: Some(as_at.to_owned()),
        shareable: false,
        correction: None,
    };
    let first = kept.session.print_month(&request("2026-10-01"), now("2026-10-01")).unwrap();
    let second = kept.session.print_month(&request("2026-10-01"), now("2026-10-01")).unwrap();
    assert!(first.bytes == second.bytes, "the same desk, month and day give the same bytes");
    let paper = pdf::read(&first.bytes);
    assert!(paper.title.contains("September 2026"), "{}", paper.title);
    assert_eq!(paper.language, "en-GB");
    assert!(paper.is_tagged && paper.alternative_texts >= 2, "tagged, and each chart has words of its own");
    assert!(paper.words_by_page.iter().all(|page| page.contains("OFFICIAL-SENSITIVE")), "marked on every page");
    for name in ["Ada North", "Ben South", "Cid East", "Dee West"] {
        assert!(!paper.words.contains(name), "the month is about cases, not names");
    }

    // The head on paper is the record's own, and is there still when later entries have come.
    let draft = kept.session.issue_month(&request("2026-09-16"), now("2026-10-01")).unwrap_err();
    assert_eq!(draft.code(), RefusalCode::BadInput, "a month that still ran is not issued: {draft}");
    let issued = kept.session.issue_month(&request("2026-10-01"), now("2026-10-01")).unwrap();
    assert!(issued.words.contains("September 2026"), "{}", issued.words);
    let view = kept.session.month_view(Some("2026-09"), now("2026-10-01")).unwrap();
    assert_eq!(view.issued.len(), 1, "{:?}", view.issued);
    let kept_head = kept.session.verify(None).unwrap();
    let head = format!("{}:{}", kept_head.head_number, kept_head.head_digest);
    kept.attempt("0000002/26", "voicemail", "2026-10-05");
    let third = kept.session.print_month(&request("2026-10-01"), now("2026-10-06")).unwrap();
    assert!(first.bytes == third.bytes, "entered later under a later day, and so not on this page");
    assert!(kept.session.verify(Some(&head)).unwrap().sound, "the chain still holds the head that was kept");
    let foreign = format!("{}:{}", kept_head.head_number, "0".repeat(64));
    let verdict = kept.session.verify(Some(&foreign)).unwrap();
    assert!(!verdict.sound && !verdict.problems.is_empty(), "another digest is another history");
}

#[test]
fn every_result_leads_where_it_should() {
    let today = "2026-09-14";
    let mut kept = new_desk("2026-09-01");
    let references: Vec<String> = (1..=7).map(|number| format!("00000{number:02}/26")).collect();
    let crimes: Vec<String> =
        references.iter().map(|reference| crime(reference, "28/08/2026", "Medium", "", "A Victim")).collect();
    kept.import_rows(&crimes, "2026-09-01");
    let mut check = |place: usize, result: &str, expected: NextStepKind, on: Option<&str>| {
        let mut request = attempt(&kept.session.find_case(&references[place]).unwrap().to_string(), result);
        request.call_back_on = (result == "call_back").then(|| "2026-09-18".to_owned());
        kept.session.record_attempt(&request, now(today)).unwrap();
        let row = kept.row(&references[place], today);
        assert_eq!((&row.next.kind, row.next.on.as_deref()), (&expected, on), "{result}");
    };
    check(0, "no_answer", NextStepKind::Retry, Some("2026-09-16"));
    check(1, "voicemail", NextStepKind::Retry, Some("2026-09-16"));
    check(2, "wrong_number", NextStepKind::FindNumber, Some("2026-09-15"));
    check(3, "declined", NextStepKind::Ended, None);
    check(4, "reached", NextStepKind::Reached, None);
    check(5, "call_back", NextStepKind::CallBack, Some("2026-09-18"));
    // Attempts used up go to a person, with a date; only a person ends it.
    for _ in 0..3 {
        check(6, "no_answer", NextStepKind::Retry, Some("2026-09-16"));
    }
    check(6, "no_answer", NextStepKind::Supervisor, Some("2026-09-15"));
    assert!(kept.heap(HeapKind::Waiting, "2026-09-15").contains(&references[6]));
    kept.assert_whole();
}

#[test]
fn the_supervisor_signs_in_and_finds_what_waits() {
    let mut kept = new_desk("2026-09-01");
    kept.import_rows(&[crime("0000001/26", "28/08/2026", "High", "", "Ada North")], "2026-09-01");
    for _ in 0..4 {
        kept.attempt("0000001/26", "no_answer", "2026-09-07");
    }
    let mut supervisor = kept.sign_in_new("Sgt Obi", desk::wire::RoleView::Supervisor, "2026-09-08");
    let view = supervisor.today(now("2026-09-08")).unwrap();
    let waiting = view.heaps.iter().find(|heap| heap.kind == HeapKind::Waiting).unwrap();
    assert_eq!(waiting.rows[0].reference, "0000001/26");
    assert_eq!(waiting.rows[0].next.kind, NextStepKind::Supervisor);
    drop(supervisor);
    let wrong = sign_in(&kept.desk, "Sgt Obi", "not the passphrase", "2026-09-08");
    assert_eq!(wrong.err().unwrap().code(), RefusalCode::WrongPassphrase);
}
