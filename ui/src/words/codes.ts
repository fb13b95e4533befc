// Closed lists whose codes the desk reads back; their words are shown, their codes are sent.
interface Choice {
  code: string;
  label: string;
}

const yesNo: readonly Choice[] = [{ code: 'yes', label: 'Yes' }, { code: 'no', label: 'No' }];

/** Fields with one value out of a list that does not depend on the force. */
export const listedFields: Readonly<Record<string, readonly Choice[]>> = {
  kind: [{ code: 'crime', label: 'Crime' }, { code: 'non_crime', label: 'Non-crime incident' }, { code: 'cancelled', label: 'Cancelled crime' }],
  victim_kind: [
    { code: 'adult', label: 'Adult' }, { code: 'child', label: 'Child' },
    { code: 'lacks_capacity', label: 'Adult who lacks capacity' }, { code: 'organisation', label: 'Organisation' },
  ],
  aggravated: yesNo,
  online: yesNo,
  disability: yesNo,
  says_repeat: yesNo,
};

export const safetyRules: readonly Choice[] = [
  { code: 'no_contact', label: 'Does not want a contact' },
  { code: 'no_telephone', label: 'Do not telephone' },
  { code: 'no_voicemail', label: 'Do not leave a voicemail' },
  { code: 'no_letter', label: 'Do not write' },
  { code: 'no_uniform', label: 'No uniform at the door' },
  { code: 'suspect_in_household', label: 'A suspect lives in the household' },
];

// Coded, because free text about a victim has no place in the ledger. The codes are those of the built-in mapping and of the invented caseload.
export const withdrawalReasons: readonly Choice[] = [
  { code: 'wants_to_move_on', label: 'Wants to move on' },
  { code: 'fear_of_reprisal', label: 'Fear of reprisal' },
  { code: 'recorded_only', label: 'Wanted it recorded only' },
  { code: 'no_confidence', label: 'No confidence in the investigation' },
  { code: 'took_too_long', label: 'Took too long' },
  { code: 'knows_the_suspect', label: 'Knows the suspect' },
  { code: 'court', label: 'Does not want to go to court' },
  { code: 'settled_otherwise', label: 'Settled another way' },
  { code: 'wellbeing', label: 'Health or wellbeing' },
  { code: 'work_or_family', label: 'Work or family' },
  { code: 'none_given', label: 'No reason given' },
  { code: 'other', label: 'Other' },
];

export const confirmedBy: readonly Choice[] = [
  { code: 'victim', label: 'The victim' },
  { code: 'guardian', label: 'Parent or guardian' },
  { code: 'advocate', label: 'Advocate' },
  { code: 'oic', label: 'The officer in the case' },
  { code: 'supervisor', label: 'A supervisor' },
  { code: 'other_officer', label: 'Another officer' },
  { code: 'not_confirmed', label: 'Not confirmed' },
];

export const confirmedHow: readonly Choice[] = [
  { code: 'statement', label: 'Statement' },
  { code: 'body_worn_video', label: 'Body-worn video' },
  { code: 'telephone', label: 'Telephone' },
  { code: 'in_person', label: 'In person' },
  { code: 'email', label: 'E-mail' },
];

/** Facts a coordinator must see are missing; any other empty fact is folded away. */
export const factsAlwaysShown: readonly string[] = ['reported_on', 'borough', 'ward', 'strands', 'risk', 'oic_collar', 'offence'];
