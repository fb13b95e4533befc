//! Lists of cases, and search.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{CaseList, CaseListCount, CaseListRequest, CaseListView, CaseRow as CaseRowView, SearchView};
use crate::words;
use casebook::{CaseFilter, CaseRow, Now};
use caseload::{OfficerId, RiskLevel, Sensitive, Standing, standing};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Rows a search shows.
const FOUND_MAX: u32 = 20;
/// The longest page a shell may ask for.
const PAGE_MAX: u64 = 500;

impl Session {
    /// One page of a list, and the count of every list.
    ///
    /// # Errors
    /// Not allowed, an unknown risk, the disk.
    pub fn case_list(&mut self, request: &CaseListRequest, now: Now) -> Result<CaseListView, DeskError> {
        self.allow(Task::SeeCases)?;
        let risk = match &request.risk {
            Some(code) => Some(
                RiskLevel::from_code(code)
                    .ok_or_else(|| DeskError::bad("risk", "The risk is standard, medium or high."))?,
            ),
            None => None,
        };
        let narrowed = |list: &CaseList| {
            let filter = CaseFilter {
                borough: request.borough.clone(),
                strand: request.strand.clone(),
                risk,
                ..CaseFilter::default()
            };
            match list {
                CaseList::All | CaseList::Open | CaseList::HighRisk | CaseList::Overdue => filter,
                CaseList::NoStrand => CaseFilter { without_strand: true, ..filter },
                CaseList::NoWard => CaseFilter { without_ward: true, ..filter },
                CaseList::Closed => CaseFilter { closed: true, ..filter },
            }
        };
        let owed = self.owed_rows(&narrowed(&CaseList::All), now.today)?;
        let limit = request.limit.min(PAGE_MAX);
        let (count, rows) = match owed_in(&owed, &request.list) {
            Some(rows) => {
                let page = rows.iter().skip(request.offset as usize).take(limit as usize);
                (rows.len() as u64, page.map(|row| (*row).clone()).collect())
            }
            None => self.book.list(&narrowed(&request.list), request.offset, limit)?,
        };
        let mut lists = Vec::new();
        for (list, title) in [
            (CaseList::All, "All cases"),
            (CaseList::Open, "Contact open"),
            (CaseList::Overdue, "Overdue"),
            (CaseList::HighRisk, "High risk, contact open"),
            (CaseList::NoStrand, "No strand recorded"),
            (CaseList::NoWard, "No ward recorded"),
            (CaseList::Closed, "Investigation closed"),
        ] {
            let count = match owed_in(&owed, &list) {
                Some(rows) => rows.len() as u64,
                None => self.book.count(&narrowed(&list))?,
            };
            lists.push(CaseListCount { list, title: title.to_owned(), count });
        }
        let empty_words = if lists.first().is_some_and(|all| all.count == 0) {
            "There are no cases yet. Import an extract first."
        } else {
            "No case is in this list with these filters. Choose another list, or clear the filters."
        };
        Ok(CaseListView { count, rows: self.row_views(&rows, now.today)?, empty_words: empty_words.to_owned(), lists })
    }

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

    /// Contacts still owed, longest reported first, among those the filter lets through.
    fn owed_rows(&mut self, filter: &CaseFilter, today: NaiveDate) -> Result<Vec<Owed>, DeskError> {
        let policy = self.book.journal()?.policy(today);
        let rows = self.book.open_rows()?;
        let passes = |row: &CaseRow| {
            filter.borough.as_ref().is_none_or(|borough| row.borough.as_ref() == Some(borough))
                && filter.risk.is_none_or(|risk| row.risk == Some(risk))
                && filter
                    .strand
                    .as_ref()
                    .is_none_or(|code| row.strands.iter().flatten().any(|strand| strand.code() == code))
        };
        let owed = rows.into_iter().filter(passes).filter_map(|row| {
            let stands = standing(&row.story()?, &policy, &self.calendar, today);
            let overdue = stands.is_overdue(today);
            matches!(stands, Standing::Open { .. }).then_some(Owed { row, overdue })
        });
        Ok(owed.collect())
    }
}

/// A case whose victim is still owed a contact.
struct Owed {
    row: CaseRow,
    overdue: bool,
}

/// The rows of a list of contacts owed, in its order; `None` for a list that does not ask what is owed.
fn owed_in<'a>(owed: &'a [Owed], list: &CaseList) -> Option<Vec<&'a CaseRow>> {
    let rows = |chosen: fn(&Owed) -> bool| owed.iter().filter(move |one| chosen(one)).map(|one| &one.row);
    match list {
        // Latest report first, as in every other list.
        CaseList::Open => Some(rows(|_| true).rev().collect()),
        CaseList::HighRisk => Some(rows(|one| one.row.risk == Some(RiskLevel::High)).rev().collect()),
        CaseList::Overdue => Some(rows(|one| one.overdue).collect()),
        CaseList::All | CaseList::NoStrand | CaseList::NoWard | CaseList::Closed => None,
    }
}
