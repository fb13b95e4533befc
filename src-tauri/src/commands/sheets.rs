//! Contact sheets on paper.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{FileMadeView, HeapView, SheetsRequest};

#[tauri::command]
pub async fn print_sheets(here: Here<'_>, request: SheetsRequest) -> Answer<FileMadeView> {
    let prints = here.prints.clone();
    with_session(&here, move |session, now| prints.show(&session.print_sheets(&request, now)?)).await
}

#[tauri::command]
pub async fn find_sheet(here: Here<'_>, typed: String) -> Answer<HeapView> {
    with_session(&here, move |session, now| session.find_sheet(&typed, now)).await
}
