import { dayAsTyped, typedDay } from '../desk/dates';
import type { Session } from '../desk/session.svelte';
import type { Refused } from '../ipc';
import type { PolicyEffectView, PolicyRequest, PolicySettingView, PolicyView } from '../ipc/wire';

/** A policy being written: its values, what they would do, and the settings that were refused. The desk reads them all. */
export class PolicyForm {
  readonly #session: Session;
  view = $state.raw<PolicyView | null>(null);
  values = $state<Record<string, string>>({});
  preset = $state('');
  effect = $state.raw<PolicyEffectView | null>(null);
  refused = $state.raw<Refused | null>(null);
  looking = $state(false);

  constructor(session: Session) {
    this.#session = session;
  }

  async load(): Promise<void> {
    await this.#session.try(async () => {
      this.view = await this.#session.ipc.policyView();
      this.values = Object.fromEntries(this.settings.map((setting) => [setting.code, written(setting)]));
      this.effect = null;
      this.refused = null;
    });
  }

  get settings(): PolicySettingView[] {
    return (this.view?.groups ?? []).flatMap((group) => group.settings);
  }

  get isChanged(): boolean {
    return this.#changed.length > 0;
  }

  /** Fills the form with a preset; nothing is in force until it is applied. */
  start(code: string): void {
    const preset = this.view?.presets.find((one) => one.code === code);
    if (preset) this.values = Object.fromEntries(preset.values.map(({ code: setting, value }) => [setting, this.#isDay(setting) ? asTyped(value) : value]));
    this.changed();
  }

  /** What was looked at no longer says what the form would do. */
  changed(): void {
    this.effect = null;
    this.refused = null;
  }

  has(code: string, member: string): boolean {
    return (this.values[code] ?? '').split(',').includes(member);
  }

  choose(code: string, member: string, chosen: boolean, order: readonly string[]): void {
    this.values[code] = order.filter((one) => (one === member ? chosen : this.has(code, one))).join(',');
    this.changed();
  }

  errorOf(code: string): string | null {
    return this.refused?.field === code ? this.refused.message : null;
  }

  async look(): Promise<void> {
    this.looking = true;
    this.effect = null;
    this.refused = await this.#session.ask(async () => {
      this.effect = await this.#session.ipc.policyEffect(this.#request());
    });
    this.looking = false;
  }

  async apply(): Promise<void> {
    this.refused = await this.#session.perform(() => this.#session.ipc.setPolicy(this.#request()));
    if (!this.refused) await this.load();
  }

  get #changed(): PolicySettingView[] {
    return this.settings.filter((setting) => this.values[setting.code] !== written(setting));
  }

  #isDay(code: string): boolean {
    return this.settings.some((setting) => setting.code === code && setting.kind === 'day');
  }

  #request(): PolicyRequest {
    const read = ({ code, kind }: PolicySettingView) => {
      const value = this.values[code] ?? '';
      return kind === 'day' ? (typedDay(value) ?? value) : value;
    };
    return { preset: null, values: this.#changed.map((setting) => ({ code: setting.code, value: read(setting) })) };
  }
}

const asTyped = (day: string) => (day === '' ? '' : dayAsTyped(day));

/** A setting's value as it stands in its field. */
function written({ kind, value }: PolicySettingView): string {
  return kind === 'day' ? asTyped(value) : value;
}
