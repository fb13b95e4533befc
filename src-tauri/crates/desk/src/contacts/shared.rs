//! Cases of one victim: a contact made for one may count for others whose window it falls into.

use crate::access::Task;
use crate::asked::read_case;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::SharedCaseView;
use crate::words;
use casebook::{CaseRow, Now};
use caseload::{PersonalField, Sensitive, Standing, standing};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Cases of a like-named victim that are looked through.
const CANDIDATES_MAX: u32 = 50;

impl Session {
    /// The other open cases of the same person, which one contact may be recorded on too.
    ///
    /// # Errors
    /// Not allowed, an unknown case, the disk.
    pub fn shared_cases(&mut self, case: &str, now: Now) -> Result<Vec<SharedCaseView>, DeskError> {
        self.allow(Task::Record)?;
        let row = self.book.case_row(read_case(case)?)?;
        let mut views = Vec::new();
        for other in self.same_person(&row)? {
            if let Some(window) = self.open_window(&other, now)? {
                views.push(SharedCaseView {
                    case: other.case.to_string(),
                    reference: other.reference.clone(),
                    words: format!("{}, {}", other.reference, window_words(window.0, window.1, now.today)),
                });
            }
        }
        Ok(views)
    }

    /// The first and the last day on which a contact counts for an open case.
    fn open_window(&mut self, row: &CaseRow, now: Now) -> Result<Option<(NaiveDate, NaiveDate)>, DeskError> {
        let policy = self.book.journal()?.policy(now.today);
        let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        let reported_on = row.reported_on;
        Ok(match (stands, reported_on) {
            (Some(Standing::Open { window, .. }), Some(reported_on)) => Some((reported_on, window.latest_on)),
            _ => None,
        })
    }

    /// Reads the cases that share an attempt: of the same person, and in a window that holds the day.
    pub(crate) fn read_shared(
        &mut self,
        row: &CaseRow,
        also: &[String],
        on: NaiveDate,
    ) -> Result<Vec<CaseRow>, DeskError> {
        if also.is_empty() {
            return Ok(Vec::new());
        }
        let same: BTreeSet<_> = self.same_person(row)?.into_iter().map(|other| other.case).collect();
        let mut rows = Vec::new();
        for text in also {
            let case = match read_case(text) {
                Ok(case) => case,
                Err(_) => self.find_case(text)?,
            };
            let other = self.book.case_row(case)?;
            if !same.contains(&case) {
                let message =
                    format!("{} is not known to be of the same person, so it needs its own contact.", other.reference);
                return Err(DeskError::bad("also", message));
            }
            if other.reported_on.is_none_or(|reported_on| on < reported_on) {
                let message = format!("{} was reported after this attempt.", other.reference);
                return Err(DeskError::bad("also", message));
            }
            if !rows.iter().any(|known: &CaseRow| known.case == case) {
                rows.push(other);
            }
        }
        Ok(rows)
    }

    /// Other cases whose victim has the same name and the same date of birth or telephone number.
    pub(crate) fn same_person(&self, row: &CaseRow) -> Result<Vec<CaseRow>, DeskError> {
        let Some(own) = self.identity(row)? else { return Ok(Vec::new()) };
        let mut same = Vec::new();
        for found in self.book.search_people(&own.name, CANDIDATES_MAX)? {
            let is_same = found.case != row.case && self.identity(&found)?.is_some_and(|other| other.is(&own));
            if is_same {
                same.push(found);
            }
        }
        same.sort_by_key(|other| (other.reported_on, other.case));
        Ok(same)
    }

    fn identity(&self, row: &CaseRow) -> Result<Option<Identity>, DeskError> {
        let text = |field: PersonalField| -> Result<Option<Sensitive<String>>, DeskError> {
            match row.personal.get(&field) {
                Some(&id) => Ok(self.book.person(id)?.get(field).cloned()),
                None => Ok(None),
            }
        };
        let Some(name) = text(PersonalField::VictimName)? else { return Ok(None) };
        let birth = text(PersonalField::DateOfBirth)?;
        let telephone = text(PersonalField::Telephone)?;
        Ok(Some(Identity { name, birth, telephone }))
    }
}

/// What tells one person from another. A name alone does not.
struct Identity {
    name: Sensitive<String>,
    birth: Option<Sensitive<String>>,
    telephone: Option<Sensitive<String>>,
}

impl Identity {
    fn is(&self, other: &Self) -> bool {
        let same = |a: &Option<Sensitive<String>>, b: &Option<Sensitive<String>>| a.is_some() && a == b;
        let differ = self.birth.is_some() && other.birth.is_some() && self.birth != other.birth;
        self.name == other.name
            && !differ
            && (same(&self.birth, &other.birth) || same(&self.telephone, &other.telephone))
    }
}

fn window_words(reported_on: NaiveDate, latest_on: NaiveDate, today: NaiveDate) -> String {
    format!("reported {}, window until {}", words::short_day(reported_on, today), words::short_day(latest_on, today))
}
