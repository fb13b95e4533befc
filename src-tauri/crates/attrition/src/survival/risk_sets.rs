//! Who was at risk on each day with an event, counted by stratum and by pattern of covariates.

/// A stretch in which a case was at risk, from after one tick up to and with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Cases are compared only within a stratum.
    pub stratum: usize,
    /// Which covariates the case has in this stretch.
    pub pattern: usize,
    /// Not at risk up to and with this tick.
    pub after: u32,
    /// At risk up to and with this tick; an empty stretch, where this is not later, counts for nothing.
    pub until: u32,
    /// Whether it ended with the event.
    pub event: bool,
}

/// Counts spans by tick. An addition is two or three counts, whatever the number of days.
#[derive(Debug)]
pub struct RiskSetsBuilder {
    strata: usize,
    patterns: usize,
    ticks: usize,
    /// Change of those at risk at each tick, by stratum and pattern.
    change: Vec<i32>,
    events: Vec<u32>,
}

impl RiskSetsBuilder {
    /// No span yet. Nothing after `last` is kept: let it be the tick of the last event.
    pub fn new(strata: usize, patterns: usize, last: u32) -> Self {
        let ticks = last as usize + 2;
        let cells = strata * patterns * ticks;
        Self { strata, patterns, ticks, change: vec![0; cells], events: vec![0; cells] }
    }

    /// Adds a span.
    #[inline]
    pub fn add(&mut self, span: Span) {
        let row = (span.stratum * self.patterns + span.pattern) * self.ticks;
        let last = self.ticks - 1;
        if span.until <= span.after {
            return;
        }
        let (from, past) = ((span.after as usize + 1).min(last), (span.until as usize + 1).min(last));
        if let Some(change) = self.change.get_mut(row + from) {
            *change += 1;
        }
        if let Some(change) = self.change.get_mut(row + past) {
            *change -= 1;
        }
        if span.event
            && let Some(events) = self.events.get_mut(row + span.until as usize).filter(|_| past <= last)
        {
            *events += 1;
        }
    }

    /// Adds what another builder of the same shape has counted.
    pub(super) fn merge(&mut self, other: &Self) {
        for (ours, theirs) in self.change.iter_mut().zip(&other.change) {
            *ours += theirs;
        }
        for (ours, theirs) in self.events.iter_mut().zip(&other.events) {
            *ours += theirs;
        }
    }

    /// The risk sets of the ticks with an event.
    pub fn finish(self) -> RiskSets {
        let mut sets = RiskSets { patterns: self.patterns, at_risk: Vec::new(), events: Vec::new() };
        let mut running = vec![0i64; self.patterns];
        for stratum in 0..self.strata {
            running.fill(0);
            let first = stratum * self.patterns * self.ticks;
            for tick in 0..self.ticks {
                let mut any = 0;
                for (pattern, running) in running.iter_mut().enumerate() {
                    let cell = first + pattern * self.ticks + tick;
                    *running += i64::from(self.change.get(cell).copied().unwrap_or(0));
                    any += self.events.get(cell).copied().unwrap_or(0);
                }
                if any > 0 {
                    sets.at_risk.extend(running.iter().map(|&count| count as f64));
                    let cells = (0..self.patterns).map(|pattern| first + pattern * self.ticks + tick);
                    sets.events.extend(cells.map(|cell| self.events.get(cell).copied().unwrap_or(0)));
                }
            }
        }
        sets
    }
}

/// For each stratum and tick with an event: those at risk and the events, by pattern.
#[derive(Debug, Clone)]
pub struct RiskSets {
    pub(super) patterns: usize,
    /// Head counts as floats, since every use multiplies them; exact up to 2⁵³.
    at_risk: Vec<f64>,
    events: Vec<u32>,
}

impl RiskSets {
    /// Each set: those at risk and the events, by pattern.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[f64], &[u32])> {
        self.at_risk.chunks_exact(self.patterns.max(1)).zip(self.events.chunks_exact(self.patterns.max(1)))
    }

    /// Events of each pattern.
    pub fn events_by_pattern(&self) -> Vec<u64> {
        let mut events = vec![0; self.patterns];
        for (_, of_set) in self.iter() {
            for (sum, &count) in events.iter_mut().zip(of_set) {
                *sum += u64::from(count);
            }
        }
        events
    }
}
