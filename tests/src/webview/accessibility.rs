//! axe over the page as it stands.

use super::{Fault, Outcome, Window};
use serde::Deserialize;
use std::path::Path;

/// Rules of WCAG 2.2 A and AA, and axe's best practices.
const RUN: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document).then( \
        (found) => done(found.violations.map((one) => ({ \
            id: one.id, help: one.help, at: one.nodes.map((node) => node.html.slice(0, 200)) }))), \
        (error) => done([{ id: 'axe itself', help: String(error), at: [] }]))";

#[derive(Deserialize)]
struct Violation {
    id: String,
    help: String,
    at: Vec<String>,
}

impl Window {
    /// Holds the page against axe's rules.
    ///
    /// # Errors
    /// The rules that are broken, and where.
    pub async fn axe(&self, page: &str) -> Outcome {
        if self.driver.execute("return typeof window.axe", Vec::new()).await?.json() == "undefined" {
            self.driver.execute(source()?, Vec::new()).await?;
        }
        let found: Vec<Violation> = self.driver.execute_async(RUN, Vec::new()).await?.convert()?;
        if found.is_empty() {
            return Ok(());
        }
        let found = found.iter().map(|one| format!("{}: {}\n  {}", one.id, one.help, one.at.join("\n  "))).collect();
        Err(Fault::Inaccessible { page: page.to_owned(), found })
    }
}

fn source() -> Outcome<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path).map_err(|source| Fault::Disk { path, source })
}
