import { places } from '../words/places';
import type { Session } from './session.svelte';

/** The keys that work on every page. Returns a listener for the window. */
export function everywhereKeys(session: Session, focusSearch: () => void): (event: KeyboardEvent) => void {
  let wentAt = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (!session.who || session.covered || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey && key === 'l') return take(event, () => (session.covered = true));
    if (event.ctrlKey && key === 'z' && !isTyping(event.target)) return take(event, () => void session.undo());
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    // A second key belongs to `g` for as long as a person needs to find it.
    const afterG = event.timeStamp - wentAt < 1500;
    wentAt = Number.NEGATIVE_INFINITY;
    const place = afterG ? places.find((one) => one.letter === key) : undefined;
    if (place) return take(event, () => session.go(place.place));
    if (key === 'g') wentAt = event.timeStamp;
    else if (key === '/') take(event, focusSearch);
    else if (key === '?') take(event, () => (session.keysShown = !session.keysShown));
    else if (key === 'escape' && session.openCase !== null && !session.keysShown) take(event, () => session.back());
  };
}

/** Whether letters pressed here are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

function take(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}
