//! For an opened line: who else could make the contact, when, and what that would cost.

use crate::board::Board;
use crate::component::Component;
use crate::fixed::{self, Seated};
use crate::instance::{HeldLine, Hold, Instance, PlanningError};
use crate::plan::Plan;
use crate::price::{CostDifference, LinePoints, Price};
use crate::rules::{Rule, RuleSet};
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
    /// The points of this line itself, rule by rule. What is left of the difference, others would bear who move.
    pub points: LinePoints,
}

/// An officer and a day, whether the contact may be put there or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceFor {
    pub officer: OfficerId,
    pub day: NaiveDate,
    /// The rules the line would break there; empty where it may stand.
    pub rules: Vec<Rule>,
    /// What putting it there would change; `None` where a rule forbids it.
    pub difference: Option<CostDifference>,
}

/// What each shift would cost a contact, everyone else free to make room.
struct Costs<'a> {
    board: Board<'a>,
    contact: usize,
    /// By cost: the price of the best plan with the contact there, less what does not depend on it.
    ranked: Vec<(Price, usize)>,
    /// The same for the line as it is, or for leaving the contact out.
    now: Price,
    now_at: Option<usize>,
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
    let costs = Costs::of(instance, plan, case)?;
    let others = costs.ranked.iter().filter(|&&(_, shift)| Some(shift) != costs.now_at).take(count);
    let candidate = |&(price, shift): &(Price, usize)| {
        let (officer, day) = at(&costs.board, shift);
        let points = costs.board.line_points(costs.board.contacts[costs.contact], shift);
        Candidate { officer, day, difference: (price - costs.now).into(), points }
    };
    Ok(others.map(candidate).collect())
}

/// Every officer and contact day of the horizon for one contact: whether it may be put there, and at what cost.
/// What a person sees of a place before letting go of a line.
///
/// # Errors
/// As [`next_best`].
pub fn places_for(instance: &Instance, plan: &Plan, case: CaseId) -> Result<Vec<PlaceFor>, PlanningError> {
    let costs = Costs::of(instance, plan, case)?;
    let board = &costs.board;
    let contact = board.contacts[costs.contact];
    let mut places = Vec::new();
    for (at, officer) in board.officers.iter().enumerate() {
        for &day in &board.instance.contact_days {
            let line = HeldLine { officer: officer.id, day, hold: Hold::Pinned };
            let difference = board.shift_on(at, day).and_then(|shift| {
                let found = costs.ranked.iter().find(|&&(_, ranked)| ranked == shift);
                found.map(|&(price, _)| (price - costs.now).into())
            });
            let broken = match fixed::place_for(board, contact, line) {
                Err(rules) => rules,
                Ok(_) if difference.is_none() => RuleSet::of(Rule::Full),
                Ok(_) => RuleSet::EMPTY,
            };
            let difference = difference.filter(|_| broken.is_empty());
            places.push(PlaceFor { officer: officer.id, day, rules: broken.to_vec(), difference });
        }
    }
    Ok(places)
}

impl<'a> Costs<'a> {
    fn of(instance: &'a Instance<'a>, plan: &Plan, case: CaseId) -> Result<Self, PlanningError> {
        let (board, contact) = Board::with_free(instance, case)?;
        if let Seated::Impossible(..) = board.seated[contact] {
            return Err(PlanningError::NotInPlan { case });
        }
        let own = board.contacts[contact];
        let parts = solve::parts(&board);
        let part = parts.iter().find(|part| part.contains(&contact));
        let others: Vec<usize> = part.into_iter().flatten().copied().filter(|&other| other != contact).collect();
        let component = Component::solve(&board, &others, Some(contact));
        let rooms = component.prices_of_room(own.visit_only);
        let mut ranked = Vec::new();
        for seat in board.seats_of(contact) {
            ranked.extend(rooms[seat.shift].map(|room| (board.line_price(own, seat.shift) + room, seat.shift)));
        }
        ranked.sort_by_cached_key(|&(price, shift)| (price, board.tie(own, shift)));
        let line = plan.lines.iter().find(|line| line.case == case);
        let stands = |shift: usize| line.is_some_and(|line| (line.officer, line.day) == at(&board, shift));
        let (now, now_at) = match ranked.iter().find(|&&(_, shift)| stands(shift)) {
            Some(&(price, shift)) => (price, Some(shift)),
            None if line.is_none() => (board.price_of_leaving_out(own), None),
            None => return Err(PlanningError::NotInPlan { case }),
        };
        Ok(Self { board, contact, ranked, now, now_at })
    }
}

fn at(board: &Board, shift: usize) -> (OfficerId, NaiveDate) {
    let shift = &board.shifts[shift];
    (board.officers[shift.officer].id, shift.day)
}
