//! The window: it shows the bundled page and passes its requests to `desk`.
//! It refuses decisions; it is the only room that names Tauri.

// On Windows a program of the console kind would open a black box beside the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod args;
mod commands;
mod prints;
mod progress;
mod seat;

use args::Args;
use clap::Parser;
use desk::Desk;
use prints::Prints;
use seat::Seat;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{App, Emitter, Manager};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(told) => {
            // Nobody to tell where there is no console.
            let _ = told.print();
            return if told.use_stderr() { ExitCode::from(1) } else { ExitCode::SUCCESS };
        }
    };
    match open_window(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "The window cannot be opened: {error}. Nothing was changed.");
            ExitCode::from(2)
        }
    }
}

fn open_window(args: Args) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(move |app| {
            let seat = seat(app, args)?;
            app.manage(Arc::new(seat));
            Ok(())
        })
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!())
}

fn seat(app: &App, args: Args) -> tauri::Result<Seat> {
    let folder = match args.desk {
        Some(folder) => folder,
        // Not the roaming folder that Windows copies between computers: a database is not safe in it.
        None => app.path().local_data_dir()?.join("Reassure").join("desk"),
    };
    // Contact sheets name victims: never into a folder that is synchronised with other computers.
    let documents = app.path().document_dir().ok().filter(|folder| desk::check_place(folder).is_ok());
    let prints = match documents {
        Some(folder) => folder,
        None => app.path().local_data_dir()?,
    };
    let page = app.handle().clone();
    let tell = move |progress| {
        // A page that is gone has nobody to tell.
        let _ = page.emit("progress", progress);
    };
    Ok(Seat::new(Desk::at(folder), args.today, Prints::below(&prints), tell))
}
