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

describe('a trial', { timeout: 30_000 }, () => {
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
    await type(/^Enrolment ends/, '31/12/2026');
    await click('trial-set-up');
    expect(document.body.textContent, 'the field that is missing is named').toContain('A trial needs a title');
    await type(/^Title/, 'Does a contact help?');
    await type(/^Enrolment ends/, 'soon');
    await click('trial-set-up');
    expect(document.body.textContent, 'a day is written as everywhere').toContain('Enter the day as in 23/11/2026.');
    expect(document.activeElement?.id, 'the cursor is in the field that is wrong').toBe('trial-to');
    await type(/^Enrolment ends/, '31/12/2026');
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
  });

  it('is ended, and its people are taken out without names', async () => {
    await openDesk();
    await goTo('settings');
    await click('settings-trial');
    await click('trial-begin');
    await type(/^Title/, 'Does a contact help?');
    await type(/^Enrolment ends/, '31/12/2026');
    await click('trial-set-up');
    await type(/passphrase for the seal alone/, 'known to the custodian');
    await click('trial-seal');
    expect(screen.queryByTestId('trial-export'), 'nothing is taken out before every outcome is known').toBeNull();
    await click('trial-end');
    await click('trial-end-now');
    expect(text(screen.getByTestId('trial-next'))).toContain('has ended');
    await click('trial-export');
    expect(document.body.textContent).toContain('end in .csv');
    await type(/^File/, 'trial.csv');
    await click('trial-export');
    expect(text(screen.getByTestId('done-line'))).toContain('The extract is in trial.csv.');
    await sound();
  });
});
