//! The planner through its public door: against an optimum found by trying everything, and what must always hold.

mod brute_force;
mod edges;
mod mock;
mod next_best;
mod properties;
