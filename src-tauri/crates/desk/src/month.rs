//! The month on paper: what it says, printing it, issuing it.

use crate::access::Task;
use crate::asked::read_day;
use crate::columns::AsAt;
use crate::coverage_view::coverage_figure;
use crate::error::DeskError;
use crate::session::Session;
use crate::trend_charts::p_chart_figure;
use crate::trends::{Figures, figures};
use crate::wire::{ChoiceView, DoneView, HeadlineView, IssuedView, MonthRequest, MonthView};
use crate::words;
use attrition::{
    Figure as ShareFigure, Headline as MonthHeadline, HeadlineRequest, MEASURES, SmallNumbers, chart_sentence,
    coverage_sentence, headline, headline_sentence, set_in_words,
};
use casebook::{CaseState, Disclosure, Event, Now, Role, SummaryEdition};
use caseload::standing::Step;
use caseload::{CaseId, Month, OutcomeSet, RiskLevel, Standing, standing};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use summaries::month::{
    CoverageSection, Definition, Edition, Headline, LedgerHead, MonthSummary, OutstandingContact, PChartSection,
    StateCount,
};
use summaries::{Figure, Pdf, Share, render_month};

/// Months that can be chosen in the window.
const MONTHS_OFFERED: usize = 24;
/// Contacts listed by reference on paper; the counts say how many there are.
const OUTSTANDING_LISTED: usize = 60;

/// A file made for a person: the shell decides where it goes.
pub struct Printed {
    pub bytes: Vec<u8>,
    /// Never personal text.
    pub file_name: String,
}

/// A case whose contact was outstanding as at a day.
struct Outstanding {
    case: CaseId,
    state: CaseState,
    standing: Standing,
}

impl Session {
    /// A month's headline figures, and what was issued of it.
    ///
    /// # Errors
    /// Not allowed, a month in the future or not yet kept, the disk.
    pub fn month_view(&mut self, month: Option<&str>, now: Now) -> Result<MonthView, DeskError> {
        self.allow(Task::SeeTrends)?;
        let month = match month {
            Some(text) => read_month(text)?,
            None => Month::of(now.today).previous(),
        };
        let suppressed = self.slot.role == Role::Edi;
        let on = self.figures_day(None, suppressed, now)?;
        check_month(month, on)?;
        let as_at = self.as_at(on, suppressed)?;
        let head = headline_of(&as_at, month, suppressed);
        let mut offered = Vec::new();
        let mut next = Month::of(on);
        while offered.len() < MONTHS_OFFERED && as_at.first_month.is_some_and(|first| first <= next) {
            offered.push(ChoiceView { code: next.to_string(), label: next.words() });
            next = next.previous();
        }
        let issued = self
            .book
            .journal()?
            .issued
            .iter()
            .filter_map(|entry| {
                let Event::SummaryIssued { month: of, as_at, edition, .. } = &entry.event else { return None };
                let edition = match edition {
                    SummaryEdition::Coordinator => "coordinator's edition",
                    SummaryEdition::Shareable => "shareable edition",
                };
                let words = format!("Issued {}, {edition}, as at {}.", words::day(entry.known_on), words::day(*as_at));
                (*of == month).then_some(IssuedView { entry: entry.number, words })
            })
            .collect();
        Ok(MonthView {
            month: month.to_string(),
            month_words: month.words(),
            months: offered,
            headline: headline_views(&head),
            issued,
            words: headline_sentence(&head),
        })
    }

    /// Prints a month.
    ///
    /// The same desk, month and as-at day give the same bytes, whatever is entered later.
    ///
    /// # Errors
    /// Not allowed, a month in the future or not yet kept, the disk.
    pub fn print_month(&mut self, request: &MonthRequest, now: Now) -> Result<Printed, DeskError> {
        let (pdf, summary, cases) = self.make_month(request, now)?;
        if !cases.is_empty() {
            self.write(now, |writer| {
                writer.append(Event::PersonalDetailsDisclosed { what: Disclosure::Summary, cases })?;
                Ok(())
            })?;
        }
        Ok(Printed { bytes: pdf.into_bytes(), file_name: file_name(&summary) })
    }

    /// Issues a month: freezes its figures and its digest in the record.
    ///
    /// # Errors
    /// As [`Session::print_month`]; also a month that still runs.
    pub fn issue_month(&mut self, request: &MonthRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::PrintMonth)?;
        let (pdf, summary, _) = self.make_month(request, now)?;
        if summary.as_at < summary.month.last_day() {
            return Err(DeskError::bad(
                "month",
                "The month still runs: print a draft, and issue it when it has ended.",
            ));
        }
        let edition = if request.shareable { SummaryEdition::Shareable } else { SummaryEdition::Coordinator };
        let figures =
            summary.headlines.iter().map(|headline| (headline.label.clone(), headline.figure.words())).collect();
        let digest = Sha256::digest(pdf.bytes()).into();
        let (month, as_at) = (summary.month, summary.as_at);
        self.write(now, |writer| {
            writer.append(Event::SummaryIssued { month, as_at, edition, figures, digest })?;
            Ok(())
        })?;
        let words = format!("{} was issued as at {}. Its figures are kept.", month.words(), words::day(as_at));
        Ok(DoneView { words, undo: None })
    }

    fn make_month(&mut self, request: &MonthRequest, now: Now) -> Result<(Pdf, MonthSummary, Vec<CaseId>), DeskError> {
        self.allow(Task::SeeTrends)?;
        if !request.shareable {
            self.allow(Task::PrintMonth)?;
        }
        let month = read_month(&request.month)?;
        let asked = match &request.as_at {
            Some(text) => Some(read_day("as_at", text)?),
            None => None,
        };
        let on = self.figures_day(asked, request.shareable, now)?;
        check_month(month, on)?;
        let as_at = self.as_at(on, request.shareable)?;
        let outstanding = self.outstanding(&as_at)?;
        let cases = if request.shareable { Vec::new() } else { outstanding.iter().map(|one| one.case).collect() };
        let summary = self.summary(&as_at, month, request.shareable, &outstanding)?;
        Ok((render_month(&summary)?, summary, cases))
    }

    fn summary(
        &mut self,
        as_at: &AsAt,
        month: Month,
        shareable: bool,
        outstanding: &[Outstanding],
    ) -> Result<MonthSummary, DeskError> {
        let Figures { withdrawal, coverage, .. } = figures(as_at, month, shareable);
        let head = headline_of(as_at, month, shareable);
        let withdrawal_sentence = chart_sentence(&withdrawal);
        let coverage_words = coverage_sentence(&coverage);
        let coverage_title = attrition::Series::SrcCoverage.measure().title;
        let ledger_head = self.book.head_as_at(as_at.on)?;
        let digest_hex = ledger_head.to_string().split_once(':').map(|(_, hex)| hex.to_owned()).unwrap_or_default();
        let edition = if shareable {
            Edition::Shareable
        } else {
            Edition::Coordinator { outstanding: listed(outstanding, as_at.on) }
        };
        Ok(MonthSummary {
            desk_name: self.key_file.desk_name.clone(),
            month,
            as_at: as_at.on,
            edition,
            demo: self.key_file.demo,
            headlines: paper_headlines(&head),
            withdrawal: PChartSection {
                figure: p_chart_figure(&withdrawal, &withdrawal_sentence),
                sentence: withdrawal_sentence,
            },
            coverage: CoverageSection {
                figure: coverage_figure(&coverage, coverage_title, &coverage_words),
                sentence: coverage_words,
            },
            outstanding: state_counts(outstanding, shareable),
            quality_notes: quality_notes(as_at, shareable),
            definitions: definitions(),
            policy_name: as_at.policy.name.clone(),
            head: LedgerHead { number: ledger_head.number, digest_hex },
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Contacts outstanding as they were known at the end of a day.
    fn outstanding(&mut self, as_at: &AsAt) -> Result<Vec<Outstanding>, DeskError> {
        let mut open = Vec::new();
        self.book.figures_as_at(as_at.on, |case, row| {
            if row.reached_on.is_none() && row.ended_on.is_none() {
                open.push(case);
            }
        })?;
        let none = BTreeSet::new();
        let mut outstanding = Vec::new();
        for case in open {
            let Some(state) = self.book.fold_as_at(case, as_at.on)?.now else { continue };
            let Some(story) = state.story(&none) else { continue };
            let standing = standing(&story, &as_at.policy, &self.calendar, as_at.on);
            if matches!(standing, Standing::Open { .. }) {
                outstanding.push(Outstanding { case, state, standing });
            }
        }
        outstanding.sort_by(|a, b| (due(a), &a.state.reference, a.case).cmp(&(due(b), &b.state.reference, b.case)));
        Ok(outstanding)
    }
}

fn due(one: &Outstanding) -> Option<NaiveDate> {
    match one.standing {
        Standing::Open { next, .. } => Some(next.on),
        Standing::NotOwed(_) | Standing::Reached { .. } | Standing::Ended { .. } => None,
    }
}

/// Reads YYYY-MM.
fn read_month(text: &str) -> Result<Month, DeskError> {
    text.trim().parse().map_err(|error: caseload::month::NotAMonth| {
        DeskError::bad("month", format!("\"{text}\" is not a month: {error}."))
    })
}

fn check_month(month: Month, as_at: NaiveDate) -> Result<(), DeskError> {
    if as_at < month.first_day() {
        let message = format!("{} had not begun on {}. Choose an earlier month.", month.words(), words::day(as_at));
        return Err(DeskError::bad("month", message));
    }
    Ok(())
}

fn headline_of(as_at: &AsAt, month: Month, suppressed: bool) -> MonthHeadline {
    let set = OutcomeSet::attrition();
    let exact = headline(&as_at.columns, &HeadlineRequest { month, as_at: as_at.on, set: &set });
    if suppressed { SmallNumbers::preset().suppress_headline(&exact) } else { exact }
}

fn paper_headlines(head: &MonthHeadline) -> Vec<Headline> {
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

fn headline_views(head: &MonthHeadline) -> Vec<HeadlineView> {
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

fn state_counts(outstanding: &[Outstanding], suppressed: bool) -> Vec<StateCount> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for one in outstanding {
        *counts.entry(state_of(&one.standing)).or_default() += 1;
    }
    let threshold = SmallNumbers::preset().threshold();
    counts
        .into_iter()
        .map(|(state, count)| StateCount {
            state: state.to_owned(),
            count: if suppressed && count < threshold { Figure::Suppressed } else { Figure::Count(count) },
        })
        .collect()
}

fn listed(outstanding: &[Outstanding], as_at: NaiveDate) -> Vec<OutstandingContact> {
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

fn quality_notes(as_at: &AsAt, suppressed: bool) -> Vec<String> {
    let missing = as_at.missing;
    let count = |count: u64| {
        // To the nearest twentieth: two exact counts a month apart could be subtracted.
        let twentieth = (count * 100 / missing.cases.max(1) + 2) / 5 * 5;
        if suppressed { format!("about {twentieth} %") } else { words::thousands(count) }
    };
    vec![
        format!("{} on the desk as at this day.", words::counted(missing.cases, "case")),
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

fn definitions() -> Vec<Definition> {
    let mut definitions: Vec<Definition> = MEASURES
        .iter()
        .map(|measure| Definition { term: measure.title.to_owned(), meaning: measure.definition.to_owned() })
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

fn file_name(summary: &MonthSummary) -> String {
    let edition = match summary.edition {
        Edition::Coordinator { .. } => "coordinator",
        Edition::Shareable => "shareable",
    };
    format!("reassure-{}-{edition}-as-at-{}.pdf", summary.month, summary.as_at)
}
