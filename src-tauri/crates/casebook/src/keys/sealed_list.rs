//! The sealed list of a trial: who is allocated to what, which nobody knows before it is opened.
//!
//! A random secret decides the whole list. It is wrapped under the custodian's passphrase (Argon2id), and every place
//! of the list is sealed on its own under a key derived from the secret, so that one place is opened without another.
//! The key of an opened place stands in the record: whoever reads the record can check, without the passphrase, that
//! the arm told is the one that was sealed. See `src-tauri/decisions/` on the sealed list.

use super::wrapping::{Cost, Wrapped, derive_key, random_bytes, unwrap_key, wrap};
use super::{PASSPHRASE_CHARS_MIN, damaged};
use crate::error::CasebookError;
use caseload::trial::permuted_blocks;
use caseload::{Arm, Sensitive, TrialId, TrialProtocol};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// One sealed place: an arm and zeros, encrypted and authenticated. The zeros bind it to one key.
pub const PLACE_BYTES: usize = 48;

/// The sealed list, as the record keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedList {
    pub(crate) cost: Cost,
    pub(crate) salt: [u8; 16],
    /// The secret, wrapped under the custodian's passphrase.
    pub(crate) secret: Wrapped,
    /// A digest of the secret: there is one list only that these places can hold.
    pub(crate) commitment: [u8; 32],
    /// The places of each stratum, by its code, in the order in which they are opened.
    pub(crate) strata: BTreeMap<String, Vec<[u8; PLACE_BYTES]>>,
}

/// One place, opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenedPlace {
    pub arm: Arm,
    /// Opens this place and no other.
    pub key: [u8; 32],
}

/// A place of a list: the trial's, the stratum's code, and its number from 0.
#[derive(Debug, Clone, Copy)]
pub struct PlaceOf<'a> {
    pub caseload: &'a str,
    pub trial: TrialId,
    pub stratum: &'a str,
    pub number: u32,
}

impl PlaceOf<'_> {
    fn bound(&self) -> String {
        format!("{}|place|{}|{}", bound(self.caseload, self.trial), self.stratum, self.number)
    }
}

fn bound(caseload: &str, trial: TrialId) -> String {
    format!("reassure trial 1|{caseload}|{trial}")
}

impl SealedList {
    /// Draws the list of a protocol by the system's randomness and seals it. Nobody sees it, this program's user included.
    ///
    /// # Errors
    /// A short passphrase, no randomness.
    pub fn make(
        caseload: &str,
        trial: TrialId,
        protocol: &TrialProtocol,
        passphrase: &Sensitive<String>,
        cost: Cost,
    ) -> Result<Self, CasebookError> {
        // EXPOSE: its length is checked.
        if passphrase.expose().chars().count() < PASSPHRASE_CHARS_MIN {
            return Err(CasebookError::PassphraseTooShort(PASSPHRASE_CHARS_MIN));
        }
        let salt = random_bytes::<16>()?;
        let secret = Zeroizing::new(random_bytes::<32>()?);
        let wrapping = derive_key(passphrase, &salt, cost)?;
        let name = bound(caseload, trial);
        Ok(Self {
            cost,
            salt,
            secret: wrap(&wrapping, &secret, &name)?,
            commitment: commitment(&secret, &name),
            strata: sealed_strata(&secret, caseload, trial, protocol)?,
        })
    }

    /// How many places a stratum has.
    pub fn places(&self, stratum: &str) -> u32 {
        self.strata.get(stratum).map_or(0, |places| u32::try_from(places.len()).unwrap_or(u32::MAX))
    }

    /// Opens one place with the custodian's passphrase, and none beside it.
    ///
    /// # Errors
    /// A wrong passphrase, no such place, a list that was tampered with.
    pub fn open(&self, place: PlaceOf<'_>, passphrase: &Sensitive<String>) -> Result<OpenedPlace, CasebookError> {
        let secret = self.secret(place.caseload, place.trial, passphrase)?;
        let key = place_key(&secret, &place);
        let arm = self.read(place, &key).ok_or_else(|| damaged("the sealed list does not hold that place."))?;
        Ok(OpenedPlace { arm, key: *key })
    }

    /// The arm of a place, by its own key: what anybody can check once it was opened.
    pub fn read(&self, place: PlaceOf<'_>, key: &[u8; 32]) -> Option<Arm> {
        let sealed = self.strata.get(place.stratum)?.get(usize::try_from(place.number).ok()?)?;
        // A key is used for one place only, so its nonce need not differ.
        let text = XChaCha20Poly1305::new(key.into())
            .decrypt(&XNonce::from([0; 24]), Payload { msg: sealed, aad: place.bound().as_bytes() })
            .ok()?;
        let (&arm, zeros) = text.split_first()?;
        let arm = Arm::ALL.get(usize::from(arm)).copied()?;
        zeros.iter().all(|byte| *byte == 0).then_some(arm)
    }

    /// Draws the list again from the secret and compares it, place by place. Tells nothing of what it holds.
    ///
    /// # Errors
    /// A wrong passphrase.
    pub fn check(
        &self,
        caseload: &str,
        trial: TrialId,
        protocol: &TrialProtocol,
        passphrase: &Sensitive<String>,
    ) -> Result<bool, CasebookError> {
        let secret = self.secret(caseload, trial, passphrase)?;
        Ok(sealed_strata(&secret, caseload, trial, protocol)? == self.strata)
    }

    /// SHA-256 over everything sealed: kept elsewhere, it shows that the list was not changed for another.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"reassure trial list 1");
        hash.update(self.salt);
        hash.update(self.commitment);
        for (stratum, places) in &self.strata {
            hash.update((stratum.len() as u64).to_le_bytes());
            hash.update(stratum.as_bytes());
            hash.update((places.len() as u64).to_le_bytes());
            places.iter().for_each(|place| hash.update(place));
        }
        hash.finalize().into()
    }

    fn secret(
        &self,
        caseload: &str,
        trial: TrialId,
        passphrase: &Sensitive<String>,
    ) -> Result<Zeroizing<[u8; 32]>, CasebookError> {
        let wrapping = derive_key(passphrase, &self.salt, self.cost)?;
        let name = bound(caseload, trial);
        let secret = unwrap_key(&wrapping, &self.secret, &name)?;
        if commitment(&secret, &name) == self.commitment {
            Ok(secret)
        } else {
            Err(damaged("the sealed list is not the one that was sealed."))
        }
    }
}

fn commitment(secret: &[u8; 32], bound: &str) -> [u8; 32] {
    keyed(secret, &format!("{bound}|commitment"))
}

fn sealed_strata(
    secret: &[u8; 32],
    caseload: &str,
    trial: TrialId,
    protocol: &TrialProtocol,
) -> Result<BTreeMap<String, Vec<[u8; PLACE_BYTES]>>, CasebookError> {
    let places = usize::try_from(protocol.places_a_stratum()).unwrap_or(usize::MAX);
    let mut strata = BTreeMap::new();
    for stratum in protocol.all_strata().iter().map(caseload::trial::Stratum::code) {
        let name = format!("{}|list|{stratum}", bound(caseload, trial));
        let mut draws = Draws::of(secret, &name);
        let arms = permuted_blocks(places, &protocol.block_sizes, |below| draws.below(below));
        let mut sealed = Vec::with_capacity(arms.len());
        for (number, arm) in (0u32..).zip(arms) {
            sealed.push(sealed_place(secret, &PlaceOf { caseload, trial, stratum: &stratum, number }, arm)?);
        }
        strata.insert(stratum, sealed);
    }
    Ok(strata)
}

fn sealed_place(secret: &[u8; 32], place: &PlaceOf<'_>, arm: Arm) -> Result<[u8; PLACE_BYTES], CasebookError> {
    let mut text = [0; 32];
    text[0] = u8::from(arm == Arm::Control);
    XChaCha20Poly1305::new((&*place_key(secret, place)).into())
        .encrypt(&XNonce::from([0; 24]), Payload { msg: &text, aad: place.bound().as_bytes() })
        .ok()
        .and_then(|sealed| sealed.try_into().ok())
        .ok_or_else(|| damaged("a place of the list cannot be sealed."))
}

fn place_key(secret: &[u8; 32], place: &PlaceOf<'_>) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(keyed(secret, &format!("{}|key", place.bound())))
}

/// HMAC-SHA-256 of a text under the secret: a key, or numbers to draw by, that says nothing of the secret.
fn keyed(secret: &[u8; 32], text: &str) -> [u8; 32] {
    // HMAC takes a key of any length, so this cannot fail.
    Hmac::<Sha256>::new_from_slice(secret).map_or([0; 32], |mut mac| {
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    })
}

/// Numbers that only the secret gives, in order.
struct Draws<'a> {
    secret: &'a [u8; 32],
    name: &'a str,
    taken: u64,
}

impl<'a> Draws<'a> {
    const fn of(secret: &'a [u8; 32], name: &'a str) -> Self {
        Self { secret, name, taken: 0 }
    }

    /// From 0 up to and not with `below`, each as likely: what would tip the balance is drawn again.
    fn below(&mut self, below: u64) -> u64 {
        let below = below.max(1);
        let even = u64::MAX - u64::MAX % below;
        loop {
            let digest = keyed(self.secret, &format!("{}|{}", self.name, self.taken));
            self.taken += 1;
            let mut number = [0; 8];
            number.copy_from_slice(&digest[..8]);
            let number = u64::from_le_bytes(number);
            if number < even {
                return number % below;
            }
        }
    }
}

#[cfg(test)]
mod tests;
