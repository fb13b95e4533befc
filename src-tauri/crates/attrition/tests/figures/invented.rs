//! Follow-ups from plain numbers.

use attrition::{End, FollowUpRow, FollowUps, FollowUpsBuilder};
use caseload::{CaseKind, Outcome, OutcomeType, RiskLevel, Strand};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy)]
pub struct InventedFollowUp {
    pub end_day: u32,
    pub end: End,
    pub contact_day: Option<u32>,
    /// 0 to 2.
    pub stratum: usize,
    /// 0 to 3.
    pub group: usize,
}

impl InventedFollowUp {
    pub const fn ended(end_day: u32, end: End) -> Self {
        Self { end_day, end, contact_day: None, stratum: 0, group: 0 }
    }

    pub const fn reached(self, day: u32) -> Self {
        Self { contact_day: Some(day), ..self }
    }
}

/// The day they all speak for.
pub fn last_day() -> NaiveDate {
    "2026-06-30".parse().unwrap()
}

pub fn follow_ups(cases: &[InventedFollowUp]) -> FollowUps {
    let mut follow_ups = FollowUpsBuilder::as_at(last_day());
    let outcome =
        |number, on| Outcome { outcome_type: OutcomeType::new(number).unwrap(), alternate_offence: false, on };
    for case in cases {
        // Reported so that an open case has been followed for as many days.
        let reported_on = last_day() - Days::new(case.end_day.into());
        let ended_on = last_day();
        follow_ups.push(&FollowUpRow {
            kind: CaseKind::Crime,
            reported_on,
            outcome: (case.end == End::Other).then(|| outcome(18, ended_on)),
            withdrawn: case.end == End::Withdrawal,
            withdrawn_on: (case.end == End::Withdrawal).then_some(ended_on),
            reached_on: case.contact_day.map(|day| reported_on + Days::new(day.into())),
            risk: Some([RiskLevel::Standard, RiskLevel::Medium, RiskLevel::High][case.stratum]),
            borough: None,
            strands: &BTreeSet::from([Strand::MONITORED[case.group].clone()]),
        });
    }
    follow_ups.finish()
}
