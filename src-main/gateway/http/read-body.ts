// A JSON body, read from the socket itself and no larger than a frame may be.
import type * as z from 'zod/mini';
import { AppError } from '../../../src-shared/errors.ts';
import { parseJson } from '../../../src-shared/json-text.ts';
import { FRAME_BYTES_MAX } from '../../../src-shared/limits.ts';
import { parse } from '../domain/parse.ts';
import type { HttpContext } from './env.ts';

export interface Body {
  /** As it was sent. */
  text: string;
  json: unknown;
}

/** No body and an empty one are `{}`. Throws `unsupported_media_type`, `payload_too_large`, `invalid_payload`. */
export async function readBody(c: HttpContext): Promise<Body> {
  const { incoming } = c.env;
  const isAnnounced = incoming.headers['transfer-encoding'] !== undefined || Number(incoming.headers['content-length'] ?? 0) > 0;
  if (!isAnnounced) return { text: '', json: {} };
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/(?:[a-z0-9.-]+\+)?json\s*(?:;|$)/i.test(type) || !isUtf8(type)) throw new AppError('unsupported_media_type');
  if (incoming.headers['content-encoding'] !== undefined)
    throw new AppError('unsupported_media_type', 'Send the JSON as it is, without an encoding.');
  const text = await readText(incoming);
  return { text, json: text === '' ? {} : jsonOf(text) };
}

export async function readParsed<S extends z.ZodMiniType>(c: HttpContext, schema: S): Promise<z.infer<S>> {
  return parse(schema, (await readBody(c)).json);
}

async function readText(incoming: HttpContext['env']['incoming']): Promise<string> {
  const tooLarge = (): AppError => new AppError('payload_too_large', `A request has at most ${FRAME_BYTES_MAX} bytes.`);
  if (Number(incoming.headers['content-length'] ?? 0) > FRAME_BYTES_MAX) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Its chunks are typed as `any`; without an encoding set, they are Buffers.
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > FRAME_BYTES_MAX) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new AppError('invalid_payload', 'The body is not UTF-8.');
  }
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new AppError('invalid_payload', 'The body is not JSON.');
  }
}

/** JSON is UTF-8 (RFC 8259, 8.1); whoever says otherwise means something else. */
function isUtf8(contentType: string): boolean {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}
