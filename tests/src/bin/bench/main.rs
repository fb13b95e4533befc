//! Times the whole job at two sizes and prints medians and memory: `cargo xtask bench`.
//!
//! `bench SIZE … [imports | pages] [--in FOLDER]` takes other sizes, or one part; with a folder the demo desk of each
//! size is kept there and used again. Figures are of this machine, at this moment: compare within one run only.

mod extract;
mod imports;
mod measure;
mod pages;

use chrono::{NaiveDate, TimeZone, Utc};
use desk::{DeskError, Now};
use measure::{load, say};
use std::path::{Path, PathBuf};

/// The parts there are, in the order they run.
const PARTS: [&str; 2] = ["imports", "pages"];

fn main() -> Result<(), DeskError> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let folder = words.iter().position(|word| word == "--in").and_then(|at| {
        let folder = words.get(at + 1).cloned();
        words.drain(at..(at + 2).min(words.len()));
        folder
    });
    let asked: Vec<u32> = words.iter().filter_map(|size| size.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![2_000, 250_000] } else { asked };
    let is_asked = |part: &str| words.iter().any(|word| word == part) || !words.iter().any(|word| is_part(word));
    for cases in sizes {
        say(&format!("\n{cases} cases (load of the machine {})", load()));
        let place = Place::new(folder.as_deref(), cases)?;
        if is_asked("imports") {
            imports::imports(&place, cases, now())?;
        }
        if is_asked("pages") {
            pages::pages(&place, cases, now())?;
        }
    }
    Ok(())
}

fn is_part(word: &str) -> bool {
    PARTS.contains(&word)
}

/// Where desks are made.
pub struct Place {
    temporary: tempfile::TempDir,
    kept: Option<PathBuf>,
}

impl Place {
    fn new(kept: Option<&str>, cases: u32) -> Result<Self, DeskError> {
        let kept = kept.map(|folder| Path::new(folder).join(cases.to_string()));
        let near = kept.clone().unwrap_or_else(std::env::temp_dir);
        std::fs::create_dir_all(&near).map_err(|source| disk(&near, source))?;
        let temporary = tempfile::tempdir_in(&near).map_err(|source| disk(&near, source))?;
        Ok(Self { temporary, kept })
    }

    /// A folder that goes with the run.
    pub fn fresh(&self, name: &str) -> Result<PathBuf, DeskError> {
        let folder = self.temporary.path().join(name);
        std::fs::create_dir_all(&folder).map_err(|source| disk(&folder, source))?;
        Ok(folder)
    }

    /// A folder that stays, where one was asked for.
    pub fn kept(&self, name: &str) -> Option<PathBuf> {
        self.kept.as_ref().map(|kept| kept.join(name))
    }
}

/// A fixed day, so that every run invents the same.
fn now() -> Now {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let at = today.and_hms_opt(9, 0, 0).map(|time| Utc.from_utc_datetime(&time)).unwrap_or_default();
    Now { at, today }
}

pub fn disk(path: &Path, source: std::io::Error) -> DeskError {
    DeskError::Disk { path: path.to_path_buf(), what: "written", source }
}
