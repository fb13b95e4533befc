//! A desk of invented cases: whole, marked, and every page of it answers.

use crate::pdf;
use crate::support::{day, list_request, now, rows, sign_in};
use desk::wire::{AcceptPlanRequest, CaseList, MonthRequest, SheetsRequest};
use desk::{DEMO_PASSPHRASE, DemoRequest, Desk, Session, Silent};
use std::collections::BTreeSet;
use std::path::Path;

const TODAY: &str = "2026-11-24";

fn made(folder: &Path, seed: u64) -> (Desk, Session) {
    let desk = Desk::at(folder.join(format!("desk-{seed}")));
    let session = desk.make_demo(DemoRequest { cases: 300, seed }, now(TODAY), &mut Silent).unwrap();
    (desk, session)
}

#[test]
fn every_page_of_a_demo_desk_answers() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, mut session) = made(folder.path(), 1);
    let at = now(TODAY);
    assert!(session.verify(None).unwrap().sound, "the record is whole");
    let view = desk.view(day(TODAY)).unwrap();
    assert!(view.exists && view.demo && view.demo_passphrase.as_deref() == Some(DEMO_PASSPHRASE));
    assert!(session.view(at).demo && session.is_demo(), "marked on screen");

    let all = rows(&mut session, CaseList::All, at);
    assert_eq!(all.len(), 300);
    let today = session.today(at).unwrap();
    assert_eq!(today.heaps.len(), 4);
    assert!(today.heaps.iter().any(|heap| heap.count > 0), "something is to be done: {}", today.sentence);
    for list in [CaseList::Open, CaseList::HighRisk, CaseList::NoStrand, CaseList::NoWard, CaseList::Closed] {
        session.case_list(&list_request(list), at).unwrap();
    }
    let named = all.iter().find(|row| row.victim != "Unnamed victim").expect("people are invented");
    let found = session.search(&named.victim, at).unwrap();
    assert!(found.rows.iter().any(|row| row.case == named.case), "a victim is found by name");
    let case = session.case_view(named.case.parse().unwrap(), at).unwrap();
    assert!(!case.story.is_empty() && case.personal.iter().any(|field| field.value == named.victim));
    assert!(!session.officers().unwrap().is_empty() && !session.choices().unwrap().results.is_empty());
    assert!(!session.past_imports().unwrap().is_empty());

    let plan = session.propose_plan(at).unwrap();
    assert!(plan.proposed + plan.accepted > 0, "{}", plan.sentence);
    if plan.proposed > 0 {
        session.accept_plan(&AcceptPlanRequest { cases: None }, at).unwrap();
    }
    let plan = session.plan_view(at).unwrap();
    let line = plan.officers.iter().flat_map(|officer| &officer.cells).flat_map(|cell| &cell.lines).next().unwrap();
    session.next_best(&line.case, at).unwrap();
    let sheets =
        session.print_sheets(&SheetsRequest { on: line.on.clone(), officer: None, as_list: false }, at).unwrap();
    assert!(pdf::read(&sheets.bytes).words_by_page.iter().all(|page| page.contains("DEMO")), "marked on paper");

    let trends = session.trends(None, at).unwrap();
    let whole = trends.charts.iter().filter(|chart| chart.cut.is_none()).count();
    assert_eq!(whole, 10, "a chart each series");
    assert!(trends.charts.len() > whole, "and the strands too rare for a share by month");
    let names: BTreeSet<&str> = trends.charts.iter().map(|chart| chart.name.as_str()).collect();
    assert_eq!(names.len(), trends.charts.len(), "each with a name of its own");
    let month = MonthRequest { month: "2026-10".to_owned(), as_at: None, shareable: false, correction: None };
    let paper = pdf::read(&session.print_month(&month, at).unwrap().bytes);
    assert!(paper.words_by_page.iter().all(|page| page.contains("DEMO")), "marked on every page");
    session.month_view(None, at).unwrap();
    session.back_up(at).unwrap();
    assert!(session.verify(None).unwrap().sound, "and it is whole after all of that");

    let mut edi = sign_in(&desk, "EDI manager", DEMO_PASSPHRASE, TODAY).unwrap();
    let seen = edi.trends(None, at).unwrap();
    assert_eq!(seen.as_at, "2026-10-31", "the end of a complete month");
    assert!(seen.suppression_words.is_some(), "small numbers are withheld");
}

#[test]
fn the_same_seed_gives_the_same_figures() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (_, mut one) = made(first.path(), 7);
    let (_, mut same) = made(second.path(), 7);
    let (_, mut other) = made(second.path(), 8);
    let trends = one.trends(None, now(TODAY)).unwrap();
    assert_eq!(same.trends(None, now(TODAY)).unwrap(), trends);
    assert_ne!(other.trends(None, now(TODAY)).unwrap(), trends, "another seed is another caseload");
    let all = rows(&mut one, CaseList::All, now(TODAY));
    assert_eq!(rows(&mut same, CaseList::All, now(TODAY)), all, "case by case");
}
