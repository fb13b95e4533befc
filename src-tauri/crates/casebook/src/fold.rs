//! What the entries about a case add up to: the one place where history becomes a state.
//!
//! The read model is written from here, whether a case changed just now or everything is rebuilt.

mod steps;

pub use steps::{ImportStep, ImportWhat};

use crate::entry::{Entry, Event, Source};
use crate::figures::FigureRow;
use crate::state::CaseState;
use crate::trials::TrialStep;
use caseload::standing::PlannedContact;
use caseload::{CaseAct, CaseFacts, Field, ImportId, PersonalField};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use steps::Step;

/// The history and the present of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Folded {
    /// What stands now; `None` where every import that brought the case was taken back.
    pub now: Option<CaseState>,
    /// What figures need, from each day on which it changed; `None` from days on which the case was not there.
    pub versions: Vec<(NaiveDate, Option<FigureRow>)>,
    /// Where nothing stands now: the key by which an extract finds the case again.
    pub gone: Option<Key>,
    /// Every import that brought the case was taken back, and it stands because somebody worked on it. The next
    /// import that carries it, changed or not, vouches for it in their place: it is then added up again.
    pub stays_for_work: bool,
}

/// The key by which an extract names a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub reference: String,
    pub victim_number: Option<String>,
}

/// Adds up the entries about one case, in order, with what imports did to it besides.
pub fn fold(entries: &[Entry], imports: &[ImportStep]) -> Folded {
    let mut steps: Vec<Step<'_>> =
        entries.iter().map(Step::Entry).chain(imports.iter().copied().map(Step::from)).collect();
    steps.sort_by_key(Step::number);
    let mut now = None;
    let mut versions: Vec<(NaiveDate, Option<FigureRow>)> = Vec::new();
    let (mut reached_back, mut stays_for_work) = (false, false);
    // Where imports were taken back: what stood before an import's own change, with that change.
    let mut changed_by: Option<(ImportId, CaseState)> = None;
    for index in 0..steps.len() {
        if let Some(Step::Vouched(vouched)) = steps.get_mut(index) {
            // The import may have been the only one to stand since its change, which forgot what it found as it said.
            let own = changed_by.take().filter(|(import, _)| *import == vouched.step.import).map(|(_, state)| state);
            if let Some(state) = own.as_ref().or(now.as_ref()) {
                vouched.say_as_it_stands(state);
            }
        }
        let Some(step) = steps.get(index) else { break };
        if !imports.is_empty()
            && let (Step::Entry(entry), Some(before)) = (step, &now)
            && let Some(import) = source_of(entry)
        {
            let mut changed = Some(before.clone());
            apply(&mut changed, entry);
            changed_by = changed.map(|state| (import, state));
        }
        reached_back |= step.reaches_back();
        if reached_back {
            (now, stays_for_work) = replay(&steps[..=index]);
        } else if let Step::Entry(entry) = step {
            apply(&mut now, entry);
        }
        let figures = now.as_ref().and_then(FigureRow::of);
        note_version(&mut versions, step.known_on(), figures);
    }
    let gone = if now.is_some() { None } else { entries.iter().find_map(key_of) };
    Folded { now, versions, gone, stays_for_work }
}

/// The key that a report gives its case.
fn key_of(entry: &Entry) -> Option<Key> {
    let Event::CaseReported { reference, victim_number, .. } = &entry.event else { return None };
    Some(Key { reference: reference.clone(), victim_number: victim_number.clone() })
}

/// Keeps one version a day, and only where something changed.
fn note_version(versions: &mut Vec<(NaiveDate, Option<FigureRow>)>, known_on: NaiveDate, figures: Option<FigureRow>) {
    if versions.last().is_some_and(|(from, _)| *from == known_on) {
        versions.pop();
    }
    let before = versions.last().and_then(|(_, row)| row.as_ref());
    if before != figures.as_ref() {
        versions.push((known_on, figures));
    }
}

/// Goes through the steps again, leaving out what was undone and taken back; tells whether it stays for work alone.
fn replay(steps: &[Step<'_>]) -> (Option<CaseState>, bool) {
    let undone = undone_entries(steps);
    let stands = |entry: &Entry| !undone.contains(&entry.number);
    let mut taken_back = imports_taken_back(steps);
    let extract_left = steps.iter().any(|step| match step {
        Step::Entry(entry) => source_of(entry).is_some_and(|import| !taken_back.contains(&import)),
        Step::Vouched(vouched) => !taken_back.contains(&vouched.step.import),
        Step::Import(_) => false,
    });
    let person_reported = steps.iter().any(|step| {
        matches!(step, Step::Entry(Entry { event: Event::CaseReported { source: Source::Person, .. }, .. }))
    });
    let keeps = |event: &Event| is_work(event) || is_enrolment(event);
    let worked = steps.iter().any(|step| matches!(step, Step::Entry(entry) if stands(entry) && keeps(&entry.event)));
    let stays_for_work = !extract_left && !person_reported;
    if stays_for_work {
        if !worked {
            return (None, false);
        }
        // A case somebody has worked on stays as it is, and the take-back lists it.
        taken_back.clear();
    }
    let mut state = None;
    let mut shell = false;
    for step in steps {
        match step {
            Step::Entry(entry) => {
                let import = source_of(entry);
                if import.is_some_and(|import| taken_back.contains(&import)) {
                    shell |= state.is_none();
                    apply_shell(&mut state, entry);
                } else if stands(entry) {
                    if !entry.event.is_look() {
                        know_from(&mut state, &mut shell, entry.known_on);
                    }
                    apply(&mut state, entry);
                }
            }
            Step::Vouched(vouched) if !taken_back.contains(&vouched.step.import) => {
                know_from(&mut state, &mut shell, vouched.step.known_on);
                if let Some(state) = &mut state {
                    state.record.extract_says(&vouched.said);
                    state.personal_extract.extend(&vouched.personal);
                }
            }
            Step::Import(_) | Step::Vouched(_) => {}
        }
    }
    (state, stays_for_work)
}

/// Entries that an undo takes back, unless the undo was itself undone.
fn undone_entries(steps: &[Step<'_>]) -> BTreeSet<u64> {
    let mut undone = BTreeSet::new();
    for step in steps.iter().rev() {
        if let Step::Entry(Entry { number, event: Event::Undone { entry, .. }, .. }) = step
            && !undone.contains(number)
        {
            undone.insert(*entry);
        }
    }
    undone
}

fn imports_taken_back(steps: &[Step<'_>]) -> BTreeSet<ImportId> {
    let mut taken_back = BTreeSet::new();
    for step in steps {
        if let Step::Import(ImportStep { import, what, .. }) = step {
            match what {
                ImportWhat::TakenBack => {
                    taken_back.insert(*import);
                }
                ImportWhat::Restored => {
                    taken_back.remove(import);
                }
                ImportWhat::Vouched { .. } => {}
            }
        }
    }
    taken_back
}

/// The import an entry came from.
const fn source_of(entry: &Entry) -> Option<ImportId> {
    if let Event::CaseReported { source: Source::Extract(import), .. }
    | Event::CaseChanged { source: Source::Extract(import), .. } = &entry.event
    {
        Some(*import)
    } else {
        None
    }
}

/// Whether a person worked on the case by it.
const fn is_work(event: &Event) -> bool {
    matches!(
        event,
        Event::CaseChanged { source: Source::Person, .. }
            | Event::ContactPlanned { .. }
            | Event::ContactUnplanned { .. }
            | Event::ContactAttempted { .. }
            | Event::ContactEnded { .. }
            | Event::ContactTakenUp { .. }
            | Event::ContactPutOff { .. }
            | Event::TaskRaised { .. }
            | Event::TaskClosed { .. }
            | Event::CaseActed { .. }
    )
}

/// Whether the victim was enrolled in a trial by it. It is no entry about the case, and keeps it all the same.
const fn is_enrolment(event: &Event) -> bool {
    matches!(event, Event::Trial { step: TrialStep::Allocated { .. }, .. })
}

/// Of a report that was taken back, only that the case is there.
fn apply_shell(state: &mut Option<CaseState>, entry: &Entry) {
    if let Event::CaseReported { case, reference, victim_number, .. } = &entry.event {
        state.get_or_insert_with(|| {
            CaseState::reported(*case, reference.clone(), victim_number.clone(), entry.known_on)
        });
    }
}

/// A case whose report was taken back is known from the first step that stands.
const fn know_from(state: &mut Option<CaseState>, shell: &mut bool, known_on: NaiveDate) {
    if let Some(state) = state
        && *shell
    {
        state.first_known_on = known_on;
        *shell = false;
    }
}

fn apply(state: &mut Option<CaseState>, entry: &Entry) {
    if let Event::CaseReported { case, reference, victim_number, source, facts, personal } = &entry.event {
        let state = state.get_or_insert_with(|| {
            CaseState::reported(*case, reference.clone(), victim_number.clone(), entry.known_on)
        });
        say(state, *source, facts, *personal);
        return;
    }
    let Some(state) = state else { return };
    note_work(state, entry);
    match &entry.event {
        Event::CaseChanged { source, facts, personal, .. } => say(state, *source, facts, *personal),
        Event::ContactPlanned { officer, on, .. } => {
            plan(state, PlannedContact { officer: *officer, on: *on, accepted: true });
        }
        Event::ContactUnplanned { .. } => state.planned = None,
        Event::ContactAttempted { attempt, .. } => {
            state.take_in_attempt(*attempt);
        }
        Event::ContactEnded { ending, .. } => {
            state.ending = Some(*ending);
            state.put_off_until = None;
        }
        Event::ContactTakenUp { taken_up, .. } => {
            state.ending = None;
            state.taken_up = Some(*taken_up);
            state.attempts_before = state.attempts.len();
            state.put_off_until = None;
        }
        Event::ContactPutOff { until, .. } => {
            state.planned = None;
            state.put_off_until = Some(*until);
        }
        Event::TaskRaised { task, .. } => {
            state.tasks.insert(entry.number, *task);
        }
        Event::TaskClosed { task, .. } => {
            state.tasks.remove(task);
        }
        Event::CaseActed { act, personal, .. } => act_on(state, entry.number, act, *personal),
        Event::CaseReported { .. }
        | Event::DeskKept { .. }
        | Event::DeskUndone { .. }
        | Event::PersonErased { .. }
        | Event::Trial { .. }
        | Event::DeskOpened { .. }
        | Event::StaffAdded { .. }
        | Event::StaffRemoved { .. }
        | Event::PassphraseChanged { .. }
        | Event::SupervisorNamed { .. }
        | Event::SignedIn
        | Event::PolicySet { .. }
        | Event::OfficerListed { .. }
        | Event::OfficerRemoved { .. }
        | Event::Undone { .. }
        | Event::ImportApplied { .. }
        | Event::ImportTakenBack { .. }
        | Event::ImportRestored { .. }
        | Event::MappingSaved { .. }
        | Event::MappingRemoved { .. }
        | Event::SummaryIssued { .. }
        | Event::PersonalDetailsViewed { .. }
        | Event::PersonalDetailsDisclosed { .. } => {}
    }
}

/// A line was accepted; nobody has pinned that one yet.
fn plan(state: &mut CaseState, planned: PlannedContact) {
    state.planned = Some(planned);
    state.acts.pinned = false;
    state.put_off_until = None;
}

fn note_work(state: &mut CaseState, entry: &Entry) {
    if is_work(&entry.event) {
        state.worked = true;
        state.worked_last = Some((entry.by, entry.known_on));
    }
}

fn act_on(state: &mut CaseState, entry: u64, act: &CaseAct, personal: Option<crate::commit::PersonalRef>) {
    if let CaseAct::DifferenceSettled { fields, took_extract: true } = act {
        for &field in Field::ALL.iter().filter(|field| fields & field.bit() != 0) {
            state.record.take_extract(field);
        }
        for field in fields_in(*fields) {
            state.personal_person.remove(&field);
        }
    }
    state.acts.take_in(entry, act, personal.map(|personal| personal.row));
}

fn say(state: &mut CaseState, source: Source, facts: &CaseFacts, personal: Option<crate::commit::PersonalRef>) {
    let rows = match source {
        Source::Extract(_) => {
            // A difference that was settled is raised again when the extract's value changes, and only then.
            let moved = personal.map_or(0, |personal| personal.fields) | state.record.extract_moved_by(facts);
            state.acts.settled &= !moved;
            state.record.extract_says(facts);
            &mut state.personal_extract
        }
        Source::Person => {
            state.record.person_says(facts);
            &mut state.personal_person
        }
    };
    if let Some(personal) = personal {
        rows.extend(fields_in(personal.fields).map(|field| (field, personal.row)));
    }
}

/// The personal fields of a mask.
fn fields_in(mask: u64) -> impl Iterator<Item = PersonalField> {
    PersonalField::ALL.iter().copied().filter(move |field| mask & field.bit() != 0)
}
