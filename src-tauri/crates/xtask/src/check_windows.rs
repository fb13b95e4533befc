//! `cargo xtask check-windows`: the crates below the window, cross-compiled and tested under wine.
//!
//! It emulates the GNU target. It is no evidence for real Windows, for the MSVC target, for WebView2 or for the installer.

use std::path::{Path, PathBuf};

use crate::checkout::Checkout;
use crate::steps::{Failure, Step, Steps, answers, output_of};
use crate::{no_arguments, packages, page};

/// What `--help` prints.
pub const HELP: &str = "\
cargo xtask check-windows

Cross-compiles the crates below the window to x86_64-pc-windows-gnu and runs their tests
under wine, on Debian or Ubuntu (it installs mingw and wine, 1.1 GB). It shows nothing about
WebView2, the installer or real Windows. The first run takes many minutes.

The Windows standard library comes from rustup where there is one. Without rustup it is built
from its sources, which must be of this toolchain's very version: set REASSURE_RUST_SRC to a
folder that holds `library/`, such as the one of Debian's package rust-src.
";

const TARGET: &str = "x86_64-pc-windows-gnu";
const MINGW: &str = "x86_64-w64-mingw32-gcc";
const PACKAGES: &[&str] = &[
    "gcc-mingw-w64-x86-64-posix",
    "g++-mingw-w64-x86-64-posix",
    "wine64",
    "wine",
    // Brings perl and make, which OpenSSL's own build needs.
    "build-essential",
];
const CRATES: &[&str] = &["caseload", "planning", "attrition", "casebook", "exchange", "summaries", "desk", "terminal"];

/// Cross-compiles and tests the crates below the window.
pub fn check_windows(checkout: &Checkout, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    no_arguments(rest, HELP)?;
    if !cfg!(target_os = "linux") {
        return Err(Failure::Usage(
            "check-windows works on Linux only. On Windows, run `cargo test` itself.".to_owned(),
        ));
    }
    packages::install(&[PACKAGES], steps)?;
    page::install(checkout, steps)?;
    let place = checkout.target.join("windows-check");
    let library = standard_library(&place, steps)?;
    put_wine_shim(&place, steps)?;

    let mut tests = vec!["test", "--target", TARGET, "--locked"];
    for name in CRATES {
        tests.extend(["--package", name]);
    }
    let mut step = Step::new("tests for Windows", "cargo", &tests)
        .env("CARGO_TARGET_DIR", &place)
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", MINGW)
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine")
        .env("OPENSSL_NO_VENDOR", "0")
        .env("WINEPREFIX", place.join("wine"))
        .env("WINEDEBUG", "-all");
    if let Library::BuiltWith { rustc } = library {
        // Building std is an unstable feature, which this variable opens on a stable toolchain.
        step = step
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort,panic_unwind,proc_macro,test")
            .env("RUSTC", rustc);
    }
    steps.run(&step.within(&checkout.root))
}

/// Where the Windows standard library comes from.
enum Library {
    /// The toolchain has it ready.
    Ready,
    /// It is built from sources by this compiler.
    BuiltWith { rustc: PathBuf },
}

fn standard_library(place: &Path, steps: &mut Steps) -> Result<Library, Failure> {
    let sysroot = PathBuf::from(output_of("rustc", &["--print", "sysroot"]).unwrap_or_default());
    let ready = sysroot.join("lib").join("rustlib").join(TARGET);
    if ready.is_dir() {
        return Ok(Library::Ready);
    }
    if answers("rustup", &["--version"]) {
        let add = Step::new("standard library for Windows", "rustup", &["target", "add", TARGET]);
        // Without a network this fails, and the sources below may still be at hand.
        if steps.run(&add).is_ok() && ready.is_dir() {
            return Ok(Library::Ready);
        }
    }
    if sources(&sysroot).is_dir() {
        let rustc = sysroot.join("bin").join("rustc");
        return Ok(Library::BuiltWith { rustc });
    }
    let Some(given) = std::env::var_os("REASSURE_RUST_SRC") else {
        return Err(Failure::Missing(format!(
            "The Windows standard library is missing. Either run `rustup target add {TARGET}`, or get the sources of {} (Debian's package rust-src of the same version) and set REASSURE_RUST_SRC to the folder that holds their `library`.",
            output_of("rustc", &["--version"]).unwrap_or_default()
        )));
    };
    let copy = copied_toolchain(&sysroot, Path::new(&given), place, steps)?;
    let rustc = copy.join("bin").join("rustc");
    Ok(Library::BuiltWith { rustc })
}

/// Where a toolchain keeps its library's sources.
fn sources(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib/src/rust/library")
}

/// Puts the sources into a copy of the toolchain, so that the installed one stays as it is.
fn copied_toolchain(sysroot: &Path, given: &Path, place: &Path, steps: &mut Steps) -> Result<PathBuf, Failure> {
    let copy = place.join("toolchain");
    if sources(&copy).is_dir() {
        return Ok(copy);
    }
    let library = given.join("library");
    if !library.is_dir() {
        return Err(Failure::Missing(format!("REASSURE_RUST_SRC is set, but there is no {}.", library.display())));
    }
    let all = ["--recursive", "--no-target-directory"];
    make_folder(place)?;
    let toolchain = Step::new("copy of the toolchain", "cp", &all);
    steps.run(&toolchain.arg(sysroot).arg(&copy))?;
    let into = sources(&copy);
    // Under its final name only when whole, so that a copy broken off is made again.
    let part = into.with_extension("part");
    make_folder(&part)?;
    let sources = Step::new("library sources", "cp", &all);
    steps.run(&sources.arg(&library).arg(&part))?;
    std::fs::rename(&part, &into).map_err(|error| Failure::File { path: into, error })?;
    Ok(copy)
}

/// Old wine lacks a library that Rust's std needs for random numbers: this compiles a stand-in beside the tests. It is never shipped.
fn put_wine_shim(place: &Path, steps: &mut Steps) -> Result<(), Failure> {
    let beside_tests = place.join(TARGET).join("debug").join("deps");
    make_folder(&beside_tests)?;
    let source = place.join("process_prng.c");
    std::fs::write(&source, include_str!("process_prng.c"))
        .map_err(|error| Failure::File { path: source.clone(), error })?;
    let step = Step::new("stand-in for wine", MINGW, &["-shared", "-o"])
        .arg(beside_tests.join("bcryptprimitives.dll"))
        .arg(&source)
        .arg("-ladvapi32");
    steps.run(&step)
}

fn make_folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| Failure::File { path: path.to_path_buf(), error })
}
