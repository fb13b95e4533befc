//! The instance set out for solving: sorted, checked, fixed lines seated, and contacts sorted into classes.
//!
//! From here on contacts, officers, shifts and classes go by their places in the board's lists, and only the board
//! gives places out, so indexing by them cannot fail.

use crate::fixed::{self, Seated};
use crate::instance::{ContactToPlan, Hold, Instance, Mode, OfficerOnDuty, PlanningError};
use crate::price::{LOAD_LIMIT, LinePoints, POINTS_LIMIT, Price, day_points, tie_breaker};
use crate::rules::{self, RuleSet};
use caseload::{CaseId, RiskLevel};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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

/// Contacts that are alike to every officer: same place, needs, safe times and links.
#[derive(Debug)]
pub(crate) struct Class<'a> {
    /// One of them.
    pub like: &'a ContactToPlan,
    /// For each officer, the rules that speak against them on every day.
    pub against: Vec<RuleSet>,
    /// Shifts in which the rules leave room for them, windows apart, by day and then by officer.
    pub seats: Vec<Seat>,
}

/// A shift that contacts of a class may be made in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seat {
    pub day: NaiveDate,
    /// Place in [`Board::shifts`].
    pub shift: usize,
    /// What the officer costs, whatever the day.
    pub points: u32,
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
    pub classes: Vec<Class<'a>>,
    /// For each contact, the place in `classes`.
    pub class_of: Vec<usize>,
}

impl<'a> Board<'a> {
    /// Sets the instance out.
    pub(crate) fn new(instance: &'a Instance<'a>) -> Result<Self, PlanningError> {
        let mut board = Self::without_seats(instance)?;
        board.find_seats();
        Ok(board)
    }

    /// The same, as if one contact had no fixed line.
    pub(crate) fn with_free(instance: &'a Instance<'a>, case: CaseId) -> Result<(Self, usize), PlanningError> {
        let mut board = Self::without_seats(instance)?;
        let contact = board.contact_at(case).ok_or(PlanningError::NotInPlan { case })?;
        if let Seated::At(shift) = board.seated[contact] {
            board.give_back(contact, shift);
        }
        board.find_seats();
        Ok((board, contact))
    }

    fn without_seats(instance: &'a Instance<'a>) -> Result<Self, PlanningError> {
        let mut contacts: Vec<_> = instance.contacts.iter().collect();
        contacts.sort_by_key(|contact| contact.case);
        let mut officers: Vec<_> = instance.officers.iter().collect();
        officers.sort_by_key(|officer| officer.id);
        let mut shifts = Vec::new();
        let mut shifts_of = Vec::new();
        for (place, officer) in officers.iter().enumerate() {
            let first = shifts.len();
            for &day in officer.shifts.keys().filter(|day| instance.contact_days.contains(day)) {
                let (room, visit_room) = officer.room_on(day);
                shifts.push(Shift { officer: place, day, room, visit_room });
            }
            shifts_of.push(first..shifts.len());
        }
        check(instance, &contacts, &officers, shifts.len())?;
        let loads = officers.iter().map(|officer| officer.load).collect();
        let (classes, class_of) = classes(&contacts, &officers);
        let seated = Vec::new();
        let mut board = Self { instance, contacts, officers, shifts, shifts_of, seated, loads, classes, class_of };
        fixed::seat(&mut board);
        Ok(board)
    }

    /// Finds the shifts in which each class has room.
    fn find_seats(&mut self) {
        let mut all = Vec::with_capacity(self.classes.len());
        for class in &self.classes {
            let mut seats = Vec::new();
            for (at, officer) in self.officers.iter().enumerate().filter(|(at, _)| class.against[*at].is_empty()) {
                let points = class.like.officer_points(officer, &self.instance.points).of_officer();
                for shift in self.shifts_of[at].clone() {
                    let Shift { day, room, visit_room, .. } = self.shifts[shift];
                    let has_room = room > 0 && (visit_room > 0 || !class.like.visit_only);
                    if has_room && rules::against_hours(class.like, officer, day).is_empty() {
                        seats.push(Seat { day, shift, points });
                    }
                }
            }
            seats.sort_unstable_by_key(|seat| (seat.day, seat.shift));
            all.push(seats);
        }
        for (class, seats) in self.classes.iter_mut().zip(all) {
            class.seats = seats;
        }
    }

    /// The place of a case in [`Self::contacts`].
    pub(crate) fn contact_at(&self, case: CaseId) -> Option<usize> {
        self.contacts.binary_search_by_key(&case, |contact| contact.case).ok()
    }

    /// The class of a contact.
    pub(crate) fn class(&self, contact: usize) -> &Class<'a> {
        &self.classes[self.class_of[contact]]
    }

    /// Seats of the contact's class within its window.
    pub(crate) fn seats_of(&self, contact: usize) -> &[Seat] {
        let (class, contact) = (self.class(contact), self.contacts[contact]);
        let first = class.seats.partition_point(|seat| seat.day < contact.earliest_on);
        let last = class.seats.partition_point(|seat| seat.day <= contact.last_on);
        class.seats.get(first..last).unwrap_or_default()
    }

    /// The shift an officer has on a day of the horizon.
    pub(crate) fn shift_on(&self, officer: usize, day: NaiveDate) -> Option<usize> {
        let shifts = self.shifts_of.get(officer)?.clone();
        let within = self.shifts.get(shifts.clone())?;
        within.binary_search_by_key(&day, |shift| shift.day).ok().map(|index| shifts.start + index)
    }

    /// The points of a line, rule by rule.
    pub(crate) fn line_points(&self, contact: &ContactToPlan, shift: usize) -> LinePoints {
        let Shift { officer, day, .. } = self.shifts[shift];
        LinePoints {
            days: day_points(self.instance, contact.risk, contact.target_on, day),
            ..contact.officer_points(self.officers[officer], &self.instance.points)
        }
    }

    /// The hash of a contact and a shift, which breaks ties.
    pub(crate) fn tie(&self, contact: &ContactToPlan, shift: usize) -> i64 {
        let Shift { officer, day, .. } = self.shifts[shift];
        tie_breaker(contact.case, Some((self.officers[officer].id, day)))
    }

    /// The price of a line, before fair load.
    pub(crate) fn line_price(&self, contact: &ContactToPlan, shift: usize) -> Price {
        let kept = self.held_shift(contact) == Some(shift);
        Price { service: self.line_points(contact, shift).total(), ..self.price_of_change(contact, kept) }
    }

    /// The price of keeping the line a contact holds, or of not keeping it.
    pub(crate) fn price_of_change(&self, contact: &ContactToPlan, kept: bool) -> Price {
        let changed = i32::from(contact.held.is_some() && !kept);
        let accepted = contact.held.is_some_and(|held| held.hold != Hold::Proposed);
        let counts = accepted && self.instance.mode == Mode::Repair;
        Price { accepted_changes: if counts { changed } else { 0 }, changes: changed, ..Price::default() }
    }

    /// The price of leaving a victim out.
    ///
    /// Service counts as if the victim were seen on the first day after the horizon.
    /// Without that, of two victims of one risk the one who has waited longer would cost less when left out.
    pub(crate) fn price_of_leaving_out(&self, contact: &ContactToPlan) -> Price {
        let (mut waiting, mut closing) = (0, 0);
        if let Some(&last) = self.instance.contact_days.last() {
            let after = last.succ_opt().unwrap_or(last);
            if contact.target_on < after {
                let late = self.instance.calendar.between(contact.target_on, after) > 0;
                waiting = if late { day_points(self.instance, contact.risk, contact.target_on, after) } else { 0 };
            }
            closing = if contact.last_on <= last { self.instance.points.left_as_window_closes } else { 0 };
        }
        Price {
            left_out: 1,
            left_out_high: i32::from(contact.risk == RiskLevel::High),
            left_out_medium: i32::from(contact.risk == RiskLevel::Medium),
            service: waiting + i64::from(closing),
            ..self.price_of_change(contact, false)
        }
    }

    /// The shift of the line a contact holds, where there still is one.
    pub(crate) fn held_shift(&self, contact: &ContactToPlan) -> Option<usize> {
        let held = contact.held?;
        let officer = self.officers.binary_search_by_key(&held.officer, |officer| officer.id).ok()?;
        self.shift_on(officer, held.day)
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
    fn give_back(&mut self, contact: usize, shift: usize) {
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

/// Sorts contacts into classes: all that an officer's rules and points look at, window, risk and day apart.
fn classes<'a>(contacts: &[&'a ContactToPlan], officers: &[&OfficerOnDuty]) -> (Vec<Class<'a>>, Vec<usize>) {
    let mut places = BTreeMap::new();
    let mut classes = Vec::new();
    let mut class_of = Vec::with_capacity(contacts.len());
    for &contact in contacts {
        let no_safe_way = contact.visit_only && contact.suspect_at_home;
        let wishes =
            (contact.refuses_contact, contact.visit_only, no_safe_way, contact.visit_only && contact.no_uniform);
        let needs = (&contact.language, contact.gender, &contact.safe_times, &contact.known_to);
        let key = (&contact.borough, &contact.ward, wishes, &contact.excluded_officers, needs);
        let place = *places.entry(key).or_insert_with(|| {
            let against = officers.iter().map(|officer| rules::against_officer(contact, officer)).collect();
            classes.push(Class { like: contact, against, seats: Vec::new() });
            classes.len() - 1
        });
        class_of.push(place);
    }
    (classes, class_of)
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
    if largest > POINTS_LIMIT {
        return Err(PlanningError::PointsTooLarge { largest, limit: POINTS_LIMIT });
    }
    if let Some(busy) = officers.iter().find(|officer| officer.load > LOAD_LIMIT) {
        return Err(PlanningError::LoadTooLarge { officer: busy.id, load: busy.load, limit: LOAD_LIMIT });
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
