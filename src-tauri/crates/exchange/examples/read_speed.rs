//! How fast an extract is read: `cargo run --release -p exchange --example read_speed [ROWS]`.
//! The rows are the sample's, with references of their own; it has 41 columns.

use exchange::{Mapping, for_each_row};
use std::error::Error;
use std::io::Write;
use std::ops::ControlFlow;
use std::time::Instant;

const SAMPLE: &str = include_str!("../tests/fixtures/rms-sample.csv");

fn main() -> Result<(), Box<dyn Error>> {
    let rows = std::env::args().nth(1).map_or(Ok(250_000), |text| text.parse::<usize>())?;
    let mapping = Mapping::built_in("rms").ok_or("the mapping rms")?;
    let mut source = csv::Reader::from_reader(SAMPLE.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(source.headers()?)?;
    let sample = source.records().collect::<Result<Vec<_>, _>>()?;
    for (number, record) in sample.iter().cycle().take(rows).enumerate() {
        let reference = format!("{number:07}/26");
        writer.write_record(std::iter::once(reference.as_str()).chain(record.iter().skip(1)))?;
    }
    let bytes = writer.into_inner()?;
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("a date")?;
    let (started, mut taken) = (Instant::now(), 0_usize);
    for_each_row(&bytes, &mapping, today, &mut |_| ControlFlow::Continue(()), &mut |_| taken += 1)?;
    let (elapsed, megabytes) = (started.elapsed(), bytes.len() / 1_000_000);
    writeln!(std::io::stdout(), "{taken} rows ({megabytes} MB) in {elapsed:.2?}")?;
    Ok(())
}
