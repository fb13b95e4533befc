//! What a person says about a series of figures.

use crate::args::Args;
use crate::commands::done;
use chrono::NaiveDate;
use clap::Subcommand;
use desk::wire::{MarkKindView, MarkSeriesRequest, TargetRequest};
use desk::{DeskError, Now, Session};

/// Limits drawn anew, breaks and targets. Each can be undone by its entry.
#[derive(Subcommand)]
pub enum Series {
    /// Draw centre and limits anew from the month of this day on: a change for good, and never automatic.
    Redraw {
        /// The series, as withdrawal_closed; all of them where left out.
        name: Option<String>,
        #[arg(long)]
        from: NaiveDate,
        /// What changed, in a few words that everybody may read.
        #[arg(long)]
        because: String,
    },
    /// Mark a break: what lies before is not to be compared with what lies after.
    Break {
        /// The series; all of them where left out.
        name: Option<String>,
        #[arg(long)]
        on: NaiveDate,
        /// What changed, as \"a new records system\".
        #[arg(long)]
        because: String,
    },
    /// Set the target of a series, in percent or in days; without a value it has none any more.
    Target { name: String, value: Option<String> },
    /// The marks that stand, each with its entry.
    List,
}

pub fn run(args: &Args, what: &Series, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    let mark = |kind, name: &Option<String>, on: NaiveDate, words: &str| MarkSeriesRequest {
        series: name.clone(),
        kind,
        on: on.to_string(),
        words: words.to_owned(),
    };
    let view = match what {
        Series::Redraw { name, from, because } => {
            session.mark_series(&mark(MarkKindView::Redrawn, name, *from, because), now)?
        }
        Series::Break { name, on, because } => {
            session.mark_series(&mark(MarkKindView::Broken, name, *on, because), now)?
        }
        Series::Target { name, value } => {
            session.set_target(&TargetRequest { series: name.clone(), value: value.clone() }, now)?
        }
        Series::List => {
            let marks = session.trends(None, now)?.marks;
            let lines: Vec<String> = marks.iter().map(|mark| format!("{:>8}  {}", mark.entry, mark.words)).collect();
            let words = if lines.is_empty() { "No mark stands.".to_owned() } else { lines.join("\n") };
            return done(args, &marks, &words);
        }
    };
    let undo = view.undo.as_ref().map_or_else(String::new, |undo| format!(" (undo {})", undo.first_entry));
    done(args, &view, &format!("{}{undo}", view.words))
}
