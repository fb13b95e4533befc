//! What a developer runs: `cargo xtask run` opens the product, `cargo xtask test` checks it.
//!
//! It installs what is missing, builds in the right order, and calls the tools that do the work, saying each command before it runs.
//! It refuses to know the product: it never opens a desk itself, and it depends on nothing but std, so that it compiles in a second on a fresh machine.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a developer's tool talks on the terminal")]

mod bench;
mod check_windows;
mod checkout;
mod headless;
mod kill_runs;
mod month;
mod package;
mod packages;
mod page;
mod reader;
mod run;
mod steps;
mod test;

use std::process::ExitCode;

use checkout::Checkout;
use steps::{Failure, Steps};

const HELP: &str = "\
cargo xtask VERB

  run [--headless] [--desk DIR]   build and open the window on a demo desk
  test [--quick]                  everything that must pass before a change is kept
  package                         the installable release, a .deb
  bench [plan | effects]          time the main jobs at 2,000 and 250,000 cases, the plan beside OR-Tools, or effects beside R
  bench figures                   shares and counts of 1,000,000 cases beside polars
  kill-runs [ROUNDS]              stop a process that writes, again and again: the desk must open whole
  bench import                    our reading of 250,000 rows beside DuckDB's and pandas'
  fuzz [MINUTES]                  strange inputs for the reader of extracts
  pictures                        the README's pictures, taken from the real window
  check-windows                   the crates below the window, built for Windows and run under wine

cargo xtask VERB --help tells the rest.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut steps = Steps::default();
    let outcome = perform(&arguments, &mut steps);
    steps.print_times();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(arguments: &[String], steps: &mut Steps) -> Result<(), Failure> {
    let Some((verb, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    let wants_help = rest.iter().any(|word| word == "--help" || word == "-h");
    let (help, verb): (&str, Verb) = match verb.as_str() {
        "run" => (run::HELP, run::run),
        "test" => (test::HELP, test::test),
        "package" => (package::HELP, package::package),
        "bench" => (bench::BENCH_HELP, bench::bench),
        "kill-runs" => (kill_runs::HELP, kill_runs::kill_runs),
        "fuzz" => (reader::FUZZ_HELP, reader::fuzz),
        "pictures" => (bench::PICTURES_HELP, bench::pictures),
        "check-windows" => (check_windows::HELP, check_windows::check_windows),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            return Ok(());
        }
        other => return Err(Failure::Usage(format!("There is no verb \"{other}\".\n\n{HELP}"))),
    };
    if wants_help {
        print!("{help}");
        return Ok(());
    }
    verb(&Checkout::find()?, rest, steps)
}

type Verb = fn(&Checkout, &[String], &mut Steps) -> Result<(), Failure>;

/// Refuses any argument, for a verb that takes none.
fn no_arguments(rest: &[String], help: &str) -> Result<(), Failure> {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(Failure::Usage(format!("\"{word}\" is not known here.\n\n{help}"))),
    }
}
