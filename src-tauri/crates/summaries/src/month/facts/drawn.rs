//! Charts taken over from the screen, as the template shows them.

use super::{Column, Table, alt};
use crate::figures::SUPPRESSED;
use crate::month::{DrawnChart, DrawnSection};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct DrawnFacts {
    heading: String,
    notes: Vec<String>,
    charts: Vec<DrawnChartFacts>,
}

#[derive(Serialize)]
struct DrawnChartFacts {
    file: String,
    title: String,
    sentence: String,
    alt: String,
    definition: String,
    table: Table,
}

/// The name of a drawing among the document's files.
pub(in crate::month) fn file_of(section: &str, number: usize) -> String {
    format!("{section}-{number}.svg")
}

pub(super) fn of(section: &str, drawn: &DrawnSection) -> DrawnFacts {
    let facts = |(number, chart): (usize, &DrawnChart)| DrawnChartFacts {
        file: file_of(section, number),
        title: chart.title.clone(),
        sentence: chart.sentence.clone(),
        alt: alt(&chart.title, &chart.sentence),
        definition: chart.definition.clone(),
        table: Table { columns: columns(chart), rows: chart.rows.clone() },
    };
    DrawnFacts {
        heading: drawn.heading.clone(),
        notes: drawn.notes.clone(),
        charts: drawn.charts.iter().enumerate().map(facts).collect(),
    }
}

/// The first column names its rows; a column of numbers stands to the right.
fn columns(chart: &DrawnChart) -> Vec<Column> {
    let of = |(place, name): (usize, &String)| {
        let is_first = place == 0;
        let mut cells = chart.rows.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.is_empty()).peekable();
        let number = !is_first && cells.peek().is_some() && cells.all(|cell| is_number(cell));
        Column { name: name.clone(), number, wide: is_first }
    };
    chart.columns.iter().enumerate().map(of).collect()
}

fn is_number(cell: &str) -> bool {
    let starts = |start: char| start.is_ascii_digit() || matches!(start, '+' | '-' | '–');
    cell == SUPPRESSED || cell.starts_with(starts) || cell == crate::figures::NOT_APPLICABLE
}
