//! Trends over time.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{
    BehindRequest, BehindView, CompareRequest, CompareView, DoneView, EffectInCasesRequest, EffectInCasesView,
    EffectsView, MarkSeriesRequest, ServiceStartRequest, ServiceStartView, TargetRequest, TrendsView,
};

#[tauri::command]
pub async fn trends(here: Here<'_>, as_at: Option<String>) -> Answer<TrendsView> {
    with_session(&here, move |session, now| session.trends(as_at.as_deref(), now)).await
}

#[tauri::command]
pub async fn effects(here: Here<'_>, as_at: Option<String>) -> Answer<EffectsView> {
    with_session(&here, move |session, now| session.effects(as_at.as_deref(), None, now)).await
}

#[tauri::command]
pub async fn service_starts(here: Here<'_>) -> Answer<Vec<ServiceStartView>> {
    with_session(&here, move |session, now| session.service_starts(now)).await
}

#[tauri::command]
pub async fn set_service_start(here: Here<'_>, request: ServiceStartRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.set_service_start(&request, now)).await
}

#[tauri::command]
pub async fn effect_in_cases(here: Here<'_>, request: EffectInCasesRequest) -> Answer<EffectInCasesView> {
    with_session(&here, move |session, now| session.effect_in_cases(&request, now)).await
}

#[tauri::command]
pub async fn compare_groups(here: Here<'_>, request: CompareRequest) -> Answer<CompareView> {
    with_session(&here, move |session, now| session.compare_groups(&request, now)).await
}

#[tauri::command]
pub async fn cases_behind(here: Here<'_>, request: BehindRequest) -> Answer<BehindView> {
    with_session(&here, move |session, now| session.cases_behind(&request, now)).await
}

#[tauri::command]
pub async fn mark_series(here: Here<'_>, request: MarkSeriesRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.mark_series(&request, now)).await
}

#[tauri::command]
pub async fn set_target(here: Here<'_>, request: TargetRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.set_target(&request, now)).await
}
