//! Imports and people's work in any order, through the desk: what a take-back leaves, and what no extract overwrites.
//!
//! Compared is everything that the desk shows of a case: every field with both sides of it, names and numbers, the
//! contact and its next step, clocks, problems and actions. Random ids, numbers of entries and the story are apart.

use crate::support::{COORDINATOR, PASSPHRASE, attempt, copy, extract, import_request, new_desk, now, sign_in};
use desk::wire::{CorrectCaseRequest, ImportDone, WithdrawalRequest};
use desk::{Desk, Session, Silent};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tempfile::TempDir;

const TODAY: &str = "2026-11-23";
const CASES: usize = 3;
const REFERENCES: [&str; CASES] = ["0000001/26", "0000002/26", "0000003/26"];

/// What a file says of one case: a place in each list below, of which the first says nothing.
type Row = [usize; 5];
const WARDS: [&str; 3] = ["", "Colliers Wood", "Ravensbury"];
const RISKS: [&str; 3] = ["", "High", "Standard"];
const NAMES: [&str; 3] = ["", "Amina Yusuf", "Amina Yussuf"];
const TELEPHONES: [&str; 3] = ["", "07700 900123", "07700 900456"];
const OUTCOMES: [&str; 3] = [",", "16,20/10/2026", "18,21/10/2026"];

/// Of each case what a file says, where it names it at all.
type File = [Option<Row>; CASES];

#[derive(Debug, Clone)]
enum Step {
    Import(File),
    Attempt(usize),
    Withdraw(usize),
    /// A person says so, of fields that extracts say too.
    Correct {
        case: usize,
        what: usize,
    },
}

const CORRECTIONS: [(&str, &str); 6] = [
    ("ward", "Ravensbury"),
    ("ward", "Figge's Marsh"),
    ("risk", "medium"),
    ("victim_name", "Amina Yussuf"),
    ("telephone", "020 7946 0018"),
    ("language", "Somali"),
];

fn any_row() -> impl Strategy<Value = Row> {
    [0..3_usize, 0..3_usize, 0..3_usize, 0..3_usize, 0..3_usize]
}

fn any_file() -> impl Strategy<Value = File> {
    let row = || prop::option::weighted(0.7, any_row());
    [row(), row(), row()]
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => any_file().prop_map(Step::Import),
        1 => (0..CASES).prop_map(Step::Attempt),
        1 => (0..CASES).prop_map(Step::Withdraw),
        3 => (0..CASES, 0..CORRECTIONS.len()).prop_map(|(case, what)| Step::Correct { case, what }),
    ]
}

/// An empty desk, made once and copied for each history.
static MADE: LazyLock<TempDir> = LazyLock::new(|| new_desk(TODAY).folder);

struct Place {
    session: Session,
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(MADE.path(), folder.path());
        let session = sign_in(&Desk::at(folder.path().join("desk")), COORDINATOR, PASSPHRASE, TODAY).unwrap();
        Self { session, folder }
    }

    /// Applies a file; nothing where it names no case.
    fn import(&mut self, file: &File) -> Option<ImportDone> {
        let row = |(reference, row): (&&str, &Option<Row>)| {
            let [ward, risk, name, telephone, outcome] = (*row)?;
            let (ward, risk, outcome) = (WARDS[ward], RISKS[risk], OUTCOMES[outcome]);
            let (name, telephone) = (NAMES[name], TELEPHONES[telephone]);
            Some(format!("{reference},1,28/08/2026,Merton,{ward},RACE,{risk},,{outcome},{name},{telephone},YES"))
        };
        let rows: Vec<String> = REFERENCES.iter().zip(file).filter_map(row).collect();
        if rows.is_empty() {
            return None;
        }
        let path = self.folder.path().join("extract.csv");
        std::fs::write(&path, extract(&rows)).unwrap();
        Some(self.session.apply_import(&import_request(&path, "rms"), now(TODAY), &mut Silent).unwrap())
    }

    /// Does a person's step; tells whether its case was there. What says nothing new is refused, and changes nothing.
    fn work(&mut self, step: &Step) -> bool {
        let (Step::Attempt(place) | Step::Withdraw(place) | Step::Correct { case: place, .. }) = step else {
            return true;
        };
        let Ok(case) = self.session.find_case(REFERENCES[*place]) else { return false };
        let case = case.to_string();
        let _ = match step {
            Step::Import(_) => return true,
            Step::Attempt(_) => self.session.record_attempt(&attempt(&case, "no_answer"), now(TODAY)),
            Step::Withdraw(_) => {
                let on = Some("2026-11-20".to_owned());
                let request = WithdrawalRequest { case, on, reason: None, confirmed_by: None, confirmed_how: None };
                self.session.record_withdrawal(&request, now(TODAY))
            }
            Step::Correct { what, .. } => {
                let (field, value) = CORRECTIONS[*what];
                let request = CorrectCaseRequest { case, field: field.to_owned(), value: value.to_owned() };
                self.session.correct_case(&request, now(TODAY))
            }
        };
        true
    }

    /// Goes through a history, leaving one step out; work on a case that is not there yet is done as soon as it comes.
    fn live(&mut self, steps: &[Step], without: Option<usize>) -> BTreeMap<usize, String> {
        let mut imports = BTreeMap::new();
        let mut waiting: Vec<&Step> = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            if let Step::Import(file) = step {
                if Some(number) != without {
                    imports.extend(self.import(file).map(|done| (number, done.import)));
                }
            } else {
                waiting.push(step);
            }
            waiting.retain(|step| !self.work(step));
        }
        imports
    }

    /// Everything the desk shows of each case, by reference.
    fn stands(&mut self) -> BTreeMap<&'static str, Value> {
        let mut all = BTreeMap::new();
        for reference in REFERENCES {
            let Ok(case) = self.session.find_case(reference) else { continue };
            let mut view = self.session.case_view(case, now(TODAY)).unwrap();
            view.story.clear();
            let mut view = serde_json::to_value(view).unwrap();
            scrub(&mut view);
            all.insert(reference, view);
        }
        all
    }

    fn assert_whole(&mut self) {
        assert_eq!(self.session.verify(None).unwrap().problems, Vec::<String>::new(), "the record is whole");
    }
}

/// Takes out what is random or counts entries.
fn scrub(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for apart in ["case", "entry", "logged_words"] {
                fields.remove(apart);
            }
            fields.values_mut().for_each(scrub);
        }
        Value::Array(values) => values.iter_mut().for_each(scrub),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Taking an import back equals never having applied it, on the cases that the take-back does not list; and the
    /// take-back can itself be taken back.
    #[test]
    fn taking_back_equals_never_having_applied(
        steps in prop::collection::vec(any_step(), 2..8),
        which in 0_usize..8,
    ) {
        let mut place = Place::new();
        let imports: Vec<(usize, String)> = place.live(&steps, None).into_iter().collect();
        prop_assume!(!imports.is_empty());
        let (taken, import) = &imports[which % imports.len()];
        let before = place.stands();
        let done = place.session.take_back_import(import, now(TODAY), &mut Silent).unwrap();
        place.assert_whole();
        let mut never = Place::new();
        never.live(&steps, Some(*taken));
        let unlisted = |all: BTreeMap<&'static str, Value>| -> BTreeMap<&'static str, Value> {
            all.into_iter().filter(|(reference, _)| !done.words.contains(reference)).collect()
        };
        prop_assert_eq!(unlisted(place.stands()), unlisted(never.stands()));
        place.session.restore_import(import, now(TODAY), &mut Silent).unwrap();
        prop_assert_eq!(place.stands(), before);
        place.assert_whole();
    }

    /// The same file again says nothing new; taken back, every case is as it was before it.
    #[test]
    fn an_import_is_idempotent_and_goes_without_a_trace(
        steps in prop::collection::vec(any_step(), 1..6),
        file in any_file(),
    ) {
        let mut place = Place::new();
        place.live(&steps, None);
        let before = place.stands();
        let Some(first) = place.import(&file) else { return Ok(()) };
        let after = place.stands();
        let again = place.import(&file).unwrap();
        prop_assert_eq!((again.new, again.changed), (0, 0), "the second time it says nothing new");
        prop_assert_eq!(place.stands(), after);
        for import in [again.import, first.import] {
            place.session.take_back_import(&import, now(TODAY), &mut Silent).unwrap();
        }
        prop_assert_eq!(place.stands(), before);
        place.assert_whole();
    }

    /// What a person set stays, whatever the next extracts say; of values that no extract says, for one that agrees
    /// has the field again.
    #[test]
    fn what_a_person_set_survives_any_sequence_of_extracts(
        files in prop::collection::vec(any_file(), 1..5),
        what in prop::sample::subsequence(vec![1_usize, 2, 4, 5], 1..4),
    ) {
        let mut place = Place::new();
        place.import(&[Some([1, 1, 1, 1, 0]), Some([1, 2, 2, 2, 1]), Some([0; 5])]);
        let mut set = BTreeMap::new();
        for what in what {
            for case in 0..CASES {
                place.work(&Step::Correct { case, what });
            }
            set.insert(CORRECTIONS[what].0, CORRECTIONS[what].1);
        }
        for file in &files {
            place.import(file);
            for (reference, view) in place.stands() {
                let fields = ["personal", "facts"].iter().flat_map(|part| view[part].as_array().unwrap());
                for field in fields {
                    let Some(value) = set.get(field["field"].as_str().unwrap()) else { continue };
                    let shown = field["value"].as_str().unwrap().to_lowercase();
                    prop_assert_eq!(shown, value.to_lowercase(), "{}: {}", reference, field);
                }
            }
        }
    }
}
