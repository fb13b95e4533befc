import type { RoleView } from '../ipc/wire';

export const settingsWords = {
  title: 'Settings', sections: 'Settings pages',
  officers: 'Officers', people: 'People', check: 'Check the record', backup: 'Backup', words: 'Words',
  officersLead: 'Neighbourhood officers who make contacts, where they serve and when they are on duty.',
  awayNone: 'Choose an officer', awayOfficer: 'Put on leave, or absent', awayFrom: 'First day away', awayTo: 'Last day away', awayHint: 'Days as 24/11/2026. Left empty, the first day is today and the last day the first.', awaySave: 'Put away',
  officersFile: 'File of officers and duties', importOfficers: 'Read the officers', choose: 'Choose a file…', noOfficers: 'No officers yet. Read a file of officers and their duties: without them no contact can be planned.',
  name: 'Name', collar: 'Collar number', role: 'Role', serves: 'Serves', contacts: 'Contacts a shift', visits: 'Visits a shift', duty: 'Duty',
  peopleLead: 'Who can sign in on this desk, and what each role sees. Opening a case is logged with the name of who opened it.', mayDo: 'What they see',
  addPerson: 'Add a person', passphrase: 'Their first passphrase', passphraseHint: 'At least 12 characters. Three or four words are easy to remember.', add: 'Add',
  takePlace: 'Take the place away', takePlaceSays: (name: string) => `${name} can then no longer sign in. What they did keeps their name.`, keepPlace: 'Leave it',
  you: 'You', ownPassphrase: 'Your passphrase', currentPassphrase: 'The passphrase you have now', newPassphrase: 'A new passphrase', changePassphrase: 'Change it',
  lockItself: 'When you walk away', lockAfter: 'Lock the desk after', minutes: (minutes: number) => `${minutes} minutes untouched`, lockKept: (minutes: number) => `The desk locks itself after ${minutes} minutes untouched.`, lockSays: 'What was saved stays saved. This computer remembers it for everybody who signs in here.',
  checkLead: 'Walks every entry from the first to the last and compares the lists with them. It changes nothing.', checkNow: 'Check now', checking: 'Checking every entry', head: 'Newest entry', digest: 'Its digest',
  backupLead: 'Makes an encrypted copy of the desk in its backups folder.', backupNow: 'Make a backup',
  wordsLead: 'The words this desk uses, and what they mean.',
};

export const roleChoices: ReadonlyArray<{ code: RoleView; label: string }> = [
  { code: 'coordinator', label: 'Hate crime coordinator' },
  { code: 'supervisor', label: 'Supervisor' },
  { code: 'edi', label: 'EDI manager' },
  { code: 'auditor', label: 'Auditor' },
];

/** What a role sees and does, in one line. */
export const roleSees: Record<RoleView, string> = {
  coordinator: 'Every case with names and how to reach people; records, plans, imports and prints.',
  supervisor: 'The same as the coordinator; contacts that nobody can make go to them.',
  edi: 'Trends and the shareable edition of the month, with small numbers hidden. Never a name.',
  auditor: 'Checks that the record is whole. No case, no name and no figure.',
  recovery: 'Opens the desk with the recovery code, to give people a new place on it. No name.',
};
