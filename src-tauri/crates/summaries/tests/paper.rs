//! What stands on paper, tried through the crate's public door.

#[cfg(test)]
#[path = "paper/charts.rs"]
mod charts;
#[cfg(test)]
#[path = "paper/curves.rs"]
mod curves;
#[cfg(test)]
#[path = "paper/invented.rs"]
mod invented;
#[cfg(test)]
#[path = "paper/month.rs"]
mod month;
#[cfg(test)]
#[path = "paper/pdf.rs"]
mod pdf;
#[cfg(test)]
#[path = "paper/sheets.rs"]
mod sheets;
