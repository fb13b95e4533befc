//! What befalls a case, as small desks are invented from it, and how it could have been otherwise.

use casebook::{FigureRow, FigureVersion};
use caseload::{CaseKind, OutcomeType, RiskLevel, Strand};
use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    pub reported_on: NaiveDate,
    /// How long after the report the desk knew of it.
    pub late_days: u64,
    pub reached_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    pub tried: bool,
    pub outcome: Option<(u8, NaiveDate)>,
    pub withdrawn_on: Option<NaiveDate>,
    pub sex: Option<&'static str>,
    pub borough: Option<&'static str>,
    pub strands: Vec<Strand>,
}

impl Life {
    /// What was known of it, and from when.
    pub fn versions(&self) -> Vec<FigureVersion> {
        let known = self.reported_on + Days::new(self.late_days);
        let facts = [self.reached_on, self.ended_on, self.outcome.map(|(_, on)| on), self.withdrawn_on];
        let mut days: Vec<NaiveDate> = facts.into_iter().flatten().map(|on| on.max(known)).chain([known]).collect();
        days.sort_unstable();
        days.dedup();
        let version = |(index, &from): (usize, &NaiveDate)| FigureVersion {
            known_from: from,
            known_to: days.get(index + 1).copied(),
            row: self.known_on(from),
        };
        days.iter().enumerate().map(version).collect()
    }

    fn known_on(&self, day: NaiveDate) -> FigureRow {
        let come = |on: &NaiveDate| *on <= day;
        let reached_on = self.reached_on.filter(come);
        let outcome = self.outcome.filter(|(_, on)| come(on));
        let withdrawn_on = self.withdrawn_on.filter(come);
        FigureRow {
            kind: CaseKind::Crime,
            reported_on: self.reported_on,
            risk: Some(RiskLevel::Standard),
            outcome: outcome.map(|(number, on)| (OutcomeType::new(number).unwrap(), on)),
            withdrawn: withdrawn_on.is_some() || outcome.is_some_and(|(number, _)| matches!(number, 14 | 16)),
            withdrawn_on,
            reached_on,
            ended_on: self.ended_on.filter(come),
            tried: self.tried || reached_on.is_some(),
            strands: Some(self.strands.iter().cloned().collect::<BTreeSet<_>>()),
            borough: self.borough.map(str::to_owned),
            ward: None,
            team: None,
            offered: self.tried || reached_on.is_some(),
            age_band: None,
            sex: self.sex.map(str::to_owned),
            ethnicity: None,
            disability: None,
            language: None,
        }
    }
}

/// A small desk: a backlog, then half a year, with months and groups of all sizes.
pub fn invented(seed: u64) -> Vec<Life> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut lives = Vec::new();
    for (month, at_most) in
        [("2025-08", 4), ("2026-01", 12), ("2026-02", 24), ("2026-03", 9), ("2026-04", 14), ("2026-05", 3)]
    {
        let first: NaiveDate = format!("{month}-01").parse().unwrap();
        for _ in 0..dice.random_range(at_most / 3..=at_most) {
            lives.push(life(&mut dice, first));
        }
    }
    lives
}

fn life(dice: &mut ChaCha8Rng, first: NaiveDate) -> Life {
    let reported_on = first + Days::new(dice.random_range(0..27));
    let mut after =
        |chance: f64, most: u64| dice.random_bool(chance).then(|| reported_on + Days::new(dice.random_range(1..most)));
    let (reached_on, closed_on, withdrew_on) = (after(0.65, 32), after(0.75, 70), after(0.3, 70));
    let ended_on = after(0.1, 20).filter(|_| reached_on.is_none());
    let number = if withdrew_on.is_some() { 16 } else { [18, 1, 18, 15][dice.random_range(0..4)] };
    let strand = [Strand::Race, Strand::Race, Strand::Race, Strand::Religion, Strand::Disability]
        [dice.random_range(0..5)]
    .clone();
    Life {
        reported_on,
        late_days: 0,
        reached_on,
        ended_on,
        tried: dice.random_bool(0.5),
        outcome: closed_on.map(|on| (number, on.max(withdrew_on.unwrap_or(on)))),
        withdrawn_on: withdrew_on,
        sex: [Some("Female"), Some("Female"), Some("Male"), None][dice.random_range(0..4)],
        borough: [Some("Merton"), Some("Kingston"), Some("Merton")][dice.random_range(0..3)],
        strands: if dice.random_bool(0.1) { Vec::new() } else { vec![strand] },
    }
}

/// The desks that differ from this one in one life.
pub fn changed(lives: &[Life]) -> Vec<Vec<Life>> {
    let mut found = Vec::new();
    for index in 0..lives.len() {
        for other in otherwise(&lives[index]) {
            let mut changed = lives.to_vec();
            changed[index] = other;
            found.push(changed);
        }
        // One more like it, and like it in another way, that the desk heard of long after.
        let mut late = lives[index].clone();
        late.late_days = 150;
        for outcome in [late.outcome, late.outcome.map(|(_, on)| (18, on)), None] {
            let mut changed = lives.to_vec();
            changed.push(Life { outcome, ..late.clone() });
            found.push(changed);
        }
        // One more reported on the same day of which nothing else is known, and one fewer.
        let mut more = lives.to_vec();
        more.push(Life {
            reached_on: None,
            ended_on: None,
            tried: false,
            outcome: None,
            withdrawn_on: None,
            ..lives[index].clone()
        });
        let mut fewer = lives.to_vec();
        fewer.remove(index);
        found.extend([more, fewer]);
        let Some(stranger) = stranger(&lives[index]) else { continue };
        let mut replaced = lives.to_vec();
        replaced[index] = stranger.clone();
        found.push(replaced);
        // It ended in another month, and a stranger in its place.
        for days in [3, 14, 25, 45, 80] {
            let mut moved = lives.to_vec();
            let on = lives[index].reported_on + Days::new(days);
            moved[index].outcome = lives[index].outcome.map(|(number, _)| (number, on));
            moved.push(Life { reached_on: None, ..stranger.clone() });
            found.push(moved);
        }
    }
    found
}

/// A case of last autumn of which the desk heard only when this one was reached or ended, and which ended like it: it
/// counts where cases are counted by the day of their end, and in no month reported, since those had been given.
fn stranger(life: &Life) -> Option<Life> {
    let (_, closed_on) = life.outcome?;
    let reported_on: NaiveDate = "2025-10-15".parse().unwrap();
    let known_on = life.reached_on.map_or(closed_on, |reached_on| reached_on.min(closed_on));
    let late_days = (known_on - reported_on).num_days().try_into().ok()?;
    Some(Life { reported_on, late_days, ..life.clone() })
}

/// The ways one life could have gone otherwise.
fn otherwise(life: &Life) -> Vec<Life> {
    let mut ways: Vec<Life> = Vec::new();
    let mut way = |change: &dyn Fn(&mut Life)| {
        let mut other = life.clone();
        change(&mut other);
        if other != *life {
            ways.push(other);
        }
    };
    let after = |days: u64| Some(life.reported_on + Days::new(days));
    for days in [2, 6, 9, 12, 16, 22, 28, 40] {
        way(&|other| other.reached_on = after(days));
    }
    way(&|other| other.reached_on = None);
    way(&|other| (other.reached_on, other.ended_on) = (None, after(9)));
    way(&|other| (other.reached_on, other.ended_on, other.tried) = (None, None, true));
    way(&|other| (other.reached_on, other.ended_on, other.tried) = (None, None, false));
    way(&|other| other.ended_on = None);
    way(&|other| other.tried = !other.tried);
    for days in [5, 40, 70, 120] {
        way(&|other| other.withdrawn_on = after(days));
    }
    way(&|other| other.withdrawn_on = None);
    for number in [1, 16, 18] {
        way(&|other| other.outcome = life.outcome.map(|(_, on)| (number, on)));
        for days in [20, 45, 80] {
            way(&|other| other.outcome = after(days).map(|on| (number, on)));
        }
    }
    way(&|other| other.outcome = None);
    for sex in [Some("Female"), Some("Male"), None] {
        way(&|other| other.sex = sex);
    }
    for borough in [Some("Merton"), Some("Kingston"), None] {
        way(&|other| other.borough = borough);
    }
    for strands in [
        vec![],
        vec![Strand::Race],
        vec![Strand::Religion],
        vec![Strand::Race, Strand::Disability],
        vec![Strand::Disability],
    ] {
        way(&|other| other.strands.clone_from(&strands));
    }
    way(&|other| other.late_days = 150);
    ways
}
