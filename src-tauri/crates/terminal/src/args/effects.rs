//! What can be typed about whether the contact helps.

use chrono::NaiveDate;
use clap::Subcommand;

#[derive(Subcommand)]
pub enum DoesItHelp {
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
}
