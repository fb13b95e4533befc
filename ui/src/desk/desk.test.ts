import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { fakeIpc } from '../ipc/fake/fake';
import { Refused } from '../ipc';
import { goTo, openDesk, page, press, settle, text } from '../testing/window';

const railPlaces = () => [...document.querySelectorAll('.app-rail__place')].map((one) => one.getAttribute('data-testid')?.replace('place-', ''));

describe('Roles', () => {
  it('shows the EDI manager only the places the role may open', async () => {
    await openDesk('Dev Chatterjee');
    expect(railPlaces()).toEqual(['trends', 'month', 'settings']);
    expect(screen.queryByTestId('error-summary'), 'nothing is asked that the role is refused').toBeNull();
    expect(page(), 'the first page is one the role may open').toBe('trends');
  });

  it('does not go to Import by key without the right to it', async () => {
    await openDesk('Dev Chatterjee');
    await press('g', 'i');
    expect(page()).toBe('trends');
  });

  it('has no search over names for a role that may see none', async () => {
    await openDesk('Dev Chatterjee');
    expect(screen.queryByTestId('search')).toBeNull();
  });
});

describe('Keys', () => {
  it('goes to each place with g and its letter', async () => {
    await openDesk();
    for (const [letter, place] of [['c', 'cases'], ['p', 'plan'], ['r', 'trends'], ['m', 'month'], ['i', 'import'], ['s', 'settings'], ['t', 'today']] as const) {
      await press('g', letter);
      expect(page()).toBe(place);
    }
  });

  it('leaves letters alone while a person types', async () => {
    await openDesk();
    await press('/');
    expect(document.activeElement, '/ goes to the search box').toBe(screen.getByTestId('search'));
    await press('g', 'c');
    expect(page()).toBe('today');
  });

  it('covers the screen with Ctrl+L and hears no page keys behind it', async () => {
    await openDesk();
    await fireEvent.keyDown(document.body, { key: 'l', ctrlKey: true });
    await settle();
    expect(screen.getByTestId('cover')).toBeTruthy();
    await fireEvent.keyDown(document.body, { key: 'g' });
    await fireEvent.keyDown(document.body, { key: 'c' });
    expect(page()).toBe('today');
  });

  it('lists the keys of the page with ?', async () => {
    await openDesk();
    await press('?');
    expect(text(document.querySelector('.app-keys'))).toContain('Save and move to the next');
  });
});

describe('Search', () => {
  it('answers as the person types and opens with Enter', async () => {
    await openDesk();
    await press('/');
    await fireEvent.input(screen.getByTestId('search'), { target: { value: 'yusuf' } });
    await settle();
    expect(screen.getAllByTestId('search-result').map(text)).toEqual(['0612304/26 Amina Yusuf Tooting Bec']);
    await press('Enter');
    expect(page()).toBe('case');
    expect(text(document.querySelector('h1'))).toContain('Amina Yusuf');
  });

  it('never lets an older answer replace a newer one', async () => {
    const ipc = fakeIpc();
    const ask = ipc.search;
    const waiting: (() => void)[] = [];
    ipc.search = async (sought) => {
      await new Promise<void>((resume) => waiting.push(resume));
      return ask(sought);
    };
    await openDesk('Morgan Ellis', ipc);
    const box = screen.getByTestId('search');
    await fireEvent.input(box, { target: { value: 'a' } });
    await fireEvent.input(box, { target: { value: 'yusuf' } });
    waiting[1]?.();
    await settle();
    waiting[0]?.();
    await settle();
    expect(screen.getAllByTestId('search-result'), 'the answer to the later question stays').toHaveLength(1);
  });
});

describe('Signing in', () => {
  it('says beside the passphrase why it was refused', async () => {
    const ipc = fakeIpc();
    ipc.signIn = () => Promise.reject(new Refused({ code: 'wrong_passphrase', message: 'The name and passphrase do not match. Nothing was changed. Try again.', field: null }));
    await expect(openDesk('Morgan Ellis', ipc)).rejects.toThrow('nobody is signed in');
    const box = screen.getByTestId<HTMLInputElement>('sign-in-passphrase');
    expect(box.value, 'the wrong passphrase does not stay').toBe('');
    expect(text(document.getElementById(box.getAttribute('aria-describedby') ?? ''))).toContain('do not match');
  });

  it('tells how far it is while a new version makes its lists, and can be put off', async () => {
    const ipc = fakeIpc();
    let hear: Parameters<typeof ipc.onProgress>[0] = () => undefined;
    let end: (why: Refused) => void = () => undefined;
    let cancelled = 0;
    ipc.onProgress = (heard) => {
      hear = heard;
      return () => undefined;
    };
    ipc.signIn = () => new Promise((_, reject) => (end = reject));
    ipc.cancelWork = async () => {
      cancelled += 1;
    };
    await expect(openDesk('Morgan Ellis', ipc)).rejects.toThrow('nobody is signed in');
    expect(screen.queryByTestId('progress'), 'as a rule nothing has to be waited for').toBeNull();
    hear({ stage: 'Working out lists and figures for this version', done: 51_200, total: 250_000 });
    await settle();
    expect(text(screen.getByTestId('progress'))).toContain('for this version: 51,200 of 250,000');
    expect(text(document.querySelector('main'))).toContain('every entry stays as it is');
    await fireEvent.click(screen.getByTestId('cancel-work'));
    expect(cancelled).toBe(1);
    end(new Refused({ code: 'cancelled', message: 'Cancelled. Nothing was changed.', field: null }));
    await settle();
    expect(text(screen.getByTestId('sign-in-said'))).toContain('The desk is as it was');
    expect(screen.getByTestId<HTMLInputElement>('sign-in-passphrase').value, 'nothing has to be typed again').not.toBe('');
  });

  it('goes back to the door when the desk has locked itself', async () => {
    const ipc = fakeIpc();
    await openDesk('Morgan Ellis', ipc);
    ipc.caseList = () => Promise.reject(new Refused({ code: 'locked', message: 'The desk is locked. Nothing was lost. Sign in again.', field: null }));
    await goTo('cases').catch(() => undefined);
    await waitFor(() => screen.getByTestId('sign-in'));
    expect(text(screen.getByTestId('error-summary'))).toContain('Sign in again');
    expect(document.body.textContent, 'nobody’s name is left on the screen').not.toContain('Amina Yusuf');
  });
});
