//! The flow of people through a trial, as CONSORT asks for it, drawn and on paper.

use crate::access::Task;
use crate::error::DeskError;
use crate::figures::month::Printed;
use crate::session::Session;
use crate::trials::follow::{Followed, FollowedTo};
use crate::trials::page::protocol_lines;
use crate::trials::wording::SEAL_LIMITS;
use crate::wire::{TrialFlowView, TrialLineView};
use crate::words;
use casebook::{Now, TrialRecord};
use caseload::{Arm, NotEnrolledBecause};
use summaries::charts::{FlowArm, FlowBox, FlowFigure, flow_chart};
use summaries::{TrialReport, render_trial};

impl Session {
    /// The flow diagram. It tells of no outcome, so it may be looked at while the trial runs.
    ///
    /// # Errors
    /// Not allowed, no trial, the disk.
    pub fn trial_flow(&mut self, now: Now) -> Result<TrialFlowView, DeskError> {
        self.allow(Task::RunTrial)?;
        let record = self.latest_trial()?;
        let figure = self.flow_figure(&record, now)?;
        let mut lines = Vec::new();
        let boxes = [&figure.assessed, &figure.not_enrolled, &figure.randomised];
        let arms = figure.arms.iter().flat_map(|arm| [&arm.allocated, &arm.followed, &arm.analysed]);
        for one in boxes.into_iter().chain(arms) {
            lines.push(TrialLineView { label: one.heading.clone(), words: one.lines.join("; ") });
        }
        Ok(TrialFlowView { svg: flow_chart(&figure), lines })
    }

    /// The trial on paper: what was found or why not yet, the protocol, the flow and the seal.
    ///
    /// # Errors
    /// Not allowed, no trial, the disk.
    pub fn print_trial(&mut self, now: Now) -> Result<Printed, DeskError> {
        self.allow(Task::RunTrial)?;
        let record = self.latest_trial()?;
        let analysis = self.analyse_trial(now)?;
        let head = self.book.head_as_at(now.today)?;
        let mut seal = Vec::new();
        if let Some((made, list)) = &record.sealed {
            let by = self.key_file.name_of(made.by).unwrap_or("somebody no longer here").to_owned();
            seal.push(format!("Drawn and sealed by {by} on {}.", words::day(made.known_on)));
            seal.push(format!("Digest (SHA-256): {}", words::digest(&list.digest())));
        } else {
            seal.push("The list was not sealed yet.".to_owned());
        }
        let report = TrialReport {
            desk_name: self.key_file.desk_name.clone(),
            demo: self.key_file.demo,
            title: record.protocol.title.clone(),
            as_at: now.today,
            protocol: protocol_lines(&record.protocol).into_iter().map(|line| (line.label, line.words)).collect(),
            flow: self.flow_figure(&record, now)?,
            findings: analysis.not_yet.into_iter().chain(analysis.sentences).collect(),
            seal,
            seal_limits: SEAL_LIMITS.iter().map(|limit| (*limit).to_owned()).collect(),
            head: format!("{}:{}", head.number, words::digest(&head.digest)),
        };
        let bytes = render_trial(&report)?.into_bytes();
        Ok(Printed { bytes, file_name: format!("reassure-trial-{}.pdf", now.today) })
    }

    fn flow_figure(&mut self, record: &TrialRecord, now: Now) -> Result<FlowFigure, DeskError> {
        let people = self.followed(record, now)?;
        let waiting = self.waiting_to_enrol(now)?.len() as u64;
        let (randomised, not) = (people.len() as u64, record.not_enrolled.len() as u64);
        let mut reasons: Vec<String> = NotEnrolledBecause::ALL
            .iter()
            .filter_map(|why| {
                let count = record.not_enrolled.iter().filter(|(_, _, because)| because == why).count() as u64;
                (count > 0).then(|| counted(why.label(), count))
            })
            .collect();
        if waiting > 0 {
            reasons.push(format!("{waiting} more may be enrolled and wait"));
        }
        let description = format!(
            "{} assessed as eligible, {not} not enrolled, {randomised} randomised: {} to a contact, {} to control.",
            randomised + not,
            of_arm(&people, Arm::Contact).count(),
            of_arm(&people, Arm::Control).count(),
        );
        Ok(FlowFigure {
            title: format!("Flow of people through the trial \"{}\"", record.protocol.title),
            description,
            assessed: a_box(counted("Assessed and found eligible", randomised + not), Vec::new()),
            not_enrolled: a_box(counted("Not enrolled; contact stays owed", not), reasons),
            randomised: a_box(counted("Randomised", randomised), Vec::new()),
            arms: [arm_flow(&people, Arm::Contact), arm_flow(&people, Arm::Control)],
        })
    }
}

fn of_arm(people: &[Followed], arm: Arm) -> impl Iterator<Item = &Followed> {
    people.iter().filter(move |one| one.arm == arm)
}

fn arm_flow(people: &[Followed], arm: Arm) -> FlowArm {
    let count = |holds: &dyn Fn(&Followed) -> bool| of_arm(people, arm).filter(|one| holds(one)).count() as u64;
    let all = count(&|_| true);
    let contacted = count(&|one| one.contacted_on.is_some());
    let running = count(&|one| one.end == FollowedTo::Running);
    let lost = count(&|one| one.end == FollowedTo::Lost);
    let before = count(&|one| one.end == FollowedTo::AllocatedBefore);
    // Until every outcome is known, who had none may still have one, and who has none yet is no result.
    let is_over = running == 0 && all > 0;
    let none = if is_over { "Had none" } else { "Had none so far" };
    let (heading, delivered) = match arm {
        Arm::Contact => {
            ("Allocated to contact (SRC)", vec![counted("Had a contact", contacted), counted(none, all - contacted)])
        }
        Arm::Control => (
            "Allocated to control",
            vec![
                counted(&format!("{none}, as allocated"), all - contacted),
                counted("Had one all the same (crossover)", contacted),
            ],
        ),
    };
    let mut followed = vec![counted("Lost to follow-up", lost)];
    if running > 0 {
        followed.insert(0, counted("Follow-up still runs", running));
    }
    if before > 0 {
        followed.push(counted("Allocated before, as a case since merged", before));
    }
    let known = count(&|one| one.participant().is_some());
    let analysed = if is_over { "Analysed as allocated" } else { "Outcome known so far" };
    FlowArm {
        allocated: a_box(counted(heading, all), delivered),
        followed: a_box("Follow-up".to_owned(), followed),
        analysed: a_box(counted(analysed, known), Vec::new()),
    }
}

fn a_box(heading: String, lines: Vec<String>) -> FlowBox {
    FlowBox { heading, lines }
}

fn counted(what: &str, count: u64) -> String {
    format!("{what} (n\u{a0}=\u{a0}{})", words::thousands(count))
}
