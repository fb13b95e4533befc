//! Calendar files of officers' accepted contacts: no name, no reference. Taking one out is logged all the same.

use crate::access::Task;
use crate::error::DeskError;
use crate::figures::month::Printed;
use crate::session::Session;
use crate::words;
use casebook::{CaseRow, Disclosure, Entry, Event, Now};
use caseload::{CaseId, Collar, Officer, OfficerId};
use chrono::{Days, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Europe::London;
use exchange::calendar::{CalendarContact, When, calendar_bytes};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Lines accepted so many days back may still stand in a calendar; no plan looks further ahead.
const ACCEPTED_DAYS_BACK: u64 = 120;

/// A line an officer has, or had and has no more.
struct Appointment {
    row: CaseRow,
    on: NaiveDate,
    cancelled: bool,
}

impl Session {
    /// The contacts of one officer from today on, by id or collar number, as a calendar file.
    ///
    /// # Errors
    /// Not allowed, no such officer, nothing to come, the disk.
    pub fn calendar(&mut self, officer: &str, now: Now) -> Result<Printed, DeskError> {
        self.allow(Task::Plan)?;
        let typed = officer.trim();
        let collar = Collar::new(typed);
        let listed: Vec<Officer> = self.book.journal()?.officers_listed().map(|one| one.officer.clone()).collect();
        let found = listed.into_iter().find(|one| one.id.to_string() == typed || Some(&one.collar) == collar.as_ref());
        let Some(officer) = found else {
            let message = format!("No officer on the list has the collar number \"{typed}\". Check the list.");
            return Err(DeskError::bad("officer", message));
        };
        let of = self.appointments(now)?.remove(&officer.id).unwrap_or_default();
        if of.is_empty() {
            let message =
                format!("{} has no accepted contact to come. Accept the plan first.", officer.collar.as_str());
            return Err(DeskError::NotFound(message));
        }
        let mut files = self.files(vec![(officer, of)], now)?;
        files.pop().ok_or_else(|| DeskError::NotFound("There is no file to make.".to_owned()))
    }

    /// A calendar file for each officer with an accepted contact to come, or one that was taken away.
    ///
    /// # Errors
    /// Not allowed, nothing to come for anybody, the disk.
    pub fn calendars(&mut self, now: Now) -> Result<Vec<Printed>, DeskError> {
        self.allow(Task::Plan)?;
        let mut by_officer = self.appointments(now)?;
        let listed: Vec<Officer> = self.book.journal()?.officers_listed().map(|one| one.officer.clone()).collect();
        let of: Vec<(Officer, Vec<Appointment>)> =
            listed.into_iter().filter_map(|one| by_officer.remove(&one.id).map(|of| (one, of))).collect();
        if of.is_empty() {
            let message = "No accepted contact is planned from today on. Accept the plan first.";
            return Err(DeskError::NotFound(message.to_owned()));
        }
        self.files(of, now)
    }

    fn files(&mut self, of: Vec<(Officer, Vec<Appointment>)>, now: Now) -> Result<Vec<Printed>, DeskError> {
        let mut cases = BTreeSet::new();
        let mut files = Vec::with_capacity(of.len());
        for (officer, appointments) in of {
            let mut contacts = Vec::with_capacity(appointments.len());
            for one in &appointments {
                contacts.push(self.contact_of(&officer, one)?);
                cases.insert(one.row.case);
            }
            contacts.sort_by(|a, b| (start(a.when), &a.uid).cmp(&(start(b.when), &b.uid)));
            let bytes = calendar_bytes(&contacts, now.at)
                .map_err(|_| DeskError::NotFound("The calendar file could not be written.".to_owned()))?;
            files.push(Printed { bytes, file_name: format!("reassure-calendar-{}.ics", officer.collar.as_str()) });
        }
        let cases = cases.into_iter().collect();
        self.write(now, |writer| {
            writer.append(Event::PersonalDetailsDisclosed { what: Disclosure::Export, cases })?;
            Ok(())
        })?;
        Ok(files)
    }

    /// Every officer's lines from today on, with those that are another's by now, or nobody's.
    fn appointments(&mut self, now: Now) -> Result<BTreeMap<OfficerId, Vec<Appointment>>, DeskError> {
        let mut of: BTreeMap<OfficerId, Vec<Appointment>> = BTreeMap::new();
        let mut standing = BTreeSet::new();
        for row in self.book.open_rows()? {
            if let Some(line) = row.contact.planned.filter(|line| now.today <= line.on) {
                standing.insert((row.case, line.officer));
                of.entry(line.officer).or_default().push(Appointment { row, on: line.on, cancelled: false });
            }
        }
        // The latest day that an officer was given for a case and that a calendar may still show.
        let mut gone: BTreeMap<(CaseId, OfficerId), NaiveDate> = BTreeMap::new();
        for entry in self.book.lines_accepted_since(now.today - Days::new(ACCEPTED_DAYS_BACK))? {
            if let Event::ContactPlanned { case, officer, on } = entry.event
                && !standing.contains(&(case, officer))
            {
                gone.insert((case, officer), on);
            }
        }
        for ((case, officer), on) in gone {
            if on < now.today || self.book.merged_into(case)?.is_some() {
                continue;
            }
            // A case that every import was taken back from has no row, and nothing is told of it.
            if let Ok(row) = self.book.case_row(case) {
                of.entry(officer).or_default().push(Appointment { row, on, cancelled: true });
            }
        }
        Ok(of)
    }

    fn contact_of(&mut self, officer: &Officer, one: &Appointment) -> Result<CalendarContact, DeskError> {
        let place: Vec<&str> = [&one.row.ward, &one.row.borough].into_iter().flatten().map(String::as_str).collect();
        Ok(CalendarContact {
            uid: self.uid(one.row.case, officer.id),
            sequence: sequence(&self.book.entries_of(one.row.case)?),
            when: when(officer, one.on),
            collar: officer.collar.as_str().to_owned(),
            place: Some(place.join(", ")).filter(|place| !place.is_empty()),
            sheet: self.book.last_sheet(one.row.case)?.map(|sheet| sheet.number),
            cancelled: one.cancelled,
        })
    }

    /// The same for a case and an officer in every file. A digest, from which nobody finds the case.
    fn uid(&self, case: CaseId, officer: OfficerId) -> String {
        let of = format!("reassure calendar {} {case} {officer}", self.key_file.caseload());
        let digest = words::digest(&Sha256::digest(of).into());
        format!("{}@reassure.invalid", digest.get(..32).unwrap_or(&digest))
    }
}

/// How many entries there are by which a contact was planned, moved, taken away or made: it never falls.
fn sequence(entries: &[Entry]) -> u32 {
    let moves = entries.iter().filter(|entry| {
        matches!(
            entry.event,
            Event::ContactPlanned { .. }
                | Event::ContactUnplanned { .. }
                | Event::ContactAttempted { .. }
                | Event::ContactPutOff { .. }
                | Event::ContactEnded { .. }
                | Event::ContactTakenUp { .. }
                | Event::Undone { .. }
        )
    });
    u32::try_from(moves.count()).unwrap_or(u32::MAX)
}

/// The shift that begins on the day, by London's clocks; the day, where its hours are not known.
fn when(officer: &Officer, on: NaiveDate) -> When {
    let Some(hours) = officer.duty.hours_of(on) else { return When::Day(on) };
    // A night shift belongs to the day it starts.
    let ends_on = if hours.is_night() { on.succ_opt().unwrap_or(on) } else { on };
    When::Shift { starts: that_exists(on.and_time(hours.starts)), ends: that_exists(ends_on.and_time(hours.ends)) }
}

/// The time an hour later where London's clocks leave this one out, as they do on a Sunday in March.
fn that_exists(at: NaiveDateTime) -> NaiveDateTime {
    match London.from_local_datetime(&at) {
        LocalResult::None => at + TimeDelta::hours(1),
        LocalResult::Single(_) | LocalResult::Ambiguous(..) => at,
    }
}

fn start(when: When) -> NaiveDateTime {
    match when {
        When::Day(on) => on.into(),
        When::Shift { starts, .. } => starts,
    }
}

#[cfg(test)]
mod tests;
