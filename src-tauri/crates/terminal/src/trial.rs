//! Trials: what can be typed, and the use case of each.

use crate::args::Args;
use crate::commands::{done, made};
use crate::secret;
use chrono::NaiveDate;
use clap::Subcommand;
use desk::wire::{
    EnrolRequest, ExportTrialRequest, NewTrialRequest, NotEnrolRequest, SampleSizeRequest, SealTrialRequest,
    TrialPageView,
};
use desk::{DeskError, Now, Session};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A trial of the contact.
#[derive(Subcommand)]
pub enum Trial {
    /// How many people a trial needs.
    Size {
        /// Of 100 who withdraw without a contact; this desk's own share where left out.
        #[arg(long)]
        withdrawn: Option<f64>,
        /// By so many of 100 the contact is to lower the risk.
        #[arg(long, default_value_t = 25.0)]
        lower_by: f64,
        /// The chance to see the effect if it is there, of 100.
        #[arg(long, default_value_t = 80.0)]
        power: f64,
        #[arg(long, default_value_t = 90)]
        follow_up_days: u16,
    },
    /// Take in the approved protocol of a new trial.
    New(NewTrial),
    /// As the custodian: have the list drawn and seal it. The passphrase of the seal is asked for.
    Seal,
    /// As the custodian: draw the list again and compare it with what was sealed.
    CheckSeal,
    /// What stands of the trial, and who may be enrolled today.
    Status,
    /// Enrol a victim and open one allocation. The custodian's passphrase is asked for. Nothing takes it back.
    Enrol { reference: String },
    /// An eligible victim is not enrolled, and stays owed the contact.
    NotEnrol {
        reference: String,
        /// declined, contact_needed, cannot_consent or other.
        #[arg(long)]
        because: String,
    },
    /// What was found, by intention to treat first; not before every outcome is known.
    Analyse,
    /// The flow of people through the trial (CONSORT), as SVG, or the trial on paper where the file is named .pdf.
    Flow {
        #[arg(long)]
        out: PathBuf,
    },
    /// People and outcomes without names, references or dates, as CSV, with a dictionary beside it. Logged.
    Export {
        #[arg(long)]
        out: PathBuf,
    },
    /// End the trial. Controls are owed a contact again, or not, as the protocol says.
    End,
}

#[derive(clap::Args)]
pub struct NewTrial {
    /// What the trial is called; no person's name, for it stands in the record in clear.
    #[arg(long)]
    title: String,
    /// The reference it was approved under.
    #[arg(long)]
    approval: String,
    /// Balance allocation within borough, risk or repeat; may be given again.
    #[arg(long, value_name = "FIELD")]
    stratify: Vec<String>,
    /// Block sizes, at least two of 2, 4, 6, 8, 10, 12.
    #[arg(long, value_delimiter = ',', default_value = "2,4,6")]
    blocks: Vec<u32>,
    #[arg(long)]
    people_an_arm: u32,
    /// Enrolled at most so many days after the report.
    #[arg(long, default_value_t = 14)]
    within_days: u16,
    /// Only these boroughs; may be given again.
    #[arg(long)]
    borough: Vec<String>,
    /// Only these risks; may be given again.
    #[arg(long)]
    risk: Vec<String>,
    /// Only cases of one of these strands; may be given again.
    #[arg(long)]
    strand: Vec<String>,
    #[arg(long)]
    adults_only: bool,
    /// The first day of enrolment; today where left out.
    #[arg(long)]
    from: Option<NaiveDate>,
    /// The last day of enrolment.
    #[arg(long)]
    to: NaiveDate,
    /// The outcome is a withdrawal within so many days of allocation.
    #[arg(long, default_value_t = 90)]
    follow_up_days: u16,
    /// What becomes of controls when the trial ends: owed_again or stay_ended.
    #[arg(long)]
    controls: String,
}

/// Runs what was typed and gives the exit code.
pub fn run(args: &Args, what: &Trial, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    match what {
        Trial::Size { withdrawn, lower_by, power, follow_up_days } => {
            let request = SampleSizeRequest {
                withdrawn_percent: *withdrawn,
                lower_by_percent: *lower_by,
                power_percent: *power,
                follow_up_days: *follow_up_days,
            };
            let view = session.sample_size(&request, now)?;
            done(args, &view, &view.sentences.join("\n"))
        }
        Trial::Status => {
            let view = session.trial_page(now)?;
            done(args, &view, &status(&view))
        }
        Trial::Analyse => {
            let view = session.analyse_trial(now)?;
            let words: Vec<String> = view.not_yet.iter().chain(&view.sentences).cloned().collect();
            done(args, &view, &words.join("\n\n"))
        }
        Trial::Flow { out: path } if is_pdf(path) => {
            let printed = session.print_trial(now)?;
            made(args, path, &printed.bytes, "The trial")
        }
        Trial::Flow { out: path } => {
            let view = session.trial_flow(now)?;
            made(args, path, view.svg.as_bytes(), "The diagram")
        }
        Trial::Export { out: path } => {
            let view = session.export_trial_to(&ExportTrialRequest { file: path.display().to_string() }, now)?;
            done(args, &view, &view.words)
        }
        Trial::New(_) | Trial::Seal | Trial::CheckSeal | Trial::Enrol { .. } | Trial::NotEnrol { .. } | Trial::End => {
            let view = change(what, session, now)?;
            done(args, &view, &view.words)
        }
    }
}

fn change(what: &Trial, session: &mut Session, now: Now) -> Result<desk::wire::DoneView, DeskError> {
    match what {
        Trial::New(new) => session.new_trial(&request(new, now), now),
        Trial::Seal => session.seal_trial(&SealTrialRequest { passphrase: secret::seal_passphrase()? }, now),
        Trial::CheckSeal => session.check_seal(&SealTrialRequest { passphrase: secret::seal_passphrase()? }),
        Trial::Enrol { reference } => {
            let case = session.find_case(reference)?.to_string();
            session.enrol(&EnrolRequest { case, passphrase: secret::seal_passphrase()? }, now)
        }
        Trial::NotEnrol { reference, because } => {
            let case = session.find_case(reference)?.to_string();
            session.not_enrol(&NotEnrolRequest { case, because: because.clone() }, now)
        }
        Trial::Size { .. }
        | Trial::Status
        | Trial::Analyse
        | Trial::Flow { .. }
        | Trial::Export { .. }
        | Trial::End => session.end_trial(now),
    }
}

fn request(new: &NewTrial, now: Now) -> NewTrialRequest {
    NewTrialRequest {
        title: new.title.clone(),
        approval: new.approval.clone(),
        strata: new.stratify.clone(),
        block_sizes: new.blocks.clone(),
        people_an_arm: new.people_an_arm,
        reported_within_days: new.within_days,
        boroughs: new.borough.clone(),
        risks: new.risk.clone(),
        strands: new.strand.clone(),
        adults_only: new.adults_only,
        starts_on: new.from.unwrap_or(now.today).to_string(),
        ends_on: new.to.to_string(),
        follow_up_days: new.follow_up_days,
        controls_after: new.controls.clone(),
    }
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
}

fn status(view: &TrialPageView) -> String {
    let Some(trial) = &view.trial else {
        return "No trial was set up on this desk. To begin: trial size, then trial new.".to_owned();
    };
    let mut text = format!("{}\n{}\n\n", trial.title, trial.next_words);
    // Writing into a string cannot fail.
    for line in trial.protocol.iter().chain(&trial.counts) {
        let _ = writeln!(text, "{:<22}{}", line.label, line.words);
    }
    if let (Some(words), Some(digest)) = (&trial.sealed_words, &trial.seal_digest) {
        let _ = writeln!(text, "{:<22}{words} Digest {digest}", "Seal");
    }
    if !trial.waiting.is_empty() {
        let _ = writeln!(text, "\nMay be enrolled today");
        for one in &trial.waiting {
            let _ = writeln!(text, "  {:<16} {:<24} {:<28} {}", one.reference, one.victim, one.stratum, one.words);
        }
    }
    if !trial.allocated.is_empty() {
        let _ = writeln!(text, "\nEnrolled, the latest first");
        for one in &trial.allocated {
            let _ = writeln!(
                text,
                "  {:<16} {:<24} {:<14} {:<14} {}",
                one.reference, one.victim, one.arm_label, one.on_words, one.contact_words
            );
        }
    }
    let _ = writeln!(text, "\nWhat the seal does not stop");
    for limit in &view.seal_limits {
        let _ = writeln!(text, "  - {limit}");
    }
    text
}
