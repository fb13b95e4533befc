//! Who can open what: one slot a person, each wrapping the keys that person's role is entitled to.
//!
//! `keys.json` is plain JSON. It holds names of staff, roles, salts and wrapped keys; never a key in clear.
//! Role and person are bound into each wrapping, so that a slot cannot be moved or promoted by editing the file.

use crate::entry::Role;
use crate::error::CasebookError;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use caseload::{Sensitive, StaffId};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use zeroize::{Zeroize, Zeroizing};

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

/// What deriving a key from a passphrase costs (Argon2id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Cost {
    /// For real desks: 64 MiB, three passes. Source: RFC 9106, second recommended option.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3 };
    /// For desks of invented cases, whose passphrase is printed on the screen anyway.
    pub const DEMO: Self = Self { memory_kib: 1024, passes: 1 };
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

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Wrapped {
    nonce: String,
    key: String,
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
        // EXPOSE: its length is checked.
        if !self.demo && passphrase.expose().chars().count() < PASSPHRASE_CHARS_MIN {
            return Err(CasebookError::PassphraseTooShort(PASSPHRASE_CHARS_MIN));
        }
        let slot =
            Slot { staff: StaffId::from_random(u64::from_le_bytes(random_bytes()?)), name: name.to_owned(), role };
        let salt = random_bytes::<16>()?;
        let wrapping = derive_key(passphrase, &salt, cost)?;
        let people = match (role.holds_people_key(), &keys.people) {
            (false, _) => None,
            (true, Some(key)) => Some(wrap(&wrapping, key, &self.bound(&slot, "people"))?),
            (true, None) => return Err(CasebookError::NoPeopleKey),
        };
        self.slots.push(StoredSlot {
            staff: slot.staff.to_string(),
            name: slot.name.clone(),
            role: role.code().to_owned(),
            cost,
            salt: STANDARD.encode(salt),
            ledger: wrap(&wrapping, &keys.ledger, &self.bound(&slot, "ledger"))?,
            people,
        });
        Ok(slot)
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

/// A random number for a new identifier.
///
/// # Errors
/// [`CasebookError::Disk`] when the system gives no randomness.
pub fn random_id() -> Result<u64, CasebookError> {
    random_bytes().map(u64::from_le_bytes)
}

/// Fills bytes from the system's randomness.
pub(crate) fn random_bytes<const N: usize>() -> Result<[u8; N], CasebookError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| CasebookError::Disk {
        context: "asking the system for randomness".to_owned(),
        source: std::io::Error::other(error.to_string()),
    })?;
    Ok(bytes)
}

fn derive_key(passphrase: &Sensitive<String>, salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; 32]>, CasebookError> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32))
        .map_err(|_| damaged("the cost of a slot is out of range."))?;
    let mut key = Zeroizing::new([0; 32]);
    // EXPOSE: the passphrase is what the key is derived from.
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose().as_bytes(), salt, key.as_mut())
        .map_err(|_| damaged("a salt has the wrong length."))?;
    Ok(key)
}

fn wrap(wrapping: &[u8; 32], key: &[u8; 32], bound: &str) -> Result<Wrapped, CasebookError> {
    let nonce = random_bytes::<24>()?;
    let sealed = XChaCha20Poly1305::new(wrapping.into())
        .encrypt(&XNonce::from(nonce), Payload { msg: key, aad: bound.as_bytes() })
        .map_err(|_| damaged("a key cannot be wrapped."))?;
    Ok(Wrapped { nonce: STANDARD.encode(nonce), key: STANDARD.encode(sealed) })
}

fn unwrap_key(wrapping: &[u8; 32], wrapped: &Wrapped, bound: &str) -> Result<Zeroizing<[u8; 32]>, CasebookError> {
    let unreadable = || damaged("a wrapped key cannot be read.");
    let nonce: [u8; 24] =
        STANDARD.decode(&wrapped.nonce).ok().and_then(|n| n.try_into().ok()).ok_or_else(unreadable)?;
    let sealed = STANDARD.decode(&wrapped.key).map_err(|_| unreadable())?;
    let mut opened = XChaCha20Poly1305::new(wrapping.into())
        .decrypt(&XNonce::from(nonce), Payload { msg: &sealed, aad: bound.as_bytes() })
        .map_err(|_| CasebookError::WrongPassphrase)?;
    let key: Result<[u8; 32], _> = opened.as_slice().try_into();
    opened.zeroize();
    Ok(Zeroizing::new(key.map_err(|_| unreadable())?))
}

fn damaged(detail: &str) -> CasebookError {
    CasebookError::Damaged { file: FILE, detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> Sensitive<String> {
        Sensitive::from(text)
    }

    #[test]
    fn a_slot_opens_with_its_passphrase_and_no_other() {
        let (mut file, keys) = KeyFile::make("Test", false).unwrap();
        file.add("Ann", Role::Coordinator, &phrase("correct horse"), &keys, Cost::DEMO).unwrap();
        file.add("Eve", Role::Edi, &phrase("battery staple"), &keys, Cost::DEMO).unwrap();
        let (slot, opened) = file.unlock("ann", &phrase("correct horse")).unwrap();
        assert_eq!(slot.role, Role::Coordinator);
        assert_eq!(*opened.ledger, *keys.ledger);
        assert!(opened.people.is_some());
        let (_, edi) = file.unlock("Eve", &phrase("battery staple")).unwrap();
        assert!(edi.people.is_none(), "the EDI manager holds the ledger key only");
        assert!(matches!(file.unlock("Ann", &phrase("battery staple")), Err(CasebookError::WrongPassphrase)));
        assert!(matches!(file.unlock("Bob", &phrase("x")), Err(CasebookError::NobodyCalled(_))));
    }

    #[test]
    fn a_slot_cannot_be_promoted_by_editing_the_file() {
        let (mut file, keys) = KeyFile::make("Test", false).unwrap();
        file.add("Eve", Role::Edi, &phrase("battery staple"), &keys, Cost::DEMO).unwrap();
        file.slots[0].role = "coordinator".to_owned();
        assert!(matches!(file.unlock("Eve", &phrase("battery staple")), Err(CasebookError::WrongPassphrase)));
    }

    #[test]
    fn short_passphrases_and_taken_names_are_refused() {
        let (mut file, keys) = KeyFile::make("Test", false).unwrap();
        let short = file.add("Ann", Role::Edi, &phrase("12345678901"), &keys, Cost::DEMO);
        assert!(matches!(short, Err(CasebookError::PassphraseTooShort(12))));
        file.add("Ann", Role::Edi, &phrase("123456789012"), &keys, Cost::DEMO).unwrap();
        let taken = file.add(" ANN ", Role::Edi, &phrase("123456789012"), &keys, Cost::DEMO);
        assert!(matches!(taken, Err(CasebookError::NameTaken(_))));
    }

    #[test]
    fn the_recovery_code_opens_both_files() {
        let (mut file, keys) = KeyFile::make("Test", false).unwrap();
        let code = file.add_recovery(&keys, Cost::DEMO).unwrap();
        let (slot, opened) = file.unlock("Recovery", &code.0).unwrap();
        assert_eq!(slot.role, Role::Recovery);
        assert!(opened.people.is_some());
    }
}
