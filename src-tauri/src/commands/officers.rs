//! The officers' list.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{DoneView, FileMadeView, OfficerAwayRequest, OfficerForm, OfficerView, UnmatchedView};
use std::path::Path;

#[tauri::command]
pub async fn officers(here: Here<'_>) -> Answer<Vec<OfficerView>> {
    with_session(&here, |session, _| session.officers()).await
}

#[tauri::command]
pub async fn import_officers(here: Here<'_>, file: String) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.import_officers(Path::new(&file), now)).await
}

#[tauri::command]
pub async fn officer_away(here: Here<'_>, request: OfficerAwayRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.officer_away(&request, now)).await
}

#[tauri::command]
pub async fn officer_form(here: Here<'_>, officer: String) -> Answer<OfficerForm> {
    with_session(&here, move |session, _| session.officer_form(&officer)).await
}

#[tauri::command]
pub async fn set_officer(here: Here<'_>, form: OfficerForm) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.set_officer(&form, now)).await
}

#[tauri::command]
pub async fn remove_officer(here: Here<'_>, officer: String) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.remove_officer(&officer, now)).await
}

#[tauri::command]
pub async fn unmatched_officers(here: Here<'_>) -> Answer<Vec<UnmatchedView>> {
    with_session(&here, |session, _| session.unmatched_officers()).await
}

#[tauri::command]
pub async fn export_officers(here: Here<'_>, file: String) -> Answer<FileMadeView> {
    with_session(&here, move |session, now| session.export_officers(Path::new(&file), now)).await
}
