//! Standard output for results, standard error for messages.

use desk::DeskError;
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// A message for the person, on standard error.
pub fn message(text: &str) {
    // Nobody reads on: there is nothing left to tell them.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// A result, on standard output. A reader that went away is no fault.
pub fn text(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// A result as one JSON document.
pub fn json<T: Serialize>(view: &T) {
    // Views are plain structs with text keys, which always have a JSON form.
    if let Ok(document) = serde_json::to_string_pretty(view) {
        text(&document);
    }
}

/// Writes a file whole, or says why not.
pub fn file(path: &Path, bytes: &[u8]) -> Result<(), DeskError> {
    std::fs::write(path, bytes).map_err(|source| DeskError::Disk { path: path.to_path_buf(), what: "written", source })
}

/// Makes a folder, where it is not there yet.
pub fn folder(path: &Path) -> Result<(), DeskError> {
    std::fs::create_dir_all(path).map_err(|source| DeskError::Disk { path: path.to_path_buf(), what: "made", source })
}
