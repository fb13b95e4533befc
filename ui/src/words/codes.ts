// Which facts a page shows although they are empty. Closed lists and their codes come from the desk.
/** Facts a coordinator must see are missing; any other empty fact is folded away. */
export const factsAlwaysShown: readonly string[] = ['victim_name', 'telephone', 'reported_on', 'borough', 'ward', 'strands', 'risk', 'oic_collar', 'offence'];
/** Of what is not recorded, what matters most for reaching the victim and for the figures comes first; the rest as the desk lists it. */
export const emptyFactsFirst: readonly string[] = ['address', 'email', 'safe_contact', 'safe_times', 'speak_to', 'language', 'interpreter', 'officer_gender', 'date_of_birth', 'team', 'ethnicity', 'sex', 'disability'];
