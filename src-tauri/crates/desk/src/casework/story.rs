//! The story of a case: its entries in words, with who and when.

use crate::casework::acts::act_words;
use crate::casework::field_words::{CodeWords, value_words};
use crate::error::DeskError;
use crate::session::Session;
use crate::trials::wording::trial_step_words;
use crate::undo::{is_trial_control, undo_view};
use crate::wire::{StoryKind, StoryLine};
use crate::words;
use casebook::{Appended, Entry, Event, Head, Source};
use caseload::{CaseFacts, CaseId, Field, OfficerId};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

impl Session {
    /// Every entry of a case in words, newest first.
    pub(crate) fn story(
        &mut self,
        case: CaseId,
        names: &BTreeMap<OfficerId, String>,
        today: NaiveDate,
    ) -> Result<Vec<StoryLine>, DeskError> {
        let mut entries = self.book.entries_of(case)?;
        entries.extend(self.trial_entries_of(case)?);
        entries.sort_by_key(|entry| entry.number);
        let undone = undone(&entries);
        let codes = self.code_words();
        let mut lines = self.erasure_lines(case)?;
        for entry in &entries {
            let (kind, mut words) = story_words(entry, names, &codes, today);
            words.push_str(&self.note_words(entry)?);
            let is_undone = undone.contains(&entry.number);
            let only = Appended {
                first: entry.number,
                last: entry.number,
                head: Head { number: entry.number, digest: [0; 32] },
            };
            lines.push(StoryLine {
                entry: entry.number,
                kind,
                words,
                by: self.key_file.name_of(entry.by).unwrap_or("Someone no longer here").to_owned(),
                known_on: entry.known_on.to_string(),
                known_words: words::day(entry.known_on),
                recorded_words: words::instant(entry.recorded_at),
                undone: is_undone,
                undo: (!is_undone && can_be_undone(&entry.event) && !is_trial_control(&entry.event))
                    .then(|| undo_view("Undo this".to_owned(), only)),
            });
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.entry));
        Ok(lines)
    }

    /// A case's entries that nobody undid, oldest first, each with its note in words.
    pub(crate) fn entries_that_stand(&mut self, case: CaseId) -> Result<Vec<(Entry, String)>, DeskError> {
        let entries = self.book.entries_of(case)?;
        let undone = undone(&entries);
        let standing = entries.into_iter().filter(|entry| !undone.contains(&entry.number));
        standing.map(|entry| Ok((entry.clone(), self.note_words(&entry)?))).collect()
    }

    /// A note as the story shows it after its entry; empty where there is none, or it was erased.
    fn note_words(&self, entry: &Entry) -> Result<String, DeskError> {
        let (Event::ContactAttempted { note: Some(note), .. }
        | Event::CaseActed { personal: Some(note), .. }
        | Event::TaskClosed { note: Some(note), .. }) = &entry.event
        else {
            return Ok(String::new());
        };
        // EXPOSE: a note belongs to the story of the case that was opened.
        Ok(self.book.person(note.row)?.note.map(|note| format!(" “{}”", note.expose())).unwrap_or_default())
    }
}

const fn can_be_undone(event: &Event) -> bool {
    matches!(
        event,
        Event::CaseChanged { source: Source::Person, .. }
            | Event::ContactPlanned { .. }
            | Event::ContactUnplanned { .. }
            | Event::ContactAttempted { .. }
            | Event::ContactTakenUp { .. }
            | Event::ContactPutOff { .. }
            | Event::TaskRaised { .. }
            | Event::TaskClosed { .. }
            | Event::ContactEnded { .. }
            | Event::CaseActed { .. }
    )
}

fn undone(entries: &[Entry]) -> BTreeSet<u64> {
    let mut undone = BTreeSet::new();
    for entry in entries.iter().rev() {
        if let Event::Undone { entry: target, .. } = entry.event
            && !undone.contains(&entry.number)
        {
            undone.insert(target);
        }
    }
    undone
}

/// One entry in words.
pub(crate) fn story_words(
    entry: &Entry,
    names: &BTreeMap<OfficerId, String>,
    codes: &CodeWords,
    today: NaiveDate,
) -> (StoryKind, String) {
    let officer = |id: &OfficerId| names.get(id).cloned().unwrap_or_else(|| "an officer".to_owned());
    match &entry.event {
        Event::CaseReported { source, .. } => (StoryKind::Change, format!("Reported ({}).", source_words(*source))),
        Event::CaseChanged { source, facts, personal, .. } => {
            let ends = facts.outcome.is_some() || facts.withdrawal.is_some() || facts.support_regained_on.is_some();
            let kind = if ends { StoryKind::Outcome } else { StoryKind::Change };
            (kind, format!("{} ({}).", change_words(facts, personal.is_some(), codes), source_words(*source)))
        }
        Event::ContactPlanned { officer: id, on, .. } => {
            (StoryKind::Contact, format!("Contact planned: {}, {}.", officer(id), words::short_day(*on, today)))
        }
        Event::ContactUnplanned { .. } => (StoryKind::Contact, "Contact taken off the plan.".to_owned()),
        Event::ContactAttempted { attempt, details, .. } => {
            let by = attempt.officer.as_ref().map(officer);
            (StoryKind::Contact, words::attempt_words(attempt, details, by.as_deref(), today))
        }
        Event::ContactTakenUp { taken_up, .. } => {
            (StoryKind::Contact, format!("Taken up again: {}.", taken_up.because.label().to_lowercase()))
        }
        Event::ContactPutOff { until, .. } => {
            (StoryKind::Contact, format!("Put off until {}.", words::short_day(*until, today)))
        }
        Event::TaskRaised { task, .. } => {
            let due_on = words::short_day(task.due_on, today);
            (StoryKind::Contact, format!("To do: {}, by {due_on}.", task.kind.label().to_lowercase()))
        }
        Event::TaskClosed { task, closing, .. } => {
            (StoryKind::Contact, format!("Task of entry {task} ended: {}.", closing.how.label().to_lowercase()))
        }
        Event::ContactEnded { ending, .. } => {
            (StoryKind::Contact, format!("Contact ended: {}.", ending.reason.label().to_lowercase()))
        }
        Event::CaseActed { act, .. } => act_words(act, today),
        Event::Trial { step, .. } => (StoryKind::Contact, trial_step_words(step)),
        Event::Undone { entry, .. } => (StoryKind::Undo, format!("Entry {entry} undone.")),
        Event::PersonalDetailsViewed { .. } => (StoryKind::Look, "Opened.".to_owned()),
        Event::DeskOpened { .. }
        | Event::StaffAdded { .. }
        | Event::StaffRemoved { .. }
        | Event::PassphraseChanged { .. }
        | Event::SupervisorNamed { .. }
        | Event::SignedIn
        | Event::PolicySet { .. }
        | Event::DeskKept { .. }
        | Event::OfficerListed { .. }
        | Event::OfficerRemoved { .. }
        | Event::ImportApplied { .. }
        | Event::ImportTakenBack { .. }
        | Event::ImportRestored { .. }
        | Event::MappingSaved { .. }
        | Event::MappingRemoved { .. }
        | Event::DeskUndone { .. }
        | Event::PersonErased { .. }
        | Event::SummaryIssued { .. }
        | Event::PersonalDetailsDisclosed { .. } => (StoryKind::Change, String::new()),
    }
}

/// What a change said, field by field.
fn change_words(facts: &CaseFacts, personal: bool, codes: &CodeWords) -> String {
    let mut parts: Vec<String> = facts
        .fields()
        .into_iter()
        .map(|field| {
            let value = value_words(facts, field, codes);
            match (field, value.is_empty()) {
                (Field::Outcome, true) => "Investigation reopened".to_owned(),
                (_, true) => format!("{}: cleared", field.label()),
                (_, false) => format!("{}: {value}", field.label()),
            }
        })
        .collect();
    if personal {
        parts.push("personal details".to_owned());
    }
    parts.join("; ")
}

const fn source_words(source: Source) -> &'static str {
    match source {
        Source::Extract(_) => "from an extract",
        Source::Person => "by hand",
    }
}
