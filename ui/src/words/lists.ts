export const listWords = {
  saved: 'Saved lists',
  save: 'Save this list…', saveNow: 'Save the list', rename: 'Rename…', renameNow: 'Rename', remove: 'Remove this list', leave: 'Leave',
  name: 'Name of the list', nameHint: 'Everybody on this desk who sees cases can open it.',
  takeOut: 'Take this list out…', takeOutLead: (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'case' : 'cases'}, with victims’ names. Marked OFFICIAL-SENSITIVE, and logged.`,
  file: 'File', fileHint: 'Its name ends in .csv or .xlsx. Nothing is written over.', choose: 'Choose…', takeOutNow: 'Take it out',
  suggestedFile: (today: string) => `cases-${today}.xlsx`,
  and: 'And another', also: 'Narrowed to', without: 'no value', drop: (label: string) => `Drop ${label}`,
};

export const eraseWords = {
  open: 'Erase this person’s details…', title: 'Erase this person’s details', others: (references: string) => `The person’s other cases too: ${references}`,
  confirm: (reference: string) => `Type ${reference} to confirm`, now: 'Erase for good', leave: 'Keep them',
  withdrawn: 'Erase what it brought…', withdrawnSays: 'Names, numbers and notes that this import brought, of cases that went with it, are deleted for good. It cannot be undone, and the import can then be restored only without them.', withdrawnNow: 'Erase for good',
};

export const textWords = { open: 'Text for the records system', title: 'Text for the records system', lead: 'To paste into the case there. It has no name, number or address.', copy: 'Copy', copied: 'Copied. Paste it into the records system.', notCopied: 'The text is marked: press Ctrl+C to copy it.', close: 'Close' };

export const ownListWords = {
  clocks: 'Victims’ Code clocks', lists: 'Own lists',
  clocksLead: 'How many working days each clock runs. A change counts for every case from now on, also for clocks that run already.', clock: 'Clock', starts: 'Starts with', days: 'Working days', change: 'Change', ownClocks: 'Changed on this desk.', presetClocks: 'As they come with the program. Check them against your force’s own standard.',
  startWords: { report: 'the report', outcome: 'the outcome', step: 'a step of the investigation', last_update: 'the last update' } as Readonly<Record<string, string>>,
  listsLead: 'What a withdrawal is recorded with. Cases keep a choice that is taken off a list.', code: 'Code', codeHint: 'Made from the words where it is left empty', words: 'Words', add: 'Add a choice', off: 'Take off', save: 'Save the list', preset: 'Use the list that comes with the program', own: 'This desk’s own list.', asItComes: 'As it comes with the program.', newChoice: 'New choice',
};

export const exportDeskWords = { title: 'Take the whole desk out', lead: 'Everything the desk keeps, as JSON Lines in an open, documented form. The file is not encrypted: keep it as safe as the desk.', names: 'With names, numbers, addresses and notes (logged)', file: 'File', fileHint: 'Its name ends in .jsonl. Nothing is written over.', choose: 'Choose…', now: 'Take it out', stage: 'Writing the desk', suggested: (today: string) => `desk-${today}.jsonl` };
