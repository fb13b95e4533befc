import axe from 'axe-core';
import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { goTo, openDesk, settle, text } from '../testing/window';

const sound = async () => (await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id);

async function write(label: string, value: string) {
  await fireEvent.input(screen.getByLabelText(label), { target: { value } });
  await fireEvent.click(screen.getByTestId('reckon'));
  await settle();
}

describe('Trends, does it help', () => {
  it('stands between reaching victims and equality, and says what it cannot show', async () => {
    await openDesk();
    await goTo('trends');
    await screen.findByTestId('reckon');
    const questions = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
    expect(questions.indexOf('Does it help?')).toBeGreaterThan(questions.indexOf('Are we reaching them, in time?'));
    expect(questions.indexOf('Does it help?')).toBeLessThan(questions.indexOf('Is it equal?'));
    expect(text(screen.getByTestId('limits'))).toContain('not simply compared');
    expect(text(screen.getByTestId('power'))).toContain('could show');
    expect(await sound()).toEqual([]);
  });

  it('works an effect out in cases from typed numbers, and names the box with a wrong one', async () => {
    await openDesk();
    await goTo('trends');
    await screen.findByTestId('reckon');
    await write('Cases a year', '22,000');
    expect(text(screen.getByTestId('help'))).toContain('as typed');
    await write('Cases a year', 'many');
    expect(text(screen.getByTestId('help'))).toContain('Type a whole number');
    expect(await sound()).toEqual([]);
  });
});

describe('Settings, start of the service', () => {
  it('sets the day of a borough', async () => {
    await openDesk();
    await goTo('settings');
    await fireEvent.click(screen.getByTestId('settings-service'));
    await settle();
    expect(screen.getAllByTestId('service-row')).toHaveLength(2);
    await fireEvent.click(screen.getAllByTestId('service-change')[1]!);
    await settle();
    expect(screen.getByLabelText<HTMLInputElement>('First day of report').value).toBe('01/04/2026');
    expect(await sound()).toEqual([]);
    await fireEvent.click(screen.getByTestId('service-set'));
    await settle();
    expect(screen.queryByTestId('service-set'), 'done').toBeNull();
  });
});
