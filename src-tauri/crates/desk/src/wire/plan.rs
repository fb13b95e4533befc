//! Plan: officers down, days across.

use super::{RiskView, wire};

wire! {
    pub struct PlanView {
        pub sentence: String,
        pub days: Vec<PlanDayView>,
        pub officers: Vec<PlanOfficerView>,
        /// Accepted lines that the proposal moves, and from where.
        pub moved: Vec<MovedLineView>,
        /// For the supervisor: victims whose window closes within the plan with nobody to see them, and those whose
        /// contact a person must decide, the soonest first.
        pub closing: Vec<ClosingView>,
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
        /// Contacts of this plan, and how many its shifts hold.
        pub contacts: u64,
        pub room: u64,
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
        pub pinned: bool,
        /// Why this officer and this day.
        pub why: Vec<String>,
    }

    /// Moved: accepted elsewhere, where it can no longer stand or would leave somebody out; a proposal too.
    pub enum PlanLineState { Proposed, Moved, Accepted }

    pub struct MovedLineView { pub case: String, pub reference: String, pub victim: String, pub from: String, pub to: String }

    pub struct ClosingView {
        pub case: String,
        pub reference: String,
        pub victim: String,
        pub ward: String,
        pub risk: RiskView,
        pub by: String,
        pub by_words: String,
        /// Why nobody sees them, or what the supervisor decides.
        pub words: String,
        pub with_supervisor: bool,
    }

    /// Pins a line, or lets it go.
    pub struct PinLineRequest { pub case: String, pub pinned: bool }

    /// The officer of a line cannot take it.
    pub struct DeclineLineRequest { pub case: String, pub because: String }

    /// An officer, by collar number or id, has a tie to the victim or the suspect.
    pub struct ConflictRequest { pub case: String, pub officer: String, pub because: String }

    pub struct KeptAwayView {
        pub case: String,
        pub reference: String,
        pub officer: String,
        pub officer_name: String,
        pub because: String,
        pub words: String,
        pub conflict: bool,
    }

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

    /// An officer's entry on the list as text; an officer to add has no id yet.
    #[derive(Default)]
    pub struct OfficerForm {
        pub officer: Option<String>,
        pub collar: String,
        pub name: String,
        pub role: String,
        pub boroughs: String,
        pub wards: String,
        pub contacts: String,
        pub visits: String,
        pub team: String,
        pub duty: String,
        pub hours: String,
        pub away: String,
        /// The last day with the team.
        pub leaves: String,
        pub briefed: String,
        pub languages: String,
        pub gender: String,
        pub plain_clothes: String,
    }

    /// Officers named on cases that match nobody on the list cleanly.
    pub struct UnmatchedView {
        pub kind: String,
        pub words: String,
        pub count: u64,
        pub count_words: String,
        /// The first of the cases.
        pub references: Vec<String>,
    }

    /// Accepts all proposed lines, or those of these cases.
    pub struct AcceptPlanRequest { pub cases: Option<Vec<String>> }

    /// The contacts of a day on paper: a sheet each, or one list an officer.
    pub struct SheetsRequest {
        pub on: String,
        /// One officer's alone, by id or collar number.
        pub officer: Option<String>,
        pub as_list: bool,
    }

    /// A file was made.
    pub struct FileMadeView { pub path: String, pub words: String }
}
