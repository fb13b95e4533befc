//! A real process on a real desk, stopped where it stands; then the desk must open whole.
//!
//! The process is this very program again, told by its environment to work instead of to test.
//! `cargo xtask kill-runs` asks for many more rounds than the everyday tests take.
//! Killing a process shows that no order of writes leaves half a batch. That the disk keeps what was synced when the
//! power goes is SQLite's and the disk's word, and is not shown here.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a round stops where something is wrong")]

mod child;
mod desk;
mod parent;

use casebook::CommitPoint;
use parent::{Round, Stopped};
use std::collections::BTreeSet;

/// How many rounds a long run takes, where one is asked for.
const ROUNDS: &str = "REASSURE_KILL_ROUNDS";

/// Not a test of its own: the process that the others start and stop.
#[test]
fn the_process_that_is_stopped() {
    if let Some(orders) = child::orders() {
        child::work(&orders);
    }
}

#[test]
fn killed_at_each_point_of_each_kind_of_write() {
    let desk = desk::Folder::make();
    let mut round = Round::new(&desk, 1);
    for kind in 0..child::KINDS_OF_WRITE {
        for point in [CommitPoint::BeforePeople, CommitPoint::BetweenTheTwo, CommitPoint::BeforeSettling] {
            let before = desk.head();
            let Stopped { last_done, .. } = round.stop_at(kind, point);
            let found = desk.assert_whole(last_done);
            let stands = point == CommitPoint::BeforeSettling;
            let last = last_done.unwrap_or(before);
            assert_eq!(found.number > last.number, stands, "{point:?} of write {kind}: {found} after {last}");
        }
    }
}

#[test]
fn killed_at_any_moment() {
    let rounds = std::env::var(ROUNDS).ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(10);
    let desk = desk::Folder::make();
    let mut round = Round::new(&desk, 2);
    let mut stood = 0;
    for _ in 0..rounds {
        let Stopped { last_done, batches } = round.stop_somewhere();
        desk.assert_whole(last_done);
        stood += batches;
    }
    assert!(stood > 0, "the process came to write something between its kills");
}

#[test]
fn two_processes_that_write_at_once_make_one_chain() {
    let desk = desk::Folder::make();
    let before = desk.head();
    let batches = parent::race(&desk, 2);
    let ends: BTreeSet<u64> = batches.iter().map(|batch| batch.last.number).collect();
    assert_eq!(ends.len(), 2 * child::BATCHES_OF_A_RACE, "each batch has an end of its own");
    let mut covered: Vec<u64> = batches.iter().flat_map(|batch| batch.first..=batch.last.number).collect();
    covered.sort_unstable();
    let expected: Vec<u64> = (before.number + 1..=desk.head().number).collect();
    assert_eq!(covered, expected, "every entry belongs to one batch, and none is missing");
    for batch in batches.iter().step_by(7) {
        desk.assert_whole(Some(batch.last));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_grow_no_more_refuses_and_leaves_nothing() {
    let rounds: u64 = std::env::var(ROUNDS).ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(8);
    let desk = desk::Folder::make();
    let mut round = Round::new(&desk, 3);
    for _ in 0..rounds.min(200) {
        let Stopped { last_done, .. } = round.stop_at_size();
        desk.assert_whole(last_done);
    }
}
