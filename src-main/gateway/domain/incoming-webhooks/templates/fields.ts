// The body of a request, as an object: JSON, a form, or plain text.
import { AppError } from '../../../../../src-shared/errors.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Throws `unsupported_media_type` and `invalid_payload`. */
export function fieldsOf({ contentType, text }: { contentType: string; text: string }): Fields {
  const [type = ''] = contentType.split(';', 1);
  const name = type.trim().toLowerCase();
  if (/^application\/(?:[a-z0-9.-]+\+)?json$/.test(name)) return objectIn(text);
  if (name === 'application/x-www-form-urlencoded') return formOf(text);
  if (name === 'text/plain') return { text };
  throw new AppError('unsupported_media_type', 'Send JSON, a form (application/x-www-form-urlencoded) or plain text.');
}

/** GitHub and Slack put their JSON into the field `payload`. */
function formOf(text: string): Fields {
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : objectIn(payload);
}

function objectIn(text: string): Fields {
  const value = parsed(text);
  if (typeof value === 'string') return { text: value };
  if (!isFields(value)) throw new AppError('invalid_payload', 'The JSON must be an object.');
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('invalid_payload', 'The body is not JSON.');
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a field, or undefined. A number counts as text. */
export function textIn(fields: Fields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

/** The object in a field; an empty one where it is none. */
export function objectOf(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isFields(value) ? value : {};
}

/** The objects of a list in a field. */
export function listOf(fields: Fields, name: string): Fields[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter(isFields) : [];
}
