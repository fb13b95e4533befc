//! For an opened line: who else could make the contact, and what that would cost.

use crate::board::Board;
use crate::component::Component;
use crate::fixed::Seated;
use crate::instance::{Instance, PlanningError};
use crate::plan::Plan;
use crate::price::{CostDifference, Price};
use crate::solve;
use caseload::{CaseId, OfficerId};
use chrono::NaiveDate;

/// Another officer and day for a contact, and what choosing them would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub officer: OfficerId,
    pub day: NaiveDate,
    /// How the best plan with this line differs from the best plan with the line as it is, tier by tier.
    pub difference: CostDifference,
}

/// The best other officers and days for a contact, cheapest first, at most `count` of them.
///
/// The cost is exact: that of the best plan in which everyone else may move to make room, as if the contact had been
/// pinned there and all solved again.
/// It is found with one solution of the contact's part of the board without the contact, since the best plan with the
/// contact in a shift costs that, the line's own price, and the cheapest way to make one place in the shift.
/// For a contact left out, the difference is to leaving it out.
///
/// # Errors
/// Where the instance cannot be planned with, or does not hold this case, or the case is in conflict.
pub fn next_best(
    instance: &Instance,
    plan: &Plan,
    case: CaseId,
    count: usize,
) -> Result<Vec<Candidate>, PlanningError> {
    let mut board = Board::new(instance)?;
    let contact = board.contact_at(case).ok_or(PlanningError::NotInPlan { case })?;
    match board.seated[contact] {
        Seated::Free => {}
        Seated::At(shift) => board.give_back(contact, shift),
        Seated::Impossible(..) => return Err(PlanningError::NotInPlan { case }),
    }
    let choices = solve::free_choices(&board);
    let parts = solve::parts(&board, &choices);
    let Some(part) = parts.iter().find(|part| part.contains(&contact)) else {
        return Ok(Vec::new());
    };
    let others: Vec<usize> = part.iter().copied().filter(|&other| other != contact).collect();
    let mut component = Component::solve(&board, &others, &choices, Some(contact));
    let shifts: Vec<usize> = choices[contact].iter().map(|choice| choice.shift).collect();
    let rooms = component.prices_of_room(&shifts, board.contacts[contact].visit_only);
    let mut costs: Vec<(Price, usize)> = Vec::new();
    for (choice, room) in choices[contact].iter().zip(rooms) {
        costs.extend(room.map(|room| (choice.price + room, choice.shift)));
    }
    costs.sort_unstable();
    let line = plan.lines.iter().find(|line| line.case == case);
    let stands = |shift: usize| line.is_some_and(|line| (line.officer, line.day) == at(&board, shift));
    let now = match costs.iter().find(|&&(_, shift)| stands(shift)) {
        Some(&(price, _)) => price,
        None if line.is_none() => Price::of_leaving_out(&board, board.contacts[contact]),
        None => return Err(PlanningError::NotInPlan { case }),
    };
    let others = costs.iter().filter(|&&(_, shift)| !stands(shift)).take(count);
    let candidate = |&(price, shift): &(Price, usize)| {
        let (officer, day) = at(&board, shift);
        Candidate { officer, day, difference: (price - now).into() }
    };
    Ok(others.map(candidate).collect())
}

fn at(board: &Board, shift: usize) -> (OfficerId, NaiveDate) {
    let shift = &board.shifts[shift];
    (board.officers[shift.officer].id, shift.day)
}
