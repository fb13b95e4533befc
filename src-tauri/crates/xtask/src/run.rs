//! `cargo xtask run`: from a fresh clone to the window on a demo desk.

use std::path::{Path, PathBuf};

use crate::checkout::Checkout;
use crate::steps::{Failure, Step, Steps};
use crate::{headless, packages, page};

/// What `--help` prints.
pub const HELP: &str = "\
cargo xtask run [--headless] [--desk DIR]

Installs what is missing, builds, and opens the window on a demo desk of invented cases.
Where there is no display (neither DISPLAY nor WAYLAND_DISPLAY), or with --headless,
it does a month's work from the command line instead: makes the demo desk, prints Today,
plans, and writes the month's PDF and the charts into out/.

  --headless   work from the command line even where there is a display
  --desk DIR   the desk to open; a demo desk is made there if there is none.
               Without it: demo-desk in cargo's target directory, gone with `cargo clean`
";

/// Builds what is needed and opens the window, or does the main job from the terminal where there is no display.
pub fn run(checkout: &Checkout, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    let (headless_asked, desk) = arguments(checkout, rest)?;
    if headless_asked || !has_display() {
        packages::install(&[packages::BELOW_THE_WINDOW], steps)?;
        // The typeface of paper and charts comes with the page's packages.
        page::install(checkout, steps)?;
        steps.run(&Step::new("build", "cargo", &["build", "--package", "terminal"]))?;
        return headless::a_months_work(checkout, &desk, steps);
    }
    packages::install(&[packages::BELOW_THE_WINDOW, packages::WINDOW], steps)?;
    page::install(checkout, steps)?;
    page::script(checkout, "build", steps)?;
    let build = ["build", "--package", "window", "--package", "terminal"];
    steps.run(&Step::new("build", "cargo", &build))?;
    headless::make_demo_desk(checkout, &desk, steps)?;
    println!("\n{}", headless::how_to_sign_in(&desk));
    let window = checkout.window().display().to_string();
    steps.run(&Step::new("window", &window, &["--desk"]).arg(&desk))
}

fn arguments(checkout: &Checkout, rest: &[String]) -> Result<(bool, PathBuf), Failure> {
    let mut headless = false;
    let mut desk = checkout.target.join("demo-desk");
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        match (word.as_str(), word.strip_prefix("--desk=")) {
            ("--headless", _) => headless = true,
            ("--desk", _) => match words.next() {
                Some(folder) => desk = absolute(Path::new(folder))?,
                None => return Err(Failure::Usage(format!("--desk needs a folder.\n\n{HELP}"))),
            },
            (_, Some(folder)) => desk = absolute(Path::new(folder))?,
            (other, None) => {
                return Err(Failure::Usage(format!("\"{other}\" is not known here.\n\n{HELP}")));
            }
        }
    }
    Ok((headless, desk))
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|error| Failure::File { path: path.to_path_buf(), error })
}

/// Whether a window can be shown. Windows and macOS always have a display.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
