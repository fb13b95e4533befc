//! Permuted blocks of random size: balanced at every block's end, and unpredictable without the draws.

use super::Arm;
use std::collections::BTreeSet;

/// A list of at least so many places, in whole blocks, each half contact and half control in random order.
///
/// `draw(n)` gives a number from 0 up to and not with `n`, each as likely. The same draws give the same list.
/// An odd size is read as the even one below; without a size of two or more the list is empty.
///
/// Source: Schulz KF, Grimes DA (2002), "Generation of allocation sequences in randomised trials", Lancet 359:515-519.
pub fn permuted_blocks(places: usize, sizes: &BTreeSet<u8>, mut draw: impl FnMut(u64) -> u64) -> Vec<Arm> {
    let halves: Vec<usize> = sizes.iter().map(|size| usize::from(size / 2)).filter(|half| *half > 0).collect();
    let mut list = Vec::with_capacity(places);
    while list.len() < places {
        let chosen = usize::try_from(draw(halves.len() as u64)).unwrap_or(0);
        let Some(&half) = halves.get(chosen) else { break };
        let mut block = vec![Arm::Contact; half];
        block.resize(2 * half, Arm::Control);
        // Fisher and Yates: every order of the block is as likely.
        for last in (1..block.len()).rev() {
            let other = usize::try_from(draw(last as u64 + 1)).unwrap_or(0);
            block.swap(last, other.min(last));
        }
        list.extend(block);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator with a seed (SplitMix64), so that a run can be told again.
    fn draws(seed: u64) -> impl FnMut(u64) -> u64 {
        let mut state = seed;
        move |below| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)) % below.max(1)
        }
    }

    fn sizes(sizes: &[u8]) -> BTreeSet<u8> {
        sizes.iter().copied().collect()
    }

    #[test]
    fn the_arms_never_drift_apart_by_more_than_half_a_block() {
        for seed in 0..200 {
            let list = permuted_blocks(100, &sizes(&[2, 4, 6]), draws(seed));
            assert!(list.len() >= 100 && list.len() < 106, "whole blocks, and no more than are needed");
            let mut lead = 0i32;
            for arm in &list {
                lead += if *arm == Arm::Contact { 1 } else { -1 };
                assert!(lead.abs() <= 3, "half the largest block at most (seed {seed})");
            }
            assert_eq!(lead, 0, "balanced at the end of the last block (seed {seed})");
        }
    }

    #[test]
    fn every_order_of_a_block_is_as_likely() {
        let mut seen = std::collections::BTreeMap::new();
        let mut draw = draws(7);
        for _ in 0..6_000 {
            let list = permuted_blocks(4, &sizes(&[4]), &mut draw);
            *seen.entry(list).or_insert(0u32) += 1;
        }
        assert_eq!(seen.len(), 6, "four places, two of each: six orders");
        // 1,000 expected of each; five standard deviations of a binomial count are 144.
        assert!(seen.values().all(|count| count.abs_diff(1_000) < 150), "{seen:?}");
    }

    #[test]
    fn the_same_draws_give_the_same_list_and_others_another() {
        let of = |seed| permuted_blocks(60, &sizes(&[4, 6, 8]), draws(seed));
        assert_eq!(of(3), of(3));
        assert_ne!(of(3), of(4));
    }

    #[test]
    fn no_size_makes_no_list() {
        assert!(permuted_blocks(10, &sizes(&[]), draws(1)).is_empty());
        assert!(permuted_blocks(10, &sizes(&[1]), draws(1)).is_empty(), "one place cannot be balanced");
    }
}
