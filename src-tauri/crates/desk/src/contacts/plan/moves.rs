//! Lines moved by a person: what each place would mean, putting a contact there, taking it off the plan.

use super::inputs::Proposals;
use super::reasons::{difference_words, rule_words};
use crate::access::Task;
use crate::asked::{read_case, read_day};
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, MoveLineRequest, PlanPlaceView};
use crate::words;
use casebook::{Event, Now};
use caseload::{CaseId, OfficerId};
use planning::{Mode, PlaceFor};

impl Session {
    /// Every officer and day for one contact: whether it may be put there, and what that would mean.
    ///
    /// # Errors
    /// Not allowed, a case that is not on the plan, the disk.
    pub fn plan_places(&mut self, case: &str, now: Now) -> Result<Vec<PlanPlaceView>, DeskError> {
        self.allow(Task::Plan)?;
        let places = self.places(read_case(case)?, now)?;
        let view = |place: &PlaceFor| PlanPlaceView {
            officer: place.officer.to_string(),
            on: place.day.to_string(),
            allowed: place.rules.is_empty(),
            words: place_words(place),
        };
        Ok(places.iter().map(view).collect())
    }

    /// Puts a contact with an officer on a day, as a person decided: the line counts as accepted.
    ///
    /// # Errors
    /// Not allowed, a place that a rule forbids (named), the disk.
    pub fn move_line(&mut self, request: &MoveLineRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Plan)?;
        let case = read_case(&request.case)?;
        let officer: OfficerId = request
            .officer
            .parse()
            .map_err(|_| DeskError::bad("officer", "This officer is not on the list. Choose one of the plan's."))?;
        let on = read_day("on", &request.on)?;
        let place = self.places(case, now)?.into_iter().find(|place| (place.officer, place.day) == (officer, on));
        match place {
            Some(place) if place.rules.is_empty() => {}
            Some(place) => {
                let words = format!("The contact cannot go there, and stays where it was. {}", place_words(&place));
                return Err(DeskError::bad("on", words));
            }
            None => {
                return Err(DeskError::bad("on", "That day is not among the days of the plan. Choose one of them."));
            }
        }
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::ContactPlanned { case, officer, on })?;
            Ok(())
        })?;
        self.proposal.remove(&case);
        let name = self.officer_names()?.remove(&officer).unwrap_or_default();
        let words = format!("Planned for {name}, {}.", words::short_day(on, now.today));
        Ok(DoneView { words, undo: Some(undo_view("Move the contact".to_owned(), appended)) })
    }

    /// Takes an accepted line off the plan, as when the officer cannot make it; the contact waits for another place.
    ///
    /// # Errors
    /// Not allowed, a contact without an accepted line, the disk.
    pub fn take_off_plan(&mut self, case: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Plan)?;
        let case = read_case(case)?;
        let planned = self.book.case_row(case)?.contact.planned;
        if planned.is_none() {
            let words = "This contact has no accepted line, so there is none to take off.";
            return Err(DeskError::NotFound(words.to_owned()));
        }
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::ContactUnplanned { case })?;
            Ok(())
        })?;
        self.proposal.remove(&case);
        let words = "Taken off the plan. The contact waits for another officer or day.".to_owned();
        Ok(DoneView { words, undo: Some(undo_view("Take the contact off the plan".to_owned(), appended)) })
    }

    fn places(&mut self, case: CaseId, now: Now) -> Result<Vec<PlaceFor>, DeskError> {
        let policy = self.book.journal()?.policy(now.today);
        let (rows, mut contacts) = self.contacts_to_plan(&policy, Proposals::Loose, now.today)?;
        // The line in hand is free of its place, even where it can no longer stand there.
        for contact in contacts.iter_mut().filter(|contact| contact.case == case) {
            contact.held = None;
        }
        let officers = self.officers_on_duty(&policy, &rows, now.today)?;
        let instance = self.instance(&policy, contacts, officers, Mode::Propose, now.today);
        let plan = planning::plan(&instance)?;
        Ok(planning::places_for(&instance, &plan, case)?)
    }
}

/// What putting the contact there would mean, in a sentence or a few.
fn place_words(place: &PlaceFor) -> String {
    match &place.difference {
        Some(difference) => difference_words(difference).join(" "),
        None => place.rules.iter().map(|rule| rule_words(*rule)).collect::<Vec<_>>().join(" "),
    }
}
