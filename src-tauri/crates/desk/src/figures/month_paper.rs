//! What the month's paper says, from figures: headlines, groups, contacts outstanding, notes and definitions.

use crate::figures::columns::AsAt;
use crate::figures::compare::comparison;
use crate::figures::month::{Outstanding, due};
use crate::figures::months_compared::{MonthsCompared, period_words};
use crate::figures::rare::{RareFigures, rare_views};
use crate::wire::{ChartView, EffectsView, HeadlineView};
use crate::words;
use attrition::{
    Cut, Figure as ShareFigure, Group, GroupFigure, GroupTable, Headline as MonthHeadline, HeadlineRequest, MEASURES,
    Place, Series, SmallNumbers, group_sentence, headline, percent, set_in_words,
};
use caseload::standing::Step;
use caseload::{Month, OutcomeSet, RiskLevel, Standing};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use summaries::month::{
    Definition, DrawnChart, DrawnSection, Edition, EqualityRow, EqualitySection, Headline, MonthSummary,
    OutstandingContact, StateCount,
};
use summaries::{Figure, Share};

/// Contacts listed by reference on paper; the counts say how many there are.
const OUTSTANDING_LISTED: usize = 60;

/// Withdrawals and contacts in the window by strand: the two questions of equality that fit a page.
pub(crate) fn equality_sections(as_at: &AsAt, suppressed: bool) -> Vec<EqualitySection> {
    let months = MonthsCompared::of(as_at, suppressed);
    let tables = comparison(as_at, &months, Cut::Strand, suppressed, false);
    let asked = |table: &&GroupTable| matches!(table.series, Series::SrcInWindow | Series::WithdrawalClosed);
    let section = |table: &GroupTable| {
        let title = table.series.measure().title;
        let plain = title.split_once(", by ").map_or(title, |(plain, _)| plain);
        EqualitySection {
            heading: format!("{plain}, by strand: {}", period_words(months.of_series(table.series))),
            sentence: group_sentence(table),
            rows: table.groups.iter().map(equality_row).collect(),
        }
    };
    tables.iter().filter(asked).map(section).collect()
}

/// Rows of a table that paper shows of a chart with many: the latest.
const ROWS_ON_PAPER: usize = 12;
/// As much of a rare strand's, of which there may be several; a year by strand has five rows.
const ROWS_OF_RARE: usize = 5;

/// Whether the contact helps: every chart of the screen, and what is to be said with it.
pub(crate) fn helps_section(view: &EffectsView) -> DrawnSection {
    let first = view.suppression_words.iter().chain(&view.not_shown);
    let notes = first.chain(&view.diagnostics).chain(&view.power).chain(&view.limits);
    DrawnSection {
        heading: view.question.clone(),
        charts: view.charts.iter().map(|chart| drawn(chart, ROWS_ON_PAPER)).collect(),
        notes: notes.cloned().collect(),
    }
}

/// The strands too rare for a share by month.
pub(crate) fn rare_section(rare: &RareFigures) -> DrawnSection {
    let views: Vec<ChartView> = rare_views(rare);
    let mut charts: Vec<DrawnChart> = views.iter().map(|view| drawn(view, ROWS_OF_RARE)).collect();
    // What a series counts is said with its first strand.
    for (place, chart) in charts.iter_mut().enumerate() {
        let is_said =
            views.iter().take(place).any(|before| views.get(place).is_some_and(|of| of.series == before.series));
        if is_said {
            chart.definition = "Counted as above.".to_owned();
        }
    }
    DrawnSection { heading: "Strands too rare for a share by month".to_owned(), charts, notes: Vec::new() }
}

/// A chart of the screen with the latest rows of its table, so many at most.
fn drawn(view: &ChartView, rows_at_most: usize) -> DrawnChart {
    let all = view.table.rows.len();
    let rows = view.table.rows.iter().skip(all.saturating_sub(rows_at_most));
    let cut =
        if all > rows_at_most { format!(" The table has the latest {rows_at_most} of {all}.") } else { String::new() };
    DrawnChart {
        title: view.title.clone(),
        sentence: view.sentence.clone(),
        svg: view.svg.clone(),
        columns: view.table.columns.clone(),
        rows: rows.cloned().collect(),
        definition: format!("{}{cut}", view.definition),
    }
}

fn equality_row(figure: &GroupFigure) -> EqualityRow {
    let rate = figure.compared.map(|compared| compared.rate);
    let share = rate.map(|rate| match rate.wilson() {
        Some(interval) => Share::new(rate.numerator(), rate.denominator(), interval.low, interval.high)
            .map_or(Figure::NotApplicable, Figure::Share),
        None => Figure::NotApplicable,
    });
    let others = figure.compared.and_then(|compared| compared.others.share());
    EqualityRow {
        group: figure.group.words().to_owned(),
        figure: share.unwrap_or(Figure::Suppressed),
        others: others.map_or_else(|| "–".to_owned(), percent),
        says: match (&figure.group, figure.compared.map(|compared| compared.place)) {
            (_, None) => "Withheld",
            (Group::NotRecorded, _) => "Missing data, and no group",
            (_, Some(Place::Within)) => "Within the limits for its size",
            (_, Some(Place::Outer { .. })) => "Between inner and outer limits: watch it",
            (_, Some(Place::Signal { .. })) => "A signal",
        }
        .to_owned(),
    }
}

pub(crate) fn headline_of(as_at: &AsAt, month: Month, suppressed: bool) -> MonthHeadline {
    let set = OutcomeSet::attrition();
    let exact = headline(&as_at.columns, &HeadlineRequest { month, as_at: as_at.on, set: &set });
    if suppressed { SmallNumbers::preset().suppress_headline(&exact) } else { exact }
}

pub(crate) fn paper_headlines(head: &MonthHeadline) -> Vec<Headline> {
    let month = head.month.words();
    let count = |count: Option<u64>| count.map_or(Figure::Suppressed, Figure::Count);
    let headline = |label: &str, figure, population: String| Headline { label: label.to_owned(), figure, population };
    vec![
        headline("Recorded", count(head.recorded.shown()), format!("crimes reported in {month}")),
        headline("Closed", count(head.withdrawal.denominator()), format!("crimes closed in {month}")),
        headline("Withdrawn", paper_share(head.withdrawal), format!("of crimes closed in {month}")),
        headline(
            "Reached in window",
            paper_share(head.coverage.figure.in_window()),
            format!("of victims of cases reported in {month} whose window has ended"),
        ),
    ]
}

fn paper_share(figure: ShareFigure) -> Figure {
    match figure {
        ShareFigure::Withheld { .. } => Figure::Suppressed,
        ShareFigure::Shown(rate) => rate
            .wilson()
            .and_then(|interval| Share::new(rate.numerator(), rate.denominator(), interval.low, interval.high))
            .map_or(Figure::NotApplicable, Figure::Share),
    }
}

pub(crate) fn headline_views(head: &MonthHeadline) -> Vec<HeadlineView> {
    paper_headlines(head)
        .into_iter()
        .map(|headline| HeadlineView {
            label: headline.label,
            value: headline.figure.words(),
            interval: headline.figure.interval_words(),
            meaning: headline.population,
        })
        .collect()
}

const fn state_of(standing: &Standing) -> &'static str {
    match standing {
        Standing::Open { next, .. } => match next.step {
            Step::Plan => "To be planned",
            Step::Contact(_) => "Planned",
            Step::Retry { .. } => "To be tried again",
            Step::CallBack => "To be called back",
            Step::Visit => "To be visited",
            Step::PutOff => "Put off",
            Step::FindNumber => "Another number needed",
            Step::Supervisor(_) => "With the supervisor",
        },
        Standing::NotOwed(_) | Standing::Reached { .. } | Standing::Ended { .. } => "Settled",
    }
}

pub(crate) fn state_counts(outstanding: &[Outstanding]) -> Vec<StateCount> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for one in outstanding {
        *counts.entry(state_of(&one.standing)).or_default() += 1;
    }
    let of = |(state, count): (&str, u64)| StateCount { state: state.to_owned(), count: Figure::Count(count) };
    counts.into_iter().map(of).collect()
}

pub(crate) fn listed(outstanding: &[Outstanding], as_at: NaiveDate) -> Vec<OutstandingContact> {
    outstanding
        .iter()
        .take(OUTSTANDING_LISTED)
        .map(|one| OutstandingContact {
            reference: one.state.reference.clone(),
            ward: one.state.record.ward.value().cloned().unwrap_or_else(|| "not recorded".to_owned()),
            risk: one.state.record.risk.value().copied().unwrap_or(RiskLevel::Standard),
            next: state_of(&one.standing).to_owned(),
            due_on: due(one),
            overdue: one.standing.is_overdue(as_at),
        })
        .collect()
}

/// Cases of which a twentieth is enough people to be told of.
const CASES_FOR_SHARES: u64 = 20 * SmallNumbers::preset().threshold();

pub(crate) fn quality_notes(as_at: &AsAt, suppressed: bool) -> Vec<String> {
    let missing = as_at.missing;
    let count = |count: u64| {
        // To the nearest twentieth: two exact counts a month apart could be subtracted.
        let twentieth = (count * 100 / missing.cases.max(1) + 2) / 5 * 5;
        match (suppressed, missing.cases < CASES_FOR_SHARES) {
            (false, _) => words::thousands(count),
            (true, false) => format!("about {twentieth} %"),
            (true, true) => "withheld".to_owned(),
        }
    };
    vec![
        if suppressed {
            // Two totals a month apart, less the crimes recorded of the other months, are those of a withheld one.
            "How many cases are on the desk and how many contacts are outstanding is in the coordinator's edition only."
                .to_owned()
        } else {
            format!("{} on the desk as at this day.", words::counted(missing.cases, "case"))
        },
        format!(
            "Without a ward: {}. Without a strand: {}. Without a risk level: {}.",
            count(missing.ward),
            count(missing.strand),
            count(missing.risk)
        ),
        format!(
            "Ended 14 or 16 without a day of withdrawal of their own: {}. Effects of contact are not shown while many lack it.",
            count(missing.withdrawal_day)
        ),
        "Recorded hate crime measures demand on the police, not how much hate crime there is.".to_owned(),
    ]
}

pub(crate) fn definitions() -> Vec<Definition> {
    let mut definitions: Vec<Definition> = MEASURES
        .iter()
        .map(|measure| Definition {
            term: measure.title.to_owned(),
            meaning: format!("{} {}", measure.definition, measure.basis_and_interval()),
        })
        .collect();
    definitions.push(Definition {
        term: "Outcomes that count".to_owned(),
        meaning: format!("{} (Home Office outcome types).", set_in_words(&OutcomeSet::attrition())),
    });
    definitions.push(Definition {
        term: "Interval".to_owned(),
        meaning: "The range in which the true share lies with 95 % confidence (Wilson's method).".to_owned(),
    });
    definitions
}

pub(crate) fn file_name(summary: &MonthSummary) -> String {
    let edition = match summary.edition {
        Edition::Coordinator { .. } => "coordinator",
        Edition::Shareable => "shareable",
    };
    format!("reassure-{}-{edition}-as-at-{}.pdf", summary.month, summary.as_at)
}
