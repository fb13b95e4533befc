//! Casework: what a coordinator settles, works through, merges and takes back, through the desk's own door.

use crate::support::{Kept, crime, list_request, new_desk, now, rows};
use desk::wire::{
    CaseList, CaseListRequest, CaseView, ChoiceView, ClockRequest, CorrectCaseRequest, DoneView, FieldIsRequest,
    HeapKind, OutcomeRequest, RiskActionDoneRequest, RiskActionRequest, SetAsideRequest, SettleRequest,
    WithdrawalRequest,
};

pub const TODAY: &str = "2026-09-01";
pub const FIRST: &str = "0000001/26";
pub const SECOND: &str = "0000002/26";

/// Two cases of one victim, reported two days apart.
pub fn two_cases() -> Kept {
    let mut kept = new_desk(TODAY);
    let rows = [
        crime(FIRST, "24/08/2026", "High", "1001SW", "Amina Yusuf"),
        crime(SECOND, "26/08/2026", "", "", "Amina Yusuf"),
    ];
    assert_eq!(kept.import_rows(&rows, TODAY).new, 2);
    kept
}

pub fn correct(kept: &mut Kept, reference: &str, field: &str, value: &str, today: &str) -> DoneView {
    let case = kept.case(reference);
    let request = CorrectCaseRequest { case, field: field.to_owned(), value: value.to_owned() };
    kept.session.correct_case(&request, now(today)).unwrap()
}

fn settle(kept: &mut Kept, reference: &str, field: &str, take_extract: bool, today: &str) -> DoneView {
    let case = kept.case(reference);
    let request = SettleRequest { case, field: field.to_owned(), take_extract };
    kept.session.settle_difference(&request, now(today)).unwrap()
}

pub fn view(kept: &mut Kept, case: &str, today: &str) -> CaseView {
    kept.session.case_view(case.parse().unwrap(), now(today)).unwrap()
}

pub fn value(view: &CaseView, field: &str) -> String {
    let fields = view.facts.iter().chain(&view.personal);
    fields.into_iter().find(|one| one.field == field).map(|one| one.value.clone()).unwrap()
}

pub fn risk_action(case: &str) -> RiskActionRequest {
    RiskActionRequest {
        case: case.to_owned(),
        strategy: "reduce".to_owned(),
        text: "Fit a door camera".to_owned(),
        owner: "PC Obi".to_owned(),
        due_on: "2026-09-08".to_owned(),
    }
}

#[test]
fn a_difference_is_settled_once_and_raised_again_only_by_a_new_value() {
    let mut kept = two_cases();
    correct(&mut kept, FIRST, "ward", "Abbey", TODAY);
    correct(&mut kept, FIRST, "risk", "standard", TODAY);
    correct(&mut kept, FIRST, "telephone", "07700 900555", TODAY);
    let differing = |kept: &mut Kept| -> Vec<String> {
        kept.session.differences().unwrap().into_iter().map(|one| one.field).collect()
    };
    assert_eq!(differing(&mut kept), ["ward", "risk", "telephone"]);
    assert_eq!(kept.session.today(now(TODAY)).unwrap().differences, 1, "one case waits");

    settle(&mut kept, FIRST, "ward", false, TODAY);
    settle(&mut kept, FIRST, "risk", true, TODAY);
    settle(&mut kept, FIRST, "telephone", false, TODAY);
    assert_eq!(differing(&mut kept), [] as [&str; 0]);
    assert_eq!(kept.session.today(now(TODAY)).unwrap().differences, 0);

    // The next morning brings the same file: nothing is raised again, and what a person kept stays.
    let same = [crime(FIRST, "24/08/2026", "High", "1001SW", "Amina Yusuf")];
    kept.import_rows(&same, "2026-09-02");
    assert_eq!(differing(&mut kept), [] as [&str; 0]);
    let case = kept.case(FIRST);
    let now_stands = view(&mut kept, &case, "2026-09-02");
    assert_eq!(value(&now_stands, "ward"), "Abbey");
    assert_eq!(value(&now_stands, "risk"), "High");
    assert_eq!(value(&now_stands, "telephone"), "07700 900555");

    // A new value raises it again, once; agreeing ends it.
    let moved = same[0].replace("Colliers Wood", "Ravensbury");
    kept.import_rows(&[moved], "2026-09-03");
    assert_eq!(differing(&mut kept), ["ward"]);
    let agrees = same[0].replace("Colliers Wood", "Abbey");
    kept.import_rows(&[agrees], "2026-09-04");
    assert_eq!(differing(&mut kept), [] as [&str; 0]);
    kept.assert_whole();
}

#[test]
fn settling_what_does_not_differ_is_refused() {
    let mut kept = two_cases();
    let case = kept.case(FIRST);
    for (field, says) in [("ward", "does not differ"), ("colour", "is not a field")] {
        let request = SettleRequest { case: case.clone(), field: field.to_owned(), take_extract: true };
        let refused = kept.session.settle_difference(&request, now(TODAY)).unwrap_err().to_string();
        assert!(refused.contains(says), "{refused}");
    }
}

#[test]
fn every_problem_is_a_list_of_as_many_cases_and_is_worked_to_empty() {
    let mut kept = two_cases();
    let found = |kept: &mut Kept, code: &str| -> (u64, u64) {
        let counted = kept.session.quality(now(TODAY)).unwrap().problems;
        let count = counted.iter().find(|one| one.code == code).unwrap().count;
        let request = CaseListRequest { problem: Some(code.to_owned()), ..list_request(CaseList::Missing) };
        let list = kept.session.case_list(&request, now(TODAY)).unwrap();
        assert_eq!(list.count, list.rows.len() as u64);
        (count, list.count)
    };
    assert_eq!(found(&mut kept, "no_risk"), (1, 1));
    assert_eq!(found(&mut kept, "oic_not_listed"), (1, 1), "nobody on the list has 1001SW");
    // One is mended, the other is right as it stands.
    correct(&mut kept, SECOND, "risk", "standard", TODAY);
    assert_eq!(found(&mut kept, "no_risk"), (0, 0));
    let aside = SetAsideRequest { case: None, problem: "oic_not_listed".to_owned() };
    let done = kept.session.set_problem_aside(&aside, now(TODAY)).unwrap();
    assert_eq!(found(&mut kept, "oic_not_listed"), (0, 0));
    let view = kept.session.quality(now(TODAY)).unwrap();
    assert!(view.problems.iter().all(|one| one.count == 0), "{:?}", view.problems);
    let months = &view.completeness.iter().find(|one| one.field == "risk").unwrap().months;
    assert_eq!((months.last().unwrap().filled, months.last().unwrap().cases), (2, 2));
    kept.undo(&done, TODAY);
    assert_eq!(found(&mut kept, "oic_not_listed"), (1, 1), "undone, it is there again");
}

#[test]
fn counts_agree_wherever_they_stand() {
    let mut kept = two_cases();
    let later = "2026-11-02";
    kept.attempt(SECOND, "no_answer", TODAY);
    let request = CaseListRequest { limit: 500, ..list_request(CaseList::All) };
    let lists = kept.session.case_list(&request, now(later)).unwrap().lists;
    for counted in &lists {
        let held = rows(&mut kept.session, counted.list, now(later)).len() as u64;
        assert_eq!(held, counted.count, "{}", counted.title);
    }
    let of = |list: CaseList| lists.iter().find(|one| one.list == list).unwrap().count;
    let overdue = kept.session.today(now(later)).unwrap().heaps;
    let overdue = overdue.iter().find(|heap| heap.kind == HeapKind::Overdue).unwrap().count;
    assert_eq!(of(CaseList::Overdue), overdue, "Today and the list count the same");
    assert_eq!(of(CaseList::Mine), 1, "the one this person worked on");
    assert_eq!(of(CaseList::GoneQuiet), 2, "two months without a word");
    assert_eq!(of(CaseList::DueSoon), 0);
}

#[test]
fn lists_are_narrowed_by_any_field_and_by_no_value() {
    let mut kept = two_cases();
    correct(&mut kept, FIRST, "language", "Urdu", TODAY);
    let with = |field: &str, value: &str| vec![FieldIsRequest { field: field.to_owned(), value: value.to_owned() }];
    let mut count = |request: CaseListRequest| kept.session.case_list(&request, now(TODAY)).map(|view| view.count);
    let all = || list_request(CaseList::All);
    assert_eq!(count(CaseListRequest { with: with("language", "urdu"), ..all() }).unwrap(), 1);
    assert_eq!(count(CaseListRequest { with: with("ward", "Colliers Wood"), ..all() }).unwrap(), 2);
    assert_eq!(count(CaseListRequest { without: vec!["risk".to_owned()], ..all() }).unwrap(), 1);
    assert_eq!(count(CaseListRequest { without: vec!["telephone".to_owned()], ..all() }).unwrap(), 0);
    let open = CaseListRequest { with: with("language", "urdu"), ..list_request(CaseList::Open) };
    assert_eq!(count(open).unwrap(), 1, "owed lists are narrowed alike");
    let unknown = CaseListRequest { without: vec!["colour".to_owned()], ..all() };
    assert!(count(unknown).unwrap_err().to_string().contains("colour"));
}

#[test]
fn a_withdrawal_an_outcome_and_their_flags_follow_each_other() {
    let mut kept = two_cases();
    let case = kept.case(FIRST);
    let problems = |kept: &mut Kept| -> Vec<String> {
        let casework = view(kept, &case, TODAY).casework;
        casework.problems.into_iter().map(|one| one.code).filter(|code| !code.starts_with("oic")).collect()
    };
    let ended = |number, alternate_offence| OutcomeRequest {
        case: case.clone(),
        number,
        on: TODAY.to_owned(),
        alternate_offence,
    };
    kept.session.record_outcome(&ended(16, false), now(TODAY)).unwrap();
    assert_eq!(problems(&mut kept), ["withdrawal_unconfirmed", "outcome_without_withdrawal"]);
    let withdrawal = |on: Option<&str>, by: &str| WithdrawalRequest {
        case: case.clone(),
        on: on.map(str::to_owned),
        reason: Some("court".to_owned()),
        confirmed_by: Some(by.to_owned()),
        confirmed_how: Some("statement".to_owned()),
    };
    kept.session.record_withdrawal(&withdrawal(None, "victim"), now(TODAY)).unwrap();
    assert_eq!(problems(&mut kept), ["undated_withdrawal"]);
    kept.session.record_withdrawal(&withdrawal(Some("2026-08-25"), "victim"), now(TODAY)).unwrap();
    assert_eq!(problems(&mut kept), ["withdrawn_before_contact"], "a day after the report");
    correct(&mut kept, FIRST, "support_regained_on", "2026-08-30", TODAY);
    kept.session.record_withdrawal(&withdrawal(Some(TODAY), "victim"), now(TODAY)).unwrap();
    let stands = view(&mut kept, &case, TODAY);
    assert_eq!(value(&stands, "support_regained_on"), "", "withdrawn again");

    assert!(kept.session.record_outcome(&ended(4, true), now(TODAY)).is_err(), "there is no 4A");
    kept.session.record_outcome(&ended(1, true), now(TODAY)).unwrap();
    assert!(value(&view(&mut kept, &case, TODAY), "outcome").starts_with("1A Charged"));
    kept.session.record_outcome(&ended(0, false), now(TODAY)).unwrap();
    let reopened = view(&mut kept, &case, TODAY);
    assert_eq!(value(&reopened, "outcome"), "");
    let told = reopened.story.iter().filter(|line| line.words.contains("Outcome") || line.words.contains("reopened"));
    assert_eq!(told.count(), 3, "16, 1A and the reopening stay in the story");
    assert!(kept.session.record_outcome(&ended(0, false), now(TODAY)).is_err(), "it is open already");
}

#[test]
fn actions_against_risk_have_an_owner_and_a_day() {
    let mut kept = two_cases();
    let case = kept.case(FIRST);
    let without = |change: fn(&mut RiskActionRequest)| {
        let mut request = risk_action(&case);
        change(&mut request);
        request
    };
    for (request, field) in [
        (without(|one| one.owner = " ".to_owned()), "owner"),
        (without(|one| one.text = String::new()), "text"),
        (without(|one| one.strategy = "ignore".to_owned()), "strategy"),
        (without(|one| one.due_on = "2026-08-01".to_owned()), "due_on"),
    ] {
        let refused = kept.session.set_risk_action(&request, now(TODAY)).unwrap_err();
        assert_eq!(refused.view().field.as_deref(), Some(field));
    }
    kept.session.set_risk_action(&risk_action(&case), now(TODAY)).unwrap();
    let set = view(&mut kept, &case, "2026-09-09").casework.risk_actions;
    assert_eq!((set[0].text.as_str(), set[0].owner.as_str(), set[0].overdue), ("Fit a door camera", "PC Obi", true));
    let done = RiskActionDoneRequest { case: case.clone(), entry: set[0].entry, on: None };
    kept.session.risk_action_done(&done, now("2026-09-09")).unwrap();
    assert!(view(&mut kept, &case, "2026-09-09").casework.risk_actions[0].done);
    assert!(kept.session.risk_action_done(&done, now("2026-09-09")).is_err(), "once is enough");
}

#[test]
fn clocks_are_the_forces_to_change() {
    let mut kept = two_cases();
    let due = |kept: &mut Kept, clock: &str| -> Vec<String> {
        let runs = kept.session.clock_list(now(TODAY)).unwrap().runs;
        runs.into_iter().filter(|run| run.clock == clock && run.reference == FIRST).map(|run| run.due_on).collect()
    };
    assert_eq!(due(&mut kept, "support_referral"), ["2026-08-26"], "two working days after Monday the 24th");
    let case = kept.case(FIRST);
    let told = |clock: &str, started| ClockRequest {
        case: case.clone(),
        clock: clock.to_owned(),
        on: Some("2026-08-26".to_owned()),
        started,
    };
    kept.session.record_clock(&told("support_referral", false), now(TODAY)).unwrap();
    assert_eq!(due(&mut kept, "support_referral"), [] as [&str; 0], "met");
    let refused = kept.session.record_clock(&told("support_referral", true), now(TODAY)).unwrap_err().to_string();
    assert!(refused.contains("by itself"), "{refused}");
    kept.session.record_clock(&told("arrested", true), now(TODAY)).unwrap();
    assert_eq!(due(&mut kept, "arrested"), ["2026-08-27"]);
    let days = desk::wire::ClockDaysRequest { clock: "arrested".to_owned(), working_days: 5 };
    kept.session.set_clock_days(&days, now(TODAY)).unwrap();
    // The Monday between is the August bank holiday.
    assert_eq!(due(&mut kept, "arrested"), ["2026-09-03"]);
}

#[test]
fn the_force_keeps_its_own_reasons() {
    let mut kept = two_cases();
    let own = [ChoiceView { code: "moved_abroad".to_owned(), label: "Moved abroad".to_owned() }];
    kept.session.keep_codes("withdrawal_reason", &own, now(TODAY)).unwrap();
    assert_eq!(kept.session.choices().unwrap().withdrawal_reasons, own);
    let named = [ChoiceView { code: "Because of Mr X".to_owned(), label: "x".to_owned() }];
    assert!(kept.session.keep_codes("withdrawal_reason", &named, now(TODAY)).is_err(), "a code is no sentence");
    assert!(kept.session.keep_codes("colours", &own, now(TODAY)).is_err());
}

#[test]
fn an_edi_manager_sees_none_of_it() {
    let mut kept = two_cases();
    let mut eve = kept.sign_in_new("Eve", desk::wire::RoleView::Edi, TODAY);
    let case = kept.case(FIRST);
    assert!(eve.differences().is_err() && eve.quality(now(TODAY)).is_err());
    assert!(eve.likely_duplicates(now(TODAY)).is_err() && eve.clock_list(now(TODAY)).is_err());
    assert!(eve.set_risk_action(&risk_action(&case), now(TODAY)).is_err());
}
