//! The force's policy for reassurance contacts: a value, dated and versioned. Every number here is a preset.

use crate::calendar::WorkingDays;
use crate::codes::{CaseKind, RiskLevel};
use crate::contact::EndingReason;
use crate::needs::SafeTime;
use crate::officer::ShiftHours;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
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

/// Hours of the day in which contacts are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactHours {
    pub from: NaiveTime,
    /// Later than `from`, on the same day.
    pub to: NaiveTime,
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
    /// The hours in which contacts are made; `None` leaves them to the shifts.
    pub contact_hours: Option<ContactHours>,
    /// Reasons for which a person may end the promise of a contact.
    pub ending_reasons: BTreeSet<EndingReason>,
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
            contact_hours: None,
            ending_reasons: EndingReason::by_hand().collect(),
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

    /// Whether a shift that begins on this day has an hour in which contacts are made.
    ///
    /// A shift whose hours are not known is taken to have one. One over midnight reaches the next day's hours.
    pub fn has_contact_hour(&self, day: NaiveDate, shift: Option<ShiftHours>) -> bool {
        let (Some(hours), Some(shift)) = (self.contact_hours, shift) else { return true };
        let next = day + Days::new(1);
        let starts = day.and_time(shift.starts);
        let ends = if shift.is_night() { next.and_time(shift.ends) } else { day.and_time(shift.ends) };
        let meets = |from: NaiveDateTime, to: NaiveDateTime| starts < to && from < ends;
        [day, next].iter().any(|on| meets(on.and_time(hours.from), on.and_time(hours.to)))
    }

    /// A victim's safe times within the hours in which contacts are made.
    /// Where the two never meet the victim's own times count: safety comes before the habit of the service.
    pub fn within_contact_hours(&self, safe_times: &BTreeSet<SafeTime>) -> BTreeSet<SafeTime> {
        let Some(hours) = self.contact_hours else { return safe_times.clone() };
        let clipped = safe_times.iter().map(|time| SafeTime {
            weekday: time.weekday,
            from: time.from.max(hours.from),
            to: time.to.min(hours.to),
        });
        let within: BTreeSet<SafeTime> = clipped.filter(|time| time.from < time.to).collect();
        if within.is_empty() { safe_times.clone() } else { within }
    }
}

/// A policy to start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    pub code: &'static str,
    /// For whom it is, in a sentence.
    pub words: &'static str,
    pub policy: ContactPolicy,
}

/// The policies that come with the program, the one a new desk starts with first. Our own choice of numbers.
pub fn presets() -> Vec<Preset> {
    let window = |earliest, target, latest, late_until| WindowDays { earliest, target, latest, late_until };
    let preset = ContactPolicy::preset();
    let everyone = window(5, 10, 14, 40);
    vec![
        Preset {
            code: "by_risk",
            words: "The higher the risk, the sooner the contact. A new desk starts with this.",
            policy: preset.clone(),
        },
        Preset {
            code: "one_window",
            words: "One window for everyone, five to fourteen working days after the report.",
            policy: ContactPolicy {
                name: "One window for everyone".to_owned(),
                standard: everyone,
                medium: everyone,
                high: everyone,
                ..preset.clone()
            },
        },
        Preset {
            code: "incidents_too",
            words: "By risk, and victims of non-crime incidents are owed a contact as well.",
            policy: ContactPolicy {
                name: "Incidents too".to_owned(),
                owed_kinds: BTreeSet::from([CaseKind::Crime, CaseKind::NonCrimeIncident]),
                ..preset.clone()
            },
        },
        Preset {
            code: "few_officers",
            words: "For a force short of officers: wider windows for standard and medium risk, high risk as soon as ever.",
            policy: ContactPolicy {
                name: "Few officers".to_owned(),
                standard: window(5, 15, 30, 60),
                medium: window(3, 10, 20, 45),
                ..preset
            },
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(hour: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
    }

    fn policy() -> ContactPolicy {
        let hours = ContactHours { from: time(9), to: time(20) };
        ContactPolicy { contact_hours: Some(hours), ..ContactPolicy::preset() }
    }

    #[test]
    fn a_shift_counts_where_it_meets_the_contact_hours() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 28).unwrap();
        let meets = |text| policy().has_contact_hour(day, Some(ShiftHours::from_text(text).unwrap()));
        assert!(meets("07:00-15:00") && meets("14:00-22:00") && meets("19:00-03:00"));
        assert!(!meets("22:00-07:00"), "the night has no hour at which anyone is rung up");
        assert!(meets("22:00-09:30"), "a night that runs on past nine does");
        assert!(!meets("05:00-09:00"), "a shift that ends as the hours begin does not");
        assert!(policy().has_contact_hour(day, None), "nobody said when the shift is");
    }

    #[test]
    fn safe_times_stay_within_the_contact_hours_and_win_where_the_two_never_meet() {
        let within = |text| SafeTime::to_text(&policy().within_contact_hours(&SafeTime::from_text(text).unwrap()));
        assert_eq!(within("Mon-Fri 07:00-12:00"), "Mon-Fri 09:00-12:00");
        assert_eq!(within("Mon 21:00-22:00"), "Mon 21:00-22:00");
        assert_eq!(within("Mon 21:00-22:00; Tue 19:00-21:00"), "Tue 19:00-20:00");
        assert!(policy().within_contact_hours(&BTreeSet::new()).is_empty(), "at any time stays so");
    }

    #[test]
    fn every_preset_is_in_order_and_owes_victims_of_crimes_a_contact() {
        for Preset { code, policy, .. } in presets() {
            for risk in RiskLevel::ALL {
                let WindowDays { earliest, target, latest, late_until } = policy.window_days(*risk);
                assert!(earliest <= target && target <= latest && latest <= late_until, "{code} {risk:?}");
            }
            assert!(policy.owed_kinds.contains(&CaseKind::Crime), "{code}");
        }
    }
}
