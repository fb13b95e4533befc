//! Results that officers filled in: the form out, the file in.

use crate::args::Args;
use crate::commands::{done, made};
use crate::out;
use chrono::NaiveDate;
use desk::wire::{ResultsPreview, ResultsRequest, SheetsRequest};
use desk::{DeskError, Now, Session};
use std::path::PathBuf;

/// What a person does with results files.
#[derive(clap::Subcommand)]
pub enum Results {
    /// Write the form of a day's contacts as CSV, for officers to fill in. It holds no name; the disclosure is logged.
    Form {
        /// The day; today where left out.
        #[arg(long)]
        on: Option<NaiveDate>,
        /// One officer's alone, by collar number.
        #[arg(long, value_name = "COLLAR")]
        officer: Option<String>,
        #[arg(long)]
        out: PathBuf,
    },
    /// Record what a filled-in file says. Refused rows are told, and the others are recorded.
    Import {
        file: PathBuf,
        /// Say what it would record, and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

pub fn run(args: &Args, session: &mut Session, what: &Results, now: Now) -> Result<u8, DeskError> {
    match what {
        Results::Form { on, officer, out: path } => {
            let on = on.unwrap_or(now.today).to_string();
            let request = SheetsRequest { on, officer: officer.clone(), as_list: false };
            let printed = session.results_form(&request, now)?;
            made(args, path, &printed.bytes, "The form")
        }
        Results::Import { file, dry_run } => {
            let file = file.display().to_string();
            let preview = session.preview_results(&file, now)?;
            if *dry_run {
                return done(args, &preview, &words(&preview));
            }
            if !args.json && !preview.refused.is_empty() {
                out::message(&refused(&preview));
            }
            let view = session.apply_results(&ResultsRequest { file, seen: Some(preview.seen) }, now)?;
            done(args, &view, &view.words)
        }
    }
}

fn words(preview: &ResultsPreview) -> String {
    let line = |line: &desk::wire::ResultLineView| {
        let counts = if line.counts { "" } else { " It does not count." };
        format!("row {}: {}, {}: {}{counts}", line.row, line.reference, line.victim, line.words)
    };
    let lines: Vec<String> = preview.lines.iter().map(line).collect();
    let parts = [lines.join("\n"), refused(preview), preview.words.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn refused(preview: &ResultsPreview) -> String {
    let line = |row: &desk::wire::RefusedRow| {
        let column = if row.column.is_empty() { "the whole row" } else { &row.column };
        let value = row.value.as_ref().map(|value| format!(" \"{value}\":")).unwrap_or_default();
        format!("refused: row {}, {column}:{value} {} {}", row.row, row.reason, row.remedy)
    };
    preview.refused.iter().map(line).collect::<Vec<_>>().join("\n")
}
