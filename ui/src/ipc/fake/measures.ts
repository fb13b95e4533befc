import type { ContactMeasuresRequest, ContactMeasuresView, ContactMeasureView } from '../wire';
import { Refused } from '../refused';

const bare = { interval: '', numerator: null, denominator: null, share: null, low: null, high: null, spread: null };
const row = (code: string, label: string, value: string, interval: string, meaning: string): ContactMeasureView => ({ ...bare, code, label, value, interval, meaning });

/** How contacts went, as invented as the rest. */
export function measuresOf({ month, to, as_at: asAt }: ContactMeasuresRequest): ContactMeasuresView {
  const from = month ?? '2026-10';
  const last = to ?? from;
  if (last < from) throw new Refused({ code: 'bad_input', message: 'September 2026 comes before October 2026. Give the first month first.', field: 'to' });
  return {
    month: from, to: last, as_at: asAt ?? '2026-11-23',
    months: [{ code: '2026-11', label: 'November 2026' }, { code: '2026-10', label: 'October 2026' }, { code: '2026-09', label: 'September 2026' }],
    words: 'Of 31 victims reported in October 2026 whose window had ended by Mon 23 Nov 2026, 24 (77.4 %) were reached in it. 4 more have windows still open and are not counted yet.',
    sections: [
      { title: 'From owed to reached', words: 'Victims by the month they were reported in, once their contact window has ended.', rows: [
        row('owed', 'Owed a contact', '31', '', 'Victims owed a contact whose window has ended.'),
        row('offered', 'Offered', '29 of 31, 93.5 %', '79.3 % to 98.2 %', 'Given to an officer, among those owed.'),
        row('in_window', 'Reached in the window', '24 of 31, 77.4 %', '60.2 % to 88.6 %', 'By the window’s last day, among those owed.'),
        row('days_to_contact', 'Days to the contact', '9', 'half from 7 to 12, all from 2 to 31', 'Whole days from the report to the contact, of those reached.'),
      ] },
      { title: 'The plan', words: 'Lines by the day they were accepted. What was undone is left out.', rows: [
        row('changed', 'Changed on re-plan', 'not applicable', '', 'Lines that took the place of another one not yet tried, among those accepted.'),
        row('independence_violations', 'Not independent', '0', '', 'Lines accepted whose officer was linked to the investigation by what was known then. It must be 0.'),
      ] },
    ],
    why_not: [{ code: 'victim_declined', words: 'The victim does not want a contact', not_offered: 0, offered: 3 }, { code: 'given_to_nobody', words: 'Given to no officer', not_offered: 2, offered: 0 }],
    loads: [{ collar: '1002SW', name: 'PC Imran Sheikh', made: 6, planned: 1, shifts: 20, per_shift: 0.35, per_shift_words: '0.35' }],
  };
}
