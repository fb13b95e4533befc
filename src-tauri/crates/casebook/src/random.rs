//! Random ids and nonces for many rows: the system is asked for a few thousand bytes at a time.

use crate::error::CasebookError;
use crate::keys::fill_random;
use zeroize::Zeroizing;

/// Bytes asked for at once.
const BYTES_AT_ONCE: usize = 4096;
/// Ids drawn at once where nobody said how many are to come.
const IDS_AT_ONCE: usize = 64;

/// Random numbers for the rows of one batch.
#[derive(Default)]
pub struct Randomness {
    bytes: Zeroizing<Vec<u8>>,
    /// In descending order, so that the last is the least.
    ids: Vec<u64>,
    expected: usize,
}

impl Randomness {
    /// So many ids will be needed: they are drawn together.
    pub const fn expect(&mut self, ids: usize) {
        self.expected = ids;
    }

    /// The next id. Ids that were drawn together come in ascending order, so that an index takes them in at one place.
    pub fn id(&mut self) -> Result<u64, CasebookError> {
        if self.ids.is_empty() {
            let count = self.expected.max(IDS_AT_ONCE);
            self.expected = 0;
            self.ids = ascending_ids(count)?;
            self.ids.reverse();
        }
        self.ids.pop().map_or_else(crate::keys::random_id, Ok)
    }

    /// Bytes for a nonce.
    pub fn bytes<const N: usize>(&mut self) -> Result<[u8; N], CasebookError> {
        if self.bytes.len() < N {
            self.bytes.resize(BYTES_AT_ONCE.max(N), 0);
            fill_random(&mut self.bytes)?;
        }
        let at = self.bytes.len() - N;
        let mut taken = [0; N];
        taken.copy_from_slice(self.bytes.get(at..).unwrap_or_default());
        self.bytes.truncate(at);
        Ok(taken)
    }
}

/// So many different random ids of 63 bits, in ascending order.
///
/// Sorted before they are given out they are as hard to guess, and tell only the order in which the ledger names them
/// anyway; scattered they would touch another page of each index for every row.
///
/// # Errors
/// [`CasebookError::Disk`] when the system gives no randomness.
pub fn ascending_ids(count: usize) -> Result<Vec<u64>, CasebookError> {
    let mut bytes = vec![0; count * 8];
    fill_random(&mut bytes)?;
    let (numbers, _) = bytes.as_chunks::<8>();
    let mut ids: Vec<u64> = numbers.iter().map(|number| u64::from_le_bytes(*number) >> 1).collect();
    ids.sort_unstable();
    ids.dedup();
    // Two of a quarter of a million are the same once in a hundred million imports.
    if ids.len() < count { ascending_ids(count) } else { Ok(ids) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_ascend_and_never_come_twice() {
        let ids = ascending_ids(10_000).unwrap();
        assert!(ids.is_sorted_by(|a, b| a < b) && ids.len() == 10_000);
        assert!(ids.iter().all(|id| id >> 63 == 0), "63 bits, as SQLite keeps them");
        let mut random = Randomness::default();
        random.expect(1_000);
        let drawn: Vec<u64> = (0..1_000).map(|_| random.id().unwrap()).collect();
        assert!(drawn.is_sorted_by(|a, b| a < b));
        random.id().unwrap();
    }

    #[test]
    fn no_nonce_comes_twice() {
        let mut random = Randomness::default();
        let nonces: std::collections::BTreeSet<[u8; 32]> = (0..1_000).map(|_| random.bytes().unwrap()).collect();
        assert_eq!(nonces.len(), 1_000);
    }
}
