//! The real window, driven as a person drives it: seen text, pressed keys, clicked buttons.
//!
//! Nothing waits a fixed time: a step asks again until it is answered or its time is up.

mod accessibility;
mod browser;
mod fault;

pub use fault::{Fault, Outcome};

use browser::Browser;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::{By, Capabilities, Key, WebDriver, WebElement};

/// How long a step may take: a debug build on a busy machine, making a whole demo desk.
const DEADLINE: Duration = Duration::from_secs(60);
/// How long to leave the window alone between two looks at it.
const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// How often the driver is started anew where it gives no session.
const STARTS_MAX: usize = 4;
/// Held while a driver takes its port.
static OPENING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Starts a driver and gets a session from it; a driver that drops the first request is started anew.
async fn connected(asked: &Capabilities) -> Outcome<(WebDriver, Browser)> {
    let mut starts = 1;
    loop {
        let browser = Browser::start().await?;
        match WebDriver::new(browser.address(), asked.clone()).await {
            Ok(driver) => return Ok((driver, browser)),
            Err(_) if starts < STARTS_MAX => starts += 1,
            Err(error) => return Err(error.into()),
        }
    }
}

/// One window of the program, with a home folder of its own.
pub struct Window {
    driver: WebDriver,
    browser: Browser,
    keys_pressed: usize,
}

impl Window {
    /// Starts the program at a desk's folder and working day (`YYYY-MM-DD`), and waits for its first page.
    ///
    /// # Errors
    /// The program or its driver is not there, or shows no page in time.
    pub async fn open(desk: &Path, today: &str) -> Outcome<Self> {
        let options = json!({
            "binary": browser::app()?,
            "args": ["--desk", desk, "--today", today],
        });
        let mut asked = Capabilities::new();
        asked.set("webkitgtk:browserOptions", options)?;
        let (driver, browser) = {
            // One at a time: between looking for a free port and listening on it, another could take it.
            let _opening = OPENING.lock().await;
            connected(&asked).await?
        };
        let window = Self { driver, browser, keys_pressed: 0 };
        window.see("main[data-place]").await?;
        Ok(window)
    }

    /// Closes the program.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn close(self) -> Outcome {
        Ok(self.driver.quit().await?)
    }

    /// Where this window's program writes prints and anything else of its own.
    pub fn home(&self) -> &Path {
        self.browser.home()
    }

    /// Gives the page this many pixels.
    ///
    /// # Errors
    /// The window never takes that width.
    pub async fn resize(&self, width_px: u32, height_px: u32) -> Outcome {
        self.driver.set_window_rect(0, 0, width_px, height_px).await?;
        self.until(&format!("a window {width_px} wide"), &format!("return window.innerWidth === {width_px}")).await
    }

    /// Waits for an element that can be seen, and answers it.
    ///
    /// # Errors
    /// There is none in time.
    pub async fn see(&self, css: &str) -> Outcome<WebElement> {
        let script =
            "const one = document.querySelector(arguments[0]); return !!one && one.getClientRects().length > 0";
        self.until_with(css, script, vec![json!(css)]).await?;
        Ok(self.driver.find(By::Css(css)).await?)
    }

    /// Waits until the page's own place is this one and says what it has loaded.
    ///
    /// # Errors
    /// It is not, in time.
    pub async fn see_place(&self, place: &str) -> Outcome {
        self.see(&format!("main[data-place='{place}']")).await?;
        let script = "return !document.querySelector('main').innerText.includes('Loading…')";
        self.until(&format!("{place} to have loaded"), script).await
    }

    /// Waits until a script answers true.
    ///
    /// # Errors
    /// It does not in time; the fault says what was waited for and what the page says.
    pub async fn until(&self, what: &str, script: &str) -> Outcome {
        self.until_with(what, script, Vec::new()).await
    }

    async fn until_with(&self, what: &str, script: &str, args: Vec<Value>) -> Outcome {
        let start = Instant::now();
        while start.elapsed() < DEADLINE {
            if self.driver.execute(script, args.clone()).await?.json() == &Value::Bool(true) {
                return Ok(());
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        let page = self.page_text().await?;
        Err(Fault::NeverCame { what: what.to_owned(), page })
    }

    /// Waits for a control that can be used, and clicks it.
    ///
    /// # Errors
    /// There is none in time.
    pub async fn click(&self, testid: &str) -> Outcome {
        self.click_at(&format!("[data-testid='{testid}']")).await
    }

    /// As `click`, for a control named by a selector.
    ///
    /// # Errors
    /// There is none in time.
    pub async fn click_at(&self, css: &str) -> Outcome {
        let start = Instant::now();
        loop {
            let control = self.see(&format!("{css}:not(:disabled)")).await?;
            // The driver takes a control of which a pixel shows for one in view.
            let pressed = async {
                control.scroll_into_view().await?;
                control.click().await
            };
            match pressed.await {
                // Drawn anew between being found and being pressed: it was not pressed, and is looked for again.
                Err(error) if is_stale(&error) && start.elapsed() < DEADLINE => {}
                done => return Ok(done?),
            }
        }
    }

    /// Puts the cursor in a field and types.
    ///
    /// # Errors
    /// There is no such field in time.
    pub async fn fill(&self, css: &str, text: &str) -> Outcome {
        let field = self.see(css).await?;
        // As with a click: what shows by a pixel counts as in view, and cannot be typed into.
        field.scroll_into_view().await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Chooses what a list of choices calls this.
    ///
    /// # Errors
    /// The list or the choice is not there in time.
    pub async fn choose(&self, css: &str, label_start: &str) -> Outcome {
        let script = "const list = document.querySelector(arguments[0]); \
            const all = [...(list?.options ?? [])]; \
            const one = all.find((option) => option.label === arguments[1]) \
                ?? all.find((option) => option.label.startsWith(arguments[1])); \
            if (!one) return false; list.value = one.value; \
            list.dispatchEvent(new Event('change', { bubbles: true })); return true";
        self.until_with(&format!("the choice {label_start}"), script, vec![json!(css), json!(label_start)]).await
    }

    /// Presses keys one after the other, wherever the cursor is, and counts them.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn press(&mut self, keys: &[&str]) -> Outcome {
        for key in keys {
            self.driver.action_chain().send_keys(*key).perform().await?;
            self.keys_pressed += 1;
        }
        Ok(())
    }

    /// Holds Control and presses a key: one press, as a person counts.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn press_with_control(&mut self, key: char) -> Outcome {
        self.driver.action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control).perform().await?;
        self.keys_pressed += 1;
        Ok(())
    }

    /// Keys pressed so far.
    pub const fn keys_pressed(&self) -> usize {
        self.keys_pressed
    }

    /// What an element says, once it can be seen.
    ///
    /// # Errors
    /// There is none in time.
    pub async fn text(&self, css: &str) -> Outcome<String> {
        self.see(css).await?;
        // Not the driver's own word for it, which holds a name cut short by the page's edge for invisible.
        let answer =
            self.driver.execute("return document.querySelector(arguments[0]).innerText", vec![json!(css)]).await?;
        Ok(answer.convert()?)
    }

    /// What each element of a kind says, in their order.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn texts(&self, css: &str) -> Outcome<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText)";
        let answer = self.driver.execute(script, vec![json!(css)]).await?;
        Ok(answer.convert()?)
    }

    /// What a script answers in words.
    ///
    /// # Errors
    /// The driver does not answer, or not in words.
    pub async fn answer(&self, script: &str) -> Outcome<String> {
        Ok(self.driver.execute(script, Vec::new()).await?.convert()?)
    }

    /// An attribute of each element of a kind, in their order.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn attributes(&self, css: &str, name: &str) -> Outcome<Vec<String>> {
        let script =
            "return [...document.querySelectorAll(arguments[0])].map((one) => one.getAttribute(arguments[1]) ?? '')";
        let answer = self.driver.execute(script, vec![json!(css), json!(name)]).await?;
        Ok(answer.convert()?)
    }

    /// Everything the page says or holds back in folded parts.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn page_text(&self) -> Outcome<String> {
        Ok(self.driver.execute("return document.body.textContent", Vec::new()).await?.convert()?)
    }

    /// Waits until the last action's line says this.
    ///
    /// # Errors
    /// It does not in time.
    pub async fn done(&self, words: &str) -> Outcome<String> {
        let script =
            "return document.querySelector('[data-testid=\"done-line\"]')?.textContent.includes(arguments[0]) ?? false";
        self.until_with(&format!("the line of what was done to say “{words}”"), script, vec![json!(words)]).await?;
        self.text("[data-testid='done-line']").await
    }

    /// What can be seen now, as a PNG.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn picture(&self) -> Outcome<Vec<u8>> {
        Ok(self.driver.screenshot_as_png().await?)
    }
}

fn is_stale(error: &WebDriverError) -> bool {
    matches!(error.as_inner(), WebDriverErrorInner::StaleElementReference(_))
}
