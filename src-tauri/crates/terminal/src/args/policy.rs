//! What can be typed about the policy for contacts and the bank holidays.

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Policy {
    /// The policy in force, each setting with its code and value.
    Show,
    /// Policies to start from.
    Presets,
    /// The policies set before, newest first, with what each changed. `policy undo` puts back the one before.
    History,
    /// Say what a change would do to today's caseload; with --apply, make it.
    Set {
        /// Settings as CODE=VALUE, as `policy show` gives them; several values separated by commas.
        #[arg(value_name = "CODE=VALUE")]
        settings: Vec<String>,
        /// Start from a preset instead of the policy in force.
        #[arg(long)]
        preset: Option<String>,
        /// Make the change, in force from today.
        #[arg(long)]
        apply: bool,
    },
    /// Put the policy back that was in force before the latest change.
    Undo,
    /// The bank holidays of this year and the next two.
    Holidays,
    /// Say what the bank holidays of GOV.UK's file (gov.uk/bank-holidays.json) would change; with --apply, take them over.
    HolidaysFile {
        file: String,
        #[arg(long)]
        apply: bool,
    },
    /// Say what it would do to have a day off, or worked; with --apply, make it so.
    Holiday {
        /// YYYY-MM-DD.
        day: String,
        /// The name of a day off besides the usual ones.
        #[arg(long, default_value = "")]
        name: String,
        /// The day is worked like any other.
        #[arg(long)]
        worked: bool,
        #[arg(long)]
        apply: bool,
    },
}
