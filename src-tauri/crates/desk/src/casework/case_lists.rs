//! The lists of cases: which there are, what each holds, and how many. Every count is that of the list itself.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{CaseList, CaseListCount, CaseListRequest, CaseListView};
use casebook::{CaseFilter, CaseRow, Now};
use caseload::standing::Step;
use caseload::{Field, PersonalField, Problem, RiskLevel, Standing, WorkingDays, standing};
use chrono::NaiveDate;
use std::sync::Arc;

/// The longest page a shell may ask for.
const PAGE_MAX: u64 = 500;
/// A contact whose step comes up within so many working days is due soon.
const SOON_DAYS: u16 = 5;
/// Nothing happened for so many working days: the case has gone quiet.
const QUIET_DAYS: u16 = 10;

/// The lists, in the order of the left-hand side.
const LISTS: [(CaseList, &str); 12] = [
    (CaseList::Open, "Contact open"),
    (CaseList::Mine, "Mine"),
    (CaseList::DueSoon, "Due soon"),
    (CaseList::Overdue, "Overdue"),
    (CaseList::HighRisk, "High risk, contact open"),
    (CaseList::GoneQuiet, "Gone quiet"),
    (CaseList::Differs, "Differs from the extract"),
    (CaseList::Missing, "Something missing or wrong"),
    (CaseList::NoStrand, "No strand recorded"),
    (CaseList::NoWard, "No ward recorded"),
    (CaseList::Closed, "Investigation closed"),
    (CaseList::All, "All cases"),
];

impl Session {
    /// One page of a list, and the count of every list.
    ///
    /// # Errors
    /// Not allowed, an unknown risk, field or problem, the disk.
    pub fn case_list(&mut self, request: &CaseListRequest, now: Now) -> Result<CaseListView, DeskError> {
        self.allow(Task::SeeCases)?;
        let filter = read_filter(request)?;
        let problem = read_problem(request)?;
        let owed = self.owed_rows(&filter, now.today)?;
        let limit = request.limit.min(PAGE_MAX);
        let (count, rows) = match self.in_memory(request.list, &filter, problem, &owed)? {
            Some(rows) => {
                let page = rows.iter().skip(request.offset as usize).take(limit as usize);
                (rows.len() as u64, page.map(|row| CaseRow::clone(row)).collect())
            }
            None => self.book.list(&self.filter_of(request.list, &filter, problem), request.offset, limit)?,
        };
        let mut lists = Vec::new();
        for (list, title) in LISTS {
            let count = self.count_in(list, &filter, None, &owed)?;
            lists.push(CaseListCount { list, title: title.to_owned(), count });
        }
        let is_empty = lists.iter().any(|one| one.list == CaseList::All && one.count == 0);
        let empty_words = match (is_empty && !is_narrowed(request), request.list) {
            (true, _) => "There are no cases yet. Import an extract first.",
            (false, CaseList::Differs) => "Nothing differs from the extract. A difference is raised once.",
            (false, CaseList::Missing) => "Nothing is missing or wrong here. Every item was worked through.",
            (false, CaseList::GoneQuiet) => {
                "No case has gone quiet: something happened on each within ten working days."
            }
            (false, _) => "No case is in this list with these filters. Choose another list, or clear the filters.",
        };
        Ok(CaseListView { count, rows: self.row_views(&rows, now.today)?, empty_words: empty_words.to_owned(), lists })
    }

    /// How many cases a list with its filters holds: the number that every shell shows beside it.
    pub(crate) fn count_of(&mut self, request: &CaseListRequest, now: Now) -> Result<u64, DeskError> {
        let filter = read_filter(request)?;
        let problem = read_problem(request)?;
        let owed = if asks_what_is_owed(request.list) { self.owed_rows(&filter, now.today)? } else { Vec::new() };
        self.count_in(request.list, &filter, problem, &owed)
    }

    fn count_in(
        &mut self,
        list: CaseList,
        filter: &CaseFilter,
        problem: Option<Problem>,
        owed: &[Owed],
    ) -> Result<u64, DeskError> {
        Ok(match self.in_memory(list, filter, problem, owed)? {
            Some(rows) => rows.len() as u64,
            None => self.book.count(&self.filter_of(list, filter, problem))?,
        })
    }

    /// The rows of a list that is not read from the record page by page.
    fn in_memory(
        &mut self,
        list: CaseList,
        filter: &CaseFilter,
        problem: Option<Problem>,
        owed: &[Owed],
    ) -> Result<Option<Vec<Arc<CaseRow>>>, DeskError> {
        match problem.filter(|one| list == CaseList::Missing && one.needs_officers()) {
            Some(problem) => Ok(Some(shared(self.rows_with_problem(problem, filter)?))),
            None if list == CaseList::Differs => Ok(Some(shared(self.rows_that_differ(filter)?))),
            None => Ok(owed_in(owed, list)),
        }
    }

    /// What a list that does not ask what is owed selects.
    fn filter_of(&self, list: CaseList, filter: &CaseFilter, problem: Option<Problem>) -> CaseFilter {
        let filter = filter.clone();
        match list {
            CaseList::Mine => CaseFilter { worked_by: Some(self.slot.staff), ..filter },
            CaseList::Missing => {
                let every = Problem::of_case().fold(0, |mask, one| mask | one.bit());
                CaseFilter { problems: problem.map_or(every, Problem::bit), ..filter }
            }
            CaseList::NoStrand => CaseFilter { without_strand: true, ..filter },
            CaseList::NoWard => CaseFilter { without_ward: true, ..filter },
            CaseList::Closed => CaseFilter { closed: true, ..filter },
            CaseList::All
            | CaseList::Differs
            | CaseList::Open
            | CaseList::DueSoon
            | CaseList::Overdue
            | CaseList::HighRisk
            | CaseList::GoneQuiet => filter,
        }
    }

    /// Contacts still owed, longest reported first, among those the filter lets through.
    fn owed_rows(&mut self, filter: &CaseFilter, today: NaiveDate) -> Result<Vec<Owed>, DeskError> {
        let policy = self.book.journal()?.policy(today);
        let rows = self.book.open_rows_of(filter)?;
        let owed = rows.into_iter().filter_map(|row| {
            let stands = standing(&row.story()?, &policy, &self.calendar, today);
            let Standing::Open { next, .. } = stands else { return None };
            let overdue = stands.is_overdue(today);
            let due_soon = !overdue && next.on <= self.calendar.after(today, SOON_DAYS);
            let planned_ahead = matches!(next.step, Step::Contact(planned) if today <= planned.on);
            let quiet = !planned_ahead && next.on <= today && has_gone_quiet(&row, &self.calendar, today);
            Some(Owed { row, overdue, due_soon, quiet })
        });
        Ok(owed.collect())
    }
}

/// A case whose victim is still owed a contact.
struct Owed {
    row: Arc<CaseRow>,
    overdue: bool,
    due_soon: bool,
    quiet: bool,
}

/// Whether nothing happened on a case for ten working days: no attempt, and nobody recorded anything.
fn has_gone_quiet(row: &CaseRow, calendar: &WorkingDays, today: NaiveDate) -> bool {
    let tried_on = row.contact.attempts.iter().map(|attempt| attempt.on).max();
    let worked_on = row.worked_last.map(|(_, on)| on);
    let last = [Some(row.first_known_on), tried_on, worked_on].into_iter().flatten().max();
    last.is_some_and(|last| calendar.after(last, QUIET_DAYS) < today)
}

/// The rows of a list of contacts owed, in its order; `None` for a list that does not ask what is owed.
fn owed_in(owed: &[Owed], list: CaseList) -> Option<Vec<Arc<CaseRow>>> {
    let rows = |chosen: fn(&Owed) -> bool| owed.iter().filter(move |one| chosen(one)).map(|one| Arc::clone(&one.row));
    match list {
        // Latest report first, as in every other list.
        CaseList::Open => Some(rows(|_| true).rev().collect()),
        CaseList::HighRisk => Some(rows(|one| one.row.risk == Some(RiskLevel::High)).rev().collect()),
        // The longest waiting first.
        CaseList::Overdue => Some(rows(|one| one.overdue).collect()),
        CaseList::DueSoon => Some(rows(|one| one.due_soon).collect()),
        CaseList::GoneQuiet => Some(rows(|one| one.quiet).collect()),
        CaseList::All
        | CaseList::Mine
        | CaseList::Differs
        | CaseList::Missing
        | CaseList::NoStrand
        | CaseList::NoWard
        | CaseList::Closed => None,
    }
}

fn shared(rows: Vec<CaseRow>) -> Vec<Arc<CaseRow>> {
    rows.into_iter().map(Arc::new).collect()
}

const fn asks_what_is_owed(list: CaseList) -> bool {
    matches!(list, CaseList::Open | CaseList::DueSoon | CaseList::Overdue | CaseList::HighRisk | CaseList::GoneQuiet)
}

fn is_narrowed(request: &CaseListRequest) -> bool {
    request.borough.is_some()
        || request.strand.is_some()
        || request.risk.is_some()
        || !request.with.is_empty()
        || !request.without.is_empty()
}

fn read_problem(request: &CaseListRequest) -> Result<Option<Problem>, DeskError> {
    let unknown = || DeskError::bad("problem", "There is no problem of that name.");
    request.problem.as_deref().map(|code| Problem::from_code(code).ok_or_else(unknown)).transpose()
}

/// Reads the filters of a request.
fn read_filter(request: &CaseListRequest) -> Result<CaseFilter, DeskError> {
    let risk = request.risk.as_deref().map(read_risk).transpose()?;
    let unknown = |name: &str| DeskError::bad("field", format!("\"{name}\" is not a field of a case."));
    let mut without = 0;
    for name in &request.without {
        let coded = Field::from_name(name).map(Field::bit);
        without |=
            coded.or_else(|| PersonalField::from_name(name).map(PersonalField::bit)).ok_or_else(|| unknown(name))?;
    }
    let mut filter = CaseFilter {
        borough: request.borough.clone(),
        strand: request.strand.clone(),
        risk,
        without,
        ..CaseFilter::default()
    };
    for is in &request.with {
        let field = Field::from_name(&is.field).ok_or_else(|| unknown(&is.field))?;
        with_value(&mut filter, field, is.value.trim())?;
    }
    Ok(filter)
}

/// Days, hours and numbers of officers are not looked for by their value.
const WITHOUT_VALUES: [Field; 10] = [
    Field::ReportedOn,
    Field::RecordedOn,
    Field::OccurredOn,
    Field::RiskAssessedOn,
    Field::ReassessByOn,
    Field::TransferredOn,
    Field::SupportRegainedOn,
    Field::ContactMadeOn,
    Field::LinkedCollars,
    Field::SafeTimes,
];

fn with_value(filter: &mut CaseFilter, field: Field, value: &str) -> Result<(), DeskError> {
    if WITHOUT_VALUES.contains(&field) {
        let message = format!("{} has no list of values: look for cases without one instead.", field.label());
        return Err(DeskError::bad("field", message));
    }
    if field == Field::Borough {
        filter.borough = Some(value.to_owned());
    } else if field == Field::Strands {
        filter.strand = Some(value.to_owned());
    } else if field == Field::Ward {
        filter.ward = Some(value.to_owned());
    } else if field == Field::Risk {
        filter.risk = Some(read_risk(value)?);
    } else {
        filter.with.push((field, value.to_owned()));
    }
    Ok(())
}

fn read_risk(code: &str) -> Result<RiskLevel, DeskError> {
    RiskLevel::from_code(code).ok_or_else(|| DeskError::bad("risk", "The risk is standard, medium or high."))
}
