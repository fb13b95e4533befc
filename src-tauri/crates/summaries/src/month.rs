//! The printed month: two editions of one page set, from values only.

mod facts;

use crate::charts::{CoverageFigure, PChartFigure, coverage_chart, p_chart};
use crate::figures::Figure;
use crate::typesetting::{Typesetting, pages_of, typeset};
use crate::{PaperError, Pdf};
use caseload::{Month, RiskLevel};
use chrono::NaiveDate;

/// Everything a printed month shows. The same summary prints the same bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthSummary {
    /// The desk's name, as "South West BCU".
    pub desk_name: String,
    /// The month.
    pub month: Month,
    /// The day the figures are as at; the document bears it.
    pub as_at: NaiveDate,
    /// For whom.
    pub edition: Edition,
    /// The cases are invented: every page says so.
    pub demo: bool,
    /// The figures on top, in order; four fit one row.
    pub headlines: Vec<Headline>,
    /// Withdrawal over time.
    pub withdrawal: PChartSection,
    /// Withdrawals among the crimes of a month, followed for the longest.
    pub cohort: Option<PChartSection>,
    /// What came of the promised contacts.
    pub coverage: CoverageSection,
    /// Whether the contact helps: the charts that answer it.
    pub helps: DrawnSection,
    /// Strands too rare for a share by month.
    pub rare: DrawnSection,
    /// Whether it is equal, by group.
    pub equality: Vec<EqualitySection>,
    /// What people wrote, in order. Of the shareable edition only what may be shared.
    pub narrative: Vec<Narrative>,
    /// Why this replaces an earlier issue, where it does.
    pub correction: Option<String>,
    /// Contacts outstanding, counted by their state.
    pub outstanding: Vec<StateCount>,
    /// What to know about the data, one sentence each.
    pub quality_notes: Vec<String>,
    /// What the words and figures mean.
    pub definitions: Vec<Definition>,
    /// The contact policy in force, by name and date.
    pub policy_name: String,
    /// The ledger's head when the figures were taken.
    pub head: LedgerHead,
    /// The program's version.
    pub program_version: String,
}

/// For whom the month is printed. Only the coordinator's edition can hold contacts by reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edition {
    /// OFFICIAL-SENSITIVE: with the contacts outstanding, by reference.
    Coordinator { outstanding: Vec<OutstandingContact> },
    /// OFFICIAL: aggregate only. The figures given must already be suppressed.
    Shareable,
}

/// One of the figures on top.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// What it is, in a few words, as "Reached in window".
    pub label: String,
    /// The figure.
    pub figure: Figure,
    /// Of whom: its population in words.
    pub population: String,
}

/// The withdrawal chart with its sentence; its table is made from the same figure.
#[derive(Debug, Clone, PartialEq)]
pub struct PChartSection {
    pub sentence: String,
    pub figure: PChartFigure,
}

/// The coverage chart with its sentence; its table is made from the same figure.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageSection {
    pub sentence: String,
    pub figure: CoverageFigure,
}

/// Charts that answer one question, each as the screen has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DrawnSection {
    pub heading: String,
    pub charts: Vec<DrawnChart>,
    /// What else is to be said, a sentence or two each.
    pub notes: Vec<String>,
}

/// A chart with its sentence, its table and what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnChart {
    pub title: String,
    pub sentence: String,
    /// As drawn by [`crate::charts`].
    pub svg: String,
    /// The heads of the table's columns, and its rows.
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub definition: String,
}

/// A share by group: its sentence and its table.
#[derive(Debug, Clone, PartialEq)]
pub struct EqualitySection {
    pub heading: String,
    pub sentence: String,
    pub rows: Vec<EqualityRow>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct EqualityRow {
    pub group: String,
    pub figure: Figure,
    /// The share of all others, in words.
    pub others: String,
    pub says: String,
}

/// What somebody wrote, under its heading.
#[derive(Clone, PartialEq, Eq)]
pub struct Narrative {
    pub heading: String,
    pub words: String,
}

/// Its words may be about people, and are in no message.
impl std::fmt::Debug for Narrative {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Narrative").field("heading", &self.heading).finish_non_exhaustive()
    }
}

/// How many contacts outstanding are in one state.
#[derive(Debug, Clone, PartialEq)]
pub struct StateCount {
    /// The state in words, as "Overdue".
    pub state: String,
    /// How many.
    pub count: Figure,
}

/// A contact outstanding, by reference: no names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutstandingContact {
    pub reference: String,
    pub ward: String,
    pub risk: RiskLevel,
    /// What is next, in words, as "Second attempt".
    pub next: String,
    /// By when; none where nobody can say yet.
    pub due_on: Option<NaiveDate>,
    /// Past its window.
    pub overdue: bool,
}

/// What a word or figure means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    pub term: String,
    pub meaning: String,
}

/// The ledger's head: against it, `reassure verify --head` finds a cut or rewritten ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerHead {
    /// The number of the last entry.
    pub number: u64,
    /// Its SHA-256 digest, in hexadecimal.
    pub digest_hex: String,
}

/// Prints the month.
///
/// # Errors
/// [`PaperError::Layout`], [`PaperError::Standard`], [`PaperError::Typeface`] and [`PaperError::Value`]:
/// faults of the program, since no text that is given can break a page.
pub fn render_month(summary: &MonthSummary) -> Result<Pdf, PaperError> {
    with_typesetting(summary, typeset)
}

/// The pages of the month as they will print, each as SVG.
///
/// # Errors
/// As [`render_month`].
pub fn render_month_pages(summary: &MonthSummary) -> Result<Vec<String>, PaperError> {
    with_typesetting(summary, pages_of)
}

fn with_typesetting<T>(
    summary: &MonthSummary,
    render: impl FnOnce(&Typesetting<'_, facts::MonthFacts>) -> Result<T, PaperError>,
) -> Result<T, PaperError> {
    let mut charts = vec![
        ("withdrawal.svg".to_owned(), p_chart(&summary.withdrawal.figure)),
        ("coverage.svg".to_owned(), coverage_chart(&summary.coverage.figure)),
    ];
    charts.extend(summary.cohort.as_ref().map(|cohort| ("cohort.svg".to_owned(), p_chart(&cohort.figure))));
    for (section, of) in [("helps", &summary.helps), ("rare", &summary.rare)] {
        let drawn = of.charts.iter().enumerate();
        charts.extend(drawn.map(|(number, chart)| (facts::file_of(section, number), chart.svg.clone())));
    }
    render(&Typesetting {
        document: "The printed month",
        template: ("month.typ", include_str!("month/month.typ")),
        facts: &facts::of(summary),
        charts: &charts,
        dated_on: summary.as_at,
    })
}
