//! The charts, as the XML that screen and paper draw.

use crate::invented::{coverage_figure, p_chart_figure, suppressed_year};
use proptest::prelude::*;
use roxmltree::{Document, Node};
use summaries::charts::{CoverageCell, PChartPoint, coverage_chart, p_chart};

fn count(svg: &str, holds: impl Fn(Node<'_, '_>) -> bool) -> usize {
    let document = Document::parse(svg).unwrap_or_else(|fault| panic!("{fault} in {svg}"));
    document.descendants().filter(|node| node.is_element() && holds(*node)).count()
}

fn texts(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).unwrap();
    let texts = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    texts.map(|node| node.text().unwrap_or_default().trim().to_owned()).collect()
}

fn count_texts(svg: &str, wanted: &str) -> usize {
    texts(svg).iter().filter(|text| text.as_str() == wanted).count()
}

fn is(node: Node<'_, '_>, tag: &str) -> bool {
    node.tag_name().name() == tag
}

/// A hollow point is a disc of paper and a ring; a filled one is one disc.
fn discs(svg: &str) -> (usize, usize) {
    let rings = count(svg, |node| is(node, "circle") && node.attribute("fill") == Some("none"));
    let discs = count(svg, |node| is(node, "circle") && node.attribute("fill") == Some("#1D70B8"));
    (discs, rings)
}

#[test]
fn a_chart_has_its_role_title_and_description() {
    let figure = p_chart_figure(13);
    for svg in [p_chart(&figure), coverage_chart(&coverage_figure(13))] {
        let document = Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "a reader meets one image");
        assert!(root.attribute("width").is_none(), "its place decides its size");
        let named: Vec<&str> = root.attribute("aria-labelledby").unwrap().split(' ').collect();
        let children: Vec<Node<'_, '_>> = root.children().filter(Node::is_element).take(2).collect();
        for (child, (tag, id)) in children.iter().zip(["title", "desc"].into_iter().zip(named)) {
            assert_eq!((child.tag_name().name(), child.attribute("id")), (tag, Some(id)), "named by its own words");
            assert!(!child.text().unwrap().is_empty(), "and the words are there");
        }
        let families = count(&svg, |node| {
            is(node, "text") && node.attribute("font-family") != Some("'Source Sans 3', sans-serif")
        });
        assert_eq!(families, 0, "one typeface on screen and paper");
    }
    assert!(p_chart(&figure).contains("Are victims staying with us?"), "the title is the heading’s");
}

#[test]
fn every_month_of_the_p_chart_is_drawn_once_and_by_its_kind() {
    let svg = p_chart(&p_chart_figure(13));
    assert_eq!(discs(&svg), (8, 4), "eight within limits, four too early");
    assert_eq!(count(&svg, |node| is(node, "polygon")), 1, "one diamond for the month above its limits");
    assert_eq!(count_texts(&svg, "53.5\u{a0}%"), 1, "whose share is told in words");
    assert_eq!(count_texts(&svg, "too early to judge"), 2, "at both ends");
    assert_eq!(count_texts(&svg, "mean 34.1\u{a0}%"), 1, "the centre is named at its line");
    assert_eq!(count_texts(&svg, "129"), 1, "n stands under its month");
}

#[test]
fn what_may_not_be_shown_has_no_place_on_the_scale() {
    let year = suppressed_year();
    let svg = p_chart(&year.withdrawal.figure);
    assert_eq!(discs(&svg), (6, 4), "two of the months have no point");
    assert_eq!(count_texts(&svg, "‡"), 2, "a mark and its count, both hidden");
    assert_eq!(count_texts(&svg, "–"), 1, "no cases is a dash");
    let svg = coverage_chart(&year.coverage.figure);
    assert_eq!(count_texts(&svg, "‡"), 2, "as in the other chart");
    assert_eq!(count_texts(&svg, "–"), 1, "as in the other chart");
}

#[test]
fn an_empty_chart_says_so() {
    let mut figure = p_chart_figure(2);
    figure.months.clear();
    figure.centre = None;
    assert!(texts(&p_chart(&figure)).contains(&"No months to show yet".to_owned()));
    let mut figure = coverage_figure(2);
    figure.months.clear();
    assert!(texts(&coverage_chart(&figure)).contains(&"No months to show yet".to_owned()));
}

#[test]
fn coverage_tells_what_came_of_every_promise_and_which_windows_are_open() {
    let svg = coverage_chart(&coverage_figure(13));
    for name in ["in window", "late", "ended by reason", "tried, not reached", "never tried"] {
        assert_eq!(count_texts(&svg, name), 1, "{name} is named beside the bars");
    }
    assert_eq!(count_texts(&svg, "windows still open"), 1, "the last month is not finished");
    let solid = count(&svg, |node| is(node, "rect") && node.attribute("fill") == Some("#1D70B8"));
    assert_eq!(solid, 12 + 1, "twelve bars and the name’s swatch; the open month is hollow");
}

#[test]
fn a_bar_is_as_tall_as_its_share() {
    let mut figure = coverage_figure(1);
    figure.months[0].cell = CoverageCell::Counted {
        counts: summaries::charts::CoverageCounts { reached_in_window: 3, never_tried: 1, ..Default::default() },
        windows_open: 0,
    };
    let svg = coverage_chart(&figure);
    let document = Document::parse(&svg).unwrap();
    let height = |fill: &str| -> f64 {
        let bar = document.descendants().find(|node| node.attribute("fill") == Some(fill)).expect("the part is drawn");
        bar.attribute("height").unwrap().parse().unwrap()
    };
    let ratio = height("#1D70B8") / height("#F47738");
    assert!((ratio - 3.0).abs() < 0.05, "three to one, within a unit of the drawing: {ratio}");
}

#[test]
fn long_series_name_some_months_and_always_the_last() {
    for months in [14, 15, 26, 120] {
        let words = texts(&p_chart(&p_chart_figure(months)));
        let named = words.iter().filter(|word| {
            ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]
                .contains(&word.as_str())
        });
        let named: Vec<&String> = named.collect();
        assert!(named.len() <= 14, "{months} months must not crowd: {}", named.len());
        assert_eq!(named.last().map(|word| word.as_str()), Some("Oct"), "the last month is the page’s");
    }
}

proptest! {
    #[test]
    fn any_words_make_good_xml_and_the_same_bytes(title in any::<String>(), description in any::<String>(), months in 0_usize..40) {
        let mut figure = p_chart_figure(months.max(1));
        figure.title = title;
        figure.description = description;
        figure.months.truncate(months);
        let svg = p_chart(&figure);
        prop_assert_eq!(&svg, &p_chart(&figure), "same values, same bytes");
        let (filled, hollow) = discs(&svg);
        let diamonds = count(&svg, |node| is(node, "polygon"));
        let shown = figure.months.iter().filter(|month| !matches!(month.point, PChartPoint::NoCases | PChartPoint::Suppressed));
        prop_assert_eq!(filled + hollow + diamonds, shown.count(), "each month shown has one point");
    }
}

#[test]
fn parts_that_are_not_told_apart_are_drawn_as_one() {
    let mut figure = coverage_figure(3);
    figure.months[1].cell = CoverageCell::Merged { reached_in_window: 120, reached_late: Some(17), not_told_apart: 31 };
    let drawn = coverage_chart(&figure);
    assert!(drawn.contains("not told apart"), "its own name stands beside the bars");
    assert!(drawn.contains("168"), "the owed are the sum of what is shown");
    assert!(!coverage_chart(&coverage_figure(3)).contains("not told apart"), "only where there is such a month");
}
