//! A verb is a row of steps: each is a command that is shown, run and timed, and the first to fail ends the verb.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// One command with the folder and the environment it needs.
#[derive(Clone, Debug)]
pub struct Step {
    name: String,
    program: String,
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    folder: Option<PathBuf>,
}

impl Step {
    /// A step with the name that the times are listed under.
    pub fn new(name: &str, program: &str, arguments: &[&str]) -> Self {
        Self {
            name: name.to_owned(),
            program: program.to_owned(),
            arguments: arguments.iter().map(|&a| a.to_owned()).collect(),
            variables: Vec::new(),
            folder: None,
        }
    }

    /// Adds one more argument, a path or a value known only now.
    pub fn arg(mut self, argument: impl AsRef<Path>) -> Self {
        self.arguments.push(argument.as_ref().display().to_string());
        self
    }

    /// Sets an environment variable for this step only.
    pub fn env(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        let value = value.as_ref().display().to_string();
        self.variables.push((name.to_owned(), value));
        self
    }

    /// Runs the step in this folder.
    pub fn within(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_path_buf());
        self
    }

    /// Puts another program in front, such as one that provides a display.
    pub fn through(mut self, program: &str, arguments: &[&str]) -> Self {
        let inner = std::mem::replace(&mut self.program, program.to_owned());
        let rest = std::mem::take(&mut self.arguments);
        self.arguments = arguments.iter().map(|&a| a.to_owned()).collect();
        self.arguments.push(inner);
        self.arguments.extend(rest);
        self
    }

    /// The command ready to start, without what cargo told *this* program about itself.
    /// Cargo sets `CARGO_PKG_…` and its like for the program it runs; passed on, they would make build scripts that watch them run again, so that `cargo xtask test` and `cargo test` would spoil each other's work.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        for (name, _) in std::env::vars_os() {
            let told_by_cargo = name.to_str().is_some_and(|name| {
                name == "CARGO" || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
            });
            if told_by_cargo {
                command.env_remove(&name);
            }
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
    }

    /// The step as a line for a shell, to be run alone.
    pub fn line(&self) -> String {
        let mut line = String::new();
        if let Some(folder) = &self.folder {
            line.push_str(&format!("cd {} && ", quoted(&folder.display().to_string())));
        }
        for (name, value) in &self.variables {
            line.push_str(&format!("{name}={} ", quoted(value)));
        }
        line.push_str(&quoted(&self.program));
        for argument in &self.arguments {
            line.push(' ');
            line.push_str(&quoted(argument));
        }
        line
    }
}

/// The steps run so far, with how long each took.
#[derive(Default)]
pub struct Steps {
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Shows, runs and times a step; an error says how to run it alone.
    pub fn run(&mut self, step: &Step) -> Result<(), Failure> {
        println!("\n==> {}\n    {}", step.name, step.line());
        let started = Instant::now();
        let status = step.command().status();
        self.done.push((step.name.clone(), started.elapsed()));
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::Step { name: step.name.clone(), line: step.line(), status: status.to_string() }),
            Err(error) => Err(Failure::NotStarted { program: step.program.clone(), error }),
        }
    }

    /// Prints how long each step took, if more than one ran.
    pub fn print_times(&self) {
        if self.done.len() < 2 {
            return;
        }
        println!("\nTimes");
        for (name, time) in &self.done {
            println!("  {:>8.1} s  {name}", time.as_secs_f64());
        }
        let total: Duration = self.done.iter().map(|(_, time)| *time).sum();
        println!("  {:>8.1} s  in all", total.as_secs_f64());
    }
}

/// Why a verb ended early.
#[derive(Debug)]
pub enum Failure {
    /// The command line was not understood; the text says what is.
    Usage(String),
    /// The folders this program was built from are no longer there.
    NoCheckout,
    /// A step ran and failed.
    Step { name: String, line: String, status: String },
    /// A program could not be started at all.
    NotStarted { program: String, error: std::io::Error },
    /// Something must be installed first, and this program cannot do it.
    Missing(String),
    /// A file could not be written, copied or read.
    File { path: PathBuf, error: std::io::Error },
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) => write!(out, "{text}"),
            Self::NoCheckout => {
                write!(out, "This program was built from another folder. Run `cargo xtask` again inside the checkout.")
            }
            Self::Step { name, line, status } => {
                write!(out, "Failed: {name} ({status}).\nTo run this step alone:\n  {line}")
            }
            Self::NotStarted { program, error } => write!(
                out,
                "\"{program}\" could not be started ({error}). Install it, or put it on the PATH, and try again."
            ),
            Self::Missing(text) => write!(out, "{text}"),
            Self::File { path, error } => {
                write!(out, "{} could not be used: {error}.", path.display())
            }
        }
    }
}

/// Quotes a word for a shell where it needs it.
fn quoted(word: &str) -> String {
    let plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Whether a program can be started and answers with success, for checks that need no output.
pub fn answers(program: &str, arguments: &[&str]) -> bool {
    Step::new(program, program, arguments)
        .command()
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// What a program prints, trimmed; nothing if it cannot be started.
/// Its success does not matter: `dpkg-query` fails when one name of many is unknown, and still lists the others.
pub fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Step::new(program, program, arguments).command().stdin(std::process::Stdio::null()).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_can_be_pasted_into_a_shell() {
        let step = Step::new("tests", "cargo", &["test", "--workspace"])
            .env("APP_BIN", "/a b/window")
            .through("xvfb-run", &["-s", "-screen 0 1x1x24"])
            .within(Path::new("/it's"));
        assert_eq!(
            step.line(),
            "cd '/it'\\''s' && APP_BIN='/a b/window' xvfb-run -s '-screen 0 1x1x24' cargo test --workspace",
            "folder, variables and every word with a blank must survive a shell"
        );
    }

    #[test]
    fn a_step_that_fails_says_how_to_run_it_alone() {
        let (program, arguments): (_, &[&str]) =
            if cfg!(windows) { ("cmd", &["/C", "exit 1"]) } else { ("sh", &["-c", "exit 1"]) };
        let step = Step::new("formatting", program, arguments);
        let failure = Steps::default().run(&step).expect_err("the command ends with 1");
        let message = failure.to_string();
        assert!(message.contains("formatting"), "the step must be named: {message}");
        assert!(message.contains(&step.line()), "the line to repeat must be there: {message}");
    }
}
