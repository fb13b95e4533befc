//! Trends: one question a chart, and groups compared.

use super::{CaseRow, wire};

wire! {
    pub struct TrendsView {
        pub as_at: String,
        pub as_at_words: String,
        /// The charts, in the order people ask; a question that comes again belongs to the one before.
        pub charts: Vec<ChartView>,
        /// What suppression did, where it did anything.
        pub suppression_words: Option<String>,
        /// The days that may be asked for, latest first; none where any day may be.
        pub days: Vec<super::ChoiceView>,
        /// Whether the cases behind a point may be opened.
        pub may_open_cases: bool,
        /// Limits drawn anew and breaks that stand.
        pub marks: Vec<MarkView>,
        /// Whether this person may set them, and targets.
        pub may_mark: bool,
    }

    /// A change that a person marked on a series.
    pub struct MarkView {
        /// The entry, by which it can be undone.
        pub entry: u64,
        /// The series' name; null for all of them.
        pub series: Option<String>,
        pub words: String,
    }

    pub enum MarkKindView { Redrawn, Broken }

    pub struct MarkSeriesRequest {
        /// Null for every series.
        pub series: Option<String>,
        pub kind: MarkKindView,
        /// YYYY-MM-DD; limits are drawn anew from the month it lies in.
        pub on: String,
        /// Why, in a few words that everybody may read.
        pub words: String,
    }

    pub struct TargetRequest {
        pub series: String,
        /// In percent, or in days; null takes the target away.
        pub value: Option<String>,
    }

    pub struct ChartView {
        /// The series' name, as `withdrawal_closed`.
        pub series: String,
        /// By which a chart is asked for: its series, and of a rare strand the strand.
        pub name: String,
        /// "Are victims staying?"
        pub question: String,
        pub title: String,
        /// What the chart says, in a sentence or two.
        pub sentence: String,
        /// The icons of Making Data Count in words, where the chart has them.
        pub icons: Vec<IconView>,
        /// Drawn once, for screen and paper.
        pub svg: String,
        pub table: TableView,
        pub definition: String,
        /// What the groups of the points are groups of, where they are: `strand` and others.
        pub cut: Option<String>,
        /// The points of the drawing, each to be read by itself.
        pub spots: Vec<SpotView>,
        /// The same figures for programs.
        pub points: Vec<PointView>,
    }

    /// An icon of variation or of assurance.
    pub struct IconView { pub kind: IconKind, pub words: String }

    pub enum IconKind { CommonCause, Concern, Improvement, Neutral, Pass, Fail, HitAndMiss }

    /// A point of the drawing: where it lies, in percent of the drawing, and what it says.
    pub struct SpotView {
        pub across: f64,
        pub down: f64,
        pub words: String,
        /// The period its cases are of, where they can be opened.
        pub period: Option<String>,
        /// The group its cases are of, where they are of one.
        pub group: Option<String>,
    }

    pub struct TableView { pub caption: String, pub columns: Vec<String>, pub rows: Vec<Vec<String>> }

    /// One point of a series. What is withheld is null, with `suppressed`.
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

    /// Which groups to compare, and by which share.
    pub struct CompareRequest {
        /// `strand`, `age_band`, `sex`, `ethnicity`, `disability`, `language`, an intersection as `strand_sex`,
        /// `borough`, `ward` or `team`.
        pub cut: String,
        /// `src_offered`, `src_reached`, `src_in_window`, `withdrawal_closed` or `charged`.
        pub measure: String,
        pub as_at: Option<String>,
        /// Widen the funnel where groups vary more than chance lets them.
        pub overdispersion: bool,
    }

    /// Groups compared.
    pub struct CompareView {
        pub cut: String,
        pub measure: String,
        /// The cuts and the measures that this reader may choose.
        pub cuts: Vec<super::ChoiceView>,
        pub measures: Vec<super::ChoiceView>,
        /// The months counted, in words.
        pub period_words: String,
        pub chart: ChartView,
        pub groups: Vec<GroupView>,
    }

    /// One group against all others. What is withheld is null.
    pub struct GroupView {
        pub group: String,
        pub numerator: Option<u64>,
        pub denominator: Option<u64>,
        pub value: Option<f64>,
        pub low: Option<f64>,
        pub high: Option<f64>,
        pub others_numerator: Option<u64>,
        pub others_denominator: Option<u64>,
        pub gap: Option<f64>,
        pub gap_low: Option<f64>,
        pub gap_high: Option<f64>,
        pub ratio: Option<f64>,
        pub ratio_low: Option<f64>,
        pub ratio_high: Option<f64>,
        pub lower_limit: Option<f64>,
        pub upper_limit: Option<f64>,
        pub signal: bool,
        pub suppressed: bool,
    }

    /// The cases behind a point.
    pub struct BehindRequest {
        /// The series' name.
        pub series: String,
        /// The period, as the point has it: `2026-10`, `2026-Q3`, `2025-11/2026-10`, or a day.
        pub period: String,
        /// The group it is of, by the words of its row, and what it is a group of.
        pub cut: Option<String>,
        pub group: Option<String>,
        pub as_at: Option<String>,
        /// Only those in the numerator.
        pub counted_only: bool,
    }

    pub struct BehindView { pub title: String, pub words: String, pub rows: Vec<CaseRow> }

    /// Every measure in one document, as `reassure trends --json` prints it.
    pub struct FiguresDocument {
        /// The version of this document's form.
        pub form: u32,
        pub as_at: String,
        /// The threshold below which counts are withheld; null where all are exact.
        pub suppressed_below: Option<u64>,
        pub series: Vec<SeriesDocument>,
        pub comparisons: Vec<ComparisonDocument>,
        pub delivery: Vec<StepDocument>,
        pub curves: Vec<super::CurvePointView>,
        pub effects: Vec<super::EffectView>,
        /// Why there is no effect, where there is none.
        pub effects_not_shown: Option<String>,
        /// From this desk's own figures; null where it has none to go by.
        pub effect_in_cases: Option<super::EffectInCasesView>,
    }

    pub struct SeriesDocument {
        pub measure: String,
        /// The strand a series is of, where it is of a rare one.
        pub strand: Option<String>,
        pub title: String,
        pub basis: String,
        pub population: String,
        pub numerator: String,
        pub unit: String,
        pub better: String,
        pub interval: String,
        pub sentence: String,
        pub points: Vec<PointView>,
    }

    pub struct ComparisonDocument {
        pub cut: String,
        pub measure: String,
        pub basis: String,
        pub population: String,
        /// The first and the last month counted; null where no month has settled.
        pub from: Option<String>,
        pub to: Option<String>,
        pub sentence: String,
        pub groups: Vec<GroupView>,
    }

    /// One step from owed to reached in time.
    pub struct StepDocument { pub step: String, pub left: Option<u64>, pub lost: Option<u64> }
}
