//! Recording what happened, taking it back, and the lists that forms choose from.

use super::Here;
use crate::seat::{Answer, with_desk, with_session};
use desk::wire::{
    ChoicesView, CloseTaskRequest, CorrectCaseRequest, DoneView, EndContactRequest, GlossaryTermView, OutcomeRequest,
    PutOffRequest, RecordAttemptRequest, SharedCaseView, TakeUpRequest, WithdrawalRequest,
};

#[tauri::command]
pub async fn record_attempt(here: Here<'_>, request: RecordAttemptRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.record_attempt(&request, now)).await
}

#[tauri::command]
pub async fn end_contact(here: Here<'_>, request: EndContactRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.end_contact(&request, now)).await
}

#[tauri::command]
pub async fn take_up_contact(here: Here<'_>, request: TakeUpRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.take_up_contact(&request, now)).await
}

#[tauri::command]
pub async fn put_off_contact(here: Here<'_>, request: PutOffRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.put_off_contact(&request, now)).await
}

#[tauri::command]
pub async fn close_task(here: Here<'_>, request: CloseTaskRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.close_task(&request, now)).await
}

#[tauri::command]
pub async fn shared_cases(here: Here<'_>, case: String) -> Answer<Vec<SharedCaseView>> {
    with_session(&here, move |session, now| session.shared_cases(&case, now)).await
}

#[tauri::command]
pub async fn undo(here: Here<'_>, first_entry: u64, last_entry: u64) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.undo(first_entry, last_entry, now)).await
}

#[tauri::command]
pub async fn correct_case(here: Here<'_>, request: CorrectCaseRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.correct_case(&request, now)).await
}

#[tauri::command]
pub async fn record_withdrawal(here: Here<'_>, request: WithdrawalRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.record_withdrawal(&request, now)).await
}

#[tauri::command]
pub async fn record_outcome(here: Here<'_>, request: OutcomeRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.record_outcome(&request, now)).await
}

#[tauri::command]
pub async fn choices(here: Here<'_>) -> Answer<ChoicesView> {
    with_session(&here, |session, _| session.choices()).await
}

#[tauri::command]
pub async fn glossary(here: Here<'_>) -> Answer<Vec<GlossaryTermView>> {
    with_desk(&here, |_, _| Ok(desk::glossary())).await
}
