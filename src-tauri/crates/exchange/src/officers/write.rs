//! The officers' list going out, in a form that reads back as the same list.

use super::{OfficerRow, column};
use crate::table_out::Cell;
use caseload::{Duty, ShiftHours};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The list's column names, and a row for each officer.
pub fn officers_table(officers: &[OfficerRow]) -> (Vec<&'static str>, Vec<Vec<Cell>>) {
    let names = column::ALL.iter().filter_map(|names| names.first().copied()).collect();
    (names, officers.iter().map(row).collect())
}

fn row(officer: &OfficerRow) -> Vec<Cell> {
    let yes = |is: bool| Cell::from(if is { "Yes" } else { "No" });
    vec![
        Cell::from(officer.collar.as_str()),
        // EXPOSE: the list goes to the person who keeps it, and the export is logged.
        Cell::from(officer.name.expose().as_str()),
        Cell::from(officer.role.label()),
        Cell::from(several_text(&officer.boroughs)),
        Cell::from(several_text(&officer.wards)),
        Cell::from(u64::from(officer.contacts_a_shift)),
        Cell::from(u64::from(officer.visits_a_shift)),
        Cell::from(officer.team.clone()),
        Cell::from(duty_text(&officer.duty)),
        Cell::from(hours_text(&officer.duty)),
        Cell::from(away_text(&officer.duty)),
        Cell::from(officer.duty.until.map(|day| day.to_string())),
        yes(officer.briefed),
        Cell::from(several_text(&officer.languages)),
        Cell::from(officer.gender.map(|gender| gender.label().to_owned())),
        yes(officer.plain_clothes),
    ]
}

/// Several words in one cell, as the list reads them.
pub fn several_text(words: &BTreeSet<String>) -> String {
    words.iter().cloned().collect::<Vec<_>>().join("; ")
}

/// The days worked, as the list reads them.
pub fn duty_text(duty: &Duty) -> String {
    let days = duty.weekdays.iter().filter_map(|day| DAYS.get(usize::from(*day)).map(|&name| name.to_owned()));
    days.chain(spans(&duty.also_on).into_iter().map(span_text)).collect::<Vec<_>>().join(" ")
}

/// The hours of shifts, days of the same hours together.
pub fn hours_text(duty: &Duty) -> String {
    let mut by_hours: BTreeMap<ShiftHours, Vec<u8>> = BTreeMap::new();
    for (&day, &hours) in &duty.hours {
        by_hours.entry(hours).or_default().push(day);
    }
    let of_week = by_hours.iter().map(|(hours, days)| {
        if days.len() == DAYS.len() {
            return hours.to_text();
        }
        let days: Vec<&str> = days.iter().filter_map(|day| DAYS.get(usize::from(*day)).copied()).collect();
        format!("{} {}", days.join(" "), hours.to_text())
    });
    let single = duty.hours_on.iter().map(|(day, hours)| format!("{day} {}", hours.to_text()));
    of_week.chain(single).collect::<Vec<_>>().join("; ")
}

/// The spans away, as the list reads them.
pub fn away_text(duty: &Duty) -> String {
    duty.away.iter().copied().map(span_text).collect::<Vec<_>>().join(" ")
}

fn span_text((first, last): (NaiveDate, NaiveDate)) -> String {
    if first == last { first.to_string() } else { format!("{first}/{last}") }
}

/// Runs of days that follow each other: first and last.
fn spans(days: &BTreeSet<NaiveDate>) -> Vec<(NaiveDate, NaiveDate)> {
    let mut spans: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for &day in days {
        match spans.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(day) => *last = day,
            Some(_) | None => spans.push((day, day)),
        }
    }
    spans
}
