/** RFC 3339 in UTC with milliseconds, as the ClawChat protocol writes times. */
export function stamp(time: number): string {
  return new Date(time).toISOString();
}
