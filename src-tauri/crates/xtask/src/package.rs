//! `cargo xtask package`: the installable release.

use std::path::PathBuf;

use crate::checkout::Checkout;
use crate::steps::{Failure, Step, Steps};
use crate::{no_arguments, packages, page};

/// What `--help` prints.
pub const HELP: &str = "\
cargo xtask package

Builds the release with its own OpenSSL inside and makes a .deb of the window and the
command line, `reassure`. Says where the file is; it installs nothing.
On Windows it makes the installer instead, with the offline WebView2 (untried).
";

/// Builds both programs for release once, then lets Tauri bundle what is built.
/// `tauri build` would compile on its own, with other features than the command line's build, and so compile twice.
pub fn package(checkout: &Checkout, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    no_arguments(rest, HELP)?;
    packages::install(&[packages::BELOW_THE_WINDOW, packages::WINDOW], steps)?;
    page::install(checkout, steps)?;
    page::script(checkout, "build", steps)?;
    let build = [
        "build",
        "--release",
        "--locked",
        "--package",
        "window",
        "--package",
        "terminal",
        "--features",
        "window/custom-protocol",
    ];
    steps.run(&released(Step::new("release build", "cargo", &build)))?;

    let kind = if cfg!(windows) { "nsis" } else { "deb" };
    steps.run(&bundle(checkout, kind))?;
    let folder = checkout.target.join("release").join("bundle").join(kind);
    println!("\nThe installable release:");
    for file in files_of(&folder, if cfg!(windows) { "exe" } else { "deb" })? {
        println!("  {}", file.display());
    }
    Ok(())
}

/// Makes a release step compile the OpenSSL that is shipped, where everyday builds link the system's.
pub fn released(step: Step) -> Step {
    step.env("OPENSSL_NO_VENDOR", "0")
}

fn bundle(checkout: &Checkout, kind: &str) -> Step {
    let tauri = checkout.ui().join("node_modules").join(".bin").join(if cfg!(windows) { "tauri.cmd" } else { "tauri" });
    let step = Step::new(
        "bundle",
        &tauri.display().to_string(),
        &["bundle", "--bundles", kind, "--features", "custom-protocol", "--ci"],
    );
    let step = if cfg!(windows) {
        step
    } else {
        // The configuration names the command line in ./target; cargo may have been told to build elsewhere.
        // Rust's quoting of a path is JSON's for every path without control characters.
        let terminal = checkout.program("release", "reassure");
        let files = format!(r#"{{"bundle":{{"linux":{{"deb":{{"files":{{"/usr/bin/reassure":{terminal:?}}}}}}}}}}}"#);
        step.arg("--config").arg(files)
    };
    released(step).env("CARGO_TARGET_DIR", &checkout.target).within(&checkout.root.join("src-tauri"))
}

fn files_of(folder: &std::path::Path, ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| Failure::File { path: folder.to_path_buf(), error })?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    Ok(files)
}
