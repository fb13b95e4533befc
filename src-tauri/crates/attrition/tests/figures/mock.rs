//! Small invented caseloads.

use attrition::{CaseColumnsRow, Columns, Delivery, Groups};
use caseload::coverage::CoverageClass;
use caseload::{CaseKind, Month, Outcome, OutcomeType, Strand};
use chrono::NaiveDate;
use std::collections::BTreeSet;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn month(text: &str) -> Month {
    text.parse().unwrap()
}

#[derive(Debug, Clone)]
pub struct MockCase {
    pub kind: CaseKind,
    pub reported_on: NaiveDate,
    pub outcome: Option<(u8, NaiveDate)>,
    pub withdrawn_on: Option<NaiveDate>,
    pub coverage: CoverageClass,
    pub strands: BTreeSet<Strand>,
    pub delivery: Delivery,
    pub sex: Option<String>,
    pub team: Option<String>,
}

impl MockCase {
    pub fn reported(on: &str) -> Self {
        Self {
            kind: CaseKind::Crime,
            reported_on: day(on),
            outcome: None,
            withdrawn_on: None,
            coverage: CoverageClass::NotOwed,
            strands: BTreeSet::new(),
            delivery: Delivery::default(),
            sex: None,
            team: None,
        }
    }

    pub fn closed(mut self, number: u8, on: &str) -> Self {
        self.outcome = Some((number, day(on)));
        self
    }

    pub fn class(mut self, class: CoverageClass) -> Self {
        self.coverage = class;
        self
    }

    pub fn strands(mut self, strands: &[Strand]) -> Self {
        self.strands = strands.iter().cloned().collect();
        self
    }

    pub fn kind(mut self, kind: CaseKind) -> Self {
        self.kind = kind;
        self
    }
}

pub fn columns<'a>(cases: impl IntoIterator<Item = &'a MockCase>) -> Columns {
    let mut columns = Columns::default();
    for case in cases {
        columns.push(CaseColumnsRow {
            kind: case.kind,
            reported_on: case.reported_on,
            outcome: case.outcome.map(|(number, on)| Outcome {
                outcome_type: OutcomeType::new(number).unwrap(),
                alternate_offence: false,
                on,
            }),
            withdrawn_on: case.withdrawn_on,
            coverage: case.coverage,
            strands: &case.strands,
            delivery: case.delivery,
            groups: Groups { sex: case.sex.as_deref(), team: case.team.as_deref(), ..Groups::default() },
        });
    }
    columns
}

/// Crimes closed in each month after `first`: so many withdrawn of so many, long after the warm-up.
pub fn closed_by_month(first: Month, counts: &[(u64, u64)]) -> Vec<MockCase> {
    let mut cases = vec![MockCase::reported("2000-01-01")];
    let mut month = first;
    for &(withdrawn, all) in counts {
        let on = month.first_day().to_string();
        for number in 0..all {
            cases.push(MockCase::reported("2000-01-01").closed(if number < withdrawn { 16 } else { 18 }, &on));
        }
        month = month.next();
    }
    cases
}
