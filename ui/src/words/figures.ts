export const trendsWords = {
  title: 'Trends', empty: 'There are no figures yet. They begin once cases have been imported.', asAt: 'As at', show: 'Show', table: 'The figures as a table', definition: 'What is counted', today: 'Back to today',
  asAtHint: 'For example 23/11/2026', dateWrong: 'Enter the day as in 23/11/2026.',
  equal: 'Is it equal?', differ: 'Where does it differ?', compareBy: 'Compare by', compareShare: 'What', overdispersion: 'Widen the limits where groups vary more than chance lets them', behind: 'Cases behind this point', close: 'Close the list', noCases: 'No case to list.', openHint: 'Choose a point to read it and to list its cases.', readHint: 'Point at, or tab to, a point to read it.',
};

export const helpWords = {
  counting: 'Following every case to its end', sure: 'How sure this is', power: 'What these cases could show', limits: 'What this cannot show',
  inCases: 'In cases', inCasesHint: 'How many withdrawals a year the contact would prevent. Leave a box empty to take this desk’s own figure.',
  cases: 'Cases a year', withdrawn: 'Share that withdraws, %', reckon: 'Work it out', notANumber: 'Type a number, for example 31.', notWhole: 'Type a whole number, for example 2000.',
};

export const serviceWords = {
  title: 'Start of the service', lead: 'Once every victim gets a contact there is nobody left to compare with. Say from which day of report that was so in each borough, and Trends compares before and after.',
  borough: 'Borough', began: 'Began', on: 'First day of report', onHint: 'For example 01/04/2026. Leave it empty where the day is not known.', set: 'Set the day', change: 'Change', none: 'There is no borough yet: import cases first.',
};

export const monthWords = {
  title: 'Month', month: 'Month', figures: 'Headline figures', figure: 'Figure', value: 'Value', interval: '95 % interval', meaning: 'What it means',
  paper: 'On paper', coordinator: 'Print the coordinator’s edition', shareable: 'Print the shareable edition',
  coordinatorHint: 'For the coordinator and supervisor: names no victim, hides no small number.',
  shareableHint: 'For partners and the EDI manager: small numbers are hidden.',
  issue: 'Issue', issueHint: 'An issued month is frozen: its figures are kept as they are today, and a later correction is shown as one.',
  issueCoordinator: 'Issue the coordinator’s edition', issueShareable: 'Issue the shareable edition', issued: 'Issued so far', noneIssued: 'This month has not been issued.',
  printing: 'Making the month',
};
