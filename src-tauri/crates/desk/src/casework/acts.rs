//! Actions against risk, and what stands of a case besides its facts and its contact.

use crate::access::Task;
use crate::asked::{lower_first, past_day, read_case, read_day};
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{
    CaseProblemView, CaseworkView, DoneView, RiskActionDoneRequest, RiskActionRequest, RiskActionView, StoryKind,
};
use crate::words;
use casebook::{CaseRow, CaseState, Event, Now};
use caseload::needs::Strength;
use caseload::{
    CaseAct, Clocks, Field, PersonalFacts, PersonalField, Problem, RiskAction, RiskStrategy, SafeTime, Sensitive,
};
use chrono::NaiveDate;

impl Session {
    /// Sets an action against the risk to a victim, with its owner and the day it is due.
    ///
    /// # Errors
    /// Not allowed, an unknown case or strategy, no text or owner, a day that has passed, the disk.
    pub fn set_risk_action(&mut self, request: &RiskActionRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let strategy = RiskStrategy::from_code(&request.strategy)
            .ok_or_else(|| DeskError::bad("strategy", "The action removes, avoids, reduces or accepts the risk."))?;
        let (text, owner) = (request.text.trim(), request.owner.trim());
        if text.is_empty() {
            return Err(DeskError::bad("text", "Say what is to be done."));
        }
        if owner.is_empty() {
            return Err(DeskError::bad("owner", "Say who does it: an action without an owner is nobody's."));
        }
        let due_on = read_day("due_on", &request.due_on)?;
        if due_on < now.today {
            return Err(DeskError::bad("due_on", "The day has passed already. Give a later one."));
        }
        let facts = PersonalFacts {
            note: Some(Sensitive::from(text)),
            action_owner: Some(Sensitive::from(owner)),
            ..PersonalFacts::default()
        };
        let ((), appended) = self.write(now, |writer| {
            let personal = Some(writer.person(case.get(), &facts)?);
            writer.append(Event::CaseActed { case, act: CaseAct::RiskActionSet { strategy, due_on }, personal })?;
            Ok(())
        })?;
        let words = format!("An action against the risk was set for {}, due {}.", row.reference, words::day(due_on));
        self.done(case, words, "Set the action".to_owned(), appended, now)
    }

    /// An action against the risk was carried out.
    ///
    /// # Errors
    /// Not allowed, an unknown case or action, an action done already, a day to come, the disk.
    pub fn risk_action_done(&mut self, request: &RiskActionDoneRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let on = past_day("on", request.on.as_deref(), now.today)?;
        let state = self.state_of(case)?;
        let open = |action: &RiskAction| action.entry == request.entry && action.done_on.is_none();
        if !state.acts.risk_actions.iter().any(|(action, _)| open(action)) {
            return Err(DeskError::bad("entry", "There is no such action, or it was done already."));
        }
        let act = CaseAct::RiskActionDone { action: request.entry, on };
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::CaseActed { case, act, personal: None })?;
            Ok(())
        })?;
        let words = format!("The action against the risk was carried out for {}.", row.reference);
        self.done(case, words, "Carry out the action".to_owned(), appended, now)
    }

    pub(crate) fn casework_view(
        &mut self,
        row: &CaseRow,
        state: &CaseState,
        today: NaiveDate,
    ) -> Result<CaseworkView, DeskError> {
        let mut risk_actions = Vec::new();
        for (action, personal) in &state.acts.risk_actions {
            let texts = match personal {
                Some(row) => self.book.person(*row)?,
                None => PersonalFacts::default(),
            };
            // EXPOSE: what is to be done, and by whom, belongs to the case that was opened.
            let text = |text: Option<Sensitive<String>>| text.map(Sensitive::into_exposed).unwrap_or_default();
            let when_words = match action.done_on {
                Some(on) => format!("done {}", words::short_day(on, today)),
                None => format!("due {}", words::day_from_today(action.due_on, today, &self.calendar)),
            };
            risk_actions.push(RiskActionView {
                entry: action.entry,
                strategy: action.strategy.label().to_owned(),
                text: text(texts.note),
                owner: text(texts.action_owner),
                when_words,
                done: action.done_on.is_some(),
                overdue: action.is_overdue(today),
            });
        }
        let problem = |problem: &Problem| CaseProblemView {
            code: problem.code().to_owned(),
            label: problem.label().to_owned(),
            remedy: problem.remedy().to_owned(),
        };
        let problems = self.problems_of(row)?;
        let shown = Problem::ALL.iter().filter(|one| problems & one.bit() != 0).map(problem).collect();
        let clocks = self.clock_views(row, state, today)?;
        Ok(CaseworkView { risk_actions, clocks, problems: shown, before_dialling: before_dialling(row) })
    }
}

/// What to know before dialling, besides what not to do.
pub(crate) fn before_dialling(row: &CaseRow) -> Vec<String> {
    let needs = &row.contact.needs;
    let mut lines = Vec::new();
    if let Some(who) = needs.speak_to.filter(|who| *who != caseload::SpeakTo::Victim) {
        lines.push(format!("May be spoken to: {}.", lower_first(who.label())));
    }
    lines.extend(to_know(row));
    lines
}

/// What to know before making contact, besides who may be spoken to and what not to do.
pub(crate) fn to_know(row: &CaseRow) -> Vec<String> {
    let needs = &row.contact.needs;
    let mut lines = Vec::new();
    if !needs.safe_times.is_empty() {
        lines.push(format!("Safe to contact: {}.", SafeTime::to_text(&needs.safe_times)));
    }
    let language = needs.language.as_deref().filter(|language| !language.eq_ignore_ascii_case("english"));
    match (language, needs.interpreter) {
        (Some(language), Some(true)) => lines.push(format!("Language: {language}. An interpreter is needed.")),
        (Some(language), Some(false) | None) => lines.push(format!("Language: {language}.")),
        (None, Some(true)) => lines.push("An interpreter is needed.".to_owned()),
        (None, Some(false) | None) => {}
    }
    if needs.officer_language.and_then(caseload::OfficerLanguage::strength) == Some(Strength::Essential) {
        lines.push("Only an officer who speaks the language.".to_owned());
    }
    if let Some(wish) = needs.officer_gender.filter(|wish| wish.asked().is_some()) {
        lines.push(format!("Asked for an officer: {}.", lower_first(wish.label())));
    }
    // One line each, however many there are: a sheet has one side, and a list many contacts.
    let formats: Vec<&str> = needs.formats.iter().map(|need| need.label()).collect();
    if !formats.is_empty() {
        lines.push(format!("Information in: {}.", formats.join(", ")));
    }
    let wishes: Vec<String> = needs.wishes.iter().map(|wish| format!("{}.", wish.label())).collect();
    if !wishes.is_empty() {
        lines.push(wishes.join(" "));
    }
    lines
}

/// An act about a case, for its story.
pub(crate) fn act_words(act: &CaseAct, today: NaiveDate) -> (StoryKind, String) {
    let day = |on: &NaiveDate| words::short_day(*on, today);
    let clock =
        |code: &str| Clocks::enhanced().get(code).map_or_else(|| code.replace('_', " "), |clock| clock.label.clone());
    let fields = |mask: u64| -> String {
        let coded = Field::ALL.iter().filter(|field| mask & field.bit() != 0).map(|field| field.label());
        let personal = PersonalField::ALL.iter().filter(|field| mask & field.bit() != 0).map(|field| field.label());
        coded.chain(personal).collect::<Vec<_>>().join(", ")
    };
    let words = match act {
        CaseAct::DifferenceSettled { fields: mask, took_extract: true } => {
            format!("Difference settled: {} taken from the extract.", fields(*mask))
        }
        CaseAct::DifferenceSettled { fields: mask, took_extract: false } => {
            format!("Difference settled: {} kept as it stands here.", fields(*mask))
        }
        CaseAct::RiskActionSet { strategy, due_on } => {
            format!("Action against the risk, due {}. {}:", day(due_on), strategy.label())
        }
        CaseAct::RiskActionDone { action, on } => {
            format!("Action of entry {action} carried out on {}.", day(on))
        }
        CaseAct::ClockStarted { clock: code, on } => {
            format!("To be told, from {}: {}.", day(on), lower_first(&clock(code)))
        }
        CaseAct::VictimTold { clock: code, on } => format!("{}, {}.", clock(code), day(on)),
        CaseAct::ProblemSetAside { problem } => {
            format!("Found right as it stands: {}.", lower_first(problem.label()))
        }
        CaseAct::MergedInto { .. } => "Went into another case.".to_owned(),
        CaseAct::SamePerson { .. } => "The victim is the same person as that of another case.".to_owned(),
        CaseAct::OfficerKeptAway { because, .. } => {
            format!("An officer is kept away from this contact: {}.", lower_first(because.label()))
        }
        CaseAct::OfficerAllowed { .. } => "An officer who was kept away may make this contact again.".to_owned(),
        CaseAct::LinePinned { pinned: true } => "The line of the plan was pinned.".to_owned(),
        CaseAct::LinePinned { pinned: false } => "The line of the plan is no longer pinned.".to_owned(),
        CaseAct::NotTheSame { .. } => "Not the same as another case that looks like it.".to_owned(),
    };
    (StoryKind::Change, words)
}
