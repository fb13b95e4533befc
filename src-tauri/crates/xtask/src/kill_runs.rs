//! `cargo xtask kill-runs`: the record's kill runs, for as many rounds as asked.

use crate::checkout::Checkout;
use crate::packages;
use crate::steps::{Failure, Step, Steps};

/// What `--help` prints.
pub const HELP: &str = "\
cargo xtask kill-runs [ROUNDS]

Starts a process that imports, records, corrects and undoes on a real desk, kills it at
some moment, and checks that the desk opens whole; 300 times, or as often as asked.
A short version is among the everyday tests.
";

const ROUNDS: u64 = 300;

/// Builds and runs the kill runs.
pub fn kill_runs(_: &Checkout, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    let asked = match rest {
        [] => Some(ROUNDS),
        [rounds] => rounds.parse().ok(),
        _ => None,
    };
    let Some(rounds) = asked.filter(|rounds| *rounds > 0) else {
        return Err(Failure::Usage(format!("Give one number of rounds.\n\n{HELP}")));
    };
    packages::install(&[packages::BELOW_THE_WINDOW], steps)?;
    let runs = ["test", "--package", "casebook", "--test", "kill_runs", "--", "--nocapture"];
    steps.run(&Step::new("kill runs", "cargo", &runs).env("REASSURE_KILL_ROUNDS", rounds.to_string()))
}
