import type { Session } from '../desk/session.svelte';
import { asRefused, type Refused } from '../ipc';
import type { ChoiceView, DateAskView, DatesView, LookRequest, SampleColumnView, SampleView } from '../ipc/wire';
import { mappingWords as words } from '../words/mappings';

/** One column of the file, and what the person has said of it. */
export class Column {
  readonly sample: SampleColumnView;
  reads = $state('');
  values = $state<{ value: string; rows: number; means: string }[]>([]);
  meanings = $state.raw<ChoiceView[]>([]);
  listed = $state(false);
  tooMany = $state(false);
  dates = $state.raw<DatesView | null>(null);

  constructor(sample: SampleColumnView) {
    this.sample = sample;
    this.reads = sample.reads;
    this.take(sample);
  }

  take(view: SampleColumnView): void {
    this.values = view.values.map(({ value, rows, means }) => ({ value, rows, means: means ?? '' }));
    this.meanings = view.meanings;
    this.listed = view.listed;
    this.tooMany = view.too_many;
  }
}

/** A mapping in the making: the file's columns side by side, and what each is read as. */
export class MappingMaker {
  readonly #session: Session;
  readonly look: LookRequest;
  readonly sample: SampleView;
  readonly columns: Column[];
  title = $state('');
  emptySays = $state('');
  dateForm = $state('');
  refused = $state.raw<Refused | null>(null);
  /** Set once saving was tried: only then is what is missing held against anybody. */
  tried = $state(false);

  private constructor(session: Session, look: LookRequest, sample: SampleView) {
    this.#session = session;
    this.look = look;
    this.sample = sample;
    this.columns = sample.columns.map((column) => new Column(column));
    this.title = sample.title;
    this.emptySays = sample.empty_says.join(', ');
  }

  static async of(session: Session, look: LookRequest): Promise<MappingMaker> {
    return new MappingMaker(session, look, await session.ipc.lookAtFile(look));
  }

  /** The column is read as something else: its values and its dates are looked at again. */
  async readAs(column: Column, reads: string): Promise<void> {
    column.reads = reads;
    column.dates = null;
    column.take({ ...column.sample, values: [], meanings: [], listed: false, too_many: false });
    if (reads === '') return;
    await this.#session.try(async () => {
      const seen = await this.#session.ipc.lookAtColumn({ look: { ...this.look, sheet: this.sample.sheet, header_row: this.sample.header_row }, column: column.sample.column, reads });
      if (column.reads !== reads) return;
      column.take(seen.column);
      column.dates = seen.dates;
    });
  }

  get dates(): { forms: string[]; words: string; asks: DateAskView | null; unread: number } {
    const seen = [this.sample.dates, ...this.columns.flatMap((column) => column.dates ?? [])];
    const asks = seen.find((dates) => dates.asks !== null)?.asks ?? null;
    const known = new Set(seen.flatMap((dates) => dates.forms));
    // One column may tell the order that another leaves open.
    const settled = asks?.choices.filter((choice) => known.has(choice.code)).length === 1;
    const forms = [...known, ...(asks && !settled && this.dateForm ? [this.dateForm] : [])];
    const unread = seen.reduce((count, dates) => count + dates.unread, 0);
    return { forms, words: [...new Set(seen.flatMap((dates) => (dates.words ? dates.words.split(', ') : [])))].join(', '), asks: settled ? null : asks, unread };
  }

  /** What is still to be said before it can be saved. */
  get open(): string[] {
    const reads = this.columns.map((column) => column.reads);
    const twice = this.sample.ways.find(({ code }) => code !== 'flags' && !code.includes(':') && reads.filter((one) => one === code).length > 1);
    return [
      this.title.trim() === '' && words.needTitle,
      !reads.includes('reference') && words.needReference,
      !reads.includes('reported_on') && words.needReported,
      reads.includes('outcome') && !reads.includes('outcome_on') && words.needOutcomeDay,
      twice && words.twice(twice.label),
      this.dates.asks !== null && this.dateForm === '' && words.needDates,
    ].filter((line): line is string => typeof line === 'string');
  }

  /** Saves it, and gives the name it is used by; null where it was refused. */
  async save(): Promise<string | null> {
    this.tried = true;
    this.refused = null;
    if (this.open.length > 0) return null;
    // A workbook's dates may need no form at all, and a mapping wants one.
    const forms = this.dates.forms.length > 0 ? this.dates.forms : ['%Y-%m-%d'];
    try {
      const done = await this.#session.ipc.saveMapping({
        name: this.look.mapping ? this.sample.name : '', title: this.title.trim(), base: this.look.mapping,
        sheet: this.sample.sheets.length > 1 ? this.sample.sheet : null,
        date_forms: forms, empty_says: this.emptySays.split(',').map((word) => word.trim()).filter((word) => word !== ''),
        columns: this.columns.filter((column) => column.sample.column !== '').map((column) => ({
          column: column.sample.column, reads: column.reads,
          values: column.values.map(({ value, means }) => ({ value, means })),
        })),
      });
      this.#session.tell(done.words);
      const saved = (await this.#session.ipc.mappings()).find((mapping) => mapping.title === this.title.trim());
      return saved?.name ?? null;
    } catch (thrown) {
      this.refused = asRefused(thrown);
      return null;
    }
  }
}
