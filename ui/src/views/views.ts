import type { Component } from 'svelte';
import type { PlaceView } from '../ipc/wire';
import Case from './Case.svelte';
import Cases from './Cases.svelte';
import Import from './Import.svelte';
import Month from './Month.svelte';
import Plan from './Plan.svelte';
import Settings from './Settings.svelte';
import Today from './Today.svelte';
import Trends from './Trends.svelte';

/** One view for each place, and one for an opened case. */
export const views: Record<PlaceView | 'case', Component> = {
  today: Today, cases: Cases, case: Case, plan: Plan, trends: Trends, month: Month, import: Import, settings: Settings,
};
