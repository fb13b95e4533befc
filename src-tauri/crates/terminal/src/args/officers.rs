//! What can be typed about the officers' list.

use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum Officers {
    List,
    /// Take in a list; an officer is known by collar number.
    Import {
        file: PathBuf,
    },
    /// Write the list as CSV, or as XLSX where the file is named so, as it can be read again. The disclosure is logged.
    Export {
        #[arg(long)]
        out: PathBuf,
    },
    /// Put an officer on leave or mark an absence; `plan` then finds others for their contacts.
    Away {
        /// The collar number.
        collar: String,
        /// First day away, YYYY-MM-DD.
        #[arg(long)]
        from: String,
        /// Last day away; the first day alone where it is left out.
        #[arg(long)]
        to: Option<String>,
    },
    /// Print a list to start from.
    Template,
    /// One officer's entry, each field with its name.
    Show {
        /// The collar number.
        collar: String,
    },
    /// Change fields of an officer's entry, or add an officer whose collar number is new.
    Set {
        collar: String,
        /// As `officers show` gives them: duty="Mon-Fri" leaves=2027-03-31.
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// Take an officer off the list; contacts made keep the name.
    Remove {
        collar: String,
    },
    /// Take back the latest change to the list.
    Undo,
    /// Officers named on open cases that match nobody on the list cleanly.
    Unmatched,
}
