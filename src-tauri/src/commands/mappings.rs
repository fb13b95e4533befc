//! Mappings: those there are, and making one from a file's own rows.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{
    DoneView, LookColumnRequest, LookColumnView, LookRequest, MappingDraft, MappingText, MappingView, SampleView,
    TeachRequest,
};

#[tauri::command]
pub async fn mappings(here: Here<'_>) -> Answer<Vec<MappingView>> {
    with_session(&here, |session, _| session.mappings()).await
}

#[tauri::command]
pub async fn mapping_text(here: Here<'_>, name: String) -> Answer<MappingText> {
    with_session(&here, move |session, _| session.mapping_text(&name)).await
}

#[tauri::command]
pub async fn look_at_file(here: Here<'_>, request: LookRequest) -> Answer<SampleView> {
    with_session(&here, move |session, now| session.look_at_file(&request, now)).await
}

#[tauri::command]
pub async fn look_at_column(here: Here<'_>, request: LookColumnRequest) -> Answer<LookColumnView> {
    with_session(&here, move |session, now| session.look_at_column(&request, now)).await
}

#[tauri::command]
pub async fn file_sheets(here: Here<'_>, file: String) -> Answer<Vec<String>> {
    with_session(&here, move |session, _| session.file_sheets(&file)).await
}

#[tauri::command]
pub async fn save_mapping(here: Here<'_>, draft: MappingDraft) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.save_mapping(&draft, now)).await
}

#[tauri::command]
pub async fn teach_mapping(here: Here<'_>, request: TeachRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.teach_mapping(&request, now)).await
}

#[tauri::command]
pub async fn remove_mapping(here: Here<'_>, name: String) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.remove_mapping(&name, now)).await
}
