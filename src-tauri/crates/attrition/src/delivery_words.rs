//! What the delivery funnel says.

use crate::delivery::{DeliveryFunnel, StepName};
use crate::words::{listed, victims};

/// What the delivery funnel says.
pub fn delivery_sentence(funnel: &DeliveryFunnel) -> String {
    let Some((first, last)) = funnel.months else {
        return "No month whose contact windows have all ended can be shown yet.".to_owned();
    };
    let of = |name: StepName| funnel.steps.iter().find(|step| step.name == name);
    let left = |name: StepName| of(name).and_then(|step| step.left);
    let Some(owed) = left(StepName::Owed) else { return "The figures are withheld.".to_owned() };
    let mut told: Vec<String> = Vec::new();
    for (name, what) in [
        (StepName::Offered, "offered one"),
        (StepName::Attempted, "tried"),
        (StepName::Reached, "reached"),
        (StepName::InWindow, "reached in the window"),
    ] {
        told.extend(left(name).map(|count| format!("{count} were {what}")));
    }
    let lost = funnel.steps.iter().filter_map(|step| Some((step.lost.filter(|&lost| lost > 0)?, step.name)));
    let worst = lost.max_by_key(|(lost, _)| *lost);
    let worst = worst.map_or_else(String::new, |(lost, name)| {
        format!(" Most were lost where they were {}: {lost}.", name.lost_words())
    });
    let ended = funnel.ended_by_reason.filter(|&ended| ended > 0);
    let ended =
        ended.map_or_else(String::new, |ended| format!(" For {ended} the contact was ended for a listed reason."));
    let withheld = if funnel.suppressed.is_some() {
        " Who was offered a contact and who was tried is withheld, since no month tells it."
    } else {
        ""
    };
    format!(
        "Of {} of cases reported from {} to {} who were owed a contact, {}.{worst}{ended}{withheld}",
        victims(owed),
        first.words(),
        last.words(),
        listed(&told).unwrap_or_else(|| "no further step can be shown".to_owned()),
    )
}
