//! Draws from independent streams: one stream a case and purpose, so that cases do not disturb each other.
//!
//! Everything is drawn in whole numbers: floating point functions differ between systems, and a seed must not.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream is for. Its number is part of what a seed means: never reuse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Which crime a key belongs to, and whose it is.
    Links = 0,
    /// The crime.
    Crime = 1,
    /// The victim, in what a household shares.
    Household = 2,
    /// The victim, alone.
    Person = 3,
    /// How the case came to the desk.
    Report = 4,
    /// Attempts to reach the victim.
    Contact = 5,
    /// The day of withdrawal.
    Withdrawal = 6,
    /// The day and type of the outcome.
    Outcome = 7,
    /// The wording of coded details.
    Words = 8,
    /// Days of the calendar, officers and other things that are no case.
    Desk = 9,
    /// The day a crime is recorded, the same for all its victims.
    Recording = 10,
    /// What must not be done when contacting the victim.
    Safety = 11,
    /// The wording of personal details.
    Personal = 12,
    /// Where it happened, in words.
    Place = 13,
    /// Who investigates, and whether it is a crime: the same for all victims.
    Investigation = 14,
    /// What the victim needs and wishes.
    Needs = 15,
}

/// The streams of one seed.
#[derive(Debug, Clone)]
pub(super) struct Streams {
    root: ChaCha8Rng,
}

impl Streams {
    pub(super) fn new(seed: u64) -> Self {
        Self { root: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// The stream of this key and purpose, from its start.
    pub(super) fn of(&self, key: u32, purpose: Purpose) -> Draw {
        let mut source = self.root.clone();
        source.set_stream(u64::from(key) * 16 + purpose as u64);
        Draw { source }
    }
}

/// One stream of draws.
#[derive(Debug, Clone)]
pub(super) struct Draw {
    source: ChaCha8Rng,
}

impl Draw {
    /// A number from 0 up to, not with, `count`; 0 where `count` is 0.
    pub(super) fn below(&mut self, count: u32) -> u32 {
        // The high half of the product: its bias is under one in a million for the counts used here.
        let product = u64::from(self.source.next_u32()) * u64::from(count);
        u32::try_from(product >> 32).unwrap_or(0)
    }

    /// A number from `first` to `last`, both with.
    pub(super) fn between(&mut self, first: u16, last: u16) -> u16 {
        let span = u32::from(last.saturating_sub(first)) + 1;
        first.saturating_add(u16::try_from(self.below(span)).unwrap_or(0))
    }

    /// True in `thousandths` of a thousand draws.
    pub(super) fn chance(&mut self, thousandths: u32) -> bool {
        self.below(1_000) < thousandths
    }

    /// True in `millionths` of a million draws.
    pub(super) fn rarely(&mut self, millionths: u32) -> bool {
        self.below(1_000_000) < millionths
    }

    /// One word of a list; an empty text where the list is empty.
    pub(super) fn word(&mut self, list: &'static [&'static str]) -> &'static str {
        let index = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list.get(index as usize).copied().unwrap_or_default()
    }

    /// One value of a table.
    pub(super) fn from<T: Copy>(&mut self, table: &Table<T>) -> T {
        let mut left = self.below(1_000);
        for &(thousandths, value) in table.shares {
            if left < thousandths {
                return value;
            }
            left -= thousandths;
        }
        table.otherwise
    }

    /// A number of the distribution with these quantiles, straight between them.
    pub(super) fn quantile(&mut self, quantiles: &[(u32, u32)]) -> u32 {
        let at = self.below(1_000);
        let upper = quantiles.iter().position(|&(thousandths, _)| at < thousandths).unwrap_or(quantiles.len());
        let low = upper.checked_sub(1).and_then(|index| quantiles.get(index)).copied().unwrap_or((0, 0));
        let high = quantiles.get(upper).copied().unwrap_or(low);
        let width = high.0.saturating_sub(low.0).max(1);
        low.1 + high.1.saturating_sub(low.1) * (at.saturating_sub(low.0)) / width
    }
}

/// Values with their shares in thousandths; the last takes what the others leave.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<T: 'static> {
    pub(super) shares: &'static [(u32, T)],
    pub(super) otherwise: T,
}
