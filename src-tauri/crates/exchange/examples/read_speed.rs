//! How fast an extract is read and checked: `cargo run --release -p exchange --example read_speed [ROWS [FILE]]`.
//! The rows are the sample's, with references of their own; it has 41 columns. With a file, they are written there too.

use exchange::{Mapping, Opening, for_each_row};
use std::error::Error;
use std::io::Write;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

const SAMPLE: &str = include_str!("../tests/fixtures/rms-sample.csv");
/// Readings, of which the middle one counts.
const READINGS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let rows = std::env::args().nth(1).map_or(Ok(250_000), |text| text.parse::<usize>())?;
    let bytes = extract(rows)?;
    if let Some(file) = std::env::args().nth(2) {
        std::fs::write(file, &bytes)?;
    }
    let mapping = Mapping::built_in("rms").ok_or("the mapping rms")?;
    let mut times = Vec::new();
    for _ in 0..READINGS {
        times.push(read(&bytes, &mapping, rows)?);
    }
    times.sort_unstable();
    let (median, megabytes) = (times.get(READINGS / 2).copied().unwrap_or_default(), bytes.len() / 1_000_000);
    writeln!(
        std::io::stdout(),
        "Reassure {rows} rows ({megabytes} MB) read and checked in {median:.2?} (median of 3)"
    )?;
    Ok(())
}

fn read(bytes: &[u8], mapping: &Mapping, rows: usize) -> Result<Duration, Box<dyn Error>> {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("a date")?;
    let (started, mut taken) = (Instant::now(), 0_usize);
    let mut take = |_| {
        taken += 1;
        ControlFlow::Continue(())
    };
    for_each_row(bytes, mapping, Opening::default(), today, &mut |_| ControlFlow::Continue(()), &mut take)?;
    let elapsed = started.elapsed();
    if taken == rows { Ok(elapsed) } else { Err(format!("{taken} rows were read").into()) }
}

fn extract(rows: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut source = csv::Reader::from_reader(SAMPLE.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(source.headers()?)?;
    let sample = source.records().collect::<Result<Vec<_>, _>>()?;
    for (number, record) in sample.iter().cycle().take(rows).enumerate() {
        let reference = format!("{number:07}/26");
        writer.write_record(std::iter::once(reference.as_str()).chain(record.iter().skip(1)))?;
    }
    Ok(writer.into_inner()?)
}
