//! Neither side of the window may name a command, or an argument of one, that the other lacks.

use super::COMMANDS;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Arguments by command.
type Commands = BTreeMap<String, BTreeSet<String>>;

#[test]
fn the_page_calls_every_command_and_no_other_by_the_same_argument_names() {
    let (page, window) = (called_by_the_page(), answered_by_the_window());
    let listed: BTreeSet<&str> = COMMANDS.iter().map(|(_, name)| *name).collect();
    assert_eq!(listed.len(), COMMANDS.len(), "no command is listed twice");
    let called: BTreeSet<&str> = page.keys().map(String::as_str).collect();
    assert_eq!(called, listed, "left: what the page calls; right: what is registered");
    assert_eq!(page, window, "left: the page's arguments; right: the commands' own");
}

/// What `call('name', { key, key: value })` and `invoke('name')` say in the page's door.
fn called_by_the_page() -> Commands {
    let mut commands = Commands::new();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc"), "ts") {
        if file.to_string_lossy().ends_with(".test.ts") {
            continue;
        }
        let source = std::fs::read_to_string(&file).unwrap();
        for after in source.split("call(").chain(source.split("invoke(")).filter_map(|rest| rest.strip_prefix('\'')) {
            let (name, rest) = after.split_once('\'').expect("a command's name ends");
            let arguments =
                rest.strip_prefix(", {").and_then(|rest| rest.split_once('}')).map_or("", |(inside, _)| inside);
            let keys = arguments.split(',').filter_map(|pair| pair.split(':').next()).map(str::trim);
            let keys = keys.filter(|key| !key.is_empty()).map(str::to_owned).collect();
            let before = commands.insert(name.to_owned(), keys);
            assert!(before.is_none(), "{name} is called in one place");
        }
    }
    commands
}

/// What the command functions take, in JavaScript's spelling, which is Tauri's default.
fn answered_by_the_window() -> Commands {
    let mut commands = Commands::new();
    for (area, name) in COMMANDS {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/commands/{area}.rs"));
        let parsed = syn::parse_file(&std::fs::read_to_string(file).unwrap()).unwrap();
        let functions =
            parsed.items.iter().filter_map(|item| if let syn::Item::Fn(it) = item { Some(it) } else { None });
        let mut named = functions.filter(|function| function.sig.ident == name);
        let inputs = &named.next().expect("a listed command stands in its area's file").sig.inputs;
        let names = inputs.iter().filter_map(|input| {
            let syn::FnArg::Typed(argument) = input else { return None };
            if let syn::Pat::Ident(pattern) = &*argument.pat { Some(pattern.ident.to_string()) } else { None }
        });
        // These two are handed in by Tauri.
        let keys = names.filter(|name| name != "here" && name != "window").map(|name| camel(&name)).collect();
        commands.insert((*name).to_owned(), keys);
    }
    commands
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |joined, word| joined + &word[..1].to_uppercase() + &word[1..])
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the page's door is a folder");
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}
