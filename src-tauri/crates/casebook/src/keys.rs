//! Who can open what: one slot a person, each wrapping the keys that person's role is entitled to.
//!
//! `keys.json` is plain JSON. It holds names of staff, roles, salts and wrapped keys; never a key in clear.
//! Role and person are bound into each wrapping, so that a slot cannot be moved or promoted by editing the file.

use crate::error::CasebookError;
use crate::role::Role;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use caseload::{Sensitive, StaffId};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use zeroize::Zeroizing;

mod sealed_list;
mod wrapping;
pub use sealed_list::{OpenedPlace, PLACE_BYTES, PlaceOf, SealedList};
pub use wrapping::{Cost, Wrapped, fill_random, random_bytes, random_id};
use wrapping::{derive_key, unwrap_key, wrap};

const FILE: &str = "keys.json";
const VERSION: u32 = 1;
/// Shorter passphrases are refused for everyone but a demo desk.
pub const PASSPHRASE_CHARS_MIN: usize = 12;

/// The keys of a desk, as one person holds them.
pub struct Keys {
    pub(crate) ledger: Zeroizing<[u8; 32]>,
    pub(crate) people: Option<Zeroizing<[u8; 32]>>,
}

impl Keys {
    /// The ledger key as SQLCipher takes it, for tests that open the file past the program.
    #[doc(hidden)]
    pub fn ledger_key_for_tests(&self) -> String {
        sqlcipher_text(&self.ledger)
    }

    /// The people key as SQLCipher takes it, for tests that open the file past the program.
    #[doc(hidden)]
    pub fn people_key_for_tests(&self) -> String {
        self.people.as_ref().map_or_else(String::new, |key| sqlcipher_text(key))
    }
}

fn sqlcipher_text(key: &[u8; 32]) -> String {
    let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("x'{digits}'")
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys([secret])")
    }
}

/// A person's slot, as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub staff: StaffId,
    pub name: String,
    pub role: Role,
}

/// The code of the recovery slot: printed once, for the force's safe.
#[derive(Debug)]
pub struct RecoveryCode(pub Sensitive<String>);

/// `keys.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeyFile {
    version: u32,
    caseload: String,
    pub desk_name: String,
    pub demo: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures_copy_of: Option<String>,
    slots: Vec<StoredSlot>,
    /// People whose place was taken away: their names stay beside what they did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    former: Vec<FormerSlot>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct FormerSlot {
    staff: String,
    name: String,
    role: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct StoredSlot {
    staff: String,
    name: String,
    role: String,
    cost: Cost,
    salt: String,
    ledger: Wrapped,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    people: Option<Wrapped>,
}

impl KeyFile {
    /// A key file for a new desk, with fresh keys and no slot yet.
    ///
    /// # Errors
    /// [`CasebookError::Disk`] when the system gives no randomness.
    pub fn make(desk_name: &str, demo: bool) -> Result<(Self, Keys), CasebookError> {
        let caseload = random_bytes::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect();
        let keys = Keys { ledger: Zeroizing::new(random_bytes()?), people: Some(Zeroizing::new(random_bytes()?)) };
        let file = Self {
            version: VERSION,
            caseload,
            desk_name: desk_name.to_owned(),
            demo,
            figures_copy_of: None,
            slots: Vec::new(),
            former: Vec::new(),
        };
        Ok((file, keys))
    }

    /// Reads the key file of a desk.
    ///
    /// # Errors
    /// No desk there, a damaged file, or one of a newer version.
    pub fn read(folder: &Path) -> Result<Self, CasebookError> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(CasebookError::NoDesk(folder.to_path_buf()));
            }
            Err(source) => return Err(CasebookError::Disk { context: "reading keys.json".to_owned(), source }),
        };
        let file: Self = serde_json::from_str(&text)
            .map_err(|error| damaged(&format!("line {}: it is not what Reassure wrote.", error.line())))?;
        if file.version > VERSION {
            return Err(CasebookError::Newer { found: file.version, known: VERSION });
        }
        Ok(file)
    }

    /// Writes the key file whole: to a new file, synced, then renamed over the old one.
    ///
    /// # Errors
    /// [`CasebookError::Disk`]; the old file then still stands.
    pub fn write(&self, folder: &Path) -> Result<(), CasebookError> {
        let text = serde_json::to_string_pretty(self).map_err(|_| damaged("it cannot be written."))?;
        let fresh = folder.join("keys.json.new");
        fs::write(&fresh, text).map_err(CasebookError::disk("writing keys.json"))?;
        fs::File::options()
            .write(true)
            .open(&fresh)
            .and_then(|file| file.sync_all())
            .map_err(CasebookError::disk("writing keys.json"))?;
        fs::rename(&fresh, folder.join(FILE)).map_err(CasebookError::disk("replacing keys.json"))
    }

    /// The caseload's id, as every entry carries it.
    pub fn caseload(&self) -> &str {
        &self.caseload
    }

    /// Everybody with a slot, in the order added. A slot whose role is not known is left out.
    pub fn people(&self) -> Vec<Slot> {
        self.slots.iter().filter_map(StoredSlot::slot).collect()
    }

    /// What the person is called, also where their place was taken away.
    pub fn name_of(&self, staff: StaffId) -> Option<&str> {
        let id = staff.to_string();
        let here = self.slots.iter().map(|slot| (&slot.staff, &slot.name));
        let gone = self.former.iter().map(|slot| (&slot.staff, &slot.name));
        here.chain(gone).find(|(staff, _)| **staff == id).map(|(_, name)| name.as_str())
    }

    /// Gives a person a slot holding what their role is entitled to.
    ///
    /// # Errors
    /// A name in use, a short passphrase, or a role entitled to a key that `keys` does not hold.
    pub fn add(
        &mut self,
        name: &str,
        role: Role,
        passphrase: &Sensitive<String>,
        keys: &Keys,
        cost: Cost,
    ) -> Result<Slot, CasebookError> {
        let name = name.trim();
        if name.is_empty() || self.slots.iter().any(|slot| slot.name.eq_ignore_ascii_case(name)) {
            return Err(CasebookError::NameTaken(name.to_owned()));
        }
        self.long_enough(passphrase)?;
        let slot =
            Slot { staff: StaffId::from_random(u64::from_le_bytes(random_bytes()?)), name: name.to_owned(), role };
        let sealed = self.seal(&slot, passphrase, keys, cost)?;
        self.slots.push(sealed);
        Ok(slot)
    }

    /// Wraps a person's keys anew under another passphrase. The keys themselves stay as they are.
    ///
    /// # Errors
    /// Nobody with that place, a short passphrase, a key that `keys` does not hold.
    pub fn change_passphrase(
        &mut self,
        staff: StaffId,
        passphrase: &Sensitive<String>,
        keys: &Keys,
        cost: Cost,
    ) -> Result<(), CasebookError> {
        self.long_enough(passphrase)?;
        let place = self.place_of(staff)?;
        let slot = self.slots[place].slot().ok_or_else(|| damaged("a slot has no known role."))?;
        self.slots[place] = self.seal(&slot, passphrase, keys, cost)?;
        Ok(())
    }

    /// Takes a person's slot away and keeps their name. What was copied before still opens with their passphrase.
    ///
    /// # Errors
    /// Nobody with that place.
    pub fn remove(&mut self, staff: StaffId) -> Result<(), CasebookError> {
        let place = self.place_of(staff)?;
        let gone = self.slots.remove(place);
        self.former.push(FormerSlot { staff: gone.staff, name: gone.name, role: gone.role });
        Ok(())
    }

    fn place_of(&self, staff: StaffId) -> Result<usize, CasebookError> {
        let id = staff.to_string();
        self.slots.iter().position(|slot| slot.staff == id).ok_or(CasebookError::NobodyCalled(id))
    }

    fn long_enough(&self, passphrase: &Sensitive<String>) -> Result<(), CasebookError> {
        // EXPOSE: its length is checked.
        if !self.demo && passphrase.expose().chars().count() < PASSPHRASE_CHARS_MIN {
            return Err(CasebookError::PassphraseTooShort(PASSPHRASE_CHARS_MIN));
        }
        Ok(())
    }

    /// A slot with a salt of its own and the keys of its role, wrapped.
    fn seal(
        &self,
        slot: &Slot,
        passphrase: &Sensitive<String>,
        keys: &Keys,
        cost: Cost,
    ) -> Result<StoredSlot, CasebookError> {
        let salt = random_bytes::<16>()?;
        let wrapping = derive_key(passphrase, &salt, cost)?;
        let people = match (slot.role.holds_people_key(), &keys.people) {
            (false, _) => None,
            (true, Some(key)) => Some(wrap(&wrapping, key, &self.bound(slot, "people"))?),
            (true, None) => return Err(CasebookError::NoPeopleKey),
        };
        Ok(StoredSlot {
            staff: slot.staff.to_string(),
            name: slot.name.clone(),
            role: slot.role.code().to_owned(),
            cost,
            salt: STANDARD.encode(salt),
            ledger: wrap(&wrapping, &keys.ledger, &self.bound(slot, "ledger"))?,
            people,
        })
    }

    /// Adds the recovery slot and gives its code, which is shown once and kept nowhere.
    ///
    /// # Errors
    /// As [`KeyFile::add`].
    pub fn add_recovery(&mut self, keys: &Keys, cost: Cost) -> Result<RecoveryCode, CasebookError> {
        // Letters that cannot be mistaken for one another on paper.
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let random = random_bytes::<32>()?;
        let letters: Vec<char> = random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
        let code: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        let code = Sensitive::new(code.join("-"));
        self.add("Recovery", Role::Recovery, &code, keys, cost)?;
        Ok(RecoveryCode(code))
    }

    /// Opens a person's slot.
    ///
    /// # Errors
    /// Nobody of that name, a wrong passphrase (or a slot that was tampered with), a damaged file.
    pub fn unlock(&self, name: &str, passphrase: &Sensitive<String>) -> Result<(Slot, Keys), CasebookError> {
        let stored = self
            .slots
            .iter()
            .find(|slot| slot.name.eq_ignore_ascii_case(name.trim()))
            .ok_or_else(|| CasebookError::NobodyCalled(name.trim().to_owned()))?;
        let slot = stored.slot().ok_or_else(|| damaged("a slot has no known role."))?;
        let salt = STANDARD.decode(&stored.salt).map_err(|_| damaged("a salt cannot be read."))?;
        let wrapping = derive_key(passphrase, &salt, stored.cost)?;
        let ledger = unwrap_key(&wrapping, &stored.ledger, &self.bound(&slot, "ledger"))?;
        let people = match &stored.people {
            Some(wrapped) => Some(unwrap_key(&wrapping, wrapped, &self.bound(&slot, "people"))?),
            None => None,
        };
        Ok((slot, Keys { ledger, people }))
    }

    /// A copy of the file with one person's slot only, for a copy of the figures.
    #[must_use]
    pub fn with_slot_of(&self, staff: StaffId) -> Self {
        let mut copy = self.clone();
        copy.slots.retain(|slot| slot.staff == staff.to_string());
        copy
    }

    /// What is bound into a wrapping besides the key: the caseload, the person, the role and which key it is.
    fn bound(&self, slot: &Slot, which: &str) -> String {
        format!("reassure 1|{}|{}|{}|{which}", self.caseload, slot.staff, slot.role.code())
    }
}

impl StoredSlot {
    fn slot(&self) -> Option<Slot> {
        Some(Slot { staff: self.staff.parse().ok()?, name: self.name.clone(), role: Role::from_code(&self.role)? })
    }
}

fn damaged(detail: &str) -> CasebookError {
    CasebookError::Damaged { file: FILE, detail: detail.to_owned() }
}

#[cfg(test)]
mod tests;
