//! Fixed lines take their places first, and say so where they no longer can.

use crate::board::Board;
use crate::instance::{ContactToPlan, HeldLine, Hold, Mode};
use crate::price::tie_breaker;
use crate::rules::{self, Rule, RuleSet};
use std::cmp::Reverse;

/// What became of a contact's fixed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seated {
    /// There is none, or a repair may move it: the contact is free to be planned.
    Free,
    /// It stands, in this place of [`Board::shifts`].
    At(usize),
    /// It cannot stand, by these rules, and a person decides.
    Impossible(HeldLine, Vec<Rule>),
}

/// Seats every fixed line that can stand.
///
/// Where more lines are fixed in a shift than it has room for, pins stay before accepted lines, then higher risk, then
/// the tie-breaker decides.
/// Taking lines in that order keeps as many as possible: room in a shift, and room for visits within it, are nested
/// limits (a laminar matroid), for which the greedy choice is the best one.
///
/// In a repair only pins are seated. Accepted lines, and pins that cannot stand, are planned like the others, and the
/// tier of accepted changes keeps them where they are unless that would leave somebody out.
pub(crate) fn seat(board: &mut Board) {
    board.seated = vec![Seated::Free; board.contacts.len()];
    let repair = board.instance.mode == Mode::Repair;
    let mut lines: Vec<(usize, HeldLine)> = Vec::new();
    for (place, contact) in board.contacts.iter().enumerate() {
        let line = contact.fixed_line().filter(|line| !repair || line.hold == Hold::Pinned);
        lines.extend(line.map(|line| (place, line)));
    }
    lines.sort_by_key(|&(place, line)| {
        let contact = board.contacts[place];
        (Reverse((line.hold, contact.risk)), tie_breaker(contact.case, Some((line.officer, line.day))))
    });
    for (place, line) in lines {
        board.seated[place] = match place_for(board, board.contacts[place], line) {
            Ok(shift) => {
                board.take(place, shift);
                Seated::At(shift)
            }
            Err(_) if repair => Seated::Free,
            Err(rules) => Seated::Impossible(line, rules.to_vec()),
        };
    }
}

/// The rules by which a line cannot stand with the room that is left; none where it can.
pub(crate) fn place_for(board: &Board, contact: &ContactToPlan, line: HeldLine) -> Result<usize, RuleSet> {
    let Ok(at) = board.officers.binary_search_by_key(&line.officer, |officer| officer.id) else {
        return Err(RuleSet::of(Rule::NotListed));
    };
    let officer = board.officers[at];
    let mut broken = rules::against_officer(contact, officer).with(rules::against_day(
        contact,
        officer,
        line.day,
        &board.instance.contact_days,
    ));
    let shift = board.shift_on(at, line.day);
    if let Some(shift) = shift.and_then(|shift| board.shifts.get(shift)) {
        let visits_taken = contact.visit_only && shift.room > 0 && shift.visit_room == 0;
        broken = broken.and(Rule::Full, shift.room == 0).and(Rule::NoVisitRoom, visits_taken);
    }
    shift.filter(|_| broken.is_empty()).ok_or(broken)
}
