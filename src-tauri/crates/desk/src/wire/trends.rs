//! Trends: one question a chart.

use super::wire;

wire! {
    pub struct TrendsView {
        pub as_at: String,
        pub as_at_words: String,
        pub charts: Vec<ChartView>,
        /// What suppression did, where it did anything.
        pub suppression_words: Option<String>,
    }

    pub struct ChartView {
        /// The series' name, as `withdrawal_closed`.
        pub series: String,
        /// "Are victims staying with us?"
        pub question: String,
        pub title: String,
        /// What the chart says, in a sentence or two.
        pub sentence: String,
        /// Drawn once, for screen and paper.
        pub svg: String,
        pub table: TableView,
        pub definition: String,
        /// The same figures for programs.
        pub points: Vec<PointView>,
    }

    pub struct TableView { pub caption: String, pub columns: Vec<String>, pub rows: Vec<Vec<String>> }

    pub struct PointView {
        pub period: String,
        pub numerator: Option<u64>,
        pub denominator: Option<u64>,
        pub value: Option<f64>,
        pub low: Option<f64>,
        pub high: Option<f64>,
        pub centre: Option<f64>,
        pub lower_limit: Option<f64>,
        pub upper_limit: Option<f64>,
        pub signal: bool,
        pub mature: bool,
        pub suppressed: bool,
    }
}
