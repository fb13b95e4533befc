//! Timing: how long a step took, how much of it the processor worked, and how much memory was held.

use desk::DeskError;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// Runs of each quick step; the median is printed.
const RUNS: usize = 7;
/// Steps longer than this also tell their processor time, which a machine shared with others changes little.
const LONG: Duration = Duration::from_millis(500);

/// What a step took.
#[derive(Clone, Copy)]
pub struct Taken {
    pub wall: Duration,
    /// Of all threads together; `None` where the system does not tell.
    pub processor: Option<Duration>,
}

pub fn timed<T>(step: impl FnOnce() -> T) -> (Taken, T) {
    let before = processor_time();
    let start = Instant::now();
    let value = step();
    let wall = start.elapsed();
    let processor = processor_time().zip(before).map(|(after, before)| after.saturating_sub(before));
    (Taken { wall, processor }, value)
}

/// Times one step and prints it.
pub fn once<T>(what: &str, step: impl FnOnce() -> Result<T, DeskError>) -> Result<T, DeskError> {
    let (taken, value) = timed(step);
    row(what, taken);
    value
}

/// Prints the median of several runs.
pub fn median(what: &str, mut step: impl FnMut() -> Result<(), DeskError>) -> Result<(), DeskError> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let (taken, done) = timed(&mut step);
        done?;
        times.push(taken);
    }
    times.sort_unstable_by_key(|taken| taken.wall);
    if let Some(middle) = times.get(RUNS / 2) {
        row(what, *middle);
    }
    Ok(())
}

/// Prints the median, the ninety-ninth hundredth and the slowest of many.
pub fn spread(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    for (name, share) in [("median", 50), ("99 in 100 within", 99), ("slowest", 100)] {
        if let Some(wall) = at(share) {
            row(&format!("{what}: {name}"), Taken { wall: *wall, processor: None });
        }
    }
}

pub fn row(what: &str, taken: Taken) {
    let processor = taken.processor.filter(|_| taken.wall >= LONG);
    let processor = processor.map_or(String::new(), |time| format!("   processor {:.1} s", time.as_secs_f64()));
    say(&format!("  {what:<58} {:>10.1} ms{processor}", taken.wall.as_secs_f64() * 1000.0));
}

pub fn say(text: &str) {
    // A reader that went away is no fault.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Forgets the most memory held so far, where the system can.
pub fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most this process has held since [`forget_peak`], where the system tells.
pub fn peak_memory(what: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.map_or_else(|| "not told by this system".to_owned(), |peak| peak.trim().to_owned());
    say(&format!("  {:<58} {peak:>13}", format!("peak memory, {what}")));
}

/// How busy the machine was, which each figure has to be read with.
pub fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("not told by this system").to_owned()
}

fn processor_time() -> Option<Duration> {
    /// Ticks a second, which Linux has kept at this for every program since it counts in them.
    const TICKS: u64 = 100;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold spaces; what follows it does not.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 1000 / TICKS))
}
