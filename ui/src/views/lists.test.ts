import { fireEvent, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { fakeIpc } from '../ipc/fake/fake';
import type { CaseListRequest, SaveListRequest } from '../ipc/wire';
import { goTo, openDesk, settle, text } from '../testing/window';

async function isSound(what: string) {
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ''}`), what).toEqual([]);
}

describe('Saved lists', { timeout: 30_000 }, () => {
  it('opens one with all its filters, and leaves them behind for another list', async () => {
    const ipc = fakeIpc();
    const asked: CaseListRequest[] = [];
    const ask = ipc.caseList;
    ipc.caseList = (request) => {
      asked.push(request);
      return ask(request);
    };
    await openDesk('Morgan Ellis', ipc);
    await goTo('cases');
    await fireEvent.click(screen.getByTestId('saved-list'));
    await settle();
    expect(asked.at(-1)).toMatchObject({ list: 'open', risk: 'high', with: [{ field: 'language', value: 'somali' }] });
    expect(text(screen.getByTestId('filter-chip')), 'what narrows the list is told').toContain('Language: somali');
    expect(screen.getByTestId('saved-list').getAttribute('aria-current')).toBe('true');
    expect(screen.getByTestId('list-open').getAttribute('aria-current'), 'one list is open, not two').toBeNull();
    await isSound('a saved list');
    await fireEvent.click(screen.getByTestId('list-all'));
    await settle();
    expect(asked.at(-1)).toMatchObject({ list: 'all', risk: null, with: [] });
  });

  it('narrows by several fields, one of them without a value, and saves just that', async () => {
    const ipc = fakeIpc();
    const saved: SaveListRequest[] = [];
    const save = ipc.saveList;
    ipc.saveList = (request) => {
      saved.push(request);
      return save(request);
    };
    await openDesk('Morgan Ellis', ipc);
    await goTo('cases');
    await fireEvent.change(screen.getByLabelText('Field'), { target: { value: 'ward' } });
    await settle();
    await fireEvent.click(screen.getByTestId('filter-and'));
    await fireEvent.change(screen.getByLabelText('Field'), { target: { value: 'online' } });
    await settle();
    await fireEvent.change(screen.getByLabelText('is'), { target: { value: 'yes' } });
    await settle();
    await fireEvent.click(screen.getByTestId('list-save'));
    await fireEvent.click(screen.getByTestId('list-name-save'));
    await settle();
    expect(text(screen.getByTestId('list-name').closest('.govuk-form-group')), 'a refusal stands at the field').toContain('Give the list a name');
    await fireEvent.input(screen.getByTestId('list-name'), { target: { value: 'Online, no ward' } });
    await fireEvent.click(screen.getByTestId('list-name-save'));
    await settle();
    expect(saved.at(-1)).toMatchObject({ list: null, name: 'Online, no ward', filter: { without: ['ward'], with: [{ field: 'online', value: 'yes' }] } });
    expect(screen.getAllByTestId('saved-list')).toHaveLength(2);
    expect(text(screen.getByTestId('done-line'))).toContain('was saved');
  });
});

describe('What leaves a case', { timeout: 30_000 }, () => {
  async function openCase() {
    await openDesk();
    await goTo('cases');
    await fireEvent.click(within(document.querySelector<HTMLElement>('[data-case="c1"]') ?? document.body).getByRole('button'));
    await settle();
  }

  it('folds what is not recorded, and what matters most of it comes first', async () => {
    await openCase();
    const folded = [...document.querySelectorAll('details .app-field')].map((field) => field.getAttribute('data-field'));
    expect(folded).toEqual(['email', 'team', 'online']);
    expect(text(document.querySelector('details summary'))).toBe('3 facts not recorded');
  });

  it('erases a person only when the reference is typed again', async () => {
    await openCase();
    await fireEvent.click(screen.getByTestId('erase-open'));
    await settle();
    expect(text(screen.getByTestId('erase-will'))).toContain('cannot be undone');
    await isSound('before a person is erased');
    await fireEvent.click(screen.getByTestId('erase-now'));
    await settle();
    expect(text(screen.getByTestId('erase-form'))).toContain('Nothing was erased');
    await fireEvent.input(screen.getByTestId('erase-confirm'), { target: { value: '0612304/26' } });
    await fireEvent.click(screen.getByTestId('erase-now'));
    await settle();
    expect(text(screen.getByTestId('done-line'))).toContain('erased for good');
    expect(screen.queryByTestId('undo'), 'there is no undo to offer').toBeNull();
  });

  it('offers to end a contact that went elsewhere, and ends nothing by itself', async () => {
    await openCase();
    expect(text(screen.getByTestId('end-offer'))).toContain('still owed here until you end it');
    await fireEvent.click(screen.getByTestId('end-offer-do'));
    await settle();
    expect(text(screen.getByTestId('done-line'))).toContain('ended');
  });
});

describe('Settings of the force', { timeout: 30_000 }, () => {
  it('changes a clock and a list, each with its undo', async () => {
    await openDesk();
    await goTo('settings');
    await fireEvent.click(screen.getByTestId('settings-clocks'));
    await settle();
    await fireEvent.input(screen.getByTestId('days-update'), { target: { value: '10' } });
    await settle();
    await isSound('the clocks');
    await fireEvent.click(screen.getByTestId('change-update'));
    await settle();
    expect(text(screen.getByTestId('done-line'))).toContain('10 working days');
    expect(screen.getByTestId('undo')).toBeTruthy();
    await fireEvent.click(screen.getByTestId('settings-lists'));
    await settle();
    expect(screen.queryByTestId('save-withdrawal_reason'), 'nothing to save yet').toBeNull();
    await fireEvent.click(screen.getByTestId('add-withdrawal_reason'));
    await settle();
    await isSound('the lists');
    expect(screen.getByTestId('save-withdrawal_reason')).toBeTruthy();
  });
});
