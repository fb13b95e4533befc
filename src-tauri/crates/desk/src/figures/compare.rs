//! Groups compared: is it equal, and where does it differ.

use crate::error::DeskError;
use crate::figures::columns::AsAt;
use crate::figures::months_compared::{MonthsCompared, period_of, period_words};
use crate::figures::trend_charts::bare;
use crate::session::Session;
use crate::wire::{ChartView, ChoiceView, CompareRequest, CompareView, GroupView, SpotView, TableView};
use attrition::{
    Compared, Cut, Group, GroupFigure, GroupTable, GroupsRequest, Place, Series, SmallNumbers, by_group, funnel_limits,
    group_sentence, percent,
};
use casebook::Now;
use caseload::{OutcomeSet, Strand};
use summaries::Share;
use summaries::charts as draw;

impl Session {
    /// Groups compared by one share: exact for a coordinator, suppressed for an EDI manager.
    ///
    /// # Errors
    /// Not allowed, an unknown cut or measure, a cut that this role is not given, a day not kept, the disk.
    pub fn compare_groups(&mut self, request: &CompareRequest, now: Now) -> Result<CompareView, DeskError> {
        let (as_at, exact) = self.trends_as_at(request.as_at.as_deref(), now)?;
        let cuts: Vec<Cut> = cuts(exact);
        let cut = Cut::from_name(&request.cut).filter(|cut| cuts.contains(cut)).ok_or_else(|| {
            let names: Vec<&str> = cuts.iter().map(|cut| cut.name()).collect();
            DeskError::bad("cut", format!("\"{}\" is no group to compare by. Use {}.", request.cut, names.join(", ")))
        })?;
        let found = Series::from_name(&request.measure).filter(|series| Series::OF_GROUPS.contains(series));
        let series = found.ok_or_else(|| {
            let names: Vec<&str> = Series::OF_GROUPS.iter().map(|series| series.measure().name).collect();
            DeskError::bad(
                "measure",
                format!("\"{}\" is not compared by group. Use {}.", request.measure, names.join(", ")),
            )
        })?;
        let months = MonthsCompared::of(&as_at, !exact);
        let tables = comparison(&as_at, &months, cut, !exact, request.overdispersion);
        let Some(table) = tables.into_iter().find(|table| table.series == series) else {
            return Err(DeskError::NotFound("The comparison is not there.".to_owned()));
        };
        let measures = Series::OF_GROUPS.iter().map(|series| choice(series.measure().name, series.measure().title));
        Ok(CompareView {
            cut: cut.name().to_owned(),
            measure: series.measure().name.to_owned(),
            cuts: cuts.iter().map(|cut| choice(cut.name(), cut.title())).collect(),
            measures: measures.collect(),
            period_words: period_words(months.of_series(series)),
            groups: group_views(&table),
            chart: chart_view(&table, period_of(months.of_series(series)).filter(|_| exact).as_deref()),
        })
    }
}

fn choice(code: &str, label: &str) -> ChoiceView {
    ChoiceView { code: code.to_owned(), label: label.to_owned() }
}

/// The cuts a reader may choose.
pub(crate) fn cuts(exact: bool) -> Vec<Cut> {
    Cut::EQUALITY.into_iter().chain(Cut::CROSSED).chain(Cut::PLACES).filter(|cut| exact || cut.is_shareable()).collect()
}

/// The shares by group of one cut, over the months compared.
pub(crate) fn comparison(
    as_at: &AsAt,
    months: &MonthsCompared,
    cut: Cut,
    suppressed: bool,
    overdispersion: bool,
) -> Vec<GroupTable> {
    let set = OutcomeSet::attrition();
    let tables: Vec<GroupTable> = Series::OF_GROUPS
        .into_iter()
        .map(|series| {
            let months = months.of_series(series);
            let request = GroupsRequest { cut, series, months, as_at: as_at.on, set: &set, overdispersion };
            by_group(&as_at.columns, &request)
        })
        .collect();
    if !suppressed {
        return tables;
    }
    let rule = SmallNumbers::preset();
    cut.crossed_with().map_or_else(
        || rule.suppress_groups(&tables),
        |other| {
            let of = |cut: Cut| comparison(as_at, months, cut, true, false);
            rule.suppress_crossed(&tables, &of(Cut::Strand), &of(other))
        },
    )
}

/// The comparison's chart; its points open their cases where the period of the groups is given.
fn chart_view(table: &GroupTable, period: Option<&str>) -> ChartView {
    let (measure, sentence) = (table.series.measure(), group_sentence(table));
    let title = format!("{}, by {}", plain_title(table.series), table.cut.title().to_lowercase());
    let GroupChart { svg, table: rows, mut spots } = group_chart(table, &title, sentence.clone());
    for spot in &mut spots {
        spot.period = period.map(str::to_owned);
    }
    ChartView {
        question: if Cut::PLACES.contains(&table.cut) { "Where does it differ?" } else { "Is it equal?" }.to_owned(),
        svg,
        spots,
        table: rows,
        title,
        cut: Some(table.cut.name().to_owned()),
        ..bare(table.series, sentence, measure.definition.to_owned())
    }
}

/// Groups as they are drawn and tabled.
pub(crate) struct GroupChart {
    pub svg: String,
    pub table: TableView,
    pub spots: Vec<SpotView>,
}

pub(crate) fn group_chart(table: &GroupTable, title: &str, description: String) -> GroupChart {
    let shown: Vec<&GroupFigure> = table.groups.iter().filter(|figure| is_row(table, figure)).collect();
    let dots: Vec<draw::GroupDot> = shown.iter().map(|figure| dot(figure)).collect();
    let centre = table.all.and_then(|all| all.share());
    let title = title.to_owned();
    let (svg, places) = if Cut::PLACES.contains(&table.cut) {
        let limits = limits(table, centre);
        let figure = draw::FunnelFigure { title: title.clone(), description, centre, limits, groups: dots };
        (draw::funnel_chart(&figure), draw::funnel_places(&figure))
    } else {
        let figure = draw::GapFigure { title: title.clone(), description, centre, groups: dots };
        (draw::gap_chart(&figure), draw::gap_places(&figure))
    };
    let spots = shown.iter().zip(places).map(|(figure, place)| SpotView {
        across: place.across * 100.0,
        down: place.down * 100.0,
        words: spot_words(figure),
        period: None,
        group: Some(figure.group.words().to_owned()),
    });
    GroupChart { svg, spots: spots.filter(|spot| spot.across > 0.0).collect(), table: group_table(table, &title) }
}

/// The title of a share without the month it is counted by.
fn plain_title(series: Series) -> &'static str {
    let title = series.measure().title;
    title.split_once(", by ").map_or(title, |(plain, _)| plain)
}

/// Groups without a case are no rows of an exact table, but for "not recorded".
///
/// Of a suppressed table those withheld are rows only where everybody knows that they are groups: that a language, a
/// borough or a local strand occurs on the desk at all can be one person.
fn is_row(table: &GroupTable, figure: &GroupFigure) -> bool {
    figure.group == Group::NotRecorded
        || figure.compared.is_some_and(|compared| compared.rate.denominator() > 0)
        || (table.suppressed.is_some() && table.cut == Cut::Strand && is_monitored(&figure.group))
}

fn is_monitored(group: &Group) -> bool {
    Strand::MONITORED.iter().any(|strand| strand.label() == group.words())
}

fn dot(figure: &GroupFigure) -> draw::GroupDot {
    let share = figure.compared.and_then(|compared| {
        let (rate, interval) = (compared.rate, compared.rate.wilson()?);
        Share::new(rate.numerator(), rate.denominator(), interval.low, interval.high)
    });
    draw::GroupDot { name: figure.group.words().to_owned(), share, signal: is_signal(figure) }
}

fn limits(table: &GroupTable, centre: Option<f64>) -> Vec<draw::FunnelLimits> {
    let sizes = table.groups.iter().filter_map(|figure| figure.compared.map(|compared| compared.rate.denominator()));
    let largest = sizes.max().unwrap_or(0);
    let steps = 60;
    (1..=steps)
        .filter_map(|step| {
            let n = (largest * step / steps).max(1);
            let limits = funnel_limits(centre?, n, table.inflation)?;
            Some(draw::FunnelLimits {
                n,
                lower_999: limits.lower_999,
                lower_975: limits.lower_975,
                upper_975: limits.upper_975,
                upper_999: limits.upper_999,
            })
        })
        .collect()
}

const fn is_signal(figure: &GroupFigure) -> bool {
    matches!(figure.compared, Some(Compared { place: Place::Signal { .. }, .. }))
}

fn spot_words(figure: &GroupFigure) -> String {
    let name = figure.group.words();
    let Some((compared, share)) = figure.compared.and_then(|compared| Some((compared, compared.rate.share()?))) else {
        return format!("{name}: withheld.");
    };
    let rate = compared.rate;
    format!("{name}: {} of {}, {}. {}.", rate.numerator(), rate.denominator(), percent(share), note(compared.place))
}

const fn note(place: Place) -> &'static str {
    match place {
        Place::Within => "Within the limits for its size",
        Place::Outer { .. } => "Between the inner and the outer limits",
        Place::Signal { high: true } => "Signal: above the outer limits",
        Place::Signal { high: false } => "Signal: below the outer limits",
    }
}

fn group_table(table: &GroupTable, title: &str) -> TableView {
    let columns =
        [table.cut.title(), "Counted", "Of", "Share", "95 % interval", "All others", "Gap, points", "Ratio", "Note"];
    // Adding nothing turns a negative zero into zero.
    let points = |value: f64| format!("{:+.1}", (value * 1000.0).round() / 10.0 + 0.0);
    let rows = table.groups.iter().filter(|figure| is_row(table, figure)).map(|figure| {
        let name = figure.group.words().to_owned();
        let Some(compared) = figure.compared else {
            return std::iter::once(name).chain((0..8).map(|_| "‡".to_owned())).collect();
        };
        let dash = || "–".to_owned();
        let Compared { rate, others, gap, ratio, .. } = compared;
        let (share, interval) = (rate.share(), rate.wilson());
        vec![
            name,
            rate.numerator().to_string(),
            rate.denominator().to_string(),
            share.map_or_else(|| "not applicable".to_owned(), percent),
            interval.map_or_else(dash, |of| format!("{} to {}", percent(of.low), percent(of.high))),
            others.share().map_or_else(dash, percent),
            gap.map_or_else(dash, |gap| {
                format!("{} ({} to {})", points(gap.value), points(gap.interval.low), points(gap.interval.high))
            }),
            ratio
                .map_or_else(dash, |of| format!("{:.2} ({:.2} to {:.2})", of.value, of.interval.low, of.interval.high)),
            share.map_or_else(String::new, |_| note(compared.place).to_owned()),
        ]
    });
    TableView { caption: title.to_owned(), columns: columns.map(str::to_owned).to_vec(), rows: rows.collect() }
}

/// The groups for programs.
pub(crate) fn group_views(table: &GroupTable) -> Vec<GroupView> {
    let of = |figure: &GroupFigure| {
        let compared = figure.compared;
        let rate = compared.map(|compared| compared.rate);
        let others = compared.map(|compared| compared.others).filter(|others| others.denominator() > 0);
        let gap = compared.and_then(|compared| compared.gap);
        let ratio = compared.and_then(|compared| compared.ratio);
        let limits = compared.and_then(|compared| compared.limits);
        let interval = rate.and_then(|rate| rate.wilson());
        GroupView {
            group: figure.group.words().to_owned(),
            numerator: rate.map(|rate| rate.numerator()),
            denominator: rate.map(|rate| rate.denominator()),
            value: rate.and_then(|rate| rate.share()),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            others_numerator: others.map(|others| others.numerator()),
            others_denominator: others.map(|others| others.denominator()),
            gap: gap.map(|gap| gap.value),
            gap_low: gap.map(|gap| gap.interval.low),
            gap_high: gap.map(|gap| gap.interval.high),
            ratio: ratio.map(|ratio| ratio.value),
            ratio_low: ratio.map(|ratio| ratio.interval.low),
            ratio_high: ratio.map(|ratio| ratio.interval.high),
            lower_limit: limits.map(|limits| limits.lower_999),
            upper_limit: limits.map(|limits| limits.upper_999),
            signal: is_signal(figure),
            suppressed: compared.is_none(),
        }
    };
    table.groups.iter().filter(|figure| is_row(table, figure)).map(of).collect()
}
