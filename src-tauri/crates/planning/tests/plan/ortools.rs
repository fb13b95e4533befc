//! Larger instances against the optimum that OR-Tools proved; the scripts beside the fixtures made them.

use crate::mock::{CALENDAR, case, officer};
use caseload::{Gender, RiskLevel, SafeTime, ShiftHours, Strength};
use chrono::{Days, NaiveDate};
use planning::{
    ContactToPlan, ExclusionReason, HeldLine, Hold, Instance, Mode, OfficerOnDuty, RiskPoints, ServicePoints, plan,
};
use serde_json::Value;
use std::collections::BTreeMap;

#[test]
fn every_tier_is_the_optimum_that_ortools_proved() {
    let file: Value = serde_json::from_str(include_str!("../fixtures/ortools.json")).unwrap();
    let instances = file["instances"].as_array().unwrap();
    assert_eq!(instances.len(), 5, "the fixture is whole");
    for (index, made) in instances.iter().enumerate() {
        let totals = plan(&read(made)).unwrap().totals;
        let found = [
            i64::from(totals.planned()),
            i64::from(totals.planned_high),
            i64::from(totals.planned_medium),
            totals.service_points,
            totals.fair_load,
            i64::from(totals.changes),
        ];
        let tiers = ["total", "high", "medium", "service", "fair_load", "changes"];
        let proved = tiers.map(|tier| made["optimum"][tier].as_i64().unwrap());
        assert_eq!(found, proved, "instance {index}: {tiers:?}");
    }
}

#[test]
fn nights_needs_pins_and_repairs_are_the_optimum_that_ortools_proved() {
    let file: Value = serde_json::from_str(include_str!("../fixtures/ortools_needs.json")).unwrap();
    let instances = file["instances"].as_array().unwrap();
    let repairs = instances.iter().filter(|made| made["mode"] == "repair").count();
    assert_eq!((instances.len(), repairs), (12, 4), "the fixture is whole");
    let (mut moved, mut pinned) = (0, 0);
    for (index, made) in instances.iter().enumerate() {
        let instance = read(made);
        let planned = plan(&instance).unwrap();
        let totals = planned.totals;
        assert_eq!(planned.conflicts, [], "instance {index}: a pin that can stand stands, and a repair leaves none");
        let found = [
            i64::from(totals.planned()),
            i64::from(totals.accepted_changes),
            i64::from(totals.planned_high),
            i64::from(totals.planned_medium),
            totals.service_points,
            totals.fair_load,
            i64::from(totals.changes),
        ];
        let tiers = ["total", "accepted_changes", "high", "medium", "service", "fair_load", "changes"];
        let proved = tiers.map(|tier| made["optimum"][tier].as_i64().unwrap());
        assert_eq!(found, proved, "instance {index}: {tiers:?}");
        moved += totals.accepted_changes;
        pinned += instance.contacts.iter().filter(|one| one.held.is_some_and(|held| held.hold == Hold::Pinned)).count();
    }
    assert!(moved > 10 && pinned > 20, "{moved} lines had to move and {pinned} were pinned: the fixture is no trifle");
}

fn read(made: &Value) -> Instance<'static> {
    let needs = made.get("mode").is_some();
    let list = |name: &str| made[name].as_array().unwrap().iter().zip(0_u64..);
    let free = RiskPoints { standard: 0, medium: 0, high: 0 };
    Instance {
        calendar: &CALENDAR,
        contact_days: (0..number(&made["days"])).map(day).collect(),
        points: ServicePoints {
            a_day_late: RiskPoints { standard: 1, medium: 2, high: 4 },
            a_day_early: if needs { RiskPoints { standard: 1, medium: 1, high: 0 } } else { free },
            other_ward: 2,
            other_language: 6,
            other_gender: 6,
            new_officer: 3,
            left_as_window_closes: if needs { 20 } else { 3 },
        },
        mode: if made["mode"] == "repair" { Mode::Repair } else { Mode::Propose },
        contacts: list("contacts").map(|(made, place)| contact(made, place)).collect(),
        officers: list("officers").map(|(made, place)| on_duty(made, place)).collect(),
    }
}

fn contact(made: &Value, place: u64) -> ContactToPlan {
    let linked = made["linked"].as_array().unwrap().iter();
    let held = made["held"].as_array();
    ContactToPlan {
        case: case(place),
        risk: RiskLevel::from_code(made["risk"].as_str().unwrap()).unwrap(),
        borough: made["borough"].as_str().map(str::to_owned),
        ward: made["ward"].as_str().map(str::to_owned),
        earliest_on: day(number(&made["earliest"])),
        target_on: day(number(&made["target"])),
        last_on: day(number(&made["last"])),
        excluded_officers: linked.map(|at| (officer(number(at)), ExclusionReason::InvestigatingTeam)).collect(),
        refuses_contact: false,
        suspect_at_home: false,
        visit_only: made["visit"].as_bool().unwrap(),
        no_uniform: made["no_uniform"] == true,
        language: made["language"].as_array().map(|asked| (text(&asked[0]), strength(&asked[1]))),
        gender: made["gender"].as_array().map(|asked| (gender(&asked[0]), strength(&asked[1]))),
        safe_times: made["safe_times"].as_array().into_iter().flatten().map(safe_time).collect(),
        known_to: made["known_to"].as_array().into_iter().flatten().map(|at| officer(number(at))).collect(),
        held: held.map(|at| HeldLine {
            officer: officer(number(&at[0])),
            day: day(number(&at[1])),
            hold: match at.get(2).and_then(Value::as_str) {
                Some("accepted") => Hold::Accepted,
                Some("pinned") => Hold::Pinned,
                _ => Hold::Proposed,
            },
        }),
    }
}

fn on_duty(made: &Value, place: u64) -> OfficerOnDuty {
    let texts = |name: &str| made[name].as_array().into_iter().flatten().map(text);
    // The first fixture says only the days of shifts, the second their hours as well.
    let shift = |shift: &Value| match shift.as_array() {
        Some(shift) => (day(number(&shift[0])), shift[1].as_str().map(|text| ShiftHours::from_text(text).unwrap())),
        None => (day(number(shift)), None),
    };
    OfficerOnDuty {
        id: officer(place),
        boroughs: texts("boroughs").collect(),
        wards: texts("wards").collect(),
        contacts_a_shift: u16::try_from(number(&made["contacts"])).unwrap(),
        visits_a_shift: u16::try_from(number(&made["visits"])).unwrap(),
        briefed: made["briefed"] != false,
        languages: texts("languages").collect(),
        gender: made["gender"].as_str().map(|code| Gender::from_code(code).unwrap()),
        plain_clothes: made["plain_clothes"] == true,
        shifts: made["shifts"].as_array().unwrap().iter().map(shift).collect(),
        taken: BTreeMap::new(),
        load: u32::try_from(number(&made["load"])).unwrap(),
        shifts_on_duty: u32::try_from(number(&made["on_duty"])).unwrap(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn strength(value: &Value) -> Strength {
    if value == "essential" { Strength::Essential } else { Strength::Preferred }
}

fn gender(value: &Value) -> Gender {
    Gender::from_code(value.as_str().unwrap()).unwrap()
}

fn safe_time(value: &Value) -> SafeTime {
    let time = |value: &Value| chrono::NaiveTime::parse_from_str(value.as_str().unwrap(), "%H:%M").unwrap();
    let weekday = u8::try_from(number(&value[0])).unwrap();
    SafeTime { weekday, from: time(&value[1]), to: time(&value[2]) }
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// The n-th day from Monday 23 November 2026, as in the script.
fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() + Days::new(number)
}
