//! Mappings: those there are, and making one from a file's own rows.

use super::{ChoiceView, wire};

wire! {
    pub struct MappingView {
        pub name: String,
        pub title: String,
        /// Comes with the program; one of the desk's own under the same name takes its place.
        pub built_in: bool,
        /// When and by whom it was saved, for the desk's own.
        pub saved_words: String,
        pub columns: u64,
    }

    /// A mapping as it is written.
    pub struct MappingText { pub name: String, pub title: String, pub text: String }

    pub struct LookRequest {
        /// A path the person chose.
        pub file: String,
        /// The sheet of a workbook; found where left out.
        pub sheet: Option<String>,
        /// The row of the column names; found where left out.
        pub header_row: Option<u64>,
        /// The mapping to start from, if any.
        pub mapping: Option<String>,
    }

    /// A file nobody has mapped, its columns side by side.
    pub struct SampleView {
        pub file_name: String,
        /// How the file was understood, a sentence each.
        pub found: Vec<String>,
        pub sheet: Option<String>,
        pub sheets: Vec<String>,
        pub header_row: u64,
        pub rows: u64,
        pub columns: Vec<SampleColumnView>,
        pub dates: DatesView,
        /// Everything a column can be read as.
        pub ways: Vec<ChoiceView>,
        pub empty_says: Vec<String>,
        /// A name and a title to start from.
        pub name: String,
        pub title: String,
    }

    pub struct SampleColumnView {
        pub column: String,
        /// The first cells as the file has them; shown to who may see cases, and kept nowhere.
        pub cells: Vec<String>,
        pub filled: u64,
        /// Proposed; empty where nobody knows.
        pub reads: String,
        pub because: String,
        pub values: Vec<SampleValueView>,
        /// More different values than a list of codes has: only the first are shown.
        pub too_many: bool,
        /// Each value must mean something on a list.
        pub listed: bool,
        pub meanings: Vec<ChoiceView>,
    }

    pub struct SampleValueView { pub value: String, pub rows: u64, pub means: Option<String> }

    /// How the days of a file are written.
    pub struct DatesView {
        pub forms: Vec<String>,
        pub words: String,
        pub asks: Option<DateAskView>,
        /// Texts that no form reads.
        pub unread: u64,
    }

    /// One date that can be read in two ways.
    pub struct DateAskView { pub written: String, pub dates: u64, pub choices: Vec<ChoiceView> }

    pub struct LookColumnRequest { pub look: LookRequest, pub column: String, pub reads: String }

    pub struct LookColumnView { pub column: SampleColumnView, pub dates: DatesView }

    /// A mapping as proposed from a file, and what it leaves open, a sentence each.
    pub struct MappingProposal { pub text: String, pub open: Vec<String> }

    pub struct MappingDraft {
        pub name: String,
        pub title: String,
        pub sheet: Option<String>,
        pub date_forms: Vec<String>,
        pub empty_says: Vec<String>,
        pub columns: Vec<DraftColumnView>,
        /// The mapping it takes the place of, of which it keeps what columns cannot say.
        pub base: Option<String>,
    }

    pub struct DraftColumnView { pub column: String, pub reads: String, pub values: Vec<ValueMeans> }

    pub struct ValueMeans { pub value: String, pub means: String }

    pub struct TeachRequest { pub mapping: String, pub lessons: Vec<LessonView> }

    /// What a value means that nobody had mapped.
    pub struct LessonView { pub column: String, pub field: String, pub value: String, pub means: String }
}
