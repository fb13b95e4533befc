//! A real extract of another force: 1,350 hate crimes, one column a bias, and no people.

use crate::support::{Kept, day, list_request, new_desk, now, planned, repository, rows};
use desk::Silent;
use desk::wire::{AcceptPlanRequest, CaseList, CaseListRequest, NextStepKind};
use std::collections::{BTreeMap, BTreeSet};

/// The day the desk is made, the file imported and the contacts planned. A Sunday, and New Year's Day follows.
const TODAY: &str = "2023-12-31";

fn imported() -> Kept {
    let mut kept = new_desk(TODAY);
    let done = kept.import(&repository("tests/data/toronto-hate-crimes.csv"), "toronto", TODAY);
    assert_eq!((done.new, done.changed, done.unchanged, done.refused), (1_350, 0, 0, 0), "every row is a case");
    kept
}

#[test]
fn every_crime_of_toronto_is_counted_by_its_strands() {
    let mut kept = imported();
    let mut count = |strand: Option<&str>, list| {
        let request = CaseListRequest { strand: strand.map(str::to_owned), limit: 1, ..list_request(list) };
        kept.session.case_list(&request, now(TODAY)).unwrap().count
    };
    let strands = [
        ("race", 590),
        ("religion", 627),
        ("sexual_orientation", 197),
        ("transgender", 49),
        ("disability", 3),
        ("gender", 29),
    ];
    for (strand, expected) in strands {
        assert_eq!(count(Some(strand), CaseList::All), expected, "{strand}");
    }
    assert_eq!(count(None, CaseList::NoStrand), 1, "one row carries no bias");
    let all = rows(&mut kept.session, CaseList::All, now(TODAY));
    assert_eq!(all.len(), 1_350);
    assert_eq!(all.iter().filter(|row| row.strands.contains(", ")).count(), 136, "cases of several strands");
    assert!(all.iter().all(|row| row.victim == "Unnamed victim"), "the extract has no people in it");
    assert!(all.iter().all(|row| row.outcome == "Open"), "an arrest is not an outcome");

    // Nothing was closed, so there is nothing to divide by.
    let trends = kept.session.trends(None, now(TODAY)).unwrap();
    let withdrawal = trends.charts.iter().find(|chart| chart.series == "withdrawal_closed").unwrap();
    assert!(!withdrawal.points.is_empty() && withdrawal.points.iter().all(|point| point.value.is_none()));
    assert!(withdrawal.sentence.to_lowercase().contains("not applicable"), "{}", withdrawal.sentence);
    let month = kept.session.month_view(Some("2023-12"), now(TODAY)).unwrap();
    let withdrawn = month.headline.iter().find(|headline| headline.label == "Withdrawn").unwrap();
    assert_eq!(withdrawn.value, "not applicable", "never 0 %");

    let again = kept.import(&repository("tests/data/toronto-hate-crimes.csv"), "toronto", TODAY);
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 1_350), "the same file says nothing new");
    assert_eq!(rows(&mut kept.session, CaseList::All, now(TODAY)), all, "no case changed");
    assert_eq!(kept.session.trends(None, now(TODAY)).unwrap(), trends, "no figure changed");
    kept.assert_whole();
}

#[test]
fn nobody_of_toronto_falls_out_of_the_plan() {
    let mut kept = imported();
    let divisions = kept.session.choices().unwrap().boroughs;
    let list: Vec<String> = divisions
        .iter()
        .enumerate()
        .flat_map(|(place, division)| {
            let code = &division.code;
            [(1, "Sam"), (2, "Jo")]
                .map(|(which, name)| format!("{which}{place:03}TP,{name} of {code},PCSO,{code},4,2,Mon-Sat"))
        })
        .collect();
    assert!(list.len() > 20, "two officers a division: {}", list.len());
    kept.officers(&list, TODAY);

    let plan = kept.session.propose_plan(now(TODAY)).unwrap();
    let placed: BTreeSet<String> = planned(&plan).into_keys().collect();
    let tray: BTreeMap<&str, &str> = plan.tray.iter().map(|one| (one.case.as_str(), one.words.as_str())).collect();
    assert!(tray.values().all(|words| !words.is_empty()), "each contact without a place has its rule");
    let overdue: BTreeSet<String> =
        rows(&mut kept.session, CaseList::Overdue, now(TODAY)).into_iter().map(|row| row.case).collect();
    let mut december = 0;
    let mut december_planned = 0;
    let mut windows_open = 0;
    for row in rows(&mut kept.session, CaseList::All, now(TODAY)) {
        let found = (placed.contains(&row.case), tray.contains_key(row.case.as_str()));
        if row.next.kind == NextStepKind::Plan {
            windows_open += 1;
            assert!(found.0 != found.1, "{}: planned or in the tray, and not both: {found:?}", row.reference);
        } else {
            assert_eq!(row.next.kind, NextStepKind::Supervisor, "{}: its late window has closed", row.reference);
            assert_eq!(found, (false, false), "{}: a person decides first", row.reference);
            assert!(overdue.contains(&row.case), "{}: listed as overdue", row.reference);
        }
        assert!(row.next.on.is_some(), "{}: every open case has a date", row.reference);
        if day("2023-12-10") <= day(&row.reported_on) {
            december += 1;
            december_planned += usize::from(found.0);
        }
    }
    assert_eq!(december, 20, "reported from 10 December");
    assert!(december_planned >= 12, "most of December's are planned: {december_planned}");
    assert!(windows_open > december, "late windows are open too: {windows_open}");

    kept.session.accept_plan(&AcceptPlanRequest { cases: None }, now(TODAY)).unwrap();
    let accepted = kept.session.plan_view(now(TODAY)).unwrap();
    assert_eq!(planned(&accepted).into_keys().collect::<BTreeSet<_>>(), placed, "what was accepted stands");

    // Only a person ends the promise to the others, with a listed reason.
    kept.session.end_contacts_before(day("2023-10-01"), "before_service", now(TODAY)).unwrap();
    let still_overdue = rows(&mut kept.session, CaseList::Overdue, now(TODAY));
    assert!(
        still_overdue.len() < overdue.len()
            && still_overdue.iter().all(|row| day("2023-10-01") <= day(&row.reported_on))
    );
    let all = rows(&mut kept.session, CaseList::All, now(TODAY));
    let ended = all.iter().filter(|row| row.next.kind == NextStepKind::Ended).count();
    assert_eq!(ended + still_overdue.len(), overdue.len(), "ended or overdue, and nothing else");
    kept.assert_whole();
}

#[test]
fn a_preview_changes_nothing() {
    let mut kept = new_desk(TODAY);
    let before = kept.session.verify(None).unwrap();
    let request = crate::support::import_request(&repository("tests/data/toronto-hate-crimes.csv"), "toronto");
    let view = kept.session.preview_import(&request, now(TODAY), &mut Silent).unwrap();
    assert_eq!((view.rows, view.new.count, view.refused_count), (1_350, 1_350, 0));
    assert_eq!(kept.session.verify(None).unwrap(), before, "a dry run writes nothing");
}
