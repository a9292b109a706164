// Times as text (RFC 3339): 2026-11-29T15:04:05Z, with a fraction or an offset. Date.parse alone takes "5" and "11/12/2026" too.

const TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const MINUTE_MS = 60_000;

/** UTC milliseconds; null for what is no such time. */
export function parseTime(text: string): number | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [offsetHour, offsetMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  // 60 is a leap second.
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const fraction = Math.floor(Number(match[7] ?? 0) * 1_000);
  const time = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000 + fraction;
  const offset = (offsetHour * 60 + offsetMinute) * MINUTE_MS;
  return match[8] === '-' ? time + offset : time - offset;
}
