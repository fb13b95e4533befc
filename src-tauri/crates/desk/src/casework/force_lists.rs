//! Lists of codes that the force keeps of its own: reasons for withdrawal, who confirmed one, and how.

use crate::access::Task;
use crate::casework::field_words::CodeWords;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{ChoiceView, DoneView, ForceListView};
use casebook::{Event, Kept, Now};
use std::collections::BTreeMap;

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
    pub(crate) const ALL: [Self; 3] = [Self::Reason, Self::ConfirmedBy, Self::ConfirmedHow];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Reason => "withdrawal_reason",
            Self::ConfirmedBy => "withdrawal_confirmed_by",
            Self::ConfirmedHow => "withdrawal_confirmed_how",
        }
    }

    /// The list as a heading.
    const fn title(self) -> &'static str {
        match self {
            Self::Reason => "Reasons for withdrawal",
            Self::ConfirmedBy => "Who confirmed a withdrawal",
            Self::ConfirmedHow => "How a withdrawal was confirmed",
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
                ("other", "Another reason"),
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

    /// Every list the force may keep of its own, as it stands.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn force_lists(&mut self) -> Result<Vec<ForceListView>, DeskError> {
        self.allow(Task::SeeCases)?;
        let mut views = Vec::new();
        for list in ForceList::ALL {
            let own = self.book.journal()?.codes.contains_key(list.name());
            let codes = self.kept_codes(list)?;
            views.push(ForceListView { list: list.name().to_owned(), title: list.title().to_owned(), own, codes });
        }
        Ok(views)
    }

    /// What codes mean here: the force's words, and for a code it no longer lists those of the program.
    pub(crate) fn code_words(&self) -> CodeWords {
        let mut words = BTreeMap::new();
        for list in ForceList::ALL {
            let preset = list.preset().iter().map(|(code, label)| ((*code).to_owned(), (*label).to_owned()));
            let own = self.book.journal_now().codes.get(list.name()).cloned().unwrap_or_default();
            words.extend(preset.chain(own).map(|(code, label)| ((list.name(), code), label)));
        }
        CodeWords(words)
    }

    /// The force keeps its own list from now on. Codes on cases stay, whether or not the list still has them.
    ///
    /// Without codes the list that comes with the program stands again.
    ///
    /// # Errors
    /// Not allowed, an unknown list, an overlong one, a code that is none, the disk.
    pub fn keep_codes(&mut self, list: &str, codes: &[ChoiceView], now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let list = ForceList::ALL.into_iter().find(|known| known.name() == list).ok_or_else(|| {
            let names: Vec<&str> = ForceList::ALL.iter().map(|list| list.name()).collect();
            DeskError::bad("list", format!("The list is one of {}.", names.join(", ")))
        })?;
        if codes.is_empty() && !self.book.journal()?.codes.contains_key(list.name()) {
            return Err(DeskError::bad("codes", "This is the list that comes with the program already."));
        }
        if codes.len() > CODES_MAX {
            return Err(DeskError::bad("codes", format!("A list has at most {CODES_MAX} entries.")));
        }
        let mut kept: Vec<(String, String)> = Vec::new();
        for ChoiceView { code, label } in codes {
            let code = &if code.trim().is_empty() { code_of(label) } else { code.trim().to_owned() };
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
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::DeskKept { kept: Kept::Codes { list: list.name().to_owned(), codes: kept } })?;
            Ok(())
        })?;
        let words = match count {
            0 => format!("{}: the list that comes with the program stands again.", list.title()),
            _ => format!("{}: {} from now on.", list.title(), crate::words::counted(count, "choice")),
        };
        Ok(DoneView { words, undo: Some(undo_view("Change the list".to_owned(), appended)) })
    }
}

/// A code for words that came without one.
fn code_of(label: &str) -> String {
    let letters = label.to_lowercase();
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").chars().take(40).collect()
}
