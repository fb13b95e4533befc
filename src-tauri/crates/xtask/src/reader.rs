//! `cargo xtask fuzz` and `cargo xtask bench import`: the reader of files under strange inputs, and beside other readers.

use crate::checkout::Checkout;
use crate::steps::{Failure, Step, Steps};

/// What `fuzz --help` prints.
pub const FUZZ_HELP: &str = "\
cargo xtask fuzz [MINUTES] [--keep]

Fuzzes the reader of extracts, the mappings and the proposals for 10 minutes, on stable Rust.
--keep adds inputs that led somewhere new to src-tauri/crates/exchange/tests/corpus, which a test replays.
";

/// Where the benchmark keeps its file and its Python.
const FOLDER: &str = "target/bench-import";

/// Fuzzes the reader.
pub fn fuzz(_: &Checkout, rest: &[String], steps: &mut Steps) -> Result<(), Failure> {
    let known = |word: &String| word == "--keep" || word.parse::<u32>().is_ok();
    if let Some(word) = rest.iter().find(|word| !known(word)) {
        return Err(Failure::Usage(format!("\"{word}\" is not known here.\n\n{FUZZ_HELP}")));
    }
    let mut program = vec!["run", "--release", "--package", "exchange", "--example", "fuzz", "--"];
    let minutes = rest.iter().find(|word| *word != "--keep").map_or("10", String::as_str);
    program.push(minutes);
    program.extend(rest.iter().filter(|word| *word == "--keep").map(String::as_str));
    steps.run(&Step::new("fuzz", "cargo", &program))
}

/// Times our reading and checking of 250,000 rows beside DuckDB's and pandas' mere reading of them into a table.
pub fn bench_import(_: &Checkout, steps: &mut Steps) -> Result<(), Failure> {
    let file = format!("{FOLDER}/extract.csv");
    let python = format!("{FOLDER}/python");
    steps.run(&Step::new("folder", "mkdir", &["-p", FOLDER]))?;
    let ours = ["run", "--release", "--package", "exchange", "--example", "read_speed", "--", "250000", &file];
    steps.run(&Step::new("our reader", "cargo", &ours))?;
    steps.run(&Step::new("a Python of its own", "python3", &["-m", "venv", &python]))?;
    let pip = format!("{python}/bin/pip");
    steps.run(&Step::new("DuckDB and pandas", &pip, &["install", "--quiet", "duckdb", "pandas"]))?;
    let others = "src-tauri/crates/exchange/examples/read_speed.py";
    steps.run(&Step::new("other readers", &format!("{python}/bin/python"), &[others, &file]))
}
