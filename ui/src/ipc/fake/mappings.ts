import type { ChoiceView, DatesView, DoneView, LookColumnView, MappingView, SampleColumnView, SampleView } from '../wire';
import type { Ipc } from '../ipc';

const choice = (code: string, label: string): ChoiceView => ({ code, label });
const ways = [choice('reference', 'Crime reference'), choice('victim_number', 'Victim’s number'), choice('flags', 'Flags, several in one cell'), choice('reported_on', 'Reported on'), choice('risk', 'Risk'), choice('ward', 'Ward'), choice('victim_name', 'Victim'), choice('outcome', 'Outcome'), choice('outcome_on', 'Outcome: its day')];
const risks = [choice('standard', 'Standard'), choice('medium', 'Medium'), choice('high', 'High'), choice('-', 'Says nothing, like an empty cell')];
const flags = [choice('strand:race', 'Race'), choice('strand:religion', 'Religion'), choice('online', 'Online'), choice('nothing', 'A flag of no interest here'), choice('-', 'Says nothing, like an empty cell')];
const column = (name: string, cells: string[], reads = '', more: Partial<SampleColumnView> = {}): SampleColumnView => ({
  column: name, cells, filled: 40, reads, because: reads ? 'Other sources call it so.' : '', values: [], too_many: false, listed: false, meanings: [], ...more,
});
const noDates: DatesView = { forms: [], words: '', asks: null, unread: 0 };

function sampleOf(file: string): SampleView {
  return {
    file_name: file.split('/').pop() ?? file, found: ['Encoding: Windows-1252 (the file is not UTF-8).', 'Delimiter: semicolon.'], sheet: null, sheets: [], header_row: 1, rows: 40, ways, empty_says: ['Unknown', 'Not known'], name: 'west', title: '',
    columns: [
      column('Ref', ['0001/26', '0002/26', '0003/26'], 'reference'),
      column('Report Date', ['03/04/2026', '04/05/2026', '05/05/2026'], 'reported_on'),
      column('Grade', ['A1', 'B2', 'A1']),
      column('Motivation', ['RACE; WEB', 'FAITH', ''], 'flags', { listed: true, filled: 39, meanings: flags, values: [{ value: 'RACE', rows: 20, means: 'strand:race' }, { value: 'FAITH', rows: 12, means: 'strand:religion' }, { value: 'WEB', rows: 8, means: null }] }),
      column('Aggrieved', ['Zoë Ünal', 'Ann Marsh', 'Jo Specimen']),
    ],
    dates: { ...noDates, asks: { written: '03/04/2026', dates: 31, choices: [choice('%d/%m/%Y', 'DD/MM/YYYY: 03/04/2026 is Fri 3 Apr 2026'), choice('%m/%d/%Y', 'MM/DD/YYYY: 03/04/2026 is Wed 4 Mar 2026')] } },
  };
}

/** Invented mappings, and one file that nobody has mapped. */
export function fakeMappings(done: (words: string) => DoneView): Pick<Ipc, 'mappings' | 'mappingText' | 'lookAtFile' | 'lookAtColumn' | 'fileSheets' | 'saveMapping' | 'teachMapping' | 'removeMapping'> {
  let mappings: MappingView[] = [{ name: 'crime-extract', title: 'Crime extract', built_in: true, saved_words: '', columns: 40 }, { name: 'simple', title: 'Simple list', built_in: false, saved_words: 'Mon 2 Nov 2026, Morgan Ellis', columns: 6 }];
  return {
    mappings: async () => [...mappings],
    mappingText: async (name) => ({ name, title: mappings.find((one) => one.name === name)?.title ?? name, text: `version = 1\nname = "${name}"\n` }),
    lookAtFile: async ({ file }) => sampleOf(file),
    async lookAtColumn({ look, column: name, reads }): Promise<LookColumnView> {
      const seen = sampleOf(look.file).columns.find((one) => one.column === name);
      const values = reads === 'risk' ? [{ value: 'A1', rows: 22, means: null }, { value: 'B2', rows: 18, means: null }] : [];
      return { column: { ...(seen ?? column(name, [])), reads, listed: values.length > 0, values, meanings: reads === 'risk' ? risks : [] }, dates: noDates };
    },
    fileSheets: async () => ['Merton', 'Wandsworth'],
    async saveMapping({ title, columns }) {
      const name = title.toLowerCase().replaceAll(' ', '-');
      mappings = [{ name, title, built_in: false, saved_words: 'Mon 23 Nov 2026, Morgan Ellis', columns: columns.filter((one) => one.reads !== '').length }, ...mappings];
      return done(`The mapping “${title}” was saved. It can be used from now on.`);
    },
    teachMapping: async ({ lessons }) => done(`The mapping knows ${lessons.length} value more.`),
    async removeMapping(name) {
      mappings = mappings.filter((one) => one.name !== name);
      return done('The mapping was removed.');
    },
  };
}
