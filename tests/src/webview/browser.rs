//! `WebKitWebDriver`: started on a port of its own, and gone with the window.

use super::{Fault, Outcome};
use std::env;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const DEADLINE: Duration = Duration::from_secs(20);
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);
const APP: &str = "reassure-window";

pub struct Browser {
    process: Child,
    port: u16,
    home: TempDir,
}

impl Browser {
    /// Starts the driver and waits until it listens.
    pub async fn start() -> Outcome<Self> {
        let home = tempfile::tempdir().map_err(|source| Fault::Disk { path: env::temp_dir(), source })?;
        let tools = home.path().join("no-tools");
        fs::create_dir(&tools).map_err(|source| Fault::Disk { path: tools.clone(), source })?;
        let port = free_port()?;
        let program = driver().ok_or(Fault::NoDriver)?;
        let process = Command::new(&program)
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // The program must not touch the folders of whoever runs the tests,
            .env("HOME", home.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            // nor open a viewer on their screen: it finds none.
            .env("PATH", &tools)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| Fault::Disk { path: program, source })?;
        let browser = Self { process, port, home };
        browser.listening().await?;
        Ok(browser)
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    async fn listening(&self) -> Outcome {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if start.elapsed() > DEADLINE {
                return Err(Fault::NeverCame { what: "WebKitWebDriver to listen".to_owned(), page: String::new() });
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends the program it started; a driver that is gone already needs no ending.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program under test: as named, or as built beside the program that asks.
pub fn app() -> Outcome<PathBuf> {
    if let Some(named) = env::var_os("APP_BIN") {
        return Ok(PathBuf::from(named));
    }
    let own = env::current_exe().map_err(|source| Fault::Disk { path: PathBuf::from("this program"), source })?;
    own.ancestors().skip(1).take(2).map(|folder| folder.join(APP)).find(|app| app.is_file()).ok_or(Fault::NoApp)
}

fn driver() -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join("WebKitWebDriver")).find(|program| program.is_file())
}

fn free_port() -> Outcome<u16> {
    let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).map(|own| own.port());
    port.map_err(|source| Fault::Disk { path: PathBuf::from("a free port"), source })
}
