//! One row: its key, its cells, and what must hold between them.

use super::bound::{Bound, BoundRule};
use super::cell::{Draft, clear, say};
use super::days::{earliest_birth, impossible};
use super::flags::Flags;
use crate::age_bands::age_band;
use crate::dates::DateReader;
use crate::extract::ExtractRow;
use crate::mapping::{DayField, RuleKind};
use crate::outcome_words::OutcomeWord;
use crate::refusal::{Refusal, RefusalReason};
use crate::shown::{is_error, is_formula, plain};
use crate::words::{Words, fold_into};
use caseload::{Claim, Outcome, Sensitive, Withdrawal};
use chrono::NaiveDate;
use csv::StringRecord;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The longest cell, in characters: a longer one is a quotation mark that was never closed.
const CELL_MAX: usize = 10_000;
const REFERENCE_MAX: usize = 60;

/// Reads the rows of one file; several may share the columns.
#[derive(Debug)]
pub(super) struct RowReader<'a, 'm> {
    bound: &'a Bound<'m>,
    /// For each rule its dates.
    dates: Vec<DateReader<'m>>,
    today: NaiveDate,
    rows_invented: u64,
    /// Used again for each cell, so that comparing words allocates nothing.
    scratch: String,
}

/// What a reader of rows noticed besides.
#[derive(Debug, Default)]
pub(super) struct Noticed {
    /// The date forms that fitted.
    pub(super) date_forms: BTreeSet<String>,
    pub(super) rows_invented: u64,
}

impl Noticed {
    /// Takes in what another reader of the same file noticed.
    pub(super) fn add(&mut self, other: Self) {
        self.date_forms.extend(other.date_forms);
        self.rows_invented += other.rows_invented;
    }
}

impl<'a, 'm> RowReader<'a, 'm> {
    pub(super) fn new(bound: &'a Bound<'m>, is_sheet: bool, today: NaiveDate) -> Self {
        let dates = bound.rules.iter().map(|rule| rule.dates(is_sheet)).collect();
        Self { bound, dates, today, rows_invented: 0, scratch: String::new() }
    }

    /// What was noticed since it was asked last.
    pub(super) fn noticed(&mut self) -> Noticed {
        let date_forms = self.dates.iter().flat_map(DateReader::forms_used).map(str::to_owned).collect();
        Noticed { date_forms, rows_invented: std::mem::take(&mut self.rows_invented) }
    }

    /// Reads one row, or tells everything that is wrong with it.
    pub(super) fn read(&mut self, row: u64, record: &StringRecord) -> Result<ExtractRow, Vec<Refusal>> {
        let mut refusals = Vec::new();
        self.count_invented(record);
        if record.len() != self.bound.cells {
            let reason = RefusalReason::CellCount { expected: self.bound.cells, found: record.len() };
            return Err(vec![reason.at(row, "", None)]);
        }
        let too_long = |cell: &str| cell.len() > CELL_MAX && cell.chars().count() > CELL_MAX;
        if let Some(at) = record.iter().position(too_long) {
            return Err(vec![RefusalReason::CellTooLong.at(row, self.column_at(at), None)]);
        }
        let reference = self.reference(row, record).map_err(|refusal| refusals.push(refusal)).unwrap_or_default();
        let victim_number =
            self.victim_number(row, record).map_err(|refusal| refusals.push(refusal)).unwrap_or_default();
        let mut draft = Draft::default();
        for (bound, dates) in self.bound.rules.iter().zip(&mut self.dates) {
            read_field(bound, dates, row, record, &mut self.scratch, &mut draft, &mut refusals);
        }
        self.read_flags(row, record, &mut draft, &mut refusals);
        // What holds between cells is asked only of cells that were understood.
        if refusals.is_empty() {
            self.check_days(row, &mut draft, &mut refusals);
            self.put_together(row, &mut draft, &mut refusals);
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        Ok(ExtractRow { row, reference, victim_number, facts: draft.facts, personal: draft.personal })
    }

    fn count_invented(&mut self, record: &StringRecord) {
        if let Some((column, words)) = &self.bound.invented {
            fold_into(&cell(record, column.at), &mut self.scratch);
            self.rows_invented += u64::from(words.holds(&self.scratch));
        }
    }

    fn column_at(&self, at: usize) -> &str {
        let used = self.bound.rules.iter().flat_map(|bound| &bound.columns);
        used.chain(self.bound.flags.iter().map(|(column, _)| column))
            .chain([&self.bound.reference])
            .chain(&self.bound.victim_number)
            .find(|column| column.at == at)
            .map_or("", |column| &column.name)
    }

    fn reference(&self, row: u64, record: &StringRecord) -> Result<String, Refusal> {
        let column = &self.bound.reference;
        let text = cell(record, column.at);
        let reason = if text.is_empty() {
            RefusalReason::NoReference
        } else if is_number_with_exponent(&text) {
            RefusalReason::DigitsLost
        } else if text.starts_with(['=', '+', '@'])
            || text.chars().any(char::is_control)
            || text.chars().count() > REFERENCE_MAX
        {
            RefusalReason::NotAReference
        } else {
            return Ok(text.into_owned());
        };
        Err(reason.at(row, &column.name, None))
    }

    /// The victim's number, where there is one. A number has a digit: a name is never part of the key.
    fn victim_number(&self, row: u64, record: &StringRecord) -> Result<Option<String>, Refusal> {
        let Some(column) = &self.bound.victim_number else { return Ok(None) };
        let text = cell(record, column.at);
        let reason = if text.is_empty() {
            return Ok(None);
        } else if is_number_with_exponent(&text) {
            RefusalReason::DigitsLost
        } else if !text.bytes().any(|b| b.is_ascii_digit())
            || text.chars().any(char::is_control)
            || text.chars().count() > REFERENCE_MAX
        {
            RefusalReason::NotAVictimNumber
        } else {
            return Ok(Some(text.into_owned()));
        };
        // What stands here in its place may be a name.
        Err(reason.at(row, &column.name, None))
    }

    fn read_flags(&mut self, row: u64, record: &StringRecord, draft: &mut Draft, refusals: &mut Vec<Refusal>) {
        let mut flags = Flags::default();
        for (column, rule) in &self.bound.flags {
            let text = cell(record, column.at);
            if let Some(reason) = not_a_value(&text) {
                refusals.push(reason.at(row, &column.name, Some(&text)));
            } else if let Err(word) = flags.read(&text, rule, &mut self.scratch) {
                refusals.push(RefusalReason::UnknownFlag.at(row, &column.name, Some(word)));
            }
        }
        let speaks = self.bound.flags.iter().flat_map(|(_, rule)| &rule.fields);
        let clears = speaks.filter(|field| self.bound.mapping.clears.contains(field.name()));
        for &field in clears {
            if !flags.said.contains(&field) {
                draft.facts.clear(field);
            }
        }
        flags.say(draft);
    }

    /// Refuses days that cannot be.
    fn check_days(&self, row: u64, draft: &mut Draft, refusals: &mut Vec<Refusal>) {
        let reported_on = value(draft.day(DayField::Reported));
        for field in [
            DayField::Reported,
            DayField::Recorded,
            DayField::Occurred,
            DayField::ContactMade,
            DayField::Outcome,
            DayField::Withdrawn,
            DayField::SupportRegained,
            DayField::Transferred,
            DayField::RiskAssessed,
            DayField::ReassessBy,
        ] {
            let Some(day) = value(draft.day(field)) else { continue };
            if let Some(reason) = impossible(field, day, reported_on, self.today) {
                let is_it = |kind: &RuleKind| matches!(kind, RuleKind::Day(of, _) if *of == field);
                refusals.push(reason.at(row, self.column_of(is_it), Some(&day.to_string())));
            }
        }
        if let Some(born_on) = draft.born_on {
            let reason = if born_on > self.today {
                Some(RefusalReason::InTheFuture { today: self.today })
            } else if born_on < earliest_birth() {
                Some(RefusalReason::TooEarly { earliest: earliest_birth() })
            } else {
                reported_on.filter(|&on| born_on > on).map(|reported_on| RefusalReason::AfterReport { reported_on })
            };
            // A date of birth is personal: the refusal names the column only.
            refusals.extend(
                reason.map(|reason| reason.at(row, self.column_of(|kind| matches!(kind, RuleKind::BornOn(_))), None)),
            );
        }
    }

    /// Puts together the fields that stand in several cells, and derives the age band.
    fn put_together(&self, row: u64, draft: &mut Draft, refusals: &mut Vec<Refusal>) {
        let is_outcome = |kind: &RuleKind| matches!(kind, RuleKind::Outcome(_));
        let is_day = |kind: &RuleKind| matches!(kind, RuleKind::Day(DayField::Outcome, _));
        match (draft.outcome.take(), value(&draft.outcome_on)) {
            (Some(Claim::Is(OutcomeWord::NotYetAssigned)), _) | (Some(Claim::Cleared), None) => {
                draft.facts.outcome = Some(Claim::Cleared);
            }
            (Some(Claim::Is(OutcomeWord::Type { outcome_type, alternate_offence })), Some(on)) => {
                draft.facts.outcome = Some(Claim::Is(Outcome { outcome_type, alternate_offence, on }));
            }
            (Some(Claim::Is(OutcomeWord::Type { .. })), None) => {
                refusals.push(RefusalReason::OutcomeWithoutDay.at(row, self.column_of(is_day), None));
            }
            (Some(Claim::Cleared) | None, Some(_)) => {
                refusals.push(RefusalReason::DayWithoutOutcome.at(row, self.column_of(is_outcome), None));
            }
            (None, None) => {}
        }
        self.put_withdrawal_together(draft);
        if let Some(born_on) = draft.born_on {
            draft.personal.date_of_birth = Some(Sensitive::new(born_on.to_string()));
            let reported_on = value(&draft.facts.reported_on);
            if draft.facts.age_band.is_none() {
                let band = reported_on.and_then(|on| age_band(born_on, on));
                draft.facts.age_band = band.map(|band| Claim::Is(band.to_owned()));
            }
        }
    }

    fn put_withdrawal_together(&self, draft: &mut Draft) {
        let text = |claim: &mut Option<Claim<String>>| match claim.take() {
            Some(Claim::Is(code)) => Some(code),
            Some(Claim::Cleared) | None => None,
        };
        let withdrawal = Withdrawal {
            on: value(&draft.withdrawn_on),
            reason: text(&mut draft.withdrawal_reason),
            confirmed_by: text(&mut draft.withdrawal_confirmed_by),
            confirmed_how: text(&mut draft.withdrawal_confirmed_how),
        };
        let nothing = Withdrawal { on: None, reason: None, confirmed_by: None, confirmed_how: None };
        if withdrawal != nothing {
            draft.facts.withdrawal = Some(Claim::Is(withdrawal));
        } else if self.bound.mapping.clears.contains("withdrawal")
            && self.bound.rules.iter().any(|bound| bound.rule.kind.is_of_withdrawal())
        {
            draft.facts.withdrawal = Some(Claim::Cleared);
        }
    }

    fn column_of(&self, is_it: impl Fn(&RuleKind) -> bool) -> &str {
        self.bound.rules.iter().find(|bound| is_it(&bound.rule.kind)).map_or("", |bound| bound.column())
    }
}

fn read_field(
    bound: &BoundRule<'_>,
    dates: &mut DateReader<'_>,
    row: u64,
    record: &StringRecord,
    scratch: &mut String,
    draft: &mut Draft,
    refusals: &mut Vec<Refusal>,
) {
    let rule = bound.rule;
    let text = match (&rule.constant, bound.columns.as_slice(), &rule.kind) {
        (Some(constant), ..) => Cow::Borrowed(constant.trim()),
        (None, [only], _) => said(record, only.at, &rule.nothing, scratch),
        (None, columns, RuleKind::Personal { joined_by, .. }) => {
            let mut joined = String::new();
            for column in columns {
                let part = said(record, column.at, &rule.nothing, scratch);
                if let Some(reason) = not_a_value(&part) {
                    refusals.push(reason.at(row, &column.name, None));
                }
                if !part.is_empty() && !joined.is_empty() {
                    joined.push_str(joined_by);
                }
                joined.push_str(&part);
            }
            Cow::Owned(joined)
        }
        (None, ..) => Cow::Borrowed(""),
    };
    if text.is_empty() {
        if rule.clears {
            clear(&rule.kind, draft);
        }
        return;
    }
    let said = not_a_value(&text).map_or_else(|| say(&rule.kind, &text, dates, scratch, draft), Err);
    if let Err(reason) = said {
        let value = (!rule.kind.is_personal()).then_some(&*text);
        refusals.push(reason.at(row, bound.column(), value));
    }
}

/// Why a cell holds no value of any field: a formula, or what a spreadsheet shows where one failed.
fn not_a_value(text: &str) -> Option<RefusalReason> {
    if is_formula(text) {
        Some(RefusalReason::Formula)
    } else if is_error(text) {
        Some(RefusalReason::SpreadsheetError)
    } else {
        None
    }
}

/// The cell's text; empty where it says nothing.
fn said<'r>(record: &'r StringRecord, at: usize, nothing: &Words<()>, scratch: &mut String) -> Cow<'r, str> {
    let text = cell(record, at);
    if text.is_empty() || nothing.holds_text(&text, scratch) { Cow::Borrowed("") } else { text }
}

fn cell(record: &StringRecord, at: usize) -> Cow<'_, str> {
    match plain(record.get(at).unwrap_or_default().trim()) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

const fn value(claim: &Option<Claim<NaiveDate>>) -> Option<NaiveDate> {
    match claim {
        Some(Claim::Is(day)) => Some(*day),
        Some(Claim::Cleared) | None => None,
    }
}

/// "1.23E+10": what a spreadsheet makes of a long number. Its digits are lost.
fn is_number_with_exponent(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix('+').unwrap_or("");
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.split('.').all(is_number) && is_number(exponent)
}
