import type { Session } from '../desk/session.svelte';
import { Work } from '../desk/work.svelte';
import { asRefused, type Refused } from '../ipc';
import type { ImportPreview, MappingView, PastImport } from '../ipc/wire';
import { importWords } from '../words/imports';
import { shell } from '../words/places';

/** Choosing a file, looking at what it would change, and applying it. */
export class ImportPage {
  readonly #session: Session;
  readonly work: Work;
  mappings = $state.raw<MappingView[]>([]);
  past = $state.raw<PastImport[] | null>(null);
  file = $state('');
  mapping = $state('');
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
    this.stage = importWords.reading;
    await this.#work(async () => {
      this.preview = await this.#session.ipc.previewImport(this.#request());
    });
  }

  async apply(): Promise<void> {
    this.stage = importWords.applying;
    await this.#work(async () => {
      const done = await this.#session.ipc.applyImport(this.#request());
      this.preview = null;
      this.file = '';
      this.#session.tell(done.words);
      this.#session.changed();
    });
  }

  async takeBack(importId: string): Promise<void> {
    const refused = await this.#session.perform(() => this.#session.ipc.takeBackImport(importId));
    if (refused) this.#session.trouble = refused;
  }

  again(): void {
    this.preview = null;
    this.refused = null;
  }

  errorOf(field: string): string | null {
    return this.refused?.field === field ? this.refused.message : null;
  }

  /** A refusal that belongs to neither field. */
  get otherError(): Refused | null {
    return this.refused && this.refused.field !== 'file' && this.refused.field !== 'mapping' ? this.refused : null;
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
    return { file: this.file.trim(), mapping: this.mapping };
  }
}
