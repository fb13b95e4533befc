//! Charts as SVG: pure functions from values to text, the same on screen and paper.
//!
//! Shape, pattern and words carry every meaning; colour only repeats it.
//! Each chart bears a title and a description for those who do not see it.

mod canvas;
mod coverage;
mod p_chart;

pub use coverage::{CoverageCell, CoverageCounts, CoverageFigure, CoverageMonth, coverage_chart};
pub use p_chart::{Limits, PChartFigure, PChartMonth, PChartPoint, Signal, p_chart};
