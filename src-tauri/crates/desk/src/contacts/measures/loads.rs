//! What each officer had to do in the span, and how evenly it lies.

use super::{Cases, Span};
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::OfficerLoadView;
use attrition::OfficerLoad;
use casebook::Event;
use caseload::OfficerId;
use std::collections::BTreeMap;

/// The loads of officers on the list, and a row for those no longer on it.
pub(super) struct Loads {
    pub rows: Vec<OfficerLoadView>,
    /// Of officers on the list, as their rows.
    pub listed: Vec<OfficerLoad>,
}

impl Session {
    pub(super) fn loads_of(&mut self, span: Span, cases: &Cases) -> Result<Loads, DeskError> {
        let (mut made, mut planned): (BTreeMap<OfficerId, u64>, BTreeMap<OfficerId, u64>) = Default::default();
        for entry in self.book.contact_steps(span.from.first_day(), span.as_at)? {
            if let Event::ContactAttempted { attempt, case, .. } = entry.event
                && span.holds(attempt.on)
                // A merge copies tries onto the case that stays; those of the case that went count there.
                && self.book.merged_into(case)?.is_none()
                && let Some(officer) = attempt.officer
            {
                *made.entry(officer).or_default() += 1;
            }
        }
        // What is still to come: lines of victims neither reached nor ended, from the as-at day on.
        let open = |row: &casebook::FigureRow| row.offered && row.reached_on.is_none() && row.ended_on.is_none();
        if span.as_at <= span.to.last_day() {
            for (case, _) in cases.iter().filter(|(_, row)| open(row)) {
                let line = self.book.fold_as_at(*case, span.as_at)?.now.and_then(|state| state.planned);
                if let Some(line) = line.filter(|line| span.holds(line.on) && span.as_at <= line.on) {
                    *planned.entry(line.officer).or_default() += 1;
                }
            }
        }
        self.rows_of(span, &made, &planned)
    }

    fn rows_of(
        &mut self,
        span: Span,
        made: &BTreeMap<OfficerId, u64>,
        planned: &BTreeMap<OfficerId, u64>,
    ) -> Result<Loads, DeskError> {
        let (policy, calendar) = (self.book.journal()?.policy(span.as_at), self.book.journal()?.calendar(span.as_at));
        let names = self.officer_names()?;
        let head = self.book.head_as_at(span.as_at)?.number;
        let versions = self.book.journal()?.officer_versions.clone();
        let (mut rows, mut listed) = (Vec::new(), Vec::new());
        let (mut made_by_others, mut planned_for_others) = (made.clone(), planned.clone());
        for (id, of) in &versions {
            let Some((_, version)) = of.iter().rev().find(|(entry, _)| *entry <= head) else { continue };
            if version.removed {
                continue;
            }
            let officer = &version.officer;
            let days = span.from.first_day().iter_days().take_while(|day| *day <= span.to.last_day());
            let shifts = days.filter(|day| officer.duty.on(*day) && policy.is_contact_day(&calendar, *day)).count();
            let made = made_by_others.remove(id).unwrap_or(0);
            let planned = planned_for_others.remove(id).unwrap_or(0);
            let load = OfficerLoad { contacts: made + planned, shifts: shifts as u64 };
            listed.push(load);
            let (collar, name) = (officer.collar.as_str().to_owned(), names.get(id).cloned().unwrap_or_default());
            rows.push(row(collar, name, made, planned, load));
        }
        rows.sort_by(|a, b| (&a.collar, &a.name).cmp(&(&b.collar, &b.name)));
        let (made, planned): (u64, u64) = (made_by_others.values().sum(), planned_for_others.values().sum());
        if made + planned > 0 {
            let load = OfficerLoad { contacts: made + planned, shifts: 0 };
            rows.push(row(String::new(), "Officers no longer on the list".to_owned(), made, planned, load));
        }
        Ok(Loads { rows, listed })
    }
}

#[expect(clippy::cast_precision_loss, reason = "contacts and shifts of a month stay far below 2^53")]
fn row(collar: String, name: String, made: u64, planned: u64, load: OfficerLoad) -> OfficerLoadView {
    let per_shift = (load.shifts > 0).then(|| load.contacts as f64 / load.shifts as f64);
    let per_shift_words = per_shift.map_or_else(|| "no shift".to_owned(), |load| format!("{load:.2}"));
    OfficerLoadView { collar, name, made, planned, shifts: load.shifts, per_shift, per_shift_words }
}
