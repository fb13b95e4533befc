//! Larger instances against the optimum that OR-Tools proved; `fixtures/make_with_ortools.py` made them.

use crate::mock::{CALENDAR, case, officer};
use caseload::RiskLevel;
use chrono::{Days, NaiveDate};
use planning::{
    ContactToPlan, ExclusionReason, HeldLine, Hold, Instance, Mode, OfficerOnDuty, RiskPoints, ServicePoints, plan,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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

fn read(made: &Value) -> Instance<'static> {
    let list = |name: &str| made[name].as_array().unwrap().iter().zip(0_u64..);
    let free = RiskPoints { standard: 0, medium: 0, high: 0 };
    Instance {
        calendar: &CALENDAR,
        contact_days: (0..number(&made["days"])).map(day).collect(),
        points: ServicePoints {
            a_day_late: RiskPoints { standard: 1, medium: 2, high: 4 },
            a_day_early: free,
            other_ward: 2,
            other_language: 3,
            other_gender: 2,
            new_officer: 1,
            left_as_window_closes: 3,
        },
        mode: Mode::Propose,
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
        visit_only: made["visit"].as_bool().unwrap(),
        no_uniform: false,
        language: None,
        gender: None,
        safe_times: BTreeSet::new(),
        known_to: BTreeSet::new(),
        held: held.map(|at| HeldLine {
            officer: officer(number(&at[0])),
            day: day(number(&at[1])),
            hold: Hold::Proposed,
        }),
    }
}

fn on_duty(made: &Value, place: u64) -> OfficerOnDuty {
    let texts = |name: &str| made[name].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned());
    OfficerOnDuty {
        id: officer(place),
        boroughs: texts("boroughs").collect(),
        wards: texts("wards").collect(),
        contacts_a_shift: u16::try_from(number(&made["contacts"])).unwrap(),
        visits_a_shift: u16::try_from(number(&made["visits"])).unwrap(),
        briefed: true,
        languages: BTreeSet::new(),
        gender: None,
        plain_clothes: false,
        shifts: made["shifts"].as_array().unwrap().iter().map(|shift| (day(number(shift)), None)).collect(),
        taken: BTreeMap::new(),
        load: u32::try_from(number(&made["load"])).unwrap(),
        shifts_on_duty: u32::try_from(number(&made["on_duty"])).unwrap(),
    }
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// The n-th day from Monday 23 November 2026, as in the script.
fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() + Days::new(number)
}
