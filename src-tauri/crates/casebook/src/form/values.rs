//! Small stored values: packed ids, digests, references into the people file.

use crate::commit::{Commitment, PersonalRef};
use crate::entry::Carried;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use caseload::CaseId;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct StoredRef {
    row: String,
    commitment: String,
    fields: u64,
}

impl From<&PersonalRef> for StoredRef {
    fn from(personal: &PersonalRef) -> Self {
        Self {
            row: personal.row.to_string(),
            commitment: write_digest(&personal.commitment.0),
            fields: personal.fields,
        }
    }
}

impl StoredRef {
    pub fn into_ref(self) -> Option<PersonalRef> {
        Some(PersonalRef {
            row: self.row.parse().ok()?,
            commitment: Commitment(read_digest(&self.commitment)?),
            fields: self.fields,
        })
    }
}

pub fn read_ref(stored: Option<StoredRef>) -> Option<Option<PersonalRef>> {
    match stored {
        Some(stored) => Some(Some(stored.into_ref()?)),
        None => Some(None),
    }
}

/// Cases carried by an import: for each set of fields, sorted ids as base64 of variable-length differences.
#[derive(Serialize, Deserialize)]
pub struct StoredCarried {
    fields: u64,
    cases: String,
}

pub fn write_carried(carried: &Carried) -> Vec<StoredCarried> {
    let pack = |(fields, cases): &(u64, Vec<CaseId>)| StoredCarried { fields: *fields, cases: pack_ids(cases) };
    carried.0.iter().map(pack).collect()
}

pub fn read_carried(stored: Vec<StoredCarried>) -> Option<Carried> {
    let groups: Option<Vec<_>> =
        stored.into_iter().map(|group| Some((group.fields, unpack_ids(&group.cases)?))).collect();
    Some(Carried(groups?))
}

fn pack_ids(ids: &[CaseId]) -> String {
    let mut bytes = Vec::with_capacity(ids.len() * 8);
    let mut last = 0;
    for id in ids {
        let mut rest = id.get().wrapping_sub(last);
        last = id.get();
        while rest >= 0x80 {
            bytes.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        bytes.push(rest as u8);
    }
    STANDARD_NO_PAD.encode(bytes)
}

fn unpack_ids(packed: &str) -> Option<Vec<CaseId>> {
    let bytes = STANDARD_NO_PAD.decode(packed).ok()?;
    let (mut ids, mut last, mut value, mut shift) = (Vec::new(), 0u64, 0u64, 0u32);
    for byte in bytes {
        value |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            last = last.wrapping_add(value);
            ids.push(CaseId::from_random(last));
            (value, shift) = (0, 0);
        } else {
            shift += 7;
        }
    }
    Some(ids)
}

/// A digest as 64 hexadecimal digits.
pub fn write_digest(digest: &[u8; 32]) -> String {
    let hex = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    digest.iter().flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).collect()
}

/// Reads 64 hexadecimal digits.
pub fn read_digest(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut digest = [0; 32];
    for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packed_ids_read_back(mut numbers in proptest::collection::vec(0..u64::MAX >> 1, 0..50)) {
            numbers.sort_unstable();
            let ids: Vec<CaseId> = numbers.into_iter().map(CaseId::from_random).collect();
            prop_assert_eq!(unpack_ids(&pack_ids(&ids)), Some(ids));
        }

        #[test]
        fn unpacking_anything_never_panics(text in "\\PC{0,60}") {
            let _ = (unpack_ids(&text), read_digest(&text));
        }
    }
}
