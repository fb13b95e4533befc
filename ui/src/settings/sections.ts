import type { Component } from 'svelte';
import type { SignedInView } from '../ipc/wire';
import { serviceWords } from '../words/figures';
import { mappingWords } from '../words/mappings';
import { policyWords } from '../words/policy';
import { settingsWords as words } from '../words/settings';
import { ownListWords } from '../words/lists';
import { trialWords } from '../words/trials';
import BackupPage from './BackupPage.svelte';
import CheckPage from './CheckPage.svelte';
import ClocksPage from './ClocksPage.svelte';
import HolidaysPage from './HolidaysPage.svelte';
import ListsPage from './ListsPage.svelte';
import OfficersPage from './OfficersPage.svelte';
import PeoplePage from './PeoplePage.svelte';
import PolicyPage from './PolicyPage.svelte';
import ServicePage from './ServicePage.svelte';
import SourcesPage from './SourcesPage.svelte';
import TrialPage from './TrialPage.svelte';
import WordsPage from './WordsPage.svelte';
import YouPage from './YouPage.svelte';

export interface Section {
  name: string;
  title: string;
  page: Component;
  /** Whether this person has a use for it; the desk checks again. */
  shown: (who: SignedInView) => boolean;
}

const recordsCases = (who: SignedInView) => who.may_record;

export const sections: readonly Section[] = [
  { name: 'officers', title: words.officers, page: OfficersPage, shown: recordsCases },
  { name: 'policy', title: policyWords.title, page: PolicyPage, shown: recordsCases },
  { name: 'holidays', title: policyWords.holidays, page: HolidaysPage, shown: recordsCases },
  { name: 'service', title: serviceWords.title, page: ServicePage, shown: recordsCases },
  { name: 'sources', title: mappingWords.settings, page: SourcesPage, shown: recordsCases },
  { name: 'clocks', title: ownListWords.clocks, page: ClocksPage, shown: recordsCases },
  { name: 'lists', title: ownListWords.lists, page: ListsPage, shown: recordsCases },
  { name: 'people', title: words.people, page: PeoplePage, shown: (who) => who.may_record || who.role === 'recovery' },
  { name: 'you', title: words.you, page: YouPage, shown: () => true },
  { name: 'check', title: words.check, page: CheckPage, shown: (who) => who.role !== 'edi' },
  { name: 'backup', title: words.backup, page: BackupPage, shown: recordsCases },
  { name: 'trial', title: trialWords.title, page: TrialPage, shown: (who) => who.may_record || who.role === 'auditor' },
  { name: 'words', title: words.words, page: WordsPage, shown: () => true },
];
