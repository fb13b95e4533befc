//! What the house holds, and where.

use crate::repository::{Source, root_entries, sources};

/// What may stand at the root, and nothing else.
const ROOT: [&str; 14] = [
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".gitattributes",
    ".gitignore",
    ".rustfmt.toml",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "icons",
    "src-tauri",
    "tests",
];

/// Marks of unfinished or switched-off work, in pieces so that this file is not found.
const MARKS: [&str; 11] = [
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("dbg", "!("),
    concat!("#[", "ignore"),
    concat!("it", ".only("),
    concat!("test", ".only("),
    concat!("describe", ".only("),
    concat!("it", ".skip("),
    concat!("test", ".skip("),
    concat!("describe", ".skip("),
    concat!("FIX", "ME"),
];

/// The database asking the time: the day of an entry is an argument.
const SQL_CLOCK: [&str; 6] = [
    concat!("date('", "now'"),
    concat!("datetime('", "now'"),
    concat!("time('", "now'"),
    concat!("unix", "epoch("),
    concat!("CURRENT_", "TIMESTAMP"),
    concat!("CURRENT_", "DATE"),
];

#[test]
fn the_root_holds_only_what_must_be_there() {
    let others: Vec<String> =
        root_entries().into_iter().filter(|name| name != "ui" && !ROOT.contains(&name.as_str())).collect();
    assert!(others.is_empty(), "{others:?} at the root: find each a room");
}

#[test]
fn there_is_one_package_json() {
    let found: Vec<String> = sources()
        .into_iter()
        .map(|source| source.path)
        .filter(|path| path == "package.json" || path.ends_with("/package.json"))
        .collect();
    assert_eq!(found, ["ui/package.json"], "the bundled page is the only thing npm builds");
}

#[test]
fn nothing_is_unfinished_or_switched_off() {
    refuse(&["rs", "ts", "svelte"], &MARKS, "finish it, or take it out");
}

#[test]
fn the_database_is_never_asked_the_time() {
    refuse(&["rs", "sql"], &SQL_CLOCK, "the day is an argument");
}

#[test]
fn each_crate_says_what_it_is_for_and_what_it_refuses() {
    let roots = sources().into_iter().filter(|source| {
        let crates = source.path.strip_prefix("src-tauri/crates/").and_then(|path| path.split_once('/'));
        matches!(crates, Some((_, "src/lib.rs" | "src/main.rs"))) || source.path == "src-tauri/src/main.rs"
    });
    for source in roots {
        let head: String = source.text.lines().take_while(|line| line.starts_with("//!")).collect();
        assert!(head.contains("refuse"), "{} begins with what the room is for and what it refuses", source.path);
    }
}

fn refuse(extensions: &[&str], words: &[&str], remedy: &str) {
    let hit = |source: &Source| {
        let lines = source.text.lines().enumerate();
        let mut hits = lines.filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        hits.next().map(|(place, line)| format!("{}:{}: {}", source.path, place + 1, line.trim()))
    };
    let hits: Vec<String> =
        sources().iter().filter(|source| source.has_extension(extensions)).filter_map(hit).collect();
    assert!(hits.is_empty(), "{remedy}:\n{}", hits.join("\n"));
}
