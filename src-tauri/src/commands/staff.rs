//! People with a place on the desk.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{ChangePassphraseRequest, DoneView, NewPersonRequest, PersonView};

#[tauri::command]
pub async fn people(here: Here<'_>) -> Answer<Vec<PersonView>> {
    with_session(&here, |session, _| Ok(session.people())).await
}

#[tauri::command]
pub async fn add_person(here: Here<'_>, request: NewPersonRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.add_person(&request, now)).await
}

#[tauri::command]
pub async fn change_passphrase(here: Here<'_>, request: ChangePassphraseRequest) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.change_passphrase(&request, now)).await
}

#[tauri::command]
pub async fn take_place(here: Here<'_>, person: String) -> Answer<DoneView> {
    with_session(&here, move |session, now| session.take_place(&person, now)).await
}
