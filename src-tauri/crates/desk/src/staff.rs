//! People with a place on the desk.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::{Session, person_view};
use crate::wire::{DoneView, NewPersonRequest, PersonView, RoleView};
use casebook::{Cost, Event, KeyFile, Now, Role};
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
        // Somebody else may have added people since this person signed in.
        let mut key_file = KeyFile::read(self.book.folder())?;
        let cost = if key_file.demo { Cost::DEMO } else { Cost::STANDARD };
        let passphrase = Sensitive::from(request.passphrase.as_str());
        let slot = key_file.add(&request.name, role, &passphrase, &self.keys, cost)?;
        let before = KeyFile::read(self.book.folder())?;
        key_file.write(self.book.folder())?;
        let entered = self.write(now, |writer| {
            writer.append(Event::StaffAdded { staff: slot.staff, role })?;
            Ok(())
        });
        if let Err(error) = entered {
            // Nobody has a place without an entry.
            before.write(self.book.folder())?;
            return Err(error);
        }
        self.key_file = key_file;
        let words = format!("{} can sign in as {}.", slot.name, role.label());
        Ok(DoneView { words, undo: None })
    }
}
