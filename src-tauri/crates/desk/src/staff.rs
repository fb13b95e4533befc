//! People with a place on the desk.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::{Session, person_view};
use crate::wire::{ChangePassphraseRequest, DoneView, NewPersonRequest, PersonView, RoleView};
use casebook::{Cost, Event, KeyFile, Keys, Now, Role};
use caseload::Sensitive;

impl Session {
    /// Everybody with a place on the desk.
    pub fn people(&self) -> Vec<PersonView> {
        self.key_file.people().iter().map(person_view).collect()
    }

    /// Gives a person a place, with the keys of their role.
    ///
    /// # Errors
    /// Not allowed, a name in use, a short passphrase, the disk.
    pub fn add_person(&mut self, request: &NewPersonRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::ManagePeople)?;
        let role = match request.role {
            RoleView::Coordinator => Role::Coordinator,
            RoleView::Supervisor => Role::Supervisor,
            RoleView::Edi => Role::Edi,
            RoleView::Auditor => Role::Auditor,
            RoleView::Recovery => {
                return Err(DeskError::bad("role", "There is one recovery slot, and it was made with the desk."));
            }
        };
        if request.name.trim().is_empty() {
            return Err(DeskError::bad("name", "A name is missing: give one."));
        }
        let passphrase = Sensitive::from(request.passphrase.as_str());
        let mut name = String::new();
        self.change_keys(now, |file, keys, cost| {
            let slot = file.add(&request.name, role, &passphrase, keys, cost)?;
            name = slot.name;
            Ok(Event::StaffAdded { staff: slot.staff, role })
        })?;
        Ok(DoneView { words: format!("{name} can sign in as {}.", role.label()), undo: None })
    }

    /// Gives the person signed in another passphrase. They say the old one, so that nobody else at the screen can.
    ///
    /// # Errors
    /// The recovery slot, a wrong passphrase, a short new one, a read-only copy, the disk.
    pub fn change_passphrase(&mut self, request: &ChangePassphraseRequest, now: Now) -> Result<DoneView, DeskError> {
        if self.slot.role == Role::Recovery {
            let message = "The recovery code was made with the desk and stays as it is.";
            return Err(DeskError::bad("passphrase", message));
        }
        let staff = self.slot.staff;
        let name = self.slot.name.clone();
        let fresh = Sensitive::from(request.passphrase.as_str());
        self.change_keys(now, |file, keys, cost| {
            file.unlock(&name, &Sensitive::from(request.current.as_str()))?;
            file.change_passphrase(staff, &fresh, keys, cost)?;
            Ok(Event::PassphraseChanged { staff })
        })?;
        let words = "Your passphrase was changed. Backups made before still open with the old one.".to_owned();
        Ok(DoneView { words, undo: None })
    }

    /// Takes a person's place away. What they did keeps their name.
    ///
    /// # Errors
    /// Not allowed, nobody of that id, oneself, the recovery slot, the disk.
    pub fn take_place(&mut self, person: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::ManagePeople)?;
        let own = self.slot.staff;
        let mut name = String::new();
        self.change_keys(now, |file, _, _| {
            let people = file.people();
            let slot = people.into_iter().find(|slot| slot.staff.to_string() == person);
            let slot = slot.ok_or_else(|| DeskError::NotFound("That person has no place on this desk.".to_owned()))?;
            if slot.role == Role::Recovery {
                return Err(DeskError::bad(
                    "person",
                    "The recovery slot stays, so that the desk can always be opened.",
                ));
            }
            if slot.staff == own {
                return Err(DeskError::bad("person", "This is your own place. Ask somebody else to take it away."));
            }
            file.remove(slot.staff)?;
            name = slot.name;
            Ok(Event::StaffRemoved { staff: slot.staff })
        })?;
        let words = format!(
            "{name} can no longer sign in here. A backup or a copy that they have still opens with their passphrase."
        );
        Ok(DoneView { words, undo: None })
    }

    /// Changes `keys.json` together with the entry that tells of it: neither stands without the other.
    fn change_keys(
        &mut self,
        now: Now,
        change: impl FnOnce(&mut KeyFile, &Keys, Cost) -> Result<Event, DeskError>,
    ) -> Result<(), DeskError> {
        // Somebody else may have changed it since this person signed in.
        let before = KeyFile::read(self.book.folder())?;
        let mut after = before.clone();
        let cost = if after.demo { Cost::DEMO } else { Cost::STANDARD };
        let event = change(&mut after, &self.keys, cost)?;
        after.write(self.book.folder())?;
        let entered = self.write(now, |writer| {
            writer.append(event)?;
            Ok(())
        });
        if let Err(error) = entered {
            before.write(self.book.folder())?;
            return Err(error);
        }
        self.key_file = after;
        Ok(())
    }
}
