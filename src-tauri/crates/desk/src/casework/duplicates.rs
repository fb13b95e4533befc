//! Likely duplicates: the same case twice, the same person in two cases; merged, unmerged, or told apart.

use crate::access::Task;
use crate::asked::read_case;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{DoneView, LikelySideView, LikelyView, PairRequest};
use crate::words;
use casebook::{CaseFilter, CaseRow, CaseState, Event, Now, Source};
use caseload::{
    AttemptDetails, CaseAct, CaseFacts, CaseId, Field, PersonalFacts, PersonalField, RowId, Sensitive, Standing,
    TakenUp, TakenUpBecause, standing,
};
use chrono::{Days, NaiveDate};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Cases reported this lately are compared: a duplicate is made when a report comes in twice.
const LOOK_BACK_DAYS: u64 = 365;
const CASES_MAX: u64 = 30_000;
/// Reports of one person this close together may be one crime recorded twice.
const SAME_CASE_DAYS: i64 = 7;
const PAIRS_SHOWN: usize = 200;
/// Working days a contact stays open at least, once it is owed again by a merge.
const OWED_AGAIN_DAYS: u16 = 10;

/// What is compared of a victim. It lives as long as the comparison, and is written nowhere.
struct Who {
    row: CaseRow,
    name: String,
    born_on: String,
    digits: String,
}

impl Session {
    /// Cases that look like the same case twice, and people who look the same in two cases.
    ///
    /// # Errors
    /// Not allowed, no people key, the disk.
    pub fn likely_duplicates(&mut self, now: Now) -> Result<Vec<LikelyView>, DeskError> {
        self.allow(Task::SeeCases)?;
        let since = now.today.checked_sub_days(Days::new(LOOK_BACK_DAYS)).unwrap_or(NaiveDate::MIN);
        let (_, rows) = self.book.list(&CaseFilter::default(), 0, CASES_MAX)?;
        let mut people = Vec::new();
        for row in rows.into_iter().filter(|row| row.reported_on.is_some_and(|on| since <= on)) {
            people.extend(self.who(row)?);
        }
        let mut views = Vec::new();
        for (first, second) in alike(&people) {
            if views.len() == PAIRS_SHOWN {
                break;
            }
            let Some((what, because)) = likeness(first, second) else { continue };
            if self.is_settled(first.row.case, second.row.case, what)? {
                continue;
            }
            views.push(LikelyView {
                what: what.to_owned(),
                first: self.side(first, now.today),
                second: self.side(second, now.today),
                because,
            });
        }
        // The same case twice comes first: two officers might call one victim.
        views.sort_by_key(|view| view.what != "case");
        Ok(views)
    }

    fn who(&self, row: CaseRow) -> Result<Option<Who>, DeskError> {
        // One version row often holds all three.
        let mut read: BTreeMap<RowId, PersonalFacts> = BTreeMap::new();
        let mut text = |field: PersonalField| -> Result<String, DeskError> {
            let Some(&id) = row.personal.get(&field) else { return Ok(String::new()) };
            let facts = match read.entry(id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unread) => unread.insert(self.book.person(id)?),
            };
            // EXPOSE: people are compared by these; what is compared is dropped with the comparison.
            Ok(facts.get(field).map(|text| text.expose().clone()).unwrap_or_default())
        };
        let name = folded_name(&text(PersonalField::VictimName)?);
        if name.is_empty() {
            return Ok(None);
        }
        let born_on = text(PersonalField::DateOfBirth)?;
        let digits: String = text(PersonalField::Telephone)?.chars().filter(char::is_ascii_digit).collect();
        Ok(Some(Who { row, name, born_on, digits }))
    }

    /// Whether a person has said what the two are.
    fn is_settled(&mut self, first: CaseId, second: CaseId, what: &str) -> Result<bool, DeskError> {
        let acts = self.state_of(first)?.acts;
        Ok(acts.not_the_same.contains(&second) || (what == "person" && acts.same_person.contains(&second)))
    }

    fn side(&self, who: &Who, today: NaiveDate) -> LikelySideView {
        let reported = who.row.reported_on.map(|on| format!("reported {}", words::short_day(on, today)));
        let ward = who.row.ward.clone();
        let parts: Vec<String> = reported.into_iter().chain(ward).collect();
        LikelySideView {
            case: who.row.case.to_string(),
            reference: who.row.reference.clone(),
            victim: self.victim_name(&who.row).unwrap_or_default(),
            words: parts.join(", "),
        }
    }

    /// What a person says of two cases: merge the first into the second, the same person, or not the same.
    ///
    /// # Errors
    /// Not allowed, unknown cases, one case given twice, the disk.
    pub fn settle_pair(&mut self, request: &PairRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let (case, other) = (read_case(&request.case)?, read_case(&request.other)?);
        if case == other {
            return Err(DeskError::bad("other", "These are one and the same case already."));
        }
        let (row, other_row) = (self.book.case_row(case)?, self.book.case_row(other)?);
        match request.what.as_str() {
            "merge" => self.merge(&row, &other_row, now),
            "same_person" => self.both(&row, &other_row, |other| CaseAct::SamePerson { other }, "the same person", now),
            "not_the_same" => self.both(&row, &other_row, |other| CaseAct::NotTheSame { other }, "not the same", now),
            _ => Err(DeskError::bad("what", "Say merge, same_person or not_the_same.")),
        }
    }

    fn both(
        &mut self,
        row: &CaseRow,
        other: &CaseRow,
        act: impl Fn(CaseId) -> CaseAct,
        what: &str,
        now: Now,
    ) -> Result<DoneView, DeskError> {
        let ((), appended) = self.write(now, |writer| {
            for (case, other) in [(row.case, other.case), (other.case, row.case)] {
                writer.append(Event::CaseActed { case, act: act(other), personal: None })?;
            }
            Ok(())
        })?;
        let words = format!("{} and {}: {what}.", row.reference, other.reference);
        self.done(row.case, words, "Tell what they are".to_owned(), appended, now)
    }

    /// The first case goes into the second, which takes over what it lacks.
    ///
    /// What was tried and reached counts for the case that stays; an ending does not, so that nobody falls out: what one
    /// case was still owed is owed on the other too, also where that one had ended.
    fn merge(&mut self, row: &CaseRow, into: &CaseRow, now: Now) -> Result<DoneView, DeskError> {
        let (from, stays) = (self.state_of(row.case)?, self.state_of(into.case)?);
        let personal = self.lacking_texts(&from, &stays)?;
        let facts = lacking_facts(&from, &stays);
        let attempts: Vec<_> =
            from.attempts.iter().copied().filter(|attempt| !stays.attempts.contains(attempt)).collect();
        let planned = from.planned.filter(|_| stays.planned.is_none() && attempts.is_empty());
        let says_more = !facts.is_empty() || !personal.is_empty();
        let taken_up = self.owed_again_by_merge(row, into, now)?;
        let more = [says_more, planned.is_some(), taken_up.is_some()];
        // Something always stands on the case that stays: without it, its import taken back would take both away.
        let copies = (attempts.len() + more.iter().filter(|one| **one).count()).max(1);
        let nothing_lacked = attempts.is_empty() && !more.contains(&true);
        let (gone, case) = (row.case, into.case);
        let ((), appended) = self.write(now, |writer| {
            let act = CaseAct::MergedInto { into: case, copies: copies as u64 };
            writer.append(Event::CaseActed { case: gone, act, personal: None })?;
            if says_more {
                let texts = (!personal.is_empty()).then_some(&personal);
                let personal = texts.map(|texts| writer.person(case.get(), texts)).transpose()?;
                writer.append(Event::CaseChanged { case, source: Source::Person, facts, personal })?;
            }
            for &attempt in &attempts {
                let details = AttemptDetails { shared_from: Some(gone), ..AttemptDetails::default() };
                writer.append(Event::ContactAttempted { case, attempt, details: Box::new(details), note: None })?;
            }
            if let Some(taken_up) = taken_up {
                writer.append(Event::ContactTakenUp { case, taken_up })?;
            }
            if nothing_lacked {
                let act = CaseAct::SamePerson { other: gone };
                writer.append(Event::CaseActed { case, act, personal: None })?;
            }
            if let Some(planned) = planned {
                writer.append(Event::ContactPlanned { case, officer: planned.officer, on: planned.on })?;
            }
            Ok(())
        })?;
        let mut words =
            format!("{} went into {}. Later extracts of it are kept with it.", row.reference, into.reference);
        if taken_up.is_some() {
            words.push_str(" The contact it was owed is owed still, though the other case had ended.");
        }
        words.extend(self.merged_in_trial(gone, case)?);
        self.done(case, words, "Merge the cases".to_owned(), appended, now)
    }

    /// The promise taken up again on the case that stays: it had ended there, and was open on the one that goes.
    ///
    /// Refused where policy owes the one that stays no contact: the victim of the other would fall out with it.
    fn owed_again_by_merge(&mut self, row: &CaseRow, into: &CaseRow, now: Now) -> Result<Option<TakenUp>, DeskError> {
        let policy = self.book.journal()?.policy(now.today);
        let stands = |row: &CaseRow| row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        let owed = matches!(stands(row), Some(Standing::Open { .. }));
        if owed && matches!(stands(into), None | Some(Standing::NotOwed(_))) {
            let message = format!(
                "The victim of {} is owed a contact, and policy owes none for {}: the contact would be lost. Nothing \
                 was changed. Merge them the other way round.",
                row.reference, into.reference
            );
            return Err(DeskError::bad("other", message));
        }
        let ended = matches!(stands(into), Some(Standing::Ended { .. }));
        let until_on = self.calendar.after(now.today, OWED_AGAIN_DAYS);
        Ok((owed && ended).then_some(TakenUp { on: now.today, until_on, because: TakenUpBecause::CaseMerged }))
    }

    /// The texts that the case which stays has none of.
    fn lacking_texts(&self, from: &CaseState, stays: &CaseState) -> Result<PersonalFacts, DeskError> {
        let mut lacking = PersonalFacts::default();
        for field in PersonalField::of_case() {
            if let (Some(row), None) = (from.personal(field), stays.personal(field))
                && let Some(text) = self.book.person(row)?.get(field)
            {
                lacking.set(field, text.clone());
            }
        }
        Ok(lacking)
    }

    /// Takes a case out again of the one it went into: both are as before the merge, with what was done since.
    ///
    /// # Errors
    /// Not allowed, a case that went into none, the disk.
    pub fn unmerge(&mut self, case: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(case)?;
        if self.book.merged_into(case)?.is_none() {
            return Err(DeskError::bad("case", "This case did not go into another one."));
        }
        let entries = self.book.entries_of(case)?;
        let merged = entries.iter().rev().find_map(|entry| {
            let Event::CaseActed { act: CaseAct::MergedInto { copies, .. }, .. } = &entry.event else { return None };
            Some((entry.number, *copies))
        });
        let Some((first, copies)) = merged else {
            return Err(DeskError::NotFound("The entry that merged the case is not there.".to_owned()));
        };
        self.undo(first, first + copies, now)
    }

    /// The other cases of one person that were reported within `days` of this one, by what people and texts say.
    pub(crate) fn cases_of_same_person(&mut self, state: &CaseState) -> Result<BTreeSet<CaseId>, DeskError> {
        let mut same = state.acts.same_person.clone();
        let text = |row: Option<caseload::RowId>, field| -> Result<Option<Sensitive<String>>, DeskError> {
            match row {
                Some(row) => Ok(self.book.person(row)?.get(field).cloned()),
                None => Ok(None),
            }
        };
        let name = text(state.personal(PersonalField::VictimName), PersonalField::VictimName)?;
        let born_on = text(state.personal(PersonalField::DateOfBirth), PersonalField::DateOfBirth)?;
        if let (Some(name), Some(born_on)) = (name, born_on) {
            for found in self.book.search_people(&name, 50)? {
                let of = |field| text(found.personal.get(&field).copied(), field);
                if of(PersonalField::VictimName)?.as_ref() == Some(&name)
                    && of(PersonalField::DateOfBirth)?.as_ref() == Some(&born_on)
                {
                    same.insert(found.case);
                }
            }
        }
        same.remove(&state.case);
        same.retain(|case| !state.acts.not_the_same.contains(case));
        Ok(same)
    }
}

/// The coded facts that the case which stays says nothing of.
fn lacking_facts(from: &CaseState, stays: &CaseState) -> CaseFacts {
    let said = stays.record.facts().fields().iter().fold(0, |mask, field| mask | field.bit());
    // What ended or was dated on one record is not carried to another; the kind and the day of report are its own.
    let own = Field::Kind.bit() | Field::ReportedOn.bit() | Field::RecordedOn.bit() | Field::Outcome.bit();
    from.record.facts().of_fields(!(said | own))
}

/// Capitals, accents in writing, order and marks of a name do not matter.
fn folded_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Pairs worth a closer look: those that share a name, or a date of birth and a number. Each pair once, in order.
fn alike(people: &[Who]) -> Vec<(&Who, &Who)> {
    let mut groups: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    for (place, who) in people.iter().enumerate() {
        groups.entry((0, who.name.clone())).or_default().push(place);
        if !who.born_on.is_empty() && who.digits.len() >= 7 {
            groups.entry((1, format!("{} {}", who.born_on, who.digits))).or_default().push(place);
        }
    }
    let mut pairs = BTreeSet::new();
    for places in groups.into_values().filter(|places| places.len() <= 20) {
        for (at, first) in places.iter().enumerate() {
            pairs.extend(places.iter().skip(at + 1).map(|second| (*first, *second)));
        }
    }
    pairs.into_iter().filter_map(|(first, second)| people.get(first).zip(people.get(second))).collect()
}

/// What two look like, and why; `None` where they only share a name.
fn likeness(first: &Who, second: &Who) -> Option<(&'static str, String)> {
    let both = |a: &str, b: &str| !a.is_empty() && a == b;
    let name = first.name == second.name;
    let born = both(&first.born_on, &second.born_on);
    let telephone = both(&first.digits, &second.digits);
    let differ = !first.born_on.is_empty() && !second.born_on.is_empty() && !born;
    let same = match (name, born, telephone) {
        (true, true, true) => "Same name, date of birth and telephone",
        (true, true, false) => "Same name and date of birth",
        (true, false, true) if !differ => "Same name and telephone",
        (false, true, true) => "Same date of birth and telephone, another spelling of the name",
        (true | false, _, _) => return None,
    };
    let apart = first.row.reported_on.zip(second.row.reported_on).map(|(a, b)| (a - b).num_days().abs());
    let near = apart.is_some_and(|days| days <= SAME_CASE_DAYS);
    let apart_words = match apart {
        Some(0) => "; reported on the same day".to_owned(),
        Some(days) => format!("; reported {} apart", words::counted(days.unsigned_abs(), "day")),
        None => String::new(),
    };
    let because = format!("{same}{apart_words}.");
    if near {
        return Some(("case", because));
    }
    // With name and date of birth alike the person is known to be the same already.
    (!(name && born)).then_some(("person", because))
}

#[cfg(test)]
mod tests {
    use super::folded_name;

    #[test]
    fn order_capitals_and_marks_of_a_name_do_not_matter() {
        assert_eq!(folded_name("O'Neil, Amina"), folded_name("amina o neil"));
        assert_ne!(folded_name("Amina Obi"), folded_name("Amina Obi-Khan"));
    }
}
