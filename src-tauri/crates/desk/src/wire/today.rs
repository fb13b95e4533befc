//! Today: four heaps and the week.

use super::{RiskView, wire};

wire! {
    pub struct TodayView {
        /// "6 contacts today, 2 overdue, 3 new. Everyone else has a date."
        pub sentence: String,
        /// In the order shown: overdue, due today, new, waiting for you.
        pub heaps: Vec<HeapView>,
        pub week: Vec<WeekDayView>,
        /// Cases that differ from the extract and wait to be settled.
        pub differences: u64,
    }

    pub struct HeapView {
        pub kind: HeapKind,
        pub title: String,
        /// How many in all; `rows` may hold fewer.
        pub count: u64,
        pub rows: Vec<TodayRow>,
        /// Why the heap is empty, and what to do first.
        pub empty_words: String,
    }

    /// A returned sheet makes a heap of its own: its one contact.
    #[derive(Copy, Eq)]
    pub enum HeapKind { Overdue, DueToday, New, Waiting, Sheet }

    /// One line: reference, victim, ward, what is next and by when.
    pub struct TodayRow {
        pub case: String,
        pub reference: String,
        /// The name, or "Unnamed victim".
        pub victim: String,
        pub ward: String,
        pub risk: RiskView,
        pub next: NextStepView,
        /// Attempts made so far.
        pub attempts: u64,
        /// The number on the contact sheet printed last, as printed, while the contact is open.
        pub sheet: Option<String>,
        /// The row is about this task, and not about the contact.
        pub task: Option<TaskView>,
    }

    /// Something a contact left to be done, with its owner and its day.
    pub struct TaskView {
        pub case: String,
        pub reference: String,
        /// The entry that raised it, which names it.
        pub entry: u64,
        /// `concern`, `new_risk`, `new_crime` or `need`.
        pub kind: String,
        /// "Pass the concern to the OIC".
        pub words: String,
        pub owner: String,
        /// YYYY-MM-DD.
        pub due_on: String,
        pub due_words: String,
        pub overdue: bool,
        pub note: Option<String>,
    }

    /// How a task ended.
    pub struct CloseTaskRequest {
        pub case: String,
        pub entry: u64,
        /// `done`, `passed_on`, `not_needed` or `victim_declined`.
        pub how: String,
        pub note: Option<String>,
    }

    pub struct NextStepView {
        pub kind: NextStepKind,
        /// "Plan a contact", "Contact by PC Amara Obi", "Try again".
        pub words: String,
        /// Why this is the next step.
        pub because: String,
        /// YYYY-MM-DD; an ended or reached contact has none.
        pub on: Option<String>,
        /// "Tue 3 Dec · in 2 working days".
        pub on_words: String,
        /// "in window until Mon 30 Nov", "late: the window ended Fri 20 Nov".
        pub window_words: String,
        pub overdue: bool,
    }

    pub enum NextStepKind { Plan, Contact, Retry, CallBack, Visit, PutOff, FindNumber, Supervisor, Reached, Ended, Control, NotOwed }

    pub struct WeekDayView {
        pub on: String,
        /// "Mon 23".
        pub label: String,
        pub contacts_planned: u64,
        pub officers_on_duty: u64,
        pub working_day: bool,
    }

    /// A result typed in from a returned sheet.
    pub struct RecordAttemptRequest {
        pub case: String,
        /// `telephone` or `in_person`.
        pub channel: String,
        /// `reached`, `no_answer`, `voicemail`, `wrong_number`, `declined`, `call_back`, `visit_agreed`, `unsafe`.
        pub result: String,
        /// YYYY-MM-DD; today where left out.
        pub on: Option<String>,
        /// Officer id; the planned officer where left out.
        pub officer: Option<String>,
        /// YYYY-MM-DD: the day the victim named, with `call_back`, and with `visit_agreed` where there is one.
        pub call_back_on: Option<String>,
        pub note: Option<String>,
        pub told: Option<AttemptToldRequest>,
        /// Other cases of the same victim, by id or reference, that the contact was made for too.
        pub also: Vec<String>,
    }

    /// What was told of an attempt besides its result.
    #[derive(Default)]
    pub struct AttemptToldRequest {
        /// The time of day, as 14:05.
        pub at: Option<String>,
        /// `impact`, `taken_seriously`, `help_offered`.
        pub purposes: Vec<String>,
        /// Codes of what the victim would like help with.
        pub needs: Vec<String>,
        /// A concern for the officer in the case: raises a task, as the next two do.
        pub concern: bool,
        pub new_risk: bool,
        pub new_crime: bool,
        /// `not_asked`, `satisfied`, `neither`, `dissatisfied`, `no_answer`.
        pub satisfaction: Option<String>,
    }

    /// Another open case of the same person.
    pub struct SharedCaseView {
        pub case: String,
        pub reference: String,
        /// "01/123/26, reported Mon 2 Nov, window until Mon 30 Nov".
        pub words: String,
    }

    /// The contact is owed again, and why.
    pub struct TakeUpRequest {
        pub case: String,
        /// `victim_asks`, `safe_now`, `try_again` or `ended_in_error`.
        pub because: String,
        /// YYYY-MM-DD: it stays open at least until then; ten working days where left out.
        pub until_on: Option<String>,
    }

    /// The next step waits until a day.
    pub struct PutOffRequest {
        pub case: String,
        /// YYYY-MM-DD.
        pub until: String,
    }

    /// A person ends the promise with a listed reason.
    pub struct EndContactRequest {
        pub case: String,
        pub reason: String,
    }

    /// A code and its words, for a choice.
    pub struct ChoiceView { pub code: String, pub label: String }

    /// One purpose of a contact.
    pub struct GuidanceView {
        pub code: String,
        pub label: String,
        pub words: String,
        /// "Impact acknowledged".
        pub done_label: String,
    }

    /// The lists a form chooses from.
    pub struct ChoicesView {
        pub channels: Vec<ChoiceView>,
        pub results: Vec<ChoiceView>,
        pub ending_reasons: Vec<ChoiceView>,
        /// Why an officer is kept away from a contact: conflicts first, then what declines this one.
        pub kept_away_because: Vec<ChoiceView>,
        pub taken_up_because: Vec<ChoiceView>,
        pub needs: Vec<ChoiceView>,
        pub satisfactions: Vec<ChoiceView>,
        pub task_ends: Vec<ChoiceView>,
        /// The purposes of a contact, in our own words.
        pub guidance: Vec<GuidanceView>,
        pub guidance_close: String,
        pub strands: Vec<ChoiceView>,
        pub risks: Vec<ChoiceView>,
        pub boroughs: Vec<ChoiceView>,
        pub officers: Vec<ChoiceView>,
        pub outcomes: Vec<ChoiceView>,
        /// The named sets, each with the types it counts.
        pub outcome_sets: Vec<ChoiceView>,
        pub withdrawal_reasons: Vec<ChoiceView>,
        pub confirmed_by: Vec<ChoiceView>,
        pub confirmed_how: Vec<ChoiceView>,
        /// What a person may do about a risk.
        pub risk_strategies: Vec<ChoiceView>,
        /// How each coded field is corrected.
        pub fields: Vec<super::FieldChoicesView>,
    }
}
