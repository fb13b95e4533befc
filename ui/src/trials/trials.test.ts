import axe from 'axe-core';
import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { goTo, openDesk, settle, text } from '../testing/window';

const type = (label: RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const click = async (id: string) => {
  await fireEvent.click(screen.getAllByTestId(id)[0]!);
  await settle();
};
async function sound() {
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(found.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

describe('a trial', () => {
  it('is set up, sealed and enrolled into, and says what it waits for', async () => {
    await openDesk();
    await goTo('settings');
    await click('settings-trial');
    expect(document.body.textContent).toContain('No trial was set up.');
    await click('trial-begin');
    await sound();
    await click('trial-size');
    expect(text(screen.getByTestId('trial-sized'))).toContain('392 in each arm');
    expect((screen.getByLabelText(/People in each arm/) as HTMLInputElement).value, 'the size is taken over').toBe('392');
    await click('trial-set-up');
    expect(document.body.textContent, 'the field that is missing is named').toContain('A trial needs a title');
    await type(/^Title/, 'Does a contact help?');
    await click('trial-set-up');
    expect(text(screen.getByTestId('trial-next'))).toContain('the custodian');
    await type(/passphrase for the seal alone/, 'known to the custodian');
    await click('trial-seal');
    expect(screen.getAllByTestId('trial-waiting')).toHaveLength(2);
    await click('trial-enrol');
    await sound();
    await click('trial-enrol-now');
    expect(document.body.textContent).toContain('does not open the seal');
    await type(/custodian’s passphrase/, 'known to the custodian');
    await click('trial-enrol-now');
    expect(text(screen.getAllByTestId('trial-allocated')[0]!)).toContain('Ended');
    await click('trial-leave-out');
    await click('trial-not-now');
    expect(document.body.textContent).toContain('Nobody may be enrolled today.');
    expect(text(screen.getByTestId('trial-findings'))).toContain('Nothing is told by arm');
    await click('trial-end');
    await click('trial-end-now');
    expect(text(screen.getByTestId('trial-next'))).toContain('has ended');
    await sound();
  });
});
