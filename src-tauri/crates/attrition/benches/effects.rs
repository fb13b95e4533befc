//! How long curves and models take at a million cases, side by side in one run with R's survival package.
//!
//! `cargo xtask bench effects` installs R and runs this; `cargo bench -p attrition --bench effects` runs it alone, and
//! says so where there is no R. The cases are invented, and the same on every run. Another number of cases can be given.
#![expect(clippy::print_stdout, reason = "a benchmark talks on the terminal")]

use attrition::{FollowUpRow, FollowUps, FollowUpsBuilder, aalen_johansen, contact_effect, landmark, log_rank};
use caseload::{CaseKind, Outcome, OutcomeType, RiskLevel, Strand};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs of each step after one that warms; the median is printed.
const RUNS: usize = 9;
const BOROUGHS: [&str; 4] = ["Kingston upon Thames", "Merton", "Richmond upon Thames", "Wandsworth"];

/// One invented case, in plain numbers.
#[derive(Debug, Clone, Copy)]
struct Case {
    reported: u64,
    end_day: u64,
    /// 1 withdrawn, 2 ended otherwise, 0 open.
    cause: u8,
    contact_day: Option<u64>,
    risk: u8,
    borough: u8,
    strand: u8,
}

fn main() {
    let cases = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let before = memory("VmRSS:");
    let invented = invent(cases);
    let follow_ups = gather(&invented);
    println!(
        "{} crimes followed, {} withdrawals, {} strata",
        follow_ups.len(),
        withdrawals(&follow_ups),
        follow_ups.strata()
    );
    time("curve of both ends with variance", || aalen_johansen(&follow_ups.counts()).withdrawal.len());
    time("the same by strand group", || {
        follow_ups.counts_by_group().iter().map(|counts| aalen_johansen(counts).withdrawal.len()).sum()
    });
    time("log-rank by strand group, stratified", || {
        usize::from(log_rank(&follow_ups.risk_sets_by_group(true)).is_some())
    });
    time("Cox, time-dependent contact, stratified", || usize::from(contact_effect(&follow_ups, false).is_ok()));
    time("the same, adjusted for strand", || usize::from(contact_effect(&follow_ups, true).is_ok()));
    time("landmark at day 28, adjusted for strand", || usize::from(landmark(&follow_ups, 28, 28, true).is_ok()));
    println!("memory before the cases {before}, now {}, at most {}", memory("VmRSS:"), memory("VmHWM:"));
    println!("  ours: {}", told(&follow_ups));
    if let Err(why) = beside_r(&invented) {
        println!("Not held against R: {why}. `cargo xtask bench effects` installs it.");
    }
}

fn withdrawals(cases: &FollowUps) -> u64 {
    cases.counts().withdrawals()
}

fn told(cases: &FollowUps) -> String {
    let ratio = |adjusted| contact_effect(cases, adjusted).map_or(f64::NAN, |effect| effect.ratio.estimate);
    let by_90 = aalen_johansen(&cases.counts()).withdrawn_by(90).map_or(f64::NAN, |point| point.estimate);
    format!("withdrawn by day 90 {by_90:.9}, ratio {:.9}, adjusted {:.9}", ratio(false), ratio(true))
}

fn time(what: &str, step: impl Fn() -> usize) {
    std::hint::black_box(step());
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(step());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let (median, least) = (times.get(RUNS / 2).copied(), times.first().copied());
    let ms = |time: Option<Duration>| time.unwrap_or_default().as_secs_f64() * 1_000.0;
    println!("  {what:<44} {:>9.1} ms (fastest {:.1})", ms(median), ms(least));
}

/// A plain generator: the same on every system.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: u64) -> u64 {
        (self.next() >> 11) % bound
    }

    /// Days until something that happens with this chance in a million a day.
    fn days_until(&mut self, millionths: f64) -> u64 {
        let chance = ((self.next() >> 11) as f64 + 0.5) / (1u64 << 53) as f64;
        (chance.ln() / (1.0 - millionths / 1e6).ln()) as u64
    }
}

fn invent(cases: usize) -> Vec<Case> {
    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    let one = |_| {
        let risk = [0, 0, 0, 1, 1, 2][draw.below(6) as usize];
        let contact = 3 + draw.below(12 + 8 * (2 - risk)) + if draw.below(5) == 0 { 20 } else { 0 };
        let hazard = 6_000.0 + 500.0 * risk as f64;
        let uncontacted = draw.days_until(hazard);
        let withdrew = if uncontacted <= contact { uncontacted } else { contact + 1 + draw.days_until(hazard * 0.74) };
        let closed = draw.days_until(9_000.0);
        let reported = draw.below(3_650);
        let followed = 3_650 - reported;
        let end_day = withdrew.min(closed).min(followed);
        let cause = if withdrew == end_day {
            1
        } else if closed == end_day {
            2
        } else {
            0
        };
        let contact_day = (draw.below(10) < 8 && contact <= end_day).then_some(contact);
        // Who is not reached withdraws as the uncontacted do.
        Case {
            reported,
            end_day,
            cause,
            contact_day,
            risk: risk as u8,
            borough: draw.below(4) as u8,
            strand: draw.below(6) as u8,
        }
    };
    (0..cases).map(one).collect()
}

fn gather(invented: &[Case]) -> FollowUps {
    let first = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap_or_default();
    let mut strands: Vec<BTreeSet<Strand>> =
        Strand::MONITORED.iter().map(|strand| BTreeSet::from([strand.clone()])).collect();
    strands.push(Strand::MONITORED.iter().take(2).cloned().collect());
    let mut gathered = FollowUpsBuilder::as_at(first + Days::new(3_650));
    for case in invented {
        let reported_on = first + Days::new(case.reported);
        let ended_on = reported_on + Days::new(case.end_day);
        let other = OutcomeType::new(18).filter(|_| case.cause == 2);
        gathered.push(&FollowUpRow {
            kind: CaseKind::Crime,
            reported_on,
            outcome: other.map(|outcome_type| Outcome { outcome_type, alternate_offence: false, on: ended_on }),
            withdrawn: case.cause == 1,
            withdrawn_on: (case.cause == 1).then_some(ended_on),
            reached_on: case.contact_day.map(|day| reported_on + Days::new(day)),
            risk: Some([RiskLevel::Standard, RiskLevel::Medium, RiskLevel::High][usize::from(case.risk)]),
            borough: Some(BOROUGHS[usize::from(case.borough)]),
            strands: &strands[usize::from(case.strand)],
        });
    }
    gathered.finish()
}

/// Runs R on the same cases, in the same run.
fn beside_r(invented: &[Case]) -> std::io::Result<()> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/effects.R");
    let mut r = Command::new("Rscript").arg(script).stdin(Stdio::piped()).spawn()?;
    if let Some(input) = r.stdin.take() {
        let mut rows = std::io::BufWriter::new(input);
        for case in invented {
            let contact = case.contact_day.map_or_else(|| "NA".to_owned(), |day| day.to_string());
            let stratum = case.risk * 4 + case.borough;
            writeln!(rows, "{},{},{contact},{stratum},{}", case.end_day, case.cause, case.strand)?;
        }
    }
    r.wait().map(drop)
}

/// What this process holds, where the system tells.
fn memory(name: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.map_or_else(|| "not told by this system".to_owned(), |size| size.trim().to_owned())
}
