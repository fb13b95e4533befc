//! Plan: officers down, days across.

use super::{RiskView, wire};

wire! {
    pub struct PlanView {
        pub sentence: String,
        pub days: Vec<PlanDayView>,
        pub officers: Vec<PlanOfficerView>,
        /// Contacts with no place, each with its reasons.
        pub tray: Vec<UnplannedView>,
        /// Lines proposed and not yet accepted.
        pub proposed: u64,
        pub accepted: u64,
    }

    pub struct PlanDayView { pub on: String, pub label: String, pub working_day: bool }

    pub struct PlanOfficerView {
        pub officer: String,
        pub name: String,
        pub collar: String,
        pub serves: String,
        /// One for each day of the plan.
        pub cells: Vec<PlanCellView>,
    }

    pub struct PlanCellView {
        pub on_duty: bool,
        pub capacity: u16,
        pub lines: Vec<PlanLineView>,
    }

    pub struct PlanLineView {
        pub case: String,
        pub reference: String,
        pub victim: String,
        pub ward: String,
        pub risk: RiskView,
        pub officer: String,
        pub officer_name: String,
        pub on: String,
        pub on_words: String,
        pub state: PlanLineState,
        /// Why this officer and this day.
        pub why: Vec<String>,
    }

    /// Moved: accepted elsewhere, where it can no longer stand or would leave somebody out; a proposal too.
    pub enum PlanLineState { Proposed, Moved, Accepted }

    pub struct UnplannedView {
        pub case: String,
        pub reference: String,
        pub victim: String,
        pub ward: String,
        pub risk: RiskView,
        pub by_words: String,
        /// The rule in short.
        pub words: String,
        /// Each candidate with the rules that exclude them.
        pub excluded: Vec<ExcludedView>,
        /// The smallest set of rules that would have to give.
        pub would_have_to_give: Vec<String>,
    }

    pub struct ExcludedView { pub officer_name: String, pub rules: Vec<String> }

    /// The next best officers and days for a line, and what each would cost.
    pub struct NextBestView {
        pub officer: String,
        pub officer_name: String,
        pub on: String,
        pub on_words: String,
        pub costs: Vec<String>,
    }

    /// An officer and a day, whether the contact in hand may be put there, and what that would mean.
    pub struct PlanPlaceView { pub officer: String, pub on: String, pub allowed: bool, pub words: String }

    /// Puts a contact with this officer on this day.
    pub struct MoveLineRequest { pub case: String, pub officer: String, pub on: String }

    /// An officer is away from one day to another, both included.
    pub struct OfficerAwayRequest { pub officer: String, pub from: String, pub to: String }

    /// Accepts all proposed lines, or those of these cases.
    pub struct AcceptPlanRequest { pub cases: Option<Vec<String>> }

    /// The printed sheets of a day, opened in the system's viewer.
    pub struct SheetsRequest { pub on: String, pub officer: Option<String> }

    /// A file was made.
    pub struct FileMadeView { pub path: String, pub words: String }
}
