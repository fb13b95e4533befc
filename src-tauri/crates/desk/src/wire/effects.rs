//! Time to withdrawal, and whether the contact helps.

use super::wire;

wire! {
    pub struct EffectsView {
        pub as_at: String,
        pub as_at_words: String,
        /// What the figures say, a sentence each, in the order people ask.
        pub sentences: Vec<String>,
        /// Why no effect is shown, where none is.
        pub not_shown: Option<String>,
        /// The share withdrawn by each day since the report.
        pub curves: Vec<CurvePointView>,
        pub effects: Vec<EffectView>,
    }

    pub struct CurvePointView {
        /// `all`, or the strand group's code.
        pub group: String,
        /// Days since the report; an event on day zero counts as half a day.
        pub day: f64,
        pub estimate: f64,
        pub low: Option<f64>,
        pub high: Option<f64>,
        pub at_risk: u64,
    }

    pub struct EffectView {
        /// `cox_time_dependent` or `landmark`.
        pub method: String,
        /// A hazard ratio: below 1 means that fewer withdraw after a contact.
        pub estimate: f64,
        pub low: f64,
        pub high: f64,
        pub p: f64,
        /// Crimes compared.
        pub n: u64,
        /// Withdrawals among them.
        pub events: u64,
        /// The landmark, in days since the report.
        pub landmark_day: Option<u32>,
        /// Whether the landmark lies before the end of the contact window, which dilutes the effect.
        pub diluted: bool,
    }
}
