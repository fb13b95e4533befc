//! The clocks of the Victims' Code: what the victim must be told or given, and within how many working days.
//!
//! Every number is the force's to change. The preset is that of Enhanced rights, which victims of hate crime have.
//! Source: Code of Practice for Victims of Crime in England and Wales, November 2020, in force from 1 April 2021.

use crate::acts::CaseAct;
use crate::calendar::WorkingDays;
use crate::codes::code_list;
use chrono::NaiveDate;

code_list! {
    /// What starts a clock.
    ClockStart {
        /// The report.
        Report = "report", "the report";
        /// An outcome of the investigation.
        Outcome = "outcome", "the outcome";
        /// A step of the investigation that a person records.
        Step = "step", "the step";
        /// The last update, or the report.
        LastUpdate = "last_update", "the last update";
    }
}

/// One clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Lower case letters, digits and `_`.
    pub code: String,
    /// What the victim must be told or given.
    pub label: String,
    pub starts: ClockStart,
    pub working_days: u16,
}

/// The clocks a force keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocks {
    /// What the force calls this version.
    pub name: String,
    pub clocks: Vec<Clock>,
}

impl Clocks {
    /// Enhanced rights. One working day for news of the suspect and decisions; two for the referral to support.
    /// The regular update every 20 working days (about 28 days) is common practice, not a number of the Code.
    pub fn enhanced() -> Self {
        let clock = |code: &str, label: &str, starts, working_days| Clock {
            code: code.to_owned(),
            label: label.to_owned(),
            starts,
            working_days,
        };
        Self {
            name: "Victims' Code 2020, Enhanced".to_owned(),
            clocks: vec![
                clock("acknowledgement", "Written acknowledgement of the report", ClockStart::Report, 1),
                clock("needs", "Needs assessment", ClockStart::Report, 1),
                clock("support_referral", "Details passed to victim support", ClockStart::Report, 2),
                clock("arrested", "Told that a suspect was arrested", ClockStart::Step, 1),
                clock("interviewed", "Told that a suspect was interviewed under caution", ClockStart::Step, 1),
                clock("released", "Told that a suspect was released, bailed or bail was changed", ClockStart::Step, 1),
                clock("not_investigated", "Told that there will be no investigation", ClockStart::Step, 1),
                clock("outcome", "Told of the decision and its reasons", ClockStart::Outcome, 1),
                clock("update", "Update on the investigation", ClockStart::LastUpdate, 20),
            ],
        }
    }

    /// The clock with this code.
    pub fn get(&self, code: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.code == code)
    }
}

/// What a case's clocks run on.
#[derive(Debug, Clone, Copy)]
pub struct ClockStory<'a> {
    pub reported_on: Option<NaiveDate>,
    pub outcome_on: Option<NaiveDate>,
    /// Steps and tellings in the order they were recorded.
    pub acts: &'a [CaseAct],
}

/// One running of a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRun {
    pub code: String,
    pub label: String,
    pub started_on: NaiveDate,
    pub due_on: NaiveDate,
    pub met_on: Option<NaiveDate>,
}

impl ClockRun {
    /// How it stands on a day.
    pub fn state(&self, today: NaiveDate) -> ClockState {
        match self.met_on {
            Some(on) if on <= self.due_on => ClockState::Met,
            Some(_) => ClockState::MetLate,
            None if self.due_on < today => ClockState::Missed,
            None => ClockState::Due,
        }
    }
}

code_list! {
    /// How a clock stands.
    ClockState {
        Due = "due", "Due";
        Met = "met", "Met";
        MetLate = "met_late", "Met late";
        Missed = "missed", "Missed";
    }
}

/// Every running of the clocks of one case, in the order of the clocks and then of their starts.
///
/// A telling meets the earliest running of its clock that started on or before it and was not met yet.
/// The regular update runs again from each update, until there is an outcome.
pub fn runs(story: &ClockStory<'_>, clocks: &Clocks, calendar: &WorkingDays) -> Vec<ClockRun> {
    let mut runs = Vec::new();
    for clock in &clocks.clocks {
        let mut told: Vec<NaiveDate> = story.acts.iter().filter_map(|act| told_on(act, &clock.code)).collect();
        told.sort_unstable();
        let run = |started_on: NaiveDate| ClockRun {
            code: clock.code.clone(),
            label: clock.label.clone(),
            started_on,
            due_on: calendar.after(started_on, clock.working_days),
            met_on: None,
        };
        if clock.starts == ClockStart::LastUpdate {
            runs.extend(updates(story, &told, run));
            continue;
        }
        let mut starts: Vec<NaiveDate> = match clock.starts {
            ClockStart::Report => story.reported_on.into_iter().collect(),
            ClockStart::Outcome => story.outcome_on.into_iter().collect(),
            ClockStart::Step => story.acts.iter().filter_map(|act| started_on(act, &clock.code)).collect(),
            ClockStart::LastUpdate => Vec::new(),
        };
        starts.sort_unstable();
        for started_on in starts {
            let met = told.iter().position(|on| started_on <= *on);
            let met_on = met.map(|place| told.remove(place));
            runs.push(ClockRun { met_on, ..run(started_on) });
        }
    }
    runs
}

/// One running from the report and from each update; none starts once there is an outcome.
fn updates(
    story: &ClockStory<'_>,
    told: &[NaiveDate],
    run: impl Fn(NaiveDate) -> ClockRun,
) -> impl Iterator<Item = ClockRun> {
    let starts: Vec<NaiveDate> = story.reported_on.into_iter().chain(told.iter().copied()).collect();
    let ended_on = story.outcome_on;
    let runs: Vec<ClockRun> = starts
        .iter()
        .enumerate()
        .map(|(place, &started_on)| ClockRun { met_on: starts.get(place + 1).copied(), ..run(started_on) })
        .filter(|run| run.met_on.is_some() || ended_on.is_none_or(|ended_on| run.due_on < ended_on))
        .collect();
    runs.into_iter()
}

fn told_on(act: &CaseAct, code: &str) -> Option<NaiveDate> {
    if let CaseAct::VictimTold { clock, on } = act { (clock == code).then_some(*on) } else { None }
}

fn started_on(act: &CaseAct, code: &str) -> Option<NaiveDate> {
    if let CaseAct::ClockStarted { clock, on } = act { (clock == code).then_some(*on) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(acts: &[CaseAct], outcome_on: Option<&str>) -> Vec<ClockRun> {
        let story = ClockStory { reported_on: Some(day("2026-12-23")), outcome_on: outcome_on.map(day), acts };
        runs(&story, &Clocks::enhanced(), &WorkingDays::england_and_wales())
    }

    fn told(clock: &str, on: &str) -> CaseAct {
        CaseAct::VictimTold { clock: clock.to_owned(), on: day(on) }
    }

    #[test]
    fn clocks_run_in_working_days_over_christmas() {
        let runs = of(&[], None);
        let due = |code: &str| runs.iter().find(|run| run.code == code).map(|run| run.due_on);
        assert_eq!(due("acknowledgement"), Some(day("2026-12-24")));
        // Christmas Day is a Friday, Boxing Day's holiday the Monday after.
        assert_eq!(due("support_referral"), Some(day("2026-12-29")));
        assert_eq!(due("outcome"), None, "no outcome, no clock");
        assert_eq!(due("arrested"), None, "no step, no clock");
    }

    #[test]
    fn a_clock_is_due_met_met_late_or_missed() {
        let state = |acts: &[CaseAct], today: &str| {
            let runs = of(acts, None);
            runs.iter().find(|run| run.code == "acknowledgement").map(|run| run.state(day(today)))
        };
        assert_eq!(state(&[], "2026-12-24"), Some(ClockState::Due), "on its last day it is due, not missed");
        assert_eq!(state(&[], "2026-12-29"), Some(ClockState::Missed));
        assert_eq!(state(&[told("acknowledgement", "2026-12-24")], "2027-01-10"), Some(ClockState::Met));
        assert_eq!(state(&[told("acknowledgement", "2027-01-05")], "2027-01-10"), Some(ClockState::MetLate));
        let other = [told("needs", "2026-12-24")];
        assert_eq!(state(&other, "2026-12-29"), Some(ClockState::Missed), "another clock's telling meets it not");
    }

    #[test]
    fn each_step_has_its_own_telling() {
        let step = |on: &str| CaseAct::ClockStarted { clock: "arrested".to_owned(), on: day(on) };
        let acts = [step("2027-01-11"), step("2027-01-18"), told("arrested", "2027-01-12")];
        let runs = of(&acts, None);
        let met: Vec<_> = runs.iter().filter(|run| run.code == "arrested").map(|run| run.met_on).collect();
        assert_eq!(met, [Some(day("2027-01-12")), None]);
    }

    #[test]
    fn the_regular_update_starts_again_from_each_update_until_the_outcome() {
        let updates = |acts: &[CaseAct], outcome: Option<&str>| {
            of(acts, outcome).into_iter().filter(|run| run.code == "update").collect::<Vec<_>>()
        };
        let acts = [told("update", "2027-01-15")];
        let open = updates(&acts, None);
        assert_eq!(open.len(), 2, "{open:?}");
        assert_eq!(open[0].met_on, Some(day("2027-01-15")));
        assert_eq!(open[1].started_on, day("2027-01-15"));
        assert_eq!(updates(&acts, Some("2027-01-20")).len(), 1, "closed before the next was due");
    }
}
