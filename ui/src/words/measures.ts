export const measuresWords = {
  summary: 'How contacts went',
  from: 'Reported in', to: 'up to', asAt: 'As at', asAtHint: 'Day as 24/11/2026; empty means today', show: 'Show',
  measure: 'Measure', figure: 'Figure', spread: '95 % interval, or spread',
  whyNot: 'Why not reached', reason: 'Reason', notOffered: 'Given to no officer', offered: 'Offered',
  whyNotSum: 'Together', whyNotNone: 'Everyone owed a contact was reached.',
  loads: (count: number) => `Load of ${count} officers`, collar: 'Collar', officer: 'Officer', made: 'Tried', planned: 'Planned', shifts: 'Shifts', perShift: 'A shift',
  loadsNone: 'No officer is on the list as at this day.',
  counting: 'Counting',
};
