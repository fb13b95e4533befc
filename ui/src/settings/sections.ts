import type { Component } from 'svelte';
import type { SignedInView } from '../ipc/wire';
import { settingsWords as words } from '../words/settings';
import BackupPage from './BackupPage.svelte';
import CheckPage from './CheckPage.svelte';
import OfficersPage from './OfficersPage.svelte';
import PeoplePage from './PeoplePage.svelte';
import WordsPage from './WordsPage.svelte';

export interface Section {
  name: string;
  title: string;
  page: Component;
  /** Whether this person has a use for it; the desk checks again. */
  shown: (who: SignedInView) => boolean;
}

export const sections: readonly Section[] = [
  { name: 'officers', title: words.officers, page: OfficersPage, shown: (who) => who.may_see_names },
  { name: 'people', title: words.people, page: PeoplePage, shown: () => true },
  { name: 'check', title: words.check, page: CheckPage, shown: () => true },
  { name: 'backup', title: words.backup, page: BackupPage, shown: (who) => who.may_see_names },
  { name: 'words', title: words.words, page: WordsPage, shown: () => true },
];
