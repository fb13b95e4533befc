//! The policy for contacts and the bank holidays, and what a change of them would do.

use super::{ChoiceView, wire};

wire! {
    /// The policy in force, in the groups of the page.
    pub struct PolicyView {
        pub name: String,
        /// Since when, and who set it.
        pub in_force_words: String,
        pub groups: Vec<PolicyGroupView>,
        pub presets: Vec<PolicyPresetView>,
        /// Newest first.
        pub history: Vec<PolicyVersionView>,
    }

    pub struct PolicyGroupView {
        pub code: String,
        pub title: String,
        pub lead: String,
        pub settings: Vec<PolicySettingView>,
    }

    /// One thing a force may choose. Its value is text, and the desk reads it.
    pub struct PolicySettingView {
        pub code: String,
        pub label: String,
        pub hint: String,
        pub kind: PolicySettingKind,
        pub value: String,
        /// Of a choice, one; of several, any, separated by commas.
        pub options: Vec<ChoiceView>,
    }

    pub enum PolicySettingKind { Number, Text, Day, Choice, Several }

    pub struct PolicyPresetView { pub code: String, pub name: String, pub words: String, pub values: Vec<PolicyValue> }

    pub struct PolicyValue { pub code: String, pub value: String }

    /// A policy that was in force from a day on.
    pub struct PolicyVersionView {
        pub entry: u64,
        pub name: String,
        /// When it was set, and by whom.
        pub words: String,
        /// What it changed of the one before.
        pub changes: Vec<PolicyChangeView>,
    }

    pub struct PolicyChangeView { pub label: String, pub before: String, pub after: String }

    /// A change to the policy in force, or to a preset.
    pub struct PolicyRequest { pub preset: Option<String>, pub values: Vec<PolicyValue> }

    /// What a change would do to today's caseload. Nothing is changed by looking.
    pub struct PolicyEffectView {
        /// The effect in a few sentences.
        pub words: Vec<String>,
        pub changes: Vec<PolicyChangeView>,
        /// Where open cases stand before and after.
        pub states: Vec<StateCountView>,
        /// Victims whose state or date would change.
        pub victims_changed: u64,
        /// Accepted lines of the plan that could no longer stand.
        pub lines_lost: u64,
        /// Those lines, each in a sentence with the reference; the first of them.
        pub lines: Vec<String>,
    }

    pub struct StateCountView { pub state: String, pub label: String, pub before: u64, pub after: u64 }

    pub struct HolidaysView {
        /// Where the days come from.
        pub source: String,
        pub days: Vec<HolidayView>,
    }

    /// What the bank holidays of GOV.UK's file would change. Nothing is changed by looking.
    pub struct HolidaysFileView {
        pub words: String,
        pub effect: PolicyEffectView,
        /// The file as it was seen, to be handed back.
        pub seen: String,
    }

    pub struct HolidaysFileRequest {
        pub file: String,
        /// As [`HolidaysFileView::seen`]; the file as it is where left out.
        pub seen: Option<String>,
    }

    pub struct HolidayView { pub on: String, pub words: String, pub name: String, pub state: HolidayState }

    /// Usual: as published. Added: a day off of the force's own. Worked: a bank holiday that is worked.
    pub enum HolidayState { Usual, Added, Worked }

    /// Makes a day a bank holiday, with its name, or a day that is worked.
    pub struct HolidayRequest { pub on: String, pub off: bool, pub name: String }
}
