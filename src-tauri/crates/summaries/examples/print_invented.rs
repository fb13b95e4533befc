//! Writes invented charts, months and sheets into a folder, for a person to look at:
//! `cargo run -p summaries --example print_invented -- FOLDER`.

#[expect(clippy::unwrap_used, reason = "invented values are right as they are written")]
#[path = "../tests/paper/invented.rs"]
mod invented;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};
use summaries::charts::{coverage_chart, p_chart};
use summaries::{MonthSummary, render_month, render_sheets};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("name a folder to write into")?);
    fs::create_dir_all(&folder)?;
    let suppressed = invented::suppressed_year();
    for (name, summary) in [
        ("month-13", invented::full_year(13, 12)),
        ("month-26-60", invented::full_year(26, 60)),
        ("month-suppressed", suppressed.clone()),
        ("month-empty", invented::empty_desk()),
        ("month-rare", MonthSummary { rare: invented::drawn_section(), ..invented::full_year(3, 1) }),
    ] {
        fs::write(folder.join(format!("{name}.pdf")), render_month(&summary)?.bytes())?;
    }
    for (name, figure) in [
        ("p-13", invented::p_chart_figure(13)),
        ("p-26", invented::p_chart_figure(26)),
        ("p-suppressed", suppressed.withdrawal.figure),
    ] {
        fs::write(folder.join(format!("{name}.svg")), p_chart(&figure))?;
    }
    for (name, figure) in [
        ("coverage-13", invented::coverage_figure(13)),
        ("coverage-26", invented::coverage_figure(26)),
        ("coverage-suppressed", suppressed.coverage.figure),
    ] {
        fs::write(folder.join(format!("{name}.svg")), coverage_chart(&figure))?;
    }
    let sheets = render_sheets(&[invented::sheet(), invented::visit()], &invented::run())?;
    fs::write(folder.join("sheets.pdf"), sheets.bytes())?;
    Ok(())
}
