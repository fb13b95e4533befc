//! Trials of the contact.

use super::wire;

wire! {
    /// The approved protocol of a new trial.
    pub struct NewTrialRequest {
        pub title: String,
        pub approval: String,
        /// What allocation is balanced within: `borough`, `risk`, `repeat`.
        pub strata: Vec<String>,
        /// At least two of 2, 4, 6, 8, 10, 12.
        pub block_sizes: Vec<u32>,
        pub people_an_arm: u32,
        pub reported_within_days: u16,
        /// Empty asks for nothing; with the stratum `borough`, all there are.
        pub boroughs: Vec<String>,
        pub risks: Vec<String>,
        pub strands: Vec<String>,
        pub adults_only: bool,
        /// YYYY-MM-DD: enrolment begins and ends.
        pub starts_on: String,
        pub ends_on: String,
        pub follow_up_days: u16,
        /// `owed_again` or `stay_ended`.
        pub controls_after: String,
    }

    pub struct SealTrialRequest {
        /// The custodian's, for this seal alone.
        pub passphrase: String,
    }

    pub struct EnrolRequest {
        pub case: String,
        /// The custodian's, typed by the custodian.
        pub passphrase: String,
    }

    /// A trial's people as a table: `file` is where the person wants it, a CSV by its name.
    pub struct ExportTrialRequest { pub file: String }

    pub struct NotEnrolRequest {
        pub case: String,
        /// `declined`, `contact_needed`, `cannot_consent` or `other`.
        pub because: String,
    }

    pub struct SampleSizeRequest {
        /// Of 100 without the contact; the desk's own share where left out.
        pub withdrawn_percent: Option<f64>,
        /// By so many of 100 the contact is to lower the risk.
        pub lower_by_percent: f64,
        /// The chance to see the effect if it is there, of 100.
        pub power_percent: f64,
        pub follow_up_days: u16,
    }

    pub struct SampleSizeView {
        pub people_an_arm: u64,
        pub withdrawn_percent: f64,
        /// What it rests on, and how long it would take here, a sentence each.
        pub sentences: Vec<String>,
    }

    /// What stands of the trial, for who may see it.
    pub struct TrialPageView {
        /// None where no trial was set up.
        pub trial: Option<TrialView>,
        /// A custodian who may seal and check, and nothing else.
        pub seal_only: bool,
        /// What the seal does not stop.
        pub seal_limits: Vec<String>,
        pub not_enrolled_because: Vec<TrialChoiceView>,
        /// What the form of a new trial chooses from.
        pub boroughs: Vec<String>,
    }

    pub struct TrialChoiceView {
        pub code: String,
        pub label: String,
    }

    #[derive(Copy, Eq)]
    pub enum TrialStage { ToSeal, NotBegun, Enrolling, Following, Ended }

    pub struct TrialView {
        pub id: String,
        pub title: String,
        pub stage: TrialStage,
        /// What is next, in a sentence.
        pub next_words: String,
        /// The protocol: what, and how.
        pub protocol: Vec<TrialLineView>,
        /// Who sealed the list and when; none before.
        pub sealed_words: Option<String>,
        /// SHA-256 of the sealed list.
        pub seal_digest: Option<String>,
        /// The person signed in sealed the list, and so does not enrol.
        pub is_custodian: bool,
        pub counts: Vec<TrialLineView>,
        /// Victims who may be enrolled today, the longest reported first.
        pub waiting: Vec<TrialWaitingView>,
        /// In the order they were allocated, the latest first.
        pub allocated: Vec<TrialAllocatedView>,
        pub not_enrolled: Vec<TrialNotEnrolledView>,
        pub may_end: bool,
    }

    /// What a trial found, or why that is not told yet.
    pub struct TrialAnalysisView {
        /// Why nothing is told by arm yet; none once it is.
        pub not_yet: Option<String>,
        pub sentences: Vec<String>,
        pub effects: Vec<TrialEffectView>,
        /// Allocated people whose outcome is known, and those whose follow-up still runs.
        pub known: u64,
        pub immature: u64,
    }

    pub struct TrialEffectView {
        /// `risk_ratio`, `risk_difference`, `odds_ratio`, `odds_ratio_conditional`, `complier_average_effect`.
        pub effect: String,
        /// The interval's name.
        pub method: String,
        pub estimate: f64,
        pub low: f64,
        /// None where the interval has no upper end.
        pub high: Option<f64>,
    }

    /// The flow of people through a trial, drawn and in words.
    pub struct TrialFlowView {
        pub svg: String,
        pub lines: Vec<TrialLineView>,
    }

    pub struct TrialLineView {
        pub label: String,
        pub words: String,
    }

    pub struct TrialWaitingView {
        pub case: String,
        pub reference: String,
        pub victim: String,
        /// "Merton, high risk".
        pub stratum: String,
        /// "reported Mon 16 Nov, target Mon 30 Nov".
        pub words: String,
    }

    pub struct TrialAllocatedView {
        pub case: String,
        pub reference: String,
        pub victim: String,
        /// `contact` or `control`.
        pub arm: String,
        pub arm_label: String,
        pub on_words: String,
        /// How their contact stands.
        pub contact_words: String,
    }

    pub struct TrialNotEnrolledView {
        pub case: String,
        pub reference: String,
        pub because: String,
        pub on_words: String,
        pub entry: u64,
    }
}
