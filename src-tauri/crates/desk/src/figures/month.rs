//! The month on paper: what it says, printing it, issuing it.

use crate::access::{Task, may};
use crate::asked::read_day;
use crate::error::DeskError;
use crate::figures::columns::AsAt;
use crate::figures::coverage_view::coverage_figure;
use crate::figures::month_paper::{
    definitions, equality_sections, file_name, headline_of, headline_views, helps_section, listed, paper_headlines,
    quality_notes, rare_section, state_counts,
};
use crate::figures::month_slots::{Slot, Written};
use crate::figures::series_marks::plain_words;
use crate::figures::trend_charts::p_chart_figure;
use crate::figures::trends::{Figures, figures};
use crate::session::Session;
use crate::wire::{ChoiceView, DoneView, IssuedView, MonthPagesView, MonthRequest, MonthView};
use crate::words;
use attrition::{chart_sentence, coverage_sentence, headline_sentence};
use casebook::{CaseState, Disclosure, Event, Now, Role, SummaryEdition};
use caseload::{CaseId, Month, Standing, standing};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use summaries::month::{CoverageSection, Edition, LedgerHead, MonthSummary, Narrative, PChartSection};
use summaries::{render_month, render_month_pages};

/// Months that can be chosen in the window.
const MONTHS_OFFERED: usize = 24;

/// A file made for a person: the shell decides where it goes.
pub struct Printed {
    pub bytes: Vec<u8>,
    /// Never personal text.
    pub file_name: String,
}

/// A case whose contact was outstanding as at a day.
pub(crate) struct Outstanding {
    pub case: CaseId,
    pub state: CaseState,
    pub standing: Standing,
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
                let Event::SummaryIssued { month: of, as_at, edition, correction, .. } = &entry.event else {
                    return None;
                };
                let (issued, as_at) = (words::day(entry.known_on), words::day(*as_at));
                let edition = edition_words(*edition);
                let words = correction.as_ref().map_or_else(
                    || format!("Issued {issued}, {edition}, as at {as_at}."),
                    |why| format!("Issued {issued}, {edition}, as at {as_at}, as a correction: {why}."),
                );
                (*of == month).then_some(IssuedView { entry: entry.number, words })
            })
            .collect();
        Ok(MonthView {
            month: month.to_string(),
            month_words: month.words(),
            months: offered,
            headline: headline_views(&head),
            is_issued: self.was_issued(month, SummaryEdition::Coordinator)?,
            is_issued_shareable: self.was_issued(month, SummaryEdition::Shareable)?,
            issued,
            words: headline_sentence(&head),
            slots: self.month_slot_views(month, now.today)?,
            last_actions: self.written(month.previous(), Slot::Actions, now.today)?.map(|of| of.words),
            may_write: may(self.slot.role, Task::PrintMonth),
        })
    }

    /// Prints a month.
    ///
    /// The same desk, month and as-at day give the same bytes, whatever is entered later.
    ///
    /// # Errors
    /// Not allowed, a month in the future or not yet kept, the disk.
    pub fn print_month(&mut self, request: &MonthRequest, now: Now) -> Result<Printed, DeskError> {
        let (summary, cases) = self.make_month(request, None, now)?;
        let pdf = render_month(&summary)?;
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
        let edition = if request.shareable { SummaryEdition::Shareable } else { SummaryEdition::Coordinator };
        let typed = request.correction.as_deref().map(str::trim).filter(|words| !words.is_empty());
        let correction = match (self.was_issued(read_month(&request.month)?, edition)?, typed) {
            (true, None) => {
                let message = "This month has been issued. To issue it once more, say why it is corrected; the issue \
                               before stays in the record.";
                return Err(DeskError::bad("correction", message));
            }
            (true, Some(words)) => Some(plain_words("correction", words)?),
            (false, _) => None,
        };
        let (summary, _) = self.make_month(request, correction.as_deref(), now)?;
        let pdf = render_month(&summary)?;
        if summary.as_at < summary.month.last_day() {
            return Err(DeskError::bad(
                "month",
                "The month still runs: print a draft, and issue it when it has ended.",
            ));
        }
        let figures =
            summary.headlines.iter().map(|headline| (headline.label.clone(), headline.figure.words())).collect();
        let digest = Sha256::digest(pdf.bytes()).into();
        let (month, as_at) = (summary.month, summary.as_at);
        let how = if correction.is_some() { "issued once more, as a correction," } else { "issued" };
        let words = format!("{} was {how} as at {}. Its figures are kept.", month.words(), words::day(as_at));
        self.write(now, |writer| {
            writer.append(Event::SummaryIssued { month, as_at, edition, figures, digest, correction })?;
            Ok(())
        })?;
        Ok(DoneView { words, undo: None })
    }

    /// The pages of a month as they will print.
    ///
    /// # Errors
    /// As [`Session::print_month`].
    pub fn month_pages(&mut self, request: &MonthRequest, now: Now) -> Result<MonthPagesView, DeskError> {
        let (summary, _) = self.make_month(request, None, now)?;
        Ok(MonthPagesView { pages: render_month_pages(&summary)? })
    }

    fn was_issued(&mut self, month: Month, edition: SummaryEdition) -> Result<bool, DeskError> {
        let of = |event: &Event| matches!(event, Event::SummaryIssued { month: of, edition: issued, .. } if *of == month && *issued == edition);
        Ok(self.book.journal()?.issued.iter().any(|entry| of(&entry.event)))
    }

    /// What the page says of being a correction: the words of the issue of this very month, edition and day.
    fn correction_of(
        &mut self,
        month: Month,
        edition: SummaryEdition,
        on: NaiveDate,
    ) -> Result<Option<String>, DeskError> {
        let issued = self.book.journal()?.issued.iter().rev();
        let mut of = issued.filter_map(|entry| {
            let Event::SummaryIssued { month: of, edition: issued, as_at, correction, .. } = &entry.event else {
                return None;
            };
            (*of == month && *issued == edition && *as_at == on).then(|| correction.clone())
        });
        Ok(of.next().flatten())
    }

    fn make_month(
        &mut self,
        request: &MonthRequest,
        correction: Option<&str>,
        now: Now,
    ) -> Result<(MonthSummary, Vec<CaseId>), DeskError> {
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
        // In no shareable edition: those never reached, beside the months' coverage, give those reached late.
        let outstanding = if request.shareable { Vec::new() } else { self.outstanding(&as_at)? };
        let cases = outstanding.iter().map(|one| one.case).collect();
        let mut summary = self.summary(&as_at, month, request.shareable, &outstanding)?;
        let edition = if request.shareable { SummaryEdition::Shareable } else { SummaryEdition::Coordinator };
        summary.correction = match correction {
            Some(words) => Some(words.to_owned()),
            None => self.correction_of(month, edition, on)?,
        };
        self.write_narrative(&mut summary, request.shareable)?;
        Ok((summary, cases))
    }

    fn summary(
        &mut self,
        as_at: &AsAt,
        month: Month,
        shareable: bool,
        outstanding: &[Outstanding],
    ) -> Result<MonthSummary, DeskError> {
        let Figures { withdrawal, coverage, cohorts, rare, .. } = figures(as_at, month, shareable);
        let effects = self.effects_on(as_at.on, !shareable, None)?;
        // Followed longest, and so the last of the cohorts.
        let cohort = cohorts.last().map(|chart| {
            let sentence = chart_sentence(chart);
            PChartSection { figure: p_chart_figure(chart, &sentence), sentence }
        });
        let equality = equality_sections(as_at, shareable);
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
            cohort,
            helps: helps_section(&effects),
            rare: rare_section(&rare),
            equality,
            narrative: Vec::new(),
            correction: None,
            outstanding: if shareable { Vec::new() } else { state_counts(outstanding) },
            quality_notes: quality_notes(as_at, shareable),
            definitions: definitions(),
            policy_name: as_at.policy.name.clone(),
            head: LedgerHead { number: ledger_head.number, digest_hex },
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// What people wrote, as it stood at the end of the as-at day; in the shareable edition only what is shared.
    fn write_narrative(&mut self, summary: &mut MonthSummary, shareable: bool) -> Result<(), DeskError> {
        let (month, on) = (summary.month, summary.as_at);
        let may_print = |of: &Written| of.shareable || !shareable;
        if let Some(actions) = self.written(month.previous(), Slot::Actions, on)?.filter(may_print) {
            let heading = format!("Actions from {}", month.previous().words());
            summary.narrative.push(Narrative { heading, words: actions.words });
        }
        for slot in Slot::ALL {
            if let Some(of) = self.written(month, slot, on)?.filter(may_print) {
                summary.narrative.push(Narrative { heading: slot.title().to_owned(), words: of.words });
            }
        }
        Ok(())
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

pub(crate) fn due(one: &Outstanding) -> Option<NaiveDate> {
    match one.standing {
        Standing::Open { next, .. } => Some(next.on),
        Standing::NotOwed(_) | Standing::Reached { .. } | Standing::Ended { .. } => None,
    }
}

const fn edition_words(edition: SummaryEdition) -> &'static str {
    match edition {
        SummaryEdition::Coordinator => "coordinator's edition",
        SummaryEdition::Shareable => "shareable edition",
    }
}

/// Reads YYYY-MM.
pub(crate) fn read_month(text: &str) -> Result<Month, DeskError> {
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
