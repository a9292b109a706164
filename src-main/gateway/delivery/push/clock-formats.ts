import { clockFormat } from '../../../../src-shared/notify/quiet.ts';

/** Devices name their time zones, so there may be many spellings. */
const FORMATS_MAX = 200;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format is slow to make, so there is one for each time zone. */
export function clockFormatOf(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? clockFormat(timeZone);
  formats.set(timeZone, format);
  const [oldest] = formats.keys();
  if (formats.size > FORMATS_MAX && oldest !== undefined) formats.delete(oldest);
  return format;
}
