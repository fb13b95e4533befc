//! The desk that is open and who sits at it. Every command comes through here, off the thread that draws.

use crate::prints::Prints;
use crate::progress::Cancel;
use chrono::NaiveDate;
use desk::wire::{ProgressView, RefusalCode, RefusalView};
use desk::{Desk, DeskError, Now, Progress, Session};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a command answers to the page.
pub type Answer<T> = Result<T, RefusalView>;

/// One desk with one seat.
pub struct Seat {
    desk: Desk,
    /// The day named when the window was started, if one was.
    named_day: Option<NaiveDate>,
    /// Empty until someone signs in, and while their work runs: work that panics leaves nobody signed in.
    person: Mutex<Option<Session>>,
    pub cancel: Cancel,
    pub prints: Prints,
    tell: Box<dyn Fn(ProgressView) + Send + Sync>,
}

impl Seat {
    /// Nobody sits at it yet. `tell` takes progress to the page.
    pub fn new(
        desk: Desk,
        named_day: Option<NaiveDate>,
        prints: Prints,
        tell: impl Fn(ProgressView) + Send + Sync + 'static,
    ) -> Self {
        Self { desk, named_day, person: Mutex::default(), cancel: Cancel::new(), prints, tell: Box::new(tell) }
    }

    fn now(&self) -> Now {
        desk::clock::now(self.named_day)
    }

    fn person(&self) -> MutexGuard<'_, Option<Session>> {
        self.person.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs what needs nobody signed in.
pub async fn with_desk<T, F>(seat: &Arc<Seat>, work: F) -> Answer<T>
where
    T: Send + 'static,
    F: FnOnce(&Desk, Now) -> Result<T, DeskError> + Send + 'static,
{
    let seat = Arc::clone(seat);
    off_the_page(move || work(&seat.desk, seat.now()).map_err(|error| error.view())).await
}

/// Runs what the person signed in asked for.
pub async fn with_session<T, F>(seat: &Arc<Seat>, work: F) -> Answer<T>
where
    T: Send + 'static,
    F: FnOnce(&mut Session, Now) -> Result<T, DeskError> + Send + 'static,
{
    with_progress(seat, |session, now, _| work(session, now)).await
}

/// Runs long work that the person signed in asked for: it tells how far it is, and can be cancelled.
pub async fn with_progress<T, F>(seat: &Arc<Seat>, work: F) -> Answer<T>
where
    T: Send + 'static,
    F: FnOnce(&mut Session, Now, &mut dyn Progress) -> Result<T, DeskError> + Send + 'static,
{
    let seat = Arc::clone(seat);
    off_the_page(move || {
        let mut teller = seat.cancel.teller(&seat.tell);
        let mut person = seat.person();
        let mut session = person.take().ok_or_else(locked)?;
        let done = work(&mut session, seat.now(), &mut teller);
        *person = Some(session);
        done.map_err(|error| error.view())
    })
    .await
}

/// Runs what signs a person in. Whoever sat there before has left, also where this is refused.
pub async fn sit_down<T, F>(seat: &Arc<Seat>, work: F) -> Answer<T>
where
    T: Send + 'static,
    F: FnOnce(&Desk, Now, &mut dyn Progress) -> Result<(T, Session), DeskError> + Send + 'static,
{
    let seat = Arc::clone(seat);
    off_the_page(move || {
        let mut teller = seat.cancel.teller(&seat.tell);
        let mut person = seat.person();
        drop(person.take());
        let (answer, session) = work(&seat.desk, seat.now(), &mut teller).map_err(|error| error.view())?;
        *person = Some(session);
        Ok(answer)
    })
    .await
}

/// Signs out whoever is signed in, and forgets their keys.
pub async fn stand_up(seat: &Arc<Seat>) -> Answer<()> {
    let seat = Arc::clone(seat);
    off_the_page(move || {
        drop(seat.person().take());
        Ok(())
    })
    .await
}

/// Runs work where waiting for the disk does not stop the page from answering.
pub async fn off_the_page<T, F>(work: F) -> Answer<T>
where
    T: Send + 'static,
    F: FnOnce() -> Answer<T> + Send + 'static,
{
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|_| Err(fault()))
}

fn locked() -> RefusalView {
    refusal(RefusalCode::Locked, "Nobody is signed in. Nothing was changed. Sign in and try again.")
}

fn fault() -> RefusalView {
    let message = "The program met a fault of its own and stopped what it was doing. \
                   What was recorded before is kept. Sign in and look whether this was recorded, then try again.";
    refusal(RefusalCode::Fault, message)
}

fn refusal(code: RefusalCode, message: &str) -> RefusalView {
    RefusalView { code, message: message.to_owned(), field: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::wire::SignedInView;
    use desk::{DEMO_PASSPHRASE, DemoRequest};
    use tauri::async_runtime::block_on;

    const CASES: u32 = 120;

    fn seat(folder: &std::path::Path) -> Arc<Seat> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23);
        Arc::new(Seat::new(Desk::at(folder.join("desk")), day, Prints::below(folder), drop))
    }

    fn demo(seat: &Arc<Seat>) -> Answer<SignedInView> {
        block_on(sit_down(seat, |desk, now, progress| {
            let session = desk.make_demo(DemoRequest { cases: CASES, seed: 1 }, now, progress)?;
            Ok((session.view(now), session))
        }))
    }

    fn sign_in(seat: &Arc<Seat>, passphrase: &str) -> Answer<SignedInView> {
        let request = desk::wire::SignInRequest { name: "Coordinator".into(), passphrase: passphrase.into() };
        block_on(sit_down(seat, move |desk, now, _| {
            let session = desk.sign_in(&request, now)?;
            Ok((session.view(now), session))
        }))
    }

    fn code_of_today(seat: &Arc<Seat>) -> Option<RefusalCode> {
        block_on(with_session(seat, |session, now| session.today(now))).err().map(|refusal| refusal.code)
    }

    #[test]
    fn only_a_person_signed_in_is_answered() {
        let folder = tempfile::tempdir().unwrap();
        let seat = seat(folder.path());
        assert_eq!(code_of_today(&seat), Some(RefusalCode::Locked), "nobody has signed in yet");
        assert_eq!(demo(&seat).unwrap().today, "2026-11-23", "the named day is the working day");
        assert_eq!(code_of_today(&seat), None, "the demo's coordinator is signed in");
        block_on(stand_up(&seat)).unwrap();
        assert_eq!(code_of_today(&seat), Some(RefusalCode::Locked), "signed out");
        sign_in(&seat, DEMO_PASSPHRASE).unwrap();
        assert_eq!(code_of_today(&seat), None, "signed in again");
        assert_eq!(sign_in(&seat, "not the passphrase").unwrap_err().code, RefusalCode::WrongPassphrase);
        assert_eq!(code_of_today(&seat), Some(RefusalCode::Locked), "a refused sign-in leaves nobody signed in");
    }

    #[test]
    fn a_panic_is_a_fault_that_asks_for_a_new_sign_in_and_stops_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let seat = seat(folder.path());
        demo(&seat).unwrap();
        let refusal =
            block_on(with_session(&seat, |_, _| -> Result<(), DeskError> { panic!("on purpose") })).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::Fault);
        assert!(!refusal.message.contains("on purpose"), "a fault's own text never reaches the page");
        assert_eq!(code_of_today(&seat), Some(RefusalCode::Locked), "a half-done session is not used again");
        sign_in(&seat, DEMO_PASSPHRASE).unwrap();
        assert_eq!(code_of_today(&seat), None, "the lock is not poisoned");
    }

    #[test]
    fn a_cancelled_demo_leaves_no_desk() {
        let folder = tempfile::tempdir().unwrap();
        let seat = seat(folder.path());
        let pressed = Arc::clone(&seat);
        let refusal = block_on(sit_down(&seat, move |desk, now, progress| {
            pressed.cancel.press();
            let session = desk.make_demo(DemoRequest { cases: CASES, seed: 1 }, now, progress)?;
            Ok(((), session))
        }))
        .unwrap_err();
        assert_eq!(refusal.code, RefusalCode::Cancelled);
        let view = block_on(with_desk(&seat, |desk, now| desk.view(now.today))).unwrap();
        assert!(!view.exists, "what was half made is gone");
        demo(&seat).expect("and a demo can be made there after all");
    }
}
