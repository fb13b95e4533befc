import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { fakeIpc } from '../ipc/fake/fake';
import { Refused } from '../ipc';
import type { RecordAttemptRequest, TodayRow } from '../ipc/wire';
import { openDesk, press, settle, text } from '../testing/window';

/** A desk that remembers what was recorded. */
function listening() {
  const ipc = fakeIpc();
  const recorded: RecordAttemptRequest[] = [];
  const record = ipc.recordAttempt;
  ipc.recordAttempt = (request) => {
    recorded.push(request);
    return record(request);
  };
  return { ipc, recorded };
}

const focused = () => document.activeElement?.closest('[data-testid="today-row"]')?.getAttribute('data-case');

describe('Today', () => {
  it('records no answer in four keys and stands on the next person', async () => {
    const { ipc, recorded } = listening();
    await openDesk('Morgan Ellis', ipc);
    const keys = ['ArrowDown', 'Enter', '2', 'Enter'];
    await press(...keys);
    expect(keys.length, 'a result takes at most six keys').toBeLessThanOrEqual(6);
    expect(recorded, 'one attempt, for the first person of the first heap, on the day it was planned for').toMatchObject([{ case: 'c1', result: 'no_answer', channel: 'telephone', on: '2026-11-19', officer: null }]);
    expect(focused(), 'the focus moves to the next person without another key').toBe('c2');
    expect(screen.queryByTestId('result-strip'), 'the strip is put away').toBeNull();
  });

  it('records a call back on a chosen day within six keys', async () => {
    const { ipc, recorded } = listening();
    await openDesk('Morgan Ellis', ipc);
    await press('ArrowDown', 'Enter', '6', 'Enter');
    expect(recorded[0]?.call_back_on, 'the next working day is offered first').toBe('2026-11-24');
  });

  it('takes the next result without an arrow', async () => {
    const { ipc, recorded } = listening();
    await openDesk('Morgan Ellis', ipc);
    await press('ArrowDown', 'Enter', '1', 'Enter', 'Enter', '3', 'Enter');
    expect(recorded.map((one) => [one.case, one.result]), 'three keys for each person after the first').toEqual([['c1', 'reached'], ['c2', 'voicemail']]);
  });

  it('records a concern within six keys, and follows it to its end', async () => {
    const { ipc, recorded } = listening();
    await openDesk('Morgan Ellis', ipc);
    await press('ArrowDown', 'Enter', '1', 'a', 'c', 'Enter');
    expect(recorded[0]?.told, 'what was told goes with the result').toMatchObject({ concern: true, new_risk: false, purposes: ['impact', 'help_offered'] });
    const waiting = screen.getByTestId('heap-waiting');
    const task = within(waiting).getByText('Pass the concern to the OIC').closest('tr');
    (task?.querySelector('button') as HTMLElement).focus();
    await press('Enter', '2', 'Enter');
    expect(within(screen.getByTestId('heap-waiting')).queryByText('Pass the concern to the OIC'), 'it is done').toBeNull();
  });

  it('finds a returned sheet by its last digits and records it within six keys', async () => {
    const { ipc, recorded } = listening();
    await openDesk('Morgan Ellis', ipc);
    // The browser would type the digits into the field that the first of them opens.
    await press('4');
    expect(document.activeElement?.id, 'a digit begins the number').toBe('sheet_number');
    expect((document.activeElement as HTMLInputElement).value).toBe('4');
    await fireEvent.input(document.activeElement as HTMLElement, { target: { value: '43' } });
    await fireEvent.submit(screen.getByTestId('sheet-form'));
    await settle();
    expect(text(screen.getByTestId('heap-sheet')), 'the sheet has a heap of its own on top').toContain('Sheet 0043');
    await press('2', 'Enter');
    expect(recorded, 'five keys: two digits, Enter, the result, Enter').toMatchObject([{ case: 'c3', result: 'no_answer' }]);
    expect(screen.queryByTestId('heap-sheet'), 'the sheet is put away').toBeNull();
    await press('4');
    expect(document.activeElement?.id, 'and the next can be typed').toBe('sheet_number');
  });

  it('takes a result for the day the contact was planned for, not for the day it is typed in', async () => {
    const { ipc, recorded } = listening();
    const find = ipc.findSheet;
    const planned = (on: string): typeof find => async (typed) => {
      const heap = await find(typed);
      return { ...heap, rows: heap.rows.map((row) => ({ ...row, next: { ...row.next, kind: 'contact', on } })) };
    };
    await openDesk('Morgan Ellis', ipc);
    for (const on of ['2026-11-20', '2026-11-26']) {
      ipc.findSheet = planned(on);
      await fireEvent.input(screen.getByTestId('sheet-number'), { target: { value: '43' } });
      await fireEvent.submit(screen.getByTestId('sheet-form'));
      await settle();
      await press('2', 'Enter');
    }
    expect(recorded.map((one) => one.on), 'one planned for later was made today').toEqual(['2026-11-20', '2026-11-23']);
  });

  it('keeps to the next sheet when its number is typed while the lists are read anew', async () => {
    const { ipc, recorded } = listening();
    await openDesk('Morgan Ellis', ipc);
    const today = ipc.today;
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => { go = resolve; });
    ipc.today = async () => { await held; return today(); };
    await press('ArrowDown', 'Enter', '2', 'Enter');
    await fireEvent.input(screen.getByTestId('sheet-number'), { target: { value: '43' } });
    await fireEvent.submit(screen.getByTestId('sheet-form'));
    await settle();
    go();
    await settle();
    await press('3', 'Enter');
    expect(recorded.map((one) => [one.case, one.result]), 'nobody else gets the result').toEqual([['c1', 'no_answer'], ['c3', 'voicemail']]);
  });

  it('says why a number finds no sheet, and changes nothing', async () => {
    await openDesk();
    await fireEvent.input(screen.getByTestId('sheet-number'), { target: { value: '99' } });
    await fireEvent.submit(screen.getByTestId('sheet-form'));
    await settle();
    expect(text(screen.getByTestId('sheet-form'))).toContain('No sheet 99 was printed');
    expect(screen.queryByTestId('result-strip')).toBeNull();
  });

  it('offers to take up again only what has ended or waits for a supervisor', async () => {
    await openDesk('Morgan Ellis');
    await press('ArrowDown', 'Enter');
    expect(screen.queryByTestId('result-take_up')).toBeNull();
    await press('t');
    expect(screen.getByTestId('result-strip').querySelector('input:checked'), 'nor by its key').toBeNull();
  });

  it('puts a contact off to a day', async () => {
    const ipc = fakeIpc();
    const put: unknown[] = [];
    const off = ipc.putOffContact;
    ipc.putOffContact = (request) => {
      put.push(request);
      return off(request);
    };
    await openDesk('Morgan Ellis', ipc);
    await press('ArrowDown', 'Enter', '9', 'Enter');
    expect(put).toEqual([{ case: 'c1', until: '2026-11-24' }]);
  });

  it('records a visit with v', async () => {
    const { ipc, recorded } = listening();
    await openDesk('Morgan Ellis', ipc);
    await press('ArrowDown', 'r', 'v', '1', 'Enter');
    expect(recorded[0]?.channel).toBe('in_person');
  });

  it('asks for a result beside the choices when none was chosen, and keeps the strip', async () => {
    const { ipc, recorded } = listening();
    await openDesk('Morgan Ellis', ipc);
    await press('ArrowDown', 'Enter', 'Enter');
    const strip = screen.getByTestId('result-strip');
    expect(text(strip.querySelector('#result-error')), 'the sentence stands in the strip').toContain('Press 1 to 9');
    expect(recorded, 'nothing was sent').toHaveLength(0);
  });

  it('shows the desk’s refusal at the field it is about', async () => {
    const ipc = fakeIpc();
    ipc.recordAttempt = () => Promise.reject(new Refused({ code: 'bad_input', message: 'Enter a day that is not in the future. Nothing was recorded.', field: 'on' }));
    await openDesk('Morgan Ellis', ipc);
    await press('ArrowDown', 'Enter', '2', 'Enter');
    const field = screen.getByLabelText('On');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(text(described), 'the message is tied to the field for a screen reader').toContain('not in the future');
  });

  it('leaves with Escape and changes nothing', async () => {
    const { ipc, recorded } = listening();
    await openDesk('Morgan Ellis', ipc);
    await press('ArrowDown', 'Enter', '2', 'Escape');
    expect(recorded).toHaveLength(0);
    expect(focused(), 'the person stands where they were').toBe('c1');
  });

  it('shows the four heaps in order, and says why one is empty', async () => {
    const ipc = fakeIpc();
    const ask = ipc.today;
    ipc.today = async () => {
      const view = await ask();
      return { ...view, heaps: view.heaps.map((heap) => (heap.kind === 'overdue' ? { ...heap, count: 0, rows: [] } : heap)) };
    };
    await openDesk('Morgan Ellis', ipc);
    const heaps = [...document.querySelectorAll('.app-heap h2')].map((title) => text(title).replace(/ \d+$/, ''));
    expect(heaps).toEqual(['Overdue', 'Due today', 'New since you last looked', 'Waiting for you']);
    expect(within(screen.getByTestId('heap-overdue')).getByText('Nobody is waiting past their date.')).toBeTruthy();
  });

  it('keeps a long heap short until the person asks for the whole', async () => {
    const ipc = fakeIpc();
    const ask = ipc.today;
    ipc.today = async () => {
      const view = await ask();
      const [first] = view.heaps[0]?.rows ?? [];
      const rows = Array.from({ length: 120 }, (_, at) => ({ ...(first as TodayRow), case: `long${at}` }));
      return { ...view, heaps: view.heaps.map((heap) => (heap.kind === 'overdue' ? { ...heap, count: 450, rows } : heap)) };
    };
    await openDesk('Morgan Ellis', ipc);
    const overdue = within(screen.getByTestId('heap-overdue'));
    expect(overdue.getAllByTestId('today-row'), 'what is due today stays in sight').toHaveLength(20);
    await fireEvent.click(overdue.getByRole('button', { name: 'Show all 450' }));
    expect(overdue.getAllByTestId('today-row')).toHaveLength(120);
    expect(overdue.getByText(/first 120 of 450/), 'the page says what it does not hold').toBeTruthy();
  });

  it('opens one strip for a case that stands in two heaps', async () => {
    const ipc = fakeIpc();
    const ask = ipc.today;
    ipc.today = async () => {
      const view = await ask();
      const twice = view.heaps[0]?.rows ?? [];
      return { ...view, heaps: view.heaps.map((heap) => (heap.kind === 'new' ? { ...heap, rows: [...twice, ...heap.rows] } : heap)) };
    };
    await openDesk('Morgan Ellis', ipc);
    await press('ArrowDown', 'Enter');
    expect(screen.getAllByTestId('result-strip'), 'the keys belong to one line').toHaveLength(1);
    await press('Escape', 'ArrowDown', 'ArrowDown');
    expect(focused(), 'the arrows pass from heap to heap').toBe('c3');
  });

  it('tells what was done in one polite line, and undoes it by name', async () => {
    await openDesk();
    await press('ArrowDown', 'Enter', '2', 'Enter');
    const line = screen.getByTestId('done-line');
    expect(line.getAttribute('aria-live')).toBe('polite');
    expect(text(line)).toContain('No answer recorded for 0612304/26.');
    expect(text(screen.getByTestId('undo')), 'the button says what it would undo').toBe('Undo: Record no answer');
    await pressCtrlZ();
    expect(text(line)).toBe('Undone: Record no answer.');
    expect(document.querySelector('[data-testid="today-row"]')?.getAttribute('data-case'), 'the person is back in the heap').toBe('c1');
  });

  it('goes back step by step with Ctrl+Z and does not turn round', async () => {
    await openDesk();
    await press('ArrowDown', 'Enter', '2', 'Enter', 'Enter', '3', 'Enter');
    await pressCtrlZ();
    await pressCtrlZ();
    expect([...document.querySelectorAll('[data-testid="heap-overdue"] [data-testid="today-row"]')].map((row) => row.getAttribute('data-case')), 'both stand where they were').toEqual(['c1', 'c2']);
    expect(text(screen.getByTestId('undo')), 'the line offers to do it again').toBe('Do it again');
  });

  it('offers to undo what was done again', async () => {
    await openDesk();
    await press('ArrowDown', 'Enter', '2', 'Enter');
    await pressCtrlZ();
    screen.getByTestId('undo').click();
    await settle();
    expect(text(screen.getByTestId('undo')), 'it stands, and can be undone').toMatch(/^Undo/);
  });

  it('copies the text of the contact just recorded, says so, and keeps the undo', async () => {
    const ipc = await openDesk();
    let copied = '';
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: (words: string) => ((copied = words), Promise.resolve()) } });
    const asked: number[] = [];
    const of = ipc.recordedContactText;
    ipc.recordedContactText = (first, last) => {
      asked.push(first);
      return of(first, last);
    };
    await press('ArrowDown', 'Enter', '2', 'Enter');
    expect(asked, 'nothing leaves before somebody asks').toEqual([]);
    screen.getByTestId('copy-contact').click();
    await settle();
    expect(copied).toContain('REASSURANCE CONTACT');
    expect(asked).toHaveLength(1);
    expect(text(screen.getByTestId('copy-contact'))).toContain('Copied');
    screen.getByTestId('undo').click();
    await settle();
    expect(screen.queryByTestId('copy-contact'), 'what was undone has no text').toBeNull();
  });

  it('counts every place from signing in on, and anew after a change', async () => {
    await openDesk();
    const count = (place: string) => Number(/\d+/.exec(text(screen.getByTestId(`place-${place}`)))?.[0]);
    const before = count('cases');
    expect(before, 'Cases was not opened yet').toBeGreaterThan(0);
    expect(text(screen.getByTestId('place-plan'))).toMatch(/\d/);
    await press('ArrowDown', 'Enter', '1', 'Enter');
    await settle();
    expect(count('cases'), 'one victim was reached').toBe(before - 1);
    expect(text(screen.getByTestId('place-today')), 'the open page counts anew').toMatch(/\d/);
  });
});

async function pressCtrlZ() {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }));
  await settle();
}
