//! Planning contacts: propose, explain, accept.

mod inputs;
mod lines;
mod moves;
mod reasons;
mod show;

use crate::access::Task;
use crate::asked::read_case;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{AcceptPlanRequest, DoneView, NextBestView, PlanView};
use crate::words;
use casebook::{CaseRow, Event, Now};
use caseload::{CaseId, ContactPolicy, OfficerId};
use chrono::NaiveDate;
pub(crate) use inputs::Proposals;
use planning::{LineState, Mode, Plan};
use reasons::{Compared, cost_words};
use std::collections::{BTreeMap, BTreeSet};

/// Contacts done this many days back count towards an officer's load.
const LOAD_DAYS: u64 = 28;
/// Other places shown for an opened line.
const NEXT_BEST_MAX: usize = 3;

/// What a plan was made from, kept to show it.
pub(crate) struct Planned {
    rows: BTreeMap<CaseId, CaseRow>,
    pub(crate) plan: Plan,
}

impl Session {
    /// The plan as it stands: accepted lines, and the proposal if there is one.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn plan_view(&mut self, now: Now) -> Result<PlanView, DeskError> {
        self.allow(Task::Plan)?;
        let planned = self.solve(now)?;
        self.show(&planned, now)
    }

    /// Proposes an officer and a day for every contact that has none. Changes nothing until accepted.
    ///
    /// # Errors
    /// Not allowed, an instance too large to plan exactly, the disk.
    pub fn propose_plan(&mut self, now: Now) -> Result<PlanView, DeskError> {
        self.allow(Task::Plan)?;
        self.proposal.clear();
        let mut proposed = self.solve_in(Mode::Propose, Proposals::Fixed, now)?;
        if !proposed.plan.conflicts.is_empty() {
            // Accepted lines can no longer stand: only what must move moves, and it is shown.
            proposed = self.solve_in(Mode::Repair, Proposals::Fixed, now)?;
        }
        let fresh = proposed.plan.lines.iter().filter(|line| line.state != LineState::Fixed);
        self.proposal = fresh.map(|line| (line.case, (line.officer, line.day))).collect();
        let planned = self.solve(now)?;
        self.show(&planned, now)
    }

    /// Accepts proposed lines: all, or those of these cases.
    ///
    /// # Errors
    /// Not allowed, nothing proposed, the disk.
    pub fn accept_plan(&mut self, request: &AcceptPlanRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Plan)?;
        let wanted = match &request.cases {
            Some(cases) => Some(cases.iter().map(|case| read_case(case)).collect::<Result<BTreeSet<_>, _>>()?),
            None => None,
        };
        let lines: Vec<(CaseId, OfficerId, NaiveDate)> = self
            .proposal
            .iter()
            .filter(|(case, _)| wanted.as_ref().is_none_or(|wanted| wanted.contains(case)))
            .map(|(&case, &(officer, on))| (case, officer, on))
            .collect();
        if lines.is_empty() {
            return Err(DeskError::NotFound("There is no proposed line to accept. Propose a plan first.".to_owned()));
        }
        let ((), appended) = self.write(now, |writer| {
            for &(case, officer, on) in &lines {
                writer.append(Event::ContactPlanned { case, officer, on })?;
            }
            Ok(())
        })?;
        for (case, ..) in &lines {
            self.proposal.remove(case);
        }
        let count = words::counted(lines.len() as u64, "contact");
        let words = format!("{count} planned. Print the day's sheets for the officers.");
        Ok(DoneView { words, undo: Some(undo_view("Accept the plan".to_owned(), appended)) })
    }

    /// The next best officers and days for a line, and what each would cost.
    ///
    /// # Errors
    /// Not allowed, a case that is not on the plan, the disk.
    pub fn next_best(&mut self, case: &str, now: Now) -> Result<Vec<NextBestView>, DeskError> {
        self.allow(Task::Plan)?;
        let case = read_case(case)?;
        let names = self.officer_names()?;
        let policy = self.book.journal()?.policy(now.today);
        let (rows, contacts) = self.contacts_to_plan(&policy, Proposals::Loose, now.today)?;
        let officers = self.officers_on_duty(&policy, &rows, now.today)?;
        let instance = self.instance(&policy, contacts, officers, Mode::Propose, now.today);
        let plan = planning::plan(&instance)?;
        let candidates = planning::next_best(&instance, &plan, case, NEXT_BEST_MAX)?;
        let view = |candidate: &planning::Candidate| NextBestView {
            officer: candidate.officer.to_string(),
            officer_name: names.get(&candidate.officer).cloned().unwrap_or_default(),
            on: candidate.day.to_string(),
            on_words: words::short_day(candidate.day, now.today),
            costs: cost_words(&Compared { instance: &instance, plan: &plan, names: &names, case }, candidate),
        };
        Ok(candidates.iter().map(view).collect())
    }

    /// The plan as it stands, with the proposal in its place.
    fn solve(&mut self, now: Now) -> Result<Planned, DeskError> {
        self.solve_in(Mode::Propose, Proposals::Fixed, now)
    }

    fn solve_in(&mut self, mode: Mode, proposals: Proposals, now: Now) -> Result<Planned, DeskError> {
        let policy = self.book.journal()?.policy(now.today);
        // Another window on this desk may have changed the bank holidays.
        self.calendar = self.book.journal()?.calendar(now.today);
        self.solve_under(&policy, mode, proposals, now.today)
    }

    /// The plan as it would be under a policy, with the working days as the session counts them.
    pub(crate) fn solve_under(
        &mut self,
        policy: &ContactPolicy,
        mode: Mode,
        proposals: Proposals,
        today: NaiveDate,
    ) -> Result<Planned, DeskError> {
        let (rows, contacts) = self.contacts_to_plan(policy, proposals, today)?;
        let officers = self.officers_on_duty(policy, &rows, today)?;
        let instance = self.instance(policy, contacts, officers, mode, today);
        let plan = planning::plan(&instance)?;
        Ok(Planned { rows, plan })
    }
}

#[cfg(test)]
pub(crate) mod tests;
