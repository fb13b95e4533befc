import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { goTo, openDesk, page, settle, text } from '../testing/window';
import { rememberLockAfter } from './idle';

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

describe('A desk left alone', () => {
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => vi.useRealTimers());

  it('locks itself after a quarter of an hour, and says that nothing saved was lost', async () => {
    await openDesk();
    await minutes(14);
    expect(page(), 'not yet').toBe('today');
    await minutes(2);
    await waitFor(() => screen.getByTestId('sign-in'));
    expect(text(screen.getByTestId('error-summary'))).toContain('What was saved is saved');
    expect(document.body.textContent, 'nobody’s name is left on the screen').not.toContain('Amina Yusuf');
  });

  it('stays open for somebody who works', async () => {
    await openDesk();
    for (let turn = 0; turn < 4; turn += 1) {
      await minutes(10);
      await fireEvent.keyDown(document.body, { key: 'Shift' });
    }
    expect(page()).toBe('today');
  });

  it('stays open while long work runs', async () => {
    const ipc = await openDesk();
    let finish = () => undefined as void;
    ipc.proposePlan = () => new Promise((_, reject) => { finish = () => reject(new Error('stopped by the test')); });
    await goTo('plan');
    await fireEvent.click(screen.getByTestId('propose'));
    await minutes(40);
    expect(page()).toBe('plan');
    finish();
    await settle();
  });

  it('keeps the time a person chose', async () => {
    rememberLockAfter(60);
    await openDesk();
    await minutes(50);
    expect(page()).toBe('today');
  });
});

describe('Settings about oneself', () => {
  it('changes the passphrase, and says at the field why not', async () => {
    await openDesk('Dev Chatterjee');
    await goTo('settings');
    await fireEvent.click(screen.getByTestId('settings-you'));
    await fireEvent.input(screen.getByLabelText('The passphrase you have now'), { target: { value: 'as it is' } });
    await fireEvent.input(screen.getByLabelText('A new passphrase'), { target: { value: 'short' } });
    await fireEvent.click(screen.getByTestId('change-passphrase'));
    await settle();
    expect(text(document.getElementById('own-new-error'))).toContain('at least 12 characters');
    await fireEvent.input(screen.getByLabelText('A new passphrase'), { target: { value: 'four words to keep' } });
    await fireEvent.click(screen.getByTestId('change-passphrase'));
    await settle();
    expect(text(screen.getByTestId('done-line'))).toContain('Your passphrase was changed');
  });

  it('asks once more before a place is taken away', async () => {
    await openDesk();
    await goTo('settings');
    await fireEvent.click(screen.getByTestId('settings-people'));
    await waitFor(() => screen.getAllByTestId('person-row'));
    const before = screen.getAllByTestId('person-row').length;
    await fireEvent.click(screen.getAllByTestId('take-place')[0]!);
    expect(screen.getAllByTestId('person-row').length, 'nothing yet').toBe(before);
    await fireEvent.click(screen.getByTestId('take-place-now'));
    await settle();
    expect(screen.getAllByTestId('person-row').length).toBe(before - 1);
  });
});
