//! How long a plan takes: a borough's week, a whole BCU's fortnight, and the worst that could come at once.
//!
//! `cargo bench -p planning --bench plan`. The instances are invented, and the same on every run.

mod invent;

use invent::{BACKLOG, BACKLOG_WITHOUT_ROOM, BCU_MORNING, CALENDAR, ONE_BOROUGH, Size, WHOLE_FORCE, invent};
use planning::{next_best, places_for, plan};
use std::sync::LazyLock;

fn main() {
    LazyLock::force(&CALENDAR);
    divan::main();
}

#[divan::bench(
    args = [BCU_MORNING, ONE_BOROUGH, BACKLOG, BACKLOG_WITHOUT_ROOM, WHOLE_FORCE], sample_count = 20, sample_size = 1
)]
fn plan_all(bencher: divan::Bencher, size: Size) {
    let instance = invent(size);
    bencher.bench(|| plan(&instance));
}

#[divan::bench(args = [BCU_MORNING, BACKLOG, BACKLOG_WITHOUT_ROOM], sample_count = 20, sample_size = 1)]
fn open_a_line(bencher: divan::Bencher, size: Size) {
    let instance = invent(size);
    if let Ok(planned) = plan(&instance)
        && let Some(line) = planned.lines.first()
    {
        bencher.bench(|| next_best(&instance, &planned, line.case, 3));
    }
}

#[divan::bench(args = [BCU_MORNING, BACKLOG, BACKLOG_WITHOUT_ROOM], sample_count = 20, sample_size = 1)]
fn lift_a_line(bencher: divan::Bencher, size: Size) {
    let instance = invent(size);
    if let Ok(planned) = plan(&instance)
        && let Some(line) = planned.lines.first()
    {
        bencher.bench(|| places_for(&instance, &planned, line.case));
    }
}
