import axe from 'axe-core';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import App from '../App.svelte';
import { Refused } from '../ipc';
import { fakeIpc } from '../ipc/fake/fake';
import type { PastImport } from '../ipc/wire';
import { goTo, openDesk, press, settle, text } from '../testing/window';

/** jsdom draws nothing, so colours are checked in the real window; structure is checked here. */
async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html).join(' ')}`);
}

describe('every page', () => {
  it.each(['today', 'cases', 'plan', 'trends', 'month', 'import', 'settings'])('%s is sound for assistive technology and has one heading of the first rank', async (place) => {
    await openDesk();
    await goTo(place);
    expect(await faults()).toEqual([]);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
  });

  it('the first start and the sign in are sound', async () => {
    render(App, { props: { ipc: fakeIpc({ empty: true }) } });
    await screen.findByTestId('make-desk');
    expect(await faults()).toEqual([]);
  });

  it('an open result strip is sound', async () => {
    await openDesk();
    await press('ArrowDown', 'Enter', '6');
    expect(await faults()).toEqual([]);
  });
});

describe('First start', () => {
  it('says after Cancel that nothing was changed', async () => {
    const ipc = fakeIpc({ empty: true });
    ipc.tryDemo = () => Promise.reject(new Refused({ code: 'cancelled', message: 'Stopped.', field: null }));
    render(App, { props: { ipc } });
    await fireEvent.click(await screen.findByTestId('try-demo'));
    await settle();
    expect(text(screen.getByTestId('start-said')), 'one line, and not an error').toBe('Cancelled. Nothing was changed.');
    expect(document.querySelector('.govuk-error-summary')).toBeNull();
  });

  it('shows the recovery code once and asks for a confirmation before it goes on', async () => {
    render(App, { props: { ipc: fakeIpc({ empty: true }) } });
    await fireEvent.click(await screen.findByTestId('make-desk'));
    for (const [label, value] of [['What is this desk called?', 'South West BCU'], ['Who is the coordinator?', 'Morgan Ellis'], ['Who is the supervisor?', 'Sarah Whitfield'], ['Choose your passphrase', 'harbour lantern seven']] as const) {
      await fireEvent.input(screen.getByLabelText(label), { target: { value } });
    }
    await fireEvent.click(screen.getByTestId('make-desk-submit'));
    await settle();
    expect(text(screen.getByTestId('recovery-code'))).toMatch(/^[A-Z0-9-]{20,}$/);
    await fireEvent.click(screen.getByTestId('recovery-go'));
    expect(screen.getByTestId('recovery-code'), 'without the confirmation the code stays').toBeTruthy();
    await fireEvent.click(screen.getByTestId('recovery-confirmed'));
    await fireEvent.click(screen.getByTestId('recovery-go'));
    await settle();
    expect(screen.queryByTestId('recovery-code')).toBeNull();
    expect(text(screen.getByTestId('marking'))).toBe('OFFICIAL-SENSITIVE');
  });
});

describe('a desk that is being set up', () => {
  it('says on Today where to begin, and stops saying it once officers are on duty', async () => {
    const ipc = fakeIpc();
    const view = await ipc.today();
    const nothing = { ...view, heaps: view.heaps.map((heap) => ({ ...heap, count: 0, rows: [] })) };
    ipc.today = () => Promise.resolve({ ...nothing, week: view.week.map((day) => ({ ...day, officers_on_duty: 0 })) });
    await openDesk('Morgan Ellis', ipc);
    expect(text(screen.getByTestId('begin'))).toContain('Import this morning’s extract');
    ipc.today = () => Promise.resolve(nothing);
    await goTo('import');
    await goTo('today');
    expect(screen.queryByTestId('begin')).toBeNull();
  });
});

describe('Plan', () => {
  it('tells proposed from accepted by shape and word, and accepts one', async () => {
    await openDesk();
    await goTo('plan');
    await fireEvent.click(screen.getByTestId('propose'));
    const proposed = await waitFor(() => {
      const lines = screen.getAllByTestId('plan-line').filter((line) => line.dataset['state'] === 'proposed');
      expect(lines.length, 'the tray was given places').toBeGreaterThan(5);
      return lines;
    });
    const [line] = proposed as [HTMLElement];
    expect(text(line)).toContain('proposed');
    expect(line.className).toContain('app-line--proposed');
    await fireEvent.click(line);
    await settle();
    expect(text(screen.getByTestId('plan-why'))).toContain('no part in the investigation');
    await fireEvent.click(screen.getByTestId('accept-one'));
    await settle();
    const again = document.querySelector<HTMLElement>(`[data-testid="plan-line"][data-case="${line.dataset['case']}"]`);
    expect(again?.dataset['state']).toBe('accepted');
  });

  it('folds the officers without contacts away, behind one button', async () => {
    const ipc = fakeIpc();
    const view = await ipc.planView();
    ipc.planView = () => Promise.resolve({ ...view, officers: view.officers.map((one, at) => (at === 0 ? one : { ...one, cells: one.cells.map((cell) => ({ ...cell, lines: [] })) })) });
    await openDesk('Morgan Ellis', ipc);
    await goTo('plan');
    const rows = () => document.querySelectorAll('.app-grid tbody tr').length;
    const busy = rows();
    const without = screen.getByTestId('officers-without');
    const folded = Number(/\d+/.exec(text(without) ?? '')?.[0]);
    expect(folded, 'some officers have no contact').toBeGreaterThan(0);
    await fireEvent.click(without);
    expect(rows()).toBe(busy + folded);
  });

  it('shows a week at a time, and says how many contacts the other days hold', async () => {
    await openDesk();
    await goTo('plan');
    const columns = () => document.querySelectorAll('.app-grid thead th').length - 1;
    expect(columns()).toBe(7);
    const [, later] = screen.getAllByTestId('plan-days');
    expect(text(later)).toMatch(/contacts?$/);
    await fireEvent.click(later as HTMLElement);
    expect(columns(), 'nine days are a week and two days').toBe(2);
  });

  it('shows which rules exclude whom, for someone without a place', async () => {
    await openDesk();
    await goTo('plan');
    await fireEvent.click(screen.getAllByTestId('tray-line')[0] as HTMLElement);
    expect(text(screen.getByTestId('excluded'))).toContain('Is the officer in the case');
  });
});

describe('Import', () => {
  it('draws twenty past imports of many, and the rest on request', async () => {
    const ipc = fakeIpc();
    const [one] = await ipc.pastImports();
    ipc.pastImports = () => Promise.resolve(Array.from({ length: 47 }, (_, at) => ({ ...(one as PastImport), import: `i${at}`, new: 1000 + at })));
    await openDesk('Morgan Ellis', ipc);
    await goTo('import');
    expect(screen.getAllByTestId('past-import')).toHaveLength(20);
    expect(text(screen.getAllByTestId('past-import')[3]), 'each count has its own column').toContain('1,003');
    await fireEvent.click(screen.getByText('Show 27 older imports'));
    await settle();
    expect(screen.getAllByTestId('past-import')).toHaveLength(47);
    expect(document.activeElement?.closest('tr'), 'the keyboard goes on where the list was cut').toBe(screen.getAllByTestId('past-import')[20]);
  });

  it('shows refused rows first, with their remedy, and applies only on request', async () => {
    const ipc = fakeIpc();
    let applied = 0;
    const apply = ipc.applyImport;
    ipc.applyImport = (request) => {
      applied += 1;
      return apply(request);
    };
    await openDesk('Morgan Ellis', ipc);
    await goTo('import');
    await fireEvent.input(screen.getByTestId('import-file'), { target: { value: 'Documents/extract.csv' } });
    await fireEvent.click(screen.getByTestId('import-preview'));
    const preview = await screen.findByTestId('preview');
    expect(preview.querySelector('details')?.dataset['testid']).toBe('heap-refused');
    expect(text(screen.getAllByTestId('refused-row')[0])).toContain('the other rows are not held up');
    expect(applied, 'a preview changes nothing').toBe(0);
  });

  it('offers the boroughs of the file as filters, without a new sign-in', async () => {
    const ipc = fakeIpc();
    await openDesk('Morgan Ellis', ipc);
    const before = await ipc.choices();
    ipc.choices = () => Promise.resolve({ ...before, boroughs: [...before.boroughs, { code: 'New Borough', label: 'New Borough' }] });
    await goTo('import');
    await fireEvent.input(screen.getByTestId('import-file'), { target: { value: 'Documents/extract.csv' } });
    await fireEvent.click(screen.getByTestId('import-preview'));
    await screen.findByTestId('preview');
    await waitFor(() => expect(screen.getByTestId('import-apply').hasAttribute('disabled')).toBe(false));
    await fireEvent.click(screen.getByTestId('import-apply'));
    await waitFor(() => expect(screen.queryByTestId('preview')).toBeNull());
    await goTo('cases');
    expect(text(document.getElementById('filter-borough'))).toContain('New Borough');
  });

  it('says beside the file box that a file is missing', async () => {
    await openDesk();
    await goTo('import');
    await fireEvent.click(screen.getByTestId('import-preview'));
    await settle();
    expect(text(document.getElementById('file-error'))).toContain('Choose the extract to import.');
  });
});
