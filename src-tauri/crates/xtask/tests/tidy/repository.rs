//! The repository as files: what is committed, and nothing that a build makes.

use std::fs;
use std::path::{Path, PathBuf};

/// A committed file.
pub struct Source {
    /// From the root, with forward slashes.
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        Path::new(&self.path).extension().is_some_and(|own| extensions.iter().any(|other| own == *other))
    }

    /// Rust that ships: no tests, no examples, no benches, and not what a developer runs.
    pub fn ships(&self) -> bool {
        let apart = ["/tests/", "/examples/", "/benches/", "/xtask/"];
        self.has_extension(&["rs"])
            && self.path.starts_with("src-tauri/")
            && !apart.iter().any(|part| self.path.contains(part))
            && !self.path.ends_with("/tests.rs")
    }

    /// The lines before the tests that stand last in a file, numbered from 1.
    pub fn shipping_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(place, line)| (place + 1, line));
        lines.take_while(|(_, line)| line.trim_start() != "#[cfg(test)]" || line.starts_with(' '))
    }
}

pub fn root() -> PathBuf {
    // src-tauri/crates/xtask is three folders below the root.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap().to_path_buf()
}

/// Every committed text file, but for lock files and public data.
pub fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root(), &ignored(), &mut found);
    assert!(found.len() > 100, "the walk finds the repository: {} files", found.len());
    found
}

/// The names at the root, but for those that git ignores.
pub fn root_entries() -> Vec<String> {
    let ignored = ignored();
    let entries = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = entries
        .filter(|path| !ignored.contains(path))
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Folders that git ignores: `.gitignore` names each from the root.
fn ignored() -> Vec<PathBuf> {
    let text = fs::read_to_string(root().join(".gitignore")).unwrap();
    let named = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    named.map(|line| root().join(line.trim_matches('/'))).chain([root().join(".git")]).collect()
}

fn walk(folder: &Path, ignored: &[PathBuf], found: &mut Vec<Source>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if ignored.contains(&path) {
            continue;
        }
        if path.is_dir() {
            walk(&path, ignored, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
}
