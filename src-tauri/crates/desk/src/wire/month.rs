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
        /// The four places that people write in; of an EDI manager only what is shared.
        pub slots: Vec<MonthSlotView>,
        /// What the month before meant to do.
        pub last_actions: Option<String>,
        /// Whether this person may write, and issue.
        pub may_write: bool,
        /// Whether the coordinator's and the shareable edition have been issued, so that another issue is a correction.
        pub is_issued: bool,
        pub is_issued_shareable: bool,
    }

    /// A place of the month's page.
    pub struct MonthSlotView {
        pub slot: String,
        pub title: String,
        pub words: String,
        /// Also in the shareable edition.
        pub shareable: bool,
    }

    pub struct MonthSlotRequest {
        /// YYYY-MM.
        pub month: String,
        pub slot: String,
        /// No words empty the place.
        pub words: String,
        pub shareable: bool,
    }

    /// The pages as they will print, each an SVG.
    pub struct MonthPagesView { pub pages: Vec<String> }

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
        /// For an issue: why an earlier issue of this month is corrected.
        pub correction: Option<String>,
    }
}
