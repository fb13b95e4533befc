export const officerWords = {
  add: 'Add an officer', edit: (name: string) => `Change ${name}`, change: 'Change',
  collar: 'Collar number', name: 'Name', role: 'Role', team: 'Team', boroughs: 'Boroughs served', wards: 'Wards served',
  several: 'Several with ; between them', wardsHint: 'Left empty: all wards of the boroughs',
  contacts: 'Contacts a shift', visits: 'Visits among them',
  duty: 'Duty', dutyHint: 'Mon-Fri, or Tue Thu and single days as 28/11/2026', hours: 'Hours of the shifts', hoursHint: '07:00-15:00, or Mon-Fri 07:00-15:00; Sat 22:00-07:00',
  away: 'Away', awayHint: '24/11/2026 to 27/11/2026; several with ; between them', leaves: 'Leaves the team', leavesHint: 'The last day, as 31/03/2027; left empty while they stay',
  languages: 'Languages besides English', gender: 'Gender, if they wish it used', genderNone: 'Not used', female: 'Female', male: 'Male',
  briefed: 'Briefed on these contacts', plainClothes: 'Visits in plain clothes', yes: 'Yes', no: 'No',
  save: 'Save the officer', cancel: 'Leave it as it is', remove: 'Take off the list', removeSays: 'Contacts made keep the name. Contacts planned need another officer.',
  unmatched: 'Officers named on cases that match nobody here cleanly', unmatchedNone: 'Every open case names an officer of this list, by number.', unmatchedLead: 'What keeps the contact independent rests on these. Complete them on the case or in the records system.',
  keptAway: 'Officers who keep away from a case', keptAwayNone: 'No officer has declared a conflict or declined a contact.', allow: 'May make the contact again',
};
