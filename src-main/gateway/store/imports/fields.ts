// Reads values of an archive, which may be anything.

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Empty when it is no object. */
export function fieldsIn(fields: Fields, name: string): Fields {
  const value = own(fields, name);
  return isFields(value) ? value : {};
}

/** Empty when it is no list. */
export function listIn(fields: Fields, name: string): readonly unknown[] {
  const value: unknown = own(fields, name);
  return Array.isArray(value) ? value : [];
}

/** Empty when it is no text. */
export function textIn(fields: Fields, name: string): string {
  const value = own(fields, name);
  return typeof value === 'string' ? value : '';
}

/** A text, or a number as a text; empty for all else. */
export function idIn(fields: Fields, name: string): string {
  const value = own(fields, name);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : textIn(fields, name);
}

/** NaN when it is no number. */
export function numberOf(fields: Fields, name: string): number {
  const value = own(fields, name);
  return typeof value === 'number' ? value : Number.NaN;
}

export function isTrue(fields: Fields, name: string): boolean {
  return own(fields, name) === true;
}

export function textsIn(fields: Fields, name: string): string[] {
  return listIn(fields, name).filter((each) => typeof each === 'string');
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The first chat programs are younger. */
const FIRST_MS = Date.UTC(1990, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;

/** Null for a time at which the message cannot have been written. */
export function timeOf(ms: number, now: number): number | null {
  const whole = Math.floor(ms);
  return Number.isSafeInteger(whole) && whole >= FIRST_MS && whole <= now + DAY_MS ? whole : null;
}
