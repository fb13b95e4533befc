//! The stated truth can be found again in the events, and the tempting comparison misses it.

use super::super::Truth;
use super::*;

/// Withdrawals and days at risk, without and with a contact before.
#[derive(Debug, Default, Clone, Copy)]
struct AtRisk {
    withdrawals: [f64; 2],
    days: [f64; 2],
}

/// When a victim's support was at risk, from the events alone.
pub(super) struct Followed {
    risk: RiskLevel,
    days: i64,
    withdrew: bool,
    contacted_day: Option<i64>,
}

pub(super) fn followed(desk: &Desk) -> Vec<Followed> {
    let crimes = desk.cases.values().filter(|kept| kept.kind() == CaseKind::Crime);
    crimes
        .map(|kept| {
            let since = |day: NaiveDate| (day - kept.reported_on()).num_days();
            let outcome_on = kept.outcome().map(|outcome| outcome.on);
            // By the house's convention a withdrawal without a date takes the outcome's.
            let withdrew_on = kept.withdrawal().and_then(|withdrawal| withdrawal.on.or(outcome_on));
            let until = withdrew_on.or(outcome_on).unwrap_or(desk.today);
            Followed {
                risk: kept.risk().unwrap_or(RiskLevel::Standard),
                days: since(until),
                withdrew: withdrew_on.is_some(),
                contacted_day: kept.reached_on().map(since),
            }
        })
        .collect()
}

/// The rate ratio of withdrawal after against before a contact, within days since the report and risk (Mantel–Haenszel).
fn rate_ratio(followed: &[Followed]) -> f64 {
    let mut strata: BTreeMap<(RiskLevel, i64), AtRisk> = BTreeMap::new();
    for one in followed {
        for day in 0..=one.days {
            // On from the day after the contact.
            let exposed = usize::from(one.contacted_day.is_some_and(|contacted| contacted < day));
            let stratum = strata.entry((one.risk, day.min(400) / 5)).or_default();
            stratum.days[exposed] += 1.0;
            if one.withdrew && day == one.days {
                stratum.withdrawals[exposed] += 1.0;
            }
        }
    }
    let sum = |with: usize, without: usize| -> f64 {
        strata.values().map(|s| s.withdrawals[with] * s.days[without] / (s.days[0] + s.days[1])).sum()
    };
    sum(1, 0) / sum(0, 1)
}

/// The rate of withdrawal of those ever reached against those never reached, as if they had been so from day zero.
pub(super) fn raw_ratio(followed: &[Followed]) -> f64 {
    let rate = |reached: bool| {
        let of_them = || followed.iter().filter(|one| one.contacted_day.is_some() == reached);
        let days: i64 = of_them().map(|one| one.days + 1).sum();
        of_them().filter(|one| one.withdrew).count() as f64 / days as f64
    };
    rate(true) / rate(false)
}

#[test]
fn the_hazard_ratio_is_found_again_and_the_raw_comparison_misses_it() {
    let followed = followed(&Desk::of(&Invention::new(40_000, 7, monday())));
    let found = rate_ratio(&followed);
    assert!((0.69..=0.79).contains(&found), "stated 0.740, found {found:.3}");
    let raw = raw_ratio(&followed);
    assert!(raw < 0.50, "a victim who withdraws early can hardly be reached before: raw {raw:.3}");
}

#[test]
fn without_an_effect_none_is_found_and_the_raw_comparison_still_shows_one() {
    let truth = Truth { hazard_ratio_thousandths: 1_000, dated_withdrawals_thousandths: 1_000, ..Truth::STATED };
    let followed = followed(&Desk::of(&Invention { truth, ..Invention::new(30_000, 8, monday()) }));
    let found = rate_ratio(&followed);
    assert!((0.94..=1.06).contains(&found), "stated 1, found {found:.3}");

    let raw = raw_ratio(&followed);
    assert!(raw < 0.65, "immortal time alone: raw {raw:.3}");
}

#[test]
fn the_truth_in_words_says_its_numbers() {
    let words = Truth::STATED.words();
    for part in ["0.740", "85 in 10,000", "20 in 10,000", "5 % higher at medium", "96 %"] {
        assert!(words.contains(part), "{part:?} is missing in: {words}");
    }
}
