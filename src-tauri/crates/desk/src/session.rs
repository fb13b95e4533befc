//! A desk's folder before anyone has signed in, and a signed-in person.

use crate::access::{self, Task, check, may};
use crate::demo_desk::DEMO_PASSPHRASE;
use crate::error::DeskError;
use crate::figures::columns::ColumnsKept;
use crate::figures::effects::EffectsKept;
use crate::progress::{Progress, Silent};
use crate::wire::{DeskView, NewDeskRequest, NewDeskView, PersonView, RoleView, SignInRequest, SignedInView};
use crate::words;
use casebook::{Appended, Casebook, CasebookError, Cost, Event, KeyFile, Keys, NewDesk, Now, Role, Slot, Writer};
use caseload::officer::OfficerRole;
use caseload::{CaseId, OfficerId, RowId, Sensitive, WorkingDays};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A desk's folder. Holds nothing until someone signs in.
#[derive(Debug, Clone)]
pub struct Desk {
    folder: PathBuf,
}

/// Officers' names, and what they were read from.
type OfficerNames = (Vec<(OfficerId, RowId, OfficerRole)>, BTreeMap<OfficerId, Sensitive<String>>);

/// A person signed in to a desk.
pub struct Session {
    pub(crate) book: Casebook,
    pub(crate) slot: Slot,
    pub(crate) keys: Keys,
    pub(crate) key_file: KeyFile,
    /// The working days as they stand: brought up to date when the force changes its bank holidays.
    pub(crate) calendar: Arc<WorkingDays>,
    /// The plan proposed last and not yet accepted.
    pub(crate) proposal: BTreeMap<CaseId, (OfficerId, NaiveDate)>,
    /// Cases whose opening was logged today.
    pub(crate) looked_at: BTreeSet<(CaseId, NaiveDate)>,
    /// Officers' names as read, with the rows they were read from: every list shows them, and they seldom change.
    pub(crate) names_kept: OfficerNames,
    /// Columns for figures, kept between looks.
    pub(crate) columns: ColumnsKept,
    /// The answers to whether the contact helps, kept between looks.
    pub(crate) effects_kept: EffectsKept,
    last_signed_in: Option<(chrono::DateTime<chrono::Utc>, NaiveDate)>,
}

impl Desk {
    /// The desk in a folder, whether or not there is one yet.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What stands before anyone has signed in.
    ///
    /// # Errors
    /// A damaged `keys.json`, or one of a newer version.
    pub fn view(&self, today: NaiveDate) -> Result<DeskView, DeskError> {
        let mut view = DeskView {
            exists: false,
            folder: self.folder.display().to_string(),
            name: String::new(),
            demo: false,
            figures_copy: false,
            people: Vec::new(),
            demo_passphrase: None,
            today: today.to_string(),
        };
        match KeyFile::read(&self.folder) {
            Err(CasebookError::NoDesk(_)) => Ok(view),
            Err(error) => Err(error.into()),
            Ok(file) => {
                view.exists = true;
                view.name.clone_from(&file.desk_name);
                view.demo = file.demo;
                view.figures_copy = file.figures_copy_of.is_some();
                view.people = file.people().iter().map(person_view).collect();
                view.demo_passphrase = file.demo.then(|| DEMO_PASSPHRASE.to_owned());
                Ok(view)
            }
        }
    }

    /// Makes a desk with its first coordinator, and signs them in.
    ///
    /// # Errors
    /// An empty name, a short passphrase, a desk there already, an unsafe place, the disk.
    pub fn make(&self, request: &NewDeskRequest, now: Now) -> Result<(NewDeskView, Session), DeskError> {
        for (field, text) in [("desk_name", &request.desk_name), ("coordinator", &request.coordinator)] {
            if text.trim().is_empty() {
                return Err(DeskError::bad(field, "A name is missing: give one."));
            }
        }
        let supervisor = Some(request.supervisor.trim()).filter(|name| !name.is_empty());
        let passphrase = Sensitive::from(request.passphrase.as_str());
        let new = NewDesk {
            name: request.desk_name.trim(),
            demo: false,
            coordinator: request.coordinator.trim(),
            supervisor,
            passphrase: &passphrase,
            cost: Cost::STANDARD,
            now,
        };
        let (book, _, recovery) = Casebook::make(&self.folder, &new)?;
        drop(book);
        let session = self.open(new.coordinator, &passphrase, now, &mut Silent)?;
        // EXPOSE: the recovery code is shown once, for the force's safe.
        let recovery_code = recovery.0.expose().clone();
        Ok((NewDeskView { recovery_code, signed_in: session.view(now) }, session))
    }

    /// Signs a person in.
    ///
    /// # Errors
    /// Nobody of that name, a wrong passphrase, damage, a day before the last entry.
    pub fn sign_in(&self, request: &SignInRequest, now: Now) -> Result<Session, DeskError> {
        self.sign_in_telling(request, now, &mut Silent)
    }

    /// As [`Desk::sign_in`]: the first time with a newer version lists are worked out anew, and it tells how far it is.
    ///
    /// # Errors
    /// As [`Desk::sign_in`]; also cancelled, when the desk stays as it was and the next sign-in begins again.
    pub fn sign_in_telling(
        &self,
        request: &SignInRequest,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<Session, DeskError> {
        self.open(&request.name, &Sensitive::from(request.passphrase.as_str()), now, progress)
    }

    /// The one person of the desk, where it has only one besides the recovery slot.
    ///
    /// # Errors
    /// No desk, or several people.
    pub fn only_person(&self) -> Result<String, DeskError> {
        let people = KeyFile::read(&self.folder)?.people();
        let mut persons = people.iter().filter(|slot| slot.role != Role::Recovery);
        match (persons.next(), persons.next()) {
            (Some(only), None) => Ok(only.name.clone()),
            (first, _) => {
                let names: Vec<&str> = first.into_iter().chain(people.iter()).map(|slot| slot.name.as_str()).collect();
                let names: BTreeSet<&str> = names.into_iter().filter(|name| *name != "Recovery").collect();
                let names: Vec<&str> = names.into_iter().collect();
                Err(DeskError::bad("as", format!("Say who you are with --as: {}.", names.join(", "))))
            }
        }
    }

    pub(crate) fn open(
        &self,
        name: &str,
        passphrase: &Sensitive<String>,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<Session, DeskError> {
        let key_file = KeyFile::read(&self.folder)?;
        let (slot, keys) = key_file.unlock(name, passphrase)?;
        let mut tell = |stage, done, total| progress.tell(stage, done, total);
        let mut book = Casebook::open_telling(&self.folder, &key_file, &keys, &mut tell)?;
        let last_signed_in = book.journal()?.signed_in.get(&slot.staff).and_then(|times| times.last().copied());
        if key_file.figures_copy_of.is_none() {
            book.write::<_, CasebookError>(slot.staff, now, None, |writer| {
                writer.append(Event::SignedIn)?;
                Ok(())
            })?;
        }
        let calendar = book.journal()?.calendar(now.today);
        Ok(Session {
            book,
            slot,
            keys,
            key_file,
            calendar,
            proposal: BTreeMap::new(),
            looked_at: BTreeSet::new(),
            names_kept: OfficerNames::default(),
            columns: ColumnsKept::default(),
            effects_kept: EffectsKept::default(),
            last_signed_in,
        })
    }
}

impl Session {
    /// Who is signed in, and what the bar on top shows.
    pub fn view(&self, now: Now) -> SignedInView {
        let role = self.slot.role;
        SignedInView {
            name: self.slot.name.clone(),
            role: role_view(role),
            role_label: role.label().to_owned(),
            desk_name: self.key_file.desk_name.clone(),
            demo: self.key_file.demo,
            marking: if role.holds_people_key() { "OFFICIAL-SENSITIVE" } else { "OFFICIAL" }.to_owned(),
            today: now.today.to_string(),
            today_words: words::day(now.today),
            last_signed_in: self.last_signed_in.map(|(at, _)| format!("Last signed in {}", words::instant(at))),
            places: access::places(role),
            may_record: may(role, Task::Record),
            may_see_names: role.holds_people_key(),
        }
    }

    /// Whether every case of the desk is invented.
    pub fn is_demo(&self) -> bool {
        self.key_file.demo
    }

    /// The role of the person signed in.
    pub fn role(&self) -> Role {
        self.slot.role
    }

    /// Refuses what the role may not do.
    pub(crate) fn allow(&self, task: Task) -> Result<(), DeskError> {
        check(self.slot.role, task)
    }

    /// The day since which cases count as new: when this person last signed in before today, or a week ago.
    pub(crate) fn looked_last_on(&self, today: NaiveDate) -> NaiveDate {
        let week_ago = today - chrono::Days::new(7);
        self.last_signed_in.map_or(week_ago, |(_, on)| on).max(week_ago)
    }

    /// Writes a batch of entries by this person.
    pub(crate) fn write<T>(
        &mut self,
        now: Now,
        batch: impl FnOnce(&mut Writer<'_>) -> Result<T, DeskError>,
    ) -> Result<(T, Appended), DeskError> {
        self.book.write(self.slot.staff, now, None, batch)
    }
}

/// A slot as everybody may see it.
pub(crate) fn person_view(slot: &Slot) -> PersonView {
    PersonView {
        id: slot.staff.to_string(),
        name: slot.name.clone(),
        role: role_view(slot.role),
        role_label: slot.role.label().to_owned(),
    }
}

const fn role_view(role: Role) -> RoleView {
    match role {
        Role::Coordinator => RoleView::Coordinator,
        Role::Supervisor => RoleView::Supervisor,
        Role::Edi => RoleView::Edi,
        Role::Auditor => RoleView::Auditor,
        Role::Recovery => RoleView::Recovery,
    }
}
