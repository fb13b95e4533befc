//! Effects from counts: two groups side by side, what a trial can tell, how many cases it takes, and how many
//! withdrawals an effect would prevent.

mod before_after;
mod complier;
mod exact;
mod in_cases;
mod power;
mod service;
mod staggered;
mod two_by_two;

pub use before_after::{BeforeAfter, BeforeAfterBorough, before_after};
pub use complier::{Arms, Complier, Delivered, NoComplier, complier_average_effect};
pub use exact::ExactOdds;
pub use in_cases::{ARTICLE_EFFECTS, EffectInCases, TRIAL_IF, effect_in_cases};
pub use power::{Detectable, cases_an_arm, detectable_ratio, events_needed, power_of};
pub use service::{SERVICE_FOLLOWED_DAYS, Service, ServiceBorough, ServiceBuilder};
pub use staggered::{StaggeredStart, staggered_starts};
pub use two_by_two::{ChiSquare, Estimate, TwoByTwo};
