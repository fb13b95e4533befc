//! What can be typed about extracts and their mappings.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args)]
pub struct Import {
    /// CSV, or with semicolons, tabs or bars; XLSX or ODS.
    pub file: PathBuf,
    /// A mapping's name (rms, toronto, or one of the desk's own) or a mapping file.
    #[arg(long, default_value = "rms")]
    pub mapping: String,
    /// The sheet of a workbook, where two of them fit.
    #[arg(long)]
    pub sheet: Option<String>,
    /// Only say what it would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Apply a file that looks unlike the recent ones: older, another borough's, or part of an export.
    #[arg(long)]
    pub it_is_the_right_file: bool,
}

#[derive(Subcommand)]
pub enum Mapping {
    /// The desk's own mappings, and those that come with the program.
    List,
    /// Print a mapping as it is written.
    Show { name: String },
    /// Propose a mapping for a file that nobody has mapped; what is not known is left out, and told.
    Propose {
        file: PathBuf,
        /// The source, as people call it.
        #[arg(long, default_value = "")]
        title: String,
        /// A mapping to start from.
        #[arg(long)]
        like: Option<String>,
        #[arg(long)]
        sheet: Option<String>,
        /// The row of the column names, where it is not found.
        #[arg(long)]
        header_row: Option<u64>,
        /// Where to write it; standard output where left out.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Save a mapping file on the desk, so that the window and scheduled jobs use it by its name.
    Save { file: PathBuf },
    /// Remove one of the desk's own mappings.
    Remove { name: String },
}
