//! What can be typed about the plan.

use clap::{Args, Subcommand};

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Plan {
    /// Accept the proposal.
    #[arg(long)]
    pub accept: bool,
    #[command(subcommand)]
    pub what: Option<PlanWhat>,
}

#[derive(Subcommand)]
pub enum PlanWhat {
    /// The plan as it stands, without a proposal.
    Show,
    /// Propose, and accept only the lines of these cases.
    Accept {
        #[arg(required = true)]
        references: Vec<String>,
    },
    /// The next best officers and days for a line, and what each would cost.
    NextBest { reference: String },
    /// Put a contact with an officer on a day.
    Move {
        reference: String,
        /// The collar number.
        #[arg(long)]
        officer: String,
        /// YYYY-MM-DD.
        #[arg(long)]
        on: String,
    },
    /// Take an accepted line off the plan.
    TakeOff { reference: String },
    /// Pin an accepted line: no plan moves it while it can stand.
    Pin { reference: String },
    /// Let a pinned line go.
    Unpin { reference: String },
    /// The officer of an accepted line cannot take it: propose another one.
    Decline {
        reference: String,
        /// no_time, not_right, or a conflict as `plan conflict` has them.
        #[arg(long)]
        because: String,
        /// Accept the other one at once.
        #[arg(long)]
        accept: bool,
    },
    /// An officer has a tie to the victim or the suspect, and never makes the contact.
    Conflict {
        reference: String,
        /// The collar number.
        #[arg(long)]
        officer: String,
        /// knows_victim, related_to_victim, dispute_with_victim, knows_suspect or other_conflict.
        #[arg(long)]
        because: String,
    },
    /// An officer who was kept away may make the contact again.
    Allow {
        reference: String,
        #[arg(long)]
        officer: String,
    },
    /// Officers kept away from open cases because they said so.
    KeptAway,
    /// For the supervisor: windows closing with nobody, and contacts that a person must decide.
    Closing,
    /// An officer is away: find others for their contacts, and show what moves.
    HandOver {
        /// The collar number.
        collar: String,
        /// First day away, YYYY-MM-DD.
        #[arg(long)]
        from: String,
        /// Last day away; the first day alone where it is left out.
        #[arg(long)]
        to: Option<String>,
        /// Accept what is proposed.
        #[arg(long)]
        accept: bool,
    },
}
