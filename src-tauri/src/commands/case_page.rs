//! One case, its text, and erasing its person. Opening it is logged by `desk`.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{CaseTextView, CaseView, DoneView, EraseRequest, EraseView};

#[tauri::command]
pub async fn case_view(here: Here<'_>, case: String) -> Answer<CaseView> {
    with_session(&here, move |session, now| {
        let case = session.find_case(&case)?;
        session.case_view(case, now)
    })
    .await
}

#[tauri::command]
pub async fn case_text(here: Here<'_>, case: String) -> Answer<CaseTextView> {
    with_session(&here, move |session, now| {
        let case = session.find_case(&case)?;
        session.case_text(case, now)
    })
    .await
}

#[tauri::command]
pub async fn erase_view(here: Here<'_>, case: String) -> Answer<EraseView> {
    with_session(&here, move |session, _| {
        let case = session.find_case(&case)?;
        session.erase_view(case)
    })
    .await
}

#[tauri::command]
pub async fn erase_person(here: Here<'_>, request: EraseRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.erase_person(&request, now)).await
}

#[tauri::command]
pub async fn recorded_contact_text(here: Here<'_>, first: u64, last: u64) -> Answer<CaseTextView> {
    with_session(&here, move |session, now| session.recorded_contact_text(first, last, now)).await
}
