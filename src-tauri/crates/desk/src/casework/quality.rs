//! Data quality: problems as lists one can work through to empty, and how complete the fields are over time.

use crate::access::Task;
use crate::asked::read_case;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{CompletenessView, DoneView, MonthFilledView, ProblemView, QualityView, SetAsideRequest};
use crate::words;
use casebook::{CaseFilter, CaseRow, Event, Now};
use caseload::officer::{Collar, could_be};
use caseload::{CaseAct, CaseId, Field, Month, PersonalField, Problem};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Cases of one problem that are set aside at once.
const AT_ONCE_MAX: u64 = 5_000;
const MONTHS_SHOWN: u64 = 13;
/// The fields whose completeness is followed: those that a contact or a figure needs.
const FOLLOWED: [Field; 9] = [
    Field::Strands,
    Field::Ward,
    Field::Risk,
    Field::OicCollar,
    Field::Ethnicity,
    Field::Sex,
    Field::AgeBand,
    Field::Disability,
    Field::Language,
];

/// What the officers' list says of whom a case may name.
pub(crate) struct Listed {
    collars: BTreeSet<Collar>,
    names: Vec<String>,
    /// What was found wrong with each name met so far: many cases have the same officer.
    met: BTreeMap<String, Option<Problem>>,
}

impl Session {
    /// Every problem with its count, and the completeness of the fields by month reported.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn quality(&mut self, now: Now) -> Result<QualityView, DeskError> {
        self.allow(Task::SeeCases)?;
        let of_cases = self.book.count_problems()?;
        let of_officers = self.count_oic_problems()?;
        let counted = |problem: Problem| {
            let counts = if problem.needs_officers() { &of_officers } else { &of_cases };
            counts.get(problem.bit().trailing_zeros() as usize).copied().unwrap_or(0)
        };
        let view = |&problem: &Problem| ProblemView {
            code: problem.code().to_owned(),
            label: problem.label().to_owned(),
            remedy: problem.remedy().to_owned(),
            count: counted(problem),
        };
        let problems = Problem::ALL.iter().map(view).collect();
        Ok(QualityView { problems, completeness: self.completeness(now.today)? })
    }

    /// How many cases whose contact is open have each problem of their officer, by its bit.
    fn count_oic_problems(&mut self) -> Result<[u64; u64::BITS as usize], DeskError> {
        let mut listed = self.listed()?;
        let mut counts = [0; u64::BITS as usize];
        for row in self.book.open_rows_shared()? {
            let Some(problem) = self.oic_problem(&row, &mut listed)? else { continue };
            if row.set_aside & problem.bit() == 0
                && let Some(count) = counts.get_mut(problem.bit().trailing_zeros() as usize)
            {
                *count += 1;
            }
        }
        Ok(counts)
    }

    fn completeness(&self, today: NaiveDate) -> Result<Vec<CompletenessView>, DeskError> {
        let since = today.checked_sub_days(Days::new(31 * MONTHS_SHOWN)).unwrap_or(NaiveDate::MIN);
        let mut months: BTreeMap<Month, (u64, [u64; FOLLOWED.len()])> = BTreeMap::new();
        self.book.each_said(since, |on, said| {
            let (cases, filled) = months.entry(Month::of(on)).or_default();
            *cases += 1;
            for (count, field) in filled.iter_mut().zip(FOLLOWED) {
                *count += u64::from(said & field.bit() != 0);
            }
        })?;
        let first = months.len().saturating_sub(MONTHS_SHOWN as usize);
        let shown: Vec<_> = months.into_iter().skip(first).collect();
        let view = |(place, field): (usize, Field)| CompletenessView {
            field: field.name().to_owned(),
            label: field.label().to_owned(),
            months: shown
                .iter()
                .map(|(month, (cases, filled))| MonthFilledView {
                    month: month.to_string(),
                    month_words: month.first_day().format("%b %Y").to_string(),
                    filled: filled.get(place).copied().unwrap_or(0),
                    cases: *cases,
                })
                .collect(),
        };
        Ok(FOLLOWED.into_iter().enumerate().map(view).collect())
    }

    /// The cases with a problem of their officer in the case: among those whose contact is open, where it matters.
    pub(crate) fn rows_with_problem(
        &mut self,
        problem: Problem,
        filter: &CaseFilter,
    ) -> Result<Vec<CaseRow>, DeskError> {
        let mut listed = self.listed()?;
        let mut found = Vec::new();
        for row in self.book.open_rows_of(filter)?.iter().rev() {
            if row.set_aside & problem.bit() == 0 && self.oic_problem(row, &mut listed)? == Some(problem) {
                found.push(CaseRow::clone(row));
            }
        }
        Ok(found)
    }

    fn listed(&mut self) -> Result<Listed, DeskError> {
        let collars = self.book.journal()?.officers_listed().map(|listed| listed.officer.collar.clone()).collect();
        let names =
            if self.book.holds_people_key() { self.officer_names()?.into_values().collect() } else { Vec::new() };
        Ok(Listed { collars, names, met: BTreeMap::new() })
    }

    /// What is wrong with how the case names its officer, where anything is. Nobody named is not wrong.
    fn oic_problem(&self, row: &CaseRow, listed: &mut Listed) -> Result<Option<Problem>, DeskError> {
        if let Some(collar) = row.contact.oic_collar.as_deref().and_then(Collar::new) {
            return Ok((!listed.collars.contains(&collar)).then_some(Problem::OicNotListed));
        }
        let Some(&id) = row.personal.get(&PersonalField::OicName).filter(|_| self.book.holds_people_key()) else {
            return Ok(None);
        };
        let Some(name) = self.book.person(id)?.oic_name else { return Ok(None) };
        // EXPOSE: compared with the officers' names, and dropped.
        let name = name.expose();
        if let Some(problem) = listed.met.get(name) {
            return Ok(*problem);
        }
        let problem = match listed.names.iter().filter(|officer| could_be(name, officer)).count() {
            0 => None,
            1 => Some(Problem::OicNameOnly),
            _ => Some(Problem::OicAmbiguous),
        };
        listed.met.insert(name.clone(), problem);
        Ok(problem)
    }

    /// The problems of one case that nobody set aside, as bits.
    pub(crate) fn problems_of(&mut self, row: &CaseRow) -> Result<u64, DeskError> {
        let mut listed = self.listed()?;
        let of_oic = self.oic_problem(row, &mut listed)?.map_or(0, Problem::bit) & !row.set_aside;
        Ok(row.problems | of_oic)
    }

    /// A person finds a problem right as it stands: on one case, or on every case of its list.
    ///
    /// # Errors
    /// Not allowed, an unknown case or problem, nothing to set aside, the disk.
    pub fn set_problem_aside(&mut self, request: &SetAsideRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let problem = Problem::from_code(&request.problem)
            .ok_or_else(|| DeskError::bad("problem", "There is no problem of that name."))?;
        let cases: Vec<CaseId> = match &request.case {
            Some(case) => {
                let row = self.book.case_row(read_case(case)?)?;
                let has_it = self.problems_of(&row)? & problem.bit() != 0;
                has_it.then_some(row.case).into_iter().collect()
            }
            None if problem.needs_officers() => {
                self.rows_with_problem(problem, &CaseFilter::default())?.iter().map(|row| row.case).collect()
            }
            None => {
                let filter = CaseFilter { problems: problem.bit(), ..CaseFilter::default() };
                self.book.list(&filter, 0, AT_ONCE_MAX)?.1.iter().map(|row| row.case).collect()
            }
        };
        let Some(&first) = cases.first() else {
            return Err(DeskError::bad("problem", "No case has this problem any more."));
        };
        let ((), appended) = self.write(now, |writer| {
            for &case in &cases {
                writer.append(Event::CaseActed { case, act: CaseAct::ProblemSetAside { problem }, personal: None })?;
            }
            Ok(())
        })?;
        let words = format!(
            "{}: {} found right as {}.",
            problem.label(),
            words::counted(cases.len() as u64, "case"),
            if cases.len() == 1 { "it stands" } else { "they stand" }
        );
        self.done(first, words, "Set it aside".to_owned(), appended, now)
    }
}
