import type { Session } from '../desk/session.svelte';
import { Work } from '../desk/work.svelte';
import { asRefused, type Refused } from '../ipc';
import type { ImportPreview, MappingView, PastImport, UnmappedView } from '../ipc/wire';
import { importWords } from '../words/imports';
import { mappingWords } from '../words/mappings';
import { shell } from '../words/places';
import { MappingMaker } from './mappingMaker.svelte';

/** In the place of a mapping's name: the file's columns are to be mapped first. */
export const newSource = '+';

/** Choosing a file, looking at what it would change, and applying it. */
export class ImportPage {
  readonly #session: Session;
  readonly work: Work;
  mappings = $state.raw<MappingView[]>([]);
  past = $state.raw<PastImport[] | null>(null);
  file = $state('');
  mapping = $state('');
  /** The sheets of a workbook, once it is not clear which is meant. */
  sheets = $state.raw<string[]>([]);
  sheet = $state('');
  /** A person said that it is the right file. */
  rightFile = $state(false);
  maker = $state.raw<MappingMaker | null>(null);
  /** What the person says values mean that nobody had mapped. */
  taught = $state<Record<string, string>>({});
  stage = $state(importWords.reading);
  preview = $state.raw<ImportPreview | null>(null);
  refused = $state.raw<Refused | null>(null);

  constructor(session: Session) {
    this.#session = session;
    this.work = new Work(session);
  }

  async load(): Promise<void> {
    await this.#session.try(async () => {
      [this.mappings, this.past] = await Promise.all([this.#session.ipc.mappings(), this.#session.ipc.pastImports()]);
      if (this.mapping === '') this.mapping = this.mappings[0]?.name ?? '';
    });
  }

  async choose(): Promise<void> {
    await this.#session.try(async () => {
      this.file = (await this.#session.ipc.pickFile()) ?? this.file;
    });
  }

  async look(): Promise<void> {
    if (this.mapping === newSource) return this.makeMapping(null);
    this.stage = importWords.reading;
    await this.#work(async () => {
      this.taught = {};
      this.rightFile = false;
      this.preview = await this.#session.ipc.previewImport(this.#request());
      this.maker = null;
    });
    if (this.refused?.field === 'sheet') await this.#askSheet();
  }

  /** Looks at the file's columns, to say what they mean; with `base`, starting from a mapping there is. */
  async makeMapping(base: string | null): Promise<void> {
    this.stage = mappingWords.looking;
    await this.#work(async () => {
      const look = { file: this.file.trim(), sheet: this.sheet || null, header_row: null, mapping: base };
      this.maker = await MappingMaker.of(this.#session, look);
      this.preview = null;
    });
  }

  async saveMapping(): Promise<void> {
    const name = (await this.maker?.save()) ?? null;
    if (name === null) return;
    await this.load();
    this.mapping = name;
    await this.look();
  }

  /** Says what values mean that nobody had mapped, and looks at the file again. */
  async teach(asks: UnmappedView[]): Promise<void> {
    const lessons = asks.flatMap(({ column, field, value }) => {
      const means = this.taught[`${column}\n${value}`];
      return means ? [{ column, field, value, means }] : [];
    });
    const refused = await this.#session.perform(() => this.#session.ipc.teachMapping({ mapping: this.mapping, lessons }));
    if (refused) this.refused = refused;
    else await this.look();
  }

  async apply(): Promise<void> {
    this.stage = importWords.applying;
    await this.#work(async () => {
      const done = await this.#session.ipc.applyImport(this.#request());
      this.preview = null;
      this.file = '';
      this.sheet = '';
      this.sheets = [];
      this.#session.tell(done.words);
      this.#session.changed();
    });
  }

  async takeBack(importId: string): Promise<void> {
    this.stage = importWords.takingBack;
    await this.#work(async () => {
      const refused = await this.#session.perform(() => this.#session.ipc.takeBackImport(importId));
      if (refused) throw refused;
    });
  }

  again(): void {
    this.preview = null;
    this.maker = null;
    this.refused = null;
    this.sheet = '';
    this.sheets = [];
  }

  async #askSheet(): Promise<void> {
    await this.#session.try(async () => {
      this.sheets = await this.#session.ipc.fileSheets(this.file.trim());
      this.sheet = this.sheets[0] ?? '';
    });
  }

  errorOf(field: string): string | null {
    return this.refused?.field === field ? this.refused.message : null;
  }

  /** A refusal that belongs to neither field. */
  get otherError(): Refused | null {
    return this.refused && !['file', 'mapping', 'sheet'].includes(this.refused.field ?? '') ? this.refused : null;
  }

  async #work(action: () => Promise<void>): Promise<void> {
    this.refused = null;
    await this.work.run(async () => {
      try {
        await action();
      } catch (thrown) {
        const refused = asRefused(thrown);
        if (refused.code === 'cancelled') this.#session.tell(shell.cancelled);
        else this.refused = refused;
      }
    });
  }

  #request() {
    return { file: this.file.trim(), mapping: this.mapping, sheet: this.sheet || null, seen: this.preview?.seen ?? null, right_file: this.rightFile };
  }
}
