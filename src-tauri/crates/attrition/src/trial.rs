//! What a trial found: as allocated first, then among those whom allocation moved. Never as treated.

use crate::effect::{
    Arms, ChiSquare, Complier, Delivered, Estimate, ExactOdds, NoComplier, TwoByTwo, complier_average_effect,
};
use crate::words::percent;
use caseload::Arm;

/// One person of a trial whose outcome is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participant {
    pub arm: Arm,
    pub withdrew: bool,
    /// Reached by somebody not linked to the investigation within the follow-up, whatever they were allocated to.
    pub contacted: bool,
}

/// What a trial found.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialFindings {
    /// Withdrawn and all, of those allocated to a contact, and of controls.
    pub as_allocated: TwoByTwo,
    /// Both arms by what was delivered.
    pub arms: Arms,
    pub risk_ratio: Option<Estimate>,
    pub risk_difference: Option<Estimate>,
    pub odds_ratio: Option<Estimate>,
    pub odds_ratio_exact: ExactOdds,
    pub chi_square: Option<ChiSquare>,
    /// Two-sided.
    pub fisher_p: f64,
    /// Among those whom allocation moved, or why there is no such effect.
    pub complier: Result<Complier, NoComplier>,
}

/// Analyses a trial by intention to treat, and the complier average effect with allocation as instrument.
/// Nothing where an arm has nobody.
pub fn trial_findings(people: impl IntoIterator<Item = Participant>) -> Option<TrialFindings> {
    let mut arms = Arms::default();
    for person in people {
        let arm = match person.arm {
            Arm::Contact => &mut arms.contact,
            Arm::Control => &mut arms.control,
        };
        let cell = if person.contacted { &mut arm.with_contact } else { &mut arm.without };
        cell.0 += u64::from(person.withdrew);
        cell.1 += 1;
    }
    if arms.contact.all().1 == 0 || arms.control.all().1 == 0 {
        return None;
    }
    let table = arms.as_allocated()?;
    Some(TrialFindings {
        as_allocated: table,
        arms,
        risk_ratio: table.risk_ratio(),
        risk_difference: table.risk_difference(),
        odds_ratio: table.odds_ratio(),
        odds_ratio_exact: table.odds_ratio_exact(),
        chi_square: table.chi_square(),
        fisher_p: table.fisher(),
        complier: complier_average_effect(&arms),
    })
}

/// What a reader must know before the comparison that suggests itself.
pub const NEVER_AS_TREATED: &str = "Those who were contacted are not compared with those who were not: who can be \
                                    reached differs from who cannot in ways that have nothing to do with the contact.";

impl TrialFindings {
    /// What was found, a sentence each, in the order in which it may be told.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences =
            vec![self.counts(), self.ratio(), self.difference_and_odds(), self.tests(), self.delivery()];
        sentences.push(self.among_compliers());
        sentences.push(NEVER_AS_TREATED.to_owned());
        sentences
    }

    fn counts(&self) -> String {
        let ((withdrew, all), (control_withdrew, controls)) = (self.as_allocated.first(), self.as_allocated.second());
        format!(
            "As allocated, whatever was delivered (intention to treat): {withdrew} of {all} allocated to a contact \
             withdrew ({}), and {control_withdrew} of {controls} controls ({}).",
            percent(share(withdrew, all)),
            percent(share(control_withdrew, controls)),
        )
    }

    fn ratio(&self) -> String {
        let Some(ratio) = self.risk_ratio else {
            let ((withdrew, _), (control_withdrew, _)) = (self.as_allocated.first(), self.as_allocated.second());
            return match (withdrew, control_withdrew) {
                (0, 0) => "A ratio of risks cannot be given, since nobody withdrew.",
                (0, _) | (_, 0) => "A ratio of risks cannot be given, since nobody withdrew in one of the arms.",
                _ => "A ratio of risks cannot be given with an interval, since everybody withdrew.",
            }
            .to_owned();
        };
        let meaning = if ratio.high < 1.0 {
            "The interval lies below 1: fewer withdrew where a contact was to be made."
        } else if ratio.low > 1.0 {
            "The interval lies above 1: more withdrew where a contact was to be made."
        } else {
            "The interval includes 1: the trial does not show whether the contact keeps victims or not."
        };
        format!(
            "Risk ratio {:.3} (95 % interval {:.3} to {:.3}, Katz's on the logarithm). {meaning}",
            ratio.estimate, ratio.low, ratio.high
        )
    }

    fn difference_and_odds(&self) -> String {
        let difference = self.risk_difference.map(|gap| {
            format!(
                "Difference {} percentage points ({} to {}, Newcombe's).",
                points(gap.estimate),
                points(gap.low),
                points(gap.high)
            )
        });
        let odds = self.odds_ratio.map(|odds| {
            format!("Odds ratio {:.3} ({:.3} to {:.3}, Woolf's on the logarithm).", odds.estimate, odds.low, odds.high)
        });
        let exact = self.odds_ratio_exact;
        let exact = exact.estimate.map(|estimate| {
            let high = exact.high.map_or_else(|| "no upper end".to_owned(), |high| format!("{high:.3}"));
            format!("Conditional odds ratio {estimate:.3} ({:.3} to {high}, Fisher's exact).", exact.low)
        });
        difference.into_iter().chain(odds).chain(exact).collect::<Vec<_>>().join(" ")
    }

    fn tests(&self) -> String {
        let chi = self.chi_square.map_or_else(
            || "No chi-square test: everybody, or nobody, withdrew.".to_owned(),
            |test| format!("Chi-square {:.2} on one degree of freedom, p = {}.", test.chi_square, p(test.p)),
        );
        format!("{chi} Fisher's exact test, two-sided: p = {}.", p(self.fisher_p))
    }

    fn delivery(&self) -> String {
        let count = |arm: Delivered| (arm.with_contact.1, arm.all().1);
        let ((made, all), (crossed, controls)) = (count(self.arms.contact), count(self.arms.control));
        format!(
            "Delivered: {made} of {all} allocated to a contact had one within the follow-up ({}). Crossover: {crossed} \
             of {controls} controls had one all the same ({}).",
            percent(share(made, all)),
            percent(share(crossed, controls))
        )
    }

    fn among_compliers(&self) -> String {
        let found = match self.complier {
            Ok(found) => found,
            Err(NoComplier::NothingMoved) => {
                return "No complier average effect: the contact was delivered no more often to those allocated to it \
                        than to controls."
                    .to_owned();
            }
            Err(NoComplier::NoInterval) => {
                return "No complier average effect: the outcomes differ too little for an interval.".to_owned();
            }
        };
        let gap = found.difference;
        let weak = if found.is_weak {
            " So few were contacted because of their allocation that this interval is not to be relied on."
        } else {
            ""
        };
        format!(
            "Among compliers, those contacted because they were allocated to it, the share who withdrew was {} \
             percentage points different ({} to {}; allocation as instrument, as two-stage least squares with robust \
             errors). It rests on allocation changing the outcome through the contact alone.{weak}",
            points(gap.estimate),
            points(gap.low),
            points(gap.high)
        )
    }
}

fn share(part: u64, whole: u64) -> f64 {
    // Counts of a trial are far below what a double holds exactly.
    crate::rate::as_float(part) / crate::rate::as_float(whole)
}

/// A difference of shares in percentage points, signed.
fn points(difference: f64) -> String {
    format!("{:+.1}", difference * 100.0).replace('-', "\u{2212}")
}

fn p(p: f64) -> String {
    if p < 0.001 { "less than 0.001".to_owned() } else { format!("{p:.3}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(arm: Arm, contacted: (u64, u64), not: (u64, u64)) -> Vec<Participant> {
        let of = move |(withdrew, all): (u64, u64), contacted| {
            (0..all).map(move |number| Participant { arm, withdrew: number < withdrew, contacted })
        };
        of(contacted, true).chain(of(not, false)).collect()
    }

    /// 54 of 125 against 69 of 125, delivered to 113, with four controls contacted all the same.
    fn as_it_may_have_been() -> TrialFindings {
        let contact = people(Arm::Contact, (45, 113), (9, 12));
        let control = people(Arm::Control, (2, 4), (67, 121));
        trial_findings(contact.into_iter().chain(control)).unwrap()
    }

    #[test]
    fn it_compares_as_allocated_whatever_was_delivered() {
        let found = as_it_may_have_been();
        assert_eq!((found.as_allocated.first(), found.as_allocated.second()), ((54, 125), (69, 125)));
        let told = found.sentences();
        assert!(told[0].contains("54 of 125") && told[0].contains("43.2 %") && told[0].contains("55.2 %"), "{told:?}");
        assert!(told[1].contains("0.783 (95 % interval 0.606 to 1.011") && told[1].contains("includes 1"), "{told:?}");
        assert!(told[2].contains("\u{2212}12.0 percentage points (\u{2212}23.9 to +0.4"), "{told:?}");
        assert!(told[3].contains("p = 0.058") && told[3].contains("p = 0.076"), "{told:?}");
        assert!(told[4].contains("113 of 125") && told[4].contains("4 of 125"), "{told:?}");
        // -0.12 over a difference in delivery of 109/125.
        let complier = found.complier.unwrap();
        assert!((complier.difference.estimate + 0.12 / 0.872).abs() < 1e-12);
        assert!(told[5].contains("\u{2212}13.8 percentage points"), "{told:?}");
        assert_eq!(told[6], NEVER_AS_TREATED);
    }

    #[test]
    fn an_allocation_that_moved_few_is_called_a_weak_instrument() {
        let of = |delivered: u64| {
            let contact = people(Arm::Contact, (delivered / 2, delivered), (30, 100 - delivered));
            trial_findings(contact.into_iter().chain(people(Arm::Control, (0, 0), (50, 100)))).unwrap()
        };
        assert!(of(4).complier.unwrap().is_weak && of(4).sentences()[5].contains("not to be relied on"));
        assert!(!of(60).complier.unwrap().is_weak && !of(60).sentences()[5].contains("relied on"));
    }

    /// The same counts moved between delivered and not change nothing of the first comparison.
    #[test]
    fn who_was_contacted_does_not_change_the_comparison_as_allocated() {
        let contact = people(Arm::Contact, (0, 10), (54, 115));
        let control = people(Arm::Control, (60, 60), (9, 65));
        let other = trial_findings(contact.into_iter().chain(control)).unwrap();
        let found = as_it_may_have_been();
        assert_eq!((other.as_allocated, other.risk_ratio), (found.as_allocated, found.risk_ratio));
        assert_eq!(other.complier, Err(NoComplier::NothingMoved), "the contact was delivered to more controls");
        assert!(other.sentences()[5].starts_with("No complier average effect"));
    }

    #[test]
    fn an_arm_with_nobody_or_with_no_withdrawal_is_told_and_not_divided_by() {
        assert!(trial_findings(people(Arm::Contact, (1, 2), (0, 0))).is_none());
        let none = people(Arm::Contact, (0, 5), (0, 0)).into_iter().chain(people(Arm::Control, (0, 0), (2, 5)));
        let found = trial_findings(none).unwrap();
        assert!(found.risk_ratio.is_none() && found.odds_ratio.is_none() && found.risk_difference.is_some());
        assert!(found.sentences()[1].contains("cannot be given"));
        let nobody = people(Arm::Contact, (0, 5), (0, 0)).into_iter().chain(people(Arm::Control, (0, 0), (0, 5)));
        let found = trial_findings(nobody).unwrap();
        assert!(
            found.sentences()[3].contains("No chi-square test") && found.sentences()[1].contains("nobody withdrew.")
        );
        let all = people(Arm::Contact, (5, 5), (0, 0)).into_iter().chain(people(Arm::Control, (0, 0), (5, 5)));
        let found = trial_findings(all).unwrap();
        assert!(found.risk_ratio.is_none(), "1 (1 to 1) of ten people would look certain");
        assert_eq!(found.complier, Err(NoComplier::NoInterval));
        assert!(found.sentences()[1].contains("everybody withdrew") && found.sentences()[5].contains("too little"));
    }
}
