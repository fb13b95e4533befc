//! How a contact ends without being made, waits, or is taken up again.

use crate::access::Task;
use crate::asked::{lower_first, read_case, read_day};
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, EndContactRequest, PutOffRequest, TakeUpRequest};
use crate::words;
use casebook::{Event, Now};
use caseload::standing::Step;
use caseload::{CaseId, Ending, EndingReason, Standing, TakenUp, TakenUpBecause, standing};
use chrono::NaiveDate;

/// Working days a contact taken up again stays open at least, where nobody says otherwise. Our own choice.
const TAKEN_UP_DAYS: u16 = 10;

impl Session {
    /// A person ends the promise of a contact, with a listed reason.
    ///
    /// # Errors
    /// Not allowed, an unknown case or reason, the disk.
    pub fn end_contact(&mut self, request: &EndContactRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let reason = self.ending_reason(&request.reason, now)?;
        let ending = Ending { on: now.today, reason };
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::ContactEnded { case, ending })?;
            Ok(())
        })?;
        let done = format!("The contact for {} was ended: {}.", row.reference, lower_first(reason.label()));
        self.done(case, done, "End the contact".to_owned(), appended, now)
    }

    /// Ends the promise for every case reported before a day whose contact is still open.
    ///
    /// # Errors
    /// Not allowed, an unknown reason, nothing to end, the disk.
    pub fn end_contacts_before(&mut self, before: NaiveDate, reason: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let reason = self.ending_reason(reason, now)?;
        let rows = self.book.open_rows()?;
        let cases: Vec<CaseId> = rows
            .iter()
            .filter(|row| row.reported_on.is_some_and(|reported_on| reported_on < before))
            .map(|row| row.case)
            .collect();
        if cases.is_empty() {
            return Err(DeskError::bad(
                "before",
                format!("No open contact was reported before {}.", words::day(before)),
            ));
        }
        let ending = Ending { on: now.today, reason };
        let ((), appended) = self.write(now, |writer| {
            for &case in &cases {
                writer.append(Event::ContactEnded { case, ending })?;
            }
            Ok(())
        })?;
        let words =
            format!("{} ended: {}.", words::counted(cases.len() as u64, "contact"), lower_first(reason.label()));
        Ok(DoneView { words, undo: Some(undo_view("End the contacts".to_owned(), appended)) })
    }

    /// A reason that the policy in force lists.
    fn ending_reason(&mut self, code: &str, now: Now) -> Result<EndingReason, DeskError> {
        let listed = self.book.journal()?.policy(now.today).ending_reasons;
        EndingReason::from_code(code).filter(|reason| listed.contains(reason)).ok_or_else(|| {
            let codes: Vec<&str> = listed.iter().map(|reason| reason.code()).collect();
            DeskError::bad("reason", format!("The reason is one of {}.", codes.join(", ")))
        })
    }

    /// The contact is owed again after it was ended, declined or stopped: a person says why.
    ///
    /// # Errors
    /// Not allowed, an unknown case or reason, a victim who was reached or is waited for as usual, a day before
    /// tomorrow, the disk.
    pub fn take_up_contact(&mut self, request: &TakeUpRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let because = TakenUpBecause::by_hand().find(|why| why.code() == request.because).ok_or_else(|| {
            let codes: Vec<&str> = TakenUpBecause::by_hand().map(|because| because.code()).collect();
            DeskError::bad("because", format!("Say why it is taken up again: one of {}.", codes.join(", ")))
        })?;
        let policy = self.book.journal()?.policy(now.today);
        match row.story().map(|story| standing(&story, &policy, &self.calendar, now.today)) {
            Some(Standing::Ended { .. }) => {}
            Some(Standing::Open { next, .. }) if matches!(next.step, Step::Supervisor(_)) => {}
            Some(Standing::Reached { .. }) => {
                return Err(DeskError::bad("case", "The contact was made. If that is wrong, undo its result."));
            }
            Some(Standing::Open { .. }) => {
                return Err(DeskError::bad("case", "This contact is still open: its next step stands."));
            }
            Some(Standing::NotOwed(_)) | None => {
                return Err(DeskError::bad("case", "Policy owes no contact here, so there is none to take up."));
            }
        }
        if row.contact.safety.contains(&caseload::SafetyRule::NoContact) {
            let message = "The case says that the victim does not want a contact. Correct that wish first.";
            return Err(DeskError::bad("case", message));
        }
        let until_on = match &request.until_on {
            Some(text) => read_day("until_on", text)?,
            None => self.calendar.after(now.today, TAKEN_UP_DAYS),
        };
        if until_on <= now.today {
            return Err(DeskError::bad("until_on", "Give a day after today, until which it may be tried."));
        }
        let taken_up = TakenUp { on: now.today, until_on, because };
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::ContactTakenUp { case, taken_up })?;
            Ok(())
        })?;
        let done = format!("The contact for {} was taken up again: {}.", row.reference, lower_first(because.label()));
        self.done(case, done, "Take the contact up again".to_owned(), appended, now)
    }

    /// The next step waits until a day, and comes back by itself.
    ///
    /// # Errors
    /// Not allowed, an unknown case, a contact that is not open or is with the supervisor, a day that has come
    /// or lies after the late window, the disk.
    pub fn put_off_contact(&mut self, request: &PutOffRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let until = read_day("until", &request.until)?;
        if until <= now.today {
            return Err(DeskError::bad("until", "Give a day after today."));
        }
        let policy = self.book.journal()?.policy(now.today);
        let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        let Some(Standing::Open { window, next }) = stands else {
            return Err(DeskError::bad("case", "No contact is open here, so there is nothing to put off."));
        };
        if matches!(next.step, Step::Supervisor(_)) {
            return Err(DeskError::bad("case", "A supervisor decides here first: take it up again, or end it."));
        }
        if window.late_until_on < until {
            let message =
                format!("It can wait until {} at most: then the window closes.", words::day(window.late_until_on));
            return Err(DeskError::bad("until", message));
        }
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::ContactPutOff { case, until })?;
            Ok(())
        })?;
        let done = format!("The contact for {} was put off.", row.reference);
        self.done(case, done, "Put the contact off".to_owned(), appended, now)
    }
}
