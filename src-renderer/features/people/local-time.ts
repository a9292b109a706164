// A participant's local time, and its distance from the reader's own.

export interface LocalTime {
  /** As the reader writes times. */
  time: string;
  /** Minutes they are ahead of the reader; negative: behind. */
  ahead: number;
}

/** Null for a zone that this browser does not know. `ownZone`: the reader's. */
export function localTime(zone: string, at: number, { locale, ownZone }: { locale: string; ownZone: string }): LocalTime | null {
  try {
    const time = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(at);
    return { time, ahead: offsetOf(zone, at) - offsetOf(ownZone, at) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Minutes east of Greenwich at that moment. */
function offsetOf(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(format.formatToParts(at).find((part) => part.type === type)?.value);
  const there = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return Math.round(there / 60_000 - Math.floor(at / 60_000));
}
