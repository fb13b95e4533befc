//! Prints one entry of every kind in the form that this version writes: the fixture of a new form.

#[path = "../tests/story/every_kind.rs"]
mod every_kind;

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout();
    for entry in every_kind::entries() {
        out.write_all(&casebook::write_form("fixture", &entry)?)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
