// The one door between the window and the desk: a typed function for each command.
// Views depend on this interface; who answers (the desk itself, or the invented one for a browser) is decided in index.ts.
import type {
  ChoiceView, ClockDaysRequest, ClockListView, ClockRequest, DifferenceView, EraseRequest, EraseView, EraseWithdrawnRequest, ExportDeskRequest, ExportListRequest, ExportTrialRequest, ForceListView, LikelyView, PairRequest, QualityView,
  RiskActionDoneRequest, RiskActionRequest, SavedListView, SaveListRequest, SetAsideRequest, SettleRequest, CaseTextView,
} from './wire';
import type { ContactMeasuresRequest, ContactMeasuresView, RailCountsView } from './wire';
import type { ConflictRequest, DeclineLineRequest, KeptAwayView, OfficerForm, PinLineRequest, UnmatchedView } from './wire';
import type { HolidayRequest, HolidaysFileRequest, HolidaysFileView, HolidaysView, PolicyEffectView, PolicyRequest, PolicyView } from './wire';
import type {
  BehindRequest, BehindView, CompareRequest, CompareView, EffectInCasesRequest, EffectInCasesView, EffectsView, ServiceStartRequest, ServiceStartView,
  MarkSeriesRequest, MonthPagesView, MonthSlotRequest, TargetRequest,
  AcceptPlanRequest, CaseListRequest, CaseListView, CaseView, ChangePassphraseRequest, ChoicesView, CloseTaskRequest, CorrectCaseRequest, DeskView, DoneView,
  EndContactRequest, FileMadeView, GlossaryTermView, HeapView, ImportDone, ImportPreview, ImportRequest, LookColumnRequest, LookColumnView, LookRequest, MappingDraft, MappingText, MappingView, MonthRequest,
  MonthView, NewDeskRequest, NewDeskView, NewPersonRequest, NextBestView, OfficerAwayRequest, MoveLineRequest, PlanPlaceView, OfficerView, OutcomeRequest, PastImport,
  PersonView, PlanView, ProgressView, PutOffRequest, RecordAttemptRequest, ResultsPreview, ResultsRequest, SampleView, SearchView, SharedCaseView, SheetsRequest, SignedInView, SignInRequest,
  TakeUpRequest, TeachRequest, TodayView, TrendsView, UndoView, VerifyView, WithdrawalRequest,
} from './wire';

import type { EnrolRequest, NewTrialRequest, NotEnrolRequest, SampleSizeRequest, SampleSizeView, SealTrialRequest, TrialAnalysisView, TrialFlowView, TrialPageView } from './wire';

/** Every function rejects with a `Refused`, never with anything else. */
export interface Ipc {
  deskView(): Promise<DeskView>;
  tryDemo(): Promise<SignedInView>;
  newDesk(request: NewDeskRequest): Promise<NewDeskView>;
  signIn(request: SignInRequest): Promise<SignedInView>;
  signOut(): Promise<DeskView>;
  choices(): Promise<ChoicesView>;
  glossary(): Promise<GlossaryTermView[]>;
  today(): Promise<TodayView>;
  /** The counts beside the places, whichever page is open. */
  railCounts(): Promise<RailCountsView>;
  recordAttempt(request: RecordAttemptRequest): Promise<DoneView>;
  endContact(request: EndContactRequest): Promise<DoneView>;
  takeUpContact(request: TakeUpRequest): Promise<DoneView>;
  putOffContact(request: PutOffRequest): Promise<DoneView>;
  closeTask(request: CloseTaskRequest): Promise<DoneView>;
  /** Other open cases of the same person. */
  sharedCases(caseId: string): Promise<SharedCaseView[]>;
  undo(what: UndoView): Promise<DoneView>;
  caseList(request: CaseListRequest): Promise<CaseListView>;
  savedLists(): Promise<SavedListView[]>;
  saveList(request: SaveListRequest): Promise<DoneView>;
  removeList(list: string): Promise<DoneView>;
  /** Writes the list into a file the person chose. */
  exportList(request: ExportListRequest): Promise<FileMadeView>;
  search(text: string): Promise<SearchView>;
  /** Opening a case logs that its personal details were seen. */
  caseView(caseId: string): Promise<CaseView>;
  /** Text for the records system; taking it out is logged. */
  caseText(caseId: string): Promise<CaseTextView>;
  /** Text for the records system, of the contact that these entries recorded; logged as `caseText` is. */
  recordedContactText(first: number, last: number): Promise<CaseTextView>;
  eraseView(caseId: string): Promise<EraseView>;
  erasePerson(request: EraseRequest): Promise<DoneView>;
  correctCase(request: CorrectCaseRequest): Promise<DoneView>;
  recordWithdrawal(request: WithdrawalRequest): Promise<DoneView>;
  recordOutcome(request: OutcomeRequest): Promise<DoneView>;
  differences(): Promise<DifferenceView[]>;
  settleDifference(request: SettleRequest): Promise<DoneView>;
  quality(): Promise<QualityView>;
  setProblemAside(request: SetAsideRequest): Promise<DoneView>;
  clockList(): Promise<ClockListView>;
  recordClock(request: ClockRequest): Promise<DoneView>;
  setClockDays(request: ClockDaysRequest): Promise<DoneView>;
  setRiskAction(request: RiskActionRequest): Promise<DoneView>;
  riskActionDone(request: RiskActionDoneRequest): Promise<DoneView>;
  likelyDuplicates(): Promise<LikelyView[]>;
  settlePair(request: PairRequest): Promise<DoneView>;
  forceLists(): Promise<ForceListView[]>;
  keepCodes(list: string, codes: ChoiceView[]): Promise<DoneView>;
  planView(): Promise<PlanView>;
  proposePlan(): Promise<PlanView>;
  acceptPlan(request: AcceptPlanRequest): Promise<DoneView>;
  nextBest(caseId: string): Promise<NextBestView[]>;
  planPlaces(caseId: string): Promise<PlanPlaceView[]>;
  moveLine(request: MoveLineRequest): Promise<DoneView>;
  takeOffPlan(caseId: string): Promise<DoneView>;
  pinLine(request: PinLineRequest): Promise<DoneView>;
  declineLine(request: DeclineLineRequest): Promise<DoneView>;
  declareConflict(request: ConflictRequest): Promise<DoneView>;
  allowOfficer(caseId: string, officer: string): Promise<DoneView>;
  keptAway(): Promise<KeptAwayView[]>;
  /** How contacts went, of a month or a span; exact, for those who plan. */
  contactMeasures(request: ContactMeasuresRequest): Promise<ContactMeasuresView>;
  policyView(): Promise<PolicyView>;
  /** What a change would do; changes nothing. */
  policyEffect(request: PolicyRequest): Promise<PolicyEffectView>;
  setPolicy(request: PolicyRequest): Promise<DoneView>;
  holidays(): Promise<HolidaysView>;
  holidayEffect(request: HolidayRequest): Promise<PolicyEffectView>;
  setHoliday(request: HolidayRequest): Promise<DoneView>;
  /** What the bank holidays of GOV.UK's file would change; changes nothing. */
  holidaysFile(file: string): Promise<HolidaysFileView>;
  setHolidaysFile(request: HolidaysFileRequest): Promise<DoneView>;
  printSheets(request: SheetsRequest): Promise<FileMadeView>;
  /** The contact of a returned sheet, by its number or its last digits. */
  findSheet(typed: string): Promise<HeapView>;
  /** The form of a day's contacts, for officers to fill in; written where prints are. */
  resultsForm(request: SheetsRequest): Promise<FileMadeView>;
  /** An officer's accepted contacts as a calendar file, without names; written where prints are. */
  calendar(officer: string): Promise<FileMadeView>;
  /** As `calendar`, a file for each officer. */
  calendars(): Promise<FileMadeView>;
  /** What a filled-in results file would record. */
  previewResults(file: string): Promise<ResultsPreview>;
  applyResults(request: ResultsRequest): Promise<DoneView>;
  mappings(): Promise<MappingView[]>;
  mappingText(name: string): Promise<MappingText>;
  lookAtFile(request: LookRequest): Promise<SampleView>;
  lookAtColumn(request: LookColumnRequest): Promise<LookColumnView>;
  fileSheets(file: string): Promise<string[]>;
  saveMapping(draft: MappingDraft): Promise<DoneView>;
  teachMapping(request: TeachRequest): Promise<DoneView>;
  removeMapping(name: string): Promise<DoneView>;
  /** The system's own file dialog; null where the person closed it. */
  pickFile(): Promise<string | null>;
  /** As `pickFile`, for a file that is to be made. */
  pickNewFile(suggested: string): Promise<string | null>;
  previewImport(request: ImportRequest): Promise<ImportPreview>;
  applyImport(request: ImportRequest): Promise<ImportDone>;
  pastImports(): Promise<PastImport[]>;
  takeBackImport(importId: string): Promise<DoneView>;
  eraseWithdrawn(request: EraseWithdrawnRequest): Promise<DoneView>;
  cancelWork(): Promise<void>;
  /** `asAt` is YYYY-MM-DD; today where null. */
  trends(asAt: string | null): Promise<TrendsView>;
  /** Time to withdrawal, and whether the contact helps. */
  effects(asAt: string | null): Promise<EffectsView>;
  /** When the service began in each borough. */
  serviceStarts(): Promise<ServiceStartView[]>;
  setServiceStart(request: ServiceStartRequest): Promise<DoneView>;
  /** How many withdrawals a year the contact would prevent. */
  effectInCases(request: EffectInCasesRequest): Promise<EffectInCasesView>;
  /** Groups compared by one share. */
  compareGroups(request: CompareRequest): Promise<CompareView>;
  /** Limits drawn anew, or a break; for those who may. */
  markSeries(request: MarkSeriesRequest): Promise<DoneView>;
  setTarget(request: TargetRequest): Promise<DoneView>;
  /** The cases behind a point; for those who may see cases. */
  casesBehind(request: BehindRequest): Promise<BehindView>;
  /** `month` is YYYY-MM; the latest where null. */
  monthView(month: string | null): Promise<MonthView>;
  printMonth(request: MonthRequest): Promise<FileMadeView>;
  issueMonth(request: MonthRequest): Promise<DoneView>;
  trialPage(): Promise<TrialPageView>;
  sampleSize(request: SampleSizeRequest): Promise<SampleSizeView>;
  newTrial(request: NewTrialRequest): Promise<DoneView>;
  /** The custodian's; the passphrase is the seal's own. */
  sealTrial(request: SealTrialRequest): Promise<DoneView>;
  checkSeal(request: SealTrialRequest): Promise<DoneView>;
  /** Opens one allocation; nothing takes it back. */
  enrol(request: EnrolRequest): Promise<DoneView>;
  notEnrol(request: NotEnrolRequest): Promise<DoneView>;
  endTrial(): Promise<DoneView>;
  analyseTrial(): Promise<TrialAnalysisView>;
  trialFlow(): Promise<TrialFlowView>;
  printTrial(): Promise<FileMadeView>;
  exportTrial(request: ExportTrialRequest): Promise<FileMadeView>;
  /** The pages as they will print. */
  monthPages(request: MonthRequest): Promise<MonthPagesView>;
  writeMonthSlot(request: MonthSlotRequest): Promise<DoneView>;
  people(): Promise<PersonView[]>;
  addPerson(request: NewPersonRequest): Promise<DoneView>;
  changePassphrase(request: ChangePassphraseRequest): Promise<DoneView>;
  takePlace(person: string): Promise<DoneView>;
  officers(): Promise<OfficerView[]>;
  officerAway(request: OfficerAwayRequest): Promise<DoneView>;
  importOfficers(file: string): Promise<DoneView>;
  /** Writes the list into a file the person chose, CSV or XLSX by its name. */
  exportOfficers(file: string): Promise<FileMadeView>;
  officerForm(officer: string): Promise<OfficerForm>;
  setOfficer(form: OfficerForm): Promise<DoneView>;
  removeOfficer(officer: string): Promise<DoneView>;
  unmatchedOfficers(): Promise<UnmatchedView[]>;
  verify(): Promise<VerifyView>;
  backup(): Promise<FileMadeView>;
  exportDesk(request: ExportDeskRequest): Promise<FileMadeView>;
  /** Hears of long work until the returned function is called. */
  onProgress(hear: (progress: ProgressView) => void): () => void;
}
