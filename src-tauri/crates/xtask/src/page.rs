//! The web page in `ui/`: its packages, its checks and its build, through npm.

use std::path::Path;
use std::time::SystemTime;

use crate::checkout::Checkout;
use crate::steps::{Failure, Step, Steps, answers};

/// npm's name, which on Windows is a script with an ending.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs the page's packages where they are missing or older than the lock file.
pub fn install(checkout: &Checkout, steps: &mut Steps) -> Result<(), Failure> {
    if !answers(NPM, &["--version"]) {
        return Err(Failure::Missing(
            "npm was not found. Install Node 20 or newer with its npm, then try again.".to_owned(),
        ));
    }
    let ui = checkout.ui();
    let locked = changed_at(&ui.join("package-lock.json"));
    // npm writes this file last, so a broken-off installation counts as missing.
    let installed = changed_at(&ui.join("node_modules").join(".package-lock.json"));
    if installed.is_some() && installed >= locked {
        return Ok(());
    }
    let arguments = ["ci", "--no-audit", "--no-fund"];
    steps.run(&Step::new("page: packages", NPM, &arguments).within(&ui))
}

/// Runs one of the page's scripts: `build`, `check` or `test`.
pub fn script(checkout: &Checkout, script: &str, steps: &mut Steps) -> Result<(), Failure> {
    let name = format!("page: {script}");
    steps.run(&Step::new(&name, NPM, &["run", "--silent", script]).within(&checkout.ui()))
}

fn changed_at(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}
