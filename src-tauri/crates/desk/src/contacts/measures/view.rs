//! The measures as both shells show them.

use super::loads::Loads;
use super::{PlanMade, Span};
use crate::figures::effect_charts::interval_words;
use crate::wire::{ChoiceView, ContactMeasureView, ContactMeasuresView, MeasureSectionView, SpreadView, WhyNotView};
use crate::words;
use attrition::{ContactMeasures, Proportion, Request, RequestCount, Spread, load_spread, percent};

const NOT_APPLICABLE: &str = "not applicable";

pub(super) fn view(
    span: Span,
    months: Vec<ChoiceView>,
    measures: &ContactMeasures,
    plan: PlanMade,
    loads: Loads,
) -> ContactMeasuresView {
    let why_not = measures.why_not.iter().map(|one| WhyNotView {
        code: one.why.code().to_owned(),
        words: one.why.words().to_owned(),
        not_offered: one.not_offered,
        offered: one.offered,
    });
    ContactMeasuresView {
        month: span.from.to_string(),
        to: span.to.to_string(),
        months,
        as_at: span.as_at.to_string(),
        words: sentence(span, measures),
        sections: vec![victims(measures), requests(measures), plan_section(plan), load_section(&loads)],
        why_not: why_not.collect(),
        loads: loads.rows,
    }
}

fn sentence(span: Span, measures: &ContactMeasures) -> String {
    let open = match measures.windows_open {
        0 => String::new(),
        1 => " 1 more has a window still open and is not counted yet.".to_owned(),
        open => format!(" {} more have windows still open and are not counted yet.", words::thousands(open)),
    };
    let (span_words, as_at) = (span.words(), words::day(span.as_at));
    if measures.steps.owed == 0 {
        return format!("Of victims reported in {span_words}, no contact window had ended by {as_at}.{open}");
    }
    let of = Proportion::of(measures.steps.in_window, measures.steps.owed);
    format!(
        "Of {} reported in {span_words} whose window had ended by {as_at}, {} ({}) were reached in it.{open}",
        words::counted(measures.steps.owed, "victim"),
        words::thousands(measures.steps.in_window),
        of.share().map(percent).unwrap_or_default(),
    )
}

fn victims(measures: &ContactMeasures) -> MeasureSectionView {
    let steps = measures.steps;
    let of_owed = |code, label, counted, meaning| share(code, label, Proportion::of(counted, steps.owed), meaning);
    MeasureSectionView {
        title: "From owed to reached".to_owned(),
        words: "Victims by the month they were reported in, once their contact window has ended.".to_owned(),
        rows: vec![
            count("owed", "Owed a contact", steps.owed, "Victims owed a contact whose window has ended."),
            of_owed("offered", "Offered", steps.offered, "Given to an officer, among those owed."),
            of_owed("attempted", "Tried", steps.attempted, "Tried at least once, among those owed."),
            of_owed("reached", "Reached", steps.reached, "Reached, in the window or late, among those owed."),
            of_owed(
                "in_window",
                "Reached in the window",
                steps.in_window,
                "By the window's last day, among those owed.",
            ),
            middle(
                "days_to_contact",
                "Days to the contact",
                measures.days_to_contact,
                "Whole days from the report to the contact, of those reached.",
            ),
            middle(
                "attempts_to_reach",
                "Tries it took",
                measures.attempts_to_reach,
                "Which try reached the victim, of those whose tries are recorded.",
            ),
            share(
                "continuity",
                "Same officer again",
                measures.continuity,
                "Reached by an officer who had tried before, among those whom a known officer had tried before.",
            ),
        ],
    }
}

fn requests(measures: &ContactMeasures) -> MeasureSectionView {
    let row = |(request, count): (Request, RequestCount)| {
        let (code, label, meaning) = match request {
            Request::OfficersGender => ("asked_gender", "A woman or a man, as asked", "the officer's gender"),
            Request::OfficersLanguage => ("asked_language", "An officer who speaks their language", "the language"),
            Request::Time => ("asked_time", "At a time they said", "the time of the contact, or else the shift"),
            Request::CallOrVisit => ("asked_way", "A call or a visit, as asked", "how the contact was made"),
            Request::SameOfficer => ("asked_officer", "The officer of an earlier contact", "who tried before"),
        };
        let not_known = match count.not_known {
            0 => String::new(),
            unknown => format!(" Of {} more it is not recorded.", words::thousands(unknown)),
        };
        share(code, label, count.met, &format!("Met, among those reached who asked, by {meaning}.{not_known}"))
    };
    MeasureSectionView {
        title: "What victims asked for".to_owned(),
        words: "Of the contacts that were made, what was asked and met.".to_owned(),
        rows: Request::ALL.into_iter().zip(measures.requests).map(row).collect(),
    }
}

fn plan_section(plan: PlanMade) -> MeasureSectionView {
    let since = match plan.linked_since {
        0 => String::new(),
        1 => " 1 line that stands has an officer who was linked since: Propose moves it.".to_owned(),
        since => format!(" {since} lines that stand have an officer who was linked since: Propose moves them."),
    };
    MeasureSectionView {
        title: "The plan".to_owned(),
        words: "Lines by the day they were accepted. What was undone is left out.".to_owned(),
        rows: vec![
            count("accepted", "Lines accepted", plan.accepted, "A victim, an officer and a day."),
            share(
                "changed",
                "Changed on re-plan",
                Proportion::of(plan.changed, plan.accepted),
                "Lines that took the place of another one not yet tried, among those accepted.",
            ),
            count("taken_off", "Taken off the plan", plan.taken_off, "Lines taken off with none in their place."),
            count(
                "independence_violations",
                "Not independent",
                plan.linked,
                &format!(
                    "Lines accepted whose officer was linked to the investigation by what was known then, each looked \
                     at again in the record. It must be 0.{since}"
                ),
            ),
            count(
                "tried_by_linked",
                "Tried by a linked officer",
                plan.tried_by_linked,
                "Tries by somebody linked to the investigation: recorded, and no reassurance contact.",
            ),
        ],
    }
}

fn load_section(loads: &Loads) -> MeasureSectionView {
    let spread = load_spread(&loads.listed);
    let all: u64 = loads.rows.iter().map(|row| row.made + row.planned).sum();
    let evenness = spread.evenness.map_or_else(|| NOT_APPLICABLE.to_owned(), |index| format!("{index:.2}"));
    MeasureSectionView {
        title: "Load".to_owned(),
        words: "Tries and planned contacts by their own day, beside the shifts on duty.".to_owned(),
        rows: vec![
            count("contacts", "Contacts", all, "Tried, reached or not, and planned for days to come."),
            ContactMeasureView {
                value: spread
                    .per_shift
                    .quarters
                    .map_or_else(|| NOT_APPLICABLE.to_owned(), |of| format!("{:.2}", of.median)),
                interval: spread.per_shift.quarters.map_or_else(String::new, |of| {
                    format!("half from {:.2} to {:.2}, all from {:.2} to {:.2}", of.lower, of.upper, of.least, of.most)
                }),
                ..middle("per_shift", "Contacts a shift", spread.per_shift, "The middle of the officers with a shift.")
            },
            ContactMeasureView {
                value: evenness,
                ..count(
                    "evenness",
                    "How even",
                    0,
                    "Jain's index of contacts a shift: 1.00 where all have the same, near 0 where few have all.",
                )
            }
            .without_count(),
        ],
    }
}

impl ContactMeasureView {
    fn without_count(self) -> Self {
        Self { numerator: None, ..self }
    }
}

fn count(code: &str, label: &str, count: u64, meaning: &str) -> ContactMeasureView {
    ContactMeasureView {
        code: code.to_owned(),
        label: label.to_owned(),
        value: words::thousands(count),
        interval: String::new(),
        numerator: Some(count),
        denominator: None,
        share: None,
        low: None,
        high: None,
        spread: None,
        meaning: meaning.to_owned(),
    }
}

fn share(code: &str, label: &str, of: Proportion, meaning: &str) -> ContactMeasureView {
    let (share, interval) = (of.share(), of.wilson());
    let value = share.map_or_else(
        || NOT_APPLICABLE.to_owned(),
        |share| {
            format!("{} of {}, {}", words::thousands(of.counted), words::thousands(of.denominator()), percent(share))
        },
    );
    ContactMeasureView {
        value,
        interval: share.map_or_else(String::new, |_| interval_words(interval)),
        denominator: Some(of.denominator()),
        share,
        low: interval.map(|ends| ends.low),
        high: interval.map(|ends| ends.high),
        ..count(code, label, of.counted, meaning)
    }
}

fn middle(code: &str, label: &str, of: Spread, meaning: &str) -> ContactMeasureView {
    let days = |value: f64| format!("{value:.2}").trim_end_matches('0').trim_end_matches('.').to_owned();
    let value = of.quarters.map_or_else(|| NOT_APPLICABLE.to_owned(), |quarters| days(quarters.median));
    let interval = of.quarters.map_or_else(String::new, |of| {
        let (lower, upper, least, most) = (days(of.lower), days(of.upper), days(of.least), days(of.most));
        format!("half from {lower} to {upper}, all from {least} to {most}")
    });
    ContactMeasureView {
        value,
        interval,
        numerator: None,
        denominator: Some(of.count),
        spread: of.quarters.map(|quarters| SpreadView {
            count: of.count,
            least: quarters.least,
            lower: quarters.lower,
            median: quarters.median,
            upper: quarters.upper,
            most: quarters.most,
        }),
        ..count(code, label, 0, meaning)
    }
}
