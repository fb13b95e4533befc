//! Import: preview, apply, take back; officers.

use super::{ChoiceView, wire};

wire! {
    pub struct ImportRequest {
        /// A path the person chose.
        pub file: String,
        /// A mapping's name, or a path to a mapping file.
        pub mapping: String,
        /// The sheet of a workbook, where two fit.
        pub sheet: Option<String>,
        /// What the preview said of the file, so that a file changed since is noticed.
        pub seen: Option<String>,
        /// A person says that it is the right file, whatever speaks against it.
        pub right_file: bool,
    }

    /// What applying the file would do. Nothing is changed yet.
    pub struct ImportPreview {
        pub file_name: String,
        pub mapping: String,
        pub rows: u64,
        pub new: ImportHeap,
        pub changed: ImportHeap,
        pub unchanged: ImportHeap,
        /// Cases of the import before that this file leaves out. Nothing happens to them.
        pub absent: ImportHeap,
        pub refused: Vec<RefusedRow>,
        pub refused_count: u64,
        /// What refused most rows, most first.
        pub refused_why: Vec<RefusedWhy>,
        /// Values nobody has mapped: said here, they are read.
        pub asks: Vec<UnmappedView>,
        /// Encoding, delimiter, date form, columns used and ignored.
        pub found: Vec<String>,
        /// What speaks against its being the right file. Applying it asks.
        pub doubts: Vec<String>,
        /// To be handed back when it is applied.
        pub seen: String,
        /// What stops it from being applied, if anything.
        pub stopped: Option<String>,
        pub words: String,
    }

    pub struct ImportHeap { pub count: u64, pub rows: Vec<ImportedRow> }

    pub struct ImportedRow {
        pub row: u64,
        pub reference: String,
        /// For a changed case: field by field.
        pub changes: Vec<FieldChange>,
        pub words: String,
    }

    pub struct FieldChange { pub field: String, pub from: String, pub to: String, pub kept: bool }

    pub struct RefusedRow {
        pub row: u64,
        pub column: String,
        pub value: Option<String>,
        pub reason: String,
        pub remedy: String,
    }

    pub struct RefusedWhy { pub column: String, pub reason: String, pub rows: u64 }

    pub struct UnmappedView {
        pub column: String,
        pub field: String,
        pub value: String,
        pub rows: u64,
        pub meanings: Vec<ChoiceView>,
    }

    pub struct ImportDone {
        pub words: String,
        pub import: String,
        pub new: u64,
        pub changed: u64,
        pub unchanged: u64,
        pub refused: u64,
    }

    /// An import that was applied, with whether it can be taken back.
    pub struct PastImport {
        pub import: String,
        pub applied_words: String,
        pub by: String,
        pub mapping: String,
        pub new: u64,
        pub changed: u64,
        pub unchanged: u64,
        pub refused: u64,
        pub taken_back: bool,
    }

    pub struct OfficerView {
        pub officer: String,
        pub name: String,
        pub collar: String,
        pub role: String,
        pub serves: String,
        pub contacts_a_shift: u16,
        pub visits_a_shift: u16,
        pub duty: String,
    }

    /// A results file that officers filled in.
    pub struct ResultsRequest {
        /// A path the person chose.
        pub file: String,
        /// What the preview said of the file, so that a file changed since is noticed.
        pub seen: Option<String>,
    }

    /// What a results file would record. Nothing is changed yet.
    pub struct ResultsPreview {
        /// In the order they would be recorded.
        pub lines: Vec<ResultLineView>,
        pub refused: Vec<RefusedRow>,
        /// Rows the officer has not come to.
        pub not_filled_in: u64,
        /// To be handed back when it is taken in.
        pub seen: String,
        pub words: String,
    }

    pub struct ResultLineView {
        pub row: u64,
        pub reference: String,
        pub victim: String,
        pub words: String,
        /// Not so where the officer is linked to the investigation.
        pub counts: bool,
    }
}
