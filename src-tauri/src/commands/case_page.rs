//! One case. Opening it is logged by `desk`.

use super::Here;
use crate::seat::{Answer, with_session};
use desk::wire::CaseView;

#[tauri::command]
pub async fn case_view(here: Here<'_>, case: String) -> Answer<CaseView> {
    with_session(&here, move |session, now| {
        let case = session.find_case(&case)?;
        session.case_view(case, now)
    })
    .await
}
