//! Month: the printed summary.

use super::wire;

wire! {
    pub struct MonthView {
        pub month: String,
        pub month_words: String,
        /// Months that can be printed, newest first, as YYYY-MM.
        pub months: Vec<super::ChoiceView>,
        pub headline: Vec<HeadlineView>,
        pub issued: Vec<IssuedView>,
        pub words: String,
    }

    /// A headline figure with its interval.
    pub struct HeadlineView { pub label: String, pub value: String, pub interval: String, pub meaning: String }

    /// A summary that was issued, frozen.
    pub struct IssuedView { pub entry: u64, pub words: String }

    pub struct MonthRequest {
        /// YYYY-MM.
        pub month: String,
        /// YYYY-MM-DD; today where left out.
        pub as_at: Option<String>,
        /// The shareable edition: aggregate and suppressed.
        pub shareable: bool,
    }
}
