//! What curves and effects say, in sentences.

use attrition::{
    ContactEffect, FollowUps, HazardRatio, Landmark, LogRank, NoFit, Periods, Undated, aalen_johansen,
    detectable_ratio, events_needed, percent,
};
use chrono::NaiveDate;
use summaries::thousands;

/// Why the tempting comparison is not there.
pub const NO_RAW_COMPARISON: &str = "Victims who were contacted are not simply compared with those who were not: \
    whoever withdraws on day 3 cannot be reached on day 14, so early withdrawals all fall on the side without a \
    contact, and the contact would look far better than it is even if it did nothing.";
/// What no method without a trial can show.
pub const CANNOT_SHOW: &str = "This is no trial: victims who could be reached may differ from those who could not in \
    ways that no record tells, and only allocation by chance takes that away.";
/// Nobody to compare with.
pub const NO_COMPARISON: &str = "Too few victims still supported the investigation without a contact when the window \
    ended, so there is no group to compare with. Where every victim gets a contact, compare before and after its \
    start in each borough.";

/// The effect at which this caseload's power is told: the article's 26 %.
pub const EFFECT_TOLD: f64 = 0.74;
/// A test below this is called a sign.
const SIGN: f64 = 0.05;

/// How many withdraw, by when.
pub fn curve(cases: &FollowUps) -> String {
    let counts = cases.counts();
    let curve = aalen_johansen(&counts);
    let by = |day: u32| {
        // Nothing is told of a day that nobody has been followed to yet.
        let followed = counts.at_risk_on(day) > 0;
        curve.withdrawn_by(day).filter(|_| followed).map(|point| {
            let interval = point.interval.map_or_else(String::new, |interval| {
                format!(" (95 % interval {} to {})", percent(interval.low), percent(interval.high))
            });
            format!("{}{interval} by day {day}", percent(point.estimate))
        })
    };
    let told: Vec<String> = [28, 90, 180].into_iter().filter_map(by).collect();
    if told.is_empty() {
        return "No crime has been followed for 28 days yet, so there is no share to tell.".to_owned();
    }
    let followed = thousands(cases.len() as u64);
    format!("Of {followed} crimes followed, with other outcomes competing, victims withdrew: {}.", told.join("; "))
}

/// Whether strand groups differ.
pub fn test(test: &LogRank) -> String {
    let found = if test.p < SIGN { "differ by more than chance explains" } else { "do not differ by more than chance" };
    format!(
        "Strand groups {found} in how soon victims withdraw (log-rank test within risk and borough: chi-square {:.2}, \
         {} degrees of freedom, {}).",
        test.chi_square,
        test.degrees,
        p_words(test.p)
    )
}

/// Why nothing is shown.
pub fn too_many_undated(undated: Undated) -> String {
    format!(
        "{} of {} withdrawals have no day of their own. More than 5 % are missing, and the day decides everything \
         here, so no effect is shown. Record the day of each withdrawal, or map it in the extract.",
        undated.undated(),
        undated.withdrawals
    )
}

/// How many days were taken from outcomes, and which way that leans: decision 0011.
pub fn undated(undated: Undated) -> String {
    if undated.undated() == 0 {
        return "Every withdrawal has a day of its own.".to_owned();
    }
    format!(
        "{} of {} withdrawals have no day of their own: {} count on the day of the outcome, {} are left out. \
         More than 5 % undated, and no effect would be shown; on invented caseloads 4 % made the ratio \
         about 2 % lower than it was, so the contact looks a little better than it is.",
        undated.undated(),
        undated.withdrawals,
        undated.by_outcome,
        undated.left_out
    )
}

/// How many ends lie before the report, where any do.
pub fn before_report(cases: u64) -> Option<String> {
    (cases > 0).then(|| {
        let crimes = if cases == 1 { "1 crime ends".to_owned() } else { format!("{cases} crimes end") };
        format!("{crimes} before the report, by the dates recorded, and counts as ending on day zero.")
    })
}

/// The model with the contact as it happens.
pub fn cox(effect: &ContactEffect) -> String {
    format!(
        "From the day after a contact the chance of a withdrawal on a day was {} times what it was without one, of \
         those still supporting (time-dependent Cox model, within risk and borough, adjusted for strand; {} \
         withdrawals without or before a contact, {} after one). {}",
        ratio(&effect.ratio),
        effect.events_uncontacted,
        effect.events_contacted,
        verdict(&effect.ratio)
    )
}

/// The landmark analysis.
pub fn landmark(found: &Landmark) -> String {
    let diluted = if found.diluted {
        format!(
            " Day {} lies before the end of the contact window and {} were reached later, so the effect is diluted.",
            found.day, found.reached_later
        )
    } else {
        String::new()
    };
    format!(
        "Of those still supporting after day {}, {} had been reached and {} had not; from there on the ratio was {}.{diluted}",
        found.day,
        found.reached.cases,
        found.not_reached.cases,
        ratio(&found.ratio)
    )
}

/// Whether the effect is the same early and late.
pub fn periods(periods: &Periods) -> String {
    let found = if periods.p < SIGN {
        "The effect differs between early and late, so one ratio does not tell it all"
    } else {
        "There is no sign that the effect changes with time"
    };
    format!(
        "{found}: up to day {} the ratio was {}, later {} ({}).",
        periods.until_day,
        ratio(&periods.early),
        ratio(&periods.late),
        p_words(periods.p)
    )
}

/// What effect this caseload could show by now, and when the article's.
pub fn power(ratio: &HazardRatio, article_by: Option<NaiveDate>, on: NaiveDate) -> String {
    let found = detectable_ratio(ratio.std_error, EFFECT_TOLD);
    let now = format!(
        "With a power of 80 % this caseload could show a ratio of {:.2} or less by now: four times in five an effect \
         of that size would be seen.",
        found.ratio
    );
    let article = match article_by {
        Some(day) if day == on => format!("The {EFFECT_TOLD} that the article's 26 % would be is among them."),
        Some(day) => format!(
            "A ratio of {EFFECT_TOLD}, which the article's 26 % would be, could be shown by about {} if cases keep \
             coming as they have: it takes {:.1} times as many withdrawals.",
            day.format("%B %Y"),
            found.times_as_many
        ),
        None => format!("A ratio of {EFFECT_TOLD}, as of the article's 26 %, is out of reach at this pace."),
    };
    format!("{now} {article}")
}

/// What it would take, where nothing can be compared yet.
pub fn power_unknown(withdrawals: u64) -> String {
    let needed = events_needed(EFFECT_TOLD, 0.5, 0.8).unwrap_or_default();
    format!(
        "To show a ratio of {EFFECT_TOLD}, as of the article's 26 %, with a power of 80 % takes about {needed} \
         withdrawals, half of them after a contact; there are {withdrawals} so far."
    )
}

/// Why a model has no answer.
pub const fn no_fit(why: NoFit) -> &'static str {
    match why {
        NoFit::NoEvents => "No victim has withdrawn, so there is no effect to look for.",
        NoFit::NothingToCompare => NO_COMPARISON,
        NoFit::Separated => "All withdrawals are on one side of the comparison, so that no size can be told.",
    }
}

fn verdict(found: &HazardRatio) -> &'static str {
    if found.high < 1.0 {
        "The interval leaves out no effect."
    } else if found.low > 1.0 {
        "The interval lies above 1: more withdrew after a contact."
    } else {
        "The interval includes no effect."
    }
}

fn ratio(found: &HazardRatio) -> String {
    format!("{:.2} (95 % interval {:.2} to {:.2})", found.estimate, found.low, found.high)
}

fn p_words(p: f64) -> String {
    if p < 0.001 { "p below 0.001".to_owned() } else { format!("p = {p:.3}") }
}

/// Whether strand groups differ, without the numbers of the test: they would tell of groups that are withheld.
pub fn test_in_words(p: Option<f64>, period: &str) -> String {
    match p {
        None => format!("There is nothing to compare by strand: {period}."),
        Some(p) if p < SIGN => format!(
            "Strand groups differ by more than chance explains in how soon victims withdraw (log-rank test within risk \
             and borough, at 5 %; {period})."
        ),
        Some(_) => format!(
            "Strand groups do not differ by more than chance in how soon victims withdraw (log-rank test within risk \
             and borough, at 5 %; {period})."
        ),
    }
}

/// Why nothing is shown, without the numbers.
pub fn too_many_undated_in_words() -> String {
    "More than 5 % of withdrawals have no day of their own, and the day decides everything here, so no effect is shown."
        .to_owned()
}

/// Nobody to compare with, or too few.
pub const TOO_FEW_RELEASED: &str = "The half-years given so far have too few withdrawals with or without a contact \
    before them, so no effect is shown.";

/// The model, where only its ratio may be told.
pub fn cox_released(found: &HazardRatio) -> String {
    format!(
        "From the day after a contact the chance of a withdrawal on a day was {} times what it was without one, of \
         those still supporting in their first 90 days (time-dependent Cox model, within risk and borough, over all \
         half-years given). {}",
        ratio(found),
        verdict(found)
    )
}

/// What the released model rests on.
pub fn released_diagnostic(window_ends: u32) -> String {
    format!(
        "The longest contact window ends on day {window_ends}, so 90 days see most of what a contact can do. Whether \
         the effect changes with time, and the landmark analysis, are on the coordinator's page."
    )
}
