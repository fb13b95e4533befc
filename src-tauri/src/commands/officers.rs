//! The officers' list.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{DoneView, OfficerAwayRequest, OfficerView};
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
