//! Problems of the data: what cannot be right, or is missing and needed. Each is a list a person works through.

use crate::codes::code_list;
use crate::contact::{Attempt, AttemptResult};
use crate::facts::{CaseRecord, PersonalField};
use crate::strands::Strand;
use chrono::NaiveDate;

code_list! {
    /// One kind of problem.
    Problem {
        AggravatedWithoutStrand = "aggravated_without_strand", "Aggravated offence without race or religion";
        StrandWithoutFlag = "strand_without_flag", "Aggravated offence code without its flag";
        DetailWithoutStrand = "detail_without_strand", "Detail of a strand that is not recorded";
        NoStrand = "no_strand", "No strand recorded";
        NoWard = "no_ward", "No ward recorded";
        NoRisk = "no_risk", "No risk recorded";
        Unreachable = "unreachable", "No way to reach the victim";
        UndatedWithdrawal = "undated_withdrawal", "Withdrawal without a day";
        WithdrawalUnconfirmed = "withdrawal_unconfirmed", "Outcome 14 or 16 without the victim's confirmation";
        OutcomeWithoutWithdrawal = "outcome_without_withdrawal", "Outcome 14 or 16 without a day of withdrawal";
        WithdrawnBeforeContact = "withdrawn_before_contact", "Withdrawn before any contact was possible";
        ImpossibleDates = "impossible_dates", "Dates that cannot be";
        OicNotListed = "oic_not_listed", "Officer in the case whose number nobody on the list has";
        OicNameOnly = "oic_name_only", "Officer in the case by name only, like an officer on the list";
        OicAmbiguous = "oic_ambiguous", "Officer in the case who could be several on the list";
        OutcomeNotYetListed = "outcome_not_yet_listed", "Outcome of a type that its day's list did not have";
    }
}

impl Problem {
    /// The bit in a stored mask of the read model.
    pub const fn bit(self) -> u64 {
        1 << self as u64
    }

    /// Why it matters, and what to do about it.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::AggravatedWithoutStrand => {
                "A racially or religiously aggravated offence has one of the two strands. Add it, or correct the offence."
            }
            Self::StrandWithoutFlag => "The offence's code is an aggravated one. Set the flag, or correct the code.",
            Self::DetailWithoutStrand => "Add the strand that the detail belongs to, or take the detail away.",
            Self::NoStrand => "A case without a strand is in no figure by strand. Ask the officer in the case.",
            Self::NoWard => "Without a ward only officers who serve the whole borough can be given the contact.",
            Self::NoRisk => "The contact window follows from the risk. Have it assessed.",
            Self::Unreachable => "There is no number, e-mail or address. Ask the officer in the case.",
            Self::UndatedWithdrawal => "Without its day a withdrawal counts by the outcome's. Add the day.",
            Self::WithdrawalUnconfirmed => {
                "Nobody has recorded that the victim confirmed it. Have it confirmed, and say by whom and how."
            }
            Self::OutcomeWithoutWithdrawal => "The outcome says that support was withdrawn. Record when, and why.",
            Self::WithdrawnBeforeContact => {
                "Support was withdrawn within a day of the report. Check that the victim was consulted."
            }
            Self::ImpossibleDates => "One of the days is before or after one it cannot be. Correct it.",
            Self::OutcomeNotYetListed => {
                "The Home Office's list brought type 20 in April 2015, 21 in 2016 and 22 in April 2019. Correct the outcome or its day."
            }
            Self::OicNotListed => {
                "Nobody is kept from this contact for it. Check the number, if the officer might be on the list."
            }
            Self::OicNameOnly | Self::OicAmbiguous => {
                "Every officer it could be is kept from this contact. Add the collar number."
            }
        }
    }

    /// Those that the case alone shows. The others need the officers' list.
    pub fn of_case() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|one| !one.needs_officers())
    }

    /// Whether the officers' list is needed to see it.
    pub const fn needs_officers(self) -> bool {
        matches!(self, Self::OicNotListed | Self::OicNameOnly | Self::OicAmbiguous)
    }
}

/// Home Office classes of racially or religiously aggravated offences.
/// Source: Home Office, Hate crime, England and Wales 2015/16, annex; codes are revised from time to time.
const AGGRAVATED_CLASSES: [&str; 5] = ["8P", "105B", "8M", "9B", "58J"];

/// The problems that a case alone shows, as a mask of [`Problem::bit`].
///
/// `reachable` says whether there is a number, an e-mail address or an address.
pub fn problems(record: &CaseRecord, attempts: &[Attempt], reachable: bool) -> u64 {
    let shown = |problem: &Problem| match problem {
        Problem::AggravatedWithoutStrand => is_aggravated(record) && !has_race_or_religion(record),
        Problem::StrandWithoutFlag => has_aggravated_class(record) && record.aggravated.value() != Some(&true),
        Problem::DetailWithoutStrand => {
            let strands = record.strands.value();
            let known = |strand: &Strand| strands.is_some_and(|strands| strands.contains(strand));
            record.sub_strands.value().into_iter().flatten().any(|sub| !known(&sub.strand))
        }
        Problem::NoStrand => record.strands.value().is_none_or(|strands| strands.is_empty()),
        Problem::NoWard => record.ward.value().is_none(),
        Problem::NoRisk => record.risk.value().is_none(),
        Problem::Unreachable => !reachable && !was_reached(record, attempts),
        Problem::UndatedWithdrawal => record.withdrawal.value().is_some_and(|withdrawal| withdrawal.on.is_none()),
        Problem::WithdrawalUnconfirmed => is_attrition(record) && !is_confirmed(record),
        Problem::OutcomeWithoutWithdrawal => is_attrition(record) && record.withdrawal.value().is_none(),
        Problem::WithdrawnBeforeContact => withdrawn_at_once(record) && !was_reached(record, attempts),
        Problem::ImpossibleDates => has_impossible_dates(record, attempts),
        Problem::OutcomeNotYetListed => record.outcome.value().is_some_and(crate::outcomes::Outcome::is_not_yet_listed),
        Problem::OicNotListed | Problem::OicNameOnly | Problem::OicAmbiguous => false,
    };
    Problem::ALL.iter().filter(|problem| shown(problem)).fold(0, |mask, problem| mask | problem.bit())
}

/// The personal fields by which a victim can be reached.
pub const WAYS_TO_REACH: [PersonalField; 3] = [PersonalField::Telephone, PersonalField::Email, PersonalField::Address];

fn has_aggravated_class(record: &CaseRecord) -> bool {
    let class = record.home_office_class.value();
    class.is_some_and(|class| AGGRAVATED_CLASSES.iter().any(|known| class.trim().eq_ignore_ascii_case(known)))
}

fn is_aggravated(record: &CaseRecord) -> bool {
    record.aggravated.value() == Some(&true) || has_aggravated_class(record)
}

fn has_race_or_religion(record: &CaseRecord) -> bool {
    let strands = record.strands.value().into_iter().flatten();
    strands.into_iter().any(|strand| matches!(strand, Strand::Race | Strand::Religion))
}

/// The victim does not support further action, by the outcome in force. Source: College of Policing (14 and 16).
fn is_attrition(record: &CaseRecord) -> bool {
    record.outcome.value().is_some_and(|outcome| matches!(outcome.outcome_type.number(), 14 | 16))
}

/// Who confirms a withdrawal for the victim: the codes of the list a force keeps, as they come with the program.
const BY_THE_VICTIM: [&str; 3] = ["victim", "guardian", "advocate"];

fn is_confirmed(record: &CaseRecord) -> bool {
    let by = record.withdrawal.value().and_then(|withdrawal| withdrawal.confirmed_by.as_deref());
    by.is_some_and(|by| BY_THE_VICTIM.contains(&by))
}

fn was_reached(record: &CaseRecord, attempts: &[Attempt]) -> bool {
    record.contact_made_on.value().is_some() || attempts.iter().any(|attempt| attempt.result == AttemptResult::Reached)
}

/// Withdrawn on the day of the report or the next: before anybody could have called.
fn withdrawn_at_once(record: &CaseRecord) -> bool {
    let withdrawn_on = record.withdrawal.value().and_then(|withdrawal| withdrawal.on);
    let days = withdrawn_on.zip(record.reported_on.value()).map(|(on, reported_on)| (on - *reported_on).num_days());
    days.is_some_and(|days| days <= 1)
}

fn has_impossible_dates(record: &CaseRecord, attempts: &[Attempt]) -> bool {
    let Some(&reported_on) = record.reported_on.value() else { return true };
    let before = |on: Option<NaiveDate>| on.is_some_and(|on| on < reported_on);
    let withdrawal = record.withdrawal.value().and_then(|withdrawal| withdrawal.on);
    let outcome = record.outcome.value().map(|outcome| outcome.on);
    let regained = record.support_regained_on.value().copied();
    record.occurred_on.value().is_some_and(|on| *on > reported_on)
        || before(withdrawal)
        || before(outcome)
        || before(regained)
        || before(record.contact_made_on.value().copied())
        || before(record.transferred_on.value().copied())
        || attempts.iter().any(|attempt| attempt.on < reported_on)
        || regained.zip(withdrawal).is_some_and(|(regained, withdrawn)| regained < withdrawn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{CaseFacts, Claim};
    use crate::outcomes::{Outcome, OutcomeType, Withdrawal};
    use crate::strands::SubStrand;
    use std::collections::BTreeSet;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A case with nothing wrong about it.
    fn sound() -> CaseFacts {
        CaseFacts {
            reported_on: Some(Claim::Is(day("2026-11-02"))),
            ward: Some(Claim::Is("Kew".to_owned())),
            risk: Some(Claim::Is(crate::RiskLevel::Standard)),
            strands: Some(Claim::Is(BTreeSet::from([Strand::Race]))),
            home_office_class: Some(Claim::Is("9B".to_owned())),
            aggravated: Some(Claim::Is(true)),
            ..CaseFacts::default()
        }
    }

    fn found(change: impl Fn(&mut CaseFacts), reachable: bool) -> Vec<Problem> {
        let (mut facts, mut record) = (sound(), CaseRecord::default());
        change(&mut facts);
        record.extract_says(&facts);
        let mask = problems(&record, &[], reachable);
        Problem::ALL.iter().copied().filter(|problem| mask & problem.bit() != 0).collect()
    }

    fn withdrawn(on: Option<&str>, by: Option<&str>) -> Option<Claim<Withdrawal>> {
        let confirmed_by = by.map(str::to_owned);
        Some(Claim::Is(Withdrawal { on: on.map(day), reason: None, confirmed_by, confirmed_how: None }))
    }

    fn ended(number: u8) -> Option<Claim<Outcome>> {
        let outcome_type = OutcomeType::new(number).unwrap();
        Some(Claim::Is(Outcome { outcome_type, alternate_offence: false, on: day("2026-11-20") }))
    }

    #[test]
    fn each_problem_is_found_alone() {
        use Problem as P;
        assert_eq!(found(|_| {}, true), [], "a sound case");
        let other = |facts: &mut CaseFacts| facts.strands = Some(Claim::Is(BTreeSet::from([Strand::Disability])));
        assert_eq!(found(other, true), [P::AggravatedWithoutStrand]);
        assert_eq!(found(|facts| facts.aggravated = Some(Claim::Is(false)), true), [P::StrandWithoutFlag]);
        let sub = |facts: &mut CaseFacts| {
            facts.sub_strands = Some(Claim::Is(SubStrand::from_code("religion.sikh").into_iter().collect()));
        };
        assert_eq!(found(sub, true), [P::DetailWithoutStrand]);
        assert_eq!(found(|facts| facts.ward = None, true), [P::NoWard]);
        assert_eq!(found(|facts| facts.risk = None, true), [P::NoRisk]);
        assert_eq!(found(|_| {}, false), [P::Unreachable]);
        assert_eq!(found(|facts| facts.withdrawal = withdrawn(None, Some("victim")), true), [P::UndatedWithdrawal]);
        assert_eq!(
            found(|facts| facts.withdrawal = withdrawn(Some("2026-11-03"), None), true),
            [P::WithdrawnBeforeContact]
        );
        let early = |facts: &mut CaseFacts| {
            facts.reported_on = Some(Claim::Is(day("2015-11-02")));
            facts.outcome = Some(Claim::Is(Outcome {
                outcome_type: OutcomeType::new(22).unwrap(),
                alternate_offence: false,
                on: day("2015-12-01"),
            }));
        };
        assert_eq!(found(early, true), [P::OutcomeNotYetListed]);
        assert_eq!(found(|facts| facts.occurred_on = Some(Claim::Is(day("2026-11-03"))), true), [P::ImpossibleDates]);
    }

    #[test]
    fn fourteen_and_sixteen_need_the_victims_own_word() {
        use Problem as P;
        for number in [14, 16] {
            let without = |facts: &mut CaseFacts| facts.outcome = ended(number);
            assert_eq!(found(without, true), [P::WithdrawalUnconfirmed, P::OutcomeWithoutWithdrawal]);
            let by_oic = |facts: &mut CaseFacts| {
                facts.outcome = ended(number);
                facts.withdrawal = withdrawn(Some("2026-11-15"), Some("oic"));
            };
            assert_eq!(found(by_oic, true), [P::WithdrawalUnconfirmed], "an officer's word is not the victim's");
            let by_victim = |facts: &mut CaseFacts| {
                facts.outcome = ended(number);
                facts.withdrawal = withdrawn(Some("2026-11-15"), Some("victim"));
            };
            assert_eq!(found(by_victim, true), []);
        }
        assert_eq!(found(|facts| facts.outcome = ended(18), true), [], "18 says nothing of the victim's support");
    }
}
