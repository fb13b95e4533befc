//! Cases found by what is typed, and the rows that lists show.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{CaseRow as CaseRowView, SearchView};
use crate::words;
use casebook::{CaseRow, Now};
use caseload::{OfficerId, Sensitive, standing};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Rows a search shows.
const FOUND_MAX: u32 = 20;

impl Session {
    /// Search over references and, with the people key, names, telephone numbers and addresses.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn search(&mut self, typed: &str, now: Now) -> Result<SearchView, DeskError> {
        self.allow(Task::SeeCases)?;
        let typed = typed.trim();
        if typed.chars().count() < 2 {
            return Ok(SearchView { rows: Vec::new(), more: false });
        }
        let mut rows = self.book.search_reference(typed, FOUND_MAX + 1)?;
        let known: Vec<_> = rows.iter().map(|row| row.case).collect();
        let mut people = self.book.search_people(&Sensitive::from(typed), FOUND_MAX + 1)?;
        if rows.is_empty() && people.is_empty() {
            people = self.book.search_people_nearly(&Sensitive::from(typed), FOUND_MAX + 1)?;
        }
        people.retain(|row| !known.contains(&row.case));
        people.sort_by_key(|row| std::cmp::Reverse(row.reported_on));
        rows.extend(people);
        let more = rows.len() > FOUND_MAX as usize;
        rows.truncate(FOUND_MAX as usize);
        Ok(SearchView { rows: self.row_views(&rows, now.today)?, more })
    }

    /// A case by its reference, as a person types it; with several victims, by reference and victim number.
    ///
    /// # Errors
    /// No such case, or several victims under one reference.
    pub fn find_case(&mut self, typed: &str) -> Result<caseload::CaseId, DeskError> {
        self.allow(Task::SeeCases)?;
        let typed = typed.trim();
        if let Ok(id) = typed.parse() {
            return Ok(id);
        }
        if typed.starts_with('#') {
            return Ok(self.case_of_sheet(typed)?.1);
        }
        let (reference, victim) = match typed.rsplit_once('#') {
            Some((reference, victim)) => (reference.trim(), Some(victim.trim())),
            None => (typed, None),
        };
        let rows = self.book.rows_of_reference(reference)?;
        let mut fitting = rows.iter().filter(|row| victim.is_none() || row.victim_number.as_deref() == victim);
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Ok(only.case),
            (Some(_), Some(_)) => {
                let numbers: Vec<String> = rows
                    .iter()
                    .map(|row| format!("{reference}#{}", row.victim_number.as_deref().unwrap_or("")))
                    .collect();
                let message = format!("{reference} has several victims. Say which: {}.", numbers.join(", "));
                Err(DeskError::bad("reference", message))
            }
            (None, _) => Err(DeskError::NotFound(format!("There is no case {typed} on this desk."))),
        }
    }

    pub(crate) fn row_views(&mut self, rows: &[CaseRow], today: NaiveDate) -> Result<Vec<CaseRowView>, DeskError> {
        let policy = self.book.journal()?.policy(today);
        let names: BTreeMap<OfficerId, String> = self.officer_names()?;
        rows.iter()
            .map(|row| {
                let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, today));
                let strands: Vec<String> = row.strands.iter().flatten().map(caseload::Strand::label).collect();
                Ok(CaseRowView {
                    case: row.case.to_string(),
                    reference: row.reference.clone(),
                    victim: self.victim_name(row)?,
                    borough: row.borough.clone().unwrap_or_default(),
                    ward: row.ward.clone().unwrap_or_default(),
                    strands: strands.join(", "),
                    reported_on: row.reported_on.map(|on| on.to_string()).unwrap_or_default(),
                    reported_words: row.reported_on.map(|on| words::short_day(on, today)).unwrap_or_default(),
                    risk: words::risk_view(row.risk),
                    next: self.next_view(stands.as_ref(), today, &names)?,
                    outcome: row.outcome.map_or_else(
                        || "Open".to_owned(),
                        |(outcome, _)| format!("{} {}", outcome.number(), outcome.label()),
                    ),
                })
            })
            .collect()
    }
}
