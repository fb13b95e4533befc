//! The window: it shows the bundled page and passes its requests to `desk`.
//! It refuses decisions; it is the only room that names Tauri.

// On Windows a program of the console kind would open a black box beside the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    match tauri::Builder::default().run(tauri::generate_context!()) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(_) => std::process::ExitCode::from(2),
    }
}
