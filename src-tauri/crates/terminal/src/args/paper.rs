//! What can be typed to take figures, pictures, pages and tables out.

use super::{Audience, Export};
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
    /// How soon victims withdraw, and whether the contact helps: curves, models and their sentences.
    Effects {
        /// As the desk knew at the end of this day.
        #[arg(long)]
        as_at: Option<NaiveDate>,
        /// The landmark in days since the report; the end of the contact window unless said.
        #[arg(long)]
        landmark: Option<u32>,
    },
    /// When the service began in each borough; with a borough, sets its day.
    ServiceStart {
        borough: Option<String>,
        /// The day of the first report that belongs to it; not known where left out.
        #[arg(long)]
        on: Option<NaiveDate>,
    },
    /// How many withdrawals a year the contact would prevent: the article's range, and the trial's own.
    EffectInCases {
        /// Cases a year; this desk's own unless said.
        #[arg(long)]
        cases: Option<u64>,
        /// The share that withdraws, in percent; this desk's own unless said.
        #[arg(long, value_name = "PERCENT")]
        withdrawn: Option<f64>,
        /// As the desk knew at the end of this day.
        #[arg(long)]
        as_at: Option<NaiveDate>,
    },
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
