//! Who may be enrolled, in the program's own fields, so that two people come to the same answer.

use super::{StratifyBy, Stratum, TrialProtocol};
use crate::codes::{CaseKind, RiskLevel, VictimKind};
use crate::standing::{Standing, Step};
use crate::strands::Strand;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Who may be enrolled. An empty set asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligibility {
    /// Enrolled at most so many days after the report.
    pub reported_within_days: u16,
    pub boroughs: BTreeSet<String>,
    pub risks: BTreeSet<RiskLevel>,
    /// At least one of these.
    pub strands: BTreeSet<Strand>,
    /// Only victims recorded as adults.
    pub adults_only: bool,
}

/// What decides whether a case's victim may be enrolled today.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    pub kind: CaseKind,
    pub reported_on: NaiveDate,
    pub borough: Option<&'a str>,
    pub risk: Option<RiskLevel>,
    pub strands: &'a BTreeSet<Strand>,
    pub victim_kind: Option<VictimKind>,
    pub says_repeat: bool,
    /// Support was withdrawn already.
    pub withdrawn: bool,
    /// The investigation has an outcome already.
    pub has_outcome: bool,
    /// Somebody tried to reach them already, or a contact is planned.
    pub under_way: bool,
    pub standing: Standing,
}

/// Why a victim may not be enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotEligible {
    NotACrime,
    NotOwed,
    UnderWay,
    WithSupervisor,
    ReportedTooLongAgo,
    ReportedBefore,
    Withdrawn,
    HasOutcome,
    OtherBorough,
    OtherRisk,
    OtherStrand,
    NotAnAdult,
}

impl NotEligible {
    /// In a few words, to stand after "not eligible:".
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotACrime => "it is not a crime, so it is in no figure",
            Self::NotOwed => "no contact is owed any more",
            Self::UnderWay => "the contact is planned or was tried already",
            Self::WithSupervisor => "the contact is with the supervisor",
            Self::ReportedTooLongAgo => "the report is older than the protocol allows",
            Self::ReportedBefore => "it was reported before the trial began",
            Self::Withdrawn => "support was withdrawn already",
            Self::HasOutcome => "the investigation has an outcome already",
            Self::OtherBorough => "its borough does not take part",
            Self::OtherRisk => "its risk is not one the protocol names",
            Self::OtherStrand => "none of its strands is one the protocol names",
            Self::NotAnAdult => "the victim is not recorded as an adult",
        }
    }
}

impl TrialProtocol {
    /// The stratum of a victim who may be enrolled today, or every reason why not.
    ///
    /// # Errors
    /// The reasons, in a fixed order.
    pub fn screen(&self, candidate: &Candidate<'_>, today: NaiveDate) -> Result<Stratum, Vec<NotEligible>> {
        let asked = &self.eligibility;
        let age_days = (today - candidate.reported_on).num_days();
        let with_supervisor =
            matches!(candidate.standing, Standing::Open { next, .. } if matches!(next.step, Step::Supervisor(_)));
        let one_of = |set: &BTreeSet<String>, value: Option<&str>| {
            set.is_empty() || value.is_some_and(|value| set.contains(value))
        };
        let faults = [
            (candidate.kind != CaseKind::Crime, NotEligible::NotACrime),
            (!matches!(candidate.standing, Standing::Open { .. }), NotEligible::NotOwed),
            (candidate.under_way, NotEligible::UnderWay),
            (with_supervisor, NotEligible::WithSupervisor),
            (i64::from(asked.reported_within_days) < age_days, NotEligible::ReportedTooLongAgo),
            (candidate.reported_on < self.starts_on, NotEligible::ReportedBefore),
            (candidate.withdrawn, NotEligible::Withdrawn),
            (candidate.has_outcome, NotEligible::HasOutcome),
            (!one_of(&asked.boroughs, candidate.borough), NotEligible::OtherBorough),
            (
                !asked.risks.is_empty() && candidate.risk.is_none_or(|risk| !asked.risks.contains(&risk)),
                NotEligible::OtherRisk,
            ),
            (!asked.strands.is_empty() && asked.strands.is_disjoint(candidate.strands), NotEligible::OtherStrand),
            (asked.adults_only && candidate.victim_kind != Some(VictimKind::Adult), NotEligible::NotAnAdult),
        ];
        let reasons: Vec<NotEligible> = faults.iter().filter(|(holds, _)| *holds).map(|(_, reason)| *reason).collect();
        if reasons.is_empty() { Ok(self.stratum_of(candidate)) } else { Err(reasons) }
    }

    fn stratum_of(&self, candidate: &Candidate<'_>) -> Stratum {
        let value = |by: StratifyBy| match by {
            StratifyBy::Borough => candidate.borough.unwrap_or_default().to_owned(),
            StratifyBy::Risk => candidate.risk.map_or("none", RiskLevel::code).to_owned(),
            StratifyBy::RepeatVictim => if candidate.says_repeat { "yes" } else { "no" }.to_owned(),
        };
        Stratum(self.strata.iter().map(|&by| (by, value(by))).collect())
    }

    /// Who may be enrolled, in sentences.
    pub fn eligibility_words(&self) -> Vec<String> {
        let asked = &self.eligibility;
        let mut words = vec![
            "The victim of a crime who is owed a contact that nobody has planned or tried yet.".to_owned(),
            format!(
                "Reported from {} on, at most {} days before enrolment.",
                self.starts_on.format("%-d %B %Y"),
                asked.reported_within_days
            ),
            "Support not withdrawn, no outcome yet, and not with the supervisor.".to_owned(),
        ];
        let list = |texts: Vec<&str>| texts.join(", ");
        if !asked.boroughs.is_empty() {
            words.push(format!("Borough: {}.", list(asked.boroughs.iter().map(String::as_str).collect())));
        }
        if !asked.risks.is_empty() {
            words.push(format!("Risk: {}.", list(asked.risks.iter().map(|risk| risk.label()).collect())));
        }
        if !asked.strands.is_empty() {
            let labels: Vec<String> = asked.strands.iter().map(Strand::label).collect();
            words.push(format!("At least one strand of: {}.", labels.join(", ")));
        }
        if asked.adults_only {
            words.push("Recorded as an adult.".to_owned());
        }
        words
    }
}
