//! The bank holidays: which days they are, and a force's own changes to them.

use crate::access::Task;
use crate::asked::read_day;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{
    DoneView, HolidayRequest, HolidayState, HolidayView, HolidaysView, PolicyChangeView, PolicyEffectView,
};
use crate::words;
use casebook::{Event, Kept, Now};
use caseload::calendar::named_bank_holidays;
use caseload::{HolidayChanges, WorkingDays};
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

/// Years shown: this one and so many after it.
const YEARS_AHEAD: i32 = 2;
/// Days a force may change; a wrong loop in a script would make more.
const CHANGES_MAX: usize = 200;
const NAME_MAX: usize = 60;
const SOURCE: &str = "England and Wales, as the Banking and Financial Dealings Act 1971 and the proclamations fix them, \
checked against what GOV.UK publishes (gov.uk/bank-holidays). A day proclaimed later is added here.";

impl Session {
    /// The bank holidays of this year and the next two, with the force's own changes.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn holidays(&mut self, now: Now) -> Result<HolidaysView, DeskError> {
        self.allow(Task::SeeCases)?;
        let changes = self.book.journal()?.holiday_changes();
        let years = now.today.year()..=now.today.year() + YEARS_AHEAD;
        let mut days: Vec<(NaiveDate, String, HolidayState)> = years
            .clone()
            .flat_map(named_bank_holidays)
            .map(|(on, name)| {
                let worked = changes.removed.contains(&on);
                (on, name.to_owned(), if worked { HolidayState::Worked } else { HolidayState::Usual })
            })
            .collect();
        let own = changes.added.iter().filter(|(on, _)| years.contains(&on.year()));
        days.extend(own.map(|(on, name)| (*on, name.clone(), HolidayState::Added)));
        days.sort_by_key(|(on, ..)| *on);
        let view = |(on, name, state): (NaiveDate, String, HolidayState)| HolidayView {
            on: on.to_string(),
            words: words::day(on),
            name,
            state,
        };
        Ok(HolidaysView { source: SOURCE.to_owned(), days: days.into_iter().map(view).collect() })
    }

    /// What a change to the bank holidays would do to today's caseload.
    ///
    /// # Errors
    /// Not allowed, a day that cannot be changed so, the disk.
    pub fn holiday_effect(&mut self, request: &HolidayRequest, now: Now) -> Result<PolicyEffectView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let (on, changes) = self.holidays_with(request)?;
        let policy = self.book.journal()?.policy(now.today);
        let say = |off: bool| if off { "bank holiday" } else { "worked" }.to_owned();
        let change = PolicyChangeView { label: words::day(on), before: say(!request.off), after: say(request.off) };
        self.effect((&policy, Arc::new(WorkingDays::with_changes(&changes))), vec![change], now)
    }

    /// Makes a day a bank holiday, or one that is worked.
    ///
    /// # Errors
    /// Not allowed, a day that is so already, a name that is missing or too long, the disk.
    pub fn set_holiday(&mut self, request: &HolidayRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let (on, changes) = self.holidays_with(request)?;
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::DeskKept { kept: Kept::Holidays(changes) })?;
            Ok(())
        })?;
        self.calendar_changed(now)?;
        let (said, name) = if request.off {
            ("is a bank holiday from now on", "Add the bank holiday")
        } else {
            ("is worked like any other day from now on", "Work the bank holiday")
        };
        let words = format!("{} {said}.", words::day(on));
        Ok(DoneView { words, undo: Some(undo_view(name.to_owned(), appended)) })
    }

    /// Puts the changes back that stood before this entry.
    pub(crate) fn undo_holidays(&mut self, entry: u64, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let records = &self.book.journal()?.holidays;
        let Some((last, earlier)) = records.split_last() else {
            return Err(DeskError::NotFound("There is nothing to undo.".to_owned()));
        };
        if last.entry != entry {
            return Err(DeskError::bad("entry", "The bank holidays were changed again since. Change the day itself."));
        }
        let before = earlier.last().map(|record| record.changes.clone()).unwrap_or_default();
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::DeskKept { kept: Kept::Holidays(before) })?;
            Ok(())
        })?;
        self.calendar_changed(now)?;
        let words = "Undone. The bank holidays are as they were before.".to_owned();
        Ok(DoneView { words, undo: Some(undo_view("Undo the change of bank holidays".to_owned(), appended)) })
    }

    /// Counts with the working days as they are now known.
    pub(crate) fn calendar_changed(&mut self, now: Now) -> Result<(), DeskError> {
        self.calendar = self.book.journal()?.calendar(now.today);
        self.proposal.clear();
        Ok(())
    }

    fn holidays_with(&mut self, request: &HolidayRequest) -> Result<(NaiveDate, HolidayChanges), DeskError> {
        let on = read_day("on", &request.on)?;
        let name = request.name.trim();
        let mut changes = self.book.journal()?.holiday_changes();
        let usual = named_bank_holidays(on.year()).contains_key(&on);
        let changed = match (request.off, usual) {
            (true, true) => changes.removed.remove(&on),
            (false, true) => changes.removed.insert(on),
            (false, false) => changes.added.remove(&on).is_some(),
            (true, false) => {
                if name.is_empty() || name.chars().count() > NAME_MAX {
                    let message = format!("Give the day a name of up to {NAME_MAX} letters.");
                    return Err(DeskError::bad("name", message));
                }
                changes.added.insert(on, name.to_owned()).as_deref() != Some(name)
            }
        };
        if !changed {
            let already = if request.off { "a bank holiday" } else { "no bank holiday" };
            return Err(DeskError::bad("on", format!("{} is {already} already.", words::day(on))));
        }
        if changes.added.len() + changes.removed.len() > CHANGES_MAX {
            return Err(DeskError::bad("on", format!("At most {CHANGES_MAX} days can be changed.")));
        }
        Ok((on, changes))
    }
}
