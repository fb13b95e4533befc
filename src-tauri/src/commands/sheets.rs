//! Contact sheets on paper.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{DoneView, FileMadeView, HeapView, ResultsPreview, ResultsRequest, SheetsRequest};

#[tauri::command]
pub async fn print_sheets(here: Here<'_>, request: SheetsRequest) -> Answer<FileMadeView> {
    let prints = here.prints.clone();
    with_session(&here, move |session, now| prints.show(&session.print_sheets(&request, now)?)).await
}

#[tauri::command]
pub async fn find_sheet(here: Here<'_>, typed: String) -> Answer<HeapView> {
    with_session(&here, move |session, now| session.find_sheet(&typed, now)).await
}

#[tauri::command]
pub async fn results_form(here: Here<'_>, request: SheetsRequest) -> Answer<FileMadeView> {
    let prints = here.prints.clone();
    with_session(&here, move |session, now| prints.keep(&session.results_form(&request, now)?)).await
}

#[tauri::command]
pub async fn preview_results(here: Here<'_>, file: String) -> Answer<ResultsPreview> {
    with_session(&here, move |session, now| session.preview_results(&file, now)).await
}

#[tauri::command]
pub async fn apply_results(here: Here<'_>, request: ResultsRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.apply_results(&request, now)).await
}

#[tauri::command]
pub async fn calendar(here: Here<'_>, officer: String) -> Answer<FileMadeView> {
    let prints = here.prints.clone();
    with_session(&here, move |session, now| prints.keep(&session.calendar(&officer, now)?)).await
}

#[tauri::command]
pub async fn calendars(here: Here<'_>) -> Answer<FileMadeView> {
    let prints = here.prints.clone();
    with_session(&here, move |session, now| prints.keep_all(&session.calendars(now)?)).await
}
