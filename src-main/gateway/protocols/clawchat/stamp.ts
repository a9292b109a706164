let last = { time: Number.NaN, text: '' };

/** RFC 3339 in UTC with milliseconds, as the protocol writes times. Messages of a burst share their millisecond. */
export function stamp(time: number): string {
  if (time !== last.time) last = { time, text: new Date(time).toISOString() };
  return last.text;
}
