//! What a history does at the desk, and what each action that the desk took is worth by hand.

use super::actions::{Action, NEIGHBOUR, OIC};
use super::by_hand::{Deed, Fact, Risk, Row, TAKEN_UP_DAYS, Try};
use super::{CASES, History, is_open, reference, reported};
use crate::support::{attempt, crime_of_kind, day, extract_with, import_request, now_on};
use chrono::Days;
use desk::Silent;
use desk::wire::{
    AcceptPlanRequest, CorrectCaseRequest, DoneView, EndContactRequest, ImportRequest, NextStepKind, OutcomeRequest,
    PairRequest, PlanLineState, PutOffRequest, ResultsRequest, SheetsRequest, TakeUpRequest, UndoView,
    WithdrawalRequest,
};
use std::fs;

/// What the desk did and what that is worth; `None` where it refused, which changes nothing.
type Done = Option<(DoneView, Vec<(usize, Fact)>)>;

impl History {
    /// Does an action; tells whether the desk took it.
    pub(super) fn act(&mut self, action: &Action) -> bool {
        match action {
            Action::DaysPass(days) => {
                self.today = self.today + Days::new(*days);
                true
            }
            Action::Import(rows) => self.import(rows),
            Action::TurnImport(which) => self.turn(*which),
            Action::Undo(back) => self.undo(*back),
            Action::Policy { .. } | Action::UndoPolicy | Action::DayOff { .. } | Action::Away { .. } => {
                self.force(action)
            }
            Action::Enrol(_) | Action::EndTrial => self.trial(action),
            other => match self.work(other) {
                Some((done, facts)) => {
                    self.note(done.undo, facts);
                    true
                }
                None => false,
            },
        }
    }

    /// Keeps what was done, and how it is undone.
    fn note(&mut self, undo: Option<UndoView>, facts: Vec<(usize, Fact)>) {
        self.undos.extend(undo.map(|undo| (self.by_hand.deeds.len(), undo)));
        self.by_hand.deeds.push(Deed::Act(facts));
    }

    pub(super) fn import(&mut self, rows: &[Option<(bool, bool)>]) -> bool {
        let file = self.folder.path().join("extract.csv");
        let (mut lines, mut said) = (Vec::new(), Vec::new());
        for (place, row) in rows.iter().enumerate() {
            let Some((is_crime, is_made)) = *row else { continue };
            let row = Row { is_crime, contact_made_on: is_made.then_some(self.today) };
            lines.push(crime_of_kind(&reference(place), &reported(place).row(place), is_crime, row.contact_made_on));
            said.push((place, row));
        }
        fs::write(&file, extract_with(&lines)).unwrap();
        let request = ImportRequest { right_file: true, ..import_request(&file, "rms") };
        let Ok(done) = self.session.apply_import(&request, now_on(self.today), &mut Silent) else {
            assert!(lines.is_empty(), "an extract that holds something is taken in");
            return false;
        };
        assert_eq!(done.refused, 0, "every row can be read");
        self.imports.push((self.by_hand.deeds.len(), done.import));
        self.by_hand.deeds.push(Deed::Import { rows: said, stands: true });
        true
    }

    fn turn(&mut self, which: usize) -> bool {
        let Some(place) = which.checked_rem(self.imports.len()) else { return false };
        let (deed, import) = self.imports[place].clone();
        let Deed::Import { stands, .. } = &mut self.by_hand.deeds[deed] else { unreachable!("an import") };
        let now = now_on(self.today);
        if *stands {
            self.session.take_back_import(&import, now, &mut Silent)
        } else {
            self.session.restore_import(&import, now, &mut Silent)
        }
        .expect("an import is turned whatever happened since");
        *stands = !*stands;
        true
    }

    fn undo(&mut self, back: usize) -> bool {
        let Some(place) = self.undos.len().checked_sub(back + 1) else { return false };
        let (of, undo) = self.undos[place].clone();
        let done = self.session.undo(undo.first_entry, undo.last_entry, now_on(self.today));
        let may_circle = matches!(&done, Err(error) if error.to_string().contains("circle"));
        assert!(may_circle || done.is_ok() == self.by_hand.stands(of), "an action is undone once: {undo:?}, {done:?}");
        let Ok(done) = done else { return false };
        self.undos.extend(done.undo.map(|undo| (self.by_hand.deeds.len(), undo)));
        self.by_hand.deeds.push(Deed::Undo(of));
        true
    }

    pub(super) fn taken_up(&self) -> Fact {
        Fact::TakenUp { on: self.today, until: self.by_hand.after(self.today, TAKEN_UP_DAYS) }
    }

    /// What a person does to a case.
    fn work(&mut self, action: &Action) -> Done {
        let (now, today) = (now_on(self.today), self.today);
        let case = |place: &usize| self.ids[*place].clone();
        let (done, facts) = match action {
            Action::Attempt { case: place, .. } => return self.attempt(action, *place),
            Action::Results { result } => return self.results(result),
            Action::Plan => return self.plan(),
            Action::Merge { case: place, into } => return self.merge(*place, *into),
            Action::End(place) => {
                let request = EndContactRequest { case: case(place), reason: "not_safe".to_owned() };
                (self.session.end_contact(&request, now), (*place, Fact::Ended))
            }
            Action::Withdraw(place) => {
                let (case, on) = (case(place), Some(today.to_string()));
                let request = WithdrawalRequest { case, on, reason: None, confirmed_by: None, confirmed_how: None };
                (self.session.record_withdrawal(&request, now), (*place, Fact::Work))
            }
            Action::Outcome(place) => {
                let (case, on) = (case(place), today.to_string());
                let request = OutcomeRequest { case, number: 16, on, alternate_offence: false };
                (self.session.record_outcome(&request, now), (*place, Fact::Work))
            }
            Action::Reopen(place) => {
                let request =
                    CorrectCaseRequest { case: case(place), field: "outcome".to_owned(), value: String::new() };
                (self.session.correct_case(&request, now), (*place, Fact::Work))
            }
            Action::Correct { case: place, field, value } => {
                let request =
                    CorrectCaseRequest { case: case(place), field: (*field).to_owned(), value: (*value).to_owned() };
                (self.session.correct_case(&request, now), (*place, corrected(field, value)))
            }
            Action::TakeUp(place) => {
                let request = TakeUpRequest { case: case(place), because: "try_again".to_owned(), until_on: None };
                (self.session.take_up_contact(&request, now), (*place, self.taken_up()))
            }
            Action::PutOff { case: place, days } => {
                let until = today + Days::new(*days);
                let request = PutOffRequest { case: case(place), until: until.to_string() };
                (self.session.put_off_contact(&request, now), (*place, Fact::PutOff(until)))
            }
            Action::TakeOffPlan(place) => (self.session.take_off_plan(&case(place), now), (*place, Fact::Unplanned)),
            Action::Unmerge(place) => return self.unmerge(*place),
            other => unreachable!("{other:?} is done elsewhere"),
        };
        done.ok().map(|done| (done, vec![facts]))
    }

    fn attempt(&mut self, action: &Action, place: usize) -> Done {
        let Action::Attempt { result, collar, names_day, also, .. } = action else { unreachable!("an attempt") };
        let mut request = attempt(&self.ids[place], result);
        request.officer = Some((*collar).to_owned());
        let may_name = *result == "call_back" || (*result == "visit_agreed" && *names_day);
        let named = may_name.then(|| self.today + Days::new(9));
        request.call_back_on = named.map(|on| on.to_string());
        request.also = also.iter().map(|also| self.ids[*also].clone()).collect();
        let places: Vec<usize> = std::iter::once(place).chain(*also).collect();
        let linked = |of: &usize| self.case(*of).is_some_and(|case| case.is_linked(collar));
        let tried = Try { on: self.today, result, named, collar, involved: places.iter().any(linked) };
        let done = self.session.record_attempt(&request, now_on(self.today)).ok()?;
        Some((done, places.into_iter().map(|place| (place, Fact::Tried(tried.clone()))).collect()))
    }

    fn plan(&mut self) -> Done {
        let now = now_on(self.today);
        let view = self.session.propose_plan(now).unwrap();
        let cells = view.officers.iter().flat_map(|officer| &officer.cells);
        let lines = cells.flat_map(|cell| &cell.lines).filter(|line| line.state != PlanLineState::Accepted);
        let planned = |line: &desk::wire::PlanLineView| {
            let collar = if line.officer_name.contains("Olu Ade") { OIC } else { NEIGHBOUR };
            let place = self.place(&line.case);
            let linked = self.case(place).is_some_and(|case| case.is_linked(collar));
            assert!(!linked, "nobody linked to the investigation is sent: {line:?}");
            (place, Fact::Planned { on: day(&line.on), collar })
        };
        let facts = lines.map(planned).collect();
        let done = self.session.accept_plan(&AcceptPlanRequest { cases: None }, now).ok()?;
        Some((done, facts))
    }

    fn results(&mut self, result: &str) -> Done {
        let now = now_on(self.today);
        let planned = self.cases().into_iter().find_map(|(_, case)| case.planned.filter(|_| case.went_into.is_none()));
        let request = SheetsRequest { on: planned?.0.to_string(), officer: None, as_list: true };
        self.session.print_sheets(&request, now).ok()?;
        let form = String::from_utf8(self.session.results_form(&request, now).unwrap().bytes).unwrap();
        let on = self.today.format("%d/%m/%Y");
        let sheets =
            form.lines().filter(|line| line.contains("/26")).map(|line| line.split(',').nth(1).unwrap_or_default());
        let filled: Vec<String> = sheets.map(|sheet| format!("{},{result},{on}", sheet.trim_matches('"'))).collect();
        let file = self.folder.path().join("results.csv");
        fs::write(&file, format!("Sheet,Result,Date\n{}\n9999999,{result},{on}\n", filled.join("\n"))).unwrap();
        let file = file.display().to_string();
        let preview = self.session.preview_results(&file, now).unwrap();
        assert_eq!(preview.lines.len() + preview.refused.len(), filled.len() + 1, "each row is one or the other");
        let code = match result {
            "Reached" => "reached",
            "No answer" => "no_answer",
            "Declined" => "declined",
            _ => "unsafe",
        };
        let mut facts = Vec::new();
        for line in &preview.lines {
            let place = (0..CASES).find(|place| reference(*place) == line.reference).expect("a case of the history");
            let case = self.case(place).expect("it is there");
            let collar = case.planned.map_or(NEIGHBOUR, |(_, collar)| collar);
            let involved = case.is_linked(collar);
            assert_eq!(line.counts, !involved, "a row says beforehand whether it counts");
            facts.push((place, Fact::Tried(Try { on: self.today, result: code, named: None, collar, involved })));
        }
        let request = ResultsRequest { file, seen: Some(preview.seen) };
        Some((self.session.apply_results(&request, now).ok()?, facts))
    }

    fn merge(&mut self, place: usize, into: usize) -> Done {
        let (from, stays) = (self.case(place), self.case(into));
        let (case, other) = (self.ids[place].clone(), self.ids[into].clone());
        let pair = PairRequest { case, other, what: "merge".to_owned() };
        let done = self.session.settle_pair(&pair, now_on(self.today)).ok()?;
        let (from, stays) = (from.expect("it was there"), stays.expect("it was there"));
        let mut facts = vec![(place, Fact::WentInto(into)), (into, Fact::Work)];
        facts.extend(from.lacking_in(&stays).into_iter().map(|fact| (into, fact)));
        let owed = is_open(&self.by_hand.expected(&from, self.today).kind);
        let kind = self.by_hand.expected(&stays, self.today).kind;
        assert!(!owed || kind != NextStepKind::NotOwed, "a promise is not merged into a case that has none");
        let ended = matches!(kind, NextStepKind::Ended | NextStepKind::Control);
        let tried: Vec<Try> = from.tries.iter().filter(|tried| !stays.tries.contains(tried)).cloned().collect();
        let planned = from.planned.filter(|_| stays.planned.is_none() && tried.is_empty());
        facts.extend(tried.into_iter().map(|tried| (into, Fact::Tried(tried))));
        if owed && ended {
            facts.push((into, self.taken_up()));
        }
        facts.extend(planned.map(|(on, collar)| (into, Fact::Planned { on, collar })));
        Some((done, facts))
    }

    /// A case comes out again of the one it went into: the merge is undone.
    fn unmerge(&mut self, place: usize) -> Done {
        let done = self.session.unmerge(&self.ids[place], now_on(self.today)).ok()?;
        let merges = |(number, deed): (usize, &Deed)| match deed {
            Deed::Act(facts) => {
                facts.iter().any(|(of, fact)| *of == place && matches!(fact, Fact::WentInto(_))).then_some(number)
            }
            Deed::Import { .. } | Deed::Undo(_) => None,
        };
        let standing = |number: &usize| self.by_hand.stands(*number);
        let of = self.by_hand.deeds.iter().enumerate().filter_map(merges).rfind(standing).expect("it went into one");
        self.undos.extend(done.undo.clone().map(|undo| (self.by_hand.deeds.len(), undo)));
        self.by_hand.deeds.push(Deed::Undo(of));
        Some((DoneView { undo: None, ..done }, Vec::new()))
    }
}

/// What a correction is worth.
fn corrected(field: &str, value: &str) -> Fact {
    match (field, value) {
        ("risk", "high") => Fact::Risk(Some(Risk::High)),
        ("risk", "standard") => Fact::Risk(Some(Risk::Standard)),
        ("risk", _) => Fact::Risk(None),
        ("safety", "no_contact") => Fact::Safety(&["no_contact"]),
        ("safety", "") => Fact::Safety(&[]),
        ("safety", _) => Fact::Safety(&["no_telephone", "suspect_in_household"]),
        // A day to come, or none, is refused.
        (_, value) => Fact::ReportedOn(value.parse().unwrap_or_default()),
    }
}
