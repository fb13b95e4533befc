//! The live desk: a believable morning with any seed and on any working day.

use super::*;
use caseload::standing::{NextStep, Step};

#[derive(Debug, Default)]
struct Morning {
    overdue: usize,
    due_today: usize,
    reported_lately: usize,
    known_today: usize,
    retries: usize,
    call_backs: usize,
    to_plan: usize,
    planned_later: usize,
    find_number: usize,
    with_supervisor: usize,
}

fn morning(desk: &Desk) -> Morning {
    let mut morning = Morning::default();
    for kept in desk.cases.values() {
        morning.known_today += usize::from(kept.known_on == desk.today);
        morning.reported_lately += usize::from((desk.today - kept.reported_on()).num_days() <= 2);
        let standing = desk.standing(kept);
        morning.overdue += usize::from(standing.is_overdue(desk.today));
        let Standing::Open { window, next: NextStep { step, .. }, .. } = standing else { continue };
        if let Step::Contact(planned) = step {
            assert!(planned.on <= window.late_until_on.max(desk.today), "no line stands after the late window");
        }
        match step {
            Step::Plan => morning.to_plan += 1,
            Step::Contact(planned) if planned.on == desk.today => {
                morning.due_today += 1;
                let officer = &desk.officers[usize::try_from(planned.officer.get()).unwrap()];
                assert!(officer.duty.on(desk.today), "who has a contact today is on duty today");
            }
            Step::Contact(_) => morning.planned_later += 1,
            Step::Retry { .. } => morning.retries += 1,
            Step::CallBack | Step::Visit | Step::PutOff => morning.call_backs += 1,
            Step::FindNumber => morning.find_number += 1,
            Step::Supervisor(_) => morning.with_supervisor += 1,
        }
    }
    morning
}

#[test]
fn a_coordinator_finds_a_believable_morning() {
    let todays = ["2026-11-23", "2026-11-24", "2026-11-27", "2026-12-29", "2024-03-05", "2025-08-27"];
    for (seed, today) in (1..).zip(todays) {
        let desk = Desk::of(&Invention::new(6_000, seed, day(today)));
        let morning = morning(&desk);
        let check = |what: &str, count: usize, wanted: std::ops::RangeInclusive<usize>| {
            assert!(wanted.contains(&count), "{what}: {count}, wanted {wanted:?}, on {today}: {morning:?}");
        };
        check("overdue", morning.overdue, 2..=6);
        check("due today", morning.due_today, 5..=9);
        check("reported in the last two days", morning.reported_lately, 3..=8);
        check("with a supervisor", morning.with_supervisor, 1..=3);
        check("new this morning", morning.known_today, 2..=25);
        check("awaiting plan", morning.to_plan, 15..=80);
        check("planned for later or missing", morning.planned_later, 3..=30);
        check("retries", morning.retries, 1..=12);
        check("call-backs", morning.call_backs, 1..=4);
        check("numbers to find", morning.find_number, 0..=4);
    }
}

#[test]
fn a_whole_force_has_a_morning_in_proportion() {
    let desk = Desk::of(&Invention::new(60_000, 9, monday()));
    let morning = morning(&desk);
    assert!((20..=60).contains(&morning.overdue), "{morning:?}");
    assert!((50..=90).contains(&morning.due_today), "{morning:?}");
}
