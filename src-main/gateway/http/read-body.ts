// A JSON body, read from the socket itself and no larger than it may be.
import { AppError } from '../../../src-shared/errors.ts';
import { parseExactJson } from '../../../src-shared/json-text.ts';
import { FRAME_BYTES_MAX, STRANGER_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { HttpContext } from './env.ts';

export interface Body {
  /** As it was sent. */
  text: string;
  json: unknown;
}

export const NO_BODY: Body = { text: '', json: {} };

/** No body and an empty one are `{}`. Throws `unsupported_media_type`, `payload_too_large`, `invalid_payload`. */
export async function readBody(c: HttpContext, bytesMax = FRAME_BYTES_MAX): Promise<Body> {
  const { incoming } = c.env;
  const isAnnounced = incoming.headers['transfer-encoding'] !== undefined || Number(incoming.headers['content-length'] ?? 0) > 0;
  if (!isAnnounced) return NO_BODY;
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/(?:[a-z0-9.-]+\+)?json\s*(?:;|$)/i.test(type) || !isUtf8(type)) throw new AppError('unsupported_media_type');
  if (incoming.headers['content-encoding'] !== undefined)
    throw new AppError('unsupported_media_type', 'Send the JSON as it is, without an encoding.');
  const text = await readText(incoming, bytesMax);
  return { text, json: text === '' ? {} : jsonOf(text) };
}

/** The most bytes that can come: the announced length, or the maximum without one. */
export function bodyBytesAtMost({ env: { incoming } }: HttpContext): number {
  const announced = Number(incoming.headers['content-length'] ?? 0);
  return incoming.headers['transfer-encoding'] !== undefined ? FRAME_BYTES_MAX : Math.min(announced, FRAME_BYTES_MAX);
}

/** On a route that asks for no session and no key. */
export function readStrangersBody(c: HttpContext): Promise<Body> {
  return readBody(c, STRANGER_BYTES_MAX);
}

/** A body of any type of text, as UTF-8. Throws as `readBody` does. */
export function readTextBody(c: HttpContext, bytesMax: number): Promise<string> {
  const { incoming } = c.env;
  if (incoming.headers['content-encoding'] !== undefined)
    throw new AppError('unsupported_media_type', 'Send the body as it is, without an encoding.');
  return readText(incoming, bytesMax);
}

async function readText(incoming: HttpContext['env']['incoming'], bytesMax: number): Promise<string> {
  const tooLarge = (): AppError => new AppError('payload_too_large', `The body of this request may have at most ${bytesMax} bytes.`);
  if (Number(incoming.headers['content-length'] ?? 0) > bytesMax) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(incoming)) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new AppError('invalid_payload', 'The body is not UTF-8.');
  }
}

/** A connection that ends before its body does is no fault of the home, and is not logged as one. */
async function* chunksOf(incoming: HttpContext['env']['incoming']): AsyncGenerator<Buffer> {
  try {
    // Its chunks are typed as `any`; without an encoding set, they are Buffers.
    for await (const chunk of incoming as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw new AppError('invalid_payload', 'The connection ended before the body was complete.', { cause: error });
  }
}

function jsonOf(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    throw new AppError('invalid_payload', 'The body is not JSON.');
  }
}

/** JSON is UTF-8 (RFC 8259, 8.1). Another declared charset is refused. */
function isUtf8(contentType: string): boolean {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}
