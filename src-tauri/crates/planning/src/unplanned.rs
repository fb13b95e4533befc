//! Why nobody could be found for a contact, and the least that would have to give.

use crate::board::Board;
use crate::plan::{Excluded, Relaxation, Unplanned};
use crate::price::tie_breaker;
use crate::rules::{self, Rule, RuleSet};
use crate::solve::Open;
use chrono::NaiveDate;

/// A place for the contact, with the rules that would have to give.
#[derive(Debug, Clone, Copy)]
struct Way {
    officer: usize,
    day: NaiveDate,
    rules: RuleSet,
}

/// Says of a contact that was left out which rules exclude each officer, and the smallest set that would have to give.
///
/// Of sets that plan the contact, those come first that break the fewest rules which must never give, then the
/// smallest, then the one whose gravest rule is lightest.
pub(crate) fn explain(board: &Board, open: &Open, place: usize) -> Unplanned {
    let contact = board.contacts[place];
    let mut excluded = Vec::with_capacity(board.officers.len());
    let mut least: Option<Way> = None;
    for (at, officer) in board.officers.iter().enumerate() {
        let (mut within, mut best) = (None, None);
        for &day in &board.instance.contact_days {
            let way = way(board, open, place, (at, day));
            if contact.window_has(day) {
                lighter(board, place, &mut within, way, |way| u32::from(way.rules.has(Rule::OffDuty)));
            }
            lighter(board, place, &mut best, way, |_| 0);
        }
        // Where the horizon has no contact day at all, that is the rule.
        let rules = within
            .or(best)
            .map_or_else(|| board.class(place).against[at].and(Rule::NotAContactDay, true), |way| way.rules);
        excluded.push(Excluded { officer: officer.id, rules: rules.to_vec() });
        if let Some(best) = best {
            lighter(board, place, &mut least, best, |_| 0);
        }
    }
    let least = least.map(|way| Relaxation {
        officer: board.officers[way.officer].id,
        day: way.day,
        rules: way.rules.to_vec(),
    });
    Unplanned { case: contact.case, risk: contact.risk, last_on: contact.last_on, excluded, least }
}

/// The rules that would have to give for this officer to make the contact on this day.
fn way(board: &Board, open: &Open, place: usize, (at, day): (usize, NaiveDate)) -> Way {
    let (contact, officer) = (board.contacts[place], board.officers[at]);
    let rules = board.class(place).against[at]
        .with(rules::against_day(contact, officer, day, &board.instance.contact_days))
        .with(room(board, open, contact.visit_only, (at, day)));
    Way { officer: at, day, rules }
}

/// The rules of room that would have to give on this day.
fn room(board: &Board, open: &Open, visit: bool, (at, day): (usize, NaiveDate)) -> RuleSet {
    let Some(shift) = board.shift_on(at, day) else {
        // The officer is off duty: what counts is the room a shift on that day would have.
        let (calls, visits) = board.officers[at].room_on(day);
        return lacking(visit, (calls > 0, calls > 0 && visits > 0), || visits > 0);
    };
    lacking(visit, open.shifts[shift], || open.visit_needs_only_room(board, shift))
}

fn lacking(visit: bool, (calls, visits): (bool, bool), only_room: impl Fn() -> bool) -> RuleSet {
    let fits = if visit { visits } else { calls };
    let no_visit_room = !fits && visit && (calls || !only_room());
    RuleSet::EMPTY.and(Rule::Full, !fits && !calls).and(Rule::NoVisitRoom, no_visit_room)
}

/// Keeps the lighter of two ways.
fn lighter(board: &Board, place: usize, kept: &mut Option<Way>, other: Way, first: impl Fn(&Way) -> u32) {
    let weight = |way: &Way| (first(way), way.rules.never(), way.rules.len(), way.rules.gravest());
    let tie = |way: &Way| tie_breaker(board.contacts[place].case, Some((board.officers[way.officer].id, way.day)));
    let is_lighter = kept
        .as_ref()
        .is_none_or(|kept| weight(&other).cmp(&weight(kept)).then_with(|| tie(&other).cmp(&tie(kept))).is_lt());
    if is_lighter {
        *kept = Some(other);
    }
}
