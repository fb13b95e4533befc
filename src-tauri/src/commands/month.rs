//! The month: its figures, printing it, issuing it.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{DoneView, FileMadeView, MonthPagesView, MonthRequest, MonthSlotRequest, MonthView};

#[tauri::command]
pub async fn month_view(here: Here<'_>, month: Option<String>) -> Answer<MonthView> {
    with_session(&here, move |session, now| session.month_view(month.as_deref(), now)).await
}

#[tauri::command]
pub async fn print_month(here: Here<'_>, request: MonthRequest) -> Answer<FileMadeView> {
    let prints = here.prints.clone();
    with_session(&here, move |session, now| prints.show(&session.print_month(&request, now)?)).await
}

#[tauri::command]
pub async fn issue_month(here: Here<'_>, request: MonthRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.issue_month(&request, now)).await
}

#[tauri::command]
pub async fn month_pages(here: Here<'_>, request: MonthRequest) -> Answer<MonthPagesView> {
    with_session(&here, move |session, now| session.month_pages(&request, now)).await
}

#[tauri::command]
pub async fn write_month_slot(here: Here<'_>, request: MonthSlotRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.write_month_slot(&request, now)).await
}
