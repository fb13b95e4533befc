//! One row against the desk: is the case new, what would change, and what stays because a person said it.

use super::prepared::{Change, Planned, Prepared, ROWS_A_HEAP};
use super::{File, doubts};
use crate::casework::field_words::{CodeWords, value_words};
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{FieldChange, ImportedRow};
use crate::words;
use casebook::{CaseState, KnownKey};
use caseload::{CaseFacts, CaseId, Claim, Field, PersonalFacts, PersonalField};
use exchange::{ExtractRow, Reading, Refusal, RefusalReason};
use std::collections::hash_map::RandomState;
use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasher;

/// From this size on, the keys of all cases are read once; below, each row's is looked up.
const LARGE_FILE: usize = 1 << 20;
/// Zeros that a spreadsheet may have taken from the beginning of a reference.
const ZEROS_MAX: usize = 4;

/// The cases the desk knows, by the key an extract names them by.
pub(super) struct Known {
    hashers: (RandomState, RandomState),
    /// By two hashes of the key with keys of their own; `None` where each row is looked up.
    keys: Option<HashMap<(u64, u64), Met>>,
    /// The cases of this file.
    pub(super) met: BTreeSet<CaseId>,
}

/// A case that a key names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    /// It is there, or it went into one that is.
    Here(CaseId),
    /// Every import that brought it was taken back.
    Gone(CaseId),
}

impl Met {
    const fn here(self) -> Option<CaseId> {
        if let Self::Here(case) = self { Some(case) } else { None }
    }
}

impl Known {
    fn hash(&self, reference: &str, victim_number: Option<&str>) -> (u64, u64) {
        // References compare without regard to case, as the desk's own lists do.
        let key = (reference.to_ascii_lowercase(), victim_number);
        (self.hashers.0.hash_one(&key), self.hashers.1.hash_one(&key))
    }
}

impl Session {
    pub(super) fn known_keys(&self, bytes: usize) -> Result<Known, DeskError> {
        let hashers = (RandomState::new(), RandomState::new());
        let mut known = Known { hashers, keys: None, met: BTreeSet::new() };
        if bytes >= LARGE_FILE {
            let mut keys = HashMap::new();
            let hash = |key: &KnownKey| known.hash(&key.reference, key.victim_number.as_deref());
            self.book.each_key(|key| {
                keys.entry(hash(&key)).or_insert(Met::Here(key.case));
            })?;
            let mut gone = Vec::new();
            self.book.each_unlisted_key(|key, merged| {
                if merged {
                    keys.entry(hash(&key)).or_insert(Met::Here(key.case));
                } else {
                    gone.push((hash(&key), key.case));
                }
            })?;
            for (hash, case) in gone {
                keys.entry(hash).or_insert(Met::Gone(case));
            }
            known.keys = Some(keys);
        }
        Ok(known)
    }

    fn known(&self, known: &Known, reference: &str, number: Option<&str>) -> Result<Option<Met>, DeskError> {
        if let Some(keys) = &known.keys {
            return Ok(keys.get(&known.hash(reference, number)).copied());
        }
        if let Some(case) = self.book.find_key(reference, number)? {
            return Ok(Some(Met::Here(case)));
        }
        Ok(self.book.find_gone(reference, number)?.map(Met::Gone))
    }

    /// Takes in one row of the file.
    pub(super) fn take(&mut self, reading: Reading, prepared: &mut Prepared) -> Result<(), DeskError> {
        let row = match reading {
            Reading::Row(row) => *row,
            Reading::Refused(refusals) => {
                prepared.refuse(refusals);
                return Ok(());
            }
        };
        let reported_on = row.facts.reported_on.as_ref().and_then(Claim::value).copied();
        prepared.shape.add(reported_on, row.facts.borough.as_ref().and_then(Claim::value).map(String::as_str));
        let planned = match self.known(&prepared.known, &row.reference, row.victim_number.as_deref())? {
            None => self.new_case(row, None, prepared)?,
            Some(Met::Gone(case)) => self.new_case(row, Some(case), prepared)?,
            Some(Met::Here(case)) => {
                prepared.known.met.insert(case);
                self.known_case(case, row, prepared)?
            }
        };
        prepared.rows.push(planned);
        Ok(())
    }

    /// A case nobody knows needs a day of report, and a reference that is not a known one without its zeros.
    ///
    /// `gone` is the case that had this key before every import that brought it was taken back: it comes back.
    fn new_case(&self, row: ExtractRow, gone: Option<CaseId>, prepared: &mut Prepared) -> Result<Planned, DeskError> {
        let refused = |reason: RefusalReason, column: &str, value: Option<String>, remedy| {
            vec![Refusal { row: row.row, column: Some(column.to_owned()), value, reason, remedy }]
        };
        if row.facts.reported_on.as_ref().and_then(Claim::value).is_none() {
            let remedy = "A new case needs its day of report: add it in the records system.";
            prepared.refuse(refused(RefusalReason::NotADate, "reported_on", None, remedy));
            return Ok(Planned::Refused);
        }
        if let Some(known) = self.without_its_zeros(&row, prepared)? {
            let remedy = "Export the file again and import it without opening it in a spreadsheet.";
            let reason = RefusalReason::ZerosLost { known };
            prepared.refuse(refused(reason, "reference", Some(row.reference.clone()), remedy));
            return Ok(Planned::Refused);
        }
        prepared.counts.new += 1;
        if prepared.new.len() < ROWS_A_HEAP {
            let fields = row.facts.fields().len() + row.personal.fields().len();
            let victim = if row.personal.get(PersonalField::VictimName).is_some() { "named" } else { "unnamed" };
            prepared.new.push(ImportedRow {
                row: row.row,
                words: format!("New case, {victim} victim, {fields} fields."),
                reference: row.reference,
                changes: Vec::new(),
            });
        }
        Ok(gone.map_or(Planned::New, Planned::Back))
    }

    /// The known reference that this one is with zeros before it.
    fn without_its_zeros(&self, row: &ExtractRow, prepared: &Prepared) -> Result<Option<String>, DeskError> {
        if !row.reference.starts_with(|c: char| ('1'..='9').contains(&c)) {
            return Ok(None);
        }
        for zeros in 1..=ZEROS_MAX {
            let whole = format!("{}{}", "0".repeat(zeros), row.reference);
            if self.known(&prepared.known, &whole, row.victim_number.as_deref())?.and_then(Met::here).is_some() {
                return Ok(Some(whole));
            }
        }
        Ok(None)
    }

    fn known_case(&mut self, case: CaseId, row: ExtractRow, prepared: &mut Prepared) -> Result<Planned, DeskError> {
        let ExtractRow { row: number, reference, facts, personal, .. } = row;
        let folded = self.book.fold(case)?;
        let Some(state) = folded.now else {
            // What lists show and what the entries add up to differ: nothing is imported on top of that.
            return Err(casebook::CasebookError::NoCase(case.to_string()).into());
        };
        let before = state.record.extract_facts();
        let facts = facts.changed_from(&before);
        // What was erased does not come back by the next extract.
        let personal = if self.book.journal_now().is_erased(case) { PersonalFacts::default() } else { personal };
        let personal = personal.changed_from(&self.standing(&state, &personal)?);
        let listed = |words: String, changes| ImportedRow { row: number, reference: reference.clone(), changes, words };
        if facts.is_empty() && personal.is_empty() {
            prepared.counts.unchanged += 1;
            if prepared.unchanged.len() < ROWS_A_HEAP {
                prepared.unchanged.push(listed("As it stands.".to_owned(), Vec::new()));
            }
            let planned = if folded.stays_for_work { Planned::Vouched } else { Planned::Unchanged };
            return Ok(planned(case));
        }
        prepared.counts.changed += 1;
        if prepared.changed.len() < ROWS_A_HEAP {
            let changes = changes(&state, &before, &facts, &personal, &self.code_words());
            let words = words::counted(changes.len() as u64, "field") + " changed.";
            prepared.changed.push(listed(words, changes));
        }
        Ok(Planned::Changed(Box::new(Change { case, facts, personal })))
    }

    /// What extracts last said of the personal fields that a row speaks of.
    fn standing(&self, state: &CaseState, said: &PersonalFacts) -> Result<PersonalFacts, DeskError> {
        let mut standing = PersonalFacts::default();
        let mut read: HashMap<_, PersonalFacts> = HashMap::new();
        for field in said.fields() {
            let Some(row) = state.personal_extract.get(&field) else { continue };
            if !read.contains_key(row) {
                read.insert(*row, self.book.person(*row)?);
            }
            if let Some(text) = read.get(row).and_then(|facts| facts.get(field)) {
                standing.set(field, text.clone());
            }
        }
        Ok(standing)
    }

    /// What can only be said once the whole file was read: which cases are missing, and whether it is the right file.
    pub(super) fn finish(&mut self, prepared: &mut Prepared, file: &File<'_>) -> Result<(), DeskError> {
        let mapping = file.mapped.mapping.name();
        let mut recent: Vec<_> = self
            .book
            .journal()?
            .imports
            .iter()
            .filter(|(_, record)| record.mapping == mapping && !record.is_taken_back())
            .map(|(import, record)| (*import, record.clone()))
            .collect();
        recent.sort_by_key(|(_, record)| std::cmp::Reverse(record.entry));
        let changes_nothing = prepared.counts.new + prepared.counts.changed == 0;
        prepared.doubts = doubts::of(&prepared.shape, file.digest, changes_nothing, &recent);
        let Some((last, _)) = recent.first() else { return Ok(()) };
        let (Some(first), Some(latest)) = (prepared.shape.first_reported_on, prepared.shape.last_reported_on) else {
            return Ok(());
        };
        for case in self.book.carried_by(*last)?.difference(&prepared.known.met) {
            // A case of which the last import was taken back, or which was merged away, is not missed.
            let Ok(row) = self.book.case_row(*case) else { continue };
            let Some(on) = row.reported_on.filter(|on| (first..=latest).contains(on)) else { continue };
            prepared.absent_count += 1;
            if prepared.absent.len() < ROWS_A_HEAP {
                prepared.absent.push(ImportedRow {
                    row: 0,
                    reference: row.reference,
                    changes: Vec::new(),
                    words: format!("Reported {}, and in the import before. It stays as it is.", words::day(on)),
                });
            }
        }
        Ok(())
    }
}

/// What changes of a case, field by field.
fn changes(
    state: &CaseState,
    before: &CaseFacts,
    facts: &CaseFacts,
    personal: &PersonalFacts,
    codes: &CodeWords,
) -> Vec<FieldChange> {
    let coded = facts.fields().into_iter().map(|field| FieldChange {
        field: field.label().to_owned(),
        from: value_words(before, field, codes),
        to: value_words(facts, field, codes),
        kept: person_spoke(state, field),
    });
    let personal = personal.fields().into_iter().map(|field| FieldChange {
        field: field.label().to_owned(),
        // A preview shows that a personal field changes, not what it says.
        from: String::new(),
        to: "changed".to_owned(),
        kept: state.personal_person.contains_key(&field),
    });
    coded.chain(personal).collect()
}

/// Whether a person's word stands in this field, so that the extract's is kept beside it.
fn person_spoke(state: &CaseState, field: Field) -> bool {
    let in_force = state.record.facts();
    let words = |facts: &CaseFacts| value_words(facts, field, &CodeWords::default());
    state.record.differences().contains(&field)
        || (words(&state.record.extract_facts()).is_empty() && !words(&in_force).is_empty())
}
