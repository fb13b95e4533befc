import axe from 'axe-core';
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { Refused } from '../ipc';
import { fakeIpc } from '../ipc/fake/fake';
import type { ResultsRequest } from '../ipc/wire';
import { goTo, openDesk, settle, text } from '../testing/window';

async function atResults(ipc = fakeIpc()) {
  await openDesk(undefined, ipc);
  await goTo('import');
  await fireEvent.click(screen.getByTestId('results-open').querySelector('summary') as HTMLElement);
  return ipc;
}

async function look(file: string) {
  await fireEvent.input(screen.getByTestId('results-path'), { target: { value: file } });
  await fireEvent.click(screen.getByTestId('results-look'));
  await settle();
}

describe('A results file', { timeout: 30_000 }, () => {
  it('says of each row what would be recorded, or where it is wrong and what to do', async () => {
    await atResults();
    await look('Documents/results.csv');
    expect(text(await screen.findByTestId('results-words'))).toContain('Nothing is changed until you take them in');
    expect(text(screen.getByTestId('results-line'))).toContain('Amina Hassan');
    const refused = text(screen.getByTestId('refused-row'));
    for (const part of ['3', 'Result', 'perhaps', 'This is not a result.', 'Write reached']) expect(refused).toContain(part);
    expect(text(screen.getByTestId('results-take'))).toBe('Record 1 result');
    expect((await axe.run(document.body)).violations).toEqual([]);
  });

  it('says beforehand which result does not count', async () => {
    const ipc = fakeIpc();
    const preview = ipc.previewResults;
    ipc.previewResults = async (file) => {
      const seen = await preview(file);
      return { ...seen, lines: seen.lines.map((line) => ({ ...line, counts: false })) };
    };
    await atResults(ipc);
    await look('results.csv');
    expect(text(await screen.findByTestId('results-line'))).toContain('does not count');
  });

  it('records exactly the file that was looked at, and is undone by its name', async () => {
    const ipc = fakeIpc();
    const applied: ResultsRequest[] = [];
    const apply = ipc.applyResults;
    ipc.applyResults = (request) => { applied.push(request); return apply(request); };
    await atResults(ipc);
    await look('  results.csv ');
    await fireEvent.click(await screen.findByTestId('results-take'));
    await waitFor(() => expect(screen.queryByTestId('results-words')).toBeNull());
    expect(applied).toEqual([{ file: 'results.csv', seen: 'seen' }]);
    expect(text(screen.getByTestId('done-line'))).toContain('1 result recorded.');
    expect(text(screen.getByTestId('undo'))).toContain('Undo');
    expect(screen.getByTestId('results-path')).toHaveProperty('value', '');
  });

  it('records nothing of another file than the one that was looked at', async () => {
    await atResults();
    await look('results.csv');
    await screen.findByTestId('results-take');
    await fireEvent.input(screen.getByTestId('results-path'), { target: { value: 'another.csv' } });
    await settle();
    expect(screen.queryByTestId('results-take'), 'what was looked at is gone with its name').toBeNull();
  });

  it('tells why it could not be taken in, and looks again', async () => {
    const ipc = fakeIpc();
    ipc.applyResults = async () => { throw new Refused({ code: 'bad_input', message: 'The file has changed since you looked at it. Nothing was recorded: look at it again.', field: 'file' }); };
    await atResults(ipc);
    await look('results.csv');
    await fireEvent.click(await screen.findByTestId('results-take'));
    await waitFor(() => expect(text(document.querySelector('#results_file-error'))).toContain('look at it again'));
    expect(screen.queryByTestId('results-take')).toBeNull();
    await fireEvent.click(screen.getByTestId('results-look'));
    expect(await screen.findByTestId('results-take')).toBeTruthy();
  });

  it('without a file says what to choose, and offers nothing to record', async () => {
    await atResults();
    await fireEvent.click(screen.getByTestId('results-look'));
    await waitFor(() => expect(text(document.querySelector('#results_file-error'))).toContain('Choose the file that came back'));
    expect(screen.queryByTestId('results-words')).toBeNull();
  });
});
