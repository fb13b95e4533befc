//! **Numbers.** Rates, limits and the figures behind charts: columns in, figures out.
//!
//! A caseload comes in as [`Columns`], already as at a day; what goes out is counts, shares, intervals and sentences.
//! The crate refuses queries and databases (it is given values), the clock (the as-at day is an argument),
//! names and references (columns hold none), and drawing (`summaries` does that from these figures).
//!
//! Counts are whole numbers; a share is worked out from two of them and never stored alone.

mod chart;
mod columns;
mod coverage;
mod headline;
mod measure;
mod month_slots;
mod rate;
mod settled;
mod strand_counts;
mod suppression;
mod withdrawal;
mod words;

pub use chart::{Figure, Limits, PChart, Point, Signal, WhyNoChart, WhyWithheld};
pub use columns::{CaseColumnsRow, Columns, DayNumber};
pub use coverage::{Coverage, CoverageCounts, CoverageFigure, CoverageMonth, CoverageRequest, src_coverage};
pub use headline::{Count, Headline, HeadlineRequest, headline};
pub use measure::{CountBasis, MEASURES, Measure, Series, set_in_words};
pub use rate::{Interval, Rate, Z_95};
pub use settled::{Hollow, WARM_UP_DAYS};
pub use strand_counts::{StrandCounts, StrandCountsRequest, strand_counts};
pub use suppression::{SmallNumbers, SuppressedStrandCounts};
pub use withdrawal::{PChartRequest, withdrawal_closed};
pub use words::{chart_sentence, coverage_sentence, headline_sentence, percent};
