//! What is the window's own: the system's file dialogs, and Cancel.

use super::Here;
use crate::seat::{Answer, off_the_page};
use tauri::WebviewWindow;
use tauri_plugin_dialog::DialogExt;

/// The file a person picked; nothing where they closed the dialog.
#[tauri::command]
pub async fn pick_file(window: WebviewWindow) -> Answer<Option<String>> {
    off_the_page(move || {
        let picked = window.dialog().file().set_parent(&window).blocking_pick_file();
        Ok(picked.and_then(|file| file.into_path().ok()).map(|path| path.display().to_string()))
    })
    .await
}

/// Where a person wants a new file; nothing where they closed the dialog.
#[tauri::command]
pub async fn pick_new_file(window: WebviewWindow, suggested: String) -> Answer<Option<String>> {
    off_the_page(move || {
        let picked = window.dialog().file().set_parent(&window).set_file_name(suggested).blocking_save_file();
        Ok(picked.and_then(|file| file.into_path().ok()).map(|path| path.display().to_string()))
    })
    .await
}

/// Does not wait for the work it cancels.
#[tauri::command]
pub async fn cancel_work(here: Here<'_>) -> Answer<()> {
    here.cancel.press();
    Ok(())
}
