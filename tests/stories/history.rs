//! Nobody falls out: whatever is done to a desk, every victim owed a contact is in one state, with a date.

#![expect(clippy::wildcard_enum_match_arm, reason = "each helper speaks of its own few actions")]

mod actions;

use crate::support::{
    COORDINATOR, PASSPHRASE, attempt, copy, crime, day, import_request, new_desk, now_on, officer, rows, sign_in,
};
use actions::{Action, Expected, action};
use chrono::{Days, NaiveDate};
use desk::wire::{
    AcceptPlanRequest, CaseList, CaseRow, CorrectCaseRequest, DoneView, EndContactRequest, HeapKind, NextStepKind,
    OfficerAwayRequest, OutcomeRequest, PolicyRequest, PolicyValue, PutOffRequest, TakeUpRequest, UndoView,
    WithdrawalRequest,
};
use desk::{Desk, DeskError, Session, Silent};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tempfile::TempDir;

/// A Tuesday.
const FIRST_DAY: &str = "2026-09-01";
const CASES: usize = 8;
/// Some records systems say that no contact is owed: the last case is not a crime.
const NOT_OWED: usize = CASES - 1;

/// A desk of a few cases, made once and copied for each history.
static MADE: LazyLock<TempDir> = LazyLock::new(|| {
    let mut kept = new_desk(FIRST_DAY);
    let risks = ["High", "Medium", "Standard", ""];
    let crimes: Vec<String> = (0..CASES)
        .map(|number| {
            let oic = if number % 3 == 0 { "1001SW" } else { "" };
            let reported = format!("{:02}/08/2026", 20 + number);
            crime(&reference(number), &reported, risks[number % risks.len()], oic, "A Victim")
        })
        .collect();
    assert_eq!(kept.import_rows(&crimes, FIRST_DAY).new, CASES as u64);
    kept.officers(&[officer("1001SW", "Olu Ade", "Merton"), officer("1002SW", "Pat Bell", "Merton")], FIRST_DAY);
    let case = kept.case(&reference(NOT_OWED));
    let request = CorrectCaseRequest { case, field: "kind".to_owned(), value: "non_crime".to_owned() };
    kept.session.correct_case(&request, now_on(day(FIRST_DAY))).unwrap();
    kept.folder
});

fn reference(number: usize) -> String {
    format!("00000{number:02}/26")
}

struct History {
    session: Session,
    today: NaiveDate,
    cases: Vec<String>,
    /// What can be undone, with the number of the action it belongs to.
    undos: Vec<(usize, UndoView)>,
    undone: BTreeSet<usize>,
    expected: Expected,
    folder: TempDir,
}

impl History {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(MADE.path(), folder.path());
        let desk = Desk::at(folder.path().join("desk"));
        let mut session = sign_in(&desk, COORDINATOR, PASSPHRASE, FIRST_DAY).unwrap();
        let cases = (0..CASES).map(|number| session.find_case(&reference(number)).unwrap().to_string()).collect();
        Self {
            session,
            today: day(FIRST_DAY),
            cases,
            undos: Vec::new(),
            undone: BTreeSet::new(),
            expected: Expected::default(),
            folder,
        }
    }

    fn act(&mut self, number: usize, action: &Action) {
        match action {
            Action::DaysPass(days) => self.today = self.today + Days::new(*days),
            Action::Undo(back) => self.undo(*back),
            Action::Import => {
                let file = self.folder.path().join("extract.csv");
                let request = import_request(&file, "rms");
                let done = self.session.apply_import(&request, now_on(self.today), &mut Silent).unwrap();
                assert_eq!(done.new, 0, "the same extract brings nobody twice");
            }
            other => {
                let done = if let Some((place, field, value)) = other.correction() {
                    let (case, field, value) = (self.cases[place].clone(), field.to_owned(), value.to_owned());
                    let request = CorrectCaseRequest { case, field, value };
                    self.session.correct_case(&request, now_on(self.today))
                } else {
                    self.work(other)
                };
                // A refusal changes nothing, and is what the check below then finds.
                let Ok(done) = done else { return };
                if let Some(closing) = other.closes() {
                    self.expected.closing.insert(number, closing);
                }
                if matches!(other, Action::Policy { .. } | Action::Away { .. }) {
                    // Putting a policy back is a change of its own; what is held here is what is done to a case.
                    return;
                }
                self.undos.extend(done.undo.map(|undo| (number, undo)));
            }
        }
    }

    fn undo(&mut self, back: usize) {
        let Some(place) = self.undos.len().checked_sub(back + 1) else { return };
        let (of, undo) = self.undos[place].clone();
        let done = self.session.undo(undo.first_entry, undo.last_entry, now_on(self.today));
        assert_eq!(done.is_err(), self.undone.contains(&of), "an action is undone once: {done:?}");
        if done.is_ok() {
            self.undone.insert(of);
            self.expected.closing.remove(&of);
        }
    }

    fn work(&mut self, action: &Action) -> Result<DoneView, DeskError> {
        let (now, today) = (now_on(self.today), self.today);
        let case = |place: &usize| self.cases[*place].clone();
        match action {
            Action::Attempt { case: place, result, officer } => {
                let mut request = attempt(&case(place), result);
                request.officer = Some((*officer).to_owned());
                let names_day = matches!(*result, "call_back" | "visit_agreed");
                request.call_back_on = names_day.then(|| (today + Days::new(9)).to_string());
                self.session.record_attempt(&request, now)
            }
            Action::End { case: place } => {
                let request = EndContactRequest { case: case(place), reason: "not_safe".to_owned() };
                self.session.end_contact(&request, now)
            }
            Action::Withdraw { case: place } => {
                let request = WithdrawalRequest {
                    case: case(place),
                    on: Some(today.to_string()),
                    reason: None,
                    confirmed_by: None,
                    confirmed_how: None,
                };
                self.session.record_withdrawal(&request, now)
            }
            Action::Outcome { case: place } => {
                let request =
                    OutcomeRequest { case: case(place), number: 16, on: today.to_string(), alternate_offence: false };
                self.session.record_outcome(&request, now)
            }
            Action::TakeUp { case: place } => {
                let request = TakeUpRequest { case: case(place), because: "try_again".to_owned(), until_on: None };
                self.session.take_up_contact(&request, now)
            }
            Action::PutOff { case: place, days } => {
                let until = (today + Days::new(*days)).to_string();
                self.session.put_off_contact(&PutOffRequest { case: case(place), until }, now)
            }
            Action::Policy { setting, value } => {
                let value = PolicyValue { code: (*setting).to_owned(), value: (*value).to_owned() };
                self.session.set_policy(&PolicyRequest { preset: None, values: vec![value] }, now)
            }
            Action::Away { officer, days } => {
                let (from, to) = (today.to_string(), (today + Days::new(*days)).to_string());
                self.session.officer_away(&OfficerAwayRequest { officer: (*officer).to_owned(), from, to }, now)
            }
            other => {
                assert!(matches!(other, Action::Plan), "{other:?} is done elsewhere");
                self.session.propose_plan(now).unwrap();
                self.session.accept_plan(&AcceptPlanRequest { cases: None }, now)
            }
        }
    }

    fn check(&mut self) {
        let now = now_on(self.today);
        let all = rows(&mut self.session, CaseList::All, now);
        assert_eq!(all.len(), CASES, "no case is lost, none is doubled");
        let closed: BTreeSet<&String> =
            (0..CASES).filter(|place| self.expected.is_closed(*place)).map(|place| &self.cases[place]).collect();
        for row in &all {
            let open = is_open(row);
            if row.case == self.cases[NOT_OWED] {
                assert!(!open, "a case that is no crime is owed none: {row:?}");
            } else {
                assert_ne!(row.next.kind, NextStepKind::NotOwed, "nothing done here makes a promise void: {row:?}");
                assert_eq!(open, !closed.contains(&row.case), "open until reached or ended: {row:?}");
            }
            assert_eq!(row.next.on.is_some(), open, "an open case has a date, and no other: {row:?}");
        }
        self.check_heaps(&all);
        let listed: BTreeSet<String> =
            rows(&mut self.session, CaseList::Open, now).into_iter().map(|row| row.case).collect();
        let open: BTreeSet<String> = all.iter().filter(|row| is_open(row)).map(|row| row.case.clone()).collect();
        assert_eq!(listed, open, "the list of open contacts holds those who are owed one");
        let listed: BTreeSet<String> =
            rows(&mut self.session, CaseList::Overdue, now).into_iter().map(|row| row.case).collect();
        let overdue: BTreeSet<String> = all.iter().filter(|row| row.next.overdue).map(|row| row.case.clone()).collect();
        assert_eq!(listed, overdue, "the list of overdue cases and their own pages agree");
    }

    /// Today's heaps hold those that are overdue or have come up, each once, and nobody else.
    fn check_heaps(&mut self, all: &[CaseRow]) {
        let view = self.session.today(now_on(self.today)).unwrap();
        let heap = |kind| {
            let heap = view.heaps.iter().find(|heap| heap.kind == kind).unwrap();
            assert_eq!(heap.count, heap.rows.len() as u64, "a short heap shows all it counts");
            heap.rows.iter().filter(|row| row.task.is_none()).map(|row| row.case.clone()).collect::<BTreeSet<String>>()
        };
        let (overdue, due, waiting) = (heap(HeapKind::Overdue), heap(HeapKind::DueToday), heap(HeapKind::Waiting));
        assert!(overdue.is_disjoint(&due) && overdue.is_disjoint(&waiting) && due.is_disjoint(&waiting));
        let today = self.today;
        let has_come = |row: &CaseRow| row.next.on.as_deref().is_some_and(|on| day(on) <= today);
        let expected: BTreeSet<String> = all
            .iter()
            .filter(|row| is_open(row) && (row.next.overdue || has_come(row)))
            .map(|row| row.case.clone())
            .collect();
        let shown: BTreeSet<String> = overdue.union(&due).chain(&waiting).cloned().collect();
        assert_eq!(shown, expected, "Today shows exactly those who are due on {today}");
    }
}

fn is_open(row: &CaseRow) -> bool {
    match row.next.kind {
        NextStepKind::Plan
        | NextStepKind::Contact
        | NextStepKind::Retry
        | NextStepKind::CallBack
        | NextStepKind::Visit
        | NextStepKind::PutOff
        | NextStepKind::FindNumber
        | NextStepKind::Supervisor => true,
        NextStepKind::Reached | NextStepKind::Ended | NextStepKind::NotOwed => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_falls_out(actions in prop::collection::vec(action(), 1..30)) {
        let mut history = History::begin();
        for (number, action) in actions.iter().enumerate() {
            history.act(number, action);
            history.check();
        }
        prop_assert!(history.session.verify(None).unwrap().sound, "and the record is whole");
    }
}
