//! `cargo xtask bench` and `cargo xtask pictures`: two programs of the journeys crate, with what they need around them.

use crate::checkout::Checkout;
use crate::package::released;
use crate::steps::{Failure, Step, Steps};
use crate::test::{build_everything, on_a_display};
use crate::{no_arguments, packages, page, reader};
use std::path::PathBuf;

/// What `bench --help` prints.
pub const BENCH_HELP: &str = "\
cargo xtask bench [SIZE ...] [imports | pages] [--in FOLDER]
cargo xtask bench import | plan | effects [CASES] | figures [CASES]

Times import, Today, search, plan, trends and summary at 2,000 and 250,000 cases,
or as many as asked, built for release with the OpenSSL that is shipped, and prints
medians and memory. src-tauri/BENCHMARKS.md keeps the latest. imports is only extracts:
previewed, cancelled half-way, applied, taken back; pages is only what a person opens.
--in keeps the demo desk of each size in a folder for the next run.

bench plan times the plan side by side with OR-Tools' SimpleMinCostFlow, on the same
instances and the same sum. It installs OR-Tools from PyPI into target/bench-python.

bench effects times curves and models of the contact's effect at 1,000,000 cases, side by
side in one run with R's survival package, which it installs.

bench figures times shares by month, cohorts, coverage and counts by group at 1,000,000
cases, side by side in one run with polars from PyPI, and compares every count.

bench import only reads and checks 250,000 rows, beside DuckDB and pandas, which it
installs under target/.
";

/// What `pictures --help` prints.
pub const PICTURES_HELP: &str = "\
cargo xtask pictures

Takes the README's pictures from the real window on a display of its own.
";

/// Runs the benchmark program.
pub fn bench(checkout: &Checkout, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    if rest == ["plan"] {
        return bench_plan(checkout, steps);
    }
    if rest == ["import"] {
        return reader::bench_import(checkout, steps);
    }
    if let Some((part, rest)) = rest.split_first().filter(|(part, _)| part.as_str() == "effects") {
        return effects(part, rest, steps);
    }
    if let Some((_, rest)) = rest.split_first().filter(|(part, _)| part.as_str() == "figures") {
        return figures(checkout, rest, steps);
    }
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        let known = match word.as_str() {
            "imports" | "pages" => true,
            "--in" => words.next().is_some(),
            size => size.parse::<u32>().is_ok(),
        };
        if !known {
            return Err(Failure::Usage(format!("\"{word}\" is no size, no part and no folder.\n\n{BENCH_HELP}")));
        }
    }
    packages::install(&[packages::BELOW_THE_WINDOW], steps)?;
    page::install(checkout, steps)?;
    let program = ["run", "--release", "--package", "journeys", "--bin", "bench", "--"];
    let bench = rest.iter().fold(Step::new("bench", "cargo", &program), |step, size| step.arg(size));
    steps.run(&released(bench))
}

/// A Python of the benchmarks' own, with these packages from PyPI.
fn python_with(packages: &[&str], checkout: &Checkout, steps: &mut Steps) -> Result<PathBuf, Failure> {
    packages::install(&[packages::PYTHON], steps)?;
    let place = checkout.bench_python();
    let python = place.join("bin/python");
    if !python.exists() {
        steps.run(&Step::new("Python of its own", "python3", &["-m", "venv"]).arg(&place))?;
    }
    let install = ["-m", "pip", "install", "--quiet"];
    let step = Step::new("packages from PyPI", &python.display().to_string(), &install);
    steps.run(&packages.iter().fold(step, |step, package| step.arg(package)))?;
    Ok(python)
}

/// Runs the plan against OR-Tools.
fn bench_plan(checkout: &Checkout, steps: &mut Steps) -> Result<(), Failure> {
    let python = python_with(&["ortools==9.15.6755", "numpy"], checkout, steps)?;
    let bench = ["bench", "--package", "planning", "--bench", "against_ortools", "--", "--python"];
    steps.run(&Step::new("bench plan", "cargo", &bench).arg(&python))
}

/// Runs the benchmark of shares and counts beside polars.
fn figures(checkout: &Checkout, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    packages::install(&[packages::BELOW_THE_WINDOW], steps)?;
    let python = python_with(&["polars==2.1.0"], checkout, steps)?;
    let bench = ["bench", "--package", "attrition", "--bench", "figures", "--"];
    let bench = rest.iter().fold(Step::new("bench figures", "cargo", &bench), |step, word| step.arg(word));
    steps.run(&bench.arg("--python").arg(&python))
}

/// Runs the effects' benchmark beside R.
fn effects(part: &str, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    packages::install(&[packages::BELOW_THE_WINDOW, packages::R], steps)?;
    let mut words = vec!["bench", "--package", "attrition", "--bench", part];
    if !rest.is_empty() {
        words.push("--");
        words.extend(rest.iter().map(String::as_str));
    }
    steps.run(&Step::new("bench effects", "cargo", &words))
}

/// Runs the picture program against the real window.
pub fn pictures(checkout: &Checkout, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    no_arguments(rest, PICTURES_HELP)?;
    let needed = [packages::BELOW_THE_WINDOW, packages::WINDOW, packages::TESTS];
    packages::install(&needed, steps)?;
    page::install(checkout, steps)?;
    page::script(checkout, "build", steps)?;
    build_everything(steps)?;
    let program = checkout.program("debug", "pictures").display().to_string();
    steps.run(&on_a_display(Step::new("pictures", &program, &[]), checkout))
}
