//! A trial on paper: its protocol, the flow of people through it, and what was found, or why that waits.

use crate::charts::{FlowFigure, flow_chart};
use crate::figures::day_in_words;
use crate::typesetting::{Typesetting, typeset};
use crate::{PaperError, Pdf};
use chrono::NaiveDate;
use serde::Serialize;

/// Everything a printed trial shows. The same report prints the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialReport {
    pub desk_name: String,
    /// The cases are invented: every page says so.
    pub demo: bool,
    pub title: String,
    /// The day the report is as at; the document bears it.
    pub as_at: NaiveDate,
    /// The protocol: what, and how.
    pub protocol: Vec<(String, String)>,
    pub flow: FlowFigure,
    /// What was found, or why it is not told yet, a sentence each.
    pub findings: Vec<String>,
    /// Who sealed the list, and its digest.
    pub seal: Vec<String>,
    /// What the seal does not stop.
    pub seal_limits: Vec<String>,
    /// The end of the ledger.
    pub head: String,
}

#[derive(Serialize)]
struct Facts<'a> {
    title: String,
    heading: &'a str,
    marking: &'static str,
    running: String,
    demo: bool,
    dated: [u32; 3],
    as_at: String,
    protocol: &'a [(String, String)],
    flow_alt: &'a str,
    findings: &'a [String],
    seal: &'a [String],
    seal_limits: &'a [String],
    head: &'a str,
}

/// Prints the report. It is about arms of a trial, exact: OFFICIAL-SENSITIVE, and without a name or a reference.
///
/// # Errors
/// Faults of the program only, since no text that is given can break a page.
pub fn render_trial(report: &TrialReport) -> Result<Pdf, PaperError> {
    typeset(&Typesetting {
        document: "The printed trial",
        template: ("trial.typ", include_str!("trial/trial.typ")),
        facts: &Facts {
            title: format!("Trial of the contact: {}", report.title),
            heading: &report.title,
            marking: "OFFICIAL-SENSITIVE",
            running: format!("{} · as at {}", report.desk_name, day_in_words(report.as_at)),
            demo: report.demo,
            dated: crate::typesetting::year_month_day(report.as_at),
            as_at: day_in_words(report.as_at),
            protocol: &report.protocol,
            flow_alt: &report.flow.description,
            findings: &report.findings,
            seal: &report.seal,
            seal_limits: &report.seal_limits,
            head: &report.head,
        },
        charts: &[("flow.svg".to_owned(), flow_chart(&report.flow))],
        dated_on: report.as_at,
    })
}
