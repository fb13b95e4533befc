//! The figures, tested from outside: against R, by properties, by an attacker, and as stories.

#[cfg(test)]
mod against_r;
#[cfg(test)]
mod attacker;
#[cfg(test)]
mod crossed_attacker;
#[cfg(test)]
mod curve_attacker;
#[cfg(test)]
mod effects_against_r;
#[cfg(test)]
mod group_attacker;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod invented;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod series;
#[cfg(test)]
mod spc_against_r;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod survival_against_r;
#[cfg(test)]
mod survival_edges;
#[cfg(test)]
mod trial_against_r;
#[cfg(test)]
mod year_attacker;
