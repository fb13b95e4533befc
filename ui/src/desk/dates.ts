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

/** "Mon 23 Nov"; with the year where it is not this one. Leaves alone what is no date. */
export function dayInWords(day: string, today: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return day;
  const [, year, month, date] = parts.map(Number) as [number, number, number, number];
  const written = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).formatToParts(Date.UTC(year, month - 1, date));
  const part = (type: Intl.DateTimeFormatPartTypes) => (written.find((one) => one.type === type)?.value ?? '').slice(0, 3);
  return `${part('weekday')} ${part('day')} ${part('month')}${today.startsWith(`${year}-`) ? '' : ` ${year}`}`;
}

/** A day of birth as people say it: "18 May 2005". Leaves alone what is no date. */
export function birthInWords(day: string): string {
  return dayInWords(day, '').replace(/^[A-Z][a-z]{2} (?=\d)/, '');
}

/** Words that hold days as YYYY-MM-DD, with those days as this window writes them. */
export function withDaysInWords(words: string, today: string): string {
  return words.replace(/\d{4}-\d{2}-\d{2}/g, (day) => dayInWords(day, today));
}

/** YYYY-MM-DD as a person types it. */
export function dayAsTyped(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}
