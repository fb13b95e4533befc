//! When the service began in each borough, and what changed with it.

use crate::access::Task;
use crate::asked::read_day;
use crate::error::DeskError;
use crate::figures::effect_charts::{bare, table};
use crate::figures::effects::empty_view;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, EffectView, EffectsView, ServiceStartRequest, ServiceStartView};
use crate::words;
use attrition::{Estimate, SERVICE_FOLLOWED_DAYS, Service, percent};
use casebook::{Event, Kept, Now};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use summaries::charts as draw;

const TITLE: &str = "Withdrawn within 90 days, before and after the service began";
/// What a series break cannot tell apart.
const WHAT_ELSE: &str = "Whatever else changed on those days changed this too: recording, staff, the law, national \
    events, or a new way of closing cases. A victim reported shortly before the start may have been reached after it, \
    which makes the difference smaller than it is.";

impl Session {
    /// Each borough of the desk, with the day its service began where that is known.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn service_starts(&mut self, now: Now) -> Result<Vec<ServiceStartView>, DeskError> {
        self.allow(Task::SeeTrends)?;
        let starts = self.book.journal()?.service_starts_on(now.today);
        let boroughs: BTreeSet<String> = self.book.boroughs()?.into_iter().chain(starts.keys().cloned()).collect();
        let view = |borough: String| {
            let on = starts.get(&borough);
            let on_words = on.map_or_else(|| "Not known".to_owned(), |on| words::day(*on));
            ServiceStartView { on: on.map(ToString::to_string), on_words, borough }
        };
        Ok(boroughs.into_iter().map(view).collect())
    }

    /// Says from which day of report every victim of a borough is given a contact, or that this is not known.
    ///
    /// # Errors
    /// Not allowed, an unknown borough, a day that has not come, the disk.
    pub fn set_service_start(&mut self, request: &ServiceStartRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let borough = request.borough.trim();
        let known = self.service_starts(now)?;
        let Some(stands) = known.iter().find(|known| known.borough == borough) else {
            let names: Vec<&str> = known.iter().map(|known| known.borough.as_str()).collect();
            let message = format!("No case of this desk is in \"{borough}\". The boroughs are {}.", names.join(", "));
            return Err(DeskError::bad("borough", message));
        };
        let text = request.on.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let on = text.map(|text| read_day("on", text)).transpose()?;
        if on.is_some_and(|on| now.today < on) {
            return Err(DeskError::bad("on", "The day has not come yet. Say it once the service has begun."));
        }
        if stands.on == on.map(|on| on.to_string()) {
            return Err(DeskError::bad("on", "That is what the desk knows already."));
        }
        self.tell_start(borough.to_owned(), on, now)
    }

    /// Puts back what was known of the borough before this entry.
    pub(crate) fn undo_service_start(&mut self, entry: u64, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let told = &self.book.journal()?.service_starts;
        let Some(this) = told.iter().find(|told| told.entry == entry).cloned() else {
            return Err(DeskError::NotFound("There is nothing to undo.".to_owned()));
        };
        let mut of_borough = told.iter().rev().filter(|told| told.borough == this.borough);
        if of_borough.next().is_none_or(|last| last.entry != entry) {
            return Err(DeskError::bad("entry", "This day was changed again since. Change the day itself."));
        }
        let before = of_borough.next().and_then(|told| told.on);
        self.tell_start(this.borough, before, now)
    }

    fn tell_start(&mut self, borough: String, on: Option<NaiveDate>, now: Now) -> Result<DoneView, DeskError> {
        let words = on.map_or_else(
            || format!("{borough}: the day the service began is not known."),
            |on| format!("{borough}: every victim reported from {} on is given a contact.", words::day(on)),
        );
        let name = format!("Set the start in {borough}");
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::DeskKept { kept: Kept::ServiceStarted { borough, on } })?;
            Ok(())
        })?;
        Ok(DoneView { words, undo: Some(undo_view(name, appended)) })
    }
}

/// Before and after the start in each borough, exact.
pub(crate) fn before_and_after(found: &Service, on: NaiveDate) -> EffectsView {
    let mut view = empty_view(on);
    let sentence = sentence(found);
    let mut drawn: Vec<draw::IntervalRow> = Vec::new();
    let mut rows = Vec::new();
    for borough in &found.boroughs {
        let share = |(withdrew, all): (u64, u64)| match all {
            0 => "no crime".to_owned(),
            all => format!("{withdrew} of {all}, {}", percent(withdrew as f64 / all as f64)),
        };
        let (before, after) = (share(borough.counts.before), share(borough.counts.after));
        let change = borough.change.map_or_else(|| "–".to_owned(), |change| points(&change));
        rows.push(vec![borough.borough.clone(), words::day(borough.start), before, after, change]);
        drawn.extend(borough.change.map(|change| row(borough.borough.clone(), &change, true)));
    }
    drawn.extend(found.together.map(|together| row("All together".to_owned(), &together, false)));
    drawn.extend(found.staggered.map(|gap| row("Against those to begin".to_owned(), &gap, false)));
    let figure = draw::IntervalFigure {
        title: TITLE.to_owned(),
        description: sentence.clone(),
        scale: draw::IntervalScale::Difference,
        left_words: "fewer withdraw since".to_owned(),
        right_words: "more withdraw since".to_owned(),
        rows: drawn,
    };
    let columns = ["Borough", "Began", "Before", "After", "Difference in points (95 % interval)"];
    let definition = "Crimes by the day reported, up to a year before the start and a year from it on, each followed \
        for 90 days (difference in percentage points; Newcombe's interval for a borough, Mantel–Haenszel with Sato's \
        for all together).";
    view.charts.push(crate::wire::ChartView {
        svg: draw::interval_chart(&figure),
        table: table(TITLE, &columns, rows),
        ..bare(("before_after", TITLE), sentence, definition.to_owned())
    });
    let counts = found.boroughs.iter().fold((0, 0), |(events, n), borough| {
        let (before, after) = (borough.counts.before, borough.counts.after);
        (events + before.0 + after.0, n + before.1 + after.1)
    });
    view.effects.extend(
        found.together.map(|gap| effect("before_after", "Before and after, each borough with itself", &gap, counts)),
    );
    let name = "Change less that of boroughs still to begin";
    view.effects.extend(found.staggered.map(|gap| effect("staggered_starts", name, &gap, counts)));
    view.limits.push(WHAT_ELSE.to_owned());
    if found.without_start > 0 {
        view.diagnostics.push(format!(
            "{} are left out of before and after: no start is known in their borough. Set it in Settings → Start of \
             the service.",
            words::counted(found.without_start, "crime")
        ));
    }
    view
}

fn sentence(found: &Service) -> String {
    let Some(together) = found.together else {
        return format!(
            "No crime reported since a start has been followed for {SERVICE_FOLLOWED_DAYS} days yet, or none is known \
             from before it, so there is nothing to compare."
        );
    };
    let chance = if together.high < 0.0 || together.low > 0.0 {
        "The interval leaves out no change."
    } else {
        "The interval includes no change."
    };
    let staggered = found.staggered.map_or_else(String::new, |gap| {
        format!(
            " The boroughs began up to {} days apart. Against boroughs that had not begun yet, which takes off what \
             changed for all, the difference was {} points.",
            found.apart_days,
            points(&gap)
        )
    });
    format!(
        "Since the service began, each borough compared with itself, the share withdrawn within {SERVICE_FOLLOWED_DAYS} \
         days changed by {} points. {chance}{staggered}",
        points(&together)
    )
}

fn points(gap: &Estimate) -> String {
    let signed = |share: f64| format!("{:+.1}", share * 100.0).replace('-', "−");
    format!("{} ({} to {})", signed(gap.estimate), signed(gap.low), signed(gap.high))
}

fn row(name: String, gap: &Estimate, hollow: bool) -> draw::IntervalRow {
    draw::IntervalRow { name, estimate: gap.estimate, low: gap.low, high: gap.high, words: points(gap), hollow }
}

fn effect(method: &str, label: &str, gap: &Estimate, (events, n): (u64, u64)) -> EffectView {
    EffectView {
        method: method.to_owned(),
        measure: "risk_difference".to_owned(),
        label: label.to_owned(),
        estimate: gap.estimate,
        low: gap.low,
        high: gap.high,
        p: None,
        n,
        events,
        landmark_day: None,
        diluted: false,
        detectable: None,
        shows_article_by: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DemoRequest, Desk, Silent};
    use chrono::{TimeZone, Utc};

    fn now() -> Now {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        Now { at: Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap()), today }
    }

    fn start(borough: &str, on: Option<&str>) -> ServiceStartRequest {
        ServiceStartRequest { borough: borough.to_owned(), on: on.map(str::to_owned) }
    }

    #[test]
    fn a_start_is_told_used_and_undone() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().join("demo"));
        let mut session = desk.make_demo(DemoRequest { cases: 1_500, seed: 3 }, now(), &mut Silent).unwrap();
        assert!(session.service_starts(now()).unwrap().iter().all(|start| start.on.is_none()));
        assert!(session.effects(None, None, now()).unwrap().charts.iter().all(|chart| chart.series != "before_after"));
        for (borough, on) in [("Merton", "2025-06-01"), ("Wandsworth", "2025-09-01")] {
            session.set_service_start(&start(borough, Some(on)), now()).unwrap();
        }
        let view = session.effects(None, None, now()).unwrap();
        let chart = view.charts.iter().find(|chart| chart.series == "before_after").unwrap();
        assert!(chart.sentence.contains("92 days apart"), "{}", chart.sentence);
        assert!(view.limits.iter().any(|words| words.contains("Whatever else changed")));
        let methods: Vec<&str> = view.effects.iter().map(|effect| effect.method.as_str()).collect();
        assert!(methods.ends_with(&["before_after", "staggered_starts"]), "{methods:?}");

        let moved = session.set_service_start(&start("Merton", Some("2025-07-01")), now()).unwrap();
        let undo = moved.undo.unwrap();
        session.undo(undo.first_entry, undo.last_entry, now()).unwrap();
        let on = |session: &mut Session| {
            let starts = session.service_starts(now()).unwrap();
            starts.into_iter().find(|start| start.borough == "Merton").unwrap().on
        };
        assert_eq!(on(&mut session).as_deref(), Some("2025-06-01"));
        assert!(session.undo(undo.first_entry, undo.last_entry, now()).is_err(), "it was changed again since");
        session.set_service_start(&start("Merton", None), now()).unwrap();
        assert_eq!(on(&mut session), None);
        for (wrong, field) in [
            (start("Nowhere", Some("2025-06-01")), "borough"),
            (start("Merton", Some("2026-11-24")), "on"),
            (start("Merton", Some("soon")), "on"),
            (start("Merton", None), "on"),
        ] {
            let refused = session.set_service_start(&wrong, now()).unwrap_err();
            assert!(matches!(&refused, DeskError::BadInput { field: found, .. } if *found == field), "{refused:?}");
        }
    }
}
