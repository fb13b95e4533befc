//! The clocks of the Victims' Code on a case, over all cases, and as the force keeps them.

use crate::access::Task;
use crate::asked::{past_day, read_case};
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{ClockDaysRequest, ClockListView, ClockRequest, ClockRunView, ClockView, DoneView};
use crate::words;
use casebook::{CaseRow, CaseState, Event, Kept, Now};
use caseload::clocks::{ClockRun, ClockStart, ClockState, ClockStory, runs};
use caseload::{CaseAct, CaseId, Clocks};
use chrono::{Days, NaiveDate};

/// Cases whose clocks the list looks at: those still open and those reported or ended this lately.
const LOOK_BACK_DAYS: u64 = 90;
/// Runnings that a list of clocks shows; it counts them all.
const SHOWN_MAX: usize = 500;
/// A clock longer than a year is a slip of the pen.
const DAYS_MAX: u64 = 260;

impl Session {
    /// The force's clocks, or the preset.
    pub(crate) fn clocks(&mut self) -> Result<Clocks, DeskError> {
        Ok(self.book.journal()?.clocks.clone().unwrap_or_else(Clocks::enhanced))
    }

    pub(crate) fn clock_views(
        &mut self,
        row: &CaseRow,
        state: &CaseState,
        today: NaiveDate,
    ) -> Result<Vec<ClockRunView>, DeskError> {
        let clocks = self.clocks()?;
        let story = ClockStory {
            reported_on: row.reported_on,
            outcome_on: row.outcome.map(|(_, on)| on),
            acts: &state.acts.clock_acts,
        };
        Ok(runs(&story, &clocks, &self.calendar).iter().map(|run| self.clock_view(row, run, today)).collect())
    }

    fn clock_view(&self, row: &CaseRow, run: &ClockRun, today: NaiveDate) -> ClockRunView {
        let state = run.state(today);
        let words = match (state, run.met_on) {
            (ClockState::Met, Some(on)) => format!("met {}", words::short_day(on, today)),
            (ClockState::MetLate, Some(on)) => {
                format!("met {}, due {}", words::short_day(on, today), words::short_day(run.due_on, today))
            }
            (ClockState::Missed, _) => format!("missed: due {}", words::short_day(run.due_on, today)),
            (ClockState::Due | ClockState::Met | ClockState::MetLate, _) => {
                format!("due {}", words::day_from_today(run.due_on, today, &self.calendar))
            }
        };
        ClockRunView {
            case: row.case.to_string(),
            reference: row.reference.clone(),
            clock: run.code.clone(),
            label: run.label.clone(),
            state: state.code().to_owned(),
            words,
            due_on: run.due_on.to_string(),
        }
    }

    /// Clocks that are missed or due, over the cases reported or ended lately; the longest due first.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn clock_list(&mut self, now: Now) -> Result<ClockListView, DeskError> {
        self.allow(Task::SeeCases)?;
        let clocks = self.clocks()?;
        let mut running = self.running(&clocks, now.today)?;
        let missed = running.iter().filter(|(_, run)| run.due_on < now.today).count() as u64;
        let due = running.len() as u64 - missed;
        // A sort that keeps the order of equals: of those due on one day, the latest report first.
        running.sort_by_key(|(_, run)| run.due_on);
        running.truncate(SHOWN_MAX);
        let mut views = Vec::with_capacity(running.len());
        for (case, run) in &running {
            let row = self.book.case_row(*case)?;
            views.push(self.clock_view(&row, run, now.today));
        }
        views.sort_by(|a, b| (&a.due_on, &a.reference, &a.clock).cmp(&(&b.due_on, &b.reference, &b.clock)));
        let clock = |clock: &caseload::Clock| ClockView {
            code: clock.code.clone(),
            label: clock.label.clone(),
            starts: clock.starts.code().to_owned(),
            working_days: u64::from(clock.working_days),
        };
        let own = self.book.journal()?.clocks.is_some();
        let clocks_shown = clocks.clocks.iter().map(clock).collect();
        Ok(ClockListView { name: clocks.name.clone(), own, runs: views, missed, due, clocks: clocks_shown })
    }

    /// Every clock that nobody met, of the cases reported or ended lately.
    fn running(&self, clocks: &Clocks, today: NaiveDate) -> Result<Vec<(CaseId, ClockRun)>, DeskError> {
        let since = today.checked_sub_days(Days::new(LOOK_BACK_DAYS)).unwrap_or(NaiveDate::MIN);
        let mut running = Vec::new();
        self.book.each_lately(since, |case, story| {
            let unmet = runs(story, clocks, &self.calendar).into_iter().filter(|run| run.met_on.is_none());
            running.extend(unmet.map(|run| (case, run)));
        })?;
        Ok(running)
    }

    /// Records that the victim was told, or that a step happened which starts a clock.
    ///
    /// # Errors
    /// Not allowed, an unknown case or clock, a clock that no step starts, a day to come, the disk.
    pub fn record_clock(&mut self, request: &ClockRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let clocks = self.clocks()?;
        let clock = clocks.get(&request.clock).ok_or_else(|| {
            let codes: Vec<&str> = clocks.clocks.iter().map(|clock| clock.code.as_str()).collect();
            DeskError::bad("clock", format!("The clock is one of {}.", codes.join(", ")))
        })?;
        let on = past_day("on", request.on.as_deref(), now.today)?;
        if row.reported_on.is_some_and(|reported_on| on < reported_on) {
            return Err(DeskError::bad("on", "This cannot be before the report. Correct the day."));
        }
        if request.started && clock.starts != ClockStart::Step {
            let message = format!("This clock starts with {}, and by itself.", clock.starts.label());
            return Err(DeskError::bad("clock", message));
        }
        let code = clock.code.clone();
        let (act, words) = if request.started {
            let words = format!("Recorded for {}: {} is due from {}.", row.reference, clock.label, words::day(on));
            (CaseAct::ClockStarted { clock: code, on }, words)
        } else {
            let words = format!("Recorded for {}: {}, {}.", row.reference, clock.label, words::day(on));
            (CaseAct::VictimTold { clock: code, on }, words)
        };
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::CaseActed { case, act, personal: None })?;
            Ok(())
        })?;
        self.done(case, words, "Record it".to_owned(), appended, now)
    }

    /// The force changes how many working days a clock runs.
    ///
    /// # Errors
    /// Not allowed, an unknown clock, more days than a year has, the disk.
    pub fn set_clock_days(&mut self, request: &ClockDaysRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let mut clocks = self.clocks()?;
        let days = u16::try_from(request.working_days).ok().filter(|_| request.working_days <= DAYS_MAX);
        let Some(days) = days else {
            return Err(DeskError::bad("working_days", format!("A clock runs from 0 to {DAYS_MAX} working days.")));
        };
        let Some(clock) = clocks.clocks.iter_mut().find(|clock| clock.code == request.clock) else {
            return Err(DeskError::bad("clock", "There is no clock of that name."));
        };
        let before = clock.working_days;
        clock.working_days = days;
        let label = clock.label.clone();
        if clocks.name == Clocks::enhanced().name {
            clocks.name = format!("{}, with changes of this desk", clocks.name);
        }
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::DeskKept { kept: Kept::Clocks(clocks) })?;
            Ok(())
        })?;
        let words = format!(
            "{label}: {} instead of {}.",
            words::counted(u64::from(days), "working day"),
            words::counted(u64::from(before), "working day")
        );
        Ok(DoneView { words, undo: Some(undo_view("Set the clock".to_owned(), appended)) })
    }
}
