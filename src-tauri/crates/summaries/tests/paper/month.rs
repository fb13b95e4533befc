//! The printed month.

use crate::invented::{drawn_section, empty_desk, full_year, suppressed_year};
use crate::pdf::read;
use proptest::prelude::*;
use summaries::charts::PChartPoint;
use summaries::month::Edition;
use summaries::{MonthSummary, render_month, render_month_pages};

#[test]
fn the_same_summary_prints_the_same_bytes() {
    let summary = full_year(13, 12);
    let first = render_month(&summary).unwrap();
    let other = render_month(&empty_desk()).unwrap();
    let second = render_month(&summary).unwrap();
    assert_eq!(first, second, "a reprint agrees with the first print, whatever was printed between");
    assert_ne!(first, other, "different months print differently");
}

#[test]
fn the_month_is_tagged_and_can_be_archived() {
    let pdf = read(&render_month(&full_year(13, 12)).unwrap());
    assert_eq!(pdf.language(), "en-GB", "a reader must pronounce it as British English");
    assert!(pdf.is_tagged(), "marked, with its title shown and a structure tree");
    let metadata = pdf.metadata();
    for wanted in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "Hate crime reassurance, October 2026: South West BCU",
        "2026-11-02",
        "Reassure",
    ] {
        assert!(metadata.contains(wanted), "{wanted} is missing in {metadata}");
    }
    assert_eq!(pdf.count_of("H1"), 1, "one heading names the page set");
    assert_eq!(pdf.count_of("Figure"), 2, "both charts are figures");
    assert_eq!(pdf.count_of("Table"), 5, "headlines, withdrawal, coverage, counts, list");
    assert_eq!(pdf.count_of("TH"), 5 + 7 + 8 + 2 + 5, "every column has its head");
    for alt in pdf.alts() {
        assert!(alt.starts_with("Chart. ") && alt.contains("by month"), "a figure says what it shows: {alt}");
    }
    let fonts = pdf.fonts();
    assert!(!fonts.is_empty() && fonts.iter().all(|font| font.contains("SourceSans3")), "one typeface: {fonts:?}");
}

#[test]
fn a_chart_of_the_screen_prints_with_its_sentence_its_table_and_what_it_counts() {
    let summary = MonthSummary { rare: drawn_section(), ..full_year(3, 1) };
    let pdf = read(&render_month(&summary).unwrap());
    assert_eq!((pdf.count_of("Figure"), pdf.count_of("Table")), (3, 6), "one more of each");
    let words = pdf.words();
    for part in
        ["Strands too rare", "41 days after the one before", "14/06/2026 41 Within", "The whole days from", "demand"]
    {
        assert!(words.contains(part), "{part} is missing in {words}");
    }
    let pages = render_month_pages(&summary).unwrap();
    assert_eq!(pages.len(), pdf.pages(), "what is seen before it is printed has as many pages");
}

#[test]
fn every_page_bears_its_marking_twice_and_its_number() {
    for (summary, marking) in [(full_year(26, 60), "OFFICIAL-SENSITIVE"), (suppressed_year(), "OFFICIAL")] {
        let pdf = read(&render_month(&summary).unwrap());
        for page in 1..=u32::try_from(pdf.pages()).unwrap() {
            let words = pdf.words_of(page);
            assert_eq!(words.matches(marking).count(), 2, "above and below on page {page}: {words}");
            assert_eq!(words.matches("DEMO – invented cases").count(), 2, "a demo says so on page {page}");
            assert!(words.contains(&format!("Page {page} of {}", pdf.pages())), "{words}");
        }
    }
    let real = read(&render_month(&empty_desk()).unwrap()).words();
    assert!(!real.contains("DEMO"), "a real desk is not a demo");
    assert!(!real.contains("SENSITIVE"), "the shareable edition is OFFICIAL");
}

#[test]
fn contacts_by_reference_stand_in_the_coordinators_edition_only() {
    let coordinator = full_year(13, 60);
    let words = read(&render_month(&coordinator).unwrap()).words();
    for number in 0..60 {
        let reference = format!("CR/{:05}/26", 10_234 + number * 7);
        assert_eq!(words.matches(&reference).count(), 1, "{reference} stands once");
    }
    let shareable = read(&render_month(&suppressed_year()).unwrap()).words();
    assert!(!shareable.contains("CR/"), "no reference leaves in the shareable edition");
}

#[test]
fn the_soonest_contact_stands_first_and_those_without_a_date_last() {
    let words = read(&render_month(&full_year(13, 14)).unwrap()).words();
    let place = |reference: &str| words.find(reference).unwrap();
    assert!(place("CR/10234/26") < place("CR/10241/26"), "2 November is before 3 November");
    assert!(place("CR/10318/26") < place("CR/10276/26"), "14 November is before no date");
}

#[test]
fn nothing_to_divide_by_is_never_nought_percent() {
    let pdf = read(&render_month(&empty_desk()).unwrap());
    let words = pdf.words();
    assert_eq!(words.matches("not applicable").count(), 2 + 2 + 3 + 1, "figures, their table, three months, the note");
    assert!(!words.contains("0.0"), "an empty desk has no share of 0.0 %: {words}");
}

#[test]
fn a_suppressed_month_shows_no_number() {
    let mut shown = suppressed_year();
    let hidden = read(&render_month(&shown).unwrap()).words();
    assert!(hidden.contains("February 2026 ‡ ‡ ‡ ‡ ‡ Too few to show"), "the row is hidden whole: {hidden}");
    assert!(hidden.contains("February 2026 ‡ ‡ ‡ ‡ ‡ ‡ ‡ "), "and so is the coverage row");
    assert!(hidden.contains("Support withdrawn ‡ too few to show ‡"), "and the headline with its interval");
    shown.withdrawal.figure.months[4].point = PChartPoint::NoCases;
    let none = read(&render_month(&shown).unwrap()).words();
    assert!(none.contains("February 2026 0 0 not applicable – – No cases"), "no cases is told apart from too few");
}

#[test]
fn words_that_look_like_a_template_print_as_they_are() {
    let hostile =
        ["#panic()", "$x$", "*bold* _it_ = Head", "<label> @ref", "\\u{0} ]", "#read(\"facts.json\")", "\"quoted\""];
    let mut summary = full_year(3, 7);
    if let Edition::Coordinator { outstanding } = &mut summary.edition {
        for (contact, ward) in outstanding.iter_mut().zip(hostile) {
            contact.ward = ward.to_owned();
        }
    }
    summary.desk_name = "#eval(\"1\") & <b>BCU</b>".to_owned();
    summary.coverage.sentence = "#image(\"none.svg\") ]] {{ // /* not a comment".to_owned();
    summary.withdrawal.figure.title = "</title><script>".to_owned();
    let words = read(&render_month(&summary).unwrap()).words();
    for text in hostile.into_iter().chain([summary.desk_name.as_str(), summary.coverage.sentence.as_str()]) {
        assert!(words.contains(text), "{text} prints as it is in {words}");
    }
}

#[test]
fn a_script_the_typeface_lacks_does_not_stop_the_month() {
    let mut summary = full_year(3, 1);
    summary.desk_name = "قسم 南西 \u{1f600} Ward\u{0}\u{202e}\n".to_owned();
    summary.quality_notes = vec!["W".repeat(400), String::new()];
    let pdf = read(&render_month(&summary).unwrap());
    assert!(pdf.words().contains("??? ?? ? Ward"), "each letter that cannot be drawn is seen to be missing");
}

proptest! {
    // Each case lays out a whole document, so a few dozen must do.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_text_breaks_a_page(name in "\\PC{0,40}", sentence in any::<String>(), ward in any::<String>()) {
        let mut summary = full_year(2, 1);
        summary.desk_name = name;
        summary.withdrawal.sentence.clone_from(&sentence);
        summary.withdrawal.figure.description = sentence.clone();
        summary.policy_name = sentence;
        if let Edition::Coordinator { outstanding } = &mut summary.edition {
            outstanding[0].ward = ward;
        }
        prop_assert!(render_month(&summary).is_ok());
    }
}
