//! One case: what stands, and its story.

use crate::access::Task;
use crate::casework::act_words;
use crate::error::DeskError;
use crate::field_words::value_words;
use crate::session::Session;
use crate::trial_words::trial_step_words;
use crate::undo::{is_trial_control, undo_view};
use crate::wire::{CaseView, FieldView, StoryKind, StoryLine};
use crate::words;
use casebook::{Appended, CaseState, Entry, Event, Head, Now, Source};
use caseload::{CaseFacts, CaseId, Field, OfficerId, PersonalFacts, PersonalField, Sensitive, standing};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Cases of one victim this close together make them a repeat victim. Source: rolling twelve months.
const REPEAT_DAYS: i64 = 365;

impl Session {
    /// Opens a case. Opening a person's details is logged, once a day.
    ///
    /// # Errors
    /// Not allowed, no such case, the disk.
    pub fn case_view(&mut self, case: CaseId, now: Now) -> Result<CaseView, DeskError> {
        self.allow(Task::SeeCases)?;
        // A case that went into another opens as the one that stays.
        let case = self.book.merged_into(case)?.unwrap_or(case);
        let row = self.book.case_row(case)?;
        if self.looked_at.insert((case, now.today)) {
            self.write(now, |writer| {
                writer.append(Event::PersonalDetailsViewed { case })?;
                Ok(())
            })?;
        }
        let state = self
            .book
            .fold(case)?
            .now
            .ok_or_else(|| DeskError::NotFound("This case went with an import that was taken back.".to_owned()))?;
        let policy = self.book.journal()?.policy(now.today);
        let names = self.officer_names()?;
        let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        let next = self.next_view(stands.as_ref(), now.today, &names)?;
        let safety = row.contact.safety.iter().map(|rule| rule.label().to_owned()).collect();
        Ok(CaseView {
            case: case.to_string(),
            reference: state.reference.clone(),
            victim_number: state.victim_number.clone(),
            next,
            safety,
            personal: self.personal_views(&state)?,
            facts: fact_views(&state),
            casework: self.casework_view(&row, &state, now.today)?,
            story: self.story(case, &names, now.today)?,
            logged_words: "Opening this page was logged, as the law asks.".to_owned(),
            repeat_words: self.repeat_words(&state)?,
        })
    }

    fn personal_views(&self, state: &CaseState) -> Result<Vec<FieldView>, DeskError> {
        let read = |row: Option<&caseload::RowId>, field| -> Result<Option<String>, DeskError> {
            let Some(row) = row else { return Ok(None) };
            let facts: PersonalFacts = self.book.person(*row)?;
            // EXPOSE: the person opened this case to see them, and that was logged.
            Ok(facts.get(field).map(|text: &Sensitive<String>| text.expose().clone()))
        };
        let mut views = Vec::new();
        for field in PersonalField::of_case() {
            let extract = read(state.personal_extract.get(&field), field)?;
            let person = read(state.personal_person.get(&field), field)?;
            let by_person = person.is_some();
            let open = by_person && state.acts.settled & field.bit() == 0;
            let extract_says = extract.clone().filter(|text| open && Some(text) != person.as_ref());
            views.push(FieldView {
                field: field.name().to_owned(),
                label: field.label().to_owned(),
                value: person.or(extract).unwrap_or_default(),
                said_by: if by_person { "person" } else { "extract" }.to_owned(),
                extract_says,
            });
        }
        Ok(views)
    }

    fn story(
        &mut self,
        case: CaseId,
        names: &BTreeMap<OfficerId, String>,
        today: NaiveDate,
    ) -> Result<Vec<StoryLine>, DeskError> {
        let mut entries = self.book.entries_of(case)?;
        entries.extend(self.trial_entries_of(case)?);
        entries.sort_by_key(|entry| entry.number);
        let undone = undone(&entries);
        let mut lines = Vec::new();
        for entry in entries.iter().rev() {
            let note = if let Event::ContactAttempted { note: Some(note), .. }
            | Event::CaseActed { personal: Some(note), .. }
            | Event::TaskClosed { note: Some(note), .. } = entry.event
            {
                self.book.person(note.row)?.note
            } else {
                None
            };
            let (kind, mut words) = story_words(entry, names, today);
            if let Some(note) = note {
                // EXPOSE: a note belongs to the story of the case that was opened.
                words.push_str(&format!(" “{}”", note.expose()));
            }
            let is_undone = undone.contains(&entry.number);
            let may_undo = !is_undone
                && matches!(
                    entry.event,
                    Event::CaseChanged { source: Source::Person, .. }
                        | Event::ContactPlanned { .. }
                        | Event::ContactAttempted { .. }
                        | Event::ContactTakenUp { .. }
                        | Event::ContactPutOff { .. }
                        | Event::TaskRaised { .. }
                        | Event::TaskClosed { .. }
                        | Event::ContactEnded { .. }
                        | Event::CaseActed { .. }
                )
                && !is_trial_control(&entry.event);
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
                undo: may_undo.then(|| undo_view("Undo this".to_owned(), only)),
            });
        }
        Ok(lines)
    }

    /// A repeat victim: another crime of the same person within a rolling twelve months, or says so.
    fn repeat_words(&mut self, state: &CaseState) -> Result<Option<String>, DeskError> {
        let recorded_on =
            |record: &caseload::facts::CaseRecord| record.recorded_on.value().or(record.reported_on.value()).copied();
        let mut others = 0;
        for case in self.cases_of_same_person(state)? {
            let Some(other) = self.book.fold(case)?.now.filter(|other| other.acts.merged_into.is_none()) else {
                continue;
            };
            let apart = recorded_on(&state.record).zip(recorded_on(&other.record)).map(|(a, b)| (a - b).num_days());
            others += u64::from(apart.is_some_and(|days| days.abs() <= REPEAT_DAYS));
        }
        let says_so = state.record.says_repeat.value() == Some(&true);
        let found =
            || format!("{} of the same person within a year: a repeat victim.", words::counted(others, "other case"));
        Ok(match (others > 0, says_so) {
            (true, true) => Some(format!("{} Says so too.", found())),
            (true, false) => Some(found()),
            (false, true) => Some("Says they have been a victim before.".to_owned()),
            (false, false) => None,
        })
    }
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

fn fact_views(state: &CaseState) -> Vec<FieldView> {
    let record = &state.record;
    let in_force = record.facts();
    let by_extract = record.extract_facts();
    let differences: BTreeSet<Field> = record.differences().into_iter().collect();
    Field::ALL
        .iter()
        .map(|&field| {
            let differs = differences.contains(&field);
            let value = value_words(&in_force, field);
            let extract = value_words(&by_extract, field);
            let by_person = differs || (extract.is_empty() && !value.is_empty());
            FieldView {
                field: field.name().to_owned(),
                label: field.label().to_owned(),
                value,
                said_by: if by_person { "person" } else { "extract" }.to_owned(),
                extract_says: (differs && state.acts.settled & field.bit() == 0).then_some(extract),
            }
        })
        .collect()
}

/// What a change says of each field it is about.
fn changed_words(source: Source, facts: &CaseFacts, personal: bool) -> (StoryKind, String) {
    let ends = facts.outcome.is_some() || facts.withdrawal.is_some() || facts.support_regained_on.is_some();
    let kind = if ends { StoryKind::Outcome } else { StoryKind::Change };
    let mut parts: Vec<String> = facts
        .fields()
        .into_iter()
        .map(|field| {
            let value = value_words(facts, field);
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
    (kind, format!("{} ({}).", parts.join("; "), source_words(source)))
}

fn story_words(entry: &Entry, names: &BTreeMap<OfficerId, String>, today: NaiveDate) -> (StoryKind, String) {
    let officer = |id: &OfficerId| names.get(id).cloned().unwrap_or_else(|| "an officer".to_owned());
    match &entry.event {
        Event::CaseReported { source, .. } => (StoryKind::Change, format!("Reported ({}).", source_words(*source))),
        Event::CaseChanged { source, facts, personal, .. } => changed_words(*source, facts, personal.is_some()),
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
        | Event::SummaryIssued { .. }
        | Event::PersonalDetailsDisclosed { .. } => (StoryKind::Change, String::new()),
    }
}

const fn source_words(source: Source) -> &'static str {
    match source {
        Source::Extract(_) => "from an extract",
        Source::Person => "by hand",
    }
}
