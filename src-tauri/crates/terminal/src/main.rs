//! **The command line.** `reassure`: the same desk without a window, for scheduled jobs, checks and benchmarks.
//!
//! It refuses decisions: it parses, calls one use case of `desk`, and prints what came back.

mod args;
mod casework;
mod commands;
mod effects;
mod lists;
mod measures;
mod officers;
mod out;
mod plan;
mod policy;
mod record;
mod results;
mod secret;
mod series;
mod show;
mod sources;
mod trial;

use args::Args;
use clap::Parser;
use desk::Severity;
use std::process::ExitCode;

/// Done.
const DONE: u8 = 0;
/// Bad input or not allowed; nothing changed.
const REFUSED: u8 = 1;
/// Damage, or a fault of the disk or the program.
const FAULT: u8 = 2;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are asked for; anything else was typed wrong.
            let asked_for = !error.use_stderr();
            let _ = error.print();
            return ExitCode::from(if asked_for { DONE } else { REFUSED });
        }
    };
    match commands::run(&args) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            out::message(&error.to_string());
            ExitCode::from(match error.severity() {
                Severity::Refused => REFUSED,
                Severity::Fault => FAULT,
            })
        }
    }
}
