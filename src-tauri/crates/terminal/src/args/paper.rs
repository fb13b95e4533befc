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
    /// The trends: figures with their intervals and sentences.
    Trends {
        /// As the desk knew at the end of this day.
        #[arg(long)]
        as_at: Option<NaiveDate>,
        /// Compare groups: strand, age_band, sex, ethnicity, disability, language, borough, ward or team.
        #[arg(long, value_name = "CUT")]
        by: Option<String>,
        /// The share to compare, or with --cases the series of the point.
        #[arg(long, default_value = "withdrawal_closed")]
        measure: String,
        /// Widen the funnel where groups vary more than chance lets them.
        #[arg(long, requires = "by")]
        overdispersion: bool,
        /// List the cases behind a point: its period, as 2026-10 or 2026-Q3.
        #[arg(long, value_name = "PERIOD", conflicts_with = "by")]
        cases: Option<String>,
        /// Print the JSON Schema of what --json prints.
        #[arg(long, conflicts_with_all = ["by", "cases"])]
        schema: bool,
    },
    #[command(flatten)]
    DoesItHelp(DoesItHelp),
    /// Draw a series' limits anew, mark a break in it, or set its target.
    #[command(subcommand)]
    Series(Series),
    /// One chart as SVG, by its series: withdrawal_closed, src_in_window, recorded and others.
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
