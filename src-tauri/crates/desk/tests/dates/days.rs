//! The days, case by case.

use caseload::{CaseId, ContactPolicy, Duty, Gender, OfficerId, RiskLevel, SafeTime, ShiftHours, WorkingDays};
use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use planning::{ContactToPlan, Instance, Mode, OfficerOnDuty, RiskPoints, ServicePoints, plan};
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Earliest, target, latest and late day of a case reported on this day.
fn window(reported_on: &str, risk: RiskLevel) -> [String; 4] {
    let calendar = WorkingDays::england_and_wales();
    let window = ContactPolicy::preset().window(&calendar, day(reported_on), Some(risk));
    [window.earliest_on, window.target_on, window.latest_on, window.late_until_on].map(|on| on.to_string())
}

/// The first three days of a high-risk window: 1, 3 and 10 working days.
fn high(reported_on: &str) -> [String; 3] {
    let [earliest, target, latest, _] = window(reported_on, RiskLevel::High);
    [earliest, target, latest]
}

#[test]
fn over_the_clock_change_in_spring_with_easter_after_it() {
    // Sunday 29 March has 23 hours; Good Friday is 3 April, Easter Monday 6 April.
    assert_eq!(high("2026-03-27"), ["2026-03-30", "2026-04-01", "2026-04-14"]);
}

#[test]
fn over_the_clock_change_in_autumn() {
    // Sunday 25 October has 25 hours.
    assert_eq!(high("2026-10-23"), ["2026-10-26", "2026-10-28", "2026-11-06"]);
}

#[test]
fn over_christmas_with_boxing_day_on_a_saturday() {
    // Friday 25 and Monday 28 December are off, and Friday 1 January.
    assert_eq!(high("2026-12-22"), ["2026-12-23", "2026-12-29", "2027-01-08"]);
}

#[test]
fn over_substitute_days_of_christmas_and_new_year() {
    // Christmas Day 2027 is a Saturday: Monday 27 and Tuesday 28 December are off; New Year's Day 2028 too: 3 January.
    assert_eq!(high("2027-12-24"), ["2027-12-29", "2027-12-31", "2028-01-12"]);
}

#[test]
fn on_and_around_29_february() {
    assert_eq!(high("2028-02-28"), ["2028-02-29", "2028-03-02", "2028-03-13"]);
    assert_eq!(window("2028-02-29", RiskLevel::Standard)[..2], ["2028-03-07", "2028-03-14"]);
    assert_eq!(high("2027-02-26"), ["2027-03-01", "2027-03-03", "2027-03-12"], "a year without one");
}

#[test]
fn reported_at_a_minute_to_midnight_and_half_an_hour_after_it_in_summer() {
    let reported = |instant: &str| desk::clock::day_of(instant.parse::<DateTime<Utc>>().unwrap()).to_string();
    let evening = reported("2026-07-14T22:59:00Z");
    let night = reported("2026-07-14T23:30:00Z");
    assert_eq!((evening.as_str(), night.as_str()), ("2026-07-14", "2026-07-15"), "23:59 and 00:30 in London");
    assert_eq!(high(&evening), ["2026-07-15", "2026-07-17", "2026-07-28"]);
    assert_eq!(high(&night), ["2026-07-16", "2026-07-20", "2026-07-29"]);
}

#[test]
fn the_hour_that_comes_twice_and_the_hour_that_is_left_out_belong_to_their_sunday() {
    let reported = |instant: &str| desk::clock::day_of(instant.parse::<DateTime<Utc>>().unwrap()).to_string();
    assert_eq!(reported("2026-10-25T00:30:00Z"), "2026-10-25", "half past one, the first time");
    assert_eq!(reported("2026-10-25T01:30:00Z"), "2026-10-25", "half past one, the second time");
    assert_eq!(reported("2026-10-24T23:30:00Z"), "2026-10-25", "half past midnight, still in summer time");
    assert_eq!(reported("2026-10-25T23:30:00Z"), "2026-10-25", "half past eleven at night, in winter time");
    assert_eq!(reported("2026-03-29T01:00:00Z"), "2026-03-29", "two in the morning, when one o'clock is left out");
    assert_eq!(
        reported("2026-03-29T23:30:00Z"),
        "2026-03-30",
        "half past midnight on Monday, the first of summer time"
    );
}

#[test]
fn a_night_shift_over_midnight_belongs_to_the_day_it_starts() {
    // The victim is safe from five to half past six on Saturday morning: the night that began on Friday reaches it.
    assert_eq!(planned_on("Fri", "22:00-07:00", "Sat 05:00-06:30"), Some("2026-11-27".to_owned()));
    assert_eq!(planned_on("Sat", "22:00-07:00", "Sat 05:00-06:30"), None, "Saturday's night begins too late");
    assert_eq!(planned_on("Fri", "22:00-05:00", "Sat 05:00-06:30"), None, "it ends as the safe time begins");
    assert_eq!(planned_on("Sun", "22:00-07:00", "Mon 05:00-06:30"), None, "no contact is planned on a Sunday");
}

#[test]
fn a_night_shift_over_the_clock_change_keeps_its_hours_by_the_clock_on_the_wall() {
    let saturday = day("2026-03-28");
    let night = ShiftHours::from_text("22:00-07:00").unwrap();
    let safe = |text: &str| *SafeTime::from_text(text).unwrap().first().unwrap();
    assert!(safe("Sun 05:00-06:30").overlaps(saturday, night.starts, night.ends));
    assert!(safe("Sat 22:30-23:00").overlaps(saturday, night.starts, night.ends));
    assert!(!safe("Sun 07:00-08:00").overlaps(saturday, night.starts, night.ends));
    let mut duty = Duty::weekly(&[Weekday::Sat]);
    duty.hours.insert(5, night);
    assert!(duty.on(saturday) && !duty.on(day("2026-03-29")), "Sunday morning is Saturday's shift");
    assert_eq!(duty.hours_of(saturday), Some(night));
}

#[test]
fn the_contact_hours_of_the_policy_meet_a_night_only_on_its_morning() {
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let hours = caseload::policy::ContactHours { from: at(8), to: at(20) };
    let policy = ContactPolicy { contact_hours: Some(hours), ..ContactPolicy::preset() };
    let night = |text| Some(ShiftHours::from_text(text).unwrap());
    assert!(!policy.has_contact_hour(day("2026-10-24"), night("22:00-07:00")));
    assert!(policy.has_contact_hour(day("2026-10-24"), night("22:00-08:30")));
}

#[test]
fn a_plan_over_christmas_uses_no_bank_holiday_and_counts_none() {
    let calendar = WorkingDays::england_and_wales();
    let policy = ContactPolicy::preset();
    let from = day("2026-12-24");
    let days: Vec<String> =
        from.iter_days().take(12).filter(|on| policy.is_contact_day(&calendar, *on)).map(|on| on.to_string()).collect();
    // Boxing Day is a Saturday on which contacts are made; its substitute is the Monday.
    let expected = ["2026-12-24", "2026-12-26", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-02", "2027-01-04"];
    assert_eq!(days, expected);
    assert_eq!(calendar.between(from, day("2027-01-04")), 4, "29, 30 and 31 December, and 4 January");
}

/// The day on which one officer with one shift in the week of 23 November 2026 is planned to see a victim.
fn planned_on(weekday: &str, hours: &str, safe_times: &str) -> Option<String> {
    let calendar = WorkingDays::england_and_wales();
    let policy = ContactPolicy::preset();
    let week: Vec<NaiveDate> = day("2026-11-23").iter_days().take(7).collect();
    let shift = week.iter().find(|on| on.format("%a").to_string() == weekday).copied().unwrap();
    let free = RiskPoints { standard: 0, medium: 0, high: 0 };
    let contact = ContactToPlan {
        case: CaseId::from_random(1),
        risk: RiskLevel::Standard,
        borough: Some("Merton".to_owned()),
        ward: None,
        earliest_on: week[0],
        target_on: week[4],
        last_on: week[6],
        excluded_officers: BTreeSet::new(),
        refuses_contact: false,
        suspect_at_home: false,
        visit_only: false,
        no_uniform: false,
        language: None,
        gender: None,
        safe_times: SafeTime::from_text(safe_times).unwrap(),
        known_to: BTreeSet::new(),
        held: None,
    };
    let officer = OfficerOnDuty {
        id: OfficerId::from_random(1),
        boroughs: BTreeSet::from(["Merton".to_owned()]),
        wards: BTreeSet::new(),
        contacts_a_shift: 1,
        visits_a_shift: 1,
        briefed: true,
        languages: BTreeSet::new(),
        gender: Some(Gender::Female),
        plain_clothes: false,
        shifts: BTreeMap::from([(shift, ShiftHours::from_text(hours))]),
        taken: BTreeMap::new(),
        load: 0,
        shifts_on_duty: 1,
    };
    let instance = Instance {
        calendar: &calendar,
        contact_days: week.iter().copied().filter(|on| policy.is_contact_day(&calendar, *on)).collect(),
        points: ServicePoints {
            a_day_late: free,
            a_day_early: free,
            other_ward: 0,
            other_language: 0,
            other_gender: 0,
            new_officer: 0,
            left_as_window_closes: 0,
        },
        mode: Mode::Propose,
        contacts: vec![contact],
        officers: vec![officer],
    };
    let planned = plan(&instance).unwrap();
    assert!(planned.lines.iter().all(|line| line.day.weekday() == shift.weekday()));
    planned.lines.first().map(|line| line.day.to_string())
}
