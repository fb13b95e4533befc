//! The month in words, as the template shows it.

mod drawn;

pub(super) use drawn::file_of;

use self::drawn::DrawnFacts;
use super::{Edition, EqualityRow, EqualitySection, Headline, MonthSummary, OutstandingContact, PChartSection};
use crate::charts::{CoverageCell, CoverageFigure, PChartFigure, PChartMonth, PChartPoint, Signal};
use crate::figures::{NOT_APPLICABLE, SUPPRESSED, day_in_words, percent, thousands};
use crate::typesetting::year_month_day;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct MonthFacts {
    title: String,
    running: String,
    dated: [u32; 3],
    desk_name: String,
    month: String,
    as_at: String,
    edition: &'static str,
    marking: &'static str,
    demo: bool,
    headlines: Vec<HeadlineFacts>,
    headline_table: Table,
    withdrawal: ChartFacts,
    cohort: Option<ChartFacts>,
    coverage: ChartFacts,
    helps: DrawnFacts,
    rare: DrawnFacts,
    equality: Vec<EqualityFacts>,
    narrative: Vec<(String, Vec<String>)>,
    correction: Option<String>,
    outstanding: Table,
    outstanding_list: Option<Table>,
    quality_notes: Vec<String>,
    definitions: Vec<(String, String)>,
    made: Vec<(&'static str, String)>,
}

#[derive(Serialize)]
struct HeadlineFacts {
    label: String,
    value: String,
    basis: String,
}

#[derive(Serialize)]
struct ChartFacts {
    heading: String,
    sentence: String,
    alt: String,
    key: &'static str,
    table: Table,
}

#[derive(Serialize)]
struct EqualityFacts {
    heading: String,
    sentence: String,
    table: Table,
}

/// A table: its heads, which columns are numbers, and its rows.
#[derive(Serialize)]
struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct Column {
    name: String,
    number: bool,
    /// Takes the room that the other columns leave.
    wide: bool,
}

pub(super) fn of(summary: &MonthSummary) -> MonthFacts {
    let (edition, marking) = match &summary.edition {
        Edition::Coordinator { .. } => ("Coordinator’s edition", "OFFICIAL-SENSITIVE"),
        Edition::Shareable => ("Shareable edition", "OFFICIAL"),
    };
    let month = summary.month.words();
    MonthFacts {
        title: format!("Hate crime reassurance, {month}: {}", summary.desk_name),
        running: format!("{} · {month} · {edition} · as at {}", summary.desk_name, day_in_words(summary.as_at)),
        dated: year_month_day(summary.as_at),
        desk_name: summary.desk_name.clone(),
        as_at: day_in_words(summary.as_at),
        edition,
        marking,
        demo: summary.demo,
        headlines: summary.headlines.iter().map(headline).collect(),
        headline_table: headline_table(&summary.headlines),
        withdrawal: p_chart_facts(&summary.withdrawal),
        cohort: summary.cohort.as_ref().map(p_chart_facts),
        helps: drawn::of("helps", &summary.helps),
        rare: drawn::of("rare", &summary.rare),
        equality: summary.equality.iter().map(equality).collect(),
        narrative: summary.narrative.iter().map(|of| (of.heading.clone(), paragraphs(&of.words))).collect(),
        correction: summary.correction.clone(),
        coverage: ChartFacts {
            heading: summary.coverage.figure.title.clone(),
            sentence: summary.coverage.sentence.clone(),
            alt: alt(&summary.coverage.figure.title, &summary.coverage.figure.description),
            key: "Of the victims owed a contact whose window has ended, by the month their case was reported. \
                  The number in a bar is the percentage reached in window. Hollow bars have windows still open.",
            table: coverage_table(&summary.coverage.figure),
        },
        outstanding: outstanding_counts(summary),
        outstanding_list: outstanding_list(&summary.edition),
        quality_notes: summary.quality_notes.clone(),
        definitions: summary.definitions.iter().map(|each| (each.term.clone(), each.meaning.clone())).collect(),
        made: vec![
            ("Data as at", day_in_words(summary.as_at)),
            ("Contact policy", summary.policy_name.clone()),
            ("Ledger head", format!("entry {}", thousands(summary.head.number))),
            ("Digest", summary.head.digest_hex.clone()),
            ("Made with", format!("Reassure {}", summary.program_version)),
        ],
        month,
    }
}

fn p_chart_facts(section: &PChartSection) -> ChartFacts {
    ChartFacts {
        heading: section.figure.title.clone(),
        sentence: section.sentence.clone(),
        alt: alt(&section.figure.title, &section.figure.description),
        key: "Dots are the month’s share and upright lines its 95 % interval; dashed lines are three-sigma limits, \
              which widen in months with few cases. A diamond is outside them. \
              Hollow dots are too early to judge and count towards neither mean nor limits.",
        table: withdrawal_table(&section.figure),
    }
}

fn equality(section: &EqualitySection) -> EqualityFacts {
    let columns = vec![
        wide("Group"),
        number("Counted of all"),
        number("Share"),
        number("95 % interval"),
        number("All others"),
        text("What it says"),
    ];
    let row = |row: &EqualityRow| {
        let basis = row.figure.basis_words();
        vec![
            row.group.clone(),
            if basis.is_empty() { "–".to_owned() } else { basis },
            row.figure.words(),
            row.figure.interval_words(),
            row.others.clone(),
            row.says.clone(),
        ]
    };
    EqualityFacts {
        heading: section.heading.clone(),
        sentence: section.sentence.clone(),
        table: Table { columns, rows: section.rows.iter().map(row).collect() },
    }
}

/// A line as typed is a paragraph.
fn paragraphs(words: &str) -> Vec<String> {
    words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn alt(title: &str, description: &str) -> String {
    format!("Chart. {title}. {description} The table after it holds the same figures.")
}

fn headline(headline: &Headline) -> HeadlineFacts {
    HeadlineFacts {
        label: headline.label.clone(),
        value: headline.figure.words(),
        basis: headline.figure.basis_words(),
    }
}

fn headline_table(headlines: &[Headline]) -> Table {
    Table {
        columns: vec![text("Measure"), number("Figure"), number("From"), number("95 % interval"), wide("Of whom")],
        rows: headlines
            .iter()
            .map(|each| {
                let basis = each.figure.basis_words();
                vec![
                    each.label.clone(),
                    each.figure.words(),
                    if basis.is_empty() { "–".to_owned() } else { basis },
                    each.figure.interval_words(),
                    each.population.clone(),
                ]
            })
            .collect(),
    }
}

fn withdrawal_table(figure: &PChartFigure) -> Table {
    Table {
        columns: vec![
            text("Month"),
            number(&figure.denominator_name),
            number(&figure.numerator_name),
            number("Share"),
            number("95 % interval"),
            number("Limits"),
            wide("What it says"),
        ],
        rows: figure.months.iter().map(withdrawal_row).collect(),
    }
}

fn withdrawal_row(row: &PChartMonth) -> Vec<String> {
    let dash = || "–".to_owned();
    let (counts, limits, says) = match &row.point {
        PChartPoint::NoCases => (None, dash(), "No cases"),
        PChartPoint::Suppressed => {
            let hidden = || SUPPRESSED.to_owned();
            let says = "Too few to show".to_owned();
            return vec![row.period.words(), hidden(), hidden(), hidden(), hidden(), hidden(), says];
        }
        PChartPoint::Immature(share) => (Some(share), dash(), "Too early to judge"),
        PChartPoint::Rolling(share) => (Some(share), dash(), ""),
        PChartPoint::Mature { share, limits, signal } => {
            let says = match signal {
                Signal::Within => "Within limits",
                Signal::Above => "Above the upper limit",
                Signal::Below => "Below the lower limit",
            };
            (Some(share), format!("{:.1} to {}", limits.lower * 100.0, percent(limits.upper)), says)
        }
    };
    let (whole, part, value, interval) = match counts {
        None => ("0".to_owned(), "0".to_owned(), NOT_APPLICABLE.to_owned(), dash()),
        Some(share) => (
            thousands(share.denominator()),
            thousands(share.numerator()),
            percent(share.fraction()),
            share.interval_words(),
        ),
    };
    vec![row.period.words(), whole, part, value, interval, limits, says.to_owned()]
}

fn coverage_table(figure: &CoverageFigure) -> Table {
    let columns = [
        "Owed",
        "Reached in window",
        "Reached late",
        "Tried, not reached",
        "Never tried",
        "Ended by reason",
        "Still open",
    ];
    Table {
        columns: std::iter::once(wide("Month reported")).chain(columns.into_iter().map(number)).collect(),
        rows: figure
            .months
            .iter()
            .map(|row| {
                let figures = match &row.cell {
                    CoverageCell::NothingOwed => vec!["0".to_owned(); columns.len()],
                    CoverageCell::Suppressed => vec![SUPPRESSED.to_owned(); columns.len()],
                    CoverageCell::Merged { reached_in_window, reached_late, not_told_apart } => {
                        let owed = reached_in_window + reached_late.unwrap_or(0) + not_told_apart;
                        let mut cells = vec![SUPPRESSED.to_owned(); columns.len()];
                        let shown = [Some(owed), Some(*reached_in_window), *reached_late];
                        for (cell, count) in cells.iter_mut().zip(shown) {
                            if let Some(count) = count {
                                *cell = thousands(count);
                            }
                        }
                        cells
                    }
                    CoverageCell::Counted { counts, windows_open } => [
                        counts.owed(),
                        counts.reached_in_window,
                        counts.reached_late,
                        counts.tried_not_reached,
                        counts.never_tried,
                        counts.ended_by_reason,
                        *windows_open,
                    ]
                    .into_iter()
                    .map(thousands)
                    .collect(),
                };
                std::iter::once(row.month.words()).chain(figures).collect()
            })
            .collect(),
    }
}

fn outstanding_counts(summary: &MonthSummary) -> Table {
    Table {
        columns: vec![wide("State"), number("Contacts")],
        rows: summary.outstanding.iter().map(|each| vec![each.state.clone(), each.count.words()]).collect(),
    }
}

fn outstanding_list(edition: &Edition) -> Option<Table> {
    match edition {
        Edition::Shareable => None,
        Edition::Coordinator { outstanding } => Some(Table {
            columns: vec![text("Reference"), wide("Ward"), text("Risk"), wide("What is next"), text("By when")],
            rows: soonest_first(outstanding).into_iter().map(outstanding_row).collect(),
        }),
    }
}

/// Those without a date come last; ties go by reference, so that one list has one order.
fn soonest_first(contacts: &[OutstandingContact]) -> Vec<&OutstandingContact> {
    let mut sorted: Vec<&OutstandingContact> = contacts.iter().collect();
    sorted.sort_by_key(|contact| (contact.due_on.is_none(), contact.due_on, &contact.reference));
    sorted
}

fn outstanding_row(contact: &OutstandingContact) -> Vec<String> {
    let due = contact.due_on.map_or_else(|| "No date yet".to_owned(), day_in_words);
    let by = if contact.overdue { format!("{due}, overdue") } else { due };
    vec![contact.reference.clone(), contact.ward.clone(), contact.risk.label().to_owned(), contact.next.clone(), by]
}

fn text(name: &str) -> Column {
    Column { name: name.to_owned(), number: false, wide: false }
}

fn number(name: &str) -> Column {
    Column { name: name.to_owned(), number: true, wide: false }
}

fn wide(name: &str) -> Column {
    Column { name: name.to_owned(), number: false, wide: true }
}
