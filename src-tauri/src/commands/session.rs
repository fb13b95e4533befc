//! Signing in and out, and making a desk.

use super::Here;
use crate::seat::{Answer, sit_down, stand_up, with_desk};
use desk::DemoRequest;
use desk::wire::{DeskView, NewDeskRequest, NewDeskView, SignInRequest, SignedInView};

#[tauri::command]
pub async fn desk_view(here: Here<'_>) -> Answer<DeskView> {
    with_desk(&here, |desk, now| desk.view(now.today)).await
}

#[tauri::command]
pub async fn try_demo(here: Here<'_>) -> Answer<SignedInView> {
    sit_down(&here, |desk, now, progress| {
        let session = desk.make_demo(DemoRequest::default(), now, progress)?;
        Ok((session.view(now), session))
    })
    .await
}

#[tauri::command]
pub async fn new_desk(here: Here<'_>, request: NewDeskRequest) -> Answer<NewDeskView> {
    sit_down(&here, move |desk, now, _| desk.make(&request, now)).await
}

#[tauri::command]
pub async fn sign_in(here: Here<'_>, request: SignInRequest) -> Answer<SignedInView> {
    sit_down(&here, move |desk, now, progress| {
        let session = desk.sign_in_telling(&request, now, progress)?;
        Ok((session.view(now), session))
    })
    .await
}

#[tauri::command]
pub async fn sign_out(here: Here<'_>) -> Answer<DeskView> {
    stand_up(&here).await?;
    with_desk(&here, |desk, now| desk.view(now.today)).await
}
