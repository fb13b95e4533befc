//! Operating-system packages: finds which are missing and installs them on Debian and Ubuntu.

use std::io::IsTerminal;

use crate::steps::{Failure, Step, Steps, answers, output_of};

/// What the crates below the window need: a C compiler for SQLCipher, and OpenSSL.
pub const BELOW_THE_WINDOW: &[&str] = &["build-essential", "pkg-config", "libssl-dev"];
/// What the window needs besides.
pub const WINDOW: &[&str] = &["libwebkit2gtk-4.1-dev", "fonts-liberation"];
/// What the tests need besides: a driver and a display for the window, and tools that look into a PDF.
pub const TESTS: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth", "poppler-utils"];
/// What figures are timed beside, and what their fixtures are made with.
pub const R: &[&str] = &["r-base-core", "r-cran-survival"];

/// What the planning benchmark needs besides: a Python that can make one of its own for OR-Tools.
pub const PYTHON: &[&str] = &["python3", "python3-venv"];

/// Installs those of the packages that are missing.
/// Where this cannot be done (no root, no sudo) it says what to install; on a system without Debian's packages it names them and goes on, since their like may be there under other names.
pub fn install(wanted: &[&[&str]], steps: &mut Steps) -> Result<(), Failure> {
    let wanted: Vec<&str> = wanted.concat();
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let Some(installed) = installed(&wanted) else {
        println!("This is not Debian or Ubuntu. The build needs the like of these packages: {}.", wanted.join(" "));
        return Ok(());
    };
    let missing: Vec<&str> = wanted.into_iter().filter(|name| !installed.iter().any(|found| found == name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let prefix = as_root(&missing)?;
    if let Err(failure) = steps.run(&apt_get(prefix, "list of packages", &["update"])) {
        // One source of many may be out of order without being needed.
        println!("{failure}\nGoing on with the list at hand.");
    }
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(&missing);
    steps.run(&apt_get(prefix, "packages", &arguments))
}

/// Which of these packages are installed; nothing where there is no `dpkg`.
fn installed(wanted: &[&str]) -> Option<Vec<String>> {
    let mut arguments = vec!["--show", "--showformat=${Package} ${db:Status-Status}\n"];
    arguments.extend(wanted);
    let lines = output_of("dpkg-query", &arguments)?;
    Some(lines.lines().filter_map(|line| line.strip_suffix(" installed")).map(str::to_owned).collect())
}

/// The words that give a command root's rights.
fn as_root(missing: &[&str]) -> Result<&'static [&'static str], Failure> {
    if output_of("id", &["-u"]).as_deref() == Some("0") {
        return Ok(&[]);
    }
    if std::io::stdin().is_terminal() && answers("sudo", &["--version"]) {
        return Ok(&["sudo"]);
    }
    if answers("sudo", &["--non-interactive", "true"]) {
        return Ok(&["sudo", "--non-interactive"]);
    }
    Err(Failure::Missing(format!(
        "Some packages are missing, and installing them needs root. Run this as root, then try again:\n  apt-get update && apt-get install --yes --no-install-recommends {}",
        missing.join(" ")
    )))
}

/// An `apt-get` that asks nothing and waits for another one to end.
fn apt_get(prefix: &[&str], name: &str, arguments: &[&str]) -> Step {
    let mut words = prefix.to_vec();
    // sudo drops the environment, so `env` sets it on the far side.
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    words.extend(["--option=Acquire::Retries=3", "--option=DPkg::Lock::Timeout=300"]);
    words.extend(arguments);
    let (program, rest) = words.split_first().unwrap_or((&"apt-get", &[]));
    Step::new(name, program, rest)
}
