//! Casework: differences with the extract, actions against risk, clocks, data quality, duplicates.

use super::wire;

wire! {
    /// A person settles a difference with the extract on one field.
    pub struct SettleRequest {
        pub case: String,
        pub field: String,
        /// Take what the extract says; otherwise the person's word is kept.
        pub take_extract: bool,
    }

    pub struct DifferenceView {
        pub case: String,
        pub reference: String,
        pub victim: String,
        pub field: String,
        pub label: String,
        pub ours: String,
        pub extract_says: String,
    }

    /// What stands of a case besides its facts and its contact.
    pub struct CaseworkView {
        pub risk_actions: Vec<RiskActionView>,
        pub clocks: Vec<ClockRunView>,
        pub problems: Vec<CaseProblemView>,
        /// What to know before dialling, besides what not to do: who may be spoken to, when, in which language.
        pub before_dialling: Vec<String>,
    }

    pub struct RiskActionView {
        pub entry: u64,
        /// "Reduce the risk".
        pub strategy: String,
        pub text: String,
        pub owner: String,
        /// "due Tue 3 Dec", "done Mon 2 Dec".
        pub when_words: String,
        pub done: bool,
        pub overdue: bool,
    }

    /// An action against the risk, by the RARA model.
    pub struct RiskActionRequest {
        pub case: String,
        /// `remove`, `avoid`, `reduce` or `accept`.
        pub strategy: String,
        pub text: String,
        pub owner: String,
        /// YYYY-MM-DD.
        pub due_on: String,
    }

    pub struct RiskActionDoneRequest {
        pub case: String,
        pub entry: u64,
        /// YYYY-MM-DD; today where left out.
        pub on: Option<String>,
    }

    /// One running of a clock of the Victims' Code.
    pub struct ClockRunView {
        pub case: String,
        pub reference: String,
        pub clock: String,
        pub label: String,
        /// `due`, `met`, `met_late` or `missed`.
        pub state: String,
        /// "due Tue 3 Dec · tomorrow", "met Mon 2 Dec".
        pub words: String,
        pub due_on: String,
    }

    /// The victim was told, or a step happened that starts a clock.
    pub struct ClockRequest {
        pub case: String,
        pub clock: String,
        /// YYYY-MM-DD; today where left out.
        pub on: Option<String>,
        /// The step happened; otherwise the victim was told.
        pub started: bool,
    }

    pub struct ClockListView {
        /// What the force calls its clocks.
        pub name: String,
        /// The force's own; otherwise as they come with the program.
        pub own: bool,
        /// Missed and due, the most overdue first: as many as a list shows.
        pub runs: Vec<ClockRunView>,
        /// How many there are in all.
        pub missed: u64,
        pub due: u64,
        pub clocks: Vec<ClockView>,
    }

    pub struct ClockView {
        pub code: String,
        pub label: String,
        /// `report`, `outcome`, `step` or `last_update`.
        pub starts: String,
        pub working_days: u64,
    }

    /// The force changes how long a clock runs.
    pub struct ClockDaysRequest { pub clock: String, pub working_days: u64 }

    /// A list of codes the force may keep of its own.
    pub struct ForceListView {
        pub list: String,
        pub title: String,
        /// The force's own; otherwise as it comes with the program.
        pub own: bool,
        pub codes: Vec<super::ChoiceView>,
    }

    pub struct QualityView {
        pub problems: Vec<ProblemView>,
        /// By field, latest month last.
        pub completeness: Vec<CompletenessView>,
    }

    pub struct ProblemView {
        pub code: String,
        pub label: String,
        pub remedy: String,
        pub count: u64,
    }

    pub struct CaseProblemView { pub code: String, pub label: String, pub remedy: String }

    pub struct CompletenessView { pub field: String, pub label: String, pub months: Vec<MonthFilledView> }

    /// Of the cases reported in a month, how many have the field.
    pub struct MonthFilledView {
        /// YYYY-MM.
        pub month: String,
        /// "Oct 2026".
        pub month_words: String,
        pub filled: u64,
        pub cases: u64,
    }

    /// A person finds a problem right as it stands: on one case, or on all of its list.
    pub struct SetAsideRequest { pub case: Option<String>, pub problem: String }

    /// Two cases that look alike.
    pub struct LikelyView {
        /// `case` (the same case twice) or `person` (the same person in two cases).
        pub what: String,
        pub first: LikelySideView,
        pub second: LikelySideView,
        /// "Same name and date of birth; reported 2 days apart."
        pub because: String,
    }

    pub struct LikelySideView { pub case: String, pub reference: String, pub victim: String, pub words: String }

    /// Two cases, and what a person says of them.
    pub struct PairRequest {
        pub case: String,
        pub other: String,
        /// `merge` (the first goes into the second), `same_person` or `not_the_same`.
        pub what: String,
    }

    /// Which control a coded field is corrected with, and its choices.
    pub struct FieldChoicesView {
        pub field: String,
        pub label: String,
        /// `text`, `day`, `one`, `several`, `times` or `list`.
        pub control: String,
        pub choices: Vec<super::ChoiceView>,
    }

}
