//! The force's policy for reassurance contacts: a value, dated and versioned. Every number here is a preset.

use crate::calendar::WorkingDays;
use crate::codes::{CaseKind, RiskLevel};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// The contact window of one risk level, in working days after the day reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowDays {
    /// Not before this.
    pub earliest: u16,
    /// Best by this.
    pub target: u16,
    /// In the window up to and with this.
    pub latest: u16,
    /// Late, but still worth making, up to and with this.
    pub late_until: u16,
}

/// The contact window of one case, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactWindow {
    pub earliest_on: NaiveDate,
    pub target_on: NaiveDate,
    pub latest_on: NaiveDate,
    pub late_until_on: NaiveDate,
}

/// The policy in force: who is owed a contact, by when, and how often it is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactPolicy {
    /// What the force calls this version.
    pub name: String,
    pub standard: WindowDays,
    pub medium: WindowDays,
    pub high: WindowDays,
    /// The level used where none was recorded.
    pub risk_where_none_recorded: RiskLevel,
    /// Working days between two attempts.
    pub rest_days: u16,
    /// After so many attempts without reaching the victim, a supervisor decides.
    pub attempts_max: u16,
    /// Days of the week on which contacts are made, Monday 0 to Sunday 6.
    pub contact_weekdays: BTreeSet<u8>,
    /// Whether contacts are made on bank holidays.
    pub contact_on_bank_holidays: bool,
    /// Kinds of case whose victim is owed a contact.
    pub owed_kinds: BTreeSet<CaseKind>,
    /// Cases reported before this day are owed none, where the force set a start of the service.
    pub service_began_on: Option<NaiveDate>,
    /// How many days ahead a plan looks, counting today.
    pub horizon_days: u16,
    /// Points for each working day a contact is planned past its target, by risk.
    pub points_late_standard: u32,
    pub points_late_medium: u32,
    pub points_late_high: u32,
    /// Points for each working day a contact is planned before its target.
    pub points_early: u32,
    /// Points for leaving out a victim whose window closes within the horizon.
    pub points_left_as_window_closes: u32,
    /// Points where the officer does not serve the victim's own ward by name.
    pub points_other_ward: u32,
    /// Points where the officer does not speak the language the victim would like.
    pub points_other_language: u32,
    /// Points where the officer is not of the gender the victim would like.
    pub points_other_gender: u32,
    /// Points where the officer is new to a victim whom another officer has reached before.
    pub points_new_officer: u32,
}

impl ContactPolicy {
    /// The preset a new desk starts with. Our own choice of numbers, for the force to change.
    pub fn preset() -> Self {
        let window = |earliest, target, latest, late_until| WindowDays { earliest, target, latest, late_until };
        Self {
            name: "Preset 1".to_owned(),
            standard: window(5, 10, 20, 40),
            medium: window(3, 7, 15, 35),
            high: window(1, 3, 10, 30),
            risk_where_none_recorded: RiskLevel::Standard,
            rest_days: 2,
            attempts_max: 4,
            contact_weekdays: (0..=5).collect(),
            contact_on_bank_holidays: false,
            owed_kinds: BTreeSet::from([CaseKind::Crime]),
            service_began_on: None,
            horizon_days: 14,
            points_late_standard: 1,
            points_late_medium: 2,
            points_late_high: 4,
            points_early: 1,
            points_left_as_window_closes: 20,
            points_other_ward: 2,
            points_other_language: 6,
            points_other_gender: 6,
            points_new_officer: 3,
        }
    }

    /// The window in working days at this risk.
    pub const fn window_days(&self, risk: RiskLevel) -> WindowDays {
        match risk {
            RiskLevel::Standard => self.standard,
            RiskLevel::Medium => self.medium,
            RiskLevel::High => self.high,
        }
    }

    /// The contact window of a case reported on this day, at this risk.
    pub fn window(&self, calendar: &WorkingDays, reported_on: NaiveDate, risk: Option<RiskLevel>) -> ContactWindow {
        let days = self.window_days(risk.unwrap_or(self.risk_where_none_recorded));
        ContactWindow {
            earliest_on: calendar.after(reported_on, days.earliest),
            target_on: calendar.after(reported_on, days.target),
            latest_on: calendar.after(reported_on, days.latest),
            late_until_on: calendar.after(reported_on, days.late_until),
        }
    }

    /// Whether contacts are made on this day.
    pub fn is_contact_day(&self, calendar: &WorkingDays, day: NaiveDate) -> bool {
        let weekday = u8::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        self.contact_weekdays.contains(&weekday) && (self.contact_on_bank_holidays || !calendar.is_holiday(day))
    }
}
