//! Text: line ends, spaces, and nothing that is true of one machine only.

use crate::repository::{root, sources};
use std::fs;

/// Files that people write here. Fixtures keep what they were made with.
const WRITTEN: [&str; 13] =
    ["rs", "toml", "md", "sql", "ts", "svelte", "css", "scss", "html", "js", "json", "typ", "mjs"];

#[test]
fn lines_end_with_a_line_feed_and_carry_no_spaces() {
    for source in sources().iter().filter(|source| source.has_extension(&WRITTEN)) {
        assert!(!source.text.contains('\r'), "{} has carriage returns", source.path);
        assert!(source.text.is_empty() || source.text.ends_with('\n'), "{} ends within a line", source.path);
        // Bindings are stored as their generator writes them.
        if source.has_extension(&["rs", "toml", "sql"]) {
            let trailing = source.text.lines().position(|line| line.ends_with([' ', '\t']));
            assert_eq!(trailing, None, "{} has spaces at a line's end", source.path);
        }
    }
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    let folders = ["root", "work", "tmp", "Users"].map(|folder| format!("/{folder}/"));
    for source in sources().iter().filter(|source| !source.path.ends_with(".csv")) {
        for (place, line) in source.text.lines().enumerate() {
            for folder in &folders {
                let from_the_root = line.match_indices(folder.as_str()).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || ".-_/)}>".contains(c))
                });
                assert!(!from_the_root, "{}:{} names a folder of one machine: {}", source.path, place + 1, line.trim());
            }
        }
    }
}

#[test]
fn packages_are_locked_to_the_public_registries() {
    let locked = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for line in locked.lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(line, "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
    }
    let locked = fs::read_to_string(root().join("ui/package-lock.json")).unwrap();
    for line in locked.lines().filter(|line| line.contains("\"resolved\": ")) {
        assert!(line.contains("\"https://registry.npmjs.org/"), "not from the public registry: {}", line.trim());
    }
}
