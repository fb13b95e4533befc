export const policyWords = {
  title: 'Policy', holidays: 'Bank holidays',
  lead: 'Who is owed a contact, by when, and what the plan weighs. A change counts from today for everyone; what it would do is shown first.',
  startFrom: 'Start from', startNone: 'The policy in force', day: 'working day',
  risk: 'Risk', steps: [['earliest', 'Not before'], ['target', 'Target'], ['latest', 'Last day'], ['late', 'Late until']] as const,
  risks: [['high', 'High'], ['medium', 'Medium'], ['standard', 'Standard']] as const,
  see: 'See what it would do', looking: 'Looking at today’s caseload…', apply: 'Put it in force', discard: 'Leave it as it is', unchanged: 'Nothing is changed yet.',
  effect: 'What it would do', changes: 'Changed', setting: 'Setting', now: 'Now', then: 'Then', states: 'Where open cases stand', state: 'Next step', lines: 'Accepted lines that could no longer stand',
  history: 'Policies before', noHistory: 'None yet.', setting_: (label: string, before: string, after: string) => `${label}: ${after} instead of ${before}`,
  fromFile: 'Bank holidays from GOV.UK', file: 'File', fileHint: 'Saved from gov.uk/bank-holidays.json on a computer with a network', choose: 'Choose a file', seeFile: 'See what it would change',
  holidaysLead: 'Days on which no working day is counted, and no contact is made unless the policy says so.',
  on: 'Day', name: 'Name', how: 'How it stands', usual: 'As published', added: 'Added here', worked: 'Worked here', onHint: 'As 07/06/2027', nameHint: 'As it was proclaimed',
  add: 'Add a bank holiday', seeAdd: 'See what it would do', work: 'Work this day', off: 'Have it off again', takeOut: 'Take it out',
};
