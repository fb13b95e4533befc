import type { Ipc } from '../ipc';
import { Refused } from '../refused';
import type { DoneView, HolidayView, PolicyGroupView, PolicySettingView } from '../wire';

const setting = (code: string, label: string, value: string, more: Partial<PolicySettingView> = {}): PolicySettingView => ({ code, label, hint: '', kind: 'number', value, options: [], ...more });
const option = (code: string, label: string) => ({ code, label });
const steps = [['earliest', [1, 3, 5]], ['target', [3, 7, 10]], ['latest', [10, 15, 20]], ['late', [30, 35, 40]]] as const;

const groups = (): PolicyGroupView[] => [
  { code: 'name', title: 'Name', lead: 'What this version is called.', settings: [setting('name', 'Name of this policy', 'Preset 1', { kind: 'text' })] },
  {
    code: 'windows', title: 'Windows', lead: 'Working days after the day reported.',
    settings: [
      ...['high', 'medium', 'standard'].flatMap((risk, at) => steps.map(([step, days]) => setting(`${risk}_${step}`, `${risk} risk: ${step}`, String(days[at])))),
      setting('risk_unknown', 'Where no risk was recorded, treat as', 'standard', { kind: 'choice', options: [option('standard', 'Standard'), option('medium', 'Medium'), option('high', 'High')] }),
    ],
  },
  { code: 'attempts', title: 'Attempts', lead: 'How often a contact is tried before a supervisor decides.', settings: [setting('rest', 'Working days of rest between two attempts', '2'), setting('attempts', 'Attempts before a supervisor decides', '4')] },
  {
    code: 'days', title: 'Days and hours', lead: 'When contacts are made, and how far ahead they are planned.',
    settings: [
      setting('days', 'Days on which contacts are made', '0,1,2,3,4,5', { kind: 'several', options: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day, at) => option(String(at), day)) }),
      setting('hours', 'Hours in which contacts are made', '', { kind: 'text', hint: 'As 09:00-20:00; left empty, the hours are those of the shifts.' }),
    ],
  },
  { code: 'owed', title: 'Who is owed a contact', lead: 'Only these reasons end the promise of one.', settings: [setting('owed', 'Victims of', 'crime', { kind: 'several', options: [option('crime', 'Crime'), option('non_crime', 'Non-crime incident')] })] },
];

/** An invented policy: one setting can be wrong, and each change moves three victims. */
export function fakePolicy(done: (name: string, words: () => string) => DoneView, refuse = (field: string, message: string): never => { throw new Refused({ code: 'bad_input', message, field }); }): Pick<Ipc, 'policyView' | 'policyEffect' | 'setPolicy' | 'holidays' | 'holidayEffect' | 'setHoliday' | 'holidaysFile' | 'setHolidaysFile'> {
  const kept = groups();
  const settings = () => kept.flatMap((group) => group.settings);
  const history: Awaited<ReturnType<Ipc['policyView']>>['history'] = [];
  let holidays: HolidayView[] = [
    { on: '2026-12-25', words: 'Friday 25 December 2026', name: 'Christmas Day', state: 'usual' },
    { on: '2026-12-28', words: 'Monday 28 December 2026', name: 'Boxing Day (substitute day)', state: 'usual' },
    { on: '2027-06-07', words: 'Monday 7 June 2027', name: 'Proclaimed day', state: 'added' },
  ];
  const states = (moved: number) => [{ state: 'to_plan', label: 'To be planned', before: 5, after: 5 }, { state: 'planned', label: 'Planned', before: 12, after: 12 - moved }, { state: 'not_owed', label: 'No contact owed', before: 0, after: moved }];
  const check: Ipc['policyEffect'] = async ({ values }) => {
    const changes = values.map(({ code, value }) => ({ label: settings().find((one) => one.code === code)?.label ?? code, before: settings().find((one) => one.code === code)?.value ?? '', after: value }));
    const wrong = values.find(({ code, value }) => code.includes('_') && !/^\d+$/.test(value));
    if (wrong) refuse(wrong.code, 'High risk: target: Give a whole number from 0 to 260.');
    return { words: ['Of 17 open cases, 3 would have another next step or day.', '3 accepted lines of the plan could no longer stand.'], changes, states: states(3), victims_changed: 3, lines_lost: 3, lines: ['SW/0101/26, planned for Tue 24 Nov: no contact would be owed.'] };
  };
  return {
    policyView: async () => structuredClone({
      name: settings()[0]?.value ?? '', in_force_words: history[0] ? `In force since ${history[0].words}.` : 'The policy a desk starts with. Nobody has set another yet.', groups: kept, history,
      presets: [{ code: 'one_window', name: 'One window for everyone', words: 'Five to fourteen working days after the report.', values: groups().flatMap((group) => group.settings).map(({ code, value }) => ({ code, value: code.endsWith('latest') ? '14' : value })) }],
    }),
    policyEffect: check,
    async setPolicy(request) {
      const effect = await check(request);
      return done('Change the policy', () => {
        for (const { code, value } of request.values) for (const one of settings()) if (one.code === code) one.value = value;
        history.unshift({ entry: history.length + 1, name: settings()[0]?.value ?? '', words: 'Monday 23 November 2026, set by Morgan Ellis', changes: effect.changes });
        return 'The policy is in force from today, with 1 setting changed. Next: look at the plan.';
      });
    },
    holidays: async () => ({ source: 'England and Wales, checked against GOV.UK.', days: structuredClone(holidays) }),
    async holidayEffect({ on, off }) {
      if (!/^\d{4}-\d\d-\d\d$/.test(on)) refuse('on', 'This is not a day. Write it as 2026-11-23.');
      return { words: ['Of 17 open cases, none would have another next step or day.'], changes: [{ label: on, before: off ? 'worked' : 'bank holiday', after: off ? 'bank holiday' : 'worked' }], states: states(0), victims_changed: 0, lines_lost: 0, lines: [] };
    },
    async holidaysFile(file) {
      if (!file.endsWith('.json')) refuse('file', 'This is not the bank holidays\u2019 file of GOV.UK: it does not read as JSON (line 1, column 1). Save gov.uk/bank-holidays.json again, and choose that file.');
      return { words: 'The file has the bank holidays of 2025 to 2028. 1 day would change.', seen: 'f00d', effect: { words: ['Of 17 open cases, none would have another next step or day.'], changes: [{ label: 'Mon 5 Jun 2028, Bank holiday', before: 'worked', after: 'bank holiday' }], states: states(0), victims_changed: 0, lines_lost: 0, lines: [] } };
    },
    setHolidaysFile: async () => done('Take over the bank holidays', () => {
      holidays = [...holidays, { on: '2028-06-05', words: 'Mon 5 Jun 2028', name: 'Bank holiday', state: 'added' }];
      return 'The bank holidays of GOV.UK\u2019s file are in force from now on: 1 day changed.';
    }),
    setHoliday: async ({ on, off, name }) => done('Change the bank holidays', () => {
      const known = holidays.find((day) => day.on === on);
      if (known) known.state = off ? 'usual' : 'worked';
      else holidays = [...holidays, { on, words: on, name, state: 'added' }];
      return `${on} ${off ? 'is a bank holiday' : 'is worked'} from now on.`;
    }),
  };
}
