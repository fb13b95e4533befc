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
mod effect;
mod headline;
mod measure;
mod month_slots;
mod rate;
mod settled;
mod special;
mod strand_counts;
mod suppression;
mod survival;
mod withdrawal;
mod words;

pub use chart::{Figure, Limits, PChart, Point, Signal, WhyNoChart, WhyWithheld};
pub use columns::{CaseColumnsRow, Columns, DayNumber};
pub use coverage::{Coverage, CoverageCounts, CoverageFigure, CoverageMonth, CoverageRequest, src_coverage};
pub use effect::{
    ARTICLE_EFFECTS, Arms, BeforeAfter, BeforeAfterBorough, ChiSquare, Complier, Delivered, Detectable, EffectInCases,
    Estimate, ExactOdds, TRIAL_IF, TwoByTwo, before_after, cases_an_arm, complier_average_effect, detectable_ratio,
    effect_in_cases, events_needed, power_of,
};
pub use headline::{Count, Headline, HeadlineRequest, headline};
pub use measure::{CountBasis, MEASURES, Measure, Series, set_in_words};
pub use rate::{Interval, Rate, Z_95};
pub use settled::{Hollow, WARM_UP_DAYS};
pub use strand_counts::{StrandCounts, StrandCountsRequest, strand_counts};
pub use suppression::{SmallNumbers, SuppressedStrandCounts};
pub use survival::{
    Coefficient, ContactEffect, CoxFit, CurvePoint, DayCounts, End, FollowUpRow, FollowUps, FollowUpsBuilder,
    HazardRatio, Incidence, Landmark, LogRank, NoFit, Periods, RiskSets, RiskSetsBuilder, Span, StrandGroup, Ties,
    Undated, aalen_johansen, contact_effect, cox, effect_by_period, kaplan_meier, landmark, log_rank,
};
pub use withdrawal::{PChartRequest, withdrawal_closed};
pub use words::{chart_sentence, coverage_sentence, headline_sentence, percent};
