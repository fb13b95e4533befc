//! The main job from the command line, on a demo desk: every word of `reassure` that this tool knows stands in this file.

use std::path::Path;

use crate::checkout::Checkout;
use crate::month::last_month;
use crate::steps::{Failure, Step, Steps};

/// The demo desk's coordinator, as `reassure demo` names them.
const COORDINATOR: &str = "Coordinator";
/// The demo desk's passphrase. It guards invented cases only, so it is no secret.
const PASSPHRASE: &str = "demo desk of invented cases";

/// Makes a demo desk in this folder, unless a desk is there.
pub fn make_demo_desk(checkout: &Checkout, desk: &Path, steps: &mut Steps) -> Result<(), Failure> {
    if desk.join("keys.json").is_file() {
        return Ok(());
    }
    let step = reassure(checkout, desk, "demo desk", &["demo"]);
    steps.run(&step)
}

/// Says how to sign in to the demo desk.
pub fn how_to_sign_in(desk: &Path) -> String {
    format!(
        "The desk is in {}.\nIf this tool made it, sign in as {COORDINATOR} with the passphrase: {PASSPHRASE}",
        desk.display()
    )
}

/// A month's work: the demo desk, Today, the plan accepted, last month on paper, and its charts.
pub fn a_months_work(checkout: &Checkout, desk: &Path, steps: &mut Steps) -> Result<(), Failure> {
    let out = checkout.out();
    std::fs::create_dir_all(&out).map_err(|error| Failure::File { path: out.clone(), error })?;
    let month = last_month();
    make_demo_desk(checkout, desk, steps)?;
    steps.run(&signed_in(checkout, desk, "Today", &["today"]))?;
    steps.run(&signed_in(checkout, desk, "plan", &["plan", "--accept"]))?;
    let paper = out.join("summary.pdf");
    let summary = signed_in(checkout, desk, "summary", &["summary", "--month", &month, "--out"]);
    make(summary, &paper, steps)?;
    let mut made = vec![paper];
    for series in ["withdrawal_closed", "src_coverage"] {
        let picture = out.join(format!("{series}.svg"));
        make(signed_in(checkout, desk, series, &["chart", series, "--out"]), &picture, steps)?;
        made.push(picture);
    }
    println!("\nDone without a window. The month {month} is in:");
    for path in made {
        println!("  {}", path.display());
    }
    println!("{}", how_to_sign_in(desk));
    Ok(())
}

/// Runs a step that ends with the file to write, and looks whether it wrote one.
fn make(step: Step, file: &Path, steps: &mut Steps) -> Result<(), Failure> {
    let failed = |error| Failure::File { path: file.to_path_buf(), error };
    if file.exists() {
        // An older one must not pass for this one's work.
        std::fs::remove_file(file).map_err(failed)?;
    }
    steps.run(&step.arg(file))?;
    std::fs::metadata(file).map(drop).map_err(failed)
}

/// A command of `reassure` by the demo's coordinator.
fn signed_in(checkout: &Checkout, desk: &Path, name: &str, words: &[&str]) -> Step {
    let mut all = vec!["--as", COORDINATOR];
    all.extend(words);
    reassure(checkout, desk, name, &all)
}

fn reassure(checkout: &Checkout, desk: &Path, name: &str, words: &[&str]) -> Step {
    let program = checkout.terminal().display().to_string();
    let mut step = Step::new(name, &program, &["--desk"]).arg(desk).env("REASSURE_PASSPHRASE", PASSPHRASE);
    for word in words {
        step = step.arg(word);
    }
    step
}
