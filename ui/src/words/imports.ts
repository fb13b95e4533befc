export const importWords = {
  title: 'Import', file: 'File', fileHint: 'The extract, as CSV or a spreadsheet. Nothing is changed until you apply it.', choose: 'Choose a file…', mapping: 'What kind of file it is',
  look: 'Look at what it would change', found: 'What was found in the file', apply: 'Apply', applying: 'Applying', reading: 'Reading the file', another: 'Choose another file',
  heaps: { refused: 'Refused', new: 'New', changed: 'Changed', unchanged: 'Unchanged', absent: 'No longer in the extract' },
  doubts: 'Is it the right file?', rightFile: 'It is the right file: apply it all the same', why: 'More rows are refused than are listed. What refused most:',
  row: 'Row', column: 'Column', value: 'Value', reason: 'Why', remedy: 'What to do', reference: 'Reference', change: 'What changes', kept: 'a person’s correction is kept',
  empty: 'empty', noRows: 'No rows.', shown: (shown: number, count: number) => `Showing the first ${shown} of ${count}.`,
  past: 'Past imports', noPast: 'Nothing has been imported yet. Choose this morning’s extract above.', takeBack: 'Take back', takingBack: 'Taking back', takenBack: 'Taken back',
  when: 'When', by: 'By', kind: 'Kind', action: 'Action', older: (count: number) => `Show ${count.toLocaleString('en-GB')} older ${count === 1 ? 'import' : 'imports'}`,
};
