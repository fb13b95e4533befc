//! A desk of invented cases, written as a real one is: each entry on the day it would have been known.

use crate::demo::{Event as Invented, InventedCase, InventedOfficer, Invention, Timeline, Truth, invent};
use crate::error::DeskError;
use crate::progress::Progress;
use crate::session::{Desk, Session};
use casebook::{Carried, Casebook, CasebookError, Cost, Event, KeyFile, NewDesk, Now, Role, Source, Writer};
use caseload::{Attempt, CaseId, Collar, Ending, ImportId, Officer, OfficerId, PersonalFacts, Sensitive, StaffId};
use chrono::{DateTime, NaiveDate, Utc};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};

/// What everybody on a demo desk signs in with: nothing on it is secret.
pub const DEMO_PASSPHRASE: &str = "demo desk of invented cases";
/// The people of a demo desk besides its coordinator.
const OTHERS: [(&str, Role); 2] = [("Supervisor", Role::Supervisor), ("EDI manager", Role::Edi)];
const COORDINATOR: &str = "Coordinator";
/// How many cases pass between two looks at whether to go on.
const CASES_BETWEEN_TELLS: u64 = 50;

/// What to invent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoRequest {
    /// Cases in all, over three years.
    pub cases: u32,
    /// The chance everything is drawn by.
    pub seed: u64,
}

impl Default for DemoRequest {
    fn default() -> Self {
        Self { cases: 6_000, seed: 1 }
    }
}

impl DemoRequest {
    /// What is true of the invented cases, in words.
    pub fn truth_words() -> String {
        Truth::STATED.words()
    }
}

impl Desk {
    /// Makes a demo desk and signs its coordinator in.
    ///
    /// # Errors
    /// A desk there already, an unsafe place, cancelled, the disk. Nothing is left behind.
    pub fn make_demo(&self, request: DemoRequest, now: Now, progress: &mut dyn Progress) -> Result<Session, DeskError> {
        if !progress.tell("Inventing cases", 0, Some(u64::from(request.cases))) {
            return Err(DeskError::Cancelled);
        }
        let invention = Invention::new(request.cases, request.seed, now.today);
        let timeline = invent(&invention);
        let first_day = now.today - chrono::Months::new(invention.months_before);
        let passphrase = Sensitive::from(DEMO_PASSPHRASE);
        let new = NewDesk {
            name: "South West BCU",
            demo: true,
            coordinator: COORDINATOR,
            supervisor: Some("Supervisor"),
            passphrase: &passphrase,
            cost: Cost::DEMO,
            now: at(first_day, 6),
        };
        let (mut book, slot, _) = Casebook::make(self.folder(), &new)?;
        let written = fill(&mut book, slot.staff, first_day, timeline, request, progress);
        if let Err(error) = written {
            drop(book);
            remove_desk(self);
            return Err(error);
        }
        let mut key_file = KeyFile::read(self.folder())?;
        let (_, keys) = key_file.unlock(COORDINATOR, &passphrase)?;
        for (name, role) in OTHERS {
            let slot = key_file.add(name, role, &passphrase, &keys, Cost::DEMO)?;
            book.write::<_, CasebookError>(slot.staff, at(now.today, 6), None, |writer| {
                writer.append(Event::StaffAdded { staff: slot.staff, role })?;
                Ok(())
            })?;
        }
        key_file.write(self.folder())?;
        drop(book);
        self.open(COORDINATOR, &passphrase, now, progress)
    }
}

/// What a cancelled demo leaves is removed: it was made just now, and holds nothing real.
fn remove_desk(desk: &Desk) {
    for file in ["keys.json", "casebook.db", "casebook.db-wal", "casebook.db-shm"] {
        let _ = std::fs::remove_file(desk.folder().join(file));
    }
    for file in ["people.db", "people.db-wal", "people.db-shm"] {
        let _ = std::fs::remove_file(desk.folder().join(file));
    }
    // Only where it is empty, as it is on a desk made just now.
    let _ = std::fs::remove_dir(desk.folder().join("backups"));
}

fn at(day: NaiveDate, hour: u32) -> Now {
    let at = day.and_hms_opt(hour, 0, 0).map(|time| DateTime::from_naive_utc_and_offset(time, Utc));
    Now { at: at.unwrap_or_default(), today: day }
}

fn fill(
    book: &mut Casebook,
    staff: StaffId,
    first_day: NaiveDate,
    timeline: Timeline,
    request: DemoRequest,
    progress: &mut dyn Progress,
) -> Result<(), DeskError> {
    book.write(staff, at(first_day, 6), None, |writer| {
        let mut scribe = Scribe::new(request.seed);
        for day in timeline {
            writer.at(at(day.known_on.max(first_day), 8))?;
            scribe.enter(writer, day.known_on, day.events)?;
            if scribe.cases.len() as u64 >= scribe.told + CASES_BETWEEN_TELLS {
                scribe.told = scribe.cases.len() as u64;
                let total = Some(u64::from(request.cases));
                if !progress.tell("Inventing cases", scribe.told, total) {
                    return Err(DeskError::Cancelled);
                }
            }
        }
        progress.tell("Saving", u64::from(request.cases), Some(u64::from(request.cases)));
        Ok(())
    })?;
    Ok(())
}

/// Turns what was invented into entries.
struct Scribe {
    random: ChaCha8Rng,
    officers: Vec<(OfficerId, Collar)>,
    cases: BTreeMap<u32, Known>,
    told: u64,
}

struct Known {
    case: CaseId,
    linked: BTreeSet<Collar>,
}

impl Scribe {
    fn new(seed: u64) -> Self {
        // Apart from the invention's own streams, so that ids change nothing of what is invented.
        let random = ChaCha8Rng::seed_from_u64(seed ^ 0x1d5);
        Self { random, officers: Vec::new(), cases: BTreeMap::new(), told: 0 }
    }

    fn enter(&mut self, writer: &mut Writer<'_>, known_on: NaiveDate, events: Vec<Invented>) -> Result<(), DeskError> {
        let import = ImportId::from_random(self.random.next_u64());
        let (mut new, mut carried) = (0, Vec::new());
        let mut rest = Vec::new();
        for event in events {
            match event {
                Invented::OfficerListed(officer) => self.list(writer, *officer)?,
                Invented::Reported(case) => {
                    new += 1;
                    self.report(writer, import, *case)?;
                }
                Invented::Changed { key, facts, personal } => {
                    let Some(known) = self.cases.get_mut(&key) else { continue };
                    let case = known.case;
                    if let Some(collar) = facts.oic_collar.as_ref().and_then(caseload::Claim::value) {
                        known.linked.extend(Collar::new(collar));
                    }
                    let fields = facts.fields().iter().fold(0, |mask, field| mask | field.bit());
                    let personal = person(writer, case, &personal)?;
                    let source = Source::Extract(import);
                    writer.append(Event::CaseChanged { case, source, facts: *facts, personal })?;
                    carried.push((case, fields));
                }
                work @ (Invented::Attempted { .. } | Invented::Ended { .. } | Invented::Planned { .. }) => {
                    rest.push(work)
                }
            }
        }
        if new > 0 || !carried.is_empty() {
            writer.append(Event::ImportApplied {
                import,
                mapping: "invented".to_owned(),
                file_digest: [0; 32],
                rows_new: new,
                rows_changed: carried.len() as u64,
                rows_unchanged: 0,
                rows_refused: 0,
                carried: Carried::gather(carried),
                shape: None,
            })?;
        }
        for event in rest {
            self.work(writer, known_on, &event)?;
        }
        Ok(())
    }

    fn list(&mut self, writer: &mut Writer<'_>, invented: InventedOfficer) -> Result<(), DeskError> {
        let id = OfficerId::from_random(self.random.next_u64());
        self.officers.push((id, invented.collar.clone()));
        let facts = PersonalFacts { victim_name: Some(invented.name), ..PersonalFacts::default() };
        let name = writer.person(id.get(), &facts)?;
        let officer = Officer {
            id,
            collar: invented.collar,
            role: invented.role,
            boroughs: invented.boroughs,
            wards: invented.wards,
            contacts_a_shift: invented.contacts_a_shift,
            visits_a_shift: invented.visits_a_shift,
            team: invented.team,
            briefed: invented.briefed,
            languages: invented.languages,
            gender: invented.gender,
            plain_clothes: invented.plain_clothes,
            duty: invented.duty,
        };
        writer.append(Event::OfficerListed { officer, name })?;
        Ok(())
    }

    fn report(&mut self, writer: &mut Writer<'_>, import: ImportId, invented: InventedCase) -> Result<(), DeskError> {
        let case = CaseId::from_random(self.random.next_u64());
        let facts = invented.facts;
        let oic = facts.oic_collar.as_ref().and_then(caseload::Claim::value);
        let others = facts.linked_collars.as_ref().and_then(caseload::Claim::value).into_iter().flatten();
        let linked = oic.into_iter().chain(others).filter_map(|collar| Collar::new(collar)).collect();
        self.cases.insert(invented.key, Known { case, linked });
        let personal = person(writer, case, &invented.personal)?;
        writer.append(Event::CaseReported {
            case,
            reference: invented.reference,
            victim_number: Some(invented.victim_number.to_string()),
            source: Source::Extract(import),
            facts,
            personal,
        })?;
        Ok(())
    }

    fn work(&self, writer: &mut Writer<'_>, known_on: NaiveDate, event: &Invented) -> Result<(), DeskError> {
        match event {
            Invented::Attempted { key, on, channel, result, officer } => {
                let (Some(known), Some((officer, collar))) = (self.cases.get(key), self.officers.get(*officer)) else {
                    return Ok(());
                };
                let attempt = Attempt {
                    on: *on,
                    channel: *channel,
                    result: *result,
                    officer: Some(*officer),
                    by_involved_officer: known.linked.contains(collar),
                };
                writer.append(Event::ContactAttempted {
                    case: known.case,
                    attempt,
                    details: Box::default(),
                    note: None,
                })?;
            }
            Invented::Ended { key, reason } => {
                if let Some(known) = self.cases.get(key) {
                    let ending = Ending { on: known_on, reason: *reason };
                    writer.append(Event::ContactEnded { case: known.case, ending })?;
                }
            }
            Invented::Planned { key, officer, on } => {
                if let (Some(known), Some((officer, _))) = (self.cases.get(key), self.officers.get(*officer)) {
                    writer.append(Event::ContactPlanned { case: known.case, officer: *officer, on: *on })?;
                }
            }
            Invented::OfficerListed(_) | Invented::Reported(_) | Invented::Changed { .. } => {}
        }
        Ok(())
    }
}

fn person(
    writer: &mut Writer<'_>,
    case: CaseId,
    facts: &PersonalFacts,
) -> Result<Option<casebook::PersonalRef>, DeskError> {
    if facts.is_empty() { Ok(None) } else { Ok(Some(writer.person(case.get(), facts)?)) }
}
