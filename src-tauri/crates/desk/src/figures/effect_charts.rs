//! What curves and effects draw, and what their tables say.

use crate::wire::{ChartView, SpotView, TableView};
use attrition::{
    ContactEffect, CurvePoint, DayCounts, FollowUps, HazardRatio, Incidence, Interval, Landmark, Periods,
    aalen_johansen, percent,
};
use summaries::charts as draw;

/// The names of the methods, as on the chart and in files.
pub const COX: &str = "Contact as it happens (Cox)";

pub const TIME_TITLE: &str = "How many victims have withdrawn by each day since the report";
pub const STRAND_TITLE: &str = "How many victims have withdrawn, by strand";
pub const EFFECT_TITLE: &str = "The chance of a withdrawal after a contact, against without one";
/// What stands in a plot without a curve.
const NOBODY_YET: &str = "No crime has been followed yet";
/// Fewer than this at the end of a curve, and its last days say little: they are not drawn.
const AT_RISK_MIN: u64 = 10;
/// The longest curve that is drawn, and the days named below a curve of each length.
const SPANS: [(u32, [u32; 4]); 5] = [
    (28, [7, 14, 21, 28]),
    (56, [14, 28, 42, 56]),
    (90, [28, 56, 74, 90]),
    (180, [28, 90, 135, 180]),
    (365, [90, 180, 270, 365]),
];
/// The days that tables tell.
const TOLD: [u32; 6] = [7, 28, 56, 90, 180, 365];

/// The days a drawing of these cases spans: as long as enough are followed, and a year at most.
fn span(counts: &DayCounts) -> (u32, [u32; 4]) {
    let enough = AT_RISK_MIN.min(counts.followed().max(1));
    let long_enough = |&&(day, _): &&(u32, [u32; 4])| counts.at_risk_on(day) >= enough;
    SPANS.iter().rfind(long_enough).copied().unwrap_or(SPANS[0])
}

/// The curve of all: withdrawn, and ended otherwise.
pub fn incidence(cases: &FollowUps) -> ChartView {
    let counts = cases.counts();
    let curve = aalen_johansen(&counts);
    let sentence = crate::figures::effect_words::curve(cases);
    let (last_day, named) = span(&counts);
    let at_risk = |day: u32| (day, Some(counts.at_risk_on(day)));
    let figure = draw::CurveFigure {
        title: TIME_TITLE.to_owned(),
        description: sentence.clone(),
        last_day,
        withdrawn: dots(&curve.withdrawal),
        other: dots(&curve.other),
        at_risk: std::iter::once(0).chain(named).map(at_risk).collect(),
        by_week: false,
        nothing: vec![NOBODY_YET.to_owned()],
    };
    let spots = draw::curve_places(&figure).into_iter().filter_map(|(day, place)| {
        let point = curve.withdrawn_by(day).filter(|_| counts.at_risk_on(day) > 0)?;
        let words = format!("By day {day}: {}. {} still followed.", point_words(&point), counts.at_risk_on(day));
        Some(SpotView { across: place.across * 100.0, down: place.down * 100.0, words, period: None, group: None })
    });
    ChartView {
        svg: draw::curve_chart(&figure),
        table: incidence_table(&counts, &curve),
        spots: spots.collect(),
        ..bare(("time_to_withdrawal", TIME_TITLE), sentence, INCIDENCE_DEFINITION.to_owned())
    }
}

const INCIDENCE_DEFINITION: &str = "Crimes, from the day reported; a withdrawal counts on its own day. \
    Any other outcome without a withdrawal is a competing end: who is charged on day 40 can no longer withdraw later. \
    Open cases count for as long as they have been followed (Aalen–Johansen, log-log 95 % intervals). \
    Days with fewer than 10 crimes still followed are not drawn.";

fn incidence_table(counts: &DayCounts, curve: &Incidence) -> TableView {
    let rows = TOLD.into_iter().filter(|&day| counts.at_risk_on(day) > 0).filter_map(|day| {
        let point = curve.withdrawn_by(day)?;
        let other = curve.other.iter().rfind(|point| point.day <= day)?;
        Some(vec![
            day.to_string(),
            counts.at_risk_on(day).to_string(),
            percent(point.estimate),
            interval_words(point.interval),
            percent(other.estimate),
        ])
    });
    table(
        TIME_TITLE,
        &["Day", "Still followed", "Withdrew by then", "95 % interval", "Ended otherwise"],
        rows.collect(),
    )
}

/// A panel for each strand group, and the test in words.
pub fn by_strand(cases: &FollowUps, test: Option<(f64, String)>) -> ChartView {
    let all = cases.counts();
    let sentence = test.map_or_else(
        || "There is one strand group only, so there is nothing to compare.".to_owned(),
        |(_, words)| words,
    );
    let sentence = if cases.is_empty() { "No crime has been followed yet.".to_owned() } else { sentence };
    let (last_day, named) = span(&all);
    let mut panels = Vec::new();
    let mut rows = Vec::new();
    for (group, counts) in cases.groups().iter().zip(cases.counts_by_group()) {
        let curve = aalen_johansen(&counts);
        let days = [0, named[1], last_day];
        panels.push(draw::CurvePanel {
            name: group.label(),
            withdrawn: dots(&curve.withdrawal),
            at_risk: days.map(|day| (day, Some(counts.at_risk_on(day)))).to_vec(),
        });
        let by = |day: u32| {
            let point = curve.withdrawn_by(day).filter(|_| counts.at_risk_on(day) > 0);
            point.map_or_else(|| "–".to_owned(), |point| point_words(&point))
        };
        rows.push(vec![
            group.label(),
            counts.followed().to_string(),
            counts.withdrawals().to_string(),
            by(28),
            by(90),
            by(180),
        ]);
    }
    let figure = draw::PanelsFigure {
        title: STRAND_TITLE.to_owned(),
        description: sentence.clone(),
        last_day,
        all: dots(&aalen_johansen(&all).withdrawal),
        panels,
        by_week: false,
        nothing: vec![NOBODY_YET.to_owned()],
    };
    let columns = ["Strand", "Crimes followed", "Withdrew", "By day 28", "By day 90", "By day 180"];
    ChartView {
        svg: draw::curve_panels(&figure),
        table: table(STRAND_TITLE, &columns, rows),
        ..bare(("time_to_withdrawal_by_strand", STRAND_TITLE), sentence, STRAND_DEFINITION.to_owned())
    }
}

const STRAND_DEFINITION: &str = "As above, by strand. A crime of several strands is in a group of its own, so that each \
    crime is in one group. The test asks whether all groups withdraw at the same pace; it does not say which differs.";

/// What the effect's chart shows.
pub struct EffectRows<'a> {
    pub effect: &'a ContactEffect,
    pub landmark: Option<&'a Landmark>,
    pub periods: Option<&'a Periods>,
}

/// The landmark analysis by its day.
pub fn landmark_name(found: &Landmark) -> String {
    let diluted = if found.diluted { ", diluted" } else { "" };
    format!("Landmark on day {}{diluted}", found.day)
}

/// The effect by each method, with its interval.
pub fn effect(rows: &EffectRows<'_>, sentence: String) -> ChartView {
    let row = |name: String, ratio: &HazardRatio, hollow: bool| draw::IntervalRow {
        name,
        estimate: ratio.estimate,
        low: ratio.low,
        high: ratio.high,
        words: format!("{:.2} ({:.2} to {:.2})", ratio.estimate, ratio.low, ratio.high),
        hollow,
    };
    let mut drawn = vec![row(COX.to_owned(), &rows.effect.ratio, false)];
    let events = rows.effect.events_contacted + rows.effect.events_uncontacted;
    let mut told = vec![effect_row(COX, &rows.effect.ratio, rows.effect.cases, events)];
    if let Some(found) = rows.landmark {
        drawn.push(row(landmark_name(found), &found.ratio, found.diluted));
        let (cases, events) =
            (found.reached.cases + found.not_reached.cases, found.reached.withdrawals + found.not_reached.withdrawals);
        told.push(effect_row(&landmark_name(found), &found.ratio, cases, events));
    }
    if let Some(periods) = rows.periods {
        drawn.push(row(format!("Cox, up to day {}", periods.until_day), &periods.early, true));
        drawn.push(row(format!("Cox, after day {}", periods.until_day), &periods.late, true));
    }
    let figure = interval_figure(sentence.clone(), drawn);
    ChartView {
        svg: draw::interval_chart(&figure),
        table: table(EFFECT_TITLE, &["Method", "Ratio", "95 % interval", "p", "Crimes", "Withdrawals"], told),
        ..bare(("src_effect", EFFECT_TITLE), sentence, EFFECT_DEFINITION.to_owned())
    }
}

/// Ratios to draw, with the words beside no effect.
pub fn interval_figure(description: String, rows: Vec<draw::IntervalRow>) -> draw::IntervalFigure {
    draw::IntervalFigure {
        title: EFFECT_TITLE.to_owned(),
        description,
        scale: draw::IntervalScale::Ratio,
        left_words: "fewer withdraw after a contact".to_owned(),
        right_words: "more withdraw".to_owned(),
        rows,
    }
}

/// What the ratio is.
pub const EFFECT_DEFINITION: &str = "Hazard ratios: how many times as likely a withdrawal is on a day, of those who \
    still support the investigation then. Below 1, fewer withdraw after a contact. Compared within risk and borough, \
    which set the day of the contact. Time before a contact counts as time without one. \
    A hazard ratio says how fast victims withdraw, and not how many do.";

fn effect_row(name: &str, ratio: &HazardRatio, cases: u64, events: u64) -> Vec<String> {
    vec![
        name.to_owned(),
        format!("{:.2}", ratio.estimate),
        format!("{:.2} to {:.2}", ratio.low, ratio.high),
        if ratio.p < 0.001 { "below 0.001".to_owned() } else { format!("{:.3}", ratio.p) },
        cases.to_string(),
        events.to_string(),
    ]
}

/// A chart's words, with nothing drawn yet.
pub fn bare((series, title): (&str, &str), sentence: String, definition: String) -> ChartView {
    ChartView {
        series: series.to_owned(),
        name: series.to_owned(),
        question: "Does it help?".to_owned(),
        title: title.to_owned(),
        sentence,
        icons: Vec::new(),
        svg: String::new(),
        table: table(title, &[], Vec::new()),
        definition,
        cut: None,
        spots: Vec::new(),
        points: Vec::new(),
    }
}

/// A table with its columns.
pub fn table(caption: &str, columns: &[&str], rows: Vec<Vec<String>>) -> TableView {
    TableView { caption: caption.to_owned(), columns: columns.iter().map(|&name| name.to_owned()).collect(), rows }
}

fn dots(curve: &[CurvePoint]) -> Vec<draw::CurveDot> {
    let dot = |point: &CurvePoint| draw::CurveDot {
        day: if point.day == 0 { 0.5 } else { point.day.into() },
        share: point.estimate,
        interval: point.interval.map(|interval| (interval.low, interval.high)),
    };
    curve.iter().map(dot).collect()
}

fn point_words(point: &CurvePoint) -> String {
    let interval = point.interval.map_or_else(String::new, |_| format!(" ({})", interval_words(point.interval)));
    format!("{}{interval}", percent(point.estimate))
}

/// Both ends, or a dash.
pub fn interval_words(interval: Option<Interval>) -> String {
    interval.map_or_else(|| "–".to_owned(), |ends| format!("{} to {}", percent(ends.low), percent(ends.high)))
}
