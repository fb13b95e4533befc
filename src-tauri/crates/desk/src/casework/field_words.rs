//! The value of a coded field in words: the same on every page, in the terminal and in a table.

use crate::asked::lower_first;
use crate::casework::force_lists::ForceList;
use crate::words;
use caseload::{CaseFacts, Claim, Field, SafeTime, SubStrand, Withdrawal};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What the codes of the force's lists mean, by list and code. A code that is on no list is told as it is.
#[derive(Debug, Default)]
pub(crate) struct CodeWords(pub(crate) BTreeMap<(&'static str, String), String>);

impl CodeWords {
    /// A code's words, to stand within a sentence.
    fn of(&self, list: ForceList, code: &str) -> String {
        let known = self.0.get(&(list.name(), code.to_owned()));
        known.map_or_else(|| code.replace('_', " "), |label| lower_first(label))
    }

    /// A withdrawal in words.
    fn withdrawal(&self, withdrawal: &Withdrawal) -> String {
        let on = withdrawal.on.map_or_else(|| "day not recorded".to_owned(), words::day);
        let why = withdrawal.reason.as_ref().map(|code| format!(": {}", self.of(ForceList::Reason, code)));
        let by = withdrawal.confirmed_by.as_deref().map(|code| match code {
            "not_confirmed" => "; not confirmed".to_owned(),
            code => format!("; confirmed by {}", self.of(ForceList::ConfirmedBy, code)),
        });
        let how =
            withdrawal.confirmed_how.as_ref().map(|code| format!(" ({})", self.of(ForceList::ConfirmedHow, code)));
        let how = how.filter(|_| by.is_some());
        format!(
            "Withdrew support, {on}{}{}{}",
            why.unwrap_or_default(),
            by.unwrap_or_default(),
            how.unwrap_or_default()
        )
    }
}

/// A field's value in words; empty where nothing is recorded.
pub(crate) fn value_words(facts: &CaseFacts, field: Field, codes: &CodeWords) -> String {
    let text = |claim: &Option<Claim<String>>| said(claim, String::clone);
    let day = |claim: &Option<Claim<NaiveDate>>| said(claim, |day| words::day(*day));
    let yes = |claim: &Option<Claim<bool>>| said(claim, |yes| if *yes { "Yes" } else { "No" }.to_owned());
    match field {
        Field::Kind => said(&facts.kind, |kind| kind.label().to_owned()),
        Field::ReportedOn => day(&facts.reported_on),
        Field::RecordedOn => day(&facts.recorded_on),
        Field::OccurredOn => day(&facts.occurred_on),
        Field::Borough => text(&facts.borough),
        Field::Ward => text(&facts.ward),
        Field::PlaceType => text(&facts.place_type),
        Field::Offence => text(&facts.offence),
        Field::HomeOfficeClass => text(&facts.home_office_class),
        Field::Aggravated => yes(&facts.aggravated),
        Field::Strands => listed(&facts.strands, caseload::Strand::label),
        Field::SubStrands => listed(&facts.sub_strands, SubStrand::label),
        Field::Online => yes(&facts.online),
        Field::Risk => said(&facts.risk, |risk| risk.label().to_owned()),
        Field::OicCollar => text(&facts.oic_collar),
        Field::Team => text(&facts.team),
        Field::LinkedCollars => {
            said(&facts.linked_collars, |collars| collars.iter().cloned().collect::<Vec<_>>().join(", "))
        }
        Field::Source => text(&facts.source),
        Field::VictimKind => said(&facts.victim_kind, |kind| kind.label().to_owned()),
        Field::AgeBand => text(&facts.age_band),
        Field::Sex => text(&facts.sex),
        Field::Ethnicity => text(&facts.ethnicity),
        Field::Disability => yes(&facts.disability),
        Field::Language => text(&facts.language),
        Field::Interpreter => yes(&facts.interpreter),
        Field::Formats => listed(&facts.formats, |need| need.label().to_owned()),
        Field::OfficerGender => said(&facts.officer_gender, |wish| wish.label().to_owned()),
        Field::OfficerLanguage => said(&facts.officer_language, |wish| wish.label().to_owned()),
        Field::Wishes => listed(&facts.wishes, |wish| wish.label().to_owned()),
        Field::SafeTimes => said(&facts.safe_times, |times| match times.is_empty() {
            true => "At any time".to_owned(),
            false => SafeTime::to_text(times),
        }),
        Field::SpeakTo => said(&facts.speak_to, |who| who.label().to_owned()),
        Field::RiskAssessedOn => day(&facts.risk_assessed_on),
        Field::ReassessByOn => day(&facts.reassess_by_on),
        Field::TransferredTo => text(&facts.transferred_to),
        Field::TransferredOn => day(&facts.transferred_on),
        Field::SupportRegainedOn => day(&facts.support_regained_on),
        Field::Referrals => listed(&facts.referrals, |referral| {
            let on = referral.on.map(|on| format!(" {}", words::day(on))).unwrap_or_default();
            format!("{} ({}{on})", referral.to, referral.answer.label())
        }),
        Field::Statement => said(&facts.statement, |offer| offer.label().to_owned()),
        Field::Safety => listed(&facts.safety, |rule| rule.label().to_owned()),
        Field::Outcome => said(&facts.outcome, |outcome| {
            let kind = outcome.outcome_type;
            let of_which = if outcome.alternate_offence { "A" } else { "" };
            let early = if outcome.is_not_yet_listed() { " (not on that day's list)" } else { "" };
            format!("{}{of_which} {}, {}{early}", kind.number(), kind.label(), words::day(outcome.on))
        }),
        Field::Withdrawal => said(&facts.withdrawal, |withdrawal| codes.withdrawal(withdrawal)),
        Field::ContactMadeOn => day(&facts.contact_made_on),
        Field::SaysRepeat => yes(&facts.says_repeat),
    }
}

fn said<T>(claim: &Option<Claim<T>>, words: impl Fn(&T) -> String) -> String {
    claim.as_ref().and_then(Claim::value).map(words).unwrap_or_default()
}

fn listed<T>(claim: &Option<Claim<BTreeSet<T>>>, words: impl Fn(&T) -> String) -> String {
    said(claim, |set| match set.is_empty() {
        true => "None".to_owned(),
        false => set.iter().map(&words).collect::<Vec<_>>().join(", "),
    })
}
