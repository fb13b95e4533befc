/**
 * Hears keys anywhere inside an element. The element itself is not the control: its fields and buttons are,
 * and this saves each of them from repeating the same keys.
 */
export function hearKeys(heard: (event: KeyboardEvent) => void): (node: HTMLElement) => () => void {
  return (node) => {
    node.addEventListener('keydown', heard);
    return () => node.removeEventListener('keydown', heard);
  };
}

/** Escape inside this element leaves it, and nothing further out. */
export function onEscape(leave: () => void): (node: HTMLElement) => () => void {
  return hearKeys((event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  });
}

/** Brings what was just chosen into sight, where a narrow window has put it below. */
export function inSight(node: HTMLElement): void {
  node.scrollIntoView?.({ block: 'nearest' });
}
