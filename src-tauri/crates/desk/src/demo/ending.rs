//! Support and its end: withdrawal against every other outcome, drawn day by day from the stated truth.

use super::case::Case;
use super::draw::{Draw, Purpose, Table};
use super::world::World;
use caseload::{Outcome, OutcomeType, RiskLevel, Withdrawal};
use chrono::{Days, NaiveDate};

/// How a case ended, and when the desk heard of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Ends {
    pub(super) withdrawal: Option<(NaiveDate, Withdrawal)>,
    pub(super) outcome: Option<(NaiveDate, Outcome)>,
}

/// Days from the report to an outcome other than by withdrawal: long-tailed.
const DAYS_TO_OUTCOME: [(u32, u32); 12] = [
    (0, 1),
    (100, 17),
    (200, 34),
    (300, 54),
    (400, 76),
    (500, 101),
    (600, 132),
    (700, 172),
    (800, 228),
    (900, 325),
    (960, 450),
    (1_000, 720),
];

/// Days from a withdrawal to the outcome that follows.
const DAYS_TO_CLOSING: [(u32, u32); 5] = [(0, 0), (300, 5), (600, 15), (850, 36), (1_000, 90)];

/// Home Office types where a suspect was identified and the victim supports action.
const SUSPECT_IDENTIFIED: Table<u8> = Table {
    shares: &[
        (285, 1),
        (60, 8),
        (55, 3),
        (50, 22),
        (25, 21),
        (20, 20),
        (20, 10),
        (20, 17),
        (18, 9),
        (15, 2),
        (8, 12),
        (6, 11),
        (4, 13),
        (4, 6),
        (2, 5),
    ],
    otherwise: 15,
};

/// Home Office types where no suspect was identified and the victim supports action.
const NO_SUSPECT: Table<u8> = Table { shares: &[(40, 21), (30, 20), (20, 17)], otherwise: 18 };

const REASONS: Table<&str> = Table {
    shares: &[
        (280, "wants_to_move_on"),
        (170, "fear_of_reprisal"),
        (160, "no_confidence"),
        (140, "took_too_long"),
        (120, "recorded_only"),
        (60, "knows_the_suspect"),
    ],
    otherwise: "other",
};

const CONFIRMED_BY: Table<&str> = Table { shares: &[(720, "oic"), (120, "supervisor")], otherwise: "other_officer" };

const CONFIRMED_HOW: Table<&str> =
    Table { shares: &[(380, "statement"), (280, "body_worn_video"), (300, "telephone")], otherwise: "email" };

/// A victim's support of the investigation, walked from the day reported.
#[derive(Debug)]
pub(super) struct Support<'a> {
    world: &'a World,
    case: &'a Case,
    draw: Draw,
    outcome_draw: Draw,
    risk: RiskLevel,
    /// The day the investigation closes, unless the victim withdraws before.
    closes_on: NaiveDate,
    contacted_on: Option<NaiveDate>,
    withdrew_on: Option<NaiveDate>,
    /// Days since the report that are decided already.
    days_walked: u32,
}

impl<'a> Support<'a> {
    pub(super) fn new(world: &'a World, case: &'a Case) -> Self {
        // One investigation has one end, whoever of its victims stays with it.
        let mut outcome_draw = world.streams.of(case.links.crime, Purpose::Outcome);
        let reported_on = case.crime.reported_on;
        let days = outcome_draw.quantile(&DAYS_TO_OUTCOME);
        Self {
            world,
            case,
            draw: world.streams.of(case.key, Purpose::Withdrawal),
            outcome_draw,
            risk: case.risk_of_window().unwrap_or(world.policy.risk_where_none_recorded),
            closes_on: reported_on + Days::new(u64::from(days)),
            contacted_on: None,
            withdrew_on: None,
            days_walked: 0,
        }
    }

    /// The reassurance contact was made on this day: from the day after it, it works.
    pub(super) fn contacted(&mut self, on: NaiveDate) {
        self.walk_before(on + Days::new(1));
        self.contacted_on = Some(on);
    }

    /// Whether the victim withdrew before this day.
    pub(super) fn withdrew_before(&mut self, day: NaiveDate) -> bool {
        self.walk_before(day);
        self.withdrew_on.is_some_and(|on| on < day)
    }

    /// One draw for each day: the same day draws the same number, whether or not the victim was contacted.
    fn walk_before(&mut self, end: NaiveDate) {
        let truth = &self.world.invention.truth;
        let reported_on = self.case.crime.reported_on;
        let since = |day: NaiveDate| u32::try_from((day - reported_on).num_days()).unwrap_or(0);
        let end = since(end.min(self.closes_on).min(self.world.today));
        let contacted = self.contacted_on.map(since);
        while self.days_walked < end && self.withdrew_on.is_none() {
            let contacted_before = contacted.is_some_and(|day| day < self.days_walked);
            if self.draw.rarely(truth.withdrawal_millionths(self.days_walked, self.risk, contacted_before)) {
                self.withdrew_on = Some(reported_on + Days::new(u64::from(self.days_walked)));
            }
            self.days_walked += 1;
        }
    }

    /// What came of the investigation, as the desk hears of it.
    pub(super) fn ends(mut self) -> Ends {
        self.walk_before(NaiveDate::MAX);
        let truth = &self.world.invention.truth;
        let identified = self.case.crime.suspect_identified;
        let otherwise = self.outcome_draw.from(if identified { &SUSPECT_IDENTIFIED } else { &NO_SUSPECT });
        let alternate_offence = self.outcome_draw.chance(80) && otherwise == 1;
        let other = |on| (on, otherwise, alternate_offence);
        let by_attrition = self.outcome_draw.chance(truth.withdrawals_ending_14_or_16_thousandths);
        let closing_days = u64::from(self.outcome_draw.quantile(&DAYS_TO_CLOSING));
        let (on, number, alternate) = match self.withdrew_on {
            Some(withdrew_on) if by_attrition => {
                (withdrew_on + Days::new(closing_days), if identified { 16 } else { 14 }, false)
            }
            Some(withdrew_on) => other(self.closes_on.max(withdrew_on + Days::new(1))),
            None => other(self.closes_on),
        };
        let outcome_lag = u64::from(self.outcome_draw.below(3));
        let outcome_known_on = self.known_on(on + Days::new(outcome_lag));
        let withdrawal = self.withdrew_on.map(|withdrew_on| self.withdrawal(withdrew_on, outcome_known_on));
        let outcome = OutcomeType::new(number)
            .map(|outcome_type| Outcome { outcome_type, alternate_offence: alternate, on })
            .map(|outcome| {
                let heard_of_withdrawal = withdrawal.as_ref().map(|(known_on, _)| *known_on);
                (heard_of_withdrawal.map_or(outcome_known_on, |day| day.max(outcome_known_on)), outcome)
            });
        self.up_to_today(Ends { withdrawal, outcome })
    }

    /// The withdrawal as an extract brings it: some days later, or, where it has no date of its own, with the outcome.
    fn withdrawal(&mut self, withdrew_on: NaiveDate, outcome_known_on: NaiveDate) -> (NaiveDate, Withdrawal) {
        let truth = &self.world.invention.truth;
        let dated = self.draw.chance(truth.dated_withdrawals_thousandths);
        let lag = u64::from(self.draw.below(5));
        let known_on = if dated { self.known_on(withdrew_on + Days::new(lag)) } else { outcome_known_on };
        let mut code = |share, table: &Table<&str>| self.draw.chance(share).then(|| self.draw.from(table).to_owned());
        let withdrawal = Withdrawal {
            on: dated.then_some(withdrew_on),
            reason: code(880, &REASONS),
            confirmed_by: code(780, &CONFIRMED_BY),
            confirmed_how: code(760, &CONFIRMED_HOW),
        };
        (known_on, withdrawal)
    }

    /// The extract of the next working morning, and never the one that brought the case itself.
    fn known_on(&self, day: NaiveDate) -> NaiveDate {
        self.world.calendar.after(day.max(self.case.known_on), 1)
    }

    /// Leaves out what the desk has not heard of today; a cancelled crime has no ending after its cancelling.
    fn up_to_today(&self, ends: Ends) -> Ends {
        let heard = |known_on: NaiveDate| {
            known_on <= self.world.today
                && self.case.investigation.cancelled_on.is_none_or(|cancelled_on| known_on < cancelled_on)
        };
        Ends {
            withdrawal: ends.withdrawal.filter(|(known_on, _)| heard(*known_on)),
            outcome: ends.outcome.filter(|(known_on, _)| heard(*known_on)),
        }
    }
}
