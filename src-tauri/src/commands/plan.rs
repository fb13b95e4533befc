//! Planning contacts.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{
    AcceptPlanRequest, ConflictRequest, ContactMeasuresRequest, ContactMeasuresView, DeclineLineRequest, DoneView,
    KeptAwayView, MoveLineRequest, NextBestView, PinLineRequest, PlanPlaceView, PlanView,
};

#[tauri::command]
pub async fn plan_view(here: Here<'_>) -> Answer<PlanView> {
    with_session(&here, |session, now| session.plan_view(now)).await
}

#[tauri::command]
pub async fn propose_plan(here: Here<'_>) -> Answer<PlanView> {
    with_session(&here, |session, now| session.propose_plan(now)).await
}

#[tauri::command]
pub async fn accept_plan(here: Here<'_>, request: AcceptPlanRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.accept_plan(&request, now)).await
}

#[tauri::command]
pub async fn next_best(here: Here<'_>, case: String) -> Answer<Vec<NextBestView>> {
    with_session(&here, move |session, now| session.next_best(&case, now)).await
}

#[tauri::command]
pub async fn plan_places(here: Here<'_>, case: String) -> Answer<Vec<PlanPlaceView>> {
    with_session(&here, move |session, now| session.plan_places(&case, now)).await
}

#[tauri::command]
pub async fn move_line(here: Here<'_>, request: MoveLineRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.move_line(&request, now)).await
}

#[tauri::command]
pub async fn take_off_plan(here: Here<'_>, case: String) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.take_off_plan(&case, now)).await
}

#[tauri::command]
pub async fn pin_line(here: Here<'_>, request: PinLineRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.pin_line(&request, now)).await
}

#[tauri::command]
pub async fn decline_line(here: Here<'_>, request: DeclineLineRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.decline_line(&request, now)).await
}

#[tauri::command]
pub async fn declare_conflict(here: Here<'_>, request: ConflictRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.declare_conflict(&request, now)).await
}

#[tauri::command]
pub async fn allow_officer(here: Here<'_>, case: String, officer: String) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.allow_officer(&case, &officer, now)).await
}

#[tauri::command]
pub async fn kept_away(here: Here<'_>) -> Answer<Vec<KeptAwayView>> {
    with_session(&here, |session, _| session.kept_away()).await
}

#[tauri::command]
pub async fn contact_measures(here: Here<'_>, request: ContactMeasuresRequest) -> Answer<ContactMeasuresView> {
    with_session(&here, move |session, now| session.contact_measures(&request, now)).await
}
