// A formatter takes longer to make than a message takes to draw, so they are kept. Not for ever: each has the time zone
// of the moment it was made, and a laptop travels.
import { locale } from '../strings/strings.ts';

const KEPT_MS = 60_000;

const FORMATS = {
  time: { hour: 'numeric', minute: '2-digit' },
  weekday: { weekday: 'long' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  dayAndYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  full: { dateStyle: 'full', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

interface Kept {
  madeAt: number;
  format: Intl.DateTimeFormat;
}

const kept = new Map<keyof typeof FORMATS, Kept>();

export function dateFormat(name: keyof typeof FORMATS): Intl.DateTimeFormat {
  const now = performance.now();
  const found = kept.get(name);
  if (found && now - found.madeAt < KEPT_MS) return found.format;
  const format = new Intl.DateTimeFormat(locale, FORMATS[name]);
  kept.set(name, { madeAt: now, format });
  return format;
}
