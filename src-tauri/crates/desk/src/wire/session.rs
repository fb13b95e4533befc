//! Desks, people and what an action tells back.

use super::wire;

wire! {
    /// What stands before anyone has signed in.
    pub struct DeskView {
        /// The folder has a desk.
        pub exists: bool,
        /// The folder, as shown to the person.
        pub folder: String,
        pub name: String,
        /// Every case in it is invented.
        pub demo: bool,
        /// A dated copy with figures only, for an EDI manager.
        pub figures_copy: bool,
        /// Who can sign in.
        pub people: Vec<PersonView>,
        /// For a demo desk: the passphrase everybody has, so that a newcomer can look around.
        pub demo_passphrase: Option<String>,
        /// Today, as YYYY-MM-DD.
        pub today: String,
    }

    /// Somebody with a slot.
    pub struct PersonView {
        pub id: String,
        pub name: String,
        pub role: RoleView,
        pub role_label: String,
    }

    pub enum RoleView { Coordinator, Supervisor, Edi, Auditor, Recovery }

    /// Three questions make a desk.
    pub struct NewDeskRequest {
        pub desk_name: String,
        pub coordinator: String,
        pub supervisor: String,
        pub passphrase: String,
    }

    /// A new desk, with what is shown once.
    pub struct NewDeskView {
        /// Printed once, for the force's safe.
        pub recovery_code: String,
        pub signed_in: SignedInView,
    }

    pub struct SignInRequest {
        pub name: String,
        pub passphrase: String,
    }

    /// Who is signed in, and what the bar on top shows.
    pub struct SignedInView {
        pub name: String,
        pub role: RoleView,
        pub role_label: String,
        pub desk_name: String,
        pub demo: bool,
        /// "OFFICIAL-SENSITIVE" or "OFFICIAL".
        pub marking: String,
        pub today: String,
        /// In words, as "Mon 23 Nov 2026".
        pub today_words: String,
        /// In words, or that this is the first time.
        pub last_signed_in: Option<String>,
        /// Which of the seven places this role may open.
        pub places: Vec<PlaceView>,
        /// What the person may do.
        pub may_record: bool,
        pub may_see_names: bool,
    }

    /// The counts beside the places: those of *Today*, of open contacts, and of contacts without a place on the plan.
    pub struct RailCountsView { pub today: u64, pub cases: u64, pub plan: u64 }

    pub enum PlaceView { Today, Cases, Plan, Trends, Month, Import, Settings }

    pub struct NewPersonRequest {
        pub name: String,
        pub role: RoleView,
        pub passphrase: String,
    }

    /// One's own passphrase, the one that stands and the one to come.
    pub struct ChangePassphraseRequest {
        pub current: String,
        pub passphrase: String,
    }

    /// An action was done. One line, with undo where there is one.
    pub struct DoneView {
        /// "No answer recorded. Next try Wed 25 Nov."
        pub words: String,
        pub undo: Option<UndoView>,
    }

    /// What an undo would take back.
    pub struct UndoView {
        /// The action's name, as "Record no answer".
        pub name: String,
        pub first_entry: u64,
        pub last_entry: u64,
    }

    /// Why something was not done. The sentence says what happened, that nothing was lost, and what to do.
    pub struct RefusalView {
        pub code: RefusalCode,
        pub message: String,
        /// The field of the request it is about.
        pub field: Option<String>,
    }

    /// A code exists only because a shell acts on it.
    pub enum RefusalCode {
        /// Sign in again.
        Locked,
        WrongPassphrase,
        NotAllowed,
        /// Bad input; see `field`.
        BadInput,
        /// Somebody else's entries came first.
        Changed,
        /// The person cancelled.
        Cancelled,
        NotFound,
        /// The desk is damaged.
        Damaged,
        /// A fault of the disk or of the program.
        Fault,
    }

    pub struct GlossaryTermView { pub word: String, pub meaning: String }

    /// Long work: how far it is.
    pub struct ProgressView {
        /// "Reading the file", "Applying".
        pub stage: String,
        pub done: u64,
        /// Unknown while a file is read.
        pub total: Option<u64>,
    }

    /// The caseload's chain, its people file and its read model were compared.
    pub struct VerifyView {
        pub sound: bool,
        pub head_number: u64,
        pub head_digest: String,
        /// Each names an entry, a page or a row.
        pub problems: Vec<String>,
        pub words: String,
    }
}
