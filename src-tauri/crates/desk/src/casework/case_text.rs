//! One case as a block of plain text, to be pasted into the records system.

use crate::access::Task;
use crate::casework::story::story_words;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::CaseTextView;
use crate::words;
use casebook::{Disclosure, Event, Now};
use caseload::{CaseId, standing};
use std::fmt::Write;

impl Session {
    /// What was done for a victim, as text: each attempt with its note, the next step, withdrawal and outcome.
    ///
    /// It has no name, number or address: the records system has those. Notes are a person's words, so it is logged.
    ///
    /// # Errors
    /// Not allowed, no such case, the disk.
    pub fn case_text(&mut self, case: CaseId, now: Now) -> Result<CaseTextView, DeskError> {
        self.allow(Task::SeeCases)?;
        let case = self.book.merged_into(case)?.unwrap_or(case);
        let row = self.book.case_row(case)?;
        let policy = self.book.journal()?.policy(now.today);
        let names = self.officer_names()?;
        let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        let next = self.next_view(stands.as_ref(), now.today, &names)?;
        let mut text = format!("REASSURANCE CONTACT, {}\n", row.reference);
        if let Some(number) = &row.victim_number {
            let _ = writeln!(text, "Victim {number}");
        }
        let dated = if next.on_words.is_empty() { String::new() } else { format!(", {}", next.on_words) };
        let _ = writeln!(text, "As at {}: {}{dated}. {}", words::day(now.today), next.words, next.because);
        let codes = self.code_words();
        let mut told = false;
        for (entry, note) in self.entries_that_stand(case)? {
            if belongs_to_the_text(&entry.event) {
                if !told {
                    text.push('\n');
                    told = true;
                }
                let (_, words) = story_words(&entry, &names, &codes, now.today);
                let by = self.key_file.name_of(entry.by).unwrap_or("Someone no longer here");
                let _ = writeln!(text, "{}: {words}{note} (recorded by {by})", words::day(entry.known_on));
            }
        }
        let _ = write!(text, "\nOFFICIAL-SENSITIVE. From Reassure, {}.", words::instant(now.at));
        self.write(now, |writer| {
            let what = Disclosure::TextBlock;
            writer.append(Event::PersonalDetailsDisclosed { what, cases: vec![case] })?;
            Ok(())
        })?;
        let words = format!("Taking the text of {} out was logged, as the law asks.", row.reference);
        Ok(CaseTextView { reference: row.reference, text, words })
    }
}

/// What the records system should know: contacts and how they ended, withdrawal and outcome.
fn belongs_to_the_text(event: &Event) -> bool {
    if let Event::CaseChanged { facts, .. } = event {
        return facts.outcome.is_some() || facts.withdrawal.is_some() || facts.support_regained_on.is_some();
    }
    matches!(
        event,
        Event::ContactAttempted { .. }
            | Event::ContactEnded { .. }
            | Event::ContactTakenUp { .. }
            | Event::TaskClosed { .. }
    )
}
