//! Time to withdrawal: curves with competing outcomes, tests, and models of what changes the chance of a withdrawal.
//!
//! Days are whole numbers, so cases are counted by day once ([`DayCounts`], [`RiskSets`]) and the sums go over days.
//!
//! *Conventions.* Day zero is the day reported.
//! An event on day zero counts as half a day, and who is open on day zero has not been followed at all.
//! On one day events come first, then those who are only followed that far.
//! A contact works from the day after it, so a withdrawal on the day of the contact is uncontacted.

mod cox;
mod day_counts;
mod follow_up;
mod incidence;
mod landmark;
mod log_rank;
mod matrix;
mod model;
mod period;
mod released;
mod risk_sets;

pub use cox::{Coefficient, CoxFit, NoFit, Ties, cox};
pub use day_counts::DayCounts;
pub use follow_up::{End, FollowUpRow, FollowUps, FollowUpsBuilder, StrandGroup, Undated};
pub use incidence::{CurvePoint, Incidence, aalen_johansen, kaplan_meier};
pub use landmark::{Landmark, landmark};
pub use log_rank::{LogRank, log_rank};
pub use model::{ContactEffect, HazardRatio, contact_effect};
pub use period::{Periods, effect_by_period};
pub use released::{RELEASED_DAYS, WeekPoint};
pub use risk_sets::{RiskSets, RiskSetsBuilder, Span};
