//! Makes the README's pictures from the real window on a fresh demo desk: `cargo run -p journeys --bin pictures`.
//!
//! Everybody on them is invented and the day is fixed, so that a picture changes with its page and little else: the
//! case tells the minute at which it was opened.

use journeys::webview::{Fault, Outcome, Window};
use std::fs;
use std::path::Path;

const TODAY: &str = "2026-11-23";
const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";
const ENTER: &str = "\u{e007}";

/// Every page of the month's preview has been laid out, read and drawn.
const PAGES_DRAWN: &str = "const pages = [...document.querySelectorAll('[data-testid=\"page\"]')]; \
    return pages.length > 0 && pages.every((page) => page.complete && page.naturalWidth > 0)";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/pictures");
    fs::create_dir_all(&pictures).map_err(|source| Fault::Disk { path: pictures.clone(), source })?;
    let folder = tempfile::tempdir().map_err(|source| Fault::Disk { path: std::env::temp_dir(), source })?;
    let mut window = Window::open(&folder.path().join("desk"), TODAY).await?;
    window.resize(1366, 768).await?;
    window.click("try-demo").await?;

    today(&mut window).await?;
    keep(&window, &pictures, "today").await?;
    case(&mut window).await?;
    keep(&window, &pictures, "case").await?;
    plan(&window).await?;
    keep(&window, &pictures, "plan").await?;
    go(&window, "trends", "[data-testid='chart'] svg").await?;
    keep(&window, &pictures, "trends").await?;
    go(&window, "month", "[data-testid='headline']").await?;
    window.until("the pages to be laid out", PAGES_DRAWN).await?;
    keep(&window, &pictures, "month").await?;
    window.close().await
}

/// The day's work with a result about to be saved.
async fn today(window: &mut Window) -> Outcome {
    window.see_place("today").await?;
    window.see("[data-testid='today-row']").await?;
    window.press(&[DOWN, ENTER]).await?;
    window.see("[data-testid='result-strip']").await?;
    window.press(&["2"]).await
}

/// The person whose result that was: tried before, and now again.
async fn case(window: &mut Window) -> Outcome {
    window.press(&[ENTER]).await?;
    window.done("Next:").await?;
    window.until("the strip to close", "return !document.querySelector('[data-testid=\"result-strip\"]')").await?;
    window.press(&[UP, "o"]).await?;
    window.see_place("case").await?;
    window.see("[data-testid='story-line']").await?;
    Ok(())
}

/// A proposal with one line opened.
async fn plan(window: &Window) -> Outcome {
    go(window, "plan", "[data-testid='propose']").await?;
    window.click("propose").await?;
    window.click_at("[data-testid='plan-line'][data-state='proposed']").await?;
    window.see("[data-testid='next-best'] dt").await?;
    Ok(())
}

async fn go(window: &Window, place: &str, until: &str) -> Outcome {
    window.click(&format!("place-{place}")).await?;
    window.see_place(place).await?;
    window.see(until).await?;
    Ok(())
}

async fn keep(window: &Window, pictures: &Path, name: &str) -> Outcome {
    let path = pictures.join(format!("{name}.png"));
    let picture = window.picture().await?;
    fs::write(&path, picture).map_err(|source| Fault::Disk { path, source })
}
