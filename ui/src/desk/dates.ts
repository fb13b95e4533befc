const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A typed day as YYYY-MM-DD, null where it is not one. Reads 23/11/2026, 23.11.26, 23 Nov 2026 and 2026-11-23; the desk checks the calendar. */
export function typedDay(text: string): string | null {
  const trimmed = text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) return trimmed;
  const named = /^(?:[a-z]{3,9} )?(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})$/i.exec(trimmed);
  const monthAt = months.indexOf(named?.[2]?.toLowerCase() ?? '');
  if (named && monthAt >= 0) return `${named[3]}-${String(monthAt + 1).padStart(2, '0')}-${named[1]?.padStart(2, '0')}`;
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
