//! Curves and intervals, as the XML that screen and paper draw.

use roxmltree::Document;
use summaries::charts::{
    CurveDot, CurveFigure, CurvePanel, IntervalFigure, IntervalRow, IntervalScale, PanelsFigure, curve_chart,
    curve_panels, curve_places, interval_chart,
};

fn texts(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).unwrap_or_else(|fault| panic!("{fault} in {svg}"));
    let texts = document.descendants().filter(|node| node.tag_name().name() == "text");
    texts.map(|node| node.text().unwrap_or_default().trim().to_owned()).collect()
}

fn has(svg: &str, wanted: &str) -> bool {
    texts(svg).iter().any(|text| text == wanted)
}

fn dot(day: f64, share: f64) -> CurveDot {
    CurveDot { day, share, interval: Some((share * 0.8, share * 1.2)) }
}

fn figure(withdrawn: Vec<CurveDot>, other: Vec<CurveDot>) -> CurveFigure {
    CurveFigure {
        title: "Time to withdrawal".to_owned(),
        description: "A third withdrew.".to_owned(),
        last_day: 90,
        withdrawn,
        other,
        at_risk: vec![(0, Some(1_204)), (28, Some(800)), (90, None)],
        by_week: false,
        nothing: vec!["No crime has been followed yet".to_owned()],
    }
}

#[test]
fn curves_are_named_at_their_ends_with_those_at_risk_below() {
    let whole = figure(vec![dot(3.0, 0.1), dot(60.0, 0.31)], vec![dot(5.0, 0.2), dot(80.0, 0.4)]);
    let svg = curve_chart(&whole);
    assert!(has(&svg, "31.0\u{a0}% withdrew") && has(&svg, "40.0\u{a0}% ended otherwise"), "{:?}", texts(&svg));
    assert!(has(&svg, "1,204") && has(&svg, "‡"), "what is withheld has its mark");
    assert!(has(&svg, "50\u{a0}%") && !has(&svg, "75\u{a0}%"), "the axis ends above the highest line");
    let places = curve_places(&whole);
    assert_eq!(places.iter().map(|&(day, _)| day).collect::<Vec<_>>(), [28, 90]);
    assert!(places.iter().all(|(_, place)| (0.0..=1.0).contains(&place.across) && (0.0..=1.0).contains(&place.down)));
}

#[test]
fn nothing_followed_is_said() {
    let svg = curve_chart(&figure(Vec::new(), Vec::new()));
    assert!(has(&svg, "No crime has been followed yet"));
    let empty = PanelsFigure {
        title: String::new(),
        description: String::new(),
        last_day: 0,
        all: Vec::new(),
        panels: Vec::new(),
        by_week: false,
        nothing: vec!["No crime has been followed yet".to_owned()],
    };
    assert!(has(&curve_panels(&empty), "No crime has been followed yet"));
}

#[test]
fn each_group_has_a_panel_with_its_name_and_share() {
    let panel = |name: &str, share| CurvePanel {
        name: name.to_owned(),
        withdrawn: vec![dot(7.0, share / 2.0), dot(60.0, share)],
        at_risk: vec![(0, Some(40)), (56, Some(20)), (90, Some(5))],
    };
    let names = ["Race", "Religion", "Disability", "Several strands & <more>"];
    let figure = PanelsFigure {
        title: "By strand".to_owned(),
        description: "They differ.".to_owned(),
        last_day: 90,
        all: vec![dot(7.0, 0.2), dot(60.0, 0.3)],
        panels: names.map(|name| panel(name, 0.25)).to_vec(),
        by_week: true,
        nothing: vec!["Withheld".to_owned()],
    };
    let svg = curve_panels(&figure);
    assert!(names.iter().all(|name| has(&svg, name)), "{:?}", texts(&svg));
    assert_eq!(texts(&svg).iter().filter(|text| *text == "25.0\u{a0}%").count(), 4);
}

#[test]
fn intervals_beyond_the_axis_point_on() {
    let row = |low, high| IntervalRow {
        name: "Cox".to_owned(),
        estimate: 0.7,
        low,
        high,
        words: "0.70".to_owned(),
        hollow: false,
    };
    let figure = |rows| IntervalFigure {
        title: "Effect".to_owned(),
        description: "It helps.".to_owned(),
        scale: IntervalScale::Ratio,
        left_words: "fewer".to_owned(),
        right_words: "more".to_owned(),
        rows,
    };
    let svg = interval_chart(&figure(vec![row(0.6, 0.8), row(0.000_1, 900.0)]));
    assert!(has(&svg, "no effect") && has(&svg, "0.70") && has(&svg, "1"), "{:?}", texts(&svg));
    assert!(has(&interval_chart(&figure(Vec::new())), "No effect can be shown yet"));
}
