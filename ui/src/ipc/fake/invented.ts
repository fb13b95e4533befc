import { caseworkChoices } from './casework';
// Invented people and places for the browser build and the component tests. Numbers are Ofcom's drama ranges.
import type { ChoicesView, OfficerView, PersonView, PlanDayView, RiskView } from '../wire';

export const today = '2026-11-23';
export const todayWords = 'Mon 23 Nov 2026';

/** The days the invented desk knows, in words; it has no calendar of its own. */
export const dayWords: Record<string, string> = {
  '2026-11-18': 'Wed 18 Nov · 3 working days ago',
  '2026-11-19': 'Thu 19 Nov · 2 working days ago',
  '2026-11-20': 'Fri 20 Nov · 1 working day ago',
  '2026-11-23': 'Mon 23 Nov · today',
  '2026-11-24': 'Tue 24 Nov · tomorrow',
  '2026-11-25': 'Wed 25 Nov · in 2 working days',
  '2026-11-26': 'Thu 26 Nov · in 3 working days',
  '2026-11-27': 'Fri 27 Nov · in 4 working days',
  '2026-11-30': 'Mon 30 Nov · in 5 working days',
  '2026-12-01': 'Tue 1 Dec · in 6 working days',
};

export const planDays: PlanDayView[] = [
  ['2026-11-23', 'Mon 23', true], ['2026-11-24', 'Tue 24', true], ['2026-11-25', 'Wed 25', true],
  ['2026-11-26', 'Thu 26', true], ['2026-11-27', 'Fri 27', true], ['2026-11-28', 'Sat 28', false],
  ['2026-11-29', 'Sun 29', false], ['2026-11-30', 'Mon 30', true], ['2026-12-01', 'Tue 1 Dec', true],
].map(([on, label, working]) => ({ on: String(on), label: String(label), working_day: working === true }));

/** Victim, borough, ward, strand, risk, offence, telephone. */
export const reports: ReadonlyArray<readonly [string, string, string, string, RiskView, string, string]> = [
  ['Amina Yusuf', 'Wandsworth', 'Tooting Bec', 'Race, Religion', 'high', 'Harassment', '07700 900112'],
  ['Ewan Baptiste', 'Merton', 'Cricket Green', 'Sexual orientation', 'medium', 'Public order', '07700 900136'],
  ['Rachel Abramson', 'Wandsworth', 'Balham', 'Religion', 'high', 'Malicious communications', '020 7946 0218'],
  ['Kofi Mensah-Clarke', 'Kingston upon Thames', 'Norbiton', 'Race', 'standard', 'Common assault', '07700 900241'],
  ['Oliwia Nowakowska', 'Merton', 'Colliers Wood', 'Race', 'standard', 'Criminal damage', '07700 900267'],
  ['Jamie Pryce', 'Richmond upon Thames', 'Twickenham Riverside', 'Transgender', 'high', 'Assault occasioning actual bodily harm', '07700 900301'],
  ['Harpreet Kaur Dhillon', 'Wandsworth', 'Southfields', 'Race, Religion', 'medium', 'Public order', '07700 900322'],
  ['Masjid an-Noor, Tooting', 'Wandsworth', 'Tooting Broadway', 'Religion', 'high', 'Criminal damage', '020 7946 0371'],
  ['Daniel Okonjo', 'Merton', 'Figge’s Marsh', 'Race', 'standard', 'Harassment', '07700 900398'],
  ['Mei-Ling Tran', 'Kingston upon Thames', 'Surbiton Hill', 'Race', 'medium', 'Public order', '07700 900405'],
  ['Priya Raghunathan', 'Merton', 'Wimbledon Park', 'Race', 'standard', 'Common assault', '07700 900433'],
  ['Thomas Ardley', 'Richmond upon Thames', 'Ham Petersham & Richmond Riverside', 'Disability', 'medium', 'Theft from the person', '07700 900450'],
  ['Siobhán Delaney', 'Wandsworth', 'Roehampton', 'Race', 'standard', 'Harassment', '07700 900478'],
  ['Yonas Tesfaye', 'Wandsworth', 'St Mary’s', 'Race', 'standard', 'Public order', '07700 900499'],
  ['Chloe Fenwick', 'Kingston upon Thames', 'Chessington South & Malden Rushett', 'Disability', 'high', 'Harassment', '07700 900512'],
  ['Farid Ahmadi', 'Merton', 'Ravensbury', 'Race, Religion', 'medium', 'Common assault', '07700 900533'],
  ['Luca Moretti', 'Richmond upon Thames', 'Kew', 'Sexual orientation', 'standard', 'Public order', '07700 900548'],
  ['Blessing Adeyemi', 'Wandsworth', 'Falconbrook', 'Race', 'standard', 'Malicious communications', '07700 900571'],
  ['Noor Haddad', 'Kingston upon Thames', 'King George’s & Sunray', 'Religion', 'medium', 'Harassment', '07700 900596'],
  ['Gwen Llewellyn', 'Merton', 'Lower Morden', 'Disability', 'standard', 'Public order', '07700 900615'],
  ['Tariq Mahmood', 'Merton', 'Pollards Hill', 'Race', 'not_recorded', 'Common assault', '07700 900634'],
  ['Sushila Gurung', 'Richmond upon Thames', 'Hampton', 'Race', 'standard', 'Criminal damage', '07700 900658'],
  ['Alex Whitcombe', 'Wandsworth', 'Nine Elms', 'Transgender', 'medium', 'Harassment', '07700 900679'],
  ['Ngozi Eze', 'Wandsworth', 'Furzedown', 'Race', 'standard', 'Public order', '07700 900690'],
  ['Benjamin Levy', 'Merton', 'Hillside', 'Religion', 'standard', 'Malicious communications', '07700 900713'],
  ['Ioana Popescu', 'Kingston upon Thames', 'Tolworth', 'Race', 'standard', 'Public order', '07700 900728'],
  ['Leroy Campbell', 'Wandsworth', 'Battersea Park', 'Race', 'medium', 'Common assault', '07700 900746'],
  ['Shanthi Selvanathan', 'Kingston upon Thames', 'New Malden Village', 'Race', 'standard', 'Harassment', '07700 900765'],
  ['Joe Nightingale', 'Richmond upon Thames', 'Barnes', 'Sexual orientation', 'standard', 'Public order', '07700 900787'],
  ['Hye-jin Park', 'Kingston upon Thames', 'Motspur Park & Old Malden East', 'Race', 'standard', 'Criminal damage', '07700 900804'],
  ['Marek Kováč', 'Merton', 'Abbey', 'Race', 'not_recorded', 'Public order', '07700 900826'],
  ['Zainab Osei', 'Wandsworth', 'West Hill', 'Race, Religion', 'standard', 'Harassment', '07700 900849'],
];

export const officers: OfficerView[] = [
  ['o1', 'PC Amara Obi', '1204SW', 'PC', 'Tooting, Balham, Furzedown'],
  ['o2', 'PCSO Dilys Hughes', '7311SW', 'PCSO', 'Cricket Green, Figge’s Marsh, Ravensbury'],
  ['o3', 'PC Imran Sheikh', '1388SW', 'PC', 'Southfields, West Hill, Roehampton'],
  ['o4', 'PC Catriona Bell', '1467SW', 'PC', 'Norbiton, Surbiton Hill, Tolworth'],
  ['o5', 'PCSO Marcus Teague', '7350SW', 'PCSO', 'Twickenham, Kew, Hampton'],
  ['o6', 'PC Yetunde Afolabi', '1502SW', 'PC', 'Wimbledon, Abbey, Hillside'],
  ['o7', 'PC Sam Rutter', '1519SW', 'PC', 'Battersea Park, Falconbrook, Nine Elms'],
].map(([officer = '', name = '', collar = '', role = '', serves = '']) => ({
  officer, name, collar, role, serves, contacts_a_shift: 3, visits_a_shift: 1, duty: 'Early turn, Mon to Fri',
}));

export const people: PersonView[] = [
  { id: 'p1', name: 'Morgan Ellis', role: 'coordinator', role_label: 'Hate crime coordinator' },
  { id: 'p2', name: 'Sarah Whitfield', role: 'supervisor', role_label: 'Supervisor' },
  { id: 'p3', name: 'Dev Chatterjee', role: 'edi', role_label: 'EDI manager' },
  { id: 'p4', name: 'Audit office', role: 'auditor', role_label: 'Auditor' },
];

export const choices: ChoicesView = {
  ...caseworkChoices,
  channels: list('telephone', 'Telephone', 'in_person', 'Visit'),
  results: list('reached', 'Reached', 'no_answer', 'No answer', 'voicemail', 'Voicemail', 'wrong_number', 'Wrong number', 'declined', 'Declined', 'call_back', 'Call back', 'visit_agreed', 'Visit agreed', 'unsafe', 'Not safe to contact'),
  kept_away_because: list('knows_victim', 'Knows the victim', 'knows_suspect', 'Knows the suspect', 'no_time', 'Has no time for it', 'not_right', 'Not the right officer for this victim'),
  ending_reasons: list('victim_declined', 'The victim does not want a contact', 'cannot_be_found', 'No way to reach the victim is left', 'not_safe', 'A contact would not be safe', 'recorded_in_error', 'Recorded in error'),
  taken_up_because: list('victim_asks', 'The victim would like a contact after all', 'try_again', 'The supervisor asks for another try'),
  needs: list('victim_service', 'Support from a victims’ service', 'safety', 'Feeling safe at home or about'),
  satisfactions: list('not_asked', 'Not asked', 'satisfied', 'Satisfied'),
  task_ends: list('done', 'Done', 'passed_on', 'Passed on', 'not_needed', 'Not needed any more'),
  guidance: [
    { code: 'impact', label: 'Acknowledge the impact', words: 'Say that what happened matters, and listen.', done_label: 'Impact acknowledged' },
    { code: 'help_offered', label: 'Offer help', words: 'Ask what would help.', done_label: 'Help offered' },
  ],
  guidance_close: 'This is not a script.',
  strands: list('disability', 'Disability', 'race', 'Race', 'religion', 'Religion', 'sexual_orientation', 'Sexual orientation', 'transgender', 'Transgender'),
  risks: list('standard', 'Standard', 'medium', 'Medium', 'high', 'High'),
  boroughs: ['Kingston upon Thames', 'Merton', 'Richmond upon Thames', 'Wandsworth'].map((name) => ({ code: name, label: name })),
  officers: officers.map(({ officer, name, collar }) => ({ code: officer, label: `${name} ${collar}` })),
  outcomes: list('1', 'Charged', '8', 'Community resolution', '14', 'Victim does not support, suspect not identified', '15', 'Evidential difficulties, victim supports', '16', 'Victim does not support, suspect identified', '18', 'No suspect identified'),
};

function list(...pairs: string[]): { code: string; label: string }[] {
  const made = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) made.push({ code: pairs[at] ?? '', label: pairs[at + 1] ?? '' });
  return made;
}
