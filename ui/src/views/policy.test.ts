import axe from 'axe-core';
import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { goTo, openDesk, settle, text } from '../testing/window';

async function openSettings(section: string) {
  await openDesk();
  await goTo('settings');
  await fireEvent.click(screen.getByTestId(`settings-${section}`));
  await settle();
}

async function write(testid: string, value: string) {
  await fireEvent.input(screen.getByTestId(testid), { target: { value } });
  await settle();
}

async function click(testid: string) {
  await fireEvent.click(screen.getByTestId(testid));
  await settle();
}

const sound = async () => (await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id);

describe('Settings, policy', () => {
  it('shows what a change would do before it is put in force, and puts it in force after', async () => {
    await openSettings('policy');
    expect(screen.getByTestId<HTMLButtonElement>('policy-see').disabled, 'nothing is changed yet').toBe(true);
    expect(screen.queryByTestId('policy-apply'), 'nothing can be applied unseen').toBeNull();
    await write('policy-high_target', '2');
    await click('policy-see');
    expect(text(screen.getByTestId('policy-effect'))).toContain('3 accepted lines of the plan could no longer stand.');
    expect(await sound()).toEqual([]);
    await write('policy-high_target', '4');
    expect(screen.queryByTestId('policy-apply'), 'what was seen is no longer what is written').toBeNull();
    await click('policy-see');
    await click('policy-apply');
    expect(text(screen.getByTestId('policy-in-force'))).toContain('set by Morgan Ellis');
    expect(screen.getByTestId<HTMLInputElement>('policy-high_target').value).toBe('4');
    expect(text(screen.getByTestId('policy-history'))).toContain('4 instead of 3');
  });

  it('names the setting that cannot be, and keeps what was written', async () => {
    await openSettings('policy');
    await write('policy-high_target', 'ten');
    await click('policy-see');
    const field = screen.getByTestId<HTMLInputElement>('policy-high_target');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).toBe('ten');
    expect(text(screen.getByTestId('policy-refused'))).toContain('whole number');
    expect(await sound()).toEqual([]);
  });

  it('fills the form from a preset and back', async () => {
    await openSettings('policy');
    await fireEvent.change(screen.getByTestId('policy-preset'), { target: { value: 'one_window' } });
    await settle();
    expect(screen.getByTestId<HTMLInputElement>('policy-standard_latest').value).toBe('14');
    expect(screen.getByTestId<HTMLButtonElement>('policy-see').disabled).toBe(false);
    await fireEvent.change(screen.getByTestId('policy-preset'), { target: { value: '' } });
    await settle();
    expect(screen.getByTestId<HTMLInputElement>('policy-standard_latest').value).toBe('20');
  });
});

describe('Settings, bank holidays', () => {
  it('works a bank holiday after its effect was seen', async () => {
    await openSettings('holidays');
    expect(await sound()).toEqual([]);
    await fireEvent.click(screen.getAllByTestId('holiday-change')[1] as HTMLElement);
    await settle();
    await click('holiday-apply');
    expect(text(screen.getAllByTestId('holiday-row')[1])).toContain('Worked here');
  });
});

describe('Settings, officers', () => {
  it('edits one officer, names a wrong field, and writes days as people do', async () => {
    await openSettings('officers');
    expect(await sound()).toEqual([]);
    await fireEvent.click(screen.getAllByTestId('officer-change')[0] as HTMLElement);
    await settle();
    expect(screen.getByLabelText<HTMLInputElement>('Away').value).toBe('21/12/2026 to 27/12/2026');
    expect(await sound()).toEqual([]);
    await write('officer-duty', 'Someday');
    await click('officer-save');
    expect(text(document.querySelector('#officer-duty-error'))).toContain('neither a day of the week nor a date');
    await write('officer-duty', 'Tue Thu 28/11/2026');
    await write('officer-leaves', '31/3/2027');
    await click('officer-save');
    expect(screen.queryByTestId('officer-edit')).toBeNull();
    await fireEvent.click(screen.getAllByTestId('officer-change')[0] as HTMLElement);
    await settle();
    expect(screen.getByTestId<HTMLInputElement>('officer-duty').value).toBe('Tue Thu 28/11/2026');
    expect(screen.getByTestId<HTMLInputElement>('officer-leaves').value, 'the desk keeps it as a day').toBe('31/03/2027');
  });

  it('lists who is named on cases and matches nobody cleanly, and who keeps away', async () => {
    await openSettings('officers');
    expect(text(screen.getByTestId('officers-unmatched'))).toContain('each of them is kept away');
    expect(text(screen.getByTestId('officers-kept-away'))).toContain('Knows the suspect');
  });
});
