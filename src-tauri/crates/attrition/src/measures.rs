//! The one list of what is counted: a definition for each series.

use crate::measure::{Better, CountBasis, Measure, Unit};

const WILSON: &str = "95 % interval of a share (Wilson)";
const XMR: &str = "natural process limits of single values (XmR), 2.66 mean moving ranges about the mean";
const T_CHART: &str = "limits of a process by itself: XmR of the days to the power 1/3.6, turned back into days";
const NO_INTERVAL: &str = "counts of all cases, without an interval";
const STAYING: &str = "Are victims staying?";
const REACHING: &str = "Are we reaching them, in time?";

pub const WITHDRAWAL_CLOSED: Measure = Measure {
    name: "withdrawal_closed",
    title: "Victims who withdrew, by month closed",
    question: STAYING,
    population: "crimes whose outcome in force on the as-at day is dated in the month",
    numerator: "those whose outcome is in the attrition set: the victim does not support further action",
    basis: CountBasis::ClosedInPeriod,
    unit: Unit::Share,
    better: Better::Lower,
    interval: WILSON,
    definition: "Of the crimes closed in the month, the share whose outcome in force on the as-at day is in the \
                 attrition set; each case counts once, in the month of that outcome; non-crime incidents and \
                 cancelled crimes are left out.",
};

/// A cohort's definition; the three differ in nothing but the days.
macro_rules! withdrawal_reported {
    ($days:literal) => {
        Measure {
            name: concat!("withdrawal_reported_", $days),
            title: concat!("Victims who withdrew within ", $days, " days, by month reported"),
            question: STAYING,
            population: concat!("crimes reported in the month and followed for ", $days, " days"),
            numerator: concat!("those whose victim withdrew within ", $days, " days of the report"),
            basis: CountBasis::ReportedInPeriod,
            unit: Unit::Share,
            better: Better::Lower,
            interval: WILSON,
            definition: concat!(
                "Of the crimes reported in the month that are at least ", $days, " days old, the share whose victim \
                 withdrew within ", $days, " days: by the withdrawal's own date, or by the outcome's date where the \
                 outcome is in the attrition set and no date of withdrawal is known; a month is hollow until its last \
                 crime is ", $days, " days old."
            ),
        }
    };
}

pub const WITHDRAWAL_REPORTED_28: Measure = withdrawal_reported!("28");
pub const WITHDRAWAL_REPORTED_56: Measure = withdrawal_reported!("56");
pub const WITHDRAWAL_REPORTED_90: Measure = withdrawal_reported!("90");

pub const SRC_IN_WINDOW: Measure = Measure {
    name: "src_in_window",
    title: "Victims reached in time, by month reported",
    question: REACHING,
    population: "victims of cases reported in the month who are owed a contact and whose contact window has ended",
    numerator: "those reached by the last day of their window",
    basis: CountBasis::ReportedInPeriod,
    unit: Unit::Share,
    better: Better::Higher,
    interval: WILSON,
    definition: "Of the victims of cases reported in the month who are owed a reassurance contact and whose contact \
                 window has ended, the share reached by the window's last day; those whose contact was ended for a \
                 listed reason stay in the denominator.",
};

pub const SRC_COVERAGE: Measure = Measure {
    name: "src_coverage",
    title: "How the promise of a contact was kept, by month reported",
    question: "What became of each contact we owed?",
    population: "victims of cases reported in the month who are owed a contact and whose contact window has ended",
    numerator: "each of five parts: reached in the window, reached late, tried but not reached, never tried, ended \
                for a listed reason",
    basis: CountBasis::ReportedInPeriod,
    unit: Unit::Counts,
    better: Better::Neither,
    interval: NO_INTERVAL,
    definition: "Of the victims of cases reported in the month who are owed a reassurance contact and whose contact \
                 window has ended, how many were reached in the window, reached late, tried but not reached, never \
                 tried, or had their contact ended for a listed reason; each victim of a case is in exactly one part.",
};

pub const SRC_DELIVERY: Measure = Measure {
    name: "src_delivery",
    title: "From owed to reached in time, over the months shown",
    question: "Where do we lose contacts?",
    population: "victims of cases reported in the period who are owed a contact and whose contact window has ended",
    numerator: "those offered a contact, those tried, those reached, and those reached in the window",
    basis: CountBasis::ReportedInPeriod,
    unit: Unit::Counts,
    better: Better::Neither,
    interval: NO_INTERVAL,
    definition: "Of the victims owed a contact whose window has ended, how many had one given to an officer, how many \
                 were tried, how many were reached at all and how many in the window; each step counts among the step \
                 before, and those lost at each are told with the reason.",
};

pub const DAYS_TO_CONTACT: Measure = Measure {
    name: "days_to_contact",
    title: "Days from the report to the contact, by month reached",
    question: REACHING,
    population: "victims reached for the first time in the month",
    numerator: "the middle one of their days from the report to the contact",
    basis: CountBasis::ReachedInPeriod,
    unit: Unit::Days,
    better: Better::Lower,
    interval: XMR,
    definition: "Of the victims first reached in the month, the median of the whole days from the report to that \
                 contact; by the month reached, since counting by month reported would show the latest months too \
                 quick.",
};

pub const SRC_OFFERED: Measure = Measure {
    name: "src_offered",
    title: "Victims offered a contact",
    question: REACHING,
    population: "victims of cases reported in the period who are owed a contact and whose contact window has ended",
    numerator: "those for whom a contact was given to an officer, tried or made",
    basis: CountBasis::ReportedInPeriod,
    unit: Unit::Share,
    better: Better::Higher,
    interval: WILSON,
    definition: "Of the victims owed a contact whose window has ended, the share for whom one was given to an \
                 officer, tried or made, whether or not they were reached.",
};

pub const SRC_REACHED: Measure = Measure {
    name: "src_reached",
    title: "Victims reached",
    question: REACHING,
    population: "victims of cases reported in the period who are owed a contact and whose contact window has ended",
    numerator: "those reached, in the window or late",
    basis: CountBasis::ReportedInPeriod,
    unit: Unit::Share,
    better: Better::Higher,
    interval: WILSON,
    definition: "Of the victims owed a contact whose window has ended, the share reached, in the window or late.",
};

pub const RECORDED: Measure = Measure {
    name: "recorded",
    title: "Hate crimes recorded a day, by month reported",
    question: "How many come to us?",
    population: "crimes reported in the month",
    numerator: "all of them, divided by the days of the month",
    basis: CountBasis::ReportedInPeriod,
    unit: Unit::PerDay,
    better: Better::Neither,
    interval: XMR,
    definition: "Crimes reported in the month, without non-crime incidents and cancelled crimes, divided by the \
                 month's days so that short months are not low; a measure of demand on the police, and not of how \
                 much hate crime there is.",
};

pub const DAYS_TO_OUTCOME: Measure = Measure {
    name: "days_to_outcome",
    title: "Days from the report to the outcome, by month closed",
    question: "How long do victims wait?",
    population: "crimes whose outcome in force on the as-at day is dated in the month",
    numerator: "the middle one of their days from the report to the outcome",
    basis: CountBasis::ClosedInPeriod,
    unit: Unit::Days,
    better: Better::Lower,
    interval: XMR,
    definition: "Of the crimes closed in the month, the median of the whole days from the report to the outcome in \
                 force.",
};

pub const CHARGED: Measure = Measure {
    name: "charged",
    title: "Crimes charged",
    question: STAYING,
    population: "crimes whose outcome in force on the as-at day is dated in the period",
    numerator: "those charged or summonsed: outcome 1",
    basis: CountBasis::ClosedInPeriod,
    unit: Unit::Share,
    better: Better::Higher,
    interval: WILSON,
    definition: "Of the crimes closed in the period, the share whose outcome in force on the as-at day is 1, charged \
                 or summonsed.",
};

pub const DAYS_BETWEEN: Measure = Measure {
    name: "days_between",
    title: "Days between reports of a rare strand",
    question: "What of strands too rare for a share by month?",
    population: "crimes of the strand, in the order of the day reported",
    numerator: "the whole days from the report before to this one",
    basis: CountBasis::ReportedInPeriod,
    unit: Unit::Days,
    better: Better::Neither,
    interval: T_CHART,
    definition: "Where a strand has a month with fewer than 10 crimes reported among the last twelve complete months, \
                 the whole days from one report of it to the next; more days are fewer reports, which is demand on \
                 the police, and not how much hate crime there is.",
};

pub const WITHDRAWAL_TWELVE_MONTHS: Measure = Measure {
    name: "withdrawal_twelve_months",
    title: "Victims of a rare strand who withdrew, over twelve months",
    question: "What of strands too rare for a share by month?",
    population: "crimes of the strand whose outcome in force on the as-at day is dated in the twelve months",
    numerator: "those whose outcome is in the attrition set: the victim does not support further action",
    basis: CountBasis::ClosedInPeriod,
    unit: Unit::Share,
    better: Better::Lower,
    interval: WILSON,
    definition: "Where a strand has a month with fewer than 10 crimes reported among the last twelve complete months, \
                 the share of its crimes closed in the twelve months up to and with each month whose outcome is in \
                 the attrition set; neighbouring points share eleven months, so there are neither limits nor rules.",
};
