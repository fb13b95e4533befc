//! The plan made in the span: lines accepted, changed and taken off, and whether each officer was independent.

use super::Span;
use crate::error::DeskError;
use crate::session::Session;
use casebook::{CaseState, Entry, Event};
use caseload::officer::could_be;
use caseload::{Collar, OfficerId, PersonalField};
use chrono::NaiveDate;

/// What was done to the plan, by the day it was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PlanMade {
    /// Lines accepted.
    pub accepted: u64,
    /// Of those, lines that took the place of another one of the same victim, which had not been tried.
    pub changed: u64,
    /// Lines taken off the plan without another.
    pub taken_off: u64,
    /// Of those accepted, lines whose officer was linked to the investigation by what was known then.
    pub linked: u64,
    /// Of those accepted, lines that stand and whose officer became linked since: to be moved.
    pub linked_since: u64,
    /// Tries made in the span by an officer linked to the investigation: recorded, and no reassurance contact.
    pub tried_by_linked: u64,
}

impl Session {
    pub(super) fn plan_made(&mut self, span: Span) -> Result<PlanMade, DeskError> {
        let mut made = PlanMade::default();
        for entry in self.book.contact_steps(span.from.first_day(), span.as_at)? {
            if let Event::ContactAttempted { attempt, .. } = &entry.event {
                made.tried_by_linked += u64::from(span.holds(attempt.on) && attempt.by_involved_officer);
                continue;
            }
            if !span.holds(entry.known_on) {
                continue;
            }
            if let Event::ContactPlanned { case, officer, on } = entry.event {
                made.accepted += 1;
                let before = self.book.state_before(case, &entry)?;
                let stood = before.as_ref().and_then(|state| state.planned);
                made.changed += u64::from(stood.is_some_and(|line| (line.officer, line.on) != (officer, on)));
                if self.was_linked(before.as_ref(), officer, entry.number)? {
                    made.linked += 1;
                } else if self.became_linked(&entry, officer, on, span.as_at)? {
                    made.linked_since += 1;
                }
            } else if let Event::ContactUnplanned { case } = entry.event {
                let before = self.book.state_before(case, &entry)?;
                made.taken_off += u64::from(before.is_some_and(|state| state.planned.is_some()));
            }
        }
        Ok(made)
    }

    /// Whether the line still stands at the end of a day, with an officer by then linked.
    fn became_linked(
        &mut self,
        entry: &Entry,
        officer: OfficerId,
        on: NaiveDate,
        as_at: NaiveDate,
    ) -> Result<bool, DeskError> {
        let Some(case) = entry.event.case() else { return Ok(false) };
        let Some(state) = self.book.fold_as_at(case, as_at)?.now else { return Ok(false) };
        let stands =
            state.closed().is_none() && state.planned.is_some_and(|line| (line.officer, line.on) == (officer, on));
        Ok(stands && self.was_linked(Some(&state), officer, u64::MAX)?)
    }

    /// Whether an officer, as listed before an entry, was linked to the investigation by what stood of the case.
    ///
    /// On purpose not the planner's own rule but one beside it, so that each shows a slip of the other.
    fn was_linked(&mut self, state: Option<&CaseState>, officer: OfficerId, before: u64) -> Result<bool, DeskError> {
        let Some(state) = state else { return Ok(false) };
        let names = self.officer_names()?;
        let versions = self.book.journal()?.officer_versions.get(&officer);
        let listed = versions.and_then(|of| of.iter().rev().find(|(entry, _)| *entry < before).or(of.first()));
        let Some((_, listed)) = listed else { return Ok(false) };
        let (record, own) = (&state.record, &listed.officer);
        let in_the_case = record.oic_collar.value().and_then(|text| Collar::new(text));
        let other_roles = record.linked_collars.value().into_iter().flatten().filter_map(|text| Collar::new(text));
        let by_number = in_the_case.iter().cloned().chain(other_roles).any(|collar| collar == own.collar);
        let by_team = own.team.is_some() && own.team.as_ref() == record.team.value();
        let by_conflict = state.acts.kept_away.get(&officer).is_some_and(|because| because.is_conflict());
        if by_number || by_team || by_conflict {
            return Ok(true);
        }
        // A name counts only where no number says who it is.
        let named = state.personal(PersonalField::OicName).filter(|_| in_the_case.is_none());
        let Some(named) = named.map(|row| self.book.person(row)).transpose()?.and_then(|facts| facts.oic_name) else {
            return Ok(false);
        };
        let name = names.get(&officer).map(String::as_str).unwrap_or_default();
        // EXPOSE: the two names are compared, and shown to nobody.
        Ok(could_be(named.expose(), name))
    }
}
