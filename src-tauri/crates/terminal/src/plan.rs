//! The plan, from the command line. A proposal lives as long as the command, so each that needs one makes it.

use crate::args::{Args, Plan, PlanWhat};
use crate::commands::done;
use crate::out;
use crate::show::{ROWS_A_HEAP, clipped};
use desk::wire::{
    AcceptPlanRequest, ClosingView, ConflictRequest, DeclineLineRequest, DoneView, MoveLineRequest, NextBestView,
    OfficerAwayRequest, PinLineRequest, PlanView,
};
use desk::{DeskError, Now, Session};

pub fn plan(args: &Args, session: &mut Session, plan: &Plan, now: Now) -> Result<u8, DeskError> {
    let Some(what) = &plan.what else {
        let view = proposed(session, plan.accept, now)?;
        return done(args, &view, &shown(&view));
    };
    match what {
        PlanWhat::Show | PlanWhat::Accept { .. } | PlanWhat::HandOver { .. } => whole(args, session, what, now),
        PlanWhat::NextBest { reference } => {
            let case = case_of(session, reference)?;
            let view = session.next_best(&case, now)?;
            done(args, &view, &next_best(&view))
        }
        PlanWhat::KeptAway => {
            let view = session.kept_away()?;
            let line = |one: &desk::wire::KeptAwayView| {
                format!("{:<16} {:<26} {}", one.reference, one.officer_name, one.words)
            };
            let lines: Vec<String> = view.iter().map(line).collect();
            let words = if lines.is_empty() { "Nobody is kept away.".to_owned() } else { lines.join("\n") };
            done(args, &view, &words)
        }
        PlanWhat::Closing => {
            let view = session.plan_view(now)?;
            let words = closing(&view.closing);
            done(args, &view.closing, &words)
        }
        PlanWhat::Decline { reference, because, accept } => {
            let case = case_of(session, reference)?;
            let request = DeclineLineRequest { case: case.clone(), because: because.clone() };
            let mut view = session.decline_line(&request, now)?;
            if *accept {
                out::message(&view.words);
                view = session.accept_plan(&AcceptPlanRequest { cases: Some(vec![case]) }, now)?;
            }
            done(args, &view, &view.words)
        }
        PlanWhat::Move { .. }
        | PlanWhat::TakeOff { .. }
        | PlanWhat::Pin { .. }
        | PlanWhat::Unpin { .. }
        | PlanWhat::Conflict { .. }
        | PlanWhat::Allow { .. } => {
            let view = line(session, what, now)?;
            done(args, &view, &view.words)
        }
    }
}

/// What is done to one line.
fn line(session: &mut Session, what: &PlanWhat, now: Now) -> Result<DoneView, DeskError> {
    match what {
        PlanWhat::Move { reference, officer, on } => {
            let case = case_of(session, reference)?;
            let officer = officer_id(session, officer)?;
            session.move_line(&MoveLineRequest { case, officer, on: on.clone() }, now)
        }
        PlanWhat::TakeOff { reference } => {
            let case = case_of(session, reference)?;
            session.take_off_plan(&case, now)
        }
        PlanWhat::Conflict { reference, officer, because } => {
            let case = case_of(session, reference)?;
            let request = ConflictRequest { case, officer: officer.clone(), because: because.clone() };
            session.declare_conflict(&request, now)
        }
        PlanWhat::Allow { reference, officer } => {
            let case = case_of(session, reference)?;
            session.allow_officer(&case, officer, now)
        }
        PlanWhat::Unpin { reference } => {
            let case = case_of(session, reference)?;
            session.pin_line(&PinLineRequest { case, pinned: false }, now)
        }
        PlanWhat::Pin { reference } => {
            let case = case_of(session, reference)?;
            session.pin_line(&PinLineRequest { case, pinned: true }, now)
        }
        PlanWhat::Show
        | PlanWhat::Accept { .. }
        | PlanWhat::HandOver { .. }
        | PlanWhat::NextBest { .. }
        | PlanWhat::KeptAway
        | PlanWhat::Closing
        | PlanWhat::Decline { .. } => Err(DeskError::NotFound("This is not done to one line.".to_owned())),
    }
}

fn whole(args: &Args, session: &mut Session, what: &PlanWhat, now: Now) -> Result<u8, DeskError> {
    if let PlanWhat::Accept { references } = what {
        session.propose_plan(now)?;
        let cases = references.iter().map(|reference| case_of(session, reference)).collect::<Result<_, _>>()?;
        let accepted = session.accept_plan(&AcceptPlanRequest { cases: Some(cases) }, now)?;
        return done(args, &accepted, &accepted.words);
    }
    let view = if let PlanWhat::HandOver { collar, from, to, accept } = what {
        let to = to.as_ref().unwrap_or(from).clone();
        let away = OfficerAwayRequest { officer: collar.clone(), from: from.clone(), to };
        out::message(&session.officer_away(&away, now)?.words);
        proposed(session, *accept, now)?
    } else {
        session.plan_view(now)?
    };
    done(args, &view, &shown(&view))
}

fn proposed(session: &mut Session, accept: bool, now: Now) -> Result<PlanView, DeskError> {
    let view = session.propose_plan(now)?;
    if !accept || view.proposed == 0 {
        return Ok(view);
    }
    let moved = view.moved;
    let accepted = session.accept_plan(&AcceptPlanRequest { cases: None }, now)?;
    out::message(&accepted.words);
    // What moved is told after it was accepted too.
    Ok(PlanView { moved, ..session.plan_view(now)? })
}

fn case_of(session: &mut Session, reference: &str) -> Result<String, DeskError> {
    Ok(session.find_case(reference)?.to_string())
}

fn officer_id(session: &mut Session, collar: &str) -> Result<String, DeskError> {
    let listed = session.officers()?;
    let wanted = collar.trim();
    let found = listed.into_iter().find(|officer| officer.collar.eq_ignore_ascii_case(wanted));
    found.map(|officer| officer.officer).ok_or_else(|| DeskError::BadInput {
        field: "officer",
        message: "No officer on the list has this collar number. Check the list.".to_owned(),
    })
}

fn next_best(view: &[NextBestView]) -> String {
    if view.is_empty() {
        return "No other officer and day is possible.".to_owned();
    }
    let line = |one: &NextBestView| format!("  {}, {}: {}", one.officer_name, one.on_words, one.costs.join(" "));
    view.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn shown(view: &PlanView) -> String {
    let mut lines = vec![view.sentence.clone()];
    for (place, day) in view.days.iter().enumerate() {
        let of_day: Vec<_> =
            view.officers.iter().filter_map(|officer| officer.cells.get(place)).flat_map(|cell| &cell.lines).collect();
        if of_day.is_empty() {
            continue;
        }
        lines.push(format!("\n{}", day.label));
        for line in of_day {
            lines.push(format!(
                "  {:<26} {:<16} {:<26} {:<24} {}",
                clipped(&line.officer_name, 26),
                line.reference,
                clipped(&line.victim, 26),
                clipped(&line.ward, 24),
                line.why.first().map_or("", String::as_str)
            ));
        }
    }
    if !view.moved.is_empty() {
        lines.push(format!("\nMoved ({})", view.moved.len()));
        let moved = view.moved.iter();
        lines.extend(moved.map(|one| format!("  {:<16} from {} to {}", one.reference, one.from, one.to)));
    }
    if !view.tray.is_empty() {
        lines.push(format!("\nWithout a place ({})", view.tray.len()));
        for one in view.tray.iter().take(ROWS_A_HEAP) {
            let words = format!("  {:<16} by {}: {}", one.reference, one.by_words, one.words);
            lines.push(words);
        }
        if view.tray.len() > ROWS_A_HEAP {
            lines.push(format!("  … and {} more", view.tray.len() - ROWS_A_HEAP));
        }
    }
    lines.join("\n")
}

/// The supervisor's list.
fn closing(closing: &[ClosingView]) -> String {
    if closing.is_empty() {
        return "Nobody's window closes without an officer, and nothing waits for the supervisor.".to_owned();
    }
    let line = |one: &ClosingView| {
        let who = if one.with_supervisor { "decide" } else { "nobody" };
        format!("  {:<16} by {:<34} {who}: {}", one.reference, one.by_words, one.words)
    };
    closing.iter().map(line).collect::<Vec<_>>().join("\n")
}
