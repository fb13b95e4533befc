//! Rare strands as they are drawn, tabled and given to programs.
//!
//! A reader who may see people gets the days between reports and rolling twelve months of each rare strand. Days between
//! are days of single crimes, and rolling months can be subtracted; so others get whole years, each given once.

use crate::figures::columns::AsAt;
use crate::figures::compare::{GroupChart, group_chart};
use crate::figures::months_compared::shown_half_year;
use crate::figures::trend_charts::{bare, hollow_words};
use crate::wire::{ChartView, PointView, SpotView, TableView};
use attrition::xmr::{Rule, SpecialCause};
use attrition::{
    Between, Cut, GroupTable, GroupsRequest, PChart, RareStrand, Series, SmallNumbers, TwelveMonths, by_group,
    days_between_sentence, group_sentence, percent, rare_strands, set_in_words, twelve_months_sentence,
};
use caseload::{Month, OutcomeSet, Period, Strand};
use std::collections::BTreeSet;
use summaries::Share;
use summaries::charts as draw;

/// What is told of strands too rare for a share by month.
#[derive(Debug)]
pub(crate) enum RareFigures {
    Exact(Vec<RareStrand>),
    /// The last whole year that has been given, by monitored strand; none where none has.
    Released(Option<YearByStrand>),
}

/// Shares by strand of a whole year, April to March.
#[derive(Debug)]
pub(crate) struct YearByStrand {
    pub period: Period,
    pub table: GroupTable,
}

/// The rare strands up to a month; of suppressed figures the last year whose half-years have both been given, from the
/// months whose own share is shown.
pub(crate) fn rare_figures(as_at: &AsAt, to: Month, suppressed: bool, withdrawal: &PChart) -> RareFigures {
    let set = OutcomeSet::attrition();
    if !suppressed {
        return RareFigures::Exact(rare_strands(&as_at.columns, to, as_at.on, &set));
    }
    RareFigures::Released(year_by_strand(as_at, to, withdrawal, &set))
}

fn year_by_strand(as_at: &AsAt, to: Month, withdrawal: &PChart, set: &OutcomeSet) -> Option<YearByStrand> {
    let mut last = to;
    while !last.to_string().ends_with("-03") || as_at.on < last.last_day() {
        last = last.previous();
    }
    let period = Period::TwelveMonths(last);
    let first = period.first_month();
    let second = (0..6).fold(first, |month, _| month.next());
    let months = withdrawal.months();
    let halves = [first, second].map(|half| shown_half_year(&months, half));
    let table = |months: &BTreeSet<Month>| {
        let series = Series::WithdrawalClosed;
        let request = GroupsRequest { cut: Cut::Strand, series, months, as_at: as_at.on, set, overdispersion: false };
        by_group(&as_at.columns, &request)
    };
    let [Some(first), Some(second)] = &halves else { return None };
    let strands = Strand::MONITORED.map(|strand| strand.label()).to_vec();
    let table = SmallNumbers::preset().suppress_year(&[table(first), table(second)], &strands);
    Some(YearByStrand { period, table })
}

/// The charts of the rare strands.
pub(crate) fn rare_views(figures: &RareFigures) -> Vec<ChartView> {
    match figures {
        RareFigures::Exact(strands) => {
            let of = |rare| -> Vec<ChartView> {
                let by_days = Some(rare).filter(|rare: &&RareStrand| rare.is_by_days()).map(between_view);
                by_days.into_iter().chain([rolling_view(rare)]).collect()
            };
            strands.iter().flat_map(of).collect()
        }
        RareFigures::Released(None) => Vec::new(),
        RareFigures::Released(Some(year)) => vec![year_view(year)],
    }
}

/// The chart's name, as in commands: its series and its strand.
fn name(series: Series, rare: &RareStrand) -> String {
    format!("{}_{}", series.measure().name, rare.strand.code())
}

fn titled(series: Series, rare: &RareStrand, sentence: String, definition: String) -> ChartView {
    let strand = rare.strand.label();
    let title = if series == Series::DaysBetween {
        format!("{strand}: days from one report to the next")
    } else {
        format!("{strand}: victims who withdrew, over twelve months")
    };
    ChartView {
        name: name(series, rare),
        title,
        cut: Some(Cut::Strand.name().to_owned()),
        ..bare(series, sentence, definition)
    }
}

fn between_view(rare: &RareStrand) -> ChartView {
    let sentence = days_between_sentence(rare);
    let view = titled(Series::DaysBetween, rare, sentence, Series::DaysBetween.measure().definition.to_owned());
    let figure = draw::BetweenFigure {
        title: view.title.clone(),
        description: view.sentence.clone(),
        reports: rare
            .reports
            .iter()
            .map(|of| draw::BetweenDot { on: of.on, days: of.days, signal: of.cause.map(|cause| cause.high) })
            .collect(),
        lines: rare.limits.map(|limits| [limits.lower, limits.mean, limits.upper]),
    };
    let spots = rare.reports.iter().zip(draw::between_places(&figure)).map(|(of, place)| SpotView {
        across: place.across * 100.0,
        down: place.down * 100.0,
        words: format!("{}: {}. {}.", day_words(of), days_words(of.days), note(of)),
        period: Some(of.on.to_string()),
        group: Some(rare.strand.label()),
    });
    let rows = rare.reports.iter().map(|of| vec![day_words(of), of.days.to_string(), note(of).to_owned()]);
    let columns = ["Report", "Days since the one before", "Note"].map(str::to_owned).to_vec();
    ChartView {
        svg: draw::between_chart(&figure),
        table: TableView { caption: view.title.clone(), columns, rows: rows.collect() },
        spots: spots.collect(),
        points: between_points(rare),
        ..view
    }
}

fn day_words(of: &Between) -> String {
    of.on.format("%-d %b %Y").to_string()
}

fn days_words(days: u32) -> String {
    if days == 1 { "1 day after the one before".to_owned() } else { format!("{days} days after the one before") }
}

const fn note(of: &Between) -> &'static str {
    match of.cause {
        None => "Within the limits",
        Some(SpecialCause { rule: Rule::Outside, high: true }) => "Signal: above the limits, fewer reports",
        Some(SpecialCause { rule: Rule::Outside, high: false }) => "Signal: below the limits, more reports",
        Some(SpecialCause { rule: Rule::Trend, .. }) => "Signal: a run of seven that rise or fall",
        Some(SpecialCause { rule: Rule::TwoOfThree, .. }) => "Signal: two of three close to a limit",
        Some(SpecialCause { rule: Rule::Run, .. }) => "Signal: a run of seven on one side of the centre",
    }
}

/// Days between for programs.
pub(crate) fn between_points(rare: &RareStrand) -> Vec<PointView> {
    let point = |of: &Between| PointView {
        period: of.on.to_string(),
        numerator: None,
        denominator: None,
        value: Some(f64::from(of.days)),
        low: None,
        high: None,
        centre: rare.limits.map(|limits| limits.mean),
        lower_limit: rare.limits.map(|limits| limits.lower),
        upper_limit: rare.limits.map(|limits| limits.upper),
        signal: of.cause.is_some(),
        mature: true,
        suppressed: false,
    };
    rare.reports.iter().map(point).collect()
}

fn rolling_view(rare: &RareStrand) -> ChartView {
    let series = Series::WithdrawalTwelveMonths;
    let definition = format!("{} {}", series.measure().definition, set_in_words(&OutcomeSet::attrition()));
    let view = titled(series, rare, twelve_months_sentence(rare), definition);
    let figure = draw::PChartFigure {
        title: view.title.clone(),
        description: view.sentence.clone(),
        numerator_name: "withdrawn".to_owned(),
        denominator_name: "closed".to_owned(),
        centre: None,
        changes: Vec::new(),
        target: None,
        months: rare.twelve_months.iter().map(rolling_month).collect(),
    };
    let spots = rare.twelve_months.iter().zip(draw::p_chart_places(&figure)).map(|(of, place)| SpotView {
        across: place.across * 100.0,
        down: place.down * 100.0,
        words: format!("{}: {}.", of.period.words(), rate_words(of)),
        period: (of.rate.denominator() > 0).then(|| of.period.to_string()),
        group: Some(rare.strand.label()),
    });
    let rows = rare.twelve_months.iter().map(|of| {
        let interval = of.rate.wilson().map_or_else(
            || "–".to_owned(),
            |interval| format!("{} to {}", percent(interval.low), percent(interval.high)),
        );
        vec![
            of.period.words(),
            of.rate.numerator().to_string(),
            of.rate.denominator().to_string(),
            of.rate.share().map_or_else(|| "not applicable".to_owned(), percent),
            interval,
            of.hollow.map_or("", hollow_words).to_owned(),
        ]
    });
    let columns = ["Twelve months", "Withdrawn", "Closed", "Share", "95 % interval", "Note"];
    ChartView {
        svg: draw::p_chart(&figure),
        table: TableView {
            caption: view.title.clone(),
            columns: columns.map(str::to_owned).to_vec(),
            rows: rows.collect(),
        },
        spots: spots.collect(),
        points: rolling_points(rare),
        ..view
    }
}

fn rolling_month(of: &TwelveMonths) -> draw::PChartMonth {
    let share = of
        .rate
        .wilson()
        .and_then(|interval| Share::new(of.rate.numerator(), of.rate.denominator(), interval.low, interval.high));
    let point = match (share, of.hollow) {
        (None, _) => draw::PChartPoint::NoCases,
        (Some(share), Some(_)) => draw::PChartPoint::Immature(share),
        (Some(share), None) => draw::PChartPoint::Rolling(share),
    };
    draw::PChartMonth { period: of.period, point }
}

fn rate_words(of: &TwelveMonths) -> String {
    let (rate, note) = (of.rate, of.hollow.map_or_else(String::new, |why| format!(". {}", hollow_words(why))));
    rate.share().map_or_else(
        || "no cases".to_owned(),
        |share| format!("{} of {}, {}{note}", rate.numerator(), rate.denominator(), percent(share)),
    )
}

/// Rolling twelve months for programs.
pub(crate) fn rolling_points(rare: &RareStrand) -> Vec<PointView> {
    let point = |of: &TwelveMonths| {
        let interval = of.rate.wilson();
        PointView {
            period: of.period.to_string(),
            numerator: Some(of.rate.numerator()),
            denominator: Some(of.rate.denominator()),
            value: of.rate.share(),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            centre: None,
            lower_limit: None,
            upper_limit: None,
            signal: false,
            mature: of.hollow.is_none(),
            suppressed: false,
        }
    };
    rare.twelve_months.iter().map(point).collect()
}

fn year_view(year: &YearByStrand) -> ChartView {
    let series = Series::WithdrawalTwelveMonths;
    let title = format!("Victims who withdrew, by strand, over {}", year.period.words());
    let drawn = group_chart(&year.table, &title, year_sentence(year));
    let GroupChart { svg, table, spots } = drawn;
    ChartView { title, svg, table, spots, ..bare(series, year_sentence(year), YEAR_DEFINITION.to_owned()) }
}

const YEAR_DEFINITION: &str = "Crimes of a strand closed in a whole year, April to March, by the outcome in force: a \
    strand that is too rare for half a year. A year is given where both its halves are shown, or neither, since one \
    half less the year would give the other.";

/// What the year by strand says.
pub(crate) fn year_sentence(year: &YearByStrand) -> String {
    format!("For strands too rare for a shorter time: {}. {}", year.period.words(), group_sentence(&year.table))
}
