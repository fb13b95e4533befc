//! Doors and arrows: each room names only what it was built to fence.

use crate::repository::{root, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Which rooms a room may name. Arrows never turn back.
const DOORS: [(&str, &[&str]); 10] = [
    ("window", &["desk"]),
    ("terminal", &["desk"]),
    ("desk", &["casebook", "planning", "attrition", "exchange", "summaries", "caseload"]),
    ("casebook", &["caseload"]),
    ("planning", &["caseload"]),
    ("attrition", &["caseload"]),
    ("exchange", &["caseload"]),
    ("summaries", &["caseload"]),
    ("caseload", &[]),
    ("xtask", &[]),
];

/// What one room alone may name, with that room. A name ending in `*` is a family.
const FENCES: [(&str, &str); 16] = [
    ("rusqlite", "casebook"),
    ("tokio-postgres", "casebook"),
    ("argon2", "casebook"),
    ("chacha20poly1305", "casebook"),
    ("tauri*", "window"),
    ("typst*", "summaries"),
    ("usvg", "summaries"),
    ("plotters*", "summaries"),
    ("csv", "exchange"),
    ("calamine", "exchange"),
    ("icalendar", "exchange"),
    ("rust_xlsxwriter", "exchange"),
    ("encoding_rs", "exchange"),
    ("good_lp", "planning"),
    ("highs*", "planning"),
    ("pathfinding", "planning"),
];

/// The normal dependencies of each member, by the member's name.
fn members() -> BTreeMap<String, BTreeSet<String>> {
    let manifests = sources().into_iter().filter(|source| source.path.ends_with("/Cargo.toml"));
    manifests
        .map(|source| {
            let manifest: toml::Table = source.text.parse().unwrap();
            let name = manifest["package"]["name"].as_str().unwrap().to_owned();
            let mut named = BTreeSet::new();
            let keys = |table: Option<&toml::Value>| -> Vec<String> {
                table.and_then(toml::Value::as_table).map(|table| table.keys().cloned().collect()).unwrap_or_default()
            };
            named.extend(keys(manifest.get("dependencies")));
            for target in
                manifest.get("target").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values)
            {
                named.extend(keys(target.get("dependencies")));
            }
            (name, named)
        })
        .collect()
}

#[test]
fn rooms_name_only_the_rooms_they_have_a_door_to() {
    let members = members();
    let rooms: BTreeSet<&str> = members.keys().map(String::as_str).collect();
    let designed: BTreeSet<&str> = DOORS.iter().map(|(room, _)| *room).chain(["journeys"]).collect();
    assert_eq!(rooms, designed, "a room comes or goes with its row in the table of doors");
    for (room, doors) in DOORS {
        let named: BTreeSet<&str> =
            members[room].iter().map(String::as_str).filter(|name| rooms.contains(name)).collect();
        let allowed: BTreeSet<&str> = doors.iter().copied().collect();
        assert!(named.is_subset(&allowed), "{room} names {named:?}, and has doors to {allowed:?} only");
    }
}

#[test]
fn a_fenced_dependency_is_named_by_its_own_room_alone() {
    for (room, named) in members() {
        for (fenced, owner) in FENCES {
            let inside = |name: &String| match fenced.strip_suffix('*') {
                Some(family) => *name == family || name.starts_with(&format!("{family}-")),
                None => name == fenced,
            };
            // What tests and measures the rooms may open their files directly.
            if room != owner && room != "journeys" {
                assert!(!named.iter().any(inside), "{room} names {fenced}, which {owner} alone may");
            }
        }
    }
}

#[test]
fn the_rules_touch_no_disk_no_wire_and_no_clock() {
    let banned = ["std::fs", "std::net", "std::io", "std::env", "std::process", "SystemTime", "Instant", "serde"];
    for source in sources().iter().filter(|source| source.path.starts_with("src-tauri/crates/caseload/")) {
        for word in banned {
            assert!(!source.text.contains(word), "{} names {word}: caseload has no I/O and no clock", source.path);
        }
    }
}

#[test]
fn only_the_shells_clock_asks_the_time() {
    for source in sources().iter().filter(|source| source.ships()) {
        if source.path == "src-tauri/crates/desk/src/clock.rs" {
            continue;
        }
        for (number, line) in source.shipping_lines() {
            let asks = ["Utc::now", "Local::now", "SystemTime::now"].iter().any(|call| line.contains(call));
            assert!(!asks, "{}:{number} asks the time: today is an argument", source.path);
        }
    }
}

#[test]
fn the_map_is_true() {
    let map = fs::read_to_string(root().join("src-tauri/ARCHITECTURE.md")).expect("the map, src-tauri/ARCHITECTURE.md");
    for (room, _) in DOORS {
        assert!(map.contains(&format!("`{room}")) || map.contains(&format!("{room}/")), "the map leaves out {room}");
    }
    let bases = [root(), root().join("src-tauri"), root().join("src-tauri/crates")];
    for named in map.split('`').skip(1).step_by(2) {
        let is_path = named.contains('/')
            && !named.contains([' ', '*', '<', '→', ':', '='])
            && !named.starts_with(['/', '-', '@', '~'])
            && (named.ends_with('/') || named.rsplit('/').next().is_some_and(|last| last.contains('.')));
        assert!(
            !is_path || bases.iter().any(|base| base.join(named).exists()),
            "the map names `{named}`, which is not there"
        );
    }
}
