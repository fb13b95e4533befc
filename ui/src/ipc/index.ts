import type { Ipc } from './ipc';

export type { Ipc } from './ipc';
export { asRefused, Refused } from './refused';

/** The desk itself inside the window; in a plain browser an invented one, so that pages can be looked at and tested. */
export async function openIpc(): Promise<Ipc> {
  if ('__TAURI_INTERNALS__' in window) return (await import('./tauri')).tauriIpc;
  return (await import('./fake/fake')).fakeIpc();
}
