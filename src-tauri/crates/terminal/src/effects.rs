//! Whether the contact helps: the commands, and what they print.

use crate::args::{Args, DoesItHelp};
use crate::commands::done;
use crate::show::chart_lines;
use desk::wire::{EffectInCasesRequest, EffectsView, ServiceStartRequest};
use desk::{DeskError, Now, Session};

/// Runs one of them.
pub fn run(args: &Args, session: &mut Session, what: &DoesItHelp, now: Now) -> Result<u8, DeskError> {
    match what {
        DoesItHelp::Effects { as_at, landmark } => {
            let view = session.effects(as_at.map(|on| on.to_string()).as_deref(), *landmark, now)?;
            done(args, &view, &words(&view))
        }
        DoesItHelp::ServiceStart { borough: None, .. } => {
            let starts = session.service_starts(now)?;
            let lines: Vec<String> =
                starts.iter().map(|start| format!("{}  {}", start.borough, start.on_words)).collect();
            done(args, &starts, &lines.join("\n"))
        }
        DoesItHelp::ServiceStart { borough: Some(borough), on } => {
            let request = ServiceStartRequest { borough: borough.clone(), on: on.map(|on| on.to_string()) };
            let view = session.set_service_start(&request, now)?;
            done(args, &view, &view.words)
        }
        DoesItHelp::EffectInCases { cases, withdrawn, as_at } => {
            let as_at = as_at.map(|on| on.to_string());
            let request = EffectInCasesRequest { cases: *cases, withdrawn_percent: *withdrawn, as_at };
            let view = session.effect_in_cases(&request, now)?;
            done(args, &view, &format!("{}\n{}\n{}", view.sentence, view.basis, view.limits))
        }
    }
}

/// Everything the page says, without its drawings.
fn words(view: &EffectsView) -> String {
    let mut parts = vec![format!("As at {}", view.as_at_words)];
    parts.extend(view.suppression_words.clone());
    parts.extend(view.charts.iter().map(|chart| format!("{}\n{}", chart.title, chart_lines(chart))));
    parts.extend(view.not_shown.clone());
    for sentences in [&view.diagnostics, &view.power, &view.limits] {
        parts.extend(sentences.iter().cloned());
    }
    parts.join("\n\n")
}
