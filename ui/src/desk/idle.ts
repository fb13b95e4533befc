import { onMount } from 'svelte';
import type { Session } from './session.svelte';

/** How long the desk may stand untouched before it locks itself, in minutes. */
export const lockChoices = [5, 15, 30, 60] as const;
const lockDefault = 15;
const kept = 'reassure.lock-after-minutes';

/** Remembered by this computer's window; it says nothing about anybody. */
export function lockAfterMinutes(): number {
  const minutes = Number(localStorage.getItem(kept));
  return lockChoices.find((choice) => choice === minutes) ?? lockDefault;
}

export function rememberLockAfter(minutes: number): void {
  localStorage.setItem(kept, String(minutes));
}

/** Locks the desk when nobody has touched it for a while. Long work keeps it open until it has ended. */
export function lockWhenIdle(session: Session): void {
  let touchedAt = performance.now();
  const touched = () => { touchedAt = performance.now(); };
  onMount(() => {
    const watched = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const name of watched) window.addEventListener(name, touched, { passive: true });
    const look = window.setInterval(() => {
      if (!session.who || session.working > 0) touched();
      else if (performance.now() - touchedAt >= lockAfterMinutes() * 60_000) void session.lockItself();
    }, 5_000);
    return () => {
      window.clearInterval(look);
      for (const name of watched) window.removeEventListener(name, touched);
    };
  });
}
