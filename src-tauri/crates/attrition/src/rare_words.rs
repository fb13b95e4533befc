//! What is said of a rare strand.

use crate::grain::FEW_CASES;
use crate::rare::{Between, RareStrand, TwelveMonths};
use crate::words::{counted, listed, percent};
use crate::xmr::{Rule, STEADY_POINTS, SpecialCause};
use chrono::NaiveDate;

/// Why a strand has no share by month.
fn why_rare(rare: &RareStrand) -> String {
    let months = match rare.months_asked {
        12 => "the last twelve complete months".to_owned(),
        asked => counted(asked, "complete month"),
    };
    let fewest = match rare.fewest_in_month {
        0 => "none".to_owned(),
        count => format!("only {count}"),
    };
    format!(
        "{} is too rare for a share by month: {} reported in {months}, and {fewest} in one of them, where fewer than \
         {FEW_CASES} say nothing.",
        rare.strand.label(),
        crimes(rare.in_months_asked),
    )
}

/// What the days between the reports of a rare strand say.
pub fn days_between_sentence(rare: &RareStrand) -> String {
    let mut sentences = vec![why_rare(rare)];
    let Some(last_on) = rare.last_on else { return sentences.remove(0) };
    let since = counted_days((rare.as_at - last_on).num_days().unsigned_abs());
    let Some(last) = rare.reports.last() else {
        sentences
            .push(format!("It was reported once, on {}, {since} ago, so there are no days between.", day(last_on)));
        return sentences.join(" ");
    };
    sentences.push(format!(
        "The last report was on {}, {} after the one before; {since} have passed since.",
        day(last_on),
        counted_days(u64::from(last.days)),
    ));
    if let Some(limits) = rare.limits {
        sentences.push(format!(
            "The centre is {:.1} days, and up to {:.1} days between two is what reports at this rate give by \
             themselves{}.",
            limits.mean,
            limits.upper,
            if limits.lower >= 0.05 { format!(", and {:.1} or more", limits.lower) } else { String::new() },
        ));
        sentences.push(signals(&rare.reports));
    }
    if rare.reports.len() < STEADY_POINTS {
        let behind = counted(rare.reports.len(), "report");
        sentences.push(format!("Only {behind} stand behind the limits, so they may still move."));
    }
    sentences.push("More days are fewer reports: demand on the police, not how much hate crime there is.".to_owned());
    sentences.join(" ")
}

fn signals(reports: &[Between]) -> String {
    let told: Vec<String> = [
        (Rule::Outside, "outside the limits"),
        (Rule::Trend, "in a run of seven that all rise or all fall"),
        (Rule::TwoOfThree, "among two of three close to a limit"),
        (Rule::Run, "in a run of seven on one side of the centre"),
    ]
    .into_iter()
    .filter_map(|(rule, words)| {
        let of_rule = |of: &&Between| matches!(of.cause, Some(SpecialCause { rule: found, .. }) if found == rule);
        let count = reports.iter().filter(of_rule).count();
        (count > 0).then(|| format!("{} {words}", counted(count, "report")))
    })
    .collect();
    listed(&told).map_or_else(
        || "No report is a signal: they come as they always did.".to_owned(),
        |told| format!("Signals: {told}."),
    )
}

/// What the rolling twelve months of a rare strand say.
pub fn twelve_months_sentence(rare: &RareStrand) -> String {
    let mut sentences = vec![why_rare(rare)];
    let Some(&TwelveMonths { period, rate, hollow }) = rare.twelve_months.last() else { return sentences.remove(0) };
    match (rate.share(), rate.wilson()) {
        (Some(share), Some(interval)) => sentences.push(format!(
            "Of {} closed in {}, {} of the victims withdrew: {} (95 % interval {} to {}).",
            crimes(rate.denominator()),
            period.words(),
            rate.numerator(),
            percent(share),
            percent(interval.low),
            percent(interval.high),
        )),
        _ => sentences.push(format!("No crime of it was closed in {}.", period.words())),
    }
    if hollow.is_some() {
        sentences.push(
            "The desk was young in some of these months, when withdrawals, which come first, stood out: too early to \
             judge."
                .to_owned(),
        );
    }
    sentences.push(
        "Neighbouring points share eleven months, so there are neither limits nor rules: compare points a year apart, \
         by their intervals."
            .to_owned(),
    );
    sentences.join(" ")
}

fn crimes(count: u64) -> String {
    if count == 1 { "1 crime".to_owned() } else { format!("{count} crimes") }
}

fn counted_days(days: u64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

fn day(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}
