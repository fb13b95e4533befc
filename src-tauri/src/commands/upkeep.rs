//! Checking the record, backing it up, and taking it out in the open form.

use super::Here;
use crate::seat::{Answer, with_progress, with_session};
use desk::wire::{ExportDeskRequest, FileMadeView, VerifyView};

#[tauri::command]
pub async fn verify(here: Here<'_>) -> Answer<VerifyView> {
    with_session(&here, |session, _| session.verify(None)).await
}

#[tauri::command]
pub async fn backup(here: Here<'_>) -> Answer<FileMadeView> {
    with_session(&here, |session, now| session.back_up(now)).await
}

#[tauri::command]
pub async fn export_desk(here: Here<'_>, request: ExportDeskRequest) -> Answer<FileMadeView> {
    with_progress(&here, move |session, now, progress| session.export_desk_to(&request, now, progress)).await
}
