//! The policy for contacts, and the bank holidays.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{
    DoneView, HolidayRequest, HolidaysFileRequest, HolidaysFileView, HolidaysView, PolicyEffectView, PolicyRequest,
    PolicyView,
};

#[tauri::command]
pub async fn policy_view(here: Here<'_>) -> Answer<PolicyView> {
    with_session(&here, |session, now| session.policy_view(now)).await
}

#[tauri::command]
pub async fn policy_effect(here: Here<'_>, request: PolicyRequest) -> Answer<PolicyEffectView> {
    with_session(&here, move |session, now| session.policy_effect(&request, now)).await
}

#[tauri::command]
pub async fn set_policy(here: Here<'_>, request: PolicyRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.set_policy(&request, now)).await
}

#[tauri::command]
pub async fn holidays(here: Here<'_>) -> Answer<HolidaysView> {
    with_session(&here, |session, now| session.holidays(now)).await
}

#[tauri::command]
pub async fn holiday_effect(here: Here<'_>, request: HolidayRequest) -> Answer<PolicyEffectView> {
    with_session(&here, move |session, now| session.holiday_effect(&request, now)).await
}

#[tauri::command]
pub async fn set_holiday(here: Here<'_>, request: HolidayRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.set_holiday(&request, now)).await
}

#[tauri::command]
pub async fn holidays_file(here: Here<'_>, file: String) -> Answer<HolidaysFileView> {
    with_session(&here, move |session, now| session.holidays_file(&file, now)).await
}

#[tauri::command]
pub async fn set_holidays_file(here: Here<'_>, request: HolidaysFileRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.set_holidays_file(&request, now)).await
}
