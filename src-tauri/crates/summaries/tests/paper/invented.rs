//! Invented months and contacts, made by arithmetic so that they are the same each time.

use caseload::{Channel, Month, RiskLevel, SafetyRule, Sensitive, SheetNumber, SpeakTo, VictimKind};
use chrono::{Days, NaiveDate};
use summaries::charts::{
    BetweenDot, BetweenFigure, CoverageCell, CoverageCounts, CoverageFigure, CoverageMonth, Limits, PChartFigure,
    PChartMonth, PChartPoint, Signal, between_chart,
};
use summaries::month::{
    CoverageSection, Definition, DrawnChart, DrawnSection, Edition, Headline, LedgerHead, MonthSummary,
    OutstandingContact, PChartSection, StateCount,
};
use summaries::{ContactSheet, Figure, Share, SheetRun};

/// A day, for tests.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// So many months ending with October 2026.
pub fn months(count: usize) -> Vec<Month> {
    let mut found = vec![Month::new(2026, 10).unwrap()];
    while found.len() < count {
        found.insert(0, found[0].previous());
    }
    found.truncate(count);
    found
}

/// A share with a plausible interval.
pub fn share(numerator: u64, denominator: u64) -> Share {
    let (n, p) = (denominator as f64, numerator as f64 / denominator as f64);
    let z = 1.959_963_985;
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    Share::new(numerator, denominator, (middle - half).max(0.0), (middle + half).min(1.0)).unwrap()
}

/// A withdrawal chart of so many months: two warm-up months, one month above its limits, the last two immature.
pub fn p_chart_figure(count: usize) -> PChartFigure {
    let centre = 0.341;
    let months: Vec<PChartMonth> = months(count)
        .into_iter()
        .enumerate()
        .map(|(number, month)| {
            let denominator = 120 + (number as u64 * 37) % 71;
            let numerator =
                if number == 6 { denominator * 54 / 100 } else { denominator * (29 + (number as u64 * 13) % 11) / 100 };
            let share = share(numerator, denominator);
            let point = if number < 2 || number + 2 >= count {
                PChartPoint::Immature(share)
            } else {
                let half = 3.0 * (centre * (1.0 - centre) / denominator as f64).sqrt();
                let limits = Limits { lower: centre - half, upper: centre + half };
                let signal = if number == 6 { Signal::Above } else { Signal::Within };
                PChartPoint::Mature { share, limits, signal }
            };
            PChartMonth { period: month.into(), point }
        })
        .collect();
    PChartFigure {
        title: "Are victims staying with us?".to_owned(),
        description: "Share of closed crimes whose victim withdrew support, by month closed.".to_owned(),
        numerator_name: "Withdrawn".to_owned(),
        denominator_name: "Closed".to_owned(),
        centre: Some(centre),
        changes: Vec::new(),
        target: None,
        months,
    }
}

/// A coverage chart of so many months, the last with windows still open.
pub fn coverage_figure(count: usize) -> CoverageFigure {
    let months = months(count)
        .into_iter()
        .enumerate()
        .map(|(number, month)| {
            let n = number as u64;
            let counts = CoverageCounts {
                reached_in_window: 70 + (n * 17) % 41 + n * 3,
                reached_late: 12 + (n * 7) % 9,
                tried_not_reached: 20 + (n * 5) % 11,
                never_tried: 40u64.saturating_sub(n * 3),
                ended_by_reason: 6 + n % 4,
            };
            let windows_open = if number + 1 == count { 81 } else { 0 };
            CoverageMonth { month, cell: CoverageCell::Counted { counts, windows_open } }
        })
        .collect();
    CoverageFigure {
        title: "Are we reaching them, in time?".to_owned(),
        description: "What came of the contacts promised, by month reported.".to_owned(),
        months,
    }
}

/// A contact outstanding, by number.
pub fn outstanding(number: u64) -> OutstandingContact {
    let wards = [
        "Teddington",
        "Hampton North and Hampton Hill with Fulwell and the Riverside Estates",
        "St Mark’s & Seething Wells",
    ];
    OutstandingContact {
        reference: format!("CR/{:05}/26", 10_234 + number * 7),
        ward: wards[number as usize % 3].to_owned(),
        risk: RiskLevel::ALL[number as usize % 3],
        next: ["First attempt", "Second attempt, by telephone", "Supervisor to decide: attempts used up"]
            [number as usize % 3]
            .to_owned(),
        due_on: (number % 7 != 6).then(|| day(2026, 11, 2).checked_add_days(Days::new(number % 20)).unwrap()),
        overdue: number < 4,
    }
}

/// A section with the days between reports, drawn.
pub fn drawn_section() -> DrawnSection {
    let title = "Transgender: days from one report to the next".to_owned();
    let days = [9, 31, 0, 22, 5, 41];
    let reports =
        days.iter().zip(1..).map(|(&days, month)| BetweenDot { on: day(2026, month, 14), days, signal: None });
    let figure = BetweenFigure {
        title: title.clone(),
        description: "The last report was 41 days after the one before.".to_owned(),
        reports: reports.collect(),
        lines: Some([0.4, 18.0, 92.5]),
    };
    let rows = days
        .iter()
        .zip(1..)
        .map(|(days, month)| vec![format!("14/{month:02}/2026"), days.to_string(), "Within".to_owned()]);
    DrawnSection {
        heading: "Strands too rare for a share by month".to_owned(),
        notes: vec!["These reports are a measure of demand.".to_owned()],
        charts: vec![DrawnChart {
            title,
            sentence: figure.description.clone(),
            svg: between_chart(&figure),
            columns: ["Report", "Days", "Note"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
            definition: "The whole days from one report to the next.".to_owned(),
        }],
    }
}

/// A full year of a busy desk, in the coordinator's edition.
pub fn full_year(months_shown: usize, outstanding_count: u64) -> MonthSummary {
    MonthSummary {
        desk_name: "South West BCU".to_owned(),
        month: Month::new(2026, 10).unwrap(),
        as_at: day(2026, 11, 2),
        edition: Edition::Coordinator { outstanding: (0..outstanding_count).map(outstanding).collect() },
        demo: true,
        headlines: vec![
            Headline { label: "Recorded".to_owned(), figure: Figure::Count(171), population: "hate crimes reported in October 2026".to_owned() },
            Headline { label: "Closed".to_owned(), figure: Figure::Count(164), population: "hate crimes given an outcome in October 2026".to_owned() },
            Headline { label: "Support withdrawn".to_owned(), figure: Figure::Share(share(54, 164)), population: "hate crimes closed in October 2026".to_owned() },
            Headline { label: "Reached in window".to_owned(), figure: Figure::Share(share(131, 158)), population: "victims owed a contact whose window ended in October 2026".to_owned() },
        ],
        withdrawal: PChartSection {
            sentence: "54 of 164 crimes closed in October ended with the victim withdrawing support: 32.9 % (26.2 to 40.4 %). That is within the variation to be expected; April 2026 was above it.".to_owned(),
            figure: p_chart_figure(months_shown),
        },
        cohort: None,
        helps: DrawnSection::default(),
        rare: DrawnSection::default(),
        equality: Vec::new(),
        narrative: Vec::new(),
        correction: None,
        coverage: CoverageSection {
            sentence: "Of 158 victims whose window ended in October, 131 were reached in window; 3 were never tried.".to_owned(),
            figure: coverage_figure(months_shown),
        },
        outstanding: [("Overdue", 4), ("Due within five working days", 19), ("Due later", 31), ("With the supervisor", 6)]
            .into_iter()
            .map(|(state, count)| StateCount { state: state.to_owned(), count: Figure::Count(count) })
            .collect(),
        quality_notes: vec![
            "7 withdrawals have no date of their own; the outcome’s date stands for it.".to_owned(),
            "3 cases have no ward, so no officer can be proposed for them.".to_owned(),
            "Recorded crime is a measure of demand, not of how much hate crime there is.".to_owned(),
        ],
        definitions: [
            ("Withdrawn", "The case closed with outcome 14 or 16; a case counts once, by the outcome in force on the day the data are as at."),
            ("Reached in window", "An officer with no part in the investigation spoke with the victim between the earliest and latest day of the contact policy."),
            ("95 % interval", "Wilson’s interval: where the share would lie if chance alone moved it. A wide one means few cases."),
            ("Three-sigma limits", "The pooled share plus and minus three standard errors for a month of that size. A month within them differs from the others by no more than chance would make it."),
        ]
        .into_iter()
        .map(|(term, meaning)| Definition { term: term.to_owned(), meaning: meaning.to_owned() })
        .collect(),
        policy_name: "SRC policy 2, in force since 1 April 2026".to_owned(),
        head: LedgerHead {
            number: 18_342,
            digest_hex: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        },
        program_version: "0.1.0".to_owned(),
    }
}

/// A desk with nothing in it yet, in the shareable edition.
pub fn empty_desk() -> MonthSummary {
    let mut summary = full_year(3, 0);
    summary.demo = false;
    summary.edition = Edition::Shareable;
    for headline in &mut summary.headlines {
        headline.figure = match headline.figure {
            Figure::Count(_) => Figure::Count(0),
            Figure::Share(_) | Figure::NotApplicable | Figure::Suppressed => Figure::NotApplicable,
        };
    }
    summary.withdrawal.figure.centre = None;
    for month in &mut summary.withdrawal.figure.months {
        month.point = PChartPoint::NoCases;
    }
    for month in &mut summary.coverage.figure.months {
        month.cell = CoverageCell::NothingOwed;
    }
    summary.withdrawal.sentence = "No crime was closed in October, so there is no share to show.".to_owned();
    summary.coverage.sentence = "Nobody was owed a contact in October.".to_owned();
    summary.outstanding.clear();
    summary.quality_notes.clear();
    summary
}

/// The year with figures too small to show, in the shareable edition.
pub fn suppressed_year() -> MonthSummary {
    let mut summary = full_year(13, 0);
    summary.edition = Edition::Shareable;
    summary.headlines[2].figure = Figure::Suppressed;
    summary.withdrawal.figure.months[4].point = PChartPoint::Suppressed;
    summary.withdrawal.figure.months[5].point = PChartPoint::NoCases;
    summary.coverage.figure.months[4].cell = CoverageCell::Suppressed;
    summary.coverage.figure.months[5].cell = CoverageCell::NothingOwed;
    summary.outstanding[0].count = Figure::Suppressed;
    summary
}

/// A sheet for a telephone contact.
pub fn sheet() -> ContactSheet {
    ContactSheet {
        number: SheetNumber(42),
        reference: "CR/10234/26".to_owned(),
        ward: "Teddington".to_owned(),
        offence: "Public order, racist abuse at a bus stop".to_owned(),
        risk: RiskLevel::Medium,
        contact_on: day(2026, 11, 5),
        window_ends_on: day(2026, 11, 13),
        channel: Channel::Telephone,
        officer: Sensitive::from("PC Rowan Tree"),
        officer_collar: "4417SW".to_owned(),
        victim: Sensitive::from("Amina Yusuf"),
        victim_kind: VictimKind::Adult,
        speak_to: None,
        contact_person: None,
        safety_rules: vec![SafetyRule::SuspectInHousehold, SafetyRule::NoVoicemail],
        to_know: vec![
            "Safe to contact: Mon-Fri 10:00-14:00.".to_owned(),
            "Language: Somali. An interpreter is needed.".to_owned(),
            "Asked for an officer: a woman only.".to_owned(),
        ],
        telephone: Some(Sensitive::from("07700 900123")),
        address: Some(Sensitive::from("12 Invented Road, TW11 0AA")),
        attempts_before: 1,
    }
}

/// A sheet for a visit to an organisation.
pub fn visit() -> ContactSheet {
    ContactSheet {
        reference: "CR/10235/26".to_owned(),
        channel: Channel::InPerson,
        victim: Sensitive::from("Riverside Community Mosque and Education Centre of Hampton Wick"),
        victim_kind: VictimKind::Organisation,
        speak_to: Some(SpeakTo::Organisation),
        contact_person: Some(Sensitive::from("Yusuf Karim, trustee")),
        safety_rules: vec![SafetyRule::NoTelephone, SafetyRule::NoUniform],
        number: SheetNumber(43),
        to_know: Vec::new(),
        attempts_before: 0,
        ..sheet()
    }
}

/// What the sheets of a test share.
pub fn run() -> SheetRun {
    SheetRun { desk_name: "South West BCU".to_owned(), demo: true, printed_on: day(2026, 11, 4) }
}
