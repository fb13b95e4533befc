import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { fakeIpc } from '../ipc/fake/fake';
import { goTo, openDesk, page, press, settle, text } from '../testing/window';

async function openCases(ipc = fakeIpc()) {
  await openDesk('Morgan Ellis', ipc);
  await goTo('cases');
  return ipc;
}

const references = () => screen.getAllByTestId('case-row').map((row) => row.getAttribute('data-case'));

describe('Cases', () => {
  it('keeps list, filter, place and scroll when a person comes back', async () => {
    await openCases();
    await fireEvent.click(screen.getByTestId('list-high_risk'));
    await settle();
    await fireEvent.change(screen.getByLabelText('Borough'), { target: { value: 'Wandsworth' } });
    await settle();
    const before = references();
    expect(before, 'the filter narrows the list').toEqual(['c1', 'c3', 'c8']);
    const region = screen.getByTestId('case-scroll');
    region.scrollTop = 40;
    await fireEvent.scroll(region);
    await fireEvent.click(within(screen.getAllByTestId('case-row')[2] as HTMLElement).getByRole('button'));
    await settle();
    expect(page()).toBe('case');
    await press('Escape');
    expect(page()).toBe('cases');
    expect(references(), 'the same rows in the same order').toEqual(before);
    expect((screen.getByLabelText('Borough') as HTMLSelectElement).value).toBe('Wandsworth');
    expect(screen.getByTestId('case-scroll').scrollTop, 'the list is where it was').toBe(40);
    expect(document.activeElement?.closest('tr')?.getAttribute('data-case'), 'the focus is on the case that was open').toBe('c8');
  });

  it('keeps its place across another page', async () => {
    await openCases();
    await fireEvent.click(screen.getByTestId('list-closed'));
    await settle();
    await goTo('trends');
    await goTo('cases');
    expect(screen.getByTestId('list-closed').getAttribute('aria-current')).toBe('true');
  });

  it('shows the essentials of the row at hand without opening it', async () => {
    const ipc = fakeIpc();
    let opened = 0;
    const look = ipc.caseView;
    ipc.caseView = (id) => {
      opened += 1;
      return look(id);
    };
    await openCases(ipc);
    await press('ArrowDown');
    expect(within(screen.getByLabelText('Essentials')).getByRole('heading', { name: 'Ewan Baptiste' })).toBeTruthy();
    expect(opened, 'opening a case is logged, so looking at a row must not open it').toBe(0);
  });

  it('shows more of a long list on request', async () => {
    const ipc = fakeIpc();
    const ask = ipc.caseList;
    ipc.caseList = (request) => ask({ ...request, limit: Math.min(request.limit, 10) });
    await openCases(ipc);
    expect(references()).toHaveLength(10);
    await fireEvent.click(screen.getByTestId('show-more'));
    await settle();
    expect(new Set(references()).size, 'the next ten follow, none twice').toBe(20);
  });
});

describe('A case', () => {
  async function openCase(id: string, ipc = fakeIpc()) {
    await openCases(ipc);
    await fireEvent.click(within(document.querySelector<HTMLElement>(`[data-case="${id}"]`) ?? document.body).getByRole('button'));
    await settle();
    return ipc;
  }

  it('puts what not to do before the number', async () => {
    await openCase('c1');
    const safety = screen.getByTestId('safety');
    const number = document.querySelector('[data-field="telephone"]');
    expect(text(safety)).toContain('Do not leave a voicemail');
    expect(text(number)).toContain('07700 900112');
    expect(safety.compareDocumentPosition(number as Node) & Node.DOCUMENT_POSITION_FOLLOWING, 'the rules come first for eye and ear alike').toBeTruthy();
  });

  it('says calmly and once that opening was logged', async () => {
    await openCase('c1');
    expect(screen.getAllByText(/was logged/)).toHaveLength(1);
  });

  it('shows a refused correction beside its field and keeps what was typed', async () => {
    await openCase('c1');
    await fireEvent.click(screen.getByRole('button', { name: 'Correct Reported on' }));
    const box = screen.getByLabelText<HTMLInputElement>('Correct reported on');
    await fireEvent.input(box, { target: { value: 'yesterday' } });
    await fireEvent.click(screen.getByTestId('correction-save'));
    await settle();
    const field = document.querySelector<HTMLElement>('[data-field="reported_on"]');
    expect(text(field), 'the sentence stands at the field').toContain('Enter the day as in 23/11/2026.');
    expect(screen.getByLabelText<HTMLInputElement>('Correct reported on').value).toBe('yesterday');
    expect(box.getAttribute('aria-invalid')).toBe('true');
  });

  it('shows what the extract says where a person has corrected it', async () => {
    await openCase('c2');
    await fireEvent.click(screen.getByRole('button', { name: 'Correct Ward' }));
    await fireEvent.input(screen.getByLabelText('Correct ward'), { target: { value: 'Abbey' } });
    await fireEvent.click(screen.getByTestId('correction-save'));
    await settle();
    const field = document.querySelector<HTMLElement>('[data-field="ward"]');
    expect(text(field)).toContain('Abbey');
    expect(text(field)).toContain('The extract says: Cricket Green');
  });

  it('asks for the day of a call back, and says beside it when it is no day', async () => {
    await openCase('c1');
    await fireEvent.click(screen.getByTestId('next-step-do'));
    await press('6', 'Enter');
    const day = screen.getByLabelText<HTMLInputElement>('Call back on');
    expect(text(document.getElementById(day.getAttribute('aria-describedby') ?? ''))).toContain('23/11/2026');
    await fireEvent.input(day, { target: { value: '25/11/2026' } });
    await press('Enter');
    expect(text(screen.getByTestId('done-line'))).toContain('Call back recorded for 0612304/26');
    expect(screen.queryByTestId('result-strip'), 'the strip is put away').toBeNull();
  });

  it('filters the story to contacts', async () => {
    await openCase('c1');
    expect(screen.getAllByTestId('story-line')).toHaveLength(2);
    await fireEvent.click(screen.getByTestId('story-contact'));
    expect(screen.getAllByTestId('story-line').map(text)).toEqual([expect.stringContaining('No answer')]);
  });
});
