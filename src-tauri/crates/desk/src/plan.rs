//! Planning contacts: propose, explain, accept.

mod inputs;
mod moves;
mod reasons;

use crate::access::Task;
use crate::asked::read_case;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{
    AcceptPlanRequest, DoneView, ExcludedView, NextBestView, PlanCellView, PlanDayView, PlanLineState, PlanLineView,
    PlanOfficerView, PlanView, UnplannedView,
};
use crate::words;
use casebook::{CaseRow, Event, Now};
use caseload::{CaseId, ContactPolicy, OfficerId};
use chrono::NaiveDate;
pub(crate) use inputs::Proposals;
use inputs::horizon_end;
use planning::{Line, LineState, Mode, Plan};
use reasons::{Compared, cost_words, most_common_rule, rule_words, sentence, why_words};
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

    fn show(&mut self, planned: &Planned, now: Now) -> Result<PlanView, DeskError> {
        let today = now.today;
        let policy = self.book.journal()?.policy(today);
        let names = self.officer_names()?;
        let mut cells: BTreeMap<(OfficerId, NaiveDate), Vec<PlanLineView>> = BTreeMap::new();
        let (mut proposed, mut accepted) = (0, 0);
        for line in &planned.plan.lines {
            let Some(row) = planned.rows.get(&line.case) else { continue };
            let is_proposed = self.proposal.get(&line.case) == Some(&(line.officer, line.day));
            let state = match (row.contact.planned, is_proposed) {
                (Some(_), true) => PlanLineState::Moved,
                (Some(_), false) => PlanLineState::Accepted,
                (None, true) => PlanLineState::Proposed,
                (None, false) => continue,
            };
            if is_proposed {
                proposed += 1
            } else {
                accepted += 1
            }
            let view = self.line_view(line, row, state, &names, today)?;
            cells.entry((line.officer, line.day)).or_default().push(view);
        }
        let last = horizon_end(&policy, today);
        let days: Vec<NaiveDate> = today.iter_days().take_while(|day| *day <= last).collect();
        let mut officers: Vec<PlanOfficerView> = Vec::new();
        for listed in self.book.journal()?.officers_listed() {
            let officer = &listed.officer;
            let serves = if officer.wards.is_empty() { &officer.boroughs } else { &officer.wards };
            officers.push(PlanOfficerView {
                officer: officer.id.to_string(),
                name: names.get(&officer.id).cloned().unwrap_or_default(),
                collar: officer.collar.as_str().to_owned(),
                serves: serves.iter().cloned().collect::<Vec<_>>().join(", "),
                cells: days
                    .iter()
                    .map(|day| PlanCellView {
                        on_duty: officer.duty.on(*day),
                        capacity: officer.contacts_a_shift,
                        lines: cells.remove(&(officer.id, *day)).unwrap_or_default(),
                    })
                    .collect(),
            });
        }
        // Those with contacts come first: they are what the page is read for.
        let idle = |officer: &PlanOfficerView| officer.cells.iter().all(|cell| cell.lines.is_empty());
        officers.sort_by(|a, b| (idle(a), &a.name).cmp(&(idle(b), &b.name)));
        let tray = self.tray(planned, &names, today)?;
        let sentence = sentence(accepted, proposed, tray.len() as u64, officers.is_empty());
        let day_view = |day: &NaiveDate| PlanDayView {
            on: day.to_string(),
            label: day.format("%a %-d %b").to_string(),
            working_day: self.calendar.is_working_day(*day),
        };
        Ok(PlanView { sentence, days: days.iter().map(day_view).collect(), officers, tray, proposed, accepted })
    }

    fn line_view(
        &self,
        line: &Line,
        row: &CaseRow,
        state: PlanLineState,
        names: &BTreeMap<OfficerId, String>,
        today: NaiveDate,
    ) -> Result<PlanLineView, DeskError> {
        let mut why = why_words(line);
        if let (PlanLineState::Moved, Some(from)) = (&state, row.contact.planned) {
            let name = names.get(&from.officer).cloned().unwrap_or_default();
            why.insert(0, format!("Moves from {name}, {}.", words::short_day(from.on, today)));
        }
        Ok(PlanLineView {
            case: line.case.to_string(),
            reference: row.reference.clone(),
            victim: self.victim_name(row)?,
            ward: row.ward.clone().unwrap_or_default(),
            risk: words::risk_view(row.risk),
            officer: line.officer.to_string(),
            officer_name: names.get(&line.officer).cloned().unwrap_or_default(),
            on: line.day.to_string(),
            on_words: words::day_from_today(line.day, today, &self.calendar),
            state,
            why,
        })
    }

    /// Contacts without a place: those no officer can make, those whose line no longer stands, and those not yet planned.
    fn tray(
        &self,
        planned: &Planned,
        names: &BTreeMap<OfficerId, String>,
        today: NaiveDate,
    ) -> Result<Vec<UnplannedView>, DeskError> {
        let name = |officer: &OfficerId| names.get(officer).cloned().unwrap_or_default();
        let mut tray = Vec::new();
        let mut push = |row: &CaseRow, last_on, words: String, excluded, give| -> Result<(), DeskError> {
            tray.push(UnplannedView {
                case: row.case.to_string(),
                reference: row.reference.clone(),
                victim: self.victim_name(row)?,
                ward: row.ward.clone().unwrap_or_default(),
                risk: words::risk_view(row.risk),
                by_words: words::day_from_today(last_on, today, &self.calendar),
                words,
                excluded,
                would_have_to_give: give,
            });
            Ok(())
        };
        for conflict in &planned.plan.conflicts {
            let Some(row) = planned.rows.get(&conflict.case) else { continue };
            let rules: Vec<String> = conflict.rules.iter().map(|rule| rule_words(*rule).to_owned()).collect();
            let words = format!("{} can no longer make it: {}", name(&conflict.line.officer), rules.join(" "));
            push(row, conflict.line.day, words, Vec::new(), Vec::new())?;
        }
        for unplanned in &planned.plan.unplanned {
            let Some(row) = planned.rows.get(&unplanned.case) else { continue };
            let excluded: Vec<ExcludedView> = unplanned
                .excluded
                .iter()
                .map(|excluded| ExcludedView {
                    officer_name: name(&excluded.officer),
                    rules: excluded.rules.iter().map(|rule| rule_words(*rule).to_owned()).collect(),
                })
                .collect();
            let words = if excluded.is_empty() {
                "There are no officers on the list.".to_owned()
            } else {
                most_common_rule(&unplanned.excluded)
            };
            let give = unplanned.least.as_ref().map_or_else(Vec::new, |least| {
                let rules = least.rules.iter().map(|rule| rule_words(*rule).to_owned());
                let place = format!("{}, {}:", name(&least.officer), words::short_day(least.day, today));
                std::iter::once(place).chain(rules).collect()
            });
            push(row, unplanned.last_on, words, excluded, give)?;
        }
        for line in &planned.plan.lines {
            let Some(row) = planned.rows.get(&line.case) else { continue };
            if row.contact.planned.is_none() && !self.proposal.contains_key(&line.case) {
                let words = "Not planned yet. Propose a plan to give it a place.".to_owned();
                push(row, line.day, words, Vec::new(), Vec::new())?;
            }
        }
        Ok(tray)
    }
}

#[cfg(test)]
pub(crate) mod tests;
