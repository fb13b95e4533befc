//! What can be typed when the window is started.

use chrono::NaiveDate;
use clap::Parser;
use std::path::PathBuf;

/// Keep the promise that every victim of hate crime hears from a neighbourhood officer.
#[derive(Debug, Parser)]
#[command(name = "reassure-window", version)]
pub struct Args {
    /// The desk's folder; a folder of your own where left out.
    #[arg(long, value_name = "DIR")]
    pub desk: Option<PathBuf>,
    /// The working day, if it is not today's.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,
}
