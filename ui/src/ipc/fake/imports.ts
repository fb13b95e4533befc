import type { ImportPreview } from '../wire';

export function previewOf(file: string): ImportPreview {
  return {
    file_name: file.split('/').pop() ?? file, mapping: 'Crime extract', rows: 626,
    words: '626 rows read: 3 new cases, 2 changed, 619 unchanged, 2 refused. Nothing is changed yet.',
    found: ['Text is UTF-8, cells are parted by commas', 'Dates are day first, as 23/11/2026', '21 columns used; “Updated by” is not'],
    stopped: null, doubts: [], seen: 'a1', asks: [], refused_why: [{ column: 'Reported date', reason: 'There is no such day.', rows: 1 }], refused_count: 2,
    absent: { count: 1, rows: [{ row: 0, reference: '0598120/26', changes: [], words: 'Reported Tue 3 Nov, and in the import before. It stays as it is.' }] },
    refused: [
      { row: 14, column: 'Reported date', value: '31/11/2026', reason: 'There is no 31 November.', remedy: 'Correct the date in the extract and import again; the other rows are not held up.' },
      { row: 207, column: 'Crime reference', value: null, reason: 'The reference is empty.', remedy: 'Ask for the reference; a row without one cannot be matched to a case.' },
    ],
    new: { count: 3, rows: [{ row: 3, reference: '0613900/26', changes: [], words: 'Race, Tooting Bec, reported Sun 22 Nov' }, { row: 9, reference: '0613911/26', changes: [], words: 'Religion, Balham, reported Sun 22 Nov' }, { row: 11, reference: '0613925/26', changes: [], words: 'Disability, Kew, reported Sat 21 Nov' }] },
    changed: { count: 2, rows: [{ row: 40, reference: '0612304/26', words: 'Risk changed', changes: [{ field: 'Risk', from: 'Medium', to: 'High', kept: false }] }, { row: 61, reference: '0612341/26', words: 'Ward differs from a person’s correction', changes: [{ field: 'Ward', from: 'Cricket Green', to: 'Figge’s Marsh', kept: true }] }] },
    unchanged: { count: 619, rows: [] },
  };
}
