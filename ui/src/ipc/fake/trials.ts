import type { Ipc } from '../ipc';
import { Refused } from '../refused';
import type { DoneView, TrialPageView, TrialView } from '../wire';

type Trials = Pick<Ipc, 'trialPage' | 'sampleSize' | 'newTrial' | 'sealTrial' | 'checkSeal' | 'enrol' | 'notEnrol' | 'endTrial' | 'analyseTrial' | 'trialFlow' | 'printTrial' | 'exportTrial'>;

const done = (words: string): DoneView => ({ words, undo: null });
const refuse = (message: string, field: string): never => {
  throw new Refused({ code: 'bad_input', message, field });
};

/** An invented trial, so that its page can be tested in a plain browser. */
export function fakeTrials(): Trials {
  const page: TrialPageView = {
    trial: null, seal_only: false, boroughs: ['Merton', 'Wandsworth'],
    seal_limits: ['The seal keeps the next allocation from whoever enrols. It does not keep anybody from choosing whom to enrol.'],
    not_enrolled_because: [{ code: 'declined', label: 'Declined to take part' }, { code: 'other', label: 'Another reason of the protocol' }],
  };
  const open = (): TrialView => page.trial ?? refuse('No trial was set up on this desk. Nothing was changed.', 'trial');
  const take = (caseId: string) => {
    const trial = open();
    const one = trial.waiting.find((waiting) => waiting.case === caseId) ?? refuse('There is no such case. Nothing was changed.', 'case');
    trial.waiting = trial.waiting.filter((waiting) => waiting !== one);
    return { trial, one };
  };
  return {
    trialPage: async () => structuredClone(page),
    sampleSize: async ({ lower_by_percent }) => {
      if (!(lower_by_percent > 0)) refuse('Give by how much of 100 the contact lowers the risk. Nothing was changed.', 'lower_by_percent');
      return { people_an_arm: 392, withdrawn_percent: 31, sentences: ['392 in each arm show a fall from 31.0 % to 23.3 % with a power of 80.0 % (two-sided, 5 %).'] };
    },
    newTrial: async ({ title, approval }) => {
      if (title.trim() === '') refuse('A trial needs a title and the reference it was approved under. Nothing was changed.', 'title');
      page.trial = {
        id: '1', title, stage: 'to_seal', next_words: 'Next: the custodian, somebody who will not enrol, signs in and seals the list.', protocol: [{ label: 'Approved as', words: approval }],
        sealed_words: null, seal_digest: null, is_custodian: false, counts: [], waiting: [], allocated: [], not_enrolled: [], may_end: false,
      };
      return done(`The trial "${title}" was set up.`);
    },
    sealTrial: async ({ passphrase }) => {
      if (passphrase.length < 12) refuse('The passphrase needs at least 12 characters. Nothing was changed.', 'passphrase');
      const waiting = ['11', '12'].map((case_, at) => ({ case: case_, reference: `TRIAL-${case_}`, victim: `Invented Person ${at + 1}`, stratum: 'medium risk', words: 'reported Mon 16 Nov, target Wed 25 Nov' }));
      page.trial = { ...open(), stage: 'enrolling', next_words: '2 victims may be enrolled.', sealed_words: 'Drawn and sealed by Supervisor.', seal_digest: '9f2c41d07be6', waiting, may_end: true };
      return done('The list was drawn and sealed.');
    },
    checkSeal: async () => done('Drawn again, the list is the one that was sealed.'),
    enrol: async ({ case: caseId, passphrase }) => {
      if (passphrase === '') refuse('That passphrase does not open the seal. Ask the custodian. Nothing was changed.', 'passphrase');
      const { trial, one } = take(caseId);
      trial.allocated = [{ case: one.case, reference: one.reference, victim: one.victim, arm: 'control', arm_label: 'Control', on_words: 'Mon 23 Nov', contact_words: 'Ended Mon 23 Nov' }, ...trial.allocated];
      return done(`${one.reference} was enrolled and allocated to control: no contact is planned.`);
    },
    notEnrol: async ({ case: caseId, because }) => {
      const { trial, one } = take(caseId);
      trial.not_enrolled = [{ case: one.case, reference: one.reference, because, on_words: 'Mon 23 Nov', entry: 7 }, ...trial.not_enrolled];
      return done(`${one.reference} was not enrolled. The contact stays owed.`);
    },
    endTrial: async () => {
      page.trial = { ...open(), stage: 'ended', next_words: 'The trial has ended.', may_end: false };
      return done('The trial was ended. 1 control is owed a contact again.');
    },
    analyseTrial: async () => (page.trial?.stage === 'ended'
      ? { not_yet: null, sentences: ['As allocated, whatever was delivered: 54 of 125 and 69 of 125.'], effects: [], known: 250, immature: 0 }
      : { not_yet: 'Nothing is told by arm before every outcome is complete.', sentences: [], effects: [], known: 0, immature: 1 }),
    trialFlow: async () => ({ svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img" aria-label="Flow"></svg>', lines: [{ label: 'Randomised (n = 1)', words: '' }] }),
    exportTrial: async ({ file }) => {
      if (!file.endsWith('.csv')) refuse('Let the file’s name end in .csv. Nothing was changed.', 'file');
      return { path: file, words: `The extract is in ${file}.` };
    },
    printTrial: async () => ({ path: 'trial.pdf', words: 'The trial was made and opened.' }),
  };
}
