//! Our plan side by side with OR-Tools' `SimpleMinCostFlow`, in one run, on the same instances and the same sum.
//!
//! `cargo xtask bench plan`. The sum is service points with fair load, after most victims planned, high risk first;
//! the optimum of both must agree, or the program fails.
//! Ours is timed from the lists of contacts and officers to the whole plan with its reasons, in all its tiers.
//! OR-Tools is given arcs already found and priced, and timed for taking them in and for solving.
//! Each runs in a process of its own, so that memory can be told apart.
#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

mod invent;

use invent::{BACKLOG, BACKLOG_WITHOUT_ROOM, BCU_MORNING, CALENDAR, ONE_BOROUGH, Size, WHOLE_FORCE, invent};
use planning::{ContactToPlan, Instance, OfficerOnDuty, Plan, fair_load_step, plan};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const SIZES: [(&str, Size); 5] = [
    ("40 contacts, 60 officers, four boroughs", BCU_MORNING),
    ("40 contacts, 60 officers, one borough", ONE_BOROUGH),
    ("400 contacts, 350 shifts, room for all", BACKLOG),
    ("400 contacts, 350 shifts, 50 left out", BACKLOG_WITHOUT_ROOM),
    ("4,000 contacts, 850 shifts, four boroughs", WHOLE_FORCE),
];
const RUNS: usize = 7;
/// A point of service outweighs what fair load can differ by in one exchange; a victim planned, all of service.
const POINT: i64 = 1_000_000;
const VICTIM: i64 = POINT * 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    LazyLock::force(&CALENDAR);
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().position(|word| word == name).and_then(|at| arguments.get(at + 1));
    if let Some(place) = after("--ours") {
        return ours_alone(SIZES[place.parse::<usize>()?].1);
    }
    let python = after("--python").ok_or("say --python with the interpreter that has ortools")?;
    println!(
        "{:<44} {:>8} {:>26} {:>36} {:>7} {:>18}",
        "", "pairs", "ours, in all", "OR-Tools, take in + solve", "times", "memory, MB"
    );
    for (place, (name, size)) in SIZES.iter().enumerate() {
        compare(python, place, name, *size)?;
    }
    println!(
        "\nMedians of {RUNS} runs; in brackets the processor's time. Memory is what the run added to its process."
    );
    Ok(())
}

fn compare(python: &str, place: usize, name: &str, size: Size) -> Result<(), Box<dyn Error>> {
    let instance = invent(size);
    let network = Arcs::of(&instance);
    let file = std::env::temp_dir().join(format!("reassure-plan-bench-{}-{place}", std::process::id()));
    network.write(&file)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/against_ortools.py");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        // In turn, so that a busy machine is busy for both.
        ours.push(told(Command::new(std::env::current_exe()?).args(["--ours", &place.to_string()]))?);
        theirs.push(told(Command::new(python).arg(&script).arg(&file))?);
    }
    std::fs::remove_file(&file)?;
    let planned = plan(&instance)?;
    let sum = sum_of(&planned);
    if theirs.iter().any(|run| run["optimum"].as_str() != Some(&sum.to_string())) {
        return Err(format!("{name}: our sum is {sum}, theirs {}", theirs[0]["optimum"]).into());
    }
    let middle = |runs: &[serde_json::Value], names: [&str; 2]| {
        let mut all: Vec<f64> =
            runs.iter().map(|run| names.iter().filter_map(|name| run[name].as_f64()).sum()).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let (own, own_cpu) = (middle(&ours, ["all_ms", ""]), middle(&ours, ["cpu_ms", ""]));
    let (build, solve) = (middle(&theirs, ["build_ms", ""]), middle(&theirs, ["solve_ms", ""]));
    let both = middle(&theirs, ["build_ms", "solve_ms"]);
    let both_cpu = middle(&theirs, ["build_cpu_ms", "solve_cpu_ms"]);
    println!(
        "{name:<44} {:>8} {:>26} {:>36} {:>7.1} {:>18}",
        network.pairs,
        format!("{own:.1} ms ({own_cpu:.1})"),
        format!("{build:.1} + {solve:.1} ms ({both_cpu:.1})"),
        both / own,
        format!(
            "{:.1} : {:.1}",
            middle(&ours, ["memory_kb", ""]) / 1024.0,
            middle(&theirs, ["memory_kb", ""]) / 1024.0
        ),
    );
    Ok(())
}

fn ours_alone(size: Size) -> Result<(), Box<dyn Error>> {
    let instance = invent(size);
    let before = most_memory_kb()?;
    let (began, began_cpu) = (Instant::now(), processor_time()?);
    let planned = plan(&instance)?;
    let (all, cpu) = (began.elapsed(), processor_time()?.saturating_sub(began_cpu));
    let memory = most_memory_kb()? - before;
    assert_eq!(planned.lines.len() + planned.unplanned.len(), instance.contacts.len());
    println!(
        "{}",
        serde_json::json!({"all_ms": all.as_secs_f64() * 1e3, "cpu_ms": cpu.as_secs_f64() * 1e3, "memory_kb": memory})
    );
    Ok(())
}

fn told(command: &mut Command) -> Result<serde_json::Value, Box<dyn Error>> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The most memory the process ever held, as Linux tells it.
fn most_memory_kb() -> Result<i64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM")).ok_or("no VmHWM")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}

/// The processor's time this process has used, which a busy machine does not lengthen much.
fn processor_time() -> Result<Duration, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/schedstat")?;
    Ok(Duration::from_nanos(stat.split_whitespace().next().ok_or("no number")?.parse()?))
}

/// The plan's sum as the network below prices it.
fn sum_of(planned: &Plan) -> i64 {
    let left_out = planned.unplanned.iter().map(|one| victim(one.risk));
    left_out.sum::<i64>() + planned.totals.service_points * POINT + planned.totals.fair_load
}

/// Leaving out a victim: the sets that can be planned form a matroid, so any rising weights put high risk first.
fn victim(risk: caseload::RiskLevel) -> i64 {
    VICTIM * (1 + risk as i64)
}

/// The instance as a network of pairs.
#[derive(Default)]
struct Arcs {
    start: Vec<i64>,
    end: Vec<i64>,
    room: Vec<i64>,
    price: Vec<i64>,
    supply: Vec<i64>,
    pairs: usize,
}

impl Arcs {
    fn of(instance: &Instance) -> Self {
        let mut arcs = Self::default();
        let sink = arcs.node(-i64::try_from(instance.contacts.len()).unwrap_or(0));
        let mut shifts = BTreeMap::new();
        for (at, officer) in instance.officers.iter().enumerate() {
            let node = arcs.node(0);
            let room = u32::from(officer.contacts_a_shift) * u32::try_from(officer.shifts.len()).unwrap_or(0);
            for more in 0..room {
                arcs.arc((node, sink), 1, fair_load_step(officer.load + more, officer.shifts_on_duty));
            }
            for &day in officer.shifts.keys().filter(|day| instance.contact_days.contains(day)) {
                let (calls, visits) = (arcs.node(0), arcs.node(0));
                arcs.arc((calls, node), i64::from(officer.contacts_a_shift), 0);
                arcs.arc((visits, calls), i64::from(officer.visits_a_shift), 0);
                shifts.insert((at, day), (calls, visits));
            }
        }
        let last = instance.contact_days.last().copied().unwrap_or_default();
        for contact in &instance.contacts {
            let node = arcs.node(1);
            let after = last.succ_opt().unwrap_or(last);
            let waiting = instance.calendar.between(contact.target_on, after).max(0);
            let waiting = i64::from(instance.points.a_day_late.at(contact.risk)) * waiting;
            arcs.arc((node, sink), 1, victim(contact.risk) + POINT * waiting);
            for (&(at, day), &(calls, visits)) in &shifts {
                let officer = &instance.officers[at];
                if may(contact, officer) && contact.earliest_on <= day && day <= contact.last_on {
                    let end = if contact.visit_only { visits } else { calls };
                    arcs.arc((node, end), 1, POINT * service(instance, contact, officer, day));
                    arcs.pairs += 1;
                }
            }
        }
        arcs
    }

    fn node(&mut self, supply: i64) -> i64 {
        self.supply.push(supply);
        i64::try_from(self.supply.len()).unwrap_or(0) - 1
    }

    fn arc(&mut self, (start, end): (i64, i64), room: i64, price: i64) {
        self.start.push(start);
        self.end.push(end);
        self.room.push(room);
        self.price.push(price);
    }

    fn write(&self, file: &Path) -> std::io::Result<()> {
        let header = [self.supply.len() as i64, self.start.len() as i64];
        let all = header.iter().chain(&self.start).chain(&self.end).chain(&self.room).chain(&self.price);
        let bytes: Vec<u8> = all.chain(&self.supply).flat_map(|number| number.to_ne_bytes()).collect();
        std::fs::write(file, bytes)
    }
}

fn may(contact: &ContactToPlan, officer: &OfficerOnDuty) -> bool {
    let ward = officer.wards.is_empty() || contact.ward.as_ref().is_some_and(|ward| officer.wards.contains(ward));
    contact.borough.as_ref().is_some_and(|borough| officer.boroughs.contains(borough)) && ward
}

fn service(instance: &Instance, contact: &ContactToPlan, officer: &OfficerOnDuty, day: chrono::NaiveDate) -> i64 {
    let late = instance.calendar.between(contact.target_on, day);
    let by_name = contact.ward.as_ref().is_some_and(|ward| officer.wards.contains(ward));
    i64::from(instance.points.a_day_late.at(contact.risk)) * late.max(0)
        + i64::from(instance.points.a_day_early.at(contact.risk)) * (-late).max(0)
        + if by_name { 0 } else { i64::from(instance.points.other_ward) }
}
