//! Cases: lists and one case.

use super::{NextStepView, wire};

wire! {
    pub enum RiskView { Standard, Medium, High, NotRecorded }

    #[derive(Default)]
    pub struct CaseListRequest {
        pub list: CaseList,
        /// A borough; every borough where left out.
        pub borough: Option<String>,
        /// A strand's code.
        pub strand: Option<String>,
        pub risk: Option<String>,
        /// Fields by name, coded or personal, of which none may have a value.
        #[serde(default)]
        pub without: Vec<String>,
        /// Coded fields and the value each must have.
        #[serde(default)]
        pub with: Vec<FieldIsRequest>,
        /// With the list `missing`: one problem by its code; every one where left out.
        #[serde(default)]
        pub problem: Option<String>,
        pub offset: u64,
        pub limit: u64,
    }

    /// A coded field with this value, as its code or its text.
    pub struct FieldIsRequest { pub field: String, pub value: String }

    #[derive(Copy, Eq, Default)]
    pub enum CaseList {
        #[default]
        All,
        Open,
        /// Worked on last by the person signed in.
        Mine,
        DueSoon,
        Overdue,
        HighRisk,
        GoneQuiet,
        /// The extract and a person differ.
        Differs,
        /// A problem of the data.
        Missing,
        NoStrand,
        NoWard,
        Closed,
    }

    pub struct CaseListView {
        /// How many in all; `rows` is one page of them.
        pub count: u64,
        pub rows: Vec<CaseRow>,
        pub empty_words: String,
        /// The count of each list, for the left-hand side.
        pub lists: Vec<CaseListCount>,
    }

    pub struct CaseListCount { pub list: CaseList, pub title: String, pub count: u64 }

    /// A list with its filters that somebody saved by name, for everybody on the desk.
    pub struct SavedListView {
        pub list: String,
        pub name: String,
        pub count: u64,
        /// What opens it; its page is the reader's to choose.
        pub request: CaseListRequest,
    }

    /// Saves a list by name; with `list`, gives that saved one this name and filter.
    pub struct SaveListRequest { pub list: Option<String>, pub name: String, pub filter: CaseListRequest }

    /// A list as a file: `file` is where the person wants it, CSV or XLSX by its name.
    pub struct ExportListRequest { pub filter: CaseListRequest, pub file: String }

    /// The whole desk as a file, with names or without.
    pub struct ExportDeskRequest { pub file: String, pub names: bool }

    pub struct CaseRow {
        pub case: String,
        pub reference: String,
        pub victim: String,
        pub borough: String,
        pub ward: String,
        pub strands: String,
        pub reported_on: String,
        pub reported_words: String,
        pub risk: RiskView,
        pub next: NextStepView,
        /// "Open", or the outcome in words.
        pub outcome: String,
    }

    /// Search over references and names.
    pub struct SearchView { pub rows: Vec<CaseRow>, pub more: bool }

    /// Everything that stands of one case.
    pub struct CaseView {
        pub case: String,
        pub reference: String,
        pub victim_number: Option<String>,
        pub next: NextStepView,
        /// What not to do, shown before the number.
        pub safety: Vec<String>,
        /// The victim and how to reach them: needs the people key.
        pub personal: Vec<FieldView>,
        pub facts: Vec<FieldView>,
        /// Newest first.
        pub story: Vec<StoryLine>,
        /// Opening this page was logged.
        pub logged_words: String,
        pub repeat_words: Option<String>,
        /// What happened that a person may want to end the contact for: nothing ends it by itself.
        pub end_offer: Option<EndOfferView>,
        pub casework: super::CaseworkView,
    }

    /// A listed reason that fits what is known of a case, for a person to end the contact by.
    pub struct EndOfferView { pub words: String, pub reason: String, pub label: String }

    /// One case as text for the records system. Taking it out was logged.
    pub struct CaseTextView { pub reference: String, pub text: String, pub words: String }

    /// What erasing a person would delete, before it is done.
    pub struct EraseView {
        pub case: String,
        pub reference: String,
        /// Other cases of the same person.
        pub other_references: Vec<String>,
        pub versions: u64,
        /// What goes, what stays, and what copies still hold.
        pub will: Vec<String>,
    }

    pub struct EraseRequest {
        pub case: String,
        /// The person's other cases too.
        pub other_cases: bool,
        /// The reference, typed again.
        pub confirm: String,
    }

    /// Erases what an import that was taken back had brought of people.
    pub struct EraseWithdrawnRequest { pub import: String, pub confirmed: bool }

    pub struct FieldView {
        pub field: String,
        pub label: String,
        /// Empty where nothing is recorded.
        pub value: String,
        /// "extract" or "person".
        pub said_by: String,
        /// Where a person and the extract differ: what the extract says.
        pub extract_says: Option<String>,
    }

    pub struct StoryLine {
        pub entry: u64,
        pub kind: StoryKind,
        /// "No answer, by telephone. PC Amara Obi."
        pub words: String,
        pub by: String,
        pub known_on: String,
        /// "Tue 3 Nov 2026".
        pub known_words: String,
        /// The clock, as "3 Nov 2026 14:05".
        pub recorded_words: String,
        pub undone: bool,
        pub undo: Option<super::UndoView>,
    }

    pub enum StoryKind { Contact, Change, Outcome, Look, Undo }

    /// A person corrects a field. An empty value clears it.
    pub struct CorrectCaseRequest {
        pub case: String,
        pub field: String,
        pub value: String,
    }

    /// A person records that the victim withdrew support.
    pub struct WithdrawalRequest {
        pub case: String,
        pub on: Option<String>,
        pub reason: Option<String>,
        pub confirmed_by: Option<String>,
        pub confirmed_how: Option<String>,
    }

    pub struct OutcomeRequest {
        pub case: String,
        /// 1 to 22; 0 reopens the investigation.
        pub number: u8,
        pub on: String,
        /// 1A, 2A or 3A: for an alternate offence.
        #[serde(default)]
        pub alternate_offence: bool,
    }
}
