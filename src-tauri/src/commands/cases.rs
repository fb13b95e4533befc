//! Lists of cases, and search.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{CaseListRequest, CaseListView, SearchView};

#[tauri::command]
pub async fn case_list(here: Here<'_>, request: CaseListRequest) -> Answer<CaseListView> {
    with_session(&here, move |session, now| session.case_list(&request, now)).await
}

#[tauri::command]
pub async fn search(here: Here<'_>, text: String) -> Answer<SearchView> {
    with_session(&here, move |session, now| session.search(&text, now)).await
}
