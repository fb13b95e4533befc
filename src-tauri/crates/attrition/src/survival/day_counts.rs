//! Ends counted by day: what curves are made from.

use crate::survival::follow_up::End;

/// How many followed cases ended on each day since the report, and how.
#[derive(Debug, Clone, Default)]
pub struct DayCounts {
    /// Withdrawals, other ends and open ends of each day.
    days: Vec<[u32; 3]>,
}

impl DayCounts {
    /// No case, with room up to a last day.
    pub fn over(last_day: u32) -> Self {
        Self { days: vec![[0; 3]; last_day as usize + 1] }
    }

    /// Adds a case that ended on this day.
    pub fn add(&mut self, day: u32, end: End) {
        let index = day as usize;
        if index >= self.days.len() {
            self.days.resize(index + 1, [0; 3]);
        }
        if let Some(counts) = self.days.get_mut(index) {
            let [withdrawals, other, open] = counts;
            match end {
                End::Withdrawal => *withdrawals += 1,
                End::Other => *other += 1,
                End::Open => *open += 1,
            }
        }
    }

    /// For each day on which anything ended: the day, those at risk, and the three counts.
    pub(super) fn at_risk(&self) -> impl Iterator<Item = (u32, u64, [u64; 3])> {
        let mut at_risk: u64 = self.days.iter().flatten().map(|&count| u64::from(count)).sum();
        // Who is open on day zero has not been followed at all.
        at_risk -= self.days.first().map_or(0, |&[_, _, open]| u64::from(open));
        self.days.iter().zip(0u32..).filter_map(move |(counts, day)| {
            let [withdrawals, other, open] = counts.map(u64::from);
            let before = at_risk;
            at_risk -= withdrawals + other + if day == 0 { 0 } else { open };
            (withdrawals + other + open > 0).then_some((day, before, [withdrawals, other, open]))
        })
    }

    /// How many were followed at all.
    pub fn followed(&self) -> u64 {
        self.at_risk().next().map_or(0, |(_, at_risk, _)| at_risk)
    }

    /// How many of them withdrew.
    pub fn withdrawals(&self) -> u64 {
        self.days.iter().map(|&[withdrawals, ..]| u64::from(withdrawals)).sum()
    }

    /// All cases, followed or not.
    pub fn all(&self) -> u64 {
        self.days.iter().flatten().map(|&count| u64::from(count)).sum()
    }

    /// How many withdrew, and how many ended otherwise, up to and with this day.
    pub fn ended_by(&self, day: u32) -> [u64; 2] {
        let until = self.days.iter().take(day as usize + 1);
        until.fold([0, 0], |[withdrawn, ended], &[withdrawals, other, _]| {
            [withdrawn + u64::from(withdrawals), ended + u64::from(other)]
        })
    }

    /// How many are still followed at the start of this day.
    pub fn at_risk_on(&self, day: u32) -> u64 {
        let ended = self.days.iter().take(day as usize).flatten();
        let all: u64 = self.days.iter().flatten().map(|&count| u64::from(count)).sum();
        let gone: u64 = ended.map(|&count| u64::from(count)).sum();
        if day == 0 { self.followed() } else { all - gone }
    }
}
