use crate::contacts::plan::tests::{Kept, MONDAY, desk, lines, now};
use crate::wire::{
    AttemptToldRequest, ContactMeasureView, ContactMeasuresRequest, ContactMeasuresView, CorrectCaseRequest,
    EndContactRequest, MoveLineRequest, PlanLineView, RecordAttemptRequest,
};
use attrition::{CoverageRequest, delivery, src_coverage};
use casebook::Event;
use caseload::{CaseId, Month};

const AS_AT: &str = "2026-12-02";

fn attempt(kept: &mut Kept, line: &PlanLineView, result: &str, on: &str, officer: Option<&str>) {
    let request = RecordAttemptRequest {
        case: line.case.clone(),
        channel: "telephone".to_owned(),
        result: result.to_owned(),
        on: Some(on.to_owned()),
        officer: Some(officer.unwrap_or(&line.officer).to_owned()),
        call_back_on: None,
        note: None,
        told: Some(AttemptToldRequest { at: Some("10:15".to_owned()), ..AttemptToldRequest::default() }),
        also: Vec::new(),
    };
    kept.session.record_attempt(&request, now(on)).unwrap();
}

fn correct(kept: &mut Kept, line: &PlanLineView, field: &str, value: &str, on: &str) {
    let request = CorrectCaseRequest { case: line.case.clone(), field: field.to_owned(), value: value.to_owned() };
    kept.session.correct_case(&request, now(on)).unwrap();
}

fn measures(kept: &mut Kept, as_at: &str) -> ContactMeasuresView {
    let request = ContactMeasuresRequest { month: Some("2026-11".to_owned()), to: None, as_at: Some(as_at.to_owned()) };
    kept.session.contact_measures(&request, now("2026-12-20")).unwrap()
}

fn row<'a>(view: &'a ContactMeasuresView, code: &str) -> &'a ContactMeasureView {
    view.sections.iter().flat_map(|section| &section.rows).find(|row| row.code == code).unwrap()
}

fn pair(view: &ContactMeasuresView, code: &str) -> (Option<u64>, Option<u64>) {
    let row = row(view, code);
    (row.numerator, row.denominator)
}

/// Six victims reported on 10 November, medium risk: their window ends on 1 December.
fn november() -> (Kept, Vec<PlanLineView>) {
    let mut kept = desk();
    let all = lines(&mut kept);
    correct(&mut kept, &all[0], "officer_gender", "female_preferred", MONDAY);
    correct(&mut kept, &all[0], "safe_times", "Mon-Fri 09:00-12:00", MONDAY);
    correct(&mut kept, &all[1], "safe_times", "Mon-Fri 18:00-20:00", MONDAY);
    let places = kept.session.plan_places(&all[5].case, now(MONDAY)).unwrap();
    let place = places.into_iter().find(|place| place.allowed && place.on != all[5].on).unwrap();
    let to = MoveLineRequest { case: all[5].case.clone(), officer: place.officer, on: place.on };
    kept.session.move_line(&to, now(MONDAY)).unwrap();
    attempt(&mut kept, &all[0], "reached", "2026-11-24", None);
    attempt(&mut kept, &all[1], "no_answer", "2026-11-24", None);
    let officers = kept.session.officers().unwrap();
    let other = officers.iter().find(|officer| officer.officer != all[1].officer).unwrap().officer.clone();
    kept.session.take_off_plan(&all[4].case, now("2026-11-24")).unwrap();
    attempt(&mut kept, &all[2], "declined", "2026-11-25", None);
    let end = EndContactRequest { case: all[3].case.clone(), reason: "cannot_be_found".to_owned() };
    kept.session.end_contact(&end, now("2026-11-25")).unwrap();
    attempt(&mut kept, &all[1], "reached", "2026-11-27", Some(&other));
    (kept, all)
}

#[test]
fn the_figures_of_six_victims_are_those_counted_by_hand() {
    let (mut kept, _) = november();
    let view = measures(&mut kept, AS_AT);
    assert_eq!(row(&view, "owed").numerator, Some(6));
    assert_eq!(pair(&view, "offered"), (Some(5), Some(6)), "one was taken off the plan and given to nobody");
    assert_eq!(pair(&view, "attempted"), (Some(3), Some(6)));
    assert_eq!(pair(&view, "reached"), (Some(2), Some(6)));
    assert_eq!(pair(&view, "in_window"), (Some(2), Some(6)));
    assert_eq!(
        (row(&view, "in_window").value.as_str(), row(&view, "in_window").interval.as_str()),
        ("2 of 6, 33.3 %", "9.7 % to 70.0 %")
    );
    let spread = row(&view, "days_to_contact").spread.clone().unwrap();
    assert_eq!((spread.count, spread.least, spread.median, spread.most), (2, 14.0, 15.5, 17.0));
    let tries = row(&view, "attempts_to_reach").spread.clone().unwrap();
    assert_eq!((tries.least, tries.most), (1.0, 2.0));
    assert_eq!(pair(&view, "continuity"), (Some(0), Some(1)), "the second try was another officer's");
    let why: Vec<(&str, u64, u64)> =
        view.why_not.iter().map(|one| (one.code.as_str(), one.not_offered, one.offered)).collect();
    // The plan of the one ended by hand still tells that an officer had it.
    let expected = [
        ("victim_declined", 0, 1),
        ("cannot_be_found", 0, 1),
        ("given_and_not_tried", 0, 1),
        ("given_to_nobody", 1, 0),
    ];
    assert_eq!(why, expected);
    assert_eq!(pair(&view, "asked_time"), (Some(1), Some(2)), "at 10:15: in the morning as asked, and not at night");
    let gender = row(&view, "asked_gender");
    assert_eq!((gender.denominator, gender.value.as_str()), (Some(0), "not applicable"));
    assert!(gender.meaning.contains("Of 1 more it is not recorded."), "{}", gender.meaning);
    assert_eq!(pair(&view, "asked_language"), (Some(0), Some(0)), "nobody asked");
    assert_eq!(pair(&view, "changed"), (Some(1), Some(7)), "six lines, and one moved");
    assert_eq!(row(&view, "taken_off").numerator, Some(1));
    assert_eq!(row(&view, "independence_violations").numerator, Some(0));
    assert_eq!(view.loads.iter().map(|load| load.made).sum::<u64>(), 4);
    // From Monday to Friday, with 21 working days in November 2026.
    assert!(view.loads.iter().all(|load| load.shifts == 21), "{:?}", view.loads);
    assert!(
        view.words.starts_with("Of 6 victims reported in November 2026 whose window had ended by"),
        "{}",
        view.words
    );
    let before = measures(&mut kept, "2026-11-25");
    assert_eq!(row(&before, "owed").numerator, Some(0), "the windows were open");
    assert!(before.words.contains("6 more have windows still open"), "{}", before.words);
    assert_eq!(row(&before, "reached").value, "not applicable", "0 of 0 is not 0 %");
    assert_eq!(before.loads.iter().map(|load| load.made).sum::<u64>(), 3, "the last try was not known yet");
}

#[test]
fn the_steps_are_those_that_trends_counts() {
    let (mut kept, _) = november();
    let view = measures(&mut kept, AS_AT);
    let (on, month) = (AS_AT.parse().unwrap(), Month::new(2026, 11).unwrap());
    let as_at = kept.session.as_at(on, false).unwrap();
    let coverage = src_coverage(&as_at.columns, &CoverageRequest { from: month, to: month, as_at: on });
    let steps: Vec<Option<u64>> = delivery(&as_at.columns, &coverage).steps.iter().map(|step| step.left).collect();
    let own = ["owed", "offered", "attempted", "reached", "in_window"].map(|code| row(&view, code).numerator);
    assert_eq!(steps, own);
}

/// The figure is counted in the record: a line that no plan would make, written past it, shows.
#[test]
fn a_line_with_a_linked_officer_is_counted_and_an_undo_takes_it_away() {
    let (mut kept, all) = november();
    let officer = kept.session.officers().unwrap().remove(0);
    correct(&mut kept, &all[4], "oic_collar", &officer.collar, "2026-11-30");
    let case: CaseId = all[4].case.parse().unwrap();
    let line =
        Event::ContactPlanned { case, officer: officer.officer.parse().unwrap(), on: "2026-12-01".parse().unwrap() };
    let ((), appended) = kept.session.write(now("2026-11-30"), |writer| Ok(writer.append(line).map(|_| ())?)).unwrap();
    assert_eq!(row(&measures(&mut kept, AS_AT), "independence_violations").numerator, Some(1));
    kept.session.undo(appended.first, appended.last, now("2026-12-02")).unwrap();
    assert_eq!(row(&measures(&mut kept, AS_AT), "independence_violations").numerator, Some(0));
    assert_eq!(
        row(&measures(&mut kept, "2026-12-01"), "independence_violations").numerator,
        Some(1),
        "as was known then"
    );
    // A later officer in the case: the plan was right, and says what has to move.
    let moved = lines(&mut kept).into_iter().find(|line| line.case == all[5].case).unwrap();
    let listed = kept.session.officers().unwrap();
    let collar = listed.into_iter().find(|officer| officer.officer == moved.officer).unwrap().collar;
    correct(&mut kept, &all[5], "oic_collar", &collar, "2026-12-02");
    let row_of = measures(&mut kept, AS_AT);
    let violations = row(&row_of, "independence_violations");
    assert_eq!(violations.numerator, Some(0));
    assert!(
        violations.meaning.contains("1 line that stands has an officer who was linked since"),
        "{}",
        violations.meaning
    );
}

#[test]
fn months_that_cannot_be_looked_at_are_refused_by_name() {
    let mut kept = desk();
    let mut refused = |month: &str, to: Option<&str>| {
        let request = ContactMeasuresRequest { month: Some(month.to_owned()), to: to.map(str::to_owned), as_at: None };
        kept.session.contact_measures(&request, now(MONDAY)).unwrap_err().to_string()
    };
    assert!(refused("November", None).contains("is not a month"));
    assert!(refused("2026-12", None).contains("had not begun"));
    assert!(refused("2026-10", Some("2026-09")).contains("comes before"));
    assert!(refused("2020-01", Some("2026-09")).contains("At most 36 months"));
}
