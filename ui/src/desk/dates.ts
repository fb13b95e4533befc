/** A typed day as YYYY-MM-DD, null where it is not one. Reads 23/11/2026, 23.11.26 and 2026-11-23; the desk checks the calendar. */
export function typedDay(text: string): string | null {
  const trimmed = text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) return trimmed;
  const parts = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{2}|\d{4})$/.exec(trimmed);
  if (!parts) return null;
  const [, day = '', month = '', year = ''] = parts;
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** YYYY-MM-DD as a person types it. */
export function dayAsTyped(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}
