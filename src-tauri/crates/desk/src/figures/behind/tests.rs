//! The list behind a point holds as many cases as the point counts, for groups and rare strands too.

use crate::wire::{BehindRequest, CompareRequest};
use crate::{DemoRequest, Desk, Session, Silent};
use casebook::Now;
use chrono::{NaiveDate, TimeZone, Utc};

fn counted(session: &mut Session, request: &BehindRequest, now: Now) -> (usize, usize) {
    let all = session.cases_behind(request, now).unwrap().rows.len();
    let only = BehindRequest { counted_only: true, ..request.clone() };
    (session.cases_behind(&only, now).unwrap().rows.len(), all)
}

#[test]
fn a_list_holds_what_its_point_counts() {
    let today: NaiveDate = "2026-11-23".parse().unwrap();
    let now = Now { at: Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap()), today };
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().join("demo"));
    let mut session = desk.make_demo(DemoRequest { cases: 900, seed: 7 }, now, &mut Silent).unwrap();
    let mut looked_at = 0;
    for (cut, measure) in [("strand_sex", "withdrawal_closed"), ("sex", "src_reached"), ("strand", "charged")] {
        let (cut, measure) = (cut.to_owned(), measure.to_owned());
        let asked = CompareRequest { cut: cut.clone(), measure, as_at: None, overdispersion: false };
        let view = session.compare_groups(&asked, now).unwrap();
        for (group, spot) in view.groups.iter().zip(&view.chart.spots) {
            let behind = BehindRequest {
                series: view.measure.clone(),
                period: spot.period.clone().unwrap(),
                cut: Some(cut.clone()),
                group: spot.group.clone(),
                as_at: None,
                counted_only: false,
            };
            let (numerator, denominator) = (group.numerator.unwrap(), group.denominator.unwrap());
            let (counted, all) = counted(&mut session, &behind, now);
            assert_eq!((counted as u64, all as u64), (numerator, denominator), "{cut} {}", group.group);
            looked_at += 1;
        }
    }
    assert!(looked_at > 10, "groups of all three: {looked_at}");
    let charts = session.trends(None, now).unwrap().charts;
    let rare = charts.iter().find(|chart| chart.name == "withdrawal_twelve_months_transgender").unwrap();
    for (point, spot) in rare.points.iter().zip(&rare.spots).filter(|(_, spot)| spot.period.is_some()) {
        let behind = BehindRequest {
            series: rare.series.clone(),
            period: point.period.clone(),
            cut: rare.cut.clone(),
            group: spot.group.clone(),
            as_at: None,
            counted_only: false,
        };
        let (counted, all) = counted(&mut session, &behind, now);
        assert_eq!((Some(counted as u64), Some(all as u64)), (point.numerator, point.denominator), "{}", point.period);
    }
}
