export const trendsWords = {
  title: 'Trends', empty: 'There are no figures yet. They begin once cases have been imported.', asAt: 'As at', show: 'Show', table: 'The figures as a table', definition: 'What is counted', today: 'Back to today',
  asAtHint: 'For example 23/11/2026', dateWrong: 'Enter the day as in 23/11/2026.',
  marks: 'Limits, breaks and targets', marksHint: 'Limits are drawn anew only by hand, when something changed for good. Everybody with a place on the desk reads the words: no names, no numbers of cases.', series: 'Series', allSeries: 'Every series', markKind: 'What', redrawn: 'Draw the limits anew from this month', broken: 'A break: before and after cannot be compared', target: 'A target, in percent or days', markOn: 'From', because: 'What changed', targetValue: 'Target', targetHint: 'Leave empty to take it away.', mark: 'Save', unmark: 'Take away',
  equal: 'Is it equal?', differ: 'Where does it differ?', compareBy: 'Compare by', compareShare: 'What', overdispersion: 'Widen the limits where groups vary more than chance lets them', behind: 'Cases behind this point', close: 'Close the list', noCases: 'No case to list.', countedOnly: 'Only those counted', allCases: 'All cases of the point', openHint: 'Choose a point to read it and to list its cases.', readHint: 'Point at, or tab to, a point to read it.',
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
  pages: 'The page as it will print', page: 'Page', edition: 'Edition', coordinatorEdition: 'Coordinator’s edition', shareableEdition: 'Shareable edition', drawing: 'Laying out the pages',
  narrative: 'What you write', narrativeHint: 'Do not name a victim. Words marked as shareable are in both editions, and colleagues who may not see names read them.',
  shareSlot: 'Also in the shareable edition', keep: 'Keep', lastActions: 'Last month’s actions', noLastActions: 'Nothing was written under actions last month.',
  correction: 'Why this month is corrected', correctionHint: 'It has been issued. Another issue is shown as a correction with this reason; the issue before stays in the record.',
};
