//! Where things are: the checkout's own folders and the programs built from it.

use std::path::{Path, PathBuf};

use crate::steps::Failure;

/// The folders of this checkout. All paths are absolute.
pub struct Checkout {
    pub root: PathBuf,
    /// Cargo's target directory, wherever `CARGO_TARGET_DIR` or a configuration puts it.
    pub target: PathBuf,
}

impl Checkout {
    /// Finds the checkout from where this crate's manifest lies, and the target directory from where this program was built.
    pub fn find() -> Result<Self, Failure> {
        // src-tauri/crates/xtask is three folders below the root.
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).ok_or(Failure::NoCheckout)?.to_path_buf();
        if !root.join("Cargo.lock").is_file() {
            return Err(Failure::NoCheckout);
        }
        // The program is target/debug/xtask: asking it is right for every way of moving the target directory.
        let program = std::env::current_exe().map_err(|_| Failure::NoCheckout)?;
        let target = program.ancestors().nth(2).ok_or(Failure::NoCheckout)?.to_path_buf();
        Ok(Self { root, target })
    }

    /// The web page's folder, the only one with a package.json.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Where a person looks for what a verb has made.
    pub fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    /// The Python of its own that the planning benchmark gives to OR-Tools.
    pub fn bench_python(&self) -> PathBuf {
        self.target.join("bench-python")
    }

    /// The everyday window program.
    pub fn window(&self) -> PathBuf {
        self.program("debug", "reassure-window")
    }

    /// The everyday command-line program.
    pub fn terminal(&self) -> PathBuf {
        self.program("debug", "reassure")
    }

    /// A program as cargo leaves it for a profile folder, `debug` or `release`.
    pub fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}
