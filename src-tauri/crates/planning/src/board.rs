//! The instance set out for solving: sorted, checked, fixed lines seated, and every choice the hard rules leave.
//!
//! From here on contacts, officers and shifts go by their places in the board's lists, and only the board gives places
//! out, so indexing by them cannot fail.

use crate::fixed::{self, Seated};
use crate::instance::{ContactToPlan, Instance, OfficerOnDuty, PlanningError};
use crate::price::Price;
use crate::rules;
use caseload::CaseId;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::ops::Range;

/// The largest number of points or of load. Part of the proof that prices do not overflow (see `price`).
const NUMBER_LIMIT: u32 = 1_000_000;
const CONTACTS_LIMIT: usize = 20_000;
const SHIFTS_LIMIT: usize = 100_000;

/// One shift of one officer within the horizon, with the room that fixed lines leave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shift {
    /// Place in [`Board::officers`].
    pub officer: usize,
    pub day: NaiveDate,
    /// Contacts it can still take.
    pub room: u32,
    /// How many of them can be visits; may be more than `room`, which then is what limits.
    pub visit_room: u32,
}

/// A shift a contact may be made in, and what that costs before fair load.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice {
    /// Place in [`Board::shifts`].
    pub shift: usize,
    pub price: Price,
}

/// The instance in the order of its ids.
#[derive(Debug)]
pub(crate) struct Board<'a> {
    pub instance: &'a Instance<'a>,
    pub contacts: Vec<&'a ContactToPlan>,
    pub officers: Vec<&'a OfficerOnDuty>,
    /// By officer, then day.
    pub shifts: Vec<Shift>,
    /// For each officer, the places in `shifts`.
    pub shifts_of: Vec<Range<usize>>,
    /// For each contact, where its fixed line went.
    pub seated: Vec<Seated>,
    /// For each officer, the load before the lines that are still to be chosen.
    pub loads: Vec<u32>,
}

impl<'a> Board<'a> {
    /// Sets the instance out.
    pub(crate) fn new(instance: &'a Instance<'a>) -> Result<Self, PlanningError> {
        let mut contacts: Vec<_> = instance.contacts.iter().collect();
        contacts.sort_by_key(|contact| contact.case);
        let mut officers: Vec<_> = instance.officers.iter().collect();
        officers.sort_by_key(|officer| officer.id);
        let mut shifts = Vec::new();
        let mut shifts_of = Vec::new();
        for (place, officer) in officers.iter().enumerate() {
            let first = shifts.len();
            for &day in officer.shifts.intersection(&instance.contact_days) {
                let (room, visit_room) = officer.room_on(day);
                shifts.push(Shift { officer: place, day, room, visit_room });
            }
            shifts_of.push(first..shifts.len());
        }
        check(instance, &contacts, &officers, shifts.len())?;
        let loads = officers.iter().map(|officer| officer.load).collect();
        let mut board = Self { instance, contacts, officers, shifts, shifts_of, seated: Vec::new(), loads };
        fixed::seat(&mut board);
        Ok(board)
    }

    /// The place of a case in [`Self::contacts`].
    pub(crate) fn contact_at(&self, case: CaseId) -> Option<usize> {
        self.contacts.binary_search_by_key(&case, |contact| contact.case).ok()
    }

    /// Every shift the hard rules leave a contact, those apart that have no room at all.
    pub(crate) fn choices(&self, contact: &ContactToPlan) -> Vec<Choice> {
        if contact.refuses_contact {
            return Vec::new();
        }
        let mut choices = Vec::new();
        for (officer, shifts) in self.officers.iter().zip(&self.shifts_of) {
            if !rules::against_officer(contact, officer).is_empty() {
                continue;
            }
            let who = (officer.id, rules::serves_ward_by_name(contact, officer));
            for (place, shift) in shifts.clone().zip(&self.shifts[shifts.clone()]) {
                let has_room = shift.room > 0 && (shift.visit_room > 0 || !contact.visit_only);
                if has_room && contact.window_has(shift.day) {
                    choices.push(Choice { shift: place, price: Price::of_line(self, contact, who, shift.day) });
                }
            }
        }
        choices
    }

    /// The shift an officer has on a day of the horizon.
    pub(crate) fn shift_on(&self, officer: usize, day: NaiveDate) -> Option<usize> {
        let shifts = self.shifts_of.get(officer)?.clone();
        let within = self.shifts.get(shifts.clone())?;
        within.binary_search_by_key(&day, |shift| shift.day).ok().map(|index| shifts.start + index)
    }

    /// Uses one place of a shift for this contact, and adds it to the officer's load.
    pub(crate) fn take(&mut self, contact: usize, shift: usize) {
        let visits = u32::from(self.contacts[contact].visit_only);
        let taken = &mut self.shifts[shift];
        taken.room = taken.room.saturating_sub(1);
        taken.visit_room = taken.visit_room.saturating_sub(visits);
        self.loads[taken.officer] += 1;
    }

    /// Gives back a place of a shift that [`Self::take`] used.
    pub(crate) fn give_back(&mut self, contact: usize, shift: usize) {
        let (officer, day) = (self.shifts[shift].officer, self.shifts[shift].day);
        let (room, visit_room) = self.officers[officer].room_on(day);
        self.seated[contact] = Seated::Free;
        let rest: Vec<usize> = (0..self.contacts.len()).filter(|&c| self.seated[c] == Seated::At(shift)).collect();
        self.loads[officer] -= 1 + u32::try_from(rest.len()).unwrap_or(u32::MAX);
        self.shifts[shift].room = room;
        self.shifts[shift].visit_room = visit_room;
        for other in rest {
            self.take(other, shift);
        }
    }
}

fn check(
    instance: &Instance,
    contacts: &[&ContactToPlan],
    officers: &[&OfficerOnDuty],
    shifts: usize,
) -> Result<(), PlanningError> {
    let mut cases = BTreeSet::new();
    if let Some(twice) = contacts.iter().find(|contact| !cases.insert(contact.case)) {
        return Err(PlanningError::CaseTwice { case: twice.case });
    }
    let mut ids = BTreeSet::new();
    if let Some(twice) = officers.iter().find(|officer| !ids.insert(officer.id)) {
        return Err(PlanningError::OfficerTwice { officer: twice.id });
    }
    let largest = instance.points.largest();
    if largest > NUMBER_LIMIT {
        return Err(PlanningError::PointsTooLarge { largest, limit: NUMBER_LIMIT });
    }
    if let Some(busy) = officers.iter().find(|officer| officer.load > NUMBER_LIMIT) {
        return Err(PlanningError::LoadTooLarge { officer: busy.id, load: busy.load, limit: NUMBER_LIMIT });
    }
    if contacts.len() > CONTACTS_LIMIT || shifts > SHIFTS_LIMIT || officers.len() > SHIFTS_LIMIT {
        return Err(PlanningError::TooLarge {
            contacts: contacts.len(),
            shifts,
            contacts_limit: CONTACTS_LIMIT,
            shifts_limit: SHIFTS_LIMIT,
        });
    }
    Ok(())
}
