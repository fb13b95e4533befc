//! The timeline in a compact form: one mark an event, turned into the event only when its day comes.

use super::case::{Case, oic_collar, oic_name};
use super::course::Course;
use super::draw::Purpose;
use super::live::{Live, is_live, lead};
use super::officers::Ask;
use super::world::{References, World};
use super::{DayOf, Event, Invention, course};
use caseload::{
    AttemptResult, CaseFacts, CaseKind, Channel, Claim, EndingReason, Outcome, PersonalFacts, RiskLevel, Sensitive,
    Withdrawal,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What happened, in few bytes.
#[derive(Debug)]
enum What {
    Reported,
    Cancelled,
    Risk(RiskLevel),
    Ward(&'static str),
    Oic(u32),
    Withdrawal(Box<Withdrawal>),
    Outcome(Outcome),
    ContactMade(NaiveDate),
    Attempted { on: NaiveDate, channel: Channel, result: AttemptResult, officer: usize },
    Ended(EndingReason),
    Planned { on: NaiveDate, officer: usize },
}

impl What {
    /// The order within a day: the morning's extract, then results typed in, then lines accepted.
    const fn rank(&self) -> u8 {
        match self {
            Self::Reported => 0,
            Self::Cancelled
            | Self::Risk(_)
            | Self::Ward(_)
            | Self::Oic(_)
            | Self::Withdrawal(_)
            | Self::Outcome(_)
            | Self::ContactMade(_) => 1,
            Self::Attempted { .. } => 2,
            Self::Ended(_) => 3,
            Self::Planned { .. } => 4,
        }
    }
}

/// The days of an invented caseload, in order. Each day's events are made when it is asked for.
#[derive(Debug)]
pub struct Timeline {
    world: World,
    references: References,
    marks: BTreeMap<NaiveDate, Vec<(u32, What)>>,
    officers_listed: bool,
}

impl Timeline {
    pub(super) fn new(invention: &Invention) -> Self {
        let mut timeline = Self {
            world: World::new(invention),
            references: References::default(),
            marks: BTreeMap::new(),
            officers_listed: false,
        };
        let mut live = Vec::new();
        for key in 0..invention.cases {
            let case = Case::of(&timeline.world, key);
            if case.links.crime == key {
                timeline.references.take(key, case.crime.reported_on);
            }
            let course = Course::of(&timeline.world, &case, course::Lead::Free);
            if is_live(&timeline.world, &course) {
                live.push(Live { case, course });
            } else {
                timeline.mark(&case, course);
            }
        }
        lead(&timeline.world, &mut live);
        for Live { case, course } in live {
            timeline.mark(&case, course);
        }
        let first = timeline.world.calendar.after(timeline.world.days.first, 1);
        timeline.marks.entry(first.min(invention.today)).or_default();
        timeline
    }

    fn put(&mut self, known_on: NaiveDate, key: u32, what: What) {
        // Later extracts have not come yet.
        if known_on <= self.world.today {
            self.marks.entry(known_on).or_default().push((key, what));
        }
    }

    fn mark(&mut self, case: &Case, course: Course) {
        let key = case.key;
        self.put(case.known_on, key, What::Reported);
        if let Some((on, risk)) = case.later_risk {
            self.put(on, key, What::Risk(risk));
        }
        if let Some(on) = case.investigation.ward_filled_on {
            self.put(on, key, What::Ward(case.crime.ward));
        }
        if let Some((on, oic)) = case.investigation.later_oic {
            self.put(on, key, What::Oic(oic));
        }
        if let Some(on) = case.investigation.cancelled_on {
            self.put(on, key, What::Cancelled);
        }
        if let Some((known_on, withdrawal)) = course.ends.withdrawal {
            self.put(known_on, key, What::Withdrawal(Box::new(withdrawal)));
        }
        if let Some((known_on, outcome)) = course.ends.outcome {
            self.put(known_on, key, What::Outcome(outcome));
        }
        for tried in &course.tried {
            self.mark_attempt(case, tried);
        }
        if let Some(next) = course.next
            && let Some(planned_on) = next.planned_on
            && let Some(officer) = self.officer(case, next.on)
        {
            self.put(planned_on, key, What::Planned { on: next.on, officer });
        }
        if let Some((on, reason)) = course.ended {
            self.put(on, key, What::Ended(reason));
        }
    }

    fn mark_attempt(&mut self, case: &Case, tried: &course::Tried) {
        let key = case.key;
        let Some(officer) = self.officer(case, tried.on) else { return };
        if let Some(planned_on) = tried.planned_on {
            self.put(planned_on, key, What::Planned { on: tried.on, officer });
        }
        let (on, channel, result) = (tried.on, tried.channel, tried.result);
        self.put(tried.typed_on, key, What::Attempted { on, channel, result, officer });
        let noted = result == AttemptResult::Reached && self.world.streams.of(key, Purpose::Personal).chance(30);
        if noted {
            let known_on = self.world.calendar.after(tried.typed_on, 1);
            self.put(known_on, key, What::ContactMade(on));
        }
    }

    fn officer(&mut self, case: &Case, on: NaiveDate) -> Option<usize> {
        let involved = if case.investigation.oic_is_listed { case.involved(&self.world).cloned() } else { None };
        let ask = Ask {
            key: case.key,
            on,
            borough: case.crime.borough.name,
            ward: (!case.investigation.ward_missing).then_some(case.crime.ward),
            involved: involved.as_ref(),
        };
        self.world.officers.assign(&ask)
    }

    fn events(&mut self, mut marks: Vec<(u32, What)>) -> Vec<Event> {
        let mut events = Vec::with_capacity(marks.len());
        if !self.officers_listed {
            self.officers_listed = true;
            events.extend(
                self.world.officers.list.iter().cloned().map(|officer| Event::OfficerListed(Box::new(officer))),
            );
        }
        marks.sort_by_key(|(key, what)| (what.rank(), *key));
        for (key, what) in marks {
            match self.event(key, what) {
                Event::Changed { key, facts, personal } => {
                    // One row of one extract: what it changes of a case is one event.
                    if let Some(Event::Changed { key: last, facts: before, personal: personal_before }) =
                        events.last_mut()
                        && *last == key
                    {
                        before.overlay(&facts);
                        personal_before.overlay(&personal);
                    } else {
                        events.push(Event::Changed { key, facts, personal });
                    }
                }
                event @ (Event::OfficerListed(_)
                | Event::Reported(_)
                | Event::Attempted { .. }
                | Event::Ended { .. }
                | Event::Planned { .. }) => events.push(event),
            }
        }
        events
    }

    fn event(&self, key: u32, what: What) -> Event {
        let mut facts = CaseFacts::default();
        let mut personal = PersonalFacts::default();
        match what {
            What::Reported => {
                let case = Case::of(&self.world, key);
                return Event::Reported(Box::new(case.reported(&self.world, &self.references)));
            }
            What::Attempted { on, channel, result, officer } => {
                return Event::Attempted { key, on, channel, result, officer };
            }
            What::Ended(reason) => return Event::Ended { key, reason },
            What::Planned { on, officer } => return Event::Planned { key, officer, on },
            What::Cancelled => facts.kind = Some(Claim::Is(CaseKind::Cancelled)),
            What::Risk(risk) => facts.risk = Some(Claim::Is(risk)),
            What::Ward(ward) => facts.ward = Some(Claim::Is(ward.to_owned())),
            What::Oic(number) => {
                facts.oic_collar = Some(Claim::Is(oic_collar(number)));
                personal.oic_name = Some(Sensitive::new(oic_name(&self.world, number)));
            }
            What::Withdrawal(withdrawal) => facts.withdrawal = Some(Claim::Is(*withdrawal)),
            What::Outcome(outcome) => facts.outcome = Some(Claim::Is(outcome)),
            What::ContactMade(on) => facts.contact_made_on = Some(Claim::Is(on)),
        }
        Event::Changed { key, facts: Box::new(facts), personal: Box::new(personal) }
    }
}

impl Iterator for Timeline {
    type Item = DayOf;

    fn next(&mut self) -> Option<DayOf> {
        let (known_on, marks) = self.marks.pop_first()?;
        let events = self.events(marks);
        Some(DayOf { known_on, events })
    }
}
