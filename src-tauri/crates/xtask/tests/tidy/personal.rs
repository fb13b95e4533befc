//! Personal data: each place that exposes it says why.

use crate::repository::sources;

/// How far above a call its reason may stand, in lines.
const REASON_WITHIN_LINES: usize = 3;

#[test]
fn every_exposure_says_why() {
    let mut silent = Vec::new();
    let mut exposures = 0;
    for source in sources().iter().filter(|source| source.ships() && !source.path.ends_with("/sensitive.rs")) {
        let lines: Vec<&str> = source.text.lines().collect();
        for (number, line) in source.shipping_lines() {
            let exposes = line.contains(".expose()") || line.contains("::expose") || line.contains("into_exposed");
            if !exposes || line.trim_start().starts_with("//") {
                continue;
            }
            exposures += 1;
            let from = number.saturating_sub(REASON_WITHIN_LINES + 1);
            if !lines[from..number].iter().any(|line| line.contains("EXPOSE:")) {
                silent.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(exposures > 5, "the search finds the exposures there are: {exposures}");
    assert!(silent.is_empty(), "say why in an `// EXPOSE:` comment above:\n{}", silent.join("\n"));
}
