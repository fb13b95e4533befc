/** Days of an officer's entry as people type them: 24/11/2026, and spans as 24/11/2026 to 27/11/2026. */
export function listAsTyped(text: string): string {
  return text.replace(/(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})/g, '$1 to $2').replace(/(\d{4})-(\d{2})-(\d{2})/g, '$3/$2/$1');
}

/** The same as the desk reads it. What is no day is left for the desk to refuse. */
export function listRead(text: string): string {
  return text.replace(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, (_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
