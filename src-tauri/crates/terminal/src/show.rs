//! Views as plain text.

use desk::wire::{
    BehindView, CaseListView, CaseRow, CaseView, ChartView, CompareView, DoneView, FieldView, GlossaryTermView,
    ImportPreview, NextStepView, OfficerView, PastImport, PersonView, RiskView, SearchView, TaskView, TodayRow,
    TodayView, TrendsView, VerifyView,
};
use std::io::{IsTerminal, Write};

/// Rows of a heap that are printed; the count tells how many there are.
pub const ROWS_A_HEAP: usize = 20;

/// Tells how far long work is, on a terminal only.
pub fn progress() -> impl FnMut(&'static str, u64, Option<u64>) -> bool {
    let watched = std::io::stderr().is_terminal();
    let mut before = None;
    move |stage, done, total| {
        if watched {
            let mut line = std::io::stderr();
            // Nobody reads on: the work goes on all the same.
            if before.is_some_and(|before| before != stage) {
                let _ = writeln!(line);
            }
            let of = total.map_or_else(String::new, |total| format!(" of {total}"));
            let _ = write!(line, "\r{stage}: {done}{of}      ");
            before = (total != Some(done)).then_some(stage);
            if before.is_none() {
                let _ = writeln!(line);
            }
        }
        true
    }
}

/// One line, with how to undo it.
pub fn done(view: &DoneView) -> String {
    match &view.undo {
        Some(undo) => {
            format!("{}\nUndo: reassure undo {} {}", view.words, undo.first_entry, undo.last_entry)
        }
        None => view.words.clone(),
    }
}

pub fn today(view: &TodayView) -> String {
    let mut lines = vec![view.sentence.clone()];
    for heap in &view.heaps {
        lines.push(format!("\n{} ({})", heap.title, heap.count));
        if heap.rows.is_empty() {
            lines.push(format!("  {}", heap.empty_words));
        }
        lines.extend(heap.rows.iter().take(ROWS_A_HEAP).map(today_row));
        if heap.rows.len() > ROWS_A_HEAP {
            lines.push(format!("  … and {} more", heap.count - ROWS_A_HEAP as u64));
        }
    }
    lines.push("\nThe week".to_owned());
    for day in &view.week {
        lines.push(format!(
            "  {:<7} {:>3} planned, {:>3} officers on duty",
            day.label, day.contacts_planned, day.officers_on_duty
        ));
    }
    lines.join("\n")
}

fn today_row(row: &TodayRow) -> String {
    let risk = match row.risk {
        RiskView::High => "high",
        RiskView::Medium => "medium",
        RiskView::Standard | RiskView::NotRecorded => "",
    };
    format!(
        "  {:<16} {:<26} {:<24} {:<7} {}",
        row.reference,
        clipped(&row.victim, 26),
        clipped(&row.ward, 24),
        risk,
        row.task.as_ref().map_or_else(|| next(&row.next), task)
    )
}

fn task(task: &TaskView) -> String {
    format!("{} · {} · {}", task.words, task.due_words, task.owner)
}

/// Each task with its number, its day and its owner.
pub fn tasks(tasks: &[TaskView]) -> String {
    if tasks.is_empty() {
        return "No task is open.".to_owned();
    }
    let line = |one: &TaskView| format!("{:>7}  {:<16} {}", one.entry, one.reference, task(one));
    tasks.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub fn cases(view: &CaseListView) -> String {
    let mut lines: Vec<String> = view.lists.iter().map(|list| format!("{:>8}  {}", list.count, list.title)).collect();
    lines.push(String::new());
    if view.rows.is_empty() {
        lines.push(view.empty_words.clone());
    }
    lines.extend(view.rows.iter().map(case_row));
    if view.count > view.rows.len() as u64 {
        lines.push(format!("… {} in all", view.count));
    }
    lines.join("\n")
}

pub fn found(view: &SearchView) -> String {
    let mut lines: Vec<String> = view.rows.iter().map(case_row).collect();
    if lines.is_empty() {
        lines.push("Nothing found.".to_owned());
    }
    if view.more {
        lines.push("… and more: type further letters.".to_owned());
    }
    lines.join("\n")
}

fn case_row(row: &CaseRow) -> String {
    format!(
        "{:<16} {:<26} {:<24} {:<12} {}",
        row.reference,
        clipped(&row.victim, 26),
        clipped(&row.ward, 24),
        row.reported_words,
        next(&row.next)
    )
}

/// The next step, with its date where it has one.
fn next(step: &NextStepView) -> String {
    if step.on_words.is_empty() { step.words.clone() } else { format!("{} · {}", step.words, step.on_words) }
}

pub fn case(view: &CaseView) -> String {
    let mut lines = vec![format!("Case {}", view.reference)];
    lines.push(format!("Next: {} ({})", next(&view.next), view.next.because));
    if !view.next.window_words.is_empty() {
        lines.push(format!("Window: {}", view.next.window_words));
    }
    // What not to do comes before the number.
    lines.extend(view.safety.iter().map(|rule| format!("! {rule}")));
    lines.extend(view.repeat_words.iter().cloned());
    lines.extend(view.end_offer.iter().map(|offer| format!("{} (end --reason {})", offer.words, offer.reason)));
    for field in view.personal.iter().chain(&view.facts).filter(|field| !field.value.is_empty()) {
        lines.push(field_line(field));
    }
    lines.push("\nStory, newest first".to_owned());
    for line in &view.story {
        let undone = if line.undone { " (undone)" } else { "" };
        lines.push(format!("{:>8}  {}  {}{undone} [{}]", line.entry, line.known_words, line.words, line.by));
    }
    lines.push(format!("\n{}", view.logged_words));
    lines.join("\n")
}

fn field_line(field: &FieldView) -> String {
    let differs = field.extract_says.as_ref().map(|says| format!("  (the extract says: {says})")).unwrap_or_default();
    format!("  {:<28} {}{differs}", field.label, field.value)
}

pub fn officers(officers: &[OfficerView]) -> String {
    if officers.is_empty() {
        return "No officers are listed. Start from `reassure officers template`.".to_owned();
    }
    let line = |officer: &OfficerView| {
        format!(
            "{:<8} {:<26} {:>2} contacts, {:>2} visits  {:<32} {}",
            officer.collar,
            clipped(&officer.name, 26),
            officer.contacts_a_shift,
            officer.visits_a_shift,
            clipped(&officer.serves, 32),
            officer.duty
        )
    };
    officers.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub fn people(people: &[PersonView]) -> String {
    people.iter().map(|person| format!("{:<24} {}", person.name, person.role_label)).collect::<Vec<_>>().join("\n")
}

pub fn imports(imports: &[PastImport]) -> String {
    if imports.is_empty() {
        return "Nothing was imported yet.".to_owned();
    }
    let line = |import: &PastImport| {
        format!(
            "{}  {}  {:<10} {} new, {} changed, {} unchanged, {} refused{}",
            import.import,
            import.applied_words,
            import.mapping,
            import.new,
            import.changed,
            import.unchanged,
            import.refused,
            if import.taken_back { "  (taken back)" } else { "" }
        )
    };
    imports.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub fn preview(view: &ImportPreview) -> String {
    let mut lines = vec![view.words.clone()];
    lines.extend(view.stopped.clone());
    lines.extend(view.doubts.iter().map(|doubt| format!("  is it the right file? {doubt}")));
    lines.extend(view.found.iter().map(|found| format!("  {found}")));
    lines.push(refused(view));
    for row in view.changed.rows.iter().take(ROWS_A_HEAP) {
        let changes: Vec<String> =
            row.changes.iter().map(|change| format!("{}: {} → {}", change.field, change.from, change.to)).collect();
        lines.push(format!("  row {} {}: {}", row.row, row.reference, changes.join("; ")));
    }
    if view.absent.count > 0 {
        lines.push(format!("  no longer in the extract: {}. They stay as they are.", view.absent.count));
    }
    lines.push("Nothing was changed: this was a dry run.".to_owned());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// The refused rows, each with its remedy.
pub fn refused(view: &ImportPreview) -> String {
    let line = |row: &desk::wire::RefusedRow| {
        let value = row.value.as_ref().map(|value| format!(" \"{value}\"")).unwrap_or_default();
        format!("  refused: row {}, {}{value}: {} {}", row.row, row.column, row.reason, row.remedy)
    };
    let mut lines: Vec<String> = view.refused.iter().map(line).collect();
    if view.refused_count > view.refused.len() as u64 {
        let why = view.refused_why.iter().map(|why| format!("  {} rows, {}: {}", why.rows, why.column, why.reason));
        lines.push("  More rows are refused than are listed. What refused most:".to_owned());
        lines.extend(why);
    }
    let asks = view
        .asks
        .iter()
        .map(|ask| format!("  nobody has said what \"{}\" means in {} ({} rows)", ask.value, ask.column, ask.rows));
    lines.extend(asks);
    lines.join("\n")
}

pub fn trends(view: &TrendsView) -> String {
    let mut lines = vec![format!("As at {}", view.as_at_words)];
    lines.extend(view.suppression_words.clone());
    for chart in &view.charts {
        lines.push(format!("\n{}\n{}", chart.question, chart_lines(chart)));
    }
    lines.join("\n")
}

/// Groups compared.
pub fn comparison(view: &CompareView) -> String {
    format!("{}\n{}\n{}", view.chart.title, view.period_words, chart_lines(&view.chart))
}

/// The cases behind a point.
pub fn behind(view: &BehindView) -> String {
    let rows = view
        .rows
        .iter()
        .map(|row| format!("  {}  {}  {}  {}", row.reference, row.reported_words, row.ward, row.outcome));
    [view.title.clone(), view.words.clone()].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// A chart's sentence, its table and its definition.
pub fn chart_lines(chart: &ChartView) -> String {
    let mut lines = vec![chart.sentence.clone()];
    lines.extend(chart.icons.iter().map(|icon| format!("  [{}]", icon.words)));
    let widths: Vec<usize> = chart
        .table
        .columns
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let cells = chart.table.rows.iter().filter_map(|row| row.get(place)).map(|cell| cell.chars().count());
            cells.chain([name.chars().count()]).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: &[String]| {
        let padded: Vec<String> = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("  {}", padded.join("  ")).trim_end().to_owned()
    };
    lines.push(line(&chart.table.columns));
    lines.extend(chart.table.rows.iter().map(|row| line(row)));
    lines.push(format!("  {}", chart.definition));
    lines.join("\n")
}

pub fn verdict(view: &VerifyView) -> String {
    let mut lines = vec![view.words.clone()];
    lines.extend(view.problems.iter().map(|problem| format!("  {problem}")));
    lines.push(format!("Head: {}:{}", view.head_number, view.head_digest));
    lines.join("\n")
}

pub fn glossary(terms: &[GlossaryTermView]) -> String {
    terms.iter().map(|term| format!("{}\n    {}", term.word, term.meaning)).collect::<Vec<_>>().join("\n")
}

/// The text, cut with an ellipsis where it is longer.
pub fn clipped(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}
