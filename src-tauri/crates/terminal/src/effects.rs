//! Effects, as printed.

use crate::show::chart_lines;
use desk::wire::EffectsView;

/// Everything the page says, without its drawings.
pub fn effects(view: &EffectsView) -> String {
    let mut parts = vec![format!("As at {}", view.as_at_words)];
    parts.extend(view.suppression_words.clone());
    parts.extend(view.charts.iter().map(|chart| format!("{}\n{}", chart.title, chart_lines(chart))));
    parts.extend(view.not_shown.clone());
    for sentences in [&view.diagnostics, &view.power, &view.limits] {
        parts.extend(sentences.iter().cloned());
    }
    parts.join("\n\n")
}
