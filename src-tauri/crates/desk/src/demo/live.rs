//! The live desk: whatever chance gave, a coordinator finds a believable morning, neither empty nor hopeless.
//!
//! Only cases that are open today or were tried on the last working day are touched: a few dozen in six thousand.

use super::case::Case;
use super::course::{Course, Lead, Next};
use super::draw::Purpose;
use super::world::World;
use caseload::{AttemptResult, EndingReason};
use chrono::{Days, NaiveDate};
use std::cmp::Reverse;

/// What the desk shows at 2,000 cases a year; other volumes in proportion.
const OVERDUE: u32 = 2;
const WITH_SUPERVISOR: u32 = 2;
const RESULTS_MISSING: u32 = 2;
const DUE_TODAY: (u16, u16) = (6, 8);

/// A case that may still be led otherwise.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) case: Case,
    pub(super) course: Course,
}

/// Whether the live desk has to do with this case.
pub(super) fn is_live(world: &World, course: &Course) -> bool {
    let tried_last = course.tried.last().is_some_and(|tried| tried.on == last_working_day(world));
    course.next.is_some() || course.with_supervisor || tried_last
}

/// Leads the live cases so that each heap of the morning has about what it should.
pub(super) fn lead(world: &World, live: &mut [Live]) {
    // In an order of chance, so that no heap is filled from the first cases only.
    live.sort_by_key(|one| Reverse(one.case.key.wrapping_mul(0x9e37_79b1)));
    late(world, live);
    with_supervisor(world, live);
    results_missing(world, live);
    if world.policy.is_contact_day(&world.calendar, world.today) {
        due_today(world, live);
    }
    call_back(live);
    live.sort_by_key(|one| one.case.key);
}

fn share(world: &World, count: u32) -> usize {
    (world.invention.cases_a_year() * count).div_ceil(2_000).max(1) as usize
}

fn last_working_day(world: &World) -> NaiveDate {
    world.today.pred_opt().map_or(world.today, |day| world.working_day_to(day))
}

/// A few windows have closed; one of those victims was tried without end; the others were reached in time after all.
fn late(world: &World, live: &mut [Live]) {
    let supervisors = live.iter().filter(|one| one.course.with_supervisor).count();
    let used_up = share(world, WITH_SUPERVISOR).saturating_sub(supervisors).min(share(world, 1));
    let is_late = |one: &&mut Live| {
        one.course.next.is_some() && one.course.window.is_some_and(|window| window.latest_on < world.today)
    };
    let kept = used_up + share(world, OVERDUE);
    for (nth, one) in live.iter_mut().filter(is_late).enumerate() {
        if nth < used_up {
            one.course = Course::of(world, &one.case, Lead::UsedUp);
        } else if nth >= kept {
            one.course = Course::of(world, &one.case, Lead::Prompt);
        }
    }
}

/// The supervisor has decided all but a few.
fn with_supervisor(world: &World, live: &mut [Live]) {
    let waiting = live.iter_mut().filter(|one| one.course.with_supervisor).skip(share(world, WITH_SUPERVISOR));
    for one in waiting {
        let reason = if one.case.wants_no_contact { EndingReason::VictimDeclined } else { EndingReason::CannotBeFound };
        one.course.ended = Some((world.today, reason));
        one.course.with_supervisor = false;
    }
}

/// Results of the last working day that nobody has typed in yet.
fn results_missing(world: &World, live: &mut [Live]) {
    let day = last_working_day(world);
    let in_time = |one: &Live| one.course.window.is_some_and(|window| window.latest_on >= world.today);
    let untyped = |one: &Live| {
        one.course.tried.last().is_some_and(|tried| tried.on == day && tried.planned_on.is_some())
            && one.course.ended.is_none()
            && !one.course.with_supervisor
    };
    for one in live.iter_mut().filter(|one| in_time(one) && untyped(one)).take(share(world, RESULTS_MISSING)) {
        if let Some(tried) = one.course.tried.pop() {
            one.course.next = Some(Next { on: tried.on, planned_on: tried.planned_on, plannable_from: tried.on });
        }
    }
}

/// As many accepted lines for today as the desk can do: more go to the next days, fewer are brought forward.
fn due_today(world: &World, live: &mut [Live]) {
    let (fewest, most) = DUE_TODAY;
    let wanted = share(world, u32::from(world.streams.of(u32::MAX, Purpose::Desk).between(fewest, most)));
    let today = world.today;
    let mut due = 0;
    let accepted = |one: &&mut Live| one.course.next.is_some_and(|next| next.planned_on.is_some());
    for one in live.iter_mut().filter(accepted) {
        let Some(next) = one.course.next.as_mut().filter(|next| next.on == today) else { continue };
        due += 1;
        if due > wanted {
            let days = (due - wanted) as u64 % 4;
            let later = world.contact_day_from(today + Days::new(1 + days));
            // No plan gives a day after the late window.
            if one.course.window.is_some_and(|window| later <= window.late_until_on) {
                next.on = later;
            }
        }
    }
    let yesterday = last_working_day(world);
    let free = live.iter_mut().filter(|one| {
        one.course.tried.is_empty() && one.course.window.is_some_and(|window| window.earliest_on <= today)
    });
    let forward = free
        .filter_map(|one| one.course.next.as_mut())
        .filter(|next| next.on > today && next.plannable_from <= yesterday)
        .take(wanted.saturating_sub(due));
    for next in forward {
        *next = Next { on: today, planned_on: Some(yesterday), ..*next };
    }
}

/// Somebody asked to be called back.
fn call_back(live: &mut [Live]) {
    let unplanned = |one: &Live| one.course.next.is_some_and(|next| next.planned_on.is_none());
    let asked = |one: &Live| {
        unplanned(one)
            && one.course.tried.last().is_some_and(|tried| matches!(tried.result, AttemptResult::CallBack { .. }))
    };
    if live.iter().any(asked) {
        return;
    }
    let tried = live.iter_mut().filter(|one| unplanned(one)).find_map(|one| {
        let on = one.course.next?.on;
        let last = one.course.tried.last_mut()?;
        (last.result == AttemptResult::NoAnswer).then_some((last, on))
    });
    if let Some((last, on)) = tried {
        last.result = AttemptResult::CallBack { on };
    }
}
