//! How long files and functions may grow.

use crate::repository::{Source, sources};
use std::collections::BTreeMap;

/// Lines a file may have.
const FILE_LINES_MAX: usize = 350;
/// Lines a function may have, from its signature to its closing brace.
const FUNCTION_LINES_MAX: usize = 70;

/// Files that are longer, with how many lines each may have. A number here may only fall.
const LONGER_FILES: &[(&str, usize)] = &[];

/// Functions that are longer, as `file: function`. A number here may only fall.
const LONGER_FUNCTIONS: &[(&str, usize)] = &[];

/// How far below its number something may fall before the number must follow, in lines.
const SLACK_LINES_MAX: usize = 20;

#[test]
fn files_stay_short_enough_to_read_at_once() {
    let long = sources().into_iter().filter(is_code).map(|source| {
        let lines = source.text.lines().count();
        (source.path, lines)
    });
    hold(long.filter(|(_, lines)| *lines > FILE_LINES_MAX).collect(), LONGER_FILES);
}

#[test]
fn functions_stay_short_enough_to_hold_in_mind() {
    let mut long = BTreeMap::new();
    for source in sources().into_iter().filter(|source| source.has_extension(&["rs"])) {
        for (name, lines) in functions(&source) {
            if lines > FUNCTION_LINES_MAX {
                long.insert(format!("{}: {name}", source.path), lines);
            }
        }
    }
    hold(long, LONGER_FUNCTIONS);
}

/// Refuses what grew past its number, and a number that could be lower.
fn hold(found: BTreeMap<String, usize>, ratchet: &[(&str, usize)]) {
    let allowed: BTreeMap<String, usize> = ratchet.iter().map(|(name, lines)| ((*name).to_owned(), *lines)).collect();
    let grown: Vec<String> = found
        .iter()
        .filter(|(name, lines)| allowed.get(*name).is_none_or(|allowed| *lines > allowed))
        .map(|(name, lines)| format!("{name} has {lines} lines"))
        .collect();
    assert!(grown.is_empty(), "too long; find the part that has a name of its own:\n{}", grown.join("\n"));
    let slack: Vec<String> = allowed
        .iter()
        .filter(|(name, allowed)| found.get(*name).is_none_or(|lines| lines + SLACK_LINES_MAX < **allowed))
        .map(|(name, _)| format!("{name}: {:?}", found.get(name)))
        .collect();
    assert!(slack.is_empty(), "shorter than the ratchet: lower its number, or take it out:\n{}", slack.join("\n"));
}

fn is_code(source: &Source) -> bool {
    // Generated bindings are as long as the wire is wide.
    source.has_extension(&["rs", "ts", "svelte", "sql", "typ"]) && source.path != "ui/src/ipc/wire.ts"
}

/// Functions with their lines. What rustfmt wrote closes a function with a brace at the signature's own depth.
fn functions(source: &Source) -> Vec<(String, usize)> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let depth = line.len() - line.trim_start().len();
        let Some((before, after)) = line.split_once("fn ") else { continue };
        let is_signature =
            before.trim().split(' ').all(|word| word.is_empty() || word.starts_with("pub") || word == "const")
                && after.contains(['(', '<']);
        if !is_signature {
            continue;
        }
        let close = format!("{}}}", " ".repeat(depth));
        let length = lines.iter().skip(start).position(|line| *line == close);
        let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        // A function on one line, or one without a body, has no closing brace of its own.
        let one_line = line.ends_with('}') || line.ends_with(';');
        if let Some(length) = length.filter(|_| !one_line) {
            found.push((name, length + 1));
        }
    }
    found
}
