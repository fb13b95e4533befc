//! **Rules.** Cases, victims, contacts, officers, outcomes and the calendar: what may happen, and what follows.
//!
//! Every function here is pure: values in, values out.
//! The crate refuses the clock (today is an argument), the disk and the wire (nothing here is `Serialize`).

pub mod acts;
pub mod calendar;
pub mod clocks;
pub mod codes;
pub mod contact;
pub mod conversation;
pub mod coverage;
pub mod facts;
pub mod glossary;
pub mod ids;
pub mod month;
pub mod needs;
pub mod officer;
pub mod outcomes;
pub mod period;
pub mod policy;
pub mod quality;
pub mod sensitive;
pub mod sheet;
pub mod standing;
pub mod strands;
pub mod tasks;
pub mod trial;

pub use acts::{CaseAct, KeptAwayBecause, RiskAction, RiskStrategy};
pub use calendar::{HolidayChanges, WorkingDays};
pub use clocks::{Clock, Clocks};
pub use codes::{CaseKind, CodeList, RiskLevel, SafetyRule, VictimKind};
pub use contact::{Attempt, AttemptResult, Channel, Ending, EndingReason, TakenUp, TakenUpBecause};
pub use conversation::{AttemptDetails, Need, Purpose, Satisfaction};
pub use facts::{CaseFacts, Claim, Field, PersonalFacts, PersonalField, Provenanced};
pub use ids::{CaseId, ImportId, OfficerId, RowId, StaffId, TrialId};
pub use month::Month;
pub use needs::{
    ContactWish, FormatNeed, Gender, OfficerGender, OfficerLanguage, Referral, ReferralAnswer, SafeTime, SpeakTo,
    StatementOffer, Strength,
};
pub use officer::{Collar, Duty, Officer, OfficerRole, ShiftHours};
pub use outcomes::{Outcome, OutcomeSet, OutcomeType, Withdrawal};
pub use period::Period;
pub use policy::ContactPolicy;
pub use quality::Problem;
pub use sensitive::Sensitive;
pub use sheet::{SheetFound, SheetNumber, SheetTyped};
pub use standing::{Standing, standing};
pub use strands::{Strand, SubStrand};
pub use tasks::{Task, TaskClosing, TaskEnd, TaskKind};
pub use trial::{Arm, ControlsAfter, NotEnrolledBecause, StratifyBy, TrialProtocol};
