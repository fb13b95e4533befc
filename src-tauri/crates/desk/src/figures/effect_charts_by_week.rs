//! The same curves and effect, as a reader without names may see them.

use crate::figures::effect_charts::{
    COX, EFFECT_DEFINITION, EFFECT_TITLE, STRAND_TITLE, TIME_TITLE, bare, interval_figure, interval_words, table,
};
use crate::wire::ChartView;
use attrition::{DayCounts, HazardRatio, RELEASED_DAYS, WeekPoint, percent};
use caseload::Strand;
use summaries::charts as draw;

/// The curve of a half-year, by week, as a reader without names may see it.
pub fn incidence_by_week(counts: &DayCounts, shown: &[WeekPoint], period: Option<&str>) -> ChartView {
    let sentence = match (shown.last(), period) {
        (_, None) => NO_HALF_YEAR.to_owned(),
        (None, Some(period)) => {
            format!("No curve can be shown for {period}: too few victims withdrew, or its months are withheld.")
        }
        (Some(last), Some(period)) => format!(
            "Of {} crimes reported from {period}, {} had been withdrawn from by day {} ({}).",
            counts.all(),
            percent(last.estimate),
            last.day,
            interval_words(last.interval)
        ),
    };
    let at_risk = |day: u32| {
        let at_risk = shown.iter().find(|point| point.day == day).and_then(|point| point.at_risk);
        (day, if day == 0 { Some(counts.all()).filter(|_| !shown.is_empty()) } else { at_risk })
    };
    let figure = draw::CurveFigure {
        title: TIME_TITLE.to_owned(),
        description: sentence.clone(),
        last_day: RELEASED_DAYS,
        withdrawn: week_dots(shown),
        other: Vec::new(),
        at_risk: [0, 28, 56, 90].map(at_risk).to_vec(),
        by_week: true,
        nothing: nothing(period.is_some()),
    };
    ChartView {
        svg: draw::curve_chart(&figure),
        table: table(TIME_TITLE, &["Day", "Still followed", "Withdrew by then", "95 % interval"], week_rows(shown)),
        ..bare(("time_to_withdrawal", TIME_TITLE), sentence, WEEK_DEFINITION.to_owned())
    }
}

/// What is said before the first half-year has been given.
pub const NO_HALF_YEAR: &str = "No half-year has been given yet: curves begin once all victims of one have been \
    followed for 90 days.";

/// What stands in the plot where no curve is shown: why.
fn nothing(is_given: bool) -> Vec<String> {
    let lines: [&str; 2] = if is_given {
        ["Withheld: too few victims withdrew,", "or the months themselves are withheld"]
    } else {
        ["No half-year has been given yet:", "its victims are still being followed for 90 days"]
    };
    lines.map(str::to_owned).to_vec()
}

const WEEK_DEFINITION: &str = "Crimes of a half-year, all followed for 90 days from the report; a withdrawal counts on \
    its own day. \"Still followed\" are those who neither withdrew nor ended otherwise by the end of the day (‡ where \
    that is withheld).";

/// A panel for each strand that may be shown.
pub fn by_strand_by_week(
    groups: &[(Strand, DayCounts, Vec<WeekPoint>)],
    all: &[WeekPoint],
    sentence: String,
) -> ChartView {
    let mut panels = Vec::new();
    let mut rows = Vec::new();
    for (strand, counts, curve) in groups {
        let Some(last) = curve.last() else {
            rows.push(vec![strand.label(), "‡".to_owned(), "‡".to_owned(), "‡".to_owned()]);
            continue;
        };
        let at_risk = |day: u32| {
            let told = curve.iter().find(|point| point.day == day).and_then(|point| point.at_risk);
            (day, if day == 0 { Some(counts.all()) } else { told })
        };
        panels.push(draw::CurvePanel {
            name: strand.label(),
            withdrawn: week_dots(curve),
            at_risk: [0, 56, 90].map(at_risk).to_vec(),
        });
        rows.push(vec![
            strand.label(),
            counts.all().to_string(),
            format!("{} by day {}", percent(last.estimate), last.day),
            interval_words(last.interval),
        ]);
    }
    let figure = draw::PanelsFigure {
        title: STRAND_TITLE.to_owned(),
        description: sentence.clone(),
        last_day: RELEASED_DAYS,
        all: week_dots(all),
        panels,
        by_week: true,
        nothing: nothing(!groups.is_empty()),
    };
    ChartView {
        svg: draw::curve_panels(&figure),
        table: table(STRAND_TITLE, &["Strand", "Crimes", "Withdrew", "95 % interval"], rows),
        ..bare(("time_to_withdrawal_by_strand", STRAND_TITLE), sentence, WEEK_STRAND_DEFINITION.to_owned())
    }
}

const WEEK_STRAND_DEFINITION: &str = "As above, by strand; a crime counts in each of its strands. A strand is withheld \
    (‡) where it, or all others, would tell of too few people.";

/// The one ratio a reader without names may see.
pub fn effect_released(name: &str, ratio: &HazardRatio, sentence: String) -> ChartView {
    let words = format!("{:.2} ({:.2} to {:.2})", ratio.estimate, ratio.low, ratio.high);
    let row = draw::IntervalRow {
        name: COX.to_owned(),
        estimate: ratio.estimate,
        low: ratio.low,
        high: ratio.high,
        words,
        hollow: false,
    };
    let told =
        vec![name.to_owned(), format!("{:.2}", ratio.estimate), format!("{:.2} to {:.2}", ratio.low, ratio.high)];
    ChartView {
        svg: draw::interval_chart(&interval_figure(sentence.clone(), vec![row])),
        table: table(EFFECT_TITLE, &["Method", "Ratio", "95 % interval"], vec![told]),
        ..bare(("src_effect", EFFECT_TITLE), sentence, EFFECT_DEFINITION.to_owned())
    }
}

fn week_dots(points: &[WeekPoint]) -> Vec<draw::CurveDot> {
    let dot = |point: &WeekPoint| draw::CurveDot {
        day: point.day.into(),
        share: point.estimate,
        interval: point.interval.map(|interval| (interval.low, interval.high)),
    };
    points.iter().map(dot).collect()
}

fn week_rows(points: &[WeekPoint]) -> Vec<Vec<String>> {
    let row = |point: &WeekPoint| {
        let at_risk = point.at_risk.map_or_else(|| "‡".to_owned(), |count| count.to_string());
        vec![point.day.to_string(), at_risk, percent(point.estimate), interval_words(point.interval)]
    };
    points.iter().map(row).collect()
}
