//! Fixed lines take their places first, and say so where they no longer can.

use crate::board::Board;
use crate::instance::{ContactToPlan, HeldLine};
use crate::price::tie_breaker;
use crate::rules::{self, Rule};
use std::cmp::Reverse;

/// What became of a contact's fixed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seated {
    /// There is none: the contact is free to be planned.
    Free,
    /// It stands, in this place of [`Board::shifts`].
    At(usize),
    /// It cannot stand, by these rules.
    Impossible(HeldLine, Vec<Rule>),
}

/// Seats every fixed line that can stand.
///
/// Where more lines are fixed in a shift than it has room for, higher risk stays, then the tie-breaker decides.
/// Taking lines in that order keeps as many as possible, high risk first: room in a shift, and room for visits within
/// it, are nested limits (a laminar matroid), for which the greedy choice is the best one.
pub(crate) fn seat(board: &mut Board) {
    board.seated = vec![Seated::Free; board.contacts.len()];
    let mut lines: Vec<(usize, HeldLine)> = Vec::new();
    for (place, contact) in board.contacts.iter().enumerate() {
        lines.extend(contact.fixed_line().map(|line| (place, line)));
    }
    lines.sort_by_key(|&(place, line)| {
        let contact = board.contacts[place];
        (Reverse(contact.risk), tie_breaker(contact.case, Some((line.officer, line.day))))
    });
    for (place, line) in lines {
        board.seated[place] = match place_for(board, board.contacts[place], line) {
            Ok(shift) => {
                board.take(place, shift);
                Seated::At(shift)
            }
            Err(rules) => Seated::Impossible(line, rules),
        };
    }
}

fn place_for(board: &Board, contact: &ContactToPlan, line: HeldLine) -> Result<usize, Vec<Rule>> {
    let Ok(at) = board.officers.binary_search_by_key(&line.officer, |officer| officer.id) else {
        return Err(vec![Rule::NotListed]);
    };
    let officer = board.officers[at];
    let mut broken = rules::against_officer(contact, officer);
    broken.extend(rules::against_day(contact, officer, line.day, &board.instance.contact_days));
    let shift = board.shift_on(at, line.day);
    if let Some(shift) = shift.and_then(|shift| board.shifts.get(shift)) {
        broken.extend((shift.room == 0).then_some(Rule::Full));
        let visits_taken = contact.visit_only && shift.room > 0 && shift.visit_room == 0;
        broken.extend(visits_taken.then_some(Rule::NoVisitRoom));
    }
    broken.sort_unstable();
    shift.filter(|_| broken.is_empty()).ok_or(broken)
}
