//! Lets Tauri read its configuration and the icons while this crate is compiled.

fn main() {
    tauri_build::build();
}
