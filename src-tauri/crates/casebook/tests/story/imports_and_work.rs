//! Imports and people's work in any order: what a take-back leaves, and what no extract can overwrite.

use crate::imports::{File, any_file, apply, take_back};
use crate::support::{Desk, day, import, new_desk, ward};
use casebook::{CaseFilter, CaseRow, Event, Source};
use caseload::{Attempt, AttemptResult, CaseId, Channel};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One step of a history.
#[derive(Debug, Clone)]
enum Step {
    Import(File),
    /// Nobody answered, on a day of February.
    Attempt {
        case: usize,
        on: u32,
    },
    /// A person says that the ward is this one, which no file ever says.
    Correct {
        case: usize,
        ward: u8,
    },
}

fn reference(index: usize) -> String {
    format!("01/{:05}/26", index + 1)
}

fn known(desk: &Desk, index: usize) -> Option<CaseId> {
    desk.book.find_key(&reference(index), None).unwrap()
}

/// Goes through a history; work on a case that is not there yet is done as soon as it comes.
fn live(desk: &mut Desk, steps: &[Step], without: Option<usize>) {
    let mut waiting: Vec<&Step> = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        if let Step::Import(file) = step {
            if Some(number) != without {
                apply(desk, number as u64 + 1, file);
            }
        } else {
            waiting.push(step);
        }
        waiting.retain(|step| !work(desk, step));
    }
}

/// Does a person's step; tells whether its case was there.
fn work(desk: &mut Desk, step: &Step) -> bool {
    let (Step::Attempt { case, .. } | Step::Correct { case, .. }) = step else { return true };
    let Some(case) = known(desk, *case) else { return false };
    desk.write("2026-02-10", |writer| {
        match step {
            Step::Attempt { on, .. } => {
                let on = day("2026-02-01") + chrono::Days::new(u64::from(*on));
                let result = AttemptResult::NoAnswer;
                let attempt =
                    Attempt { on, channel: Channel::Telephone, result, officer: None, by_involved_officer: false };
                writer.append(Event::ContactAttempted { case, attempt, details: Box::default(), note: None })?;
            }
            Step::Correct { ward: name, .. } => {
                let facts = ward(&format!("Ward of a person {name}"));
                writer.append(Event::CaseChanged { case, source: Source::Person, facts, personal: None })?;
            }
            Step::Import(_) => {}
        }
        Ok(())
    });
    true
}

type Shown = (Option<String>, Option<String>, usize, Option<String>);

/// The cases as pages show them, by reference: ids and history apart.
fn shown(desk: &mut Desk) -> BTreeMap<String, Shown> {
    let rows: Vec<CaseRow> = desk.book.list(&CaseFilter::default(), 0, 100).unwrap().1;
    let mut all = BTreeMap::new();
    for row in rows {
        let state = desk.book.fold(row.case).unwrap().now.unwrap();
        let said = state.record.ward.extract().and_then(caseload::Claim::value).cloned();
        all.insert(row.reference, (row.ward, row.contact.team, state.attempts.len(), said));
    }
    all
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any_file().prop_map(Step::Import),
        1 => (0_usize..3, 0_u32..20).prop_map(|(case, on)| Step::Attempt { case, on }),
        1 => (0_usize..3, 0_u8..2).prop_map(|(case, ward)| Step::Correct { case, ward }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Taking an import back equals never having applied it, on the cases that are not listed as staying for the work on them.
    #[test]
    fn taking_back_equals_never_having_applied_whatever_people_did(
        steps in proptest::collection::vec(any_step(), 2..7),
        which in 0_usize..7,
    ) {
        let imports: Vec<usize> =
            steps.iter().enumerate().filter(|(_, step)| matches!(step, Step::Import(_))).map(|(at, _)| at).collect();
        prop_assume!(!imports.is_empty());
        let taken = imports[which % imports.len()];
        let mut desk = new_desk();
        live(&mut desk, &steps, None);
        take_back(&mut desk, taken as u64 + 1);
        desk.assert_whole();
        let mut never = new_desk();
        live(&mut never, &steps, Some(taken));
        // A case stays for its work where no other file of the history has it.
        let in_another = |index: usize| {
            imports.iter().filter(|at| **at != taken).any(|at| matches!(&steps[*at], Step::Import(file) if file[index].is_some()))
        };
        let listed: BTreeSet<String> = (0..3).filter(|index| !in_another(*index)).map(reference).collect();
        let of = |desk: &mut Desk| -> BTreeMap<String, Shown> {
            shown(desk).into_iter().filter(|(reference, _)| !listed.contains(reference)).collect()
        };
        prop_assert_eq!(of(&mut desk), of(&mut never));

        // And the take-back can itself be taken back: then all is as it was.
        let cases = desk.book.cases_of_import(import(taken as u64 + 1)).unwrap();
        desk.write("2026-03-02", |writer| {
            writer.append(Event::ImportRestored { import: import(taken as u64 + 1) })?;
            cases.iter().for_each(|case| writer.touch(*case));
            Ok(())
        });
        desk.assert_whole();
        let mut always = new_desk();
        live(&mut always, &steps, None);
        prop_assert_eq!(shown(&mut desk), shown(&mut always));
    }

    /// The same file again appends nothing about any case, and changes nothing.
    #[test]
    fn an_import_is_idempotent(first in any_file(), file in any_file()) {
        let mut desk = new_desk();
        apply(&mut desk, 1, &first);
        apply(&mut desk, 2, &file);
        let (before, head) = (shown(&mut desk), desk.book.head().unwrap().number);
        apply(&mut desk, 3, &file);
        prop_assert_eq!(desk.book.head().unwrap().number, head + 1, "only that it was applied");
        prop_assert_eq!(shown(&mut desk), before);
        take_back(&mut desk, 3);
        desk.assert_whole();
    }

    /// Import, then take back: every case is as it was before.
    #[test]
    fn import_then_take_back_leaves_everything_as_it_was(
        steps in proptest::collection::vec(any_step(), 1..5),
        file in any_file(),
    ) {
        let mut desk = new_desk();
        live(&mut desk, &steps, None);
        let before = shown(&mut desk);
        apply(&mut desk, 90, &file);
        take_back(&mut desk, 90);
        desk.assert_whole();
        prop_assert_eq!(shown(&mut desk), before);
    }

    /// What a person set stays, whatever the next extracts say.
    #[test]
    fn a_persons_word_survives_any_sequence_of_extracts(files in proptest::collection::vec(any_file(), 1..5), at in 0_usize..5) {
        let mut desk = new_desk();
        let everything: File = [Some((0, None)), Some((1, Some(0))), Some((2, None))];
        apply(&mut desk, 1, &everything);
        for (number, file) in files.iter().enumerate() {
            if number == at % files.len() {
                for index in 0..3 {
                    work(&mut desk, &Step::Correct { case: index, ward: 1 });
                }
            }
            apply(&mut desk, number as u64 + 2, file);
        }
        let wards: BTreeSet<Option<String>> = shown(&mut desk).into_values().map(|(ward, ..)| ward).collect();
        prop_assert_eq!(wards, BTreeSet::from([Some("Ward of a person 1".to_owned())]));
    }
}

/// A turn of an import: taken back where it stands, restored where it does not.
fn turn(desk: &mut Desk, number: u64, restore: bool) {
    let cases = desk.book.cases_of_import(import(number)).unwrap();
    desk.write("2026-02-10", |writer| {
        let import = import(number);
        let event = if restore { Event::ImportRestored { import } } else { Event::ImportTakenBack { import } };
        writer.append(event)?;
        cases.iter().for_each(|case| writer.touch(*case));
        Ok(())
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Imports, work, take-backs and restorings in any order: what pages show is what the entries add up to, and one
    /// key is one case.
    #[test]
    fn whatever_happens_in_whatever_order_the_record_is_whole(
        steps in proptest::collection::vec(any_step(), 1..8),
        turns in proptest::collection::vec((0_usize..8, 0_usize..8), 0..6),
    ) {
        let mut desk = new_desk();
        let mut stands = BTreeMap::new();
        for (at, step) in steps.iter().enumerate() {
            if let Step::Import(file) = step {
                apply(&mut desk, at as u64 + 1, file);
                stands.insert(at, true);
            } else {
                work(&mut desk, step);
            }
            for (_, which) in turns.iter().filter(|(after, _)| *after == at) {
                if let Some(stands) = stands.get_mut(which) {
                    turn(&mut desk, *which as u64 + 1, !*stands);
                    *stands = !*stands;
                }
            }
            desk.assert_whole();
        }
        let count = desk.book.list(&CaseFilter::default(), 0, 100).unwrap().0;
        prop_assert_eq!(count, shown(&mut desk).len() as u64, "one key is one case");
    }

    /// Imports taken back and restored in any order, between other imports: only those that stand in the end count,
    /// and one key is one case.
    #[test]
    fn only_the_imports_that_stand_in_the_end_count(
        files in proptest::collection::vec(any_file(), 1..5),
        turns in proptest::collection::vec((0_usize..5, 0_usize..5), 0..6),
    ) {
        let mut desk = new_desk();
        let mut stands = vec![true; files.len()];
        for (at, file) in files.iter().enumerate() {
            apply(&mut desk, at as u64 + 1, file);
            for (_, which) in turns.iter().filter(|(after, which)| *after == at && *which <= at) {
                turn(&mut desk, *which as u64 + 1, !stands[*which]);
                stands[*which] = !stands[*which];
            }
        }
        desk.assert_whole();
        let mut never = new_desk();
        for (at, file) in files.iter().enumerate().filter(|(at, _)| stands[*at]) {
            apply(&mut never, at as u64 + 1, file);
        }
        let keys = |desk: &Desk| desk.book.list(&CaseFilter::default(), 0, 100).unwrap().0;
        prop_assert_eq!(keys(&desk), keys(&never), "one key is one case");
        prop_assert_eq!(shown(&mut desk), shown(&mut never));
    }
}
