//! The references of all cases in their order, so that a beginning finds the latest of them at once.
//!
//! Nearly every reference of a force begins alike: whoever types one passes through beginnings that fit nearly all.

use super::Place;
use caseload::CaseId;
use std::collections::BinaryHeap;

/// One case under its reference, in small letters.
type Held = (Box<str>, Place);

/// By reference without regard to case, then in the order of lists.
#[derive(Default)]
pub struct References {
    held: Vec<Held>,
}

impl References {
    /// Adds one of many; [`References::sort`] puts them in order.
    pub fn push(&mut self, reference: &str, place: Place) {
        self.held.push((in_small_letters(reference), place));
    }

    /// Puts what was pushed in order.
    pub fn sort(&mut self) {
        // References are given in the order of reports, nearly: a sort that keeps runs is quick with them.
        self.held.sort();
    }

    /// Files a case under its reference and place. `before`: where it stood in lists, if it did.
    pub fn put(&mut self, reference: &str, place: Place, before: Option<Place>) {
        let held = (in_small_letters(reference), place);
        let Err(mut at) = self.held.binary_search(&held) else { return };
        if let Some(removed) = before.and_then(|before| self.remove(before))
            && removed < at
        {
            at -= 1;
        }
        self.held.insert(at, held);
    }

    /// Takes a case out; gives where it was.
    pub fn remove(&mut self, place: Place) -> Option<usize> {
        let at = self.held.iter().position(|(_, held)| *held == place)?;
        self.held.remove(at);
        Some(at)
    }

    /// Cases whose reference begins so: those of exactly this reference first, then the latest.
    pub fn found(&self, typed: &str, limit: usize) -> Vec<CaseId> {
        let typed = in_small_letters(typed);
        let from = self.held.partition_point(|(reference, _)| **reference < *typed);
        let beginning = self.held.get(from..).unwrap_or_default();
        let fit = beginning.partition_point(|(reference, _)| reference.starts_with(&*typed));
        let exact = beginning.partition_point(|(reference, _)| *reference == typed);
        let (exact, longer) = beginning.get(..fit).unwrap_or_default().split_at(exact.min(fit));
        // The worst of the best so far is on top.
        let mut best: BinaryHeap<Place> = BinaryHeap::with_capacity(limit + 1);
        let wanted = limit.saturating_sub(exact.len());
        for (_, place) in longer {
            if best.len() < wanted {
                best.push(*place);
            } else if let Some(mut worst) = best.peek_mut()
                && *place < *worst
            {
                *worst = *place;
            }
        }
        let exact = exact.iter().map(|(_, place)| *place).take(limit);
        exact.chain(best.into_sorted_vec()).map(|(_, case)| CaseId::from_i64(case)).collect()
    }
}

/// As SQLite's NOCASE compares: letters of ASCII alone have a case.
fn in_small_letters(reference: &str) -> Box<str> {
    reference.to_ascii_lowercase().into_boxed_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Reverse;

    /// Every beginning of a few references, with days that tie and days that are missing, against looking at all.
    #[test]
    fn a_beginning_finds_what_looking_at_every_case_finds() {
        let mut all: Vec<(String, Place)> = Vec::new();
        let mut references = References::default();
        for number in 0..400_i64 {
            let day = i32::try_from(number * 37 % 23).ok().filter(|day| *day != 0);
            let reference = format!("{}/{}", if number % 3 == 0 { "SW" } else { "sw" }, number * 7 % 90);
            all.push((reference, (Reverse(day), number)));
        }
        let (many, few) = all.split_at(390);
        many.iter().for_each(|(reference, place)| references.push(reference, *place));
        references.sort();
        few.iter().for_each(|(reference, place)| references.put(reference, *place, None));
        // One moves to another day, one goes.
        let moved = (Reverse(Some(99)), 7);
        let before = std::mem::replace(&mut all[7].1, moved);
        references.put(&all[7].0.clone(), moved, Some(before));
        let (_, gone) = all.swap_remove(11);
        assert!(references.remove(gone).is_some());
        for typed in ["s", "sw", "Sw/", "sW/1", "sw/12", "sw/12x", "sw/89", "x", "SW/0"] {
            let begins =
                |(reference, _): &&(String, Place)| reference.to_lowercase().starts_with(&typed.to_lowercase());
            let mut wanted: Vec<_> = all
                .iter()
                .filter(begins)
                .map(|(reference, place)| (!reference.eq_ignore_ascii_case(typed), *place))
                .collect();
            wanted.sort_unstable();
            let wanted: Vec<_> = wanted.into_iter().map(|(_, (_, case))| CaseId::from_i64(case)).collect();
            for limit in [0, 1, 5, 21, 1000] {
                assert_eq!(references.found(typed, limit), wanted[..limit.min(wanted.len())], "{typed}, {limit}");
            }
        }
    }
}
