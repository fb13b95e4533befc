//! The page that is open all day.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::TodayView;

#[tauri::command]
pub async fn today(here: Here<'_>) -> Answer<TodayView> {
    with_session(&here, |session, now| session.today(now)).await
}
