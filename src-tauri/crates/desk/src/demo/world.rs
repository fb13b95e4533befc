//! What every case is drawn against: the seed's streams, the calendar, the policy and today.

use super::Invention;
use super::days::ReportDays;
use super::draw::Streams;
use super::officers::Officers;
use caseload::{ContactPolicy, WorkingDays};
use chrono::{Datelike, NaiveDate};
use std::collections::HashSet;

#[derive(Debug)]
pub(super) struct World {
    pub(super) invention: Invention,
    pub(super) today: NaiveDate,
    pub(super) calendar: WorkingDays,
    pub(super) policy: ContactPolicy,
    pub(super) streams: Streams,
    pub(super) days: ReportDays,
    pub(super) officers: Officers,
}

impl World {
    pub(super) fn new(invention: &Invention) -> Self {
        let today = invention.today;
        let calendar = WorkingDays::england_and_wales();
        let streams = Streams::new(invention.seed);
        let days = ReportDays::new(&streams, &calendar, today, invention.months_before, invention.seed);
        let officers = Officers::new(&streams, today, invention.cases_a_year());
        Self { invention: invention.clone(), today, calendar, policy: ContactPolicy::preset(), streams, days, officers }
    }

    /// The next working day after this one, but not after today: when yesterday's news is typed in.
    pub(super) fn next_morning(&self, day: NaiveDate) -> NaiveDate {
        self.calendar.after(day, 1).min(self.today)
    }

    /// This day if contacts are made on it, or the next such day.
    pub(super) fn contact_day_from(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().take(14).find(|&candidate| self.policy.is_contact_day(&self.calendar, candidate)).unwrap_or(day)
    }

    /// This day if it is a working day, or the one before it.
    pub(super) fn working_day_to(&self, day: NaiveDate) -> NaiveDate {
        std::iter::successors(Some(day), NaiveDate::pred_opt)
            .take(14)
            .find(|&candidate| self.calendar.is_working_day(candidate))
            .unwrap_or(day)
    }
}

/// Numbers of crime references that one day can have.
const SLOTS_A_DAY: u32 = 27_000;

/// Gives each crime a reference: the year's running number, as if all the force's crimes were numbered with it.
#[derive(Debug, Default)]
pub(super) struct References {
    taken: HashSet<(NaiveDate, u32)>,
    slots: Vec<u32>,
}

impl References {
    /// Takes a free number for the next crime. Crimes are given in the order of their keys.
    pub(super) fn take(&mut self, crime: u32, reported_on: NaiveDate) {
        let wanted = u32::try_from(u64::from(crime) * 7_919 % u64::from(SLOTS_A_DAY)).unwrap_or(0);
        let free = (0..SLOTS_A_DAY)
            .map(|step| (wanted + step) % SLOTS_A_DAY)
            .find(|&slot| self.taken.insert((reported_on, slot)));
        self.slots.resize(crime as usize, 0);
        self.slots.push(free.unwrap_or(wanted));
    }

    /// The reference of this crime.
    pub(super) fn of(&self, crime: u32, reported_on: NaiveDate) -> String {
        let slot = self.slots.get(crime as usize).copied().unwrap_or(crime);
        let number = reported_on.ordinal0() * SLOTS_A_DAY + slot;
        format!("SW/{number:07}/{:02}", reported_on.year().rem_euclid(100))
    }
}
