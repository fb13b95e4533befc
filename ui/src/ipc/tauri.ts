import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Ipc } from './ipc';
import { asRefused } from './refused';
import type { ProgressView } from './wire';

/** The desk behind the window. */
export const tauriIpc: Ipc = {
  deskView: () => call('desk_view'),
  tryDemo: () => call('try_demo'),
  newDesk: (request) => call('new_desk', { request }),
  signIn: (request) => call('sign_in', { request }),
  signOut: () => call('sign_out'),
  choices: () => call('choices'),
  glossary: () => call('glossary'),
  today: () => call('today'),
  recordAttempt: (request) => call('record_attempt', { request }),
  endContact: (request) => call('end_contact', { request }),
  takeUpContact: (request) => call('take_up_contact', { request }),
  putOffContact: (request) => call('put_off_contact', { request }),
  closeTask: (request) => call('close_task', { request }),
  sharedCases: (caseId) => call('shared_cases', { case: caseId }),
  undo: (what) => call('undo', { firstEntry: what.first_entry, lastEntry: what.last_entry }),
  caseList: (request) => call('case_list', { request }),
  search: (text) => call('search', { text }),
  caseView: (caseId) => call('case_view', { case: caseId }),
  correctCase: (request) => call('correct_case', { request }),
  recordWithdrawal: (request) => call('record_withdrawal', { request }),
  recordOutcome: (request) => call('record_outcome', { request }),
  differences: () => call('differences'),
  settleDifference: (request) => call('settle_difference', { request }),
  quality: () => call('quality'),
  setProblemAside: (request) => call('set_problem_aside', { request }),
  clockList: () => call('clock_list'),
  recordClock: (request) => call('record_clock', { request }),
  setClockDays: (request) => call('set_clock_days', { request }),
  setRiskAction: (request) => call('set_risk_action', { request }),
  riskActionDone: (request) => call('risk_action_done', { request }),
  likelyDuplicates: () => call('likely_duplicates'),
  settlePair: (request) => call('settle_pair', { request }),
  keepCodes: (list, codes) => call('keep_codes', { list, codes }),
  planView: () => call('plan_view'),
  proposePlan: () => call('propose_plan'),
  acceptPlan: (request) => call('accept_plan', { request }),
  nextBest: (caseId) => call('next_best', { case: caseId }),
  planPlaces: (caseId) => call('plan_places', { case: caseId }),
  moveLine: (request) => call('move_line', { request }),
  takeOffPlan: (caseId) => call('take_off_plan', { case: caseId }),
  policyView: () => call('policy_view'),
  policyEffect: (request) => call('policy_effect', { request }),
  setPolicy: (request) => call('set_policy', { request }),
  holidays: () => call('holidays'),
  holidayEffect: (request) => call('holiday_effect', { request }),
  setHoliday: (request) => call('set_holiday', { request }),
  printSheets: (request) => call('print_sheets', { request }),
  mappings: () => call('mappings'),
  mappingText: (name) => call('mapping_text', { name }),
  lookAtFile: (request) => call('look_at_file', { request }),
  lookAtColumn: (request) => call('look_at_column', { request }),
  fileSheets: (file) => call('file_sheets', { file }),
  saveMapping: (draft) => call('save_mapping', { draft }),
  teachMapping: (request) => call('teach_mapping', { request }),
  removeMapping: (name) => call('remove_mapping', { name }),
  pickFile: () => call('pick_file'),
  previewImport: (request) => call('preview_import', { request }),
  applyImport: (request) => call('apply_import', { request }),
  pastImports: () => call('past_imports'),
  takeBackImport: (importId) => call('take_back_import', { import: importId }),
  cancelWork: () => call('cancel_work'),
  trends: (asAt) => call('trends', { asAt }),
  effects: (asAt) => call('effects', { asAt }),
  effectInCases: (request) => call('effect_in_cases', { request }),
  compareGroups: (request) => call('compare_groups', { request }),
  casesBehind: (request) => call('cases_behind', { request }),
  monthView: (month) => call('month_view', { month }),
  printMonth: (request) => call('print_month', { request }),
  issueMonth: (request) => call('issue_month', { request }),
  people: () => call('people'),
  addPerson: (request) => call('add_person', { request }),
  changePassphrase: (request) => call('change_passphrase', { request }),
  takePlace: (person) => call('take_place', { person }),
  officers: () => call('officers'),
  officerAway: (request) => call('officer_away', { request }),
  importOfficers: (file) => call('import_officers', { file }),
  verify: () => call('verify'),
  backup: () => call('backup'),
  onProgress(hear) {
    const listening = listen<ProgressView>('progress', (event) => hear(event.payload));
    return () => void listening.then((stop) => stop());
  },
};

async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    throw asRefused(thrown);
  }
}
