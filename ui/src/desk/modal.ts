/** Opens a dialog over everything else. jsdom has no showModal, so there it is only marked open. */
export function showAsModal(node: Element): void {
  if (!(node instanceof HTMLDialogElement)) return;
  if (typeof node.showModal === 'function') node.showModal();
  else node.setAttribute('open', '');
}
