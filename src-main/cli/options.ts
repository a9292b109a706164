// Values of options that are checked while the command line is read: what is wrong with them is a mistake in usage.
import { InvalidArgumentError } from 'commander';

const SECONDS_MAX = 30 * 24 * 60 * 60;

export function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value > SECONDS_MAX) throw new InvalidArgumentError('It takes a number of seconds.');
  return value;
}

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** "90s", "15m", "12h", "7d" or "0", in milliseconds. */
export function duration(text: string): number {
  if (text === '0') return 0;
  const [, count = '', unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const unitMs = Object.entries(UNIT_MS).find(([name]) => name === unit)?.[1];
  if (unitMs === undefined) throw new InvalidArgumentError('It takes a time like 90s, 15m, 12h or 7d.');
  return Number(count) * unitMs;
}

/** "2026-12-02T09:00" by the clock of this computer, or with its own zone; in milliseconds. */
export function pointInTime(text: string): number {
  const time = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('It takes a time like 2026-12-02T09:00.');
  return time;
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}

export function percent(text: string): number {
  const value = wholeNumber(text);
  if (value > 100) throw new InvalidArgumentError('It takes a number from 0 to 100.');
  return value;
}

export function confidence(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('It takes a number from 0 to 1.');
  return value;
}

export function seqOrTip(text: string): number | 'tip' {
  return text === 'tip' ? text : wholeNumber(text);
}

export function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidArgumentError('It takes JSON.');
  }
}

export function jsonObject(text: string): Record<string, unknown> {
  const value = json(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidArgumentError('It takes a JSON object.');
  return { ...value };
}

/** An option that can be given several times; commas belong to the text. */
export function each(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}

/** An option that can be given several times, or once with commas. */
export function several(text: string, before: string[] | undefined): string[] {
  const parts = text.split(',').map((part) => part.trim());
  return [...(before ?? []), ...parts.filter((part) => part !== '')];
}
