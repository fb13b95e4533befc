//! Journeys through the desk, files, the terminal, and the real window.

pub mod webview;
