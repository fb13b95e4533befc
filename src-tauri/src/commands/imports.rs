//! Import: preview, apply, take back, and erase what was taken back.

use super::Here;
use crate::seat::{Answer, with_progress, with_session};
use desk::wire::{DoneView, EraseWithdrawnRequest, ImportDone, ImportPreview, ImportRequest, PastImport};

#[tauri::command]
pub async fn preview_import(here: Here<'_>, request: ImportRequest) -> Answer<ImportPreview> {
    with_progress(&here, move |session, now, progress| session.preview_import(&request, now, progress)).await
}

#[tauri::command]
pub async fn apply_import(here: Here<'_>, request: ImportRequest) -> Answer<ImportDone> {
    with_progress(&here, move |session, now, progress| session.apply_import(&request, now, progress)).await
}

#[tauri::command]
pub async fn past_imports(here: Here<'_>) -> Answer<Vec<PastImport>> {
    with_session(&here, |session, _| session.past_imports()).await
}

#[tauri::command]
pub async fn take_back_import(here: Here<'_>, import: String) -> Answer<DoneView> {
    with_progress(&here, move |session, now, progress| session.take_back_import(&import, now, progress)).await
}

#[tauri::command]
pub async fn erase_withdrawn(here: Here<'_>, request: EraseWithdrawnRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.erase_withdrawn(&request, now)).await
}
