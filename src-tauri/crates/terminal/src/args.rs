//! What can be typed.

mod effects;
mod export;
mod officers;
mod paper;
mod plan;
mod policy;
mod sources;

use crate::casework::Casework;
use crate::lists::{Filters, Listing};
use crate::record::{Record, Tasks};
use crate::trial::Trial;
use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub use effects::DoesItHelp;
pub use export::Export;
pub use officers::Officers;
pub use paper::Paper;
pub use plan::{Plan, PlanWhat};
pub use policy::Policy;
pub use sources::{Import, Mapping};

/// Keep the promise that every victim of hate crime hears from a neighbourhood officer.
///
/// The passphrase is asked for, or taken from REASSURE_PASSPHRASE for scheduled jobs.
/// A variable can be read by other programs of the same person: use it only where nobody else works.
/// Exit codes: 0 done, 1 refused (nothing changed), 2 damage or a fault.
#[derive(Parser)]
#[command(name = "reassure", version)]
pub struct Args {
    /// The desk's folder.
    #[arg(long, global = true, value_name = "DIR", default_value = "reassure-desk")]
    pub desk: PathBuf,
    /// Who you are; may be left out when the desk has one person.
    // An id of its own: commands have a `name` too, and a global argument would take theirs.
    #[arg(id = "as", long = "as", global = true, value_name = "NAME")]
    pub name: Option<String>,
    /// The working day, if it is not today's.
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,
    /// Print one JSON document on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make a desk with its first coordinator (named with --as).
    New {
        /// The desk's name.
        #[arg(long, default_value = "My desk")]
        name: String,
        /// Who decides where a window closes or attempts are used up.
        #[arg(long, default_value = "")]
        supervisor: String,
    },
    /// Make a desk of invented cases, marked as such everywhere.
    Demo {
        /// How many cases, over three years.
        #[arg(long, default_value_t = 6000)]
        cases: u32,
        /// The chance everything is drawn by.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Put a backup into the desk's folder, which must be empty.
    Restore { backup: PathBuf },
    /// The words of the field.
    Glossary,
    #[command(flatten)]
    SignedIn(Work),
}

/// What a person does who is signed in.
#[derive(Subcommand)]
pub enum Work {
    /// People with a place on the desk.
    #[command(subcommand)]
    Staff(Staff),
    /// Import an extract through a mapping.
    Import(Import),
    /// What the columns of each source mean.
    #[command(subcommand)]
    Mapping(Mapping),
    /// Imports that were applied.
    Imports,
    /// Take an import back, or put a taken-back one in force again.
    TakeBack {
        /// The import's id, as `imports` shows it.
        import: String,
        /// Undo the taking back.
        #[arg(long)]
        restore: bool,
    },
    /// What is to be done today.
    Today,
    /// A list of cases.
    Cases {
        #[command(flatten)]
        filters: Box<Filters>,
        #[arg(long, default_value_t = 50)]
        limit: u64,
    },
    /// Find cases by reference, victim's name, telephone number or address.
    Search { text: String },
    /// One case and its story. Opening it is logged.
    Case {
        /// The reference; with several victims, REFERENCE#NUMBER.
        reference: String,
        /// As text for the records system, without a name. It is logged.
        #[arg(long)]
        text: bool,
    },
    /// Officers: list them, import a list, or print a template to start from.
    #[command(subcommand)]
    Officers(Officers),
    /// The policy for contacts: what is owed by when, and the bank holidays.
    #[command(subcommand)]
    Policy(Policy),
    /// Propose who sees whom on which day.
    Plan(Plan),
    #[command(flatten)]
    Lists(Box<Listing>),
    #[command(flatten)]
    Casework(Box<Casework>),
    #[command(flatten)]
    Record(Box<Record>),
    /// Tasks that contacts left: list them, or say how one ended.
    #[command(subcommand)]
    Tasks(Tasks),
    /// Results that officers filled in: the form out, the file in.
    #[command(subcommand)]
    Results(crate::results::Results),
    /// A trial of the contact: set up, sealed, enrolled into, analysed, ended.
    #[command(subcommand)]
    Trial(Box<Trial>),
    #[command(flatten)]
    Paper(Paper),
    /// Copy the desk into its backups folder.
    Backup,
    /// Check the record: pages, chain, read model, people rows.
    Verify {
        /// A head kept elsewhere, as a printed month or a backup carries it.
        #[arg(long, value_name = "N:DIGEST")]
        head: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum Staff {
    /// Give a person a place. Their passphrase is asked for, or taken from REASSURE_NEW_PASSPHRASE.
    Add {
        name: String,
        #[arg(long, value_enum)]
        role: Role,
    },
    /// Take a person's place away. What they did keeps their name.
    Remove { name: String },
    /// Change your own passphrase. The new one is asked for, or taken from REASSURE_NEW_PASSPHRASE.
    Passphrase,
    /// Who has a place.
    List,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Role {
    Coordinator,
    Supervisor,
    Edi,
    Auditor,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Audience {
    Coordinator,
    Edi,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum List {
    All,
    Open,
    Mine,
    DueSoon,
    Overdue,
    HighRisk,
    GoneQuiet,
    Differs,
    Missing,
    NoStrand,
    NoWard,
    Closed,
}
