//! What was done about a case's clocks, as the read model keeps it: `told needs 739941;step arrested 739942`.

use caseload::CaseAct;
use chrono::{Datelike, NaiveDate};

/// The stored text; `None` where nothing was done.
pub fn stored(acts: &[CaseAct]) -> Option<String> {
    let told = |act: &CaseAct| match act {
        CaseAct::VictimTold { clock, on } => Some(format!("told {clock} {}", on.num_days_from_ce())),
        CaseAct::ClockStarted { clock, on } => Some(format!("step {clock} {}", on.num_days_from_ce())),
        CaseAct::DifferenceSettled { .. }
        | CaseAct::RiskActionSet { .. }
        | CaseAct::RiskActionDone { .. }
        | CaseAct::ProblemSetAside { .. }
        | CaseAct::MergedInto { .. }
        | CaseAct::SamePerson { .. }
        | CaseAct::NotTheSame { .. }
        | CaseAct::OfficerKeptAway { .. }
        | CaseAct::OfficerAllowed { .. }
        | CaseAct::LinePinned { .. } => None,
    };
    let texts: Vec<String> = acts.iter().filter_map(told).collect();
    (!texts.is_empty()).then(|| texts.join(";"))
}

/// The acts of a stored text, in their order.
pub fn read(stored: &str) -> Vec<CaseAct> {
    stored.split(';').filter_map(read_one).collect()
}

fn read_one(text: &str) -> Option<CaseAct> {
    let (what, rest) = text.split_once(' ')?;
    let (clock, on) = rest.rsplit_once(' ')?;
    let on = NaiveDate::from_num_days_from_ce_opt(on.parse().ok()?)?;
    let clock = clock.to_owned();
    match what {
        "told" => Some(CaseAct::VictimTold { clock, on }),
        "step" => Some(CaseAct::ClockStarted { clock, on }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_reads_back_in_order() {
        let on = |text: &str| text.parse().unwrap();
        let acts = [
            CaseAct::ClockStarted { clock: "arrested".to_owned(), on: on("2026-11-02") },
            CaseAct::VictimTold { clock: "arrested".to_owned(), on: on("2026-11-03") },
            CaseAct::VictimTold { clock: "update".to_owned(), on: on("2026-11-01") },
        ];
        assert_eq!(read(&stored(&acts).unwrap()), acts);
        assert_eq!((stored(&[]), read("")), (None, Vec::new()));
    }
}
