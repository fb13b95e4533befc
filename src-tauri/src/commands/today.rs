//! The page that is open all day.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::{RailCountsView, TodayView};

#[tauri::command]
pub async fn today(here: Here<'_>) -> Answer<TodayView> {
    with_session(&here, |session, now| session.today(now)).await
}

#[tauri::command]
pub async fn rail_counts(here: Here<'_>) -> Answer<RailCountsView> {
    with_session(&here, |session, now| session.rail_counts(now)).await
}
