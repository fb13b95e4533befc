//! The planner through its public door: against an optimum found by trying everything, and what must always hold.

#[cfg(test)]
mod brute_force;
#[cfg(test)]
mod edges;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod next_best;
#[cfg(test)]
mod ortools;
#[cfg(test)]
mod properties;
