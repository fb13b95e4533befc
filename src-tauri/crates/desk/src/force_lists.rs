//! Lists of codes that the force keeps of its own: reasons for withdrawal, who confirmed one, and how.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{ChoiceView, DoneView};
use casebook::{Event, Kept, Now};

/// A list the force keeps, of withdrawals: why, who confirmed it, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ForceList {
    Reason,
    ConfirmedBy,
    ConfirmedHow,
}

/// Words of a list, in characters.
const LABEL_MAX: usize = 80;
const CODES_MAX: usize = 60;

impl ForceList {
    const ALL: [Self; 3] = [Self::Reason, Self::ConfirmedBy, Self::ConfirmedHow];

    const fn name(self) -> &'static str {
        match self {
            Self::Reason => "withdrawal_reason",
            Self::ConfirmedBy => "withdrawal_confirmed_by",
            Self::ConfirmedHow => "withdrawal_confirmed_how",
        }
    }

    /// What the list holds until the force keeps its own. Our own choice, and that of the built-in mapping.
    const fn preset(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Reason => &[
                ("wants_to_move_on", "Wants to move on"),
                ("fear_of_reprisal", "Fear of reprisal"),
                ("recorded_only", "Wanted it recorded only"),
                ("no_confidence", "No confidence in the investigation"),
                ("took_too_long", "Took too long"),
                ("knows_the_suspect", "Knows the suspect"),
                ("court", "Does not want to go to court"),
                ("settled_otherwise", "Settled another way"),
                ("wellbeing", "Health or wellbeing"),
                ("work_or_family", "Work or family"),
                ("none_given", "No reason given"),
                ("other", "Other"),
            ],
            Self::ConfirmedBy => &[
                ("victim", "The victim"),
                ("guardian", "Parent or guardian"),
                ("advocate", "Advocate"),
                ("oic", "The officer in the case"),
                ("supervisor", "A supervisor"),
                ("other_officer", "Another officer"),
                ("not_confirmed", "Not confirmed"),
            ],
            Self::ConfirmedHow => &[
                ("statement", "Statement"),
                ("body_worn_video", "Body-worn video"),
                ("telephone", "Telephone"),
                ("in_person", "In person"),
                ("email", "E-mail"),
            ],
        }
    }
}

impl Session {
    /// The codes of a list, as the force keeps it or as it comes with the program.
    pub(crate) fn kept_codes(&mut self, list: ForceList) -> Result<Vec<ChoiceView>, DeskError> {
        let choice = |code: &str, label: &str| ChoiceView { code: code.to_owned(), label: label.to_owned() };
        Ok(match self.book.journal()?.codes.get(list.name()) {
            Some(codes) => codes.iter().map(|(code, label)| choice(code, label)).collect(),
            None => list.preset().iter().map(|(code, label)| choice(code, label)).collect(),
        })
    }

    /// The force keeps its own list from now on. Codes on cases stay, whether or not the list still has them.
    ///
    /// # Errors
    /// Not allowed, an unknown list, an empty or overlong one, a code that is none, the disk.
    pub fn keep_codes(&mut self, list: &str, codes: &[ChoiceView], now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let list = ForceList::ALL.into_iter().find(|known| known.name() == list).ok_or_else(|| {
            let names: Vec<&str> = ForceList::ALL.iter().map(|list| list.name()).collect();
            DeskError::bad("list", format!("The list is one of {}.", names.join(", ")))
        })?;
        if codes.is_empty() || codes.len() > CODES_MAX {
            return Err(DeskError::bad("codes", format!("A list has from 1 to {CODES_MAX} entries.")));
        }
        let mut kept: Vec<(String, String)> = Vec::new();
        for ChoiceView { code, label } in codes {
            let is_code = !code.is_empty()
                && code.len() <= 40
                && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            let label = label.trim();
            if !is_code || label.is_empty() || label.chars().count() > LABEL_MAX {
                let message = format!("\"{code}\" needs a code of small letters, digits and _, and words of its own.");
                return Err(DeskError::bad("codes", message));
            }
            if kept.iter().any(|(known, _)| known == code) {
                return Err(DeskError::bad("codes", format!("\"{code}\" is there twice.")));
            }
            kept.push((code.clone(), label.to_owned()));
        }
        let count = kept.len() as u64;
        self.write(now, |writer| {
            writer.append(Event::DeskKept { kept: Kept::Codes { list: list.name().to_owned(), codes: kept } })?;
            Ok(())
        })?;
        let words = format!(
            "The list {} has {} from now on. Keep another to change it again.",
            list.name(),
            crate::words::counted(count, "choice")
        );
        Ok(DoneView { words, undo: None })
    }
}
