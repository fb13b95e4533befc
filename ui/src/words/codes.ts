// Which facts a page shows although they are empty. Closed lists and their codes come from the desk.
/** Facts a coordinator must see are missing; any other empty fact is folded away. */
export const factsAlwaysShown: readonly string[] = ['reported_on', 'borough', 'ward', 'strands', 'risk', 'oic_collar', 'offence'];
