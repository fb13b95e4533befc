//! Today: four heaps and the week.

use super::{RiskView, wire};

wire! {
    pub struct TodayView {
        /// "6 contacts today, 2 overdue, 3 new. Everyone else has a date."
        pub sentence: String,
        /// In the order shown: overdue, due today, new, waiting for you.
        pub heaps: Vec<HeapView>,
        pub week: Vec<WeekDayView>,
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

    #[derive(Copy, Eq)]
    pub enum HeapKind { Overdue, DueToday, New, Waiting }

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

    pub enum NextStepKind { Plan, Contact, Retry, CallBack, FindNumber, Supervisor, Reached, Ended, NotOwed }

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
        /// `reached`, `no_answer`, `voicemail`, `wrong_number`, `declined`, `call_back`.
        pub result: String,
        /// YYYY-MM-DD; today where left out.
        pub on: Option<String>,
        /// Officer id; the planned officer where left out.
        pub officer: Option<String>,
        /// YYYY-MM-DD, with `call_back`.
        pub call_back_on: Option<String>,
        pub note: Option<String>,
    }

    /// A person ends the promise with a listed reason.
    pub struct EndContactRequest {
        pub case: String,
        pub reason: String,
    }

    /// A code and its words, for a choice.
    pub struct ChoiceView { pub code: String, pub label: String }

    /// The lists a form chooses from.
    pub struct ChoicesView {
        pub channels: Vec<ChoiceView>,
        pub results: Vec<ChoiceView>,
        pub ending_reasons: Vec<ChoiceView>,
        pub strands: Vec<ChoiceView>,
        pub risks: Vec<ChoiceView>,
        pub boroughs: Vec<ChoiceView>,
        pub officers: Vec<ChoiceView>,
        pub outcomes: Vec<ChoiceView>,
    }
}
