//! The plan: its lines with their reasons, and everyone it could not place.

use crate::board::Board;
use crate::fixed::Seated;
use crate::instance::{ContactToPlan, HeldLine, Instance, OfficerOnDuty, PlanningError};
use crate::price::{Cost, Price, fair_load_step, one_at};
use crate::rules::{self, Rule};
use crate::solve::Solved;
use crate::unplanned;
use caseload::{CaseId, Channel, OfficerId, RiskLevel};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Who sees whom, when. Every contact of the instance is in exactly one of the three lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The contacts planned, by case.
    pub lines: Vec<Line>,
    /// The contacts no officer can make as things are, by case.
    pub unplanned: Vec<Unplanned>,
    /// Fixed lines that can no longer stand, by case. A person decides; the plan does not move them.
    pub conflicts: Vec<Conflict>,
    /// What the plan achieves and costs, conflicts apart.
    pub totals: Cost,
}

/// One planned contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub case: CaseId,
    pub officer: OfficerId,
    pub day: NaiveDate,
    /// In person where the victim must not be telephoned.
    pub channel: Channel,
    pub state: LineState,
    pub why: Reasons,
    pub cost: LineCost,
}

/// How a line stands to the plan before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineState {
    /// There was none.
    New,
    /// As it was, though free to move.
    Kept,
    /// It was elsewhere.
    Moved { from: HeldLine },
    /// Accepted or pinned by a person.
    Fixed,
}

/// Why this officer on this day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reasons {
    pub serves: Serves,
    /// Working days from the target to the planned day; negative before the target.
    pub working_days_from_target: i64,
    /// The officer's contacts over the last 28 days, before this plan.
    pub load_before: u32,
    /// The same with every line of this plan.
    pub load_after: u32,
    /// The officer's shifts over the last 28 days and the horizon.
    pub shifts_on_duty: u32,
    /// Officers kept away from this contact by independence; the one chosen is not among them.
    pub officers_kept_away: usize,
    /// Officers who could have made this contact; the one chosen is among them.
    pub officers_possible: usize,
}

/// What the officer serves of the victim's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Serves {
    /// The ward, by name.
    Ward,
    /// Every ward of the borough.
    Borough,
}

/// What one line costs, tier by tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineCost {
    /// Points of the service tier.
    pub service_points: i64,
    /// The last step of the officer's load in this plan, which is what one line fewer would save.
    pub fair_load: i64,
    /// Whether the line differs from the one held before.
    pub changed: bool,
}

/// A contact that could not be planned. No victim falls out: it is named, with a date and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplanned {
    pub case: CaseId,
    pub risk: RiskLevel,
    /// The last day on which the contact is allowed.
    pub last_on: NaiveDate,
    /// For each officer, which rules exclude them, by officer.
    pub excluded: Vec<Excluded>,
    /// The smallest set of rules that would have to give; `None` without officers or without a day.
    pub least: Option<Relaxation>,
}

/// The rules that exclude one officer: those that would have to give on the officer's best day in the window,
/// a day with a shift if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    pub officer: OfficerId,
    /// In their order, never empty.
    pub rules: Vec<Rule>,
}

/// If these rules gave for this officer on this day, this victim could be planned there, besides everyone who is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxation {
    pub officer: OfficerId,
    pub day: NaiveDate,
    pub rules: Vec<Rule>,
}

/// A fixed line that can no longer stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub case: CaseId,
    pub line: HeldLine,
    /// The rules it would break, never empty.
    pub rules: Vec<Rule>,
}

/// Plans the contacts.
///
/// The plan is the best in every tier, each before the next: most victims, high risk first; least service points;
/// fairest load; fewest held lines changed; least sum of tie-breakers.
///
/// *Most victims and high risk first do not pull apart.* The sets of contacts that can be planned together are the
/// sets a flow can carry to the sink, which form a matroid (a gammoid; transversal where every room is one).
/// In a matroid the greedy choice by risk is also a largest set, so most high, then most medium, then most standard
/// is the same as most in all, among those most high, and among those most medium.
///
/// # Errors
/// Where the instance lists something twice, or numbers too large to plan with exactly.
pub fn plan(instance: &Instance) -> Result<Plan, PlanningError> {
    let board = Board::new(instance)?;
    let solved = Solved::new(&board);
    let places = places(&board, &solved);
    let loads = loads_after(&board, &places);
    let mut plan = Plan { lines: Vec::new(), unplanned: Vec::new(), conflicts: Vec::new(), totals: Cost::default() };
    for (place, contact) in board.contacts.iter().enumerate() {
        if let Seated::Impossible(line, rules) = &board.seated[place] {
            plan.conflicts.push(Conflict { case: contact.case, line: *line, rules: rules.clone() });
        } else if let Some(shift) = places[place] {
            let line = line(&board, contact, shift, &loads);
            add_planned(&mut plan.totals, contact.risk);
            let by_ward = line.why.serves == Serves::Ward;
            add_price(&mut plan.totals, Price::of_line(&board, contact, (line.officer, by_ward), line.day));
            plan.lines.push(line);
        } else {
            add_price(&mut plan.totals, Price::of_leaving_out(&board, contact));
            plan.unplanned.push(unplanned::explain(&board, &solved, contact));
        }
    }
    for (officer, &after) in board.officers.iter().zip(&loads) {
        let steps = (officer.load..after).map(|load| fair_load_step(load, officer.shifts_on_duty));
        plan.totals.fair_load += steps.sum::<i64>();
    }
    Ok(plan)
}

/// For each contact, the shift it is planned in, by a fixed line or by the solution.
fn places(board: &Board, solved: &Solved) -> Vec<Option<usize>> {
    let of = |(seated, planned): (&Seated, &Option<usize>)| match seated {
        Seated::At(shift) => Some(*shift),
        Seated::Free => *planned,
        Seated::Impossible(..) => None,
    };
    board.seated.iter().zip(&solved.planned).map(of).collect()
}

/// Each officer's load with every line of the plan.
fn loads_after(board: &Board, places: &[Option<usize>]) -> Vec<u32> {
    let mut loads: Vec<u32> = board.officers.iter().map(|officer| officer.load).collect();
    for shift in places.iter().flatten() {
        loads[board.shifts[*shift].officer] += 1;
    }
    loads
}

fn line(board: &Board, contact: &ContactToPlan, shift: usize, loads: &[u32]) -> Line {
    let shift = &board.shifts[shift];
    let officer = board.officers[shift.officer];
    let load_after = loads[shift.officer];
    let by_ward = rules::serves_ward_by_name(contact, officer);
    let price = Price::of_line(board, contact, (officer.id, by_ward), shift.day);
    Line {
        case: contact.case,
        officer: officer.id,
        day: shift.day,
        channel: if contact.visit_only { Channel::InPerson } else { Channel::Telephone },
        state: state(contact, officer, shift.day),
        why: Reasons {
            serves: if by_ward { Serves::Ward } else { Serves::Borough },
            working_days_from_target: board.instance.calendar.between(contact.target_on, shift.day),
            load_before: officer.load,
            load_after,
            shifts_on_duty: officer.shifts_on_duty,
            officers_kept_away: kept_away(contact),
            officers_possible: possible(board, contact),
        },
        cost: LineCost {
            service_points: price.service,
            fair_load: fair_load_step(load_after.saturating_sub(1), officer.shifts_on_duty),
            changed: price.changes != 0,
        },
    }
}

fn state(contact: &ContactToPlan, officer: &OfficerOnDuty, day: NaiveDate) -> LineState {
    match contact.held {
        None => LineState::New,
        Some(held) if held.fixed => LineState::Fixed,
        Some(held) if (held.officer, held.day) == (officer.id, day) => LineState::Kept,
        Some(from) => LineState::Moved { from },
    }
}

fn kept_away(contact: &ContactToPlan) -> usize {
    contact.excluded_officers.iter().map(|&(officer, _)| officer).collect::<BTreeSet<_>>().len()
}

/// Officers against whom no rule speaks and who have a shift in the window, whatever room is left in it.
fn possible(board: &Board, contact: &ContactToPlan) -> usize {
    let on_duty = |at: usize| board.shifts[board.shifts_of[at].clone()].iter().any(|s| contact.window_has(s.day));
    let can =
        |(at, officer): &(usize, &&OfficerOnDuty)| on_duty(*at) && rules::against_officer(contact, officer).is_empty();
    board.officers.iter().enumerate().filter(can).count()
}

fn add_planned(totals: &mut Cost, risk: RiskLevel) {
    let (high, medium, standard) = one_at(risk);
    totals.planned_high += high.unsigned_abs();
    totals.planned_medium += medium.unsigned_abs();
    totals.planned_standard += standard.unsigned_abs();
}

fn add_price(totals: &mut Cost, price: Price) {
    totals.service_points += price.service;
    totals.changes += price.changes.unsigned_abs();
    totals.tie += price.tie;
}
