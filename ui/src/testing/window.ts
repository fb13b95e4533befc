// Opens the whole window over the invented desk, as a person meets it.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import App from '../App.svelte';
import { demoPassphrase, fakeIpc } from '../ipc/fake/fake';
import type { Ipc } from '../ipc';

/** Signs in and returns the desk behind the window. `ipc` may be a desk that answers differently. */
export async function openDesk(name = 'Morgan Ellis', ipc: Ipc = fakeIpc()): Promise<Ipc> {
  render(App, { props: { ipc } });
  await fireEvent.change(await screen.findByTestId('sign-in-name'), { target: { value: name } });
  await fireEvent.input(screen.getByTestId('sign-in-passphrase'), { target: { value: demoPassphrase } });
  await fireEvent.click(screen.getByTestId('sign-in'));
  await waitFor(() => page());
  await settle();
  return ipc;
}

/** The page that stands open. */
export function page(): string {
  const place = document.querySelector<HTMLElement>('main')?.dataset['place'];
  if (place === undefined || place === 'sign-in') throw new Error('nobody is signed in yet');
  return place;
}

export async function goTo(place: string): Promise<void> {
  await fireEvent.click(screen.getByTestId(`place-${place}`));
  await settle();
}

/** Presses keys where the focus is. The number of keys is the length of the list. */
export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    await fireEvent.keyDown(document.activeElement ?? document.body, { key });
    await settle();
  }
}

/** Lets answers of the desk and what they draw arrive. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    await Promise.resolve();
    await tick();
  }
}

export function text(element: Element | null | undefined): string {
  return element?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
}
