import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, describe, expect, it } from 'vitest';
import { Refused } from './refused';
import { tauriIpc } from './tauri';

afterEach(() => clearMocks());

describe('the door to the desk', () => {
  it('sends an undo under the names the desk expects', async () => {
    const heard: unknown[] = [];
    mockIPC((command, args) => {
      heard.push([command, args]);
      return { words: 'Undone.', undo: null };
    });
    await tauriIpc.undo({ name: 'Record no answer', first_entry: 7, last_entry: 8 });
    expect(heard).toEqual([['undo', { firstEntry: 7, lastEntry: 8 }]]);
  });

  it('turns what the desk rejects with into a refusal that keeps code, sentence and field', async () => {
    mockIPC(() => Promise.reject({ code: 'bad_input', message: 'Choose the extract to import.', field: 'file' }));
    const refused = await tauriIpc.previewImport({ file: '', mapping: 'simple', sheet: null, seen: null, right_file: false }).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: 'bad_input', message: 'Choose the extract to import.', field: 'file' });
  });

  it('never shows a fault’s own text', async () => {
    mockIPC(() => Promise.reject('thread panicked at src/lib.rs'));
    const refused = await tauriIpc.today().catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'fault' });
    expect(String(refused)).not.toContain('panicked');
  });
});

describe('the only door', () => {
  const sources = import.meta.glob<string>('../**/*.{ts,svelte}', { query: '?raw', import: 'default', eager: true });

  it('is src/ipc: no other file names Tauri', () => {
    const others = Object.entries(sources).filter(([path, source]) => !path.startsWith('./') && source.includes('@tauri-apps/'));
    expect(others.map(([path]) => path)).toEqual([]);
    expect(Object.keys(sources).length, 'the sources were found').toBeGreaterThan(50);
  });
});
