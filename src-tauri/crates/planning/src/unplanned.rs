//! Why nobody could be found for a contact, and the least that would have to give.

use crate::board::Board;
use crate::instance::{ContactToPlan, OfficerOnDuty};
use crate::plan::{Excluded, Relaxation, Unplanned};
use crate::price::tie_breaker;
use crate::rules::{self, Rule};
use crate::solve::Solved;
use chrono::NaiveDate;

/// Says of a contact that was left out which rules exclude each officer, and the smallest set that would have to give.
///
/// Of sets that plan the contact, those come first that break the fewest rules which must never give, then the
/// smallest, then the one whose gravest rule is lightest.
pub(crate) fn explain(board: &Board, solved: &Solved, contact: &ContactToPlan) -> Unplanned {
    let mut excluded = Vec::new();
    let mut least: Option<Relaxation> = None;
    for (at, officer) in board.officers.iter().enumerate() {
        let ways = ways(board, solved, contact, at);
        let within = ways.iter().filter(|way| contact.window_has(way.day));
        let within = within.min_by_key(|way| (way.rules.contains(&Rule::OffDuty), weight(contact, way)));
        let best = ways.iter().min_by_key(|way| weight(contact, way));
        let rules = within.or(best).map_or_else(|| no_day(contact, officer), |way| way.rules.clone());
        excluded.push(Excluded { officer: officer.id, rules });
        if let Some(way) = best
            && least.as_ref().is_none_or(|least| weight(contact, way) < weight(contact, least))
        {
            least = Some(way.clone());
        }
    }
    Unplanned { case: contact.case, risk: contact.risk, last_on: contact.last_on, excluded, least }
}

/// For each contact day of the horizon, the rules that would have to give for this officer to make the contact then.
fn ways(board: &Board, solved: &Solved, contact: &ContactToPlan, at: usize) -> Vec<Relaxation> {
    let officer = board.officers[at];
    let always = rules::against_officer(contact, officer);
    let on = |&day: &NaiveDate| {
        let mut broken = always.clone();
        broken.extend(rules::against_day(contact, officer, day, &board.instance.contact_days));
        broken.extend(room(board, solved, contact, at, day));
        broken.sort_unstable();
        Relaxation { officer: officer.id, day, rules: broken }
    };
    board.instance.contact_days.iter().map(on).collect()
}

/// The rules of room that would have to give on this day.
fn room(board: &Board, solved: &Solved, contact: &ContactToPlan, at: usize, day: NaiveDate) -> Vec<Rule> {
    let Some(shift) = board.shift_on(at, day) else {
        // The officer is off duty: what counts is the room a shift on that day would have.
        let (calls, visits) = board.officers[at].room_on(day);
        return lacking(contact, calls > 0, calls > 0 && visits > 0, visits > 0);
    };
    let (calls, visits) = solved.open[shift];
    let only_room = contact.visit_only && !calls && solved.visit_needs_only_room(board, shift);
    lacking(contact, calls, visits, only_room)
}

fn lacking(contact: &ContactToPlan, calls: bool, visits: bool, only_room: bool) -> Vec<Rule> {
    match (contact.visit_only, calls, visits) {
        (false, true, _) | (true, _, true) => Vec::new(),
        (false, false, _) => vec![Rule::Full],
        (true, true, false) => vec![Rule::NoVisitRoom],
        (true, false, false) if only_room => vec![Rule::Full],
        (true, false, false) => vec![Rule::Full, Rule::NoVisitRoom],
    }
}

/// The rules for an officer where the horizon has no contact day at all.
fn no_day(contact: &ContactToPlan, officer: &OfficerOnDuty) -> Vec<Rule> {
    let mut rules = rules::against_officer(contact, officer);
    rules.push(Rule::NotAContactDay);
    rules.sort_unstable();
    rules
}

fn weight(contact: &ContactToPlan, way: &Relaxation) -> (usize, usize, Option<Rule>, i64) {
    let never = way.rules.iter().filter(|rule| !rule.may_give()).count();
    let tie = tie_breaker(contact.case, Some((way.officer, way.day)));
    (never, way.rules.len(), way.rules.last().copied(), tie)
}
