// A request of the REST API: its fields, from a form, from JSON or from the address.
import { Refusal } from './problem.ts';

/** A message of the largest size, each of its bytes escaped as three in a form. */
const BODY_BYTES_MAX = 1024 * 1024;
/** As their server has it. */
export const ATTACHMENT_BYTES_MAX = 50 * 1024 * 1024;

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  /** The client's address, as the listener knows it. */
  readonly address: string | undefined;
  /** Parts of the path. */
  readonly params: readonly string[];
  /** The text of a field; empty where it has none. */
  field(name: string): string;
  /** A file of a form; null where it has none. */
  file(name: string): File | null;
}

export interface Reading {
  address: string | undefined;
  params: readonly string[];
  takesFile: boolean;
}

/** Throws 400 for a body that cannot be read, and 413 for one that is too long. */
export async function readAsked(request: Request, { address, params, takesFile }: Reading): Promise<Asked> {
  const url = new URL(request.url);
  const fields = new Map<string, unknown>(url.searchParams);
  for (const [name, value] of await bodyFields(request, BODY_BYTES_MAX + (takesFile ? ATTACHMENT_BYTES_MAX : 0))) fields.set(name, value);
  return {
    method: request.method,
    path: url.pathname,
    headers: request.headers,
    ...{ address, params },
    field(name) {
      const value = fields.get(name);
      if (typeof value === 'string') return value;
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
    },
    file(name) {
      const value = fields.get(name);
      return value instanceof File ? value : null;
    },
  };
}

/** The Android app posts JSON where their server reads forms only. */
async function bodyFields(request: Request, bytesMax: number): Promise<Iterable<[string, unknown]>> {
  if (request.body === null || request.method === 'GET' || request.method === 'HEAD') return [];
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  const bytes = await readBytes(request.body, bytesMax);
  if (bytes.length === 0) return [];
  try {
    if (type.startsWith('application/json')) return fieldsOfJson(JSON.parse(utf8(bytes)));
    if (type.startsWith('multipart/form-data')) return await fieldsOfForm(bytes, request.headers.get('content-type') ?? '');
    return new URLSearchParams(utf8(bytes));
  } catch (error) {
    throw new Refusal(400, 'invalid request body', { cause: error });
  }
}

async function readBytes(body: ReadableStream<Uint8Array>, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > bytesMax) throw new Refusal(413, 'request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function fieldsOfJson(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('The body is no object.');
  return Object.entries(value);
}

async function fieldsOfForm(bytes: Uint8Array, type: string): Promise<[string, unknown][]> {
  const form = await new Response(Buffer.from(bytes), { headers: { 'content-type': type } }).formData();
  return [...form.entries()];
}
