//! Lists of cases, saved ones among them, and search.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{
    CaseListRequest, CaseListView, DoneView, ExportListRequest, FileMadeView, SaveListRequest, SavedListView,
    SearchView,
};

#[tauri::command]
pub async fn case_list(here: Here<'_>, request: CaseListRequest) -> Answer<CaseListView> {
    with_session(&here, move |session, now| session.case_list(&request, now)).await
}

#[tauri::command]
pub async fn search(here: Here<'_>, text: String) -> Answer<SearchView> {
    with_session(&here, move |session, now| session.search(&text, now)).await
}

#[tauri::command]
pub async fn saved_lists(here: Here<'_>) -> Answer<Vec<SavedListView>> {
    with_session(&here, |session, now| session.saved_lists(now)).await
}

#[tauri::command]
pub async fn save_list(here: Here<'_>, request: SaveListRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.save_list(&request, now)).await
}

#[tauri::command]
pub async fn remove_list(here: Here<'_>, list: String) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.remove_list(&list, now)).await
}

#[tauri::command]
pub async fn export_list(here: Here<'_>, request: ExportListRequest) -> Answer<FileMadeView> {
    with_session(&here, move |session, now| session.export_cases_to(&request, now)).await
}
