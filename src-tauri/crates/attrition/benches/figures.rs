//! How long the shares and counts of a million cases take, side by side in one run with polars.
//!
//! `cargo xtask bench figures` gives polars a Python of its own and runs this; `cargo bench -p attrition --bench figures`
//! runs it alone, and says so where there is none. Both count the same invented cases, and every count is compared.
#![expect(clippy::print_stdout, reason = "a benchmark talks on the terminal")]

use attrition::{
    CaseColumnsRow, Columns, CoverageRequest, Cut, Delivery, Followed, GroupTable, Groups, GroupsRequest, PChart,
    PChartRequest, Series, StrandCountsRequest, by_group, src_coverage, strand_counts, withdrawal_closed,
    withdrawal_reported,
};
use caseload::coverage::CoverageClass;
use caseload::{CaseKind, Month, Outcome, OutcomeSet, OutcomeType, Strand};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Runs after one that warms; the median is printed.
const RUNS: usize = 9;
const DAYS: u64 = 3_650;
const WARDS: u64 = 84;
const TEAMS: u64 = 24;

/// One invented case, in plain numbers; days count from the first, and -1 is none.
#[derive(Debug, Clone, Copy)]
struct Case {
    reported: i64,
    outcome: i64,
    closed: i64,
    withdrawn: i64,
    class: usize,
    /// A bit a strand.
    strands: u8,
    ward: u64,
    team: u64,
}

fn main() {
    let cases = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let python = std::env::args().skip_while(|word| word != "--python").nth(1);
    let invented = invent(cases);
    let before = memory();
    let start = Instant::now();
    let columns = columns(&invented);
    println!(
        "{cases} cases as columns in {:.0} ms, {:.0} MB of columns; memory before {before}, now {}",
        start.elapsed().as_secs_f64() * 1_000.0,
        columns.bytes() as f64 / 1e6,
        memory(),
    );
    let request = Asked::new();
    let mut whole = Vec::new();
    for (what, step) in STEPS {
        whole.push(time(what, || step(&columns, &request).len()));
    }
    time("all of them, one after another", || STEPS.iter().map(|(_, step)| step(&columns, &request).len()).sum());
    time("all of them, on two threads", || on_two_threads(&columns, &request).iter().map(String::len).sum());
    let ours = on_two_threads(&columns, &request).concat();
    match python {
        None => println!("Not held against polars: `cargo xtask bench figures` gives it a Python of its own."),
        Some(python) => match beside_polars(&python, &invented) {
            Ok(theirs) if theirs == ours => println!("Every count is the same: {} lines.", ours.lines().count()),
            Ok(theirs) => println!("The counts differ:\n{}", first_difference(&ours, &theirs)),
            Err(why) => println!("Not held against polars: {why}."),
        },
    }
}

/// The months and the outcomes that are asked for.
struct Asked {
    from: Month,
    to: Month,
    as_at: NaiveDate,
    set: OutcomeSet,
    months: BTreeSet<Month>,
}

impl Asked {
    fn new() -> Self {
        let (first, as_at) = (first_day(), first_day() + Days::new(DAYS - 1));
        let (from, to) = (Month::of(first), Month::of(as_at));
        let mut months = BTreeSet::new();
        let mut month = from;
        while month <= to {
            months.insert(month);
            month = month.next();
        }
        Self { from, to, as_at, set: OutcomeSet::attrition(), months }
    }

    fn chart(&self) -> PChartRequest<'_> {
        PChartRequest { from: self.from, to: self.to, as_at: self.as_at, set: &self.set }
    }

    fn groups(&self, cut: Cut) -> GroupsRequest<'_> {
        GroupsRequest {
            cut,
            series: Series::WithdrawalClosed,
            months: &self.months,
            as_at: self.as_at,
            set: &self.set,
            overdispersion: false,
        }
    }
}

/// What is timed: each gives its counts as lines, to be compared.
type Counts = fn(&Columns, &Asked) -> String;
const STEPS: [(&str, Counts); 8] = [
    ("withdrawn of closed, by month", |columns, asked| shares("closed", &withdrawal_closed(columns, &asked.chart()))),
    ("within 28 days, by month reported", |columns, asked| cohort(columns, asked, Followed::Days28)),
    ("within 56 days", |columns, asked| cohort(columns, asked, Followed::Days56)),
    ("within 90 days", |columns, asked| cohort(columns, asked, Followed::Days90)),
    ("coverage, by month reported", coverage),
    ("crimes by strand", strands),
    ("closed and withdrawn, by ward", |columns, asked| groups(&by_group(columns, &asked.groups(Cut::Ward)))),
    ("closed and withdrawn, by team", |columns, asked| groups(&by_group(columns, &asked.groups(Cut::Team)))),
];

/// Half of the steps each: what one machine of two cores can do, in the same order whatever ends first.
fn on_two_threads(columns: &Columns, asked: &Asked) -> Vec<String> {
    let (first, second) = STEPS.split_at(STEPS.len() / 2);
    let run =
        |steps: &[(&str, Counts)]| -> Vec<String> { steps.iter().map(|(_, step)| step(columns, asked)).collect() };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| run(second));
        let mut told = run(first);
        told.extend(other.join().unwrap_or_default());
        told
    })
}

fn cohort(columns: &Columns, asked: &Asked, followed: Followed) -> String {
    shares(&format!("within {}", followed.days()), &withdrawal_reported(columns, followed, &asked.chart()))
}

fn shares(name: &str, chart: &PChart) -> String {
    let mut told = String::new();
    for point in &chart.points {
        if let Some(rate) = point.figure.rate().filter(|rate| rate.denominator() > 0) {
            let _ = writeln!(told, "{name} {} {} {}", point.period, rate.numerator(), rate.denominator());
        }
    }
    told
}

fn coverage(columns: &Columns, asked: &Asked) -> String {
    let request = CoverageRequest { from: asked.from, to: asked.to, as_at: asked.as_at };
    let mut told = String::new();
    for month in src_coverage(columns, &request).months {
        let Some(parts) = month.figure.parts() else { continue };
        let counts = [
            parts.reached_in_window,
            parts.reached_late,
            parts.tried_not_reached,
            parts.never_tried,
            parts.ended_by_reason,
        ];
        let counts = counts.map(|count| count.to_string()).join(" ");
        let _ = writeln!(told, "coverage {} {counts} {}", month.month, month.windows_open.unwrap_or(0));
    }
    told
}

fn strands(columns: &Columns, asked: &Asked) -> String {
    let request = StrandCountsRequest { from: asked.from, to: asked.to, as_at: asked.as_at };
    let counts = strand_counts(columns, &request);
    Strand::MONITORED.iter().map(|strand| format!("strand {} {}\n", strand.code(), counts.by_strand[strand])).collect()
}

fn groups(table: &GroupTable) -> String {
    let mut told = String::new();
    for figure in &table.groups {
        let Some(rate) = figure.compared.map(|compared| compared.rate).filter(|rate| rate.denominator() > 0) else {
            continue;
        };
        let (cut, group) = (table.cut.name(), figure.group.words());
        let _ = writeln!(told, "{cut} {group} {} {}", rate.numerator(), rate.denominator());
    }
    told
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 1, 1).unwrap_or_default()
}

fn invent(cases: usize) -> Vec<Case> {
    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    let one = |_| {
        let reported = draw.below(DAYS) as i64;
        let closed = reported + draw.below(200) as i64;
        let withdrew = draw.below(100) < 31;
        let number =
            if withdrew { [14, 16, 16][draw.below(3) as usize] } else { [1, 15, 18, 18][draw.below(4) as usize] };
        let is_closed = closed < DAYS as i64;
        let first = 1 << draw.below(5);
        let second = if draw.below(10) == 0 { 1 << draw.below(5) } else { 0 };
        Case {
            reported,
            outcome: if is_closed { number } else { -1 },
            closed: if is_closed { closed } else { -1 },
            withdrawn: if is_closed && withdrew && draw.below(10) < 8 {
                closed - draw.below(5).min((closed - reported) as u64) as i64
            } else {
                -1
            },
            class: [2, 2, 2, 3, 4, 5, 6, 0][draw.below(8) as usize],
            strands: (first | second) as u8,
            ward: draw.below(WARDS),
            team: draw.below(TEAMS),
        }
    };
    (0..cases).map(one).collect()
}

fn columns(cases: &[Case]) -> Columns {
    let day = |number: i64| u64::try_from(number).ok().map(|number| first_day() + Days::new(number));
    let wards: Vec<String> = (0..WARDS).map(|number| format!("ward{number:02}")).collect();
    let teams: Vec<String> = (0..TEAMS).map(|number| format!("team{number:02}")).collect();
    let sets: Vec<BTreeSet<Strand>> = (0..32_u8)
        .map(|bits| {
            let of = |(bit, strand): (usize, &Strand)| (bits >> bit & 1 == 1).then(|| strand.clone());
            Strand::MONITORED.iter().enumerate().filter_map(of).collect()
        })
        .collect();
    let mut columns = Columns::with_capacity(cases.len());
    for case in cases {
        let number = u8::try_from(case.outcome).ok().and_then(OutcomeType::new);
        let outcome = number.zip(day(case.closed));
        columns.push(CaseColumnsRow {
            kind: CaseKind::Crime,
            reported_on: day(case.reported).unwrap_or_default(),
            outcome: outcome.map(|(outcome_type, on)| Outcome { outcome_type, alternate_offence: false, on }),
            withdrawn_on: day(case.withdrawn),
            coverage: CoverageClass::ALL[case.class],
            strands: &sets[usize::from(case.strands)],
            delivery: Delivery::default(),
            groups: Groups {
                ward: wards.get(case.ward as usize).map(String::as_str),
                team: teams.get(case.team as usize).map(String::as_str),
                ..Groups::default()
            },
        });
    }
    columns
}

/// Gives polars the same cases as a file, and takes its times and its counts.
fn beside_polars(python: &str, cases: &[Case]) -> Result<String, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/figures.py");
    let mut file = tempfile()?;
    let mut lines = String::from("reported,outcome,closed,withdrawn,class,strands,ward,team\n");
    for case in cases {
        let Case { reported, outcome, closed, withdrawn, class, strands, ward, team } = case;
        let name = format!("{:?}", CoverageClass::ALL[*class]);
        let _ =
            writeln!(lines, "{reported},{outcome},{closed},{withdrawn},{name},{strands},ward{ward:02},team{team:02}");
    }
    file.1.write_all(lines.as_bytes()).map_err(|error| error.to_string())?;
    drop(file.1);
    let mut command = Command::new(python);
    // Two cores for each: this measures the method and not the machine.
    command.arg(script).arg(&file.0).arg((DAYS - 1).to_string()).env("POLARS_MAX_THREADS", "2");
    let output = command.output().map_err(|error| error.to_string());
    let _ = std::fs::remove_file(&file.0);
    let output = output?;
    let (told, counts): (Vec<String>, Vec<String>) =
        String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).partition(|line| line.starts_with("  "));
    told.iter().for_each(|line| println!("{line}"));
    if counts.is_empty() {
        return Err(String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or("no answer").to_owned());
    }
    Ok(counts.iter().map(|line| format!("{line}\n")).collect())
}

fn tempfile() -> Result<(std::path::PathBuf, std::fs::File), String> {
    let path = std::env::temp_dir().join(format!("reassure-bench-figures-{}.csv", std::process::id()));
    let file = std::fs::File::create(&path).map_err(|error| error.to_string())?;
    Ok((path, file))
}

fn first_difference(ours: &str, theirs: &str) -> String {
    let pairs = ours.lines().zip(theirs.lines());
    let found = pairs
        .filter(|(ours, theirs)| ours != theirs)
        .map(|(ours, theirs)| format!("  ours {ours}\n  polars' {theirs}"));
    found.take(3).collect::<Vec<_>>().join("\n")
}

fn time(what: &str, step: impl Fn() -> usize) -> Duration {
    std::hint::black_box(step());
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(step());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let (median, least) = (times[RUNS / 2], times[0]);
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    println!("  ours:   {what:<36} {:>8.1} ms (fastest {:.1})", ms(median), ms(least));
    median
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .map_or_else(|| "unknown".to_owned(), |kb| kb.trim().to_owned())
}

/// A plain generator: the same on every system.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: u64) -> u64 {
        (self.next() >> 11) % bound
    }
}
