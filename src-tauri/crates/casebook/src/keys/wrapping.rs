//! How a key is derived from a passphrase, and how another key is wrapped with it.

use super::damaged;
use crate::error::CasebookError;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use caseload::Sensitive;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

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

/// A key, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrapped {
    nonce: String,
    key: String,
}

impl Wrapped {
    /// Opens for nobody: see `for_tests`.
    pub(crate) fn fixed_for_tests() -> Self {
        Self { nonce: STANDARD.encode([1; 24]), key: STANDARD.encode([2; 48]) }
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
pub fn random_bytes<const N: usize>() -> Result<[u8; N], CasebookError> {
    let mut bytes = [0; N];
    fill_random(&mut bytes)?;
    Ok(bytes)
}

/// Fills a piece of memory from the system's randomness.
pub fn fill_random(bytes: &mut [u8]) -> Result<(), CasebookError> {
    getrandom::fill(bytes).map_err(|error| CasebookError::Disk {
        context: "asking the system for randomness".to_owned(),
        source: std::io::Error::other(error.to_string()),
    })
}

/// The key that a passphrase and a salt give at this cost.
pub fn derive_key(
    passphrase: &Sensitive<String>,
    salt: &[u8],
    cost: Cost,
) -> Result<Zeroizing<[u8; 32]>, CasebookError> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32))
        .map_err(|_| damaged("the cost of a slot is out of range."))?;
    let mut key = Zeroizing::new([0; 32]);
    // EXPOSE: the passphrase is what the key is derived from.
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose().as_bytes(), salt, key.as_mut())
        .map_err(|_| damaged("a salt has the wrong length."))?;
    Ok(key)
}

/// Seals a key, with what is bound to it.
pub fn wrap(wrapping: &[u8; 32], key: &[u8; 32], bound: &str) -> Result<Wrapped, CasebookError> {
    let nonce = random_bytes::<24>()?;
    let sealed = XChaCha20Poly1305::new(wrapping.into())
        .encrypt(&XNonce::from(nonce), Payload { msg: key, aad: bound.as_bytes() })
        .map_err(|_| damaged("a key cannot be wrapped."))?;
    Ok(Wrapped { nonce: STANDARD.encode(nonce), key: STANDARD.encode(sealed) })
}

/// Opens a sealed key.
///
/// # Errors
/// A wrong wrapping key, or something else bound to it; a text that cannot be read.
pub fn unwrap_key(wrapping: &[u8; 32], wrapped: &Wrapped, bound: &str) -> Result<Zeroizing<[u8; 32]>, CasebookError> {
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
