//! Trends over time.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::TrendsView;

#[tauri::command]
pub async fn trends(here: Here<'_>, as_at: Option<String>) -> Answer<TrendsView> {
    with_session(&here, move |session, now| session.trends(as_at.as_deref(), now)).await
}
