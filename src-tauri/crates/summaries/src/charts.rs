//! Charts as SVG: pure functions from values to text, the same on screen and paper.
//!
//! Shape, pattern and words carry every meaning; colour only repeats it.
//! Each chart bears a title and a description for those who do not see it.

mod between;
mod canvas;
mod changes;
mod coverage;
mod curves;
mod flow;
mod groups;
mod intervals;
mod p_chart;
mod steps;
mod xmr;

pub use between::{BetweenDot, BetweenFigure, between_chart, between_places};
pub use canvas::Place;
pub use changes::Change;
pub use coverage::{CoverageCell, CoverageCounts, CoverageFigure, CoverageMonth, coverage_chart, coverage_places};
pub use curves::{CurveDot, CurveFigure, CurvePanel, PanelsFigure, curve_chart, curve_panels, curve_places};
pub use flow::{FlowArm, FlowBox, FlowFigure, flow_chart};
pub use groups::{FunnelFigure, FunnelLimits, GapFigure, GroupDot, funnel_chart, funnel_places, gap_chart, gap_places};
pub use intervals::{IntervalFigure, IntervalRow, IntervalScale, interval_chart};
pub use p_chart::{Limits, PChartFigure, PChartMonth, PChartPoint, Signal, p_chart, p_chart_places};
pub use steps::{StepBar, StepsFigure, steps_chart};
pub use xmr::{XmrFigure, XmrLines, XmrMark, XmrPoint, xmr_chart, xmr_places};
