//! `cargo xtask test`: all that must pass before a change is kept, the quick failures first.

use crate::checkout::Checkout;
use crate::steps::{Failure, Step, Steps, answers};
use crate::{packages, page};

/// What `--help` prints.
pub const HELP: &str = "\
cargo xtask test [--quick]

Installs what is missing, then: formatting, the page's check, unit tests and build,
clippy, the build of every program and test, and every test, with the journeys through
the real window on a display of their own. It stops at the first step that fails,
says how to run that step alone, and prints how long each took.

  --quick   without the window: formatting, the page's check and unit tests, clippy and tests
            of the crates below the window. Not enough for a change to be kept
";

/// Runs every check, or with `--quick` those that need neither the window nor a display.
pub fn test(checkout: &Checkout, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    if let Some(word) = rest.iter().find(|&word| word != "--quick") {
        return Err(Failure::Usage(format!("\"{word}\" is not known here.\n\n{HELP}")));
    }
    let quick = !rest.is_empty();
    toolchain()?;
    steps.run(&Step::new("formatting", "cargo", &["fmt", "--all", "--check"]))?;
    if quick {
        return below_the_window(checkout, steps);
    }
    let needed = [packages::BELOW_THE_WINDOW, packages::WINDOW, packages::TESTS];
    packages::install(&needed, steps)?;
    page::install(checkout, steps)?;
    page::script(checkout, "check", steps)?;
    page::script(checkout, "test", steps)?;
    page::script(checkout, "build", steps)?;
    let lints = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    steps.run(&Step::new("clippy", "cargo", &lints))?;
    build_everything(steps)?;
    let tests = ["test", "--workspace", "--locked"];
    steps.run(&on_a_display(Step::new("tests", "cargo", &tests), checkout))
}

/// Builds every program and every test in one go.
/// `--all-targets` takes the tests' own dependencies in, so that cargo chooses the same features as for `cargo test --workspace` and nothing is compiled twice.
pub fn build_everything(steps: &mut Steps) -> Result<(), Failure> {
    let build = ["build", "--workspace", "--all-targets", "--locked"];
    steps.run(&Step::new("build", "cargo", &build))
}

/// Gives a step the paths of the programs and, on Linux, a display that nobody sees.
pub fn on_a_display(step: Step, checkout: &Checkout) -> Step {
    let step = step.env("APP_BIN", checkout.window()).env("REASSURE_BIN", checkout.terminal());
    if cfg!(target_os = "linux") { step.through("xvfb-run", &["-a", "-s", "-screen 0 1366x768x24"]) } else { step }
}

fn below_the_window(checkout: &Checkout, steps: &mut Steps) -> Result<(), Failure> {
    packages::install(&[packages::BELOW_THE_WINDOW], steps)?;
    page::install(checkout, steps)?;
    page::script(checkout, "check", steps)?;
    page::script(checkout, "test", steps)?;
    let below = ["--workspace", "--exclude", "window", "--exclude", "journeys"];
    let lints = [&["clippy"], &below[..], &["--all-targets", "--", "-D", "warnings"]].concat();
    steps.run(&Step::new("clippy", "cargo", &lints))?;
    let tests = [&["test"], &below[..]].concat();
    steps.run(&Step::new("tests", "cargo", &tests))
}

/// Refuses early where the toolchain lacks its own two checkers.
fn toolchain() -> Result<(), Failure> {
    for (tool, name) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !answers("cargo", &[tool, "--version"]) {
            return Err(Failure::Missing(format!(
                "`cargo {tool}` was not found. Run `rustup component add {name}`, then try again."
            )));
        }
    }
    Ok(())
}
