//! Time to withdrawal, whether the contact helps, and how many withdrawals that would prevent.

use super::{ChartView, wire};

wire! {
    pub struct EffectsView {
        pub as_at: String,
        pub as_at_words: String,
        /// "Does it help?"
        pub question: String,
        /// What suppression did, where it did anything.
        pub suppression_words: Option<String>,
        /// Time to withdrawal, by strand, the effect of the contact, and before and after, as far as there are any.
        pub charts: Vec<ChartView>,
        /// Why no effect is shown, where none is.
        pub not_shown: Option<String>,
        /// What the models take for granted, and whether it holds, a sentence each.
        pub diagnostics: Vec<String>,
        /// What effect this caseload could show by now, and when another.
        pub power: Vec<String>,
        /// What none of this can show, and what is not offered.
        pub limits: Vec<String>,
        /// The share withdrawn by each day since the report.
        pub curves: Vec<CurvePointView>,
        pub effects: Vec<EffectView>,
    }

    /// A point of a curve.
    pub struct CurvePointView {
        /// `all`, or the strand's code.
        pub group: String,
        /// Days since the report; an event on day zero counts as half a day.
        pub day: f64,
        /// The share withdrawn by then, 0 to 1, with other outcomes competing.
        pub estimate: f64,
        /// 95 %, log-log; null where the share is 0 or 1.
        pub low: Option<f64>,
        pub high: Option<f64>,
        /// Those followed to this day and not ended before; by week where small numbers are withheld: not ended by
        /// its end, and null where that is withheld.
        pub at_risk: Option<u64>,
    }

    pub struct EffectView {
        /// `cox_time_dependent`, `landmark`, `before_after` or `staggered_starts`.
        pub method: String,
        /// `hazard_ratio` or `risk_difference`.
        pub measure: String,
        /// The method in words.
        pub label: String,
        /// Below 1, or below 0 for a difference, fewer withdraw.
        pub estimate: f64,
        pub low: f64,
        pub high: f64,
        /// Two-sided; null where small numbers are withheld, or there is no test.
        pub p: Option<f64>,
        /// Crimes compared.
        pub n: u64,
        /// Withdrawals among them.
        pub events: u64,
        /// The landmark, in days since the report.
        pub landmark_day: Option<u32>,
        /// Whether the landmark lies before the end of the contact window, which dilutes the effect.
        pub diluted: bool,
        /// The ratio nearest to 1 that so many withdrawals could show with a power of 80 %.
        pub detectable: Option<f64>,
        /// The day by which a ratio of 0.74 could be shown, if cases keep coming as they have.
        pub shows_article_by: Option<String>,
    }

    /// When the service began in a borough.
    pub struct ServiceStartView {
        pub borough: String,
        /// The day of the first report that belongs to it; null where it is not known.
        pub on: Option<String>,
        pub on_words: String,
    }

    pub struct ServiceStartRequest {
        pub borough: String,
        /// None where it is not known.
        pub on: Option<String>,
    }

    /// How many withdrawals an effect would prevent. What is not given is taken from this desk.
    pub struct EffectInCasesRequest {
        /// Cases a year.
        pub cases: Option<u64>,
        /// The share that withdraws, in percent.
        pub withdrawn_percent: Option<f64>,
        pub as_at: Option<String>,
    }

    pub struct EffectInCasesView {
        pub cases: u64,
        /// 0 to 1.
        pub withdrawn_share: f64,
        /// Withdrawals a year.
        pub withdrawals: u64,
        /// Prevented a year at a risk lower by 22 % and by 26 %, as the article says.
        pub article_low: u64,
        pub article_high: u64,
        /// Prevented a year at both ends of the trial's own 95 % interval.
        pub trial_low: u64,
        pub trial_high: u64,
        /// Where the cases and the share come from.
        pub basis: String,
        pub sentence: String,
        /// What this does not say.
        pub limits: String,
    }
}
