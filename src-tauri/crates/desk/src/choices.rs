//! The lists that forms choose from, and the words of the field.

use crate::access::Task;
use crate::casework::field_choices::field_choices;
use crate::casework::force_lists::ForceList;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{ChoiceView, ChoicesView, GlossaryTermView, GuidanceView};
use caseload::conversation::GUIDANCE_CLOSE;
use caseload::glossary::GLOSSARY;
use caseload::strands::Strand;
use caseload::{
    AttemptResult, Channel, KeptAwayBecause, Need, OutcomeSet, OutcomeType, Purpose, RiskLevel, RiskStrategy,
    Satisfaction, TakenUpBecause, TaskEnd,
};
use chrono::NaiveDate;

impl Session {
    /// The lists a form chooses from.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn choices(&mut self) -> Result<ChoicesView, DeskError> {
        self.allow(Task::SeeCases)?;
        let choice = |code: &str, label: &str| ChoiceView { code: code.to_owned(), label: label.to_owned() };
        let results = [
            AttemptResult::Reached,
            AttemptResult::NoAnswer,
            AttemptResult::VoicemailLeft,
            AttemptResult::WrongNumber,
            AttemptResult::Declined,
            AttemptResult::CallBack { on: NaiveDate::MIN },
            AttemptResult::VisitAgreed { on: None },
            AttemptResult::Unsafe,
        ];
        let mut officers: Vec<ChoiceView> = self
            .officer_names()?
            .into_iter()
            .map(|(officer, name)| ChoiceView { code: officer.to_string(), label: name })
            .collect();
        officers.sort_by(|a, b| a.label.cmp(&b.label));
        // The latest policy lists them.
        let reasons = self.book.journal()?.policy(NaiveDate::MAX).ending_reasons;
        Ok(ChoicesView {
            channels: Channel::ALL.iter().map(|channel| choice(channel.code(), channel.label())).collect(),
            results: results.iter().map(|result| choice(result.code(), result.label())).collect(),
            ending_reasons: reasons.iter().map(|reason| choice(reason.code(), reason.label())).collect(),
            kept_away_because: KeptAwayBecause::ALL.iter().map(|why| choice(why.code(), why.label())).collect(),
            taken_up_because: TakenUpBecause::by_hand().map(|why| choice(why.code(), why.label())).collect(),
            needs: Need::ALL.iter().map(|need| choice(need.code(), need.label())).collect(),
            satisfactions: Satisfaction::ALL.iter().map(|said| choice(said.code(), said.label())).collect(),
            task_ends: TaskEnd::ALL.iter().map(|how| choice(how.code(), how.label())).collect(),
            guidance: Purpose::ALL
                .iter()
                .map(|purpose| GuidanceView {
                    code: purpose.code().to_owned(),
                    label: purpose.label().to_owned(),
                    words: purpose.guidance().to_owned(),
                    done_label: purpose.done_label().to_owned(),
                })
                .collect(),
            guidance_close: GUIDANCE_CLOSE.to_owned(),
            strands: Strand::MONITORED.iter().map(|strand| choice(strand.code(), &strand.label())).collect(),
            risks: RiskLevel::ALL.iter().map(|risk| choice(risk.code(), risk.label())).collect(),
            boroughs: self.book.boroughs()?.iter().map(|borough| choice(borough, borough)).collect(),
            officers,
            outcomes: OutcomeType::all()
                .map(|outcome| choice(&outcome.number().to_string(), outcome.label()))
                .collect(),
            outcome_sets: OutcomeSet::all().iter().map(|set| choice(&set.name, &set.words())).collect(),
            withdrawal_reasons: self.kept_codes(ForceList::Reason)?,
            confirmed_by: self.kept_codes(ForceList::ConfirmedBy)?,
            confirmed_how: self.kept_codes(ForceList::ConfirmedHow)?,
            risk_strategies: RiskStrategy::ALL.iter().map(|one| choice(one.code(), one.label())).collect(),
            fields: field_choices(),
        })
    }
}

/// The words of the field.
pub fn glossary() -> Vec<GlossaryTermView> {
    GLOSSARY
        .iter()
        .map(|term| GlossaryTermView { word: term.word.to_owned(), meaning: term.meaning.to_owned() })
        .collect()
}
