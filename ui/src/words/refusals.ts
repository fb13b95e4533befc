/** Shown where the window itself went wrong and has no sentence from the desk. */
export const faultWords = 'Something went wrong in this window. Nothing was lost. Try again; if it happens again, lock the desk and sign in again.';
export const problemHeading = 'There is a problem';
