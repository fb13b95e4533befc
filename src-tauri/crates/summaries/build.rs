//! Brings the typeface from the UI's packages into the build, so that window and paper use one and none is vendored.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The faces that paper uses, and the typeface's licence, which must travel with it.
const WANTED: [(&str, &str); 3] = [
    ("400Regular/SourceSans3_400Regular.ttf", "regular.ttf"),
    ("700Bold/SourceSans3_700Bold.ttf", "bold.ttf"),
    ("LICENSE_FONT", "licence.txt"),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let package = Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default())
        .join("../../../ui/node_modules/@expo-google-fonts/source-sans-3");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (source, target) in WANTED {
        let source = package.join(source);
        println!("cargo::rerun-if-changed={}", source.display());
        if let Err(fault) = fs::copy(&source, out.join(target)) {
            println!("cargo::error=the typeface is missing ({}: {fault}): run `npm ci` in ui first", source.display());
            return;
        }
    }
}
