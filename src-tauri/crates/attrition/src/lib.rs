//! **Numbers.** Rates, limits and the figures behind charts: columns in, figures out.
//!
//! A caseload comes in as [`Columns`], already as at a day; what goes out is counts, shares, intervals and sentences.
//! The crate refuses queries and databases (it is given values), the clock (the as-at day is an argument),
//! names and references (columns hold none), and drawing (`summaries` does that from these figures).
//!
//! Counts are whole numbers; a share is worked out from two of them and never stored alone.

mod behind;
mod chart;
mod cohort;
mod cohort_suppression;
mod columns;
mod contacts;
mod coverage;
mod crossed;
mod crossed_suppression;
mod cuts;
mod delivery;
mod delivery_words;
mod effect;
mod gap;
mod grain;
mod group_suppression;
mod group_words;
mod groups;
mod headline;
mod measure;
mod measures;
mod month_slots;
mod overdispersion;
mod rare;
mod rare_words;
mod rate;
mod release;
mod series_change;
mod settled;
mod single;
mod special;
mod strand_counts;
mod suppression;
mod survival;
mod trial;
mod withdrawal;
mod words;
pub mod xmr;
mod xmr_words;
mod year_suppression;

pub use behind::{Among, Behind, BehindRequest, behind};
pub use chart::{Figure, FigureOfMonth, Limits, PChart, Point, Signal, WhyNoChart, WhyWithheld};
pub use cohort::{Followed, withdrawal_reported};
pub use columns::{CaseColumnsRow, Columns, DayNumber, Delivery, Groups};
pub use contacts::{
    Asked, ContactMeasures, LoadSpread, OfficerLoad, Quarters, Request, RequestCount, Spread, VictimOfSpan, WhyNot,
    WhyNotCount, contact_measures, load_spread,
};
pub use coverage::{Coverage, CoverageCounts, CoverageFigure, CoverageMonth, CoverageRequest, src_coverage};
pub use cuts::{Cut, INTERSECTION_MIN};
pub use delivery::{DeliveryFunnel, Step, StepCounts, StepName, delivery};
pub use delivery_words::delivery_sentence;
pub use effect::{
    ARTICLE_EFFECTS, Arms, BeforeAfter, BeforeAfterBorough, ChiSquare, Complier, Delivered, Detectable, EffectInCases,
    Estimate, ExactOdds, NoComplier, SERVICE_FOLLOWED_DAYS, Service, ServiceBorough, ServiceBuilder, StaggeredStart,
    TRIAL_IF, TwoByTwo, before_after, cases_an_arm, complier_average_effect, detectable_ratio, effect_in_cases,
    events_needed, power_of, staggered_starts,
};
pub use gap::{Gap, difference, ratio};
pub use grain::{FEW_CASES, Grain};
pub use group_words::group_sentence;
pub use groups::{
    Compared, FunnelLimits, Group, GroupFigure, GroupTable, GroupsRequest, Place, Z_OF_FUNNEL, by_group, funnel_limits,
};
pub use headline::{Count, Headline, HeadlineRequest, headline};
pub use measure::{Better, CountBasis, MEASURES, Measure, Series, Unit, set_in_words};
pub use rare::{Between, RareStrand, TwelveMonths, rare_strands};
pub use rare_words::{days_between_sentence, twelve_months_sentence};
pub use rate::{Interval, Proportion, Rate, Z_95};
pub use release::{Bases, Basis, ReleaseDays};
pub use series_change::{SeriesChange, letter};
pub use settled::{Hollow, WARM_UP_DAYS};
pub use single::{Single, SinglePoint, XmrChart, XmrRequest, days_to_contact, days_to_outcome, recorded};
pub use strand_counts::{StrandCounts, StrandCountsRequest, strand_counts};
pub use suppression::{SmallNumbers, SuppressedStrandCounts};
pub use survival::{
    Coefficient, ContactEffect, CoxFit, CurvePoint, DayCounts, End, FollowUpRow, FollowUps, FollowUpsBuilder,
    HazardRatio, Incidence, Landmark, LogRank, NoFit, Periods, RELEASED_DAYS, RiskSets, RiskSetsBuilder, Span,
    StrandGroup, Ties, Undated, WeekPoint, aalen_johansen, contact_effect, cox, effect_by_period, kaplan_meier,
    landmark, log_rank,
};
pub use trial::{NEVER_AS_TREATED, Participant, TrialFindings, trial_findings};
pub use withdrawal::{PChartRequest, withdrawal_closed};
pub use words::{chart_sentence, coverage_sentence, headline_sentence, percent};
pub use xmr_words::{assurance_words, variation_words, xmr_sentence};
