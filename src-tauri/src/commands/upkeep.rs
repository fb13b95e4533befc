//! Checking the record and backing it up.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{FileMadeView, VerifyView};

#[tauri::command]
pub async fn verify(here: Here<'_>) -> Answer<VerifyView> {
    with_session(&here, |session, _| session.verify(None)).await
}

#[tauri::command]
pub async fn backup(here: Here<'_>) -> Answer<FileMadeView> {
    with_session(&here, |session, now| session.back_up(now)).await
}
