//! The measures of contacts, of a month or a span of months, as at a day.
//!
//! Victims are counted by the month they were reported in, and tries, lines and shifts by their own day.
//! Who was owed, offered, tried and reached is what *Trends* counts too; a test holds the two together.

mod loads;
mod plan_made;
mod victims;
mod view;

use crate::access::Task;
use crate::asked::read_day;
use crate::error::DeskError;
use crate::figures::month::read_month;
use crate::session::Session;
use crate::wire::{ChoiceView, ContactMeasuresRequest, ContactMeasuresView};
use crate::words;
use casebook::{FigureRow, Now};
use caseload::{CaseId, Month};
use chrono::NaiveDate;
use plan_made::PlanMade;

/// Months that can be chosen in the window.
const MONTHS_OFFERED: usize = 24;
/// A span of more months is read from a chart instead.
const MONTHS_MAX: usize = 36;

/// The months looked at, and the day it is as at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: Month,
    to: Month,
    as_at: NaiveDate,
}

impl Span {
    fn holds(&self, day: NaiveDate) -> bool {
        self.from.first_day() <= day && day <= self.to.last_day()
    }

    fn words(&self) -> String {
        if self.from == self.to { self.from.words() } else { format!("{} to {}", self.from.words(), self.to.words()) }
    }
}

/// Every case the figures count, as at the day.
type Cases = Vec<(CaseId, FigureRow)>;

impl Session {
    /// How contacts went in a month or a span: exact, for those who plan them.
    ///
    /// # Errors
    /// Not allowed, months that cannot be read or had not begun, a day the desk was not yet kept, the disk.
    pub fn contact_measures(
        &mut self,
        request: &ContactMeasuresRequest,
        now: Now,
    ) -> Result<ContactMeasuresView, DeskError> {
        // Officers by name, and small numbers: for whoever plans, and nobody else.
        self.allow(Task::Plan)?;
        self.allow(Task::SeeExactFigures)?;
        let asked = request.as_at.as_deref().map(|text| read_day("as_at", text)).transpose()?;
        let as_at = self.figures_day(asked, false, now)?;
        let span = span_of(request, as_at)?;
        let mut cases: Cases = Vec::new();
        self.book.figures_as_at(as_at, |case, row| cases.push((case, row)))?;
        // The read model has no order; what is shown must not depend on it.
        cases.sort_unstable_by_key(|(case, row)| (row.reported_on, *case));
        let victims = self.victims_of(span, &cases)?;
        let measures = attrition::contact_measures(victims);
        let plan = self.plan_made(span)?;
        let loads = self.loads_of(span, &cases)?;
        let months = months_offered(&cases, as_at);
        Ok(view::view(span, months, &measures, plan, loads))
    }
}

fn span_of(request: &ContactMeasuresRequest, as_at: NaiveDate) -> Result<Span, DeskError> {
    let from = match &request.month {
        Some(text) => read_month(text)?,
        None => Month::of(as_at).previous(),
    };
    let to = match &request.to {
        Some(text) => read_month(text)?,
        None => from,
    };
    if to < from {
        let message = format!("{} comes before {}. Give the first month first.", to.words(), from.words());
        return Err(DeskError::bad("to", message));
    }
    if as_at < from.first_day() {
        let message = format!("{} had not begun on {}. Choose an earlier month.", from.words(), words::day(as_at));
        return Err(DeskError::bad("month", message));
    }
    let months = std::iter::successors(Some(from), |month| (*month < to).then(|| month.next()));
    if months.take(MONTHS_MAX + 1).count() > MONTHS_MAX {
        return Err(DeskError::bad("to", format!("At most {MONTHS_MAX} months are looked at together.")));
    }
    Ok(Span { from, to, as_at })
}

fn months_offered(cases: &Cases, as_at: NaiveDate) -> Vec<ChoiceView> {
    let Some(first) = cases.first().map(|(_, row)| Month::of(row.reported_on)) else { return Vec::new() };
    std::iter::successors(Some(Month::of(as_at)), |month| Some(month.previous()))
        .take_while(|month| first <= *month)
        .take(MONTHS_OFFERED)
        .map(|month| ChoiceView { code: month.to_string(), label: month.words() })
        .collect()
}

#[cfg(test)]
mod tests;
