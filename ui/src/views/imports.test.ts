import axe from 'axe-core';
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { Refused } from '../ipc';
import { fakeIpc } from '../ipc/fake/fake';
import type { ImportRequest, MappingDraft } from '../ipc/wire';
import { goTo, openDesk, settle, text } from '../testing/window';

const choose = (testid: string, value: string) => fireEvent.change(screen.getByTestId(testid), { target: { value } });

async function at(ipc = fakeIpc()) {
  await openDesk(undefined, ipc);
  await goTo('import');
  await fireEvent.input(screen.getByTestId('import-file'), { target: { value: 'Documents/west.csv' } });
  return ipc;
}

describe('Import', { timeout: 30_000 }, () => {
  it('maps a file nobody has mapped, asks what it cannot know, and goes on to the preview', async () => {
    const ipc = fakeIpc();
    let saved: MappingDraft | null = null;
    const save = ipc.saveMapping;
    ipc.saveMapping = (draft) => { saved = draft; return save(draft); };
    const previewed: ImportRequest[] = [];
    const preview = ipc.previewImport;
    ipc.previewImport = (request) => { previewed.push(request); return preview(request); };
    await at(ipc);
    await choose('import-mapping', '+');
    await fireEvent.click(screen.getByTestId('import-preview'));
    expect(await screen.findAllByTestId('mapping-column')).toHaveLength(5);
    expect((await axe.run(document.body)).violations).toEqual([]);
    await fireEvent.click(screen.getByTestId('mapping-save'));
    await settle();
    const open = text(screen.getByTestId('mapping-open'));
    expect(open).toContain('Say what the source is called');
    expect(open).toContain('Say how the dates are to be read');
    expect(saved, 'nothing is saved that would have to be guessed').toBeNull();
    await fireEvent.input(screen.getByTestId('mapping-title'), { target: { value: 'West extract' } });
    await choose('reads-Grade', 'risk');
    await settle();
    await choose('means-A1', 'high');
    await choose('reads-Aggrieved', 'victim_name');
    await settle();
    await fireEvent.click(screen.getByLabelText(/DD\/MM\/YYYY/));
    await fireEvent.click(screen.getByTestId('mapping-save'));
    await screen.findByTestId('preview');
    const draft = saved as MappingDraft | null;
    expect(draft?.date_forms).toEqual(['%d/%m/%Y']);
    expect(draft?.columns.find((one) => one.column === 'Grade')).toEqual({ column: 'Grade', reads: 'risk', values: [{ value: 'A1', means: 'high' }, { value: 'B2', means: '' }] });
    expect(previewed[0]?.mapping).toBe('west-extract');
  });

  it('asks what a value means that nobody has mapped, and looks again', async () => {
    const ipc = fakeIpc();
    const preview = ipc.previewImport;
    let taught = false;
    ipc.previewImport = async (request) => ({ ...(await preview(request)), asks: taught ? [] : [{ column: 'Risk', field: 'risk', value: 'R4', rows: 12, meanings: [{ code: 'high', label: 'High' }] }] });
    ipc.teachMapping = async ({ lessons }) => {
      expect(lessons).toEqual([{ column: 'Risk', field: 'risk', value: 'R4', means: 'high' }]);
      taught = true;
      return { words: 'The mapping knows 1 value more.', undo: null };
    };
    await at(ipc);
    await fireEvent.click(screen.getByTestId('import-preview'));
    await screen.findByTestId('asks');
    expect(screen.getByTestId('asks-save')).toHaveProperty('disabled', true);
    await choose('ask-R4', 'high');
    expect((await axe.run(document.body)).violations).toEqual([]);
    await fireEvent.click(screen.getByTestId('asks-save'));
    await waitFor(() => expect(screen.queryByTestId('asks')).toBeNull());
  });

  it('does not apply what may be the wrong file until a person says that it is the right one', async () => {
    const ipc = fakeIpc();
    const preview = ipc.previewImport;
    ipc.previewImport = async (request) => ({ ...(await preview(request)), doubts: ['Its latest report is of 20 Nov. It may be an older file.'] });
    const applied: ImportRequest[] = [];
    const apply = ipc.applyImport;
    ipc.applyImport = (request) => { applied.push(request); return apply(request); };
    await at(ipc);
    await fireEvent.click(screen.getByTestId('import-preview'));
    expect(text(await screen.findByTestId('doubts'))).toContain('an older file');
    expect(screen.getByTestId('import-apply')).toHaveProperty('disabled', true);
    await fireEvent.click(screen.getByTestId('right-file'));
    await fireEvent.click(screen.getByTestId('import-apply'));
    await waitFor(() => expect(applied).toHaveLength(1));
    expect(applied[0]).toMatchObject({ right_file: true, seen: 'a1' });
  });

  it('shows five heaps, the refused ones first', async () => {
    await at();
    await fireEvent.click(screen.getByTestId('import-preview'));
    await screen.findByTestId('preview');
    const heaps = screen.getAllByTestId(/^heap-/).map((heap) => heap.dataset['testid']);
    expect(heaps).toEqual(['heap-refused', 'heap-new', 'heap-changed', 'heap-unchanged', 'heap-absent']);
  });

  it('asks which of two sheets is meant', async () => {
    const ipc = fakeIpc();
    const asked: (string | null)[] = [];
    const preview = ipc.previewImport;
    ipc.previewImport = async (request) => {
      asked.push(request.sheet);
      if (!request.sheet) throw new Refused({ code: 'bad_input', message: 'The sheets "Merton", "Wandsworth" fit equally well. Say which one is meant.', field: 'sheet' });
      return preview(request);
    };
    await at(ipc);
    await fireEvent.click(screen.getByTestId('import-preview'));
    await screen.findByTestId('import-sheet');
    await choose('import-sheet', 'Wandsworth');
    await fireEvent.click(screen.getByTestId('import-preview'));
    await screen.findByTestId('preview');
    expect(asked).toEqual([null, 'Wandsworth']);
  });
});

describe('Sources and mappings', { timeout: 30_000 }, () => {
  it('lists the mappings, shows one as written, and removes the desk’s own', async () => {
    await openDesk();
    await goTo('settings');
    await fireEvent.click(screen.getByTestId('settings-sources'));
    await settle();
    expect(screen.getAllByTestId('mapping-row')).toHaveLength(2);
    await fireEvent.click(screen.getAllByTestId('mapping-show')[1] as HTMLElement);
    await settle();
    expect(text(screen.getByTestId('mapping-text'))).toContain('name = "simple"');
    expect((await axe.run(document.body)).violations).toEqual([]);
    await fireEvent.click(screen.getByTestId('mapping-remove'));
    await settle();
    expect(screen.getAllByTestId('mapping-row')).toHaveLength(1);
    expect(screen.queryByTestId('mapping-text')).toBeNull();
  });
});
