//! Starts the process, listens to how far it is, and stops it.

use crate::child::environment;
use crate::desk::Folder;
use casebook::{CommitPoint, Head};
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

/// How many steps a process may be ahead of where it is stopped.
const STEPS_MAX: u64 = 30;
/// How long to turn on the spot before the kill, so that it comes between two lines that are told.
const TURNS_MAX: u64 = 3_000_000;

/// What a process had told before it was stopped.
pub struct Stopped {
    pub last_done: Option<Head>,
    pub batches: u64,
}

/// A batch of a race.
pub struct Batch {
    pub first: u64,
    pub last: Head,
}

/// Rounds on one desk, each with a process of its own.
pub struct Round<'a> {
    desk: &'a Folder,
    chance: u64,
}

struct Process {
    child: Child,
    told: Lines<BufReader<ChildStdout>>,
    last_done: Option<Head>,
    batches: u64,
}

impl<'a> Round<'a> {
    pub const fn new(desk: &'a Folder, seed: u64) -> Self {
        Self { desk, chance: seed }
    }

    /// A number below `most`, the same for the same seed (the generator is SplitMix64).
    fn below(&mut self, most: u64) -> u64 {
        self.chance = self.chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.chance;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }

    /// Stops a process while it waits at this point of this kind of write.
    pub fn stop_at(&mut self, kind: u64, point: CommitPoint) -> Stopped {
        let mut process = Process::start(self.desk, &mut this_program(), Some((kind, point)), false);
        while process.next().expect("it comes to the point") != "stopped" {}
        process.kill()
    }

    /// Stops a process wherever it is after some steps and some turns on the spot.
    pub fn stop_somewhere(&mut self) -> Stopped {
        let (steps, turns) = (self.below(STEPS_MAX), self.below(TURNS_MAX));
        let mut process = Process::start(self.desk, &mut this_program(), None, false);
        for _ in 0..steps {
            process.next().expect("it works until it is stopped");
        }
        (0..turns).for_each(|_| std::hint::spin_loop());
        process.kill()
    }

    /// Lets a process run until a file would grow past some size a little above what is there.
    #[cfg(unix)]
    pub fn stop_at_size(&mut self) -> Stopped {
        let sizes = std::fs::read_dir(self.desk.path()).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len());
        // `ulimit -f` counts half kilobytes in the shell that POSIX describes, and whole ones in some others.
        let blocks = sizes.max().unwrap_or(0).div_ceil(512) + self.below(600);
        // Without the trap the signal would end the process; with it the write itself is refused.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut limited = Command::new("sh");
        let program = this_program();
        limited.arg("-c").arg(script).arg(program.get_program()).args(program.get_args());
        let mut process = Process::start(self.desk, &mut limited, None, false);
        while let Some(told) = process.next() {
            if let Some(why) = told.strip_prefix("refused ") {
                assert!(why.contains("Nothing was changed"), "{why}");
                break;
            }
        }
        process.kill()
    }
}

/// Lets so many processes write at once, and gives every batch they told of.
pub fn race(desk: &Folder, processes: usize) -> Vec<Batch> {
    let mut racing: Vec<Process> =
        (0..processes).map(|_| Process::start(desk, &mut this_program(), None, true)).collect();
    for process in &mut racing {
        while process.next().expect("it gets ready") != "ready" {}
    }
    for process in &mut racing {
        process.child.stdin.as_mut().unwrap().write_all(b"go\n").unwrap();
    }
    let mut batches = Vec::new();
    for process in &mut racing {
        while let Some(told) = process.next() {
            assert!(!told.starts_with("refused"), "{told}");
            if let Some((first, last)) = told.strip_prefix("batch ").and_then(|batch| batch.split_once(' ')) {
                batches.push(Batch { first: first.parse().unwrap(), last: last.parse().unwrap() });
            }
        }
        assert!(process.child.wait().unwrap().success());
    }
    batches
}

/// This program, told to run nothing but the process that is stopped.
fn this_program() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["the_process_that_is_stopped", "--exact", "--nocapture", "--test-threads=1"]);
    command
}

impl Process {
    fn start(desk: &Folder, command: &mut Command, stop: Option<(u64, CommitPoint)>, race: bool) -> Self {
        let mut child = command
            .envs(environment(stop, race, desk.path()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let told = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, told, last_done: None, batches: 0 }
    }

    /// The next thing it tells; `None` when it has ended.
    fn next(&mut self) -> Option<String> {
        loop {
            let line = self.told.next()?.unwrap_or_default();
            // What the test's own harness says stands between, perhaps on the same line.
            let Some((_, told)) = line.split_once("> ") else { continue };
            if let Some(head) = told.strip_prefix("done ") {
                self.last_done = Some(head.parse().unwrap());
                self.batches += 1;
            }
            return Some(told.to_owned());
        }
    }

    /// Kills it, then hears what it had told before: all of that must stand.
    fn kill(mut self) -> Stopped {
        self.child.kill().unwrap();
        while self.next().is_some() {}
        self.child.wait().unwrap();
        Stopped { last_done: self.last_done, batches: self.batches }
    }
}
