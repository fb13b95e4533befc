//! Figures: over time, between groups and places, whether a contact helps, and the month on paper.

#[cfg(test)]
mod attacker;
pub(crate) mod behind;
pub(crate) mod columns;
pub(crate) mod compare;
pub(crate) mod coverage_view;
pub(crate) mod effect_charts;
pub(crate) mod effect_charts_by_week;
pub(crate) mod effect_in_cases;
pub(crate) mod effect_words;
pub(crate) mod effects;
pub(crate) mod effects_released;
pub(crate) mod figures_document;
pub(crate) mod month;
pub(crate) mod month_paper;
pub(crate) mod month_slots;
pub(crate) mod months_compared;
pub(crate) mod rare;
pub(crate) mod series_marks;
pub(crate) mod service;
pub(crate) mod trend_charts;
pub(crate) mod trends;
pub(crate) mod xmr_view;
