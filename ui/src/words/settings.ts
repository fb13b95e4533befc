import type { RoleView } from '../ipc/wire';

export const settingsWords = {
  title: 'Settings', sections: 'Settings pages',
  officers: 'Officers', people: 'People', check: 'Check the record', backup: 'Backup', words: 'Words',
  officersLead: 'Neighbourhood officers who make contacts, where they serve and when they are on duty.',
  officersFile: 'File of officers and duties', importOfficers: 'Read the officers', choose: 'Choose a file…', noOfficers: 'No officers yet. Read a file of officers and their duties: without them no contact can be planned.',
  name: 'Name', collar: 'Collar number', role: 'Role', serves: 'Serves', contacts: 'Contacts a shift', visits: 'Visits a shift', duty: 'Duty',
  peopleLead: 'Who can sign in on this desk. A coordinator and a supervisor see names; an EDI manager and an auditor never do.',
  addPerson: 'Add a person', passphrase: 'Their first passphrase', passphraseHint: 'At least 12 characters. Three or four words are easy to remember.', add: 'Add',
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
