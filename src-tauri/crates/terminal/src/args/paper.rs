//! What can be typed to take figures, pictures, pages and tables out.

use super::{Audience, DoesItHelp, Export};
use crate::series::Series;
use chrono::NaiveDate;
use clap::Subcommand;
use std::path::PathBuf;

/// What leaves the desk as figures, pictures, pages and tables.
#[derive(Subcommand)]
pub enum Paper {
    /// The contact sheets of a day, as PDF. Printing them is logged.
    Sheets {
        /// The day; today where left out.
        #[arg(long)]
        on: Option<NaiveDate>,
        /// One officer's alone, by collar number.
        #[arg(long, value_name = "COLLAR")]
        officer: Option<String>,
        /// One list an officer, instead of a side a contact.
        #[arg(long = "list")]
        as_list: bool,
        #[arg(long)]
        out: PathBuf,
    },
    /// An officer's accepted contacts as a calendar file, without names; of all officers where none is named.
    Calendar {
        /// The collar number; without it, a file an officer, into the folder --out.
        #[arg(long, value_name = "COLLAR")]
        officer: Option<String>,
        /// The file, or the folder.
        #[arg(long)]
        out: PathBuf,
    },
    /// The last contact of a case as text for the records system, without a name. It is logged.
    ContactText { reference: String },
    /// The trends: figures with their intervals and sentences.
    Trends {
        /// As the desk knew at the end of this day.
        #[arg(long)]
        as_at: Option<NaiveDate>,
        /// Compare groups: strand, age_band, sex, ethnicity, disability, language, borough, ward or team; or an
        /// intersection: strand_sex, strand_age_band, strand_ethnicity or strand_disability.
        #[arg(long, value_name = "CUT")]
        by: Option<String>,
        /// The share to compare, or with --cases the series of the point.
        #[arg(long, default_value = "withdrawal_closed")]
        measure: String,
        /// Widen the funnel where groups vary more than chance lets them.
        #[arg(long, requires = "by")]
        overdispersion: bool,
        /// List the cases behind a point: its period, as 2026-10, 2026-Q3 or 2025-11/2026-10, or a day.
        #[arg(long, value_name = "PERIOD")]
        cases: Option<String>,
        /// With --cases and --by: only those of this group, by the words of its row.
        #[arg(long, requires = "cases", requires = "by")]
        group: Option<String>,
        /// Print the JSON Schema of what --json prints.
        #[arg(long, conflicts_with_all = ["by", "cases"])]
        schema: bool,
    },
    /// How contacts went: owed, offered, tried, reached and in time, why not, load, requests met, and the plan.
    Measures {
        /// The month in which victims were reported, as YYYY-MM; the last complete one where left out.
        #[arg(long)]
        month: Option<String>,
        /// The last month of a span, as YYYY-MM.
        #[arg(long, requires = "month")]
        to: Option<String>,
        /// As the desk knew at the end of this day.
        #[arg(long)]
        as_at: Option<NaiveDate>,
    },
    #[command(flatten)]
    DoesItHelp(DoesItHelp),
    /// Draw a series' limits anew, mark a break in it, or set its target.
    #[command(subcommand)]
    Series(Series),
    /// One chart as SVG, by its series: withdrawal_closed, src_in_window, recorded and others; of a rare strand
    /// days_between_STRAND and withdrawal_twelve_months_STRAND.
    Chart {
        name: String,
        #[arg(long)]
        as_at: Option<NaiveDate>,
        #[arg(long)]
        out: PathBuf,
    },
    /// The month as PDF.
    Summary {
        /// YYYY-MM.
        #[arg(long)]
        month: String,
        /// As the desk knew at the end of this day; today where left out.
        #[arg(long)]
        as_at: Option<NaiveDate>,
        /// For whom: edi gives the shareable edition.
        #[arg(long = "for", value_enum, default_value_t = Audience::Coordinator)]
        audience: Audience,
        #[arg(long)]
        out: PathBuf,
        /// Also issue it: freeze its figures and digest in the record.
        #[arg(long)]
        issue: bool,
        /// Why an issued month is issued once more. The issue before stays in the record.
        #[arg(long, requires = "issue", value_name = "WORDS")]
        correction: Option<String>,
    },
    /// Write a place of a month's page: tells, issues, actions or context. Without words it is emptied.
    MonthWords {
        /// YYYY-MM.
        #[arg(long)]
        month: String,
        slot: String,
        words: Option<String>,
        /// Also in the shareable edition: then everybody with a place on the desk reads it.
        #[arg(long)]
        shareable: bool,
    },
    /// Take a list of cases, or a copy of the figures, out of the desk.
    #[command(subcommand)]
    Export(Export),
}
