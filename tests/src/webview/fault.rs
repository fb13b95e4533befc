//! Why a journey stopped.

use std::fmt::{self, Debug, Display, Formatter};
use std::path::PathBuf;
use thirtyfour::error::WebDriverError;

/// What a step answers.
pub type Outcome<T = ()> = Result<T, Fault>;

/// Why a journey stopped.
pub enum Fault {
    /// The program under test has not been built.
    NoApp,
    /// `WebKitWebDriver` is not on the path.
    NoDriver,
    /// Something of the journey's own could not be read, written or started.
    Disk { path: PathBuf, source: std::io::Error },
    /// The driver refused, or the window is gone.
    Driver(WebDriverError),
    /// What was waited for did not come in time.
    NeverCame { what: String, page: String },
    /// The page is not accessible.
    Inaccessible { page: String, found: Vec<String> },
}

impl From<WebDriverError> for Fault {
    fn from(error: WebDriverError) -> Self {
        Self::Driver(error)
    }
}

impl Display for Fault {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoApp => write!(out, "the window is not built: run `cargo build -p window`, or name it in APP_BIN"),
            Self::NoDriver => {
                write!(out, "WebKitWebDriver is not installed: on Debian, `apt-get install webkit2gtk-driver`")
            }
            Self::Disk { path, source } => write!(out, "{}: {source}", path.display()),
            Self::Driver(error) => write!(out, "the window's driver: {error}"),
            Self::NeverCame { what, page } => write!(out, "waited in vain for {what}; the page says:\n{page}"),
            Self::Inaccessible { page, found } => write!(out, "axe finds on {page}:\n{}", found.join("\n")),
        }
    }
}

/// A test that stops prints its fault this way, so it is the words and not the structure.
impl Debug for Fault {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, out)
    }
}

impl std::error::Error for Fault {}
