//! Trials of the contact.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{
    DoneView, EnrolRequest, ExportTrialRequest, FileMadeView, NewTrialRequest, NotEnrolRequest, SampleSizeRequest,
    SampleSizeView, SealTrialRequest, TrialAnalysisView, TrialFlowView, TrialPageView,
};

#[tauri::command]
pub async fn trial_page(here: Here<'_>) -> Answer<TrialPageView> {
    with_session(&here, |session, now| session.trial_page(now)).await
}

#[tauri::command]
pub async fn sample_size(here: Here<'_>, request: SampleSizeRequest) -> Answer<SampleSizeView> {
    with_session(&here, move |session, now| session.sample_size(&request, now)).await
}

#[tauri::command]
pub async fn new_trial(here: Here<'_>, request: NewTrialRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.new_trial(&request, now)).await
}

#[tauri::command]
pub async fn seal_trial(here: Here<'_>, request: SealTrialRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.seal_trial(&request, now)).await
}

#[tauri::command]
pub async fn check_seal(here: Here<'_>, request: SealTrialRequest) -> Answer<DoneView> {
    with_session(&here, move |session, _| session.check_seal(&request)).await
}

#[tauri::command]
pub async fn enrol(here: Here<'_>, request: EnrolRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.enrol(&request, now)).await
}

#[tauri::command]
pub async fn not_enrol(here: Here<'_>, request: NotEnrolRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.not_enrol(&request, now)).await
}

#[tauri::command]
pub async fn end_trial(here: Here<'_>) -> Answer<DoneView> {
    with_session(&here, |session, now| session.end_trial(now)).await
}

#[tauri::command]
pub async fn analyse_trial(here: Here<'_>) -> Answer<TrialAnalysisView> {
    with_session(&here, |session, now| session.analyse_trial(now)).await
}

#[tauri::command]
pub async fn trial_flow(here: Here<'_>) -> Answer<TrialFlowView> {
    with_session(&here, |session, now| session.trial_flow(now)).await
}

#[tauri::command]
pub async fn print_trial(here: Here<'_>) -> Answer<FileMadeView> {
    let prints = here.prints.clone();
    with_session(&here, move |session, now| prints.show(&session.print_trial(now)?)).await
}

#[tauri::command]
pub async fn export_trial(here: Here<'_>, request: ExportTrialRequest) -> Answer<FileMadeView> {
    with_session(&here, move |session, now| session.export_trial_to(&request, now)).await
}
