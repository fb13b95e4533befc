//! What a figure says, in one short paragraph: the words beside the chart on screen, paper and terminal.
//!
//! A sentence is made from the figures as they are shown, so it tells no more than they do.

use crate::chart::{Figure, PChart, Point, Signal, WhyNoChart, WhyWithheld};
use crate::coverage::{Coverage, CoverageFigure};
use crate::grain::Grain;
use crate::headline::{Count, Headline};
use crate::measure::{Series, set_in_words};
use crate::rate::Rate;
use crate::series_change::change_sentences;
use crate::settled::{Hollow, WARM_UP_DAYS};
use crate::suppression::SmallNumbers;
use crate::xmr_words::target_sentence;
use caseload::Month;

/// Below so many settled months the limits may still move much.
/// Source: the warning of the Making Data Count charts (NHSRplotthedots 0.2.2), which asks for more than 12.
const MONTHS_FOR_STEADY_LIMITS: usize = 12;

/// A share in words, with one decimal: "33.2 %".
pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// What a chart of shares says now.
pub fn chart_sentence(chart: &PChart) -> String {
    if let Some(why) = chart.not_applicable {
        return no_chart(chart, why);
    }
    let mut sentences = vec![latest(chart)];
    sentences.extend(chart.grain.words());
    let span = if chart.grain == Grain::Month { "month" } else { "quarter" };
    if let Some((pooled, share)) = chart.pooled.and_then(|pooled| Some((pooled, pooled.share()?))) {
        let since = chart.changes.last();
        let behind = |point: &&Point| since.is_none_or(|change| change.is_before_end_of(point.period));
        let count = chart.points.iter().filter(behind).filter(|point| point.limits.is_some()).count();
        sentences.push(format!(
            "The centre line is {}: {} of {} {} in {}{}.",
            percent(share),
            pooled.numerator(),
            pooled.denominator(),
            counted_as(chart.series),
            counted(count, &format!("settled {span}")),
            since
                .map_or_else(String::new, |change| format!(" since {}, when it was drawn anew", change.from().words())),
        ));
        sentences.push(signals(&chart.points, span));
        sentences.push(limits_in_words(chart));
        if count < MONTHS_FOR_STEADY_LIMITS && chart.grain == Grain::Month {
            sentences.push(format!(
                "Fewer than {MONTHS_FOR_STEADY_LIMITS} months stand behind them, so they may still move."
            ));
        }
    }
    let ends = (chart.points.first().map(|of| of.period), chart.points.last().map(|of| of.period));
    sentences.extend(change_sentences(&chart.changes, ends.0, ends.1));
    sentences.extend(chart.target.map(|target| target_sentence(&percent(target), chart.assurance())));
    let whys: Vec<Hollow> = chart.points.iter().filter_map(|point| point.hollow).collect();
    sentences.extend(hollow(&whys, span));
    let withheld: Vec<WhyWithheld> = chart.points.iter().filter_map(|point| point.figure.why_withheld()).collect();
    sentences.extend(chart.suppressed.and_then(|rule| suppression(rule, &withheld)));
    sentences.join(" ")
}

fn limits_in_words(chart: &PChart) -> String {
    chart.sigma_z.map_or_else(
        || "The limits are three standard deviations about it, and widen where there are fewer cases.".to_owned(),
        |sigma_z| {
            format!(
                "With so many cases the limits also allow for how much the shares vary anyway (P′): they are \
                 {sigma_z:.1} times as wide as chance alone would have them."
            )
        },
    )
}

/// What a series counts, to stand after a number.
const fn counted_as(series: Series) -> &'static str {
    if followed_for(series).is_some() {
        "crimes reported"
    } else if matches!(series, Series::SrcInWindow) {
        "victims owed a contact"
    } else {
        "crimes closed"
    }
}

/// For how many days the crimes of a series are followed, where they are.
const fn followed_for(series: Series) -> Option<u32> {
    if matches!(series, Series::WithdrawalReported28) {
        Some(28)
    } else if matches!(series, Series::WithdrawalReported56) {
        Some(56)
    } else if matches!(series, Series::WithdrawalReported90) {
        Some(90)
    } else {
        None
    }
}

/// What the coverage table says now.
pub fn coverage_sentence(coverage: &Coverage) -> String {
    let settled = coverage.months.iter().filter(|month| month.hollow.is_none());
    let shown = settled.filter_map(|month| Some((month.month, month.figure.in_window().rate()?)));
    let counted_months: Vec<(Month, Rate)> = shown.filter(|(_, rate)| rate.denominator() > 0).collect();
    let mut sentences = Vec::new();
    match counted_months.last() {
        Some((month, rate)) => sentences.push(format!(
            "Of {} of cases reported in {} who were owed a contact, {} reached in the window{}.",
            victims(rate.denominator()),
            month.words(),
            were(rate.numerator()),
            share_and_interval(&Figure::Shown(*rate)),
        )),
        None => sentences.push("There is no settled month with a figure to show yet.".to_owned()),
    }
    if counted_months.len() > 1 {
        sentences.push(settled_in_words(&coverage.settled, counted_months.len()));
    }
    let whys: Vec<Hollow> = coverage.months.iter().filter_map(|month| month.hollow).collect();
    sentences.extend(hollow(&whys, "month"));
    let open: u64 = coverage.months.iter().filter_map(|month| month.windows_open).sum();
    if open > 0 {
        sentences.push(format!("In the hollow months {} still open.", windows(open)));
    }
    let withheld: Vec<WhyWithheld> =
        coverage.months.iter().filter_map(|month| month.figure.in_window().why_withheld()).collect();
    sentences.extend(coverage.suppressed.and_then(|rule| suppression(rule, &withheld)));
    sentences.join(" ")
}

/// What the month's headline figures say.
pub fn headline_sentence(headline: &Headline) -> String {
    let recorded = match headline.recorded {
        Count::Shown(count) => format!("{} reported", crimes(count)),
        Count::Withheld(_) => "the crimes reported are withheld".to_owned(),
    };
    let withdrawal = match headline.withdrawal.rate() {
        None => "the crimes closed are withheld".to_owned(),
        Some(rate) if rate.denominator() == 0 => "none closed".to_owned(),
        Some(rate) => format!(
            "{} closed, {} of them without the victim's support{}{}",
            crimes(rate.denominator()),
            rate.numerator(),
            share_and_interval(&headline.withdrawal),
            not_settled(headline.withdrawal_hollow),
        ),
    };
    let in_window = headline.coverage.figure.in_window();
    let reached = match in_window.rate() {
        None => "those reached in the window are withheld".to_owned(),
        Some(rate) if rate.denominator() == 0 => "no contact window has ended".to_owned(),
        Some(rate) => format!(
            "{} of {} whose window has ended {} reached in it{}{}",
            rate.numerator(),
            victims(rate.denominator()),
            if rate.numerator() == 1 { "was" } else { "were" },
            share_and_interval(&in_window),
            not_settled(headline.coverage.hollow),
        ),
    };
    format!("In {}: {recorded}; {withdrawal}; {reached}.", headline.month.words())
}

fn no_chart(chart: &PChart, why: WhyNoChart) -> String {
    let months = chart.points.first().zip(chart.points.last());
    match why {
        WhyNoChart::NoCrimes => "Not applicable: no crime has been reported yet.".to_owned(),
        WhyNoChart::NoOutcomes => "Not applicable: none of the crimes here has an outcome, so nothing can be said \
             about how many victims withdrew. Check whether the extract gives outcomes and their dates."
            .to_owned(),
        WhyNoChart::NoneClosedInPeriod => months.map_or_else(
            || "Not applicable: no month was asked for.".to_owned(),
            |(first, last)| {
                format!("Not applicable: no crime was closed from {} to {}.", first.period.words(), last.period.words())
            },
        ),
    }
}

fn latest(chart: &PChart) -> String {
    let shown = |point: &&Point| point.is_mature() && point.figure.rate().is_some();
    let Some(point) = chart.points.iter().rev().find(shown) else {
        return "No settled month can be shown yet.".to_owned();
    };
    let when = point.period.words();
    let followed = followed_for(chart.series);
    match (point.figure.rate().filter(|rate| rate.denominator() > 0), followed) {
        (Some(rate), Some(days)) => format!(
            "Of {} reported in {when}, {} lost the victim's support within {days} days{}.",
            crimes(rate.denominator()),
            rate.numerator(),
            share_and_interval(&point.figure),
        ),
        (None, Some(_)) => format!("No crime was reported in {when}."),
        (Some(rate), None) if chart.series == Series::SrcInWindow => format!(
            "Of {} of cases reported in {when} who were owed a contact, {} reached in the window{}.",
            victims(rate.denominator()),
            were(rate.numerator()),
            share_and_interval(&point.figure),
        ),
        (None, None) if chart.series == Series::SrcInWindow => format!("Nobody was owed a contact in {when}."),
        (Some(rate), None) => format!(
            "Of {} closed in {when}, {} ended without the victim's support ({}){}.",
            crimes(rate.denominator()),
            rate.numerator(),
            set_in_words(&chart.set),
            share_and_interval(&point.figure),
        ),
        (None, None) => format!("No crime was closed in {when}."),
    }
}

fn signals(points: &[Point], span: &str) -> String {
    let months = |signal: Signal| -> Vec<String> {
        points.iter().filter(|point| point.signal == Some(signal)).map(|point| point.period.words()).collect()
    };
    let told = |months: Vec<String>, where_to: &str| {
        let verb = if months.len() == 1 { "lies" } else { "lie" };
        listed(&months).map(|months| format!("{months} {verb} {where_to} the limits"))
    };
    let above = told(months(Signal::AboveLimits), "above");
    let below = told(months(Signal::BelowLimits), "below");
    match (above, below) {
        (None, None) => format!("No {span} lies outside the limits."),
        (Some(above), Some(below)) => format!("{above}; {below}."),
        (Some(only), None) | (None, Some(only)) => format!("{only}."),
    }
}

fn settled_in_words(settled: &CoverageFigure, months: usize) -> String {
    let over = format!("Over {}", counted(months, "settled month"));
    let rest = match settled {
        CoverageFigure::Parts(counts) => format!(
            "of {}, {} reached in the window, {} late, {} tried but not reached, {} never tried, and for {} the \
             contact was ended for a listed reason",
            victims(counts.total()),
            were(counts.reached_in_window),
            counts.reached_late,
            counts.tried_not_reached,
            counts.never_tried,
            counts.ended_by_reason,
        ),
        CoverageFigure::Reached { in_window, late, without_contact } => format!(
            "of {}, {} reached in the window, {late} late, and {without_contact} had no contact",
            victims(in_window + late + without_contact),
            were(*in_window),
        ),
        CoverageFigure::InWindow(rate) => {
            format!("of {}, {} reached in the window", victims(rate.denominator()), were(rate.numerator()))
        }
        CoverageFigure::Withheld { .. } => "the figures are withheld".to_owned(),
    };
    format!("{over}, {rest}.")
}

pub fn hollow(whys: &[Hollow], span: &str) -> Option<String> {
    let count = |why: Hollow| whys.iter().filter(|&&found| found == why).count();
    let reasons: Vec<String> = [
        (Hollow::WarmUp, format!("began before the first case was {WARM_UP_DAYS} days old")),
        (Hollow::WindowsOpen, "with contact windows still open".to_owned()),
        (Hollow::TooYoung, "not followed for long enough".to_owned()),
        (Hollow::Running, "still running".to_owned()),
        (Hollow::NotYet, "not begun".to_owned()),
    ]
    .into_iter()
    .filter(|(why, _)| count(*why) > 0)
    .map(|(why, reason)| format!("{} {reason}", count(why)))
    .collect();
    let verb = if whys.len() == 1 { "is" } else { "are" };
    listed(&reasons).map(|reasons| {
        format!("{} {verb} hollow, and in no centre line, limit or total: {reasons}.", counted(whys.len(), span))
    })
}

pub fn suppression(rule: SmallNumbers, withheld: &[WhyWithheld]) -> Option<String> {
    let count = |why: WhyWithheld| withheld.iter().filter(|&&found| found == why).count();
    let small = count(WhyWithheld::SmallNumber);
    let moving = count(WhyWithheld::StillMoving);
    let mut reasons = Vec::new();
    if small > 0 {
        reasons.push(format!("{small} where fewer than {} victims stand on one side of the share", rule.threshold()));
    }
    if moving > 0 {
        reasons.push(format!("{moving} that still {} by single cases", if moving == 1 { "moves" } else { "move" }));
    }
    let verb = if withheld.len() == 1 { "is" } else { "are" };
    listed(&reasons).map(|reasons| {
        format!("To protect victims {} {verb} withheld and in no total: {reasons}.", counted(withheld.len(), "month"))
    })
}

/// ": 30.0 % (95 % interval 18.1 % to 45.4 %)", or nothing where there is no share to show.
fn share_and_interval(figure: &Figure) -> String {
    figure.share().zip(figure.interval()).map_or_else(String::new, |(share, interval)| {
        format!(": {} (95 % interval {} to {})", percent(share), percent(interval.low), percent(interval.high))
    })
}

const fn not_settled(hollow: Option<Hollow>) -> &'static str {
    if hollow.is_some() { ", not settled yet" } else { "" }
}

pub fn listed(items: &[String]) -> Option<String> {
    let (last, before) = items.split_last()?;
    Some(if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) })
}

pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn crimes(count: u64) -> String {
    if count == 1 { "1 crime".to_owned() } else { format!("{count} crimes") }
}

pub fn victims(count: u64) -> String {
    if count == 1 { "1 victim".to_owned() } else { format!("{count} victims") }
}

fn were(count: u64) -> String {
    if count == 1 { "1 was".to_owned() } else { format!("{count} were") }
}

fn windows(count: u64) -> String {
    if count == 1 { "1 contact window is".to_owned() } else { format!("{count} contact windows are") }
}
