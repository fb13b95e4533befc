//! An effect in cases: how many withdrawals a year it would prevent.

use crate::effect::two_by_two::Estimate;
use crate::rate::as_float;

/// By how much the contact lowered the risk of withdrawal, as the article says: 22 to 26 %.
///
/// Source: Whitten D, Went C, "Securing victim support in hate crime investigations", *Going equipped* 8, College of
/// Policing, 2024.
pub const ARTICLE_EFFECTS: (f64, f64) = (0.22, 0.26);

/// The trial's arms if 54 of 125 and 69 of 125 withdrew. The article does not print them; these give the 12 points and
/// the ratio it tells of.
pub const TRIAL_IF: ((u64, u64), (u64, u64)) = ((54, 125), (69, 125));

/// Withdrawals a year, and how many of them an effect would prevent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectInCases {
    pub cases: u64,
    /// Withdrawals a year without the effect.
    pub withdrawals: u64,
    /// Prevented at the article's two effects.
    pub article: (u64, u64),
    /// Prevented at the ends of the trial's own 95 % interval; 0 where an end shows no effect.
    pub trial: (u64, u64),
}

/// How many withdrawals a year would be prevented: only ever from a ratio of risks, and never from a hazard ratio,
/// which says how fast victims withdraw and not how many do.
///
/// `withdrawn_share` is the share who withdraw without the effect, 0 to 1; nothing where it is not.
pub fn effect_in_cases(cases: u64, withdrawn_share: f64, trial_risk_ratio: &Estimate) -> Option<EffectInCases> {
    if !(0.0..=1.0).contains(&withdrawn_share) {
        return None;
    }
    let withdrawals = as_float(cases) * withdrawn_share;
    let prevented = |effect: f64| (withdrawals * effect.clamp(0.0, 1.0)).round() as u64;
    let (least, most) = ARTICLE_EFFECTS;
    Some(EffectInCases {
        cases,
        withdrawals: withdrawals.round() as u64,
        article: (prevented(least), prevented(most)),
        trial: (prevented(1.0 - trial_risk_ratio.high), prevented(1.0 - trial_risk_ratio.low)),
    })
}
