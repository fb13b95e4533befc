//! A trial's people as a table for whoever approved it: without a name, a reference or a date, with its dictionary.
//!
//! *What is guarded.* Arm, outcome and delivery are the trial's finding and stand on every row.
//! What could tell who a row is, its stratum and the weeks to the withdrawal, is given only where at least as many
//! rows as the rule for small numbers asks share it, and those who withdrew and those who stayed alike.
//! Where one stratum alone is withheld it could be told from those shown, so the next smallest goes with it.
//! Rows are in the order of what they say, never in the order of enrolment.

use crate::access::Task;
use crate::casework::export::new_file;
use crate::error::DeskError;
use crate::session::Session;
use crate::trials::follow::{Followed, FollowedTo};
use crate::wire::{ExportTrialRequest, FileMadeView};
use attrition::SmallNumbers;
use casebook::{Disclosure, Event, Now, TrialRecord};
use caseload::StratifyBy;
use exchange::table_out::{Cell, Marking, MarkingPlace, csv_bytes};
use std::collections::{BTreeMap, BTreeSet};

const WITHHELD: &str = "withheld";

/// The extract and its dictionary, as CSV.
pub struct TrialExtract {
    pub rows: Vec<u8>,
    pub dictionary: Vec<u8>,
}

impl Session {
    /// As [`Session::export_trial`], into a file that the person chose and its dictionary beside it. Nothing is written
    /// over.
    ///
    /// # Errors
    /// As there; also no file, one of both that is there already, another ending than .csv.
    pub fn export_trial_to(&mut self, request: &ExportTrialRequest, now: Now) -> Result<FileMadeView, DeskError> {
        self.allow(Task::RunTrial)?;
        let path = new_file(&request.file)?;
        if !path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) {
            return Err(DeskError::bad("file", "Let the file's name end in .csv: it is a table of commas."));
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let dictionary = new_file(&path.with_file_name(format!("{stem}-dictionary.csv")).display().to_string())?;
        let extract = self.export_trial(now)?;
        for (path, bytes) in [(&path, &extract.rows), (&dictionary, &extract.dictionary)] {
            let failed = |source| DeskError::Disk { path: path.clone(), what: "written", source };
            std::fs::write(path, bytes).map_err(failed)?;
        }
        let words = format!(
            "The extract is in {}, and what its columns mean in {}. It names nobody, and taking it out was logged.",
            path.display(),
            dictionary.display()
        );
        Ok(FileMadeView { path: path.display().to_string(), words })
    }

    /// The people of a trial whose outcome is known, de-identified, and what each column means. Logged.
    ///
    /// # Errors
    /// Not allowed, outcomes that are not complete yet, the disk.
    pub fn export_trial(&mut self, now: Now) -> Result<TrialExtract, DeskError> {
        self.allow(Task::RunTrial)?;
        let analysis = self.analyse_trial(now)?;
        if let Some(not_yet) = analysis.not_yet {
            return Err(DeskError::bad("trial", not_yet));
        }
        let record = self.latest_trial()?;
        let people = self.followed(&record, now)?;
        let cases = people.iter().map(|one| one.case).collect();
        let rows = rows(&record, &people, SmallNumbers::preset());
        let columns: Vec<&str> = columns(&record).into_iter().map(|(name, _)| name).collect();
        let failed = |error: exchange::table_out::TableError| DeskError::NotFound(error.to_string());
        let marking = Marking::OfficialSensitive;
        let numbered = rows.into_iter().zip(1u64..).map(|(row, number)| {
            let cells = row.into_iter().map(Cell::from);
            std::iter::once(Cell::Count(number)).chain(cells).collect()
        });
        let rows = csv_bytes(marking, MarkingPlace::Column, &columns, numbered).map_err(failed)?;
        let meanings = crate::trials::extract::columns(&record)
            .into_iter()
            .map(|(name, meaning)| vec![Cell::from(name), Cell::from(meaning)]);
        let dictionary = csv_bytes(marking, MarkingPlace::Column, &["column", "meaning"], meanings).map_err(failed)?;
        self.write(now, |writer| {
            writer.append(Event::PersonalDetailsDisclosed { what: Disclosure::Export, cases })?;
            Ok(())
        })?;
        Ok(TrialExtract { rows, dictionary })
    }
}

/// The columns, in order, each with its meaning.
fn columns(record: &TrialRecord) -> Vec<(&'static str, String)> {
    let days = record.protocol.follow_up_days;
    let mut columns = vec![
        ("person", "A number in this file only. It follows the values of the row, not the order of enrolment.".to_owned()),
        ("arm", "What the person was allocated to: contact or control.".to_owned()),
        ("followed", format!("yes: the outcome within {days} days of allocation is known. lost: the case left the desk.")),
        ("withdrew", format!("Whether support was withdrawn within {days} days of allocation, and not given again since (1 yes, 0 no); empty where lost.")),
        ("weeks_to_withdrawal", format!("Whole weeks from allocation to the withdrawal, in bands of four. {WITHHELD}: fewer people share the band than the rule for small numbers asks.")),
        ("contacted", "Whether somebody not linked to the investigation reached the person within the follow-up (1 yes, 0 no), whatever the arm.".to_owned()),
    ];
    let stratum = |by: &StratifyBy| {
        let name = match by {
            StratifyBy::Borough => "borough",
            StratifyBy::Risk => "risk",
            StratifyBy::RepeatVictim => "repeat_victim",
        };
        let meaning = format!(
            "{} at enrolment, by which allocation was balanced. {WITHHELD}: too few people share the stratum.",
            by.label()
        );
        (name, meaning)
    };
    columns.extend(record.protocol.strata.iter().map(stratum));
    columns
}

/// The rows without their number, sorted by what they say.
fn rows(record: &TrialRecord, people: &[Followed], rule: SmallNumbers) -> Vec<Vec<String>> {
    let people: Vec<&Followed> = people.iter().filter(|one| one.end != FollowedTo::AllocatedBefore).collect();
    let withheld = strata_withheld(&people, rule);
    let small_bands = bands_withheld(&people, rule);
    let mut rows: Vec<Vec<String>> = people
        .iter()
        .map(|one| {
            let (followed, withdrew) = match one.participant() {
                Some(person) => ("yes", u8::from(person.withdrew).to_string()),
                None => ("lost", String::new()),
            };
            let band = band(one);
            let small = small_bands.contains(&band);
            let mut row = vec![
                one.arm.code().to_owned(),
                followed.to_owned(),
                withdrew,
                if small { WITHHELD.to_owned() } else { band },
                u8::from(one.contacted_on.is_some()).to_string(),
            ];
            row.extend(stratum_cells(record, one, withheld.contains(one.stratum.as_str())));
            row
        })
        .collect();
    rows.sort();
    rows
}

fn stratum_cells(record: &TrialRecord, one: &Followed, withheld: bool) -> Vec<String> {
    let value = |by: &StratifyBy| {
        let found = one.stratum.split('|').find_map(|part| part.strip_prefix(by.code())?.strip_prefix('='));
        if withheld { WITHHELD.to_owned() } else { found.unwrap_or_default().to_owned() }
    };
    record.protocol.strata.iter().map(value).collect()
}

/// Weeks to the withdrawal in bands of four, as "0-3"; empty for everybody else.
fn band(one: &Followed) -> String {
    match one.end {
        FollowedTo::Withdrew { days: Some(days) } if days >= 0 => {
            let first = days / 7 / 4 * 4;
            format!("{first}-{}", first + 3)
        }
        FollowedTo::Withdrew { .. } => WITHHELD.to_owned(),
        FollowedTo::Running | FollowedTo::Stayed | FollowedTo::Lost | FollowedTo::AllocatedBefore => String::new(),
    }
}

/// Bands that too few share. One alone takes the next smallest along.
fn bands_withheld(people: &[&Followed], rule: SmallNumbers) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for band in people.iter().map(|one| band(one)).filter(|band| !band.is_empty() && band != WITHHELD) {
        *counts.entry(band).or_default() += 1;
    }
    let mut withheld: BTreeSet<String> =
        counts.iter().filter(|(_, count)| **count < rule.threshold()).map(|(band, _)| band.clone()).collect();
    if withheld.len() == 1 {
        let shown = counts.iter().filter(|(band, _)| !withheld.contains(*band));
        let next = shown.min_by_key(|(band, count)| (**count, (*band).clone())).map(|(band, _)| band.clone());
        withheld.extend(next);
    }
    withheld
}

/// Strata whose people could be told by it: too few who withdrew or stayed. One alone takes the next smallest along.
fn strata_withheld<'a>(people: &[&'a Followed], rule: SmallNumbers) -> BTreeSet<&'a str> {
    let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for one in people {
        let count = counts.entry(&one.stratum).or_default();
        match one.participant() {
            Some(person) if person.withdrew => count.0 += 1,
            Some(_) => count.1 += 1,
            None => {}
        }
    }
    let small = |(withdrew, stayed): (u64, u64)| withdrew < rule.threshold() || stayed < rule.threshold();
    let mut withheld: BTreeSet<&str> =
        counts.iter().filter(|(_, count)| small(**count)).map(|(stratum, _)| *stratum).collect();
    if withheld.len() == 1 {
        let shown = counts.iter().filter(|(stratum, _)| !withheld.contains(**stratum));
        let next =
            shown.min_by_key(|(stratum, (withdrew, stayed))| (withdrew + stayed, **stratum)).map(|(one, _)| *one);
        withheld.extend(next);
    }
    withheld
}
