//! What an XmR chart says, and its two icons in words.

use crate::chart::WhyWithheld;
use crate::measure::{Measure, Unit};
use crate::series_change::change_sentences;
use crate::settled::Hollow;
use crate::single::{SinglePoint, XmrChart};
use crate::words::{counted, hollow, listed, suppression};
use crate::xmr::{Assurance, Rule, STEADY_POINTS, SpecialCause, Variation, assurance, variation};

/// The icon of variation in words.
pub const fn variation_words(variation: Variation) -> &'static str {
    match variation {
        Variation::CommonCause => "Common cause: no significant change",
        Variation::Improvement { high: true } => "Special cause, improvement: higher",
        Variation::Improvement { high: false } => "Special cause, improvement: lower",
        Variation::Concern { high: true } => "Special cause, concern: higher",
        Variation::Concern { high: false } => "Special cause, concern: lower",
        Variation::Neutral { high: true } => "Special cause: higher",
        Variation::Neutral { high: false } => "Special cause: lower",
    }
}

/// The icon of assurance in words.
pub const fn assurance_words(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::HitAndMiss => "Hit and miss: the target lies within the limits",
        Assurance::Pass => "Pass: the target will be met without a change",
        Assurance::Fail => "Fail: the target will be missed without a change",
    }
}

impl XmrChart {
    /// What the series counts, in words.
    pub const fn measure(&self) -> &'static Measure {
        self.series.measure()
    }

    /// The icon of variation, from the last settled point; none where no point has limits.
    pub fn variation(&self) -> Option<Variation> {
        self.last_judged().map(|point| variation(point.cause, self.measure().better))
    }

    /// The icon of assurance, from the limits in force at the last settled point.
    pub fn assurance(&self) -> Option<Assurance> {
        let limits = self.last_judged()?.limits?;
        assurance(&limits, self.target?, self.measure().better)
    }

    /// A value in words, as "5.4 a day" or "12 days".
    pub fn value_words(&self, value: f64) -> String {
        if self.measure().unit == Unit::PerDay {
            format!("{value:.1} a day")
        } else if value.fract().abs() < 1e-9 {
            format!("{value:.0} days")
        } else {
            format!("{value:.1} days")
        }
    }
}

/// What the target says, and whether it will be met.
pub fn target_sentence(target: &str, assurance: Option<Assurance>) -> String {
    let judged = assurance.map_or_else(String::new, |assurance| format!(" {}.", assurance_words(assurance)));
    format!("The target is {target}.{judged}")
}

/// What an XmR chart says now.
pub fn xmr_sentence(chart: &XmrChart) -> String {
    let settled = |point: &&SinglePoint| point.hollow.is_none() && point.single.value().is_some();
    let Some(point) = chart.points.iter().rev().find(settled) else {
        return "No settled month with a figure can be shown yet.".to_owned();
    };
    let mut sentences = vec![latest(chart, point)];
    if let Some(limits) = point.limits {
        sentences.push(format!(
            "The mean is {}, and months between {} and {} are what this process gives by itself.",
            chart.value_words(limits.mean),
            chart.value_words(limits.lower.max(0.0)),
            chart.value_words(limits.upper),
        ));
        sentences.push(causes(&chart.points));
        let behind = chart.points_behind_limits();
        if behind < STEADY_POINTS {
            sentences
                .push(format!("Only {} stand behind the limits, so they may still move.", counted(behind, "month")));
        }
    }
    let ends = (chart.points.first().map(|of| of.period), chart.points.last().map(|of| of.period));
    sentences.extend(change_sentences(&chart.changes, ends.0, ends.1));
    sentences.extend(chart.target.map(|target| target_sentence(&chart.value_words(target), chart.assurance())));
    let whys: Vec<Hollow> = chart.points.iter().filter_map(|point| point.hollow).collect();
    sentences.extend(hollow(&whys, "month"));
    let withheld: Vec<WhyWithheld> = chart.points.iter().filter_map(|point| point.single.why_withheld()).collect();
    sentences.extend(chart.suppressed.and_then(|rule| suppression(rule, &withheld)));
    sentences.join(" ")
}

fn latest(chart: &XmrChart, point: &SinglePoint) -> String {
    let value = chart.value_words(point.single.value().unwrap_or(0.0));
    let when = point.period.words();
    match (chart.measure().unit, point.single.cases()) {
        (Unit::PerDay, cases) => format!("{value} in {when}: {} crimes.", cases.unwrap_or(0)),
        (_, Some(cases)) => format!("In {when} half waited {value} or less, of {cases}."),
        (_, None) => format!("In {when} half waited {value} or less."),
    }
}

fn causes(points: &[SinglePoint]) -> String {
    let told: Vec<String> = [
        (Rule::Outside, "outside the limits"),
        (Rule::Trend, "in a run of seven that all rise or all fall"),
        (Rule::TwoOfThree, "among two of three close to a limit"),
        (Rule::Run, "in a run of seven on one side of the mean"),
    ]
    .into_iter()
    .filter_map(|(rule, words)| {
        let of_rule = |point: &&SinglePoint| matches!(point.cause, Some(SpecialCause { rule: of, .. }) if of == rule);
        let count = points.iter().filter(of_rule).count();
        (count > 0).then(|| format!("{} {words}", counted(count, "month")))
    })
    .collect();
    listed(&told).map_or_else(
        || "No month is a signal: the months vary as they always do.".to_owned(),
        |told| format!("Signals: {told}."),
    )
}
