//! **Who, when.** Which officer sees which victim on which day: exact, and explained.
//!
//! The plan is a minimum-cost flow, so each tier of the policy has a true optimum and nothing here is a heuristic.
//! The crate refuses queries, the clock and the dice: it is given an [`Instance`] of values and gives a [`Plan`] back,
//! the same one for the same values in whatever order they are listed.

mod board;
mod component;
mod explain;
mod fixed;
mod instance;
mod plan;
mod price;
mod rules;
mod simplex;
mod solve;
mod ties;
mod unplanned;

pub use explain::{Candidate, PlaceFor, next_best, places_for};
pub use instance::{
    ContactToPlan, ExclusionReason, HeldLine, Hold, Instance, Mode, OfficerOnDuty, PlanningError, RiskPoints,
    ServicePoints, Taken,
};
pub use plan::{Conflict, Excluded, Line, LineCost, LineState, Plan, Reasons, Relaxation, Serves, Unplanned, plan};
pub use price::{Cost, CostDifference, LinePoints, Tier, fair_load_step, tie_breaker};
pub use rules::Rule;
