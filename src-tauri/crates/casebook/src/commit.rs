//! How the ledger refers to personal text without holding it.

use caseload::RowId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// An HMAC-SHA-256 of a row's text under a random nonce that is kept only in that row.
///
/// A guess at the text can be confirmed neither without the people key nor after erasure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment(pub [u8; 32]);

/// A row of the people file, as an entry names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonalRef {
    pub row: RowId,
    pub commitment: Commitment,
    /// Which personal fields the row holds, as bits of [`caseload::PersonalField`].
    pub fields: u64,
}

impl Commitment {
    /// Commits to a text under a nonce.
    pub fn make(nonce: &[u8; 32], text: &[u8]) -> Self {
        // HMAC takes a key of any length, so this cannot fail; an empty digest would never verify.
        let digest = Hmac::<Sha256>::new_from_slice(nonce).map(|mut mac| {
            mac.update(text);
            mac.finalize().into_bytes().into()
        });
        Self(digest.unwrap_or([0; 32]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test case 1 has a 20-byte key; case 6's long key shows keys of any length work.
    #[test]
    fn it_is_hmac_sha_256() {
        let mut nonce = [0; 32];
        nonce[..20].fill(0x0b);
        // HMAC pads short keys with zeros, so the 20-byte key of case 1 equals this one.
        let hex: String = Commitment::make(&nonce, b"Hi There").0.iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(hex, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }
}
