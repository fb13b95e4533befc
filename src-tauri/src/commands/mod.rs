//! What the page may ask for: one file an area, as in `desk`. Nothing here can be wrong except a name,
//! and a test holds the names to those that the page calls.

mod case_page;
mod cases;
mod casework;
mod imports;
mod mappings;
mod month;
mod officers;
mod own;
mod plan;
mod policy;
mod record;
#[cfg(test)]
mod same_as_page;
mod session;
mod sheets;
mod staff;
mod today;
mod trends;
mod trials;
mod upkeep;

use crate::seat::Seat;
use std::sync::Arc;

/// The seat, as Tauri hands it to a command.
type Here<'a> = tauri::State<'a, Arc<Seat>>;

macro_rules! commands {
    ($($area:ident: $($name:ident),+;)+) => {
        /// Answers every command.
        pub fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($($area::$name),+),+]
        }

        /// Every command's area and name.
        #[cfg(test)]
        const COMMANDS: &[(&str, &str)] = &[$($((stringify!($area), stringify!($name))),+),+];
    };
}

commands! {
    session: desk_view, try_demo, new_desk, sign_in, sign_out;
    today: today, rail_counts;
    record: record_attempt, end_contact, take_up_contact, put_off_contact, close_task, shared_cases, undo, correct_case, record_withdrawal, record_outcome, choices, glossary;
    cases: case_list, search, saved_lists, save_list, remove_list, export_list;
    case_page: case_view, case_text, recorded_contact_text, erase_view, erase_person;
    casework: differences, settle_difference, quality, set_problem_aside, clock_list, record_clock, set_clock_days, set_risk_action, risk_action_done, likely_duplicates, settle_pair, force_lists, keep_codes;
    plan: plan_view, propose_plan, accept_plan, next_best, plan_places, move_line, take_off_plan, pin_line, decline_line, declare_conflict, allow_officer, kept_away, contact_measures;
    policy: policy_view, policy_effect, set_policy, holidays, holiday_effect, set_holiday, holidays_file, set_holidays_file;
    sheets: print_sheets, find_sheet, results_form, calendar, calendars, preview_results, apply_results;
    mappings: mappings, mapping_text, look_at_file, look_at_column, file_sheets, save_mapping, teach_mapping, remove_mapping;
    imports: preview_import, apply_import, past_imports, take_back_import, erase_withdrawn;
    trends: trends, effects, effect_in_cases, service_starts, set_service_start, compare_groups, cases_behind, mark_series, set_target;
    trials: trial_page, sample_size, new_trial, seal_trial, check_seal, enrol, not_enrol, end_trial, analyse_trial, trial_flow, print_trial, export_trial;
    month: month_view, print_month, issue_month, month_pages, write_month_slot;
    staff: people, add_person, change_passphrase, take_place;
    officers: officers, import_officers, export_officers, officer_away, officer_form, set_officer, remove_officer, unmatched_officers;
    upkeep: verify, backup, export_desk;
    own: pick_file, pick_new_file, cancel_work;
}
