//! What can be taken out of a desk.

use crate::lists::Filters;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum Export {
    /// A list of cases as CSV, or as XLSX where the file is named so; with names. Exporting it is logged.
    Cases {
        #[command(flatten)]
        filters: Box<Filters>,
        #[arg(long)]
        out: PathBuf,
    },
    /// Everything the desk keeps, as JSON Lines (src-tauri/EXPORT.md). With names it is logged; it is not encrypted.
    Desk {
        /// Leave out every name, address, number and note.
        #[arg(long)]
        without_names: bool,
        /// A file that is not there yet.
        #[arg(long)]
        out: PathBuf,
    },
    /// The ledger alone, read-only, for an EDI manager's own computer.
    FiguresCopy {
        /// The EDI manager, as on this desk.
        #[arg(long = "for", value_name = "NAME")]
        person: String,
        /// An empty folder.
        #[arg(long)]
        out: PathBuf,
    },
}
