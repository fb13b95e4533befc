//! The plan: its lines with their reasons, and everyone it could not place.

use crate::board::Board;
use crate::fixed::Seated;
use crate::instance::{ContactToPlan, ExclusionReason, HeldLine, Hold, Instance, OfficerOnDuty, PlanningError};
use crate::price::{Cost, LinePoints, Price, fair_load_step};
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
    /// Whether the officer speaks the language the victim asked for; `None` where none was asked for.
    pub speaks_language: Option<bool>,
    /// Whether the officer is of the gender the victim asked for; `None` where none was asked for.
    pub of_gender: Option<bool>,
    /// Whether the officer has reached this victim before; `None` where nobody has.
    pub knows_victim: Option<bool>,
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
    /// Points of the service tier, rule by rule.
    pub points: LinePoints,
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
/// fairest load; fewest held lines changed. Ties are broken by hashes of two ids.
/// In a repair, fewest accepted lines changed stands between most victims and high risk first.
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
    let mut open = None;
    let possible = possible_by_class(&board);
    let mut plan = Plan { lines: Vec::new(), unplanned: Vec::new(), conflicts: Vec::new(), totals: Cost::default() };
    for (place, &contact) in board.contacts.iter().enumerate() {
        if let Seated::Impossible(line, rules) = &board.seated[place] {
            plan.conflicts.push(Conflict { case: contact.case, line: *line, rules: rules.clone() });
        } else if let Some(shift) = places[place] {
            let line = line(&board, place, shift, &loads, &possible);
            add_planned(&mut plan.totals, contact.risk);
            add_price(&mut plan.totals, board.line_price(contact, shift));
            plan.lines.push(line);
        } else {
            add_price(&mut plan.totals, board.price_of_leaving_out(contact));
            let open = open.get_or_insert_with(|| solved.open(&board));
            plan.unplanned.push(unplanned::explain(&board, open, place));
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

fn line(board: &Board, place: usize, shift: usize, loads: &[u32], possible: &[Vec<(NaiveDate, NaiveDate)>]) -> Line {
    let contact = board.contacts[place];
    let officer = board.officers[board.shifts[shift].officer];
    let (day, load_after) = (board.shifts[shift].day, loads[board.shifts[shift].officer]);
    let within = |(first, last): &&(NaiveDate, NaiveDate)| contact.earliest_on <= *last && *first <= contact.last_on;
    let asked = |language: &(String, _)| officer.languages.contains(&language.0);
    Line {
        case: contact.case,
        officer: officer.id,
        day,
        channel: if contact.visit_only { Channel::InPerson } else { Channel::Telephone },
        state: state(contact, officer, day),
        why: Reasons {
            serves: if rules::serves_ward_by_name(contact, officer) { Serves::Ward } else { Serves::Borough },
            working_days_from_target: board.instance.calendar.between(contact.target_on, day),
            load_before: officer.load,
            load_after,
            shifts_on_duty: officer.shifts_on_duty,
            speaks_language: contact.language.as_ref().map(asked),
            of_gender: contact.gender.map(|(gender, _)| officer.gender == Some(gender)),
            knows_victim: (!contact.known_to.is_empty()).then(|| contact.known_to.contains(&officer.id)),
            officers_kept_away: kept_away(contact),
            officers_possible: possible[board.class_of[place]].iter().filter(within).count(),
        },
        cost: LineCost {
            points: board.line_points(contact, shift),
            fair_load: fair_load_step(load_after.saturating_sub(1), officer.shifts_on_duty),
            changed: board.line_price(contact, shift).changes != 0,
        },
    }
}

fn state(contact: &ContactToPlan, officer: &OfficerOnDuty, day: NaiveDate) -> LineState {
    match contact.held {
        None => LineState::New,
        Some(held) if (held.officer, held.day) != (officer.id, day) => LineState::Moved { from: held },
        Some(held) if held.hold == Hold::Proposed => LineState::Kept,
        Some(_) => LineState::Fixed,
    }
}

fn kept_away(contact: &ContactToPlan) -> usize {
    let independent = contact.excluded_officers.iter().filter(|(_, reason)| *reason != ExclusionReason::Declined);
    independent.map(|&(officer, _)| officer).collect::<BTreeSet<_>>().len()
}

/// For each class, the first and last shift of each officer against whom no rule speaks, whatever room is left.
fn possible_by_class(board: &Board) -> Vec<Vec<(NaiveDate, NaiveDate)>> {
    let of_class = |class: &crate::board::Class| {
        let can = board.shifts_of.iter().zip(&class.against).filter(|(_, against)| against.is_empty());
        let span = can.filter_map(|(shifts, _)| {
            let shifts = &board.shifts[shifts.clone()];
            Some((shifts.first()?.day, shifts.last()?.day))
        });
        span.collect()
    };
    board.classes.iter().map(of_class).collect()
}

fn add_planned(totals: &mut Cost, risk: RiskLevel) {
    match risk {
        RiskLevel::High => totals.planned_high += 1,
        RiskLevel::Medium => totals.planned_medium += 1,
        RiskLevel::Standard => totals.planned_standard += 1,
    }
}

fn add_price(totals: &mut Cost, price: Price) {
    totals.accepted_changes += price.accepted_changes.unsigned_abs();
    totals.service_points += price.service;
    totals.changes += price.changes.unsigned_abs();
}
