//! The value of a coded field in words: the same on every page, in the terminal and in a table.

use crate::words;
use caseload::{CaseFacts, Claim, Field, SafeTime, SubStrand};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A field's value in words; empty where nothing is recorded.
pub(crate) fn value_words(facts: &CaseFacts, field: Field) -> String {
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
            format!("{}{of_which} {}, {}", kind.number(), kind.label(), words::day(outcome.on))
        }),
        Field::Withdrawal => said(&facts.withdrawal, |withdrawal| {
            let on = withdrawal.on.map_or_else(|| "day not recorded".to_owned(), words::day);
            let by = withdrawal.confirmed_by.as_ref().map(|by| format!(", confirmed by {}", confirmed_by(by)));
            let why = withdrawal.reason.as_ref().map(|why| format!(": {}", why.replace('_', " ")));
            let how = withdrawal.confirmed_how.as_ref().map(|how| format!(" ({})", how.replace('_', " ")));
            let by = by.map(|by| format!("{by}{}", how.unwrap_or_default()));
            format!("Withdrew support, {on}{}{}", why.unwrap_or_default(), by.unwrap_or_default())
        }),
        Field::ContactMadeOn => day(&facts.contact_made_on),
        Field::SaysRepeat => yes(&facts.says_repeat),
    }
}

/// A code of the list of who confirmed a withdrawal, to stand within a sentence.
fn confirmed_by(code: &str) -> String {
    match code {
        "oic" => "the officer in the case".to_owned(),
        other => other.replace('_', " "),
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
