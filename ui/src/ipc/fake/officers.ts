import type { Ipc } from '../ipc';
import { Refused } from '../refused';
import type { DoneView, OfficerForm, OfficerView } from '../wire';

/** The officers' list of the invented desk: one entry is edited at a time, and one field can be wrong. */
export function fakeOfficers(officers: OfficerView[], done: (name: string, words: () => string) => DoneView): Pick<Ipc, 'officerForm' | 'setOfficer' | 'removeOfficer' | 'unmatchedOfficers' | 'keptAway' | 'allowOfficer'> {
  const forms = new Map<string, OfficerForm>();
  const formOf = (one: OfficerView): OfficerForm => forms.get(one.officer) ?? {
    officer: one.officer, collar: one.collar, name: one.name.replace(/^(PC|PCSO) /, ''), role: one.role, boroughs: 'Merton', wards: one.serves, contacts: String(one.contacts_a_shift), visits: String(one.visits_a_shift),
    team: '', duty: 'Mon Tue Wed Thu Fri', hours: '', away: '2026-12-21/2026-12-27', leaves: '', briefed: 'Yes', languages: '', gender: '', plain_clothes: 'No',
  };
  return {
    async officerForm(id) {
      const one = officers.find(({ officer }) => officer === id);
      if (!one) throw new Refused({ code: 'bad_input', message: 'No officer on the list has this collar number. Check the list.', field: 'officer' });
      return formOf(one);
    },
    async setOfficer(form) {
      if (/someday/i.test(form.duty)) throw new Refused({ code: 'bad_input', message: 'This is neither a day of the week nor a date. Write days as Mon-Fri or Mon Tue Sat.', field: 'duty' });
      return done('Change the officer', () => {
        if (form.officer !== null) forms.set(form.officer, form);
        return `${form.role} ${form.collar} was changed.`;
      });
    },
    removeOfficer: async () => done('Take the officer off the list', () => 'The officer is off the list. Contacts made keep the name.'),
    unmatchedOfficers: async () => [
      { kind: 'ambiguous_name', words: 'DC Obi, without a number, could be PC Amara Obi 2101SW, PC Ben Obi 2102SW: each of them is kept away.', count: 2, count_words: '2 cases', references: ['0612304/26', '0612341/26'] },
      { kind: 'nobody_named', words: 'No officer in the case is named: nobody is kept away.', count: 1, count_words: '1 case', references: ['0612378/26'] },
    ],
    keptAway: async () => [{ case: 'c1', reference: '0612304/26', officer: officers[0]?.officer ?? '', officer_name: officers[0]?.name ?? '', because: 'knows_suspect', words: 'Knows the suspect', conflict: true }],
    allowOfficer: async () => done('Allow the officer', () => 'The officer may make the contact again.'),
  };
}
