import axe from 'axe-core';
import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { fakeIpc } from '../ipc/fake/fake';
import { goTo, openDesk, settle, text } from '../testing/window';

async function openPlan() {
  const ipc = await openDesk();
  await goTo('plan');
  return ipc;
}

async function click(element: HTMLElement) {
  await fireEvent.click(element);
  await settle();
}

const accepted = () => screen.getAllByTestId('plan-line').find((line) => line.dataset['state'] === 'accepted') as HTMLElement;
const sound = async () => (await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id);
/** The one action among several of the same name in the grid. */
const lineOf = (caseId: string | undefined) => document.querySelector<HTMLElement>(`[data-testid="plan-line"][data-case="${caseId}"]`);

describe('Plan, line by line', () => {
  it('pins a line, says so by shape and word, and lets it go', async () => {
    await openPlan();
    const { case: caseId } = accepted().dataset;
    await click(accepted());
    await click(screen.getByTestId('pin-line'));
    expect(lineOf(caseId)?.dataset['pinned']).toBe('true');
    expect(text(lineOf(caseId))).toContain('pinned');
    expect(text(screen.getByTestId('line-state'))).toContain('no plan moves it');
    expect(await sound()).toEqual([]);
    await click(screen.getByTestId('pin-line'));
    expect(lineOf(caseId)?.dataset['pinned']).toBe('false');
  });

  it('declines a line with a reason and shows the officer proposed instead', async () => {
    await openPlan();
    const { case: caseId } = accepted().dataset;
    await click(accepted());
    const before = text(document.querySelector('.app-plan__detail strong'));
    expect(screen.getByLabelText<HTMLSelectElement>('Why', { selector: '#decline-because' }).options[0]?.text).toBe('Has no time for it');
    await click(screen.getByTestId('decline-line'));
    expect(lineOf(caseId)?.dataset['state']).toBe('proposed');
    expect(text(document.querySelector('.app-plan__detail strong'))).not.toBe(before);
  });

  it('declares a conflict of the officer of the line', async () => {
    const ipc = await openPlan();
    const asked: string[] = [];
    const declare = ipc.declareConflict;
    ipc.declareConflict = (request) => {
      asked.push(request.because);
      return declare(request);
    };
    await click(accepted());
    await click(screen.getByTestId('declare-conflict'));
    expect(asked).toEqual(['knows_victim']);
  });

  it('hands over for an absence and shows what moves', async () => {
    await openPlan();
    const officer = screen.getAllByTestId('plan-officer')[0] as HTMLElement;
    await click(officer);
    expect(text(document.querySelector('.app-plan__detail'))).toContain('that the shifts of this plan hold');
    expect(await sound()).toEqual([]);
    await fireEvent.input(screen.getByTestId('hand-over-from'), { target: { value: 'soon' } });
    await click(screen.getByTestId('hand-over'));
    expect(text(document.querySelector('#hand-over-from-error')), 'a wrong day is told at its field').toContain('is not a day');
    await fireEvent.input(screen.getByTestId('hand-over-from'), { target: { value: '24/11/2026' } });
    await click(screen.getByTestId('hand-over'));
    await new Promise((resume) => setTimeout(resume, 150));
    await settle();
    expect(text(screen.getByTestId('moved'))).toMatch(/from .+ to .+/);
    expect(screen.getAllByTestId('plan-line').some((line) => line.dataset['state'] === 'moved')).toBe(true);
    await click(screen.getByTestId('accept-all'));
    expect(screen.queryByTestId('moved'), 'accepted, it stands there').toBeNull();
  });

  it('names the windows that close with nobody for the supervisor', async () => {
    await openPlan();
    expect(text(screen.getByTestId('closing'))).toContain('(1)');
    expect(text(screen.getAllByTestId('closing-line')[0])).toContain('Nobody who serves this ward is free in the window');
  });

  it('says what an empty plan means and offers nothing to accept', async () => {
    const ipc = fakeIpc();
    const view = await ipc.planView();
    const sentence = 'Nobody waits for a contact on these days: everyone owed one was reached, or is not due yet.';
    ipc.planView = () => Promise.resolve({ ...view, sentence, tray: [], closing: [], moved: [], proposed: 0, accepted: 0, officers: view.officers.map((one) => ({ ...one, contacts: 0, cells: one.cells.map((cell) => ({ ...cell, lines: [] })) })) });
    await openDesk('Morgan Ellis', ipc);
    await goTo('plan');
    expect(text(document.querySelector('.app-sentence'))).toBe(sentence);
    expect(screen.queryByTestId('accept-all')).toBeNull();
    expect(screen.queryByTestId('closing')).toBeNull();
    expect(await sound()).toEqual([]);
  });
});

describe('How contacts went', () => {
  it('is counted when it is opened, in figures with their intervals and reasons that add up', async () => {
    const ipc = await openPlan();
    let asked = 0;
    const measures = ipc.contactMeasures;
    ipc.contactMeasures = (request) => {
      asked += 1;
      return measures(request);
    };
    expect(asked, 'nothing is counted before').toBe(0);
    const details = screen.getByTestId<HTMLDetailsElement>('measures');
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await settle();
    expect(asked).toBe(1);
    expect(text(screen.getByTestId('measures-words'))).toContain('24 (77.4 %) were reached in it');
    expect(text(screen.getByTestId('measure-in_window'))).toContain('60.2 % to 88.6 %');
    expect(text(screen.getByTestId('measure-changed'))).toContain('not applicable');
    expect(screen.getAllByTestId('why-not')).toHaveLength(2);
    expect(await sound()).toEqual([]);
  });

  it('gives calendar files of all officers, and says where they are', async () => {
    await openPlan();
    await click(screen.getByTestId('calendars'));
    expect(text(screen.getByTestId('done-line'))).toBe('4 files are in Reassure prints.');
  });
});
