//! Inputs that fuzzing found to lead somewhere of their own: replayed, so that what held once holds on.

use crate::exercise::{exercise, mappings};
use std::fs;
use std::path::Path;

#[test]
fn what_fuzzing_found_still_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mappings = mappings();
    let mut replayed = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "bin") {
            exercise(&fs::read(&path).unwrap(), &mappings);
            replayed += 1;
        }
    }
    assert!(replayed > 10, "the corpus is in the repository");
}
