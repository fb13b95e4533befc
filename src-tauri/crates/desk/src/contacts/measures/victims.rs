//! The victims reported in the span, each with what became of their contact.

use super::{Cases, Span};
use crate::error::DeskError;
use crate::figures::columns::class_of;
use crate::session::Session;
use attrition::{Asked, Request, VictimOfSpan};
use casebook::{CaseState, Event, FigureRow};
use caseload::standing::Closed;
use caseload::{Attempt, AttemptResult, Channel, ContactWish, Officer, OfficerId, SafeTime};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

impl Session {
    pub(super) fn victims_of(&mut self, span: Span, cases: &Cases) -> Result<Vec<VictimOfSpan>, DeskError> {
        let policy = self.book.journal()?.policy(span.as_at);
        let calendar = self.book.journal()?.calendar(span.as_at);
        let officers = self.officers_known(span.as_at)?;
        let mut victims = Vec::new();
        for (case, row) in cases.iter().filter(|(_, row)| span.holds(row.reported_on)) {
            let mut victim = VictimOfSpan {
                class: class_of(row, &policy, &calendar, span.as_at),
                offered: row.offered,
                attempted: row.tried || row.reached_on.is_some(),
                days_to_contact: days_to_contact(row),
                attempts_to_reach: None,
                ended_because: None,
                same_officer_again: None,
                asked: [Asked::No; Request::ALL.len()],
            };
            if let Some(state) = self.book.fold_as_at(*case, span.as_at)?.now {
                victim.ended_because = match state.closed() {
                    Some(Closed::Ended(ending)) => Some(ending.reason),
                    Some(Closed::Reached(_)) | None => None,
                };
                let tries: Vec<Attempt> =
                    state.attempts.iter().copied().filter(|attempt| !attempt.by_involved_officer).collect();
                let reached = tries
                    .iter()
                    .position(|attempt| attempt.result == AttemptResult::Reached && Some(attempt.on) == row.reached_on);
                if let Some((place, attempt)) = reached.and_then(|place| Some((place, *tries.get(place)?))) {
                    let before = tries.get(..place).unwrap_or_default();
                    victim.attempts_to_reach = u32::try_from(place + 1).ok();
                    victim.same_officer_again = same_officer(before, &attempt);
                    let contact =
                        Contact { attempt, before, officer: attempt.officer.and_then(|id| officers.get(&id)) };
                    victim.asked = self.asked_and_met(&state, &contact, span.as_at)?;
                }
            }
            victims.push(victim);
        }
        Ok(victims)
    }

    /// What was asked of the contact that reached the victim, in the order of [`Request::ALL`].
    fn asked_and_met(
        &self,
        state: &CaseState,
        contact: &Contact<'_>,
        as_at: NaiveDate,
    ) -> Result<[Asked; Request::ALL.len()], DeskError> {
        let record = &state.record;
        let gender = record.officer_gender.value().and_then(|asked| asked.asked());
        let gender = gender.map_or(Asked::No, |(asked, _)| {
            Asked::and_met(contact.officer.and_then(|officer| officer.gender).map(|gender| gender == asked))
        });
        let wanted = record.officer_language.value().and_then(|asked| asked.strength());
        let language = wanted.and(record.language.value()).map_or(Asked::No, |language| {
            let speaks = |officer: &Officer| officer.languages.iter().any(|one| one.eq_ignore_ascii_case(language));
            Asked::and_met(contact.officer.map(speaks))
        });
        let time = match record.safe_times.value().filter(|times| !times.is_empty()) {
            Some(times) => Asked::and_met(self.within_times(state, contact, times, as_at)?),
            None => Asked::No,
        };
        let none = BTreeSet::new();
        let wishes = record.wishes.value().unwrap_or(&none);
        let by = |wish, channel| wishes.contains(&wish).then(|| contact.attempt.channel == channel);
        let way = by(ContactWish::ByTelephone, Channel::Telephone).or(by(ContactWish::InPerson, Channel::InPerson));
        let way = way.map_or(Asked::No, |met| Asked::and_met(Some(met)));
        let same = if wishes.contains(&ContactWish::SameOfficer) {
            Asked::and_met(same_officer(contact.before, &contact.attempt))
        } else {
            Asked::No
        };
        Ok([gender, language, time, way, same])
    }

    /// Whether the contact was made when the victim asked: by its time of day, or else by the shift it was made on.
    fn within_times(
        &self,
        state: &CaseState,
        contact: &Contact<'_>,
        times: &BTreeSet<SafeTime>,
        as_at: NaiveDate,
    ) -> Result<Option<bool>, DeskError> {
        let on = contact.attempt.on;
        let entries = self.book.entries_of(state.case)?;
        let at = entries.iter().rev().filter(|entry| entry.known_on <= as_at).find_map(|entry| {
            let Event::ContactAttempted { attempt, details, .. } = &entry.event else { return None };
            (*attempt == contact.attempt).then_some(details.at)
        });
        if let Some(at) = at.flatten() {
            let weekday = u8::try_from(on.weekday().num_days_from_monday()).unwrap_or(0);
            return Ok(Some(times.iter().any(|one| one.weekday == weekday && one.from <= at && at <= one.to)));
        }
        let shift = contact.officer.and_then(|officer| officer.duty.hours_of(on));
        Ok(shift.map(|shift| times.iter().any(|one| one.overlaps(on, shift.starts, shift.ends))))
    }

    /// The officers as they were listed at the end of a day, with those who had left the list by then.
    pub(super) fn officers_known(&mut self, as_at: NaiveDate) -> Result<BTreeMap<OfficerId, Officer>, DeskError> {
        let head = self.book.head_as_at(as_at)?.number;
        let versions = &self.book.journal()?.officer_versions;
        let latest = |of: &[(u64, casebook::ListedOfficer)]| {
            of.iter().rev().find(|(entry, _)| *entry <= head).map(|(_, listed)| listed.officer.clone())
        };
        Ok(versions.iter().filter_map(|(id, of)| Some((*id, latest(of)?))).collect())
    }
}

/// The contact that reached a victim.
struct Contact<'a> {
    attempt: Attempt,
    /// The tries before it.
    before: &'a [Attempt],
    officer: Option<&'a Officer>,
}

/// Whether the officer of a contact had tried before; none where no known officer had, or this one is not known.
fn same_officer(before: &[Attempt], contact: &Attempt) -> Option<bool> {
    let officer = contact.officer?;
    let mut known = before.iter().filter_map(|attempt| attempt.officer).peekable();
    known.peek()?;
    Some(known.any(|one| one == officer))
}

/// A day before the report is a slip of the pen, and counts as no day.
fn days_to_contact(row: &FigureRow) -> Option<u32> {
    u32::try_from((row.reached_on? - row.reported_on).num_days()).ok()
}
