//! Fuzzes the reader, the mapping and the proposal on stable Rust: `cargo xtask fuzz [MINUTES]`.
//!
//! Inputs are mutations of the corpus in `tests/corpus`; one that leads to a refusal, an error or a form not met before
//! joins the corpus for this run. An input that breaks something is written to `tests/corpus` as `broke-….bin`.
#![expect(clippy::print_stdout, reason = "a developer's tool talks on the terminal")]

#[path = "../tests/files/exercise.rs"]
mod exercise;

use exercise::{Signature, exercise, mappings};
use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// The longest input; longer ones find the same more slowly.
const LONGEST: usize = 4_000;
/// Pieces that mean something to the reader.
const TOKENS: &[&str] = &[
    "\"",
    "\"\"",
    ";",
    ",",
    "|",
    "\t",
    "\r\n",
    "\n",
    "\r",
    "=\"",
    "=HYPERLINK(\"",
    "\",\"",
    ")",
    "\u{feff}",
    "#REF!",
    "1.2E+10",
    "03/04/2026",
    "25/12/2025",
    "31/02/2026",
    "46302",
    "2026-01-05",
    "RACE",
    "Ref",
    "Reported",
    "Risk",
    "High",
    "Victim",
    "Flags",
    "PC 12",
    "é",
    "\0",
    "0001/26",
    "[fields.risk]",
    "version = 1",
    "values = {",
    "a,b,c,d,e,f,g,h,i,j",
];

/// A small generator of random numbers: the same seed, the same run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let minutes: u64 = std::env::args().nth(1).map_or(Ok(10), |text| text.parse())?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mappings = mappings();
    let mut corpus: Vec<Vec<u8>> = Vec::new();
    for file in fs::read_dir(&folder)? {
        corpus.push(fs::read(file?.path())?);
    }
    for fixture in ["rms-sample.csv", "merged.xlsx", "two-sheets.xlsx", "extract.ods"] {
        corpus.push(fs::read(folder.join("../fixtures").join(fixture))?);
    }
    let mut met = Signature::new();
    for input in &corpus {
        met.extend(exercise(input, &mappings));
    }
    let known = corpus.len();
    // A broken input is reported below, in one line.
    std::panic::set_hook(Box::new(|_| {}));
    let (started, mut random, mut runs) = (Instant::now(), Random(0x5eed_cafe_f00d_0001), 0_u64);
    while started.elapsed() < Duration::from_secs(minutes * 60) {
        let input = mutated(&corpus, &mut random);
        runs += 1;
        match catch_unwind(AssertUnwindSafe(|| exercise(&input, &mappings))) {
            Err(_) => {
                let mut hasher = DefaultHasher::new();
                input.hash(&mut hasher);
                let path = folder.join(format!("broke-{:016x}.bin", hasher.finish()));
                fs::write(&path, &input)?;
                return Err(format!("broken after {runs} inputs: {}", path.display()).into());
            }
            Ok(signature) => {
                if !signature.is_subset(&met) {
                    let fresh = signature.difference(&met).count();
                    if input.len() < 600 && std::env::args().any(|word| word == "--keep") {
                        let mut hasher = DefaultHasher::new();
                        signature.hash(&mut hasher);
                        fs::write(folder.join(format!("{:016x}.bin", hasher.finish())), &input)?;
                    }
                    println!("{runs:>9} inputs, {fresh} new: {} bytes", input.len());
                    met.extend(signature);
                    corpus.push(input);
                }
            }
        }
    }
    println!(
        "clean: {runs} inputs in {minutes} minutes, {} led to something new, {} outcomes met",
        corpus.len() - known,
        met.len()
    );
    Ok(())
}

/// An input of the corpus, changed in a few places.
fn mutated(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = corpus.get(random.below(corpus.len())).cloned().unwrap_or_default();
    for _ in 0..=random.below(6) {
        let at = random.below(input.len() + 1);
        match random.below(7) {
            0 if !input.is_empty() => {
                let at = random.below(input.len());
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            1 => {
                let end = (at + random.below(40)).min(input.len());
                input.drain(at..end);
            }
            2 => {
                let end = (at + random.below(80)).min(input.len());
                let copied: Vec<u8> = input.get(at..end).unwrap_or_default().to_vec();
                input.splice(at..at, copied);
            }
            3 => {
                let other = corpus.get(random.below(corpus.len())).map(Vec::as_slice).unwrap_or_default();
                let from = random.below(other.len() + 1);
                let to = (from + random.below(200)).min(other.len());
                input.splice(at..at, other.get(from..to).unwrap_or_default().to_vec());
            }
            4 => {
                let byte = u8::try_from(random.below(256)).unwrap_or(0);
                input.insert(at, byte);
            }
            _ => {
                let token = TOKENS.get(random.below(TOKENS.len())).copied().unwrap_or_default();
                input.splice(at..at, token.bytes());
            }
        }
    }
    input.truncate(LONGEST);
    input
}
