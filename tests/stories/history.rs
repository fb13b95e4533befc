//! Nobody falls out: whatever is done to a desk, every victim owed a contact is in one state, with a date.
//!
//! What must come out is worked out by hand beside it, from what was done alone: see `by_hand`.

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "an action is done in one of several places, and each hands on the others"
)]
mod actions;
mod by_hand;
mod calendar;
mod case;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "an action is done in one of several places, and each hands on the others"
)]
mod doing;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "an action is done in one of several places, and each hands on the others"
)]
mod force;

use crate::support::{COORDINATOR, PASSPHRASE, copy, day, new_desk, now_on, officer, rows, sign_in};
use actions::action;
use by_hand::{ByHand, Deed, Expected, Fact, Reported, Risk};
use case::Case;
use chrono::NaiveDate;
use desk::wire::{CaseList, CaseRow, HeapKind, NewTrialRequest, NextStepKind, RoleView, SealTrialRequest, UndoView};
use desk::{Desk, Session};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tempfile::TempDir;

/// A Tuesday.
const FIRST_DAY: &str = "2026-09-01";
const CASES: usize = 10;
/// Those of the first extract; the others are reported later, if at all.
const FIRST_CASES: usize = 8;
/// A person said of this case that it is no crime.
const NOT_A_CRIME: usize = FIRST_CASES - 1;
const SEAL: &str = "known to the custodian alone";
/// Histories of a usual run; REASSURE_HISTORIES asks for more.
const HISTORIES: u32 = 16;
/// From so many histories on, each kind of action must have been taken at least once.
const HISTORIES_OF_EVERY_KIND: u32 = 100;

/// A desk with two officers, a trial that runs and no case, made once and copied for each history.
static MADE: LazyLock<TempDir> = LazyLock::new(|| {
    let mut kept = new_desk(FIRST_DAY);
    kept.officers(&[officer("1001SW", "Olu Ade", "Merton"), officer("1002SW", "Pat Bell", "Merton")], FIRST_DAY);
    let protocol = NewTrialRequest {
        title: "Does a contact help?".to_owned(),
        approval: "REC 26/0417".to_owned(),
        strata: Vec::new(),
        block_sizes: vec![2, 4],
        people_an_arm: 60,
        reported_within_days: 60,
        boroughs: Vec::new(),
        risks: Vec::new(),
        strands: Vec::new(),
        adults_only: false,
        starts_on: "2026-08-01".to_owned(),
        ends_on: "2027-12-31".to_owned(),
        follow_up_days: 30,
        controls_after: "owed_again".to_owned(),
    };
    kept.session.new_trial(&protocol, now_on(day(FIRST_DAY))).unwrap();
    let mut custodian = kept.sign_in_new("Sgt Obi", RoleView::Supervisor, FIRST_DAY);
    custodian.seal_trial(&SealTrialRequest { passphrase: SEAL.to_owned() }, now_on(day(FIRST_DAY))).unwrap();
    kept.folder
});

fn reference(place: usize) -> String {
    format!("00000{place:02}/26")
}

/// What every extract says of the case of a place.
fn reported(place: usize) -> Reported {
    let risk = [Some(Risk::High), Some(Risk::Medium), Some(Risk::Standard), None][place % 4];
    Reported { on: day("2026-08-20") + chrono::Days::new(place as u64), risk, by_oic: place.is_multiple_of(3) }
}

struct History {
    session: Session,
    today: NaiveDate,
    /// Cases' ids by their places; empty before a case's first extract.
    ids: Vec<String>,
    imports: Vec<(usize, String)>,
    /// What can be undone, with the number of the deed it belongs to.
    undos: Vec<(usize, UndoView)>,
    by_hand: ByHand,
    folder: TempDir,
}

impl History {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(MADE.path(), folder.path());
        let desk = Desk::at(folder.path().join("desk"));
        let mut history = Self {
            session: sign_in(&desk, COORDINATOR, PASSPHRASE, FIRST_DAY).unwrap(),
            today: day(FIRST_DAY),
            ids: vec![String::new(); CASES],
            imports: Vec::new(),
            undos: Vec::new(),
            by_hand: ByHand::begin(),
            folder,
        };
        let first: Vec<_> = (0..CASES).map(|place| (place < FIRST_CASES).then_some((true, false))).collect();
        assert!(history.import(&first));
        history.learn_ids();
        let request = desk::wire::CorrectCaseRequest {
            case: history.ids[NOT_A_CRIME].clone(),
            field: "kind".to_owned(),
            value: "non_crime".to_owned(),
        };
        history.session.correct_case(&request, now_on(history.today)).unwrap();
        history.by_hand.deeds.push(Deed::Act(vec![(NOT_A_CRIME, Fact::NotACrime)]));
        history
    }

    /// A case keeps its id once it has one.
    fn learn_ids(&mut self) {
        for row in rows(&mut self.session, CaseList::All, now_on(self.today)) {
            let place = (0..CASES).find(|place| reference(*place) == row.reference).expect("no other case is here");
            assert!(self.ids[place].is_empty() || self.ids[place] == row.case, "one key is one case: {row:?}");
            self.ids[place] = row.case;
        }
    }

    fn place(&self, id: &str) -> usize {
        self.ids.iter().position(|known| known == id).expect("a case of the history")
    }

    fn case(&self, place: usize) -> Option<Case> {
        self.by_hand.case(place, &reported(place))
    }

    /// Every case that is there, by hand.
    fn cases(&self) -> BTreeMap<usize, Case> {
        (0..CASES).filter_map(|place| Some((place, self.case(place)?))).collect()
    }

    fn check(&mut self) {
        let now = now_on(self.today);
        self.learn_ids();
        let cases = self.cases();
        for place in cases.keys() {
            let mut at = *place;
            for _ in 0..=CASES {
                at = cases.get(&at).and_then(|case| case.went_into).unwrap_or(at);
            }
            let stays = cases.get(&at).is_some_and(|case| case.went_into.is_none());
            assert!(stays, "case {place} went into one that is not there");
        }
        let expected: BTreeMap<usize, Expected> = cases
            .iter()
            .filter(|(_, case)| case.went_into.is_none())
            .map(|(place, case)| (*place, self.by_hand.expected(case, self.today)))
            .collect();
        let all = rows(&mut self.session, CaseList::All, now);
        let shown: BTreeMap<usize, Expected> = all.iter().map(|row| (self.place(&row.case), shown(row))).collect();
        assert_eq!(shown, expected, "each case in the state it must be in, with its date, on {}", self.today);
        assert_eq!(all.len(), expected.len(), "no case is shown twice");
        for row in &all {
            let has_reason = !row.next.because.is_empty();
            assert!(is_open(&row.next.kind) == row.next.on.is_some() && has_reason, "a date, or a reason: {row:?}");
        }
        self.check_today(&expected);
        let mut list = |list| -> BTreeSet<usize> {
            let listed = rows(&mut self.session, list, now);
            listed
                .iter()
                .map(|row| self.ids.iter().position(|id| *id == row.case).expect("a case of the history"))
                .collect()
        };
        let of = |is: fn(&Expected) -> bool| -> BTreeSet<usize> {
            expected.iter().filter(|(_, one)| is(one)).map(|(place, _)| *place).collect()
        };
        assert_eq!(list(CaseList::Open), of(|one| is_open(&one.kind)), "the list of open contacts");
        assert_eq!(list(CaseList::Overdue), of(|one| one.overdue), "the list of overdue contacts");
    }

    /// Today's heaps hold those that are overdue or have come up, each once, and nobody else.
    fn check_today(&mut self, expected: &BTreeMap<usize, Expected>) {
        let view = self.session.today(now_on(self.today)).unwrap();
        let mut places = Vec::new();
        for heap in view.heaps.iter().filter(|heap| heap.kind != HeapKind::New) {
            assert_eq!(heap.count, heap.rows.len() as u64, "a short heap shows all it counts");
            let cases = heap.rows.iter().filter(|row| row.task.is_none());
            places.extend(cases.map(|row| (self.place(&row.case), heap.kind == HeapKind::Overdue)));
        }
        places.sort_unstable();
        let is_due = |one: &Expected| one.overdue || one.on.is_some_and(|on| on <= self.today);
        let due: Vec<(usize, bool)> =
            expected.iter().filter(|(_, one)| is_due(one)).map(|(place, one)| (*place, one.overdue)).collect();
        assert_eq!(places, due, "Today shows exactly those who are due on {}, each once", self.today);
    }
}

fn shown(row: &CaseRow) -> Expected {
    Expected { kind: row.next.kind.clone(), on: row.next.on.as_deref().map(day), overdue: row.next.overdue }
}

fn is_open(kind: &NextStepKind) -> bool {
    !matches!(kind, NextStepKind::Reached | NextStepKind::Ended | NextStepKind::Control | NextStepKind::NotOwed)
}

#[test]
fn nobody_falls_out() {
    let asked = std::env::var("REASSURE_HISTORIES").ok().and_then(|text| text.parse().ok());
    let cases = asked.unwrap_or(HISTORIES);
    let config =
        ProptestConfig { cases, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() };
    // How often each kind of action was taken by the desk: a property that does nothing would hold, too.
    let taken: RefCell<BTreeMap<String, u32>> = RefCell::default();
    let run = TestRunner::new(config).run(&prop::collection::vec(action(), 1..40), |actions| {
        let mut history = History::begin();
        history.check();
        for action in &actions {
            if history.act(action) {
                *taken.borrow_mut().entry(action.name()).or_default() += 1;
            }
            history.check();
        }
        prop_assert!(history.session.verify(None).unwrap().sound, "and the record is whole");
        Ok(())
    });
    let taken = taken.into_inner();
    println!("{cases} histories, actions taken: {taken:?}");
    if let Err(failure) = run {
        panic!("{failure}");
    }
    let kinds = ["Attempt reached", "Attempt unsafe", "Import", "TurnImport", "Merge", "Unmerge", "Results", "Undo"];
    for kind in kinds.into_iter().filter(|_| HISTORIES_OF_EVERY_KIND <= cases) {
        assert!(taken.contains_key(kind), "{kind} is never done: {taken:?}");
    }
}
