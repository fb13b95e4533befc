//! The measures of contacts.

use super::wire;
use crate::wire::ChoiceView;

wire! {
    pub struct ContactMeasuresRequest {
        /// The first month, as YYYY-MM; the last complete one where left out.
        pub month: Option<String>,
        /// The last month, included; the first where left out.
        pub to: Option<String>,
        /// YYYY-MM-DD; today where left out.
        pub as_at: Option<String>,
    }

    /// How contacts went, of the victims reported in a span and of the plan made in it, as at a day.
    pub struct ContactMeasuresView {
        /// YYYY-MM.
        pub month: String,
        pub to: String,
        /// Months that can be chosen, the latest first.
        pub months: Vec<ChoiceView>,
        /// YYYY-MM-DD.
        pub as_at: String,
        /// One sentence.
        pub words: String,
        pub sections: Vec<MeasureSectionView>,
        /// Why victims owed a contact had none: with those offered, and those reached, they add up to those owed.
        pub why_not: Vec<WhyNotView>,
        /// Officers on the list as at the day, by collar number, and one row for those no longer on it.
        pub loads: Vec<OfficerLoadView>,
    }

    pub struct MeasureSectionView {
        pub title: String,
        pub words: String,
        pub rows: Vec<ContactMeasureView>,
    }

    /// One measure: a count, a count among others with its interval, or a middle value with its spread.
    pub struct ContactMeasureView {
        /// The stable name.
        pub code: String,
        pub label: String,
        /// "not applicable" where there is nothing to divide by.
        pub value: String,
        /// The 95 % interval or the spread; empty for a count.
        pub interval: String,
        pub numerator: Option<u64>,
        pub denominator: Option<u64>,
        /// Shares from 0 to 1.
        pub share: Option<f64>,
        pub low: Option<f64>,
        pub high: Option<f64>,
        pub spread: Option<SpreadView>,
        /// What is counted among whom.
        pub meaning: String,
    }

    pub struct SpreadView { pub count: u64, pub least: f64, pub lower: f64, pub median: f64, pub upper: f64, pub most: f64 }

    pub struct WhyNotView { pub code: String, pub words: String, pub not_offered: u64, pub offered: u64 }

    pub struct OfficerLoadView {
        /// Empty for those no longer on the list.
        pub collar: String,
        pub name: String,
        /// Tries made in the span, reached or not.
        pub made: u64,
        /// Accepted lines in the span that are still to come.
        pub planned: u64,
        /// Shifts on duty in the span, on days with contacts.
        pub shifts: u64,
        /// None without a shift.
        pub per_shift: Option<f64>,
        pub per_shift_words: String,
    }
}
