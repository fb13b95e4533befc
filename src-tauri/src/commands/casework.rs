//! Casework: differences, data quality, clocks, risk and duplicates.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{
    ChoiceView, ClockDaysRequest, ClockListView, ClockRequest, DifferenceView, DoneView, ForceListView, LikelyView,
    PairRequest, QualityView, RiskActionDoneRequest, RiskActionRequest, SetAsideRequest, SettleRequest,
};

#[tauri::command]
pub async fn differences(here: Here<'_>) -> Answer<Vec<DifferenceView>> {
    with_session(&here, |session, _| session.differences()).await
}

#[tauri::command]
pub async fn settle_difference(here: Here<'_>, request: SettleRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.settle_difference(&request, now)).await
}

#[tauri::command]
pub async fn quality(here: Here<'_>) -> Answer<QualityView> {
    with_session(&here, |session, now| session.quality(now)).await
}

#[tauri::command]
pub async fn set_problem_aside(here: Here<'_>, request: SetAsideRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.set_problem_aside(&request, now)).await
}

#[tauri::command]
pub async fn clock_list(here: Here<'_>) -> Answer<ClockListView> {
    with_session(&here, |session, now| session.clock_list(now)).await
}

#[tauri::command]
pub async fn record_clock(here: Here<'_>, request: ClockRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.record_clock(&request, now)).await
}

#[tauri::command]
pub async fn set_clock_days(here: Here<'_>, request: ClockDaysRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.set_clock_days(&request, now)).await
}

#[tauri::command]
pub async fn set_risk_action(here: Here<'_>, request: RiskActionRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.set_risk_action(&request, now)).await
}

#[tauri::command]
pub async fn risk_action_done(here: Here<'_>, request: RiskActionDoneRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.risk_action_done(&request, now)).await
}

#[tauri::command]
pub async fn likely_duplicates(here: Here<'_>) -> Answer<Vec<LikelyView>> {
    with_session(&here, |session, now| session.likely_duplicates(now)).await
}

#[tauri::command]
pub async fn settle_pair(here: Here<'_>, request: PairRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.settle_pair(&request, now)).await
}

#[tauri::command]
pub async fn force_lists(here: Here<'_>) -> Answer<Vec<ForceListView>> {
    with_session(&here, |session, _| session.force_lists()).await
}

#[tauri::command]
pub async fn keep_codes(here: Here<'_>, list: String, codes: Vec<ChoiceView>) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.keep_codes(&list, &codes, now)).await
}
