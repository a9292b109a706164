// Files over HTTP, with the agent's key. The key is sent only where no other can read it: over https, and to this computer while the
// connection stands that has proved that the home listens there.
import { FILE_NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { isLoopbackHost } from '../../../src-shared/loopback.ts';
import { Problem } from '../../../src-shared/http.ts';
import * as z from 'zod/mini';
import type { Account } from './account.ts';
import type { ChannelRuntime, MediaFact } from './host.ts';
import type { Heard } from './messages.ts';

const FILE_LIMIT_MS = 5 * 60_000;
const Uploaded = z.object({ id: z.string() });

export interface FileDoor {
  readonly account: Account;
  /** Whether the home has proved itself. */
  isProven(): boolean;
}

export interface OutgoingFile {
  name: string;
  type: string | undefined;
  bytes: Uint8Array;
}

/** Resolves with the id for `file_ids`. */
export async function upload(door: FileDoor, roomId: string, { name, type, bytes }: OutgoingFile, signal?: AbortSignal): Promise<string> {
  const named = encodeURIComponent(name.slice(-FILE_NAME_CHARS_MAX));
  const response = await ask(door, `/api/rooms/${encodeURIComponent(roomId)}/files?name=${named}`, {
    method: 'POST',
    headers: { 'content-type': type ?? 'application/octet-stream' },
    body: new Uint8Array(bytes),
    signal: limited(signal),
  });
  return Uploaded.parse(await response.json()).id;
}

/** The files of a message, in OpenClaw's folder. One that cannot be fetched is named in `missing`, with the reason. */
export async function download(
  door: FileDoor,
  media: ChannelRuntime['media'],
  { attachments = [], message_id: messageId }: Heard,
  signal: AbortSignal,
): Promise<{ found: MediaFact[]; missing: string[] }> {
  const found: MediaFact[] = [];
  const missing: string[] = [];
  for (const { name, size, type, url } of attachments) {
    try {
      const { mediaMaxBytes } = door.account;
      if (size > mediaMaxBytes) throw tooLarge(mediaMaxBytes);
      const bytes = await readUpTo(await ask(door, url, { signal: limited(signal) }), mediaMaxBytes);
      const saved = await media.saveMediaBuffer(bytes, type, 'inbound', mediaMaxBytes, name);
      found.push({ path: saved.path, contentType: saved.contentType ?? type, fileName: name, messageId });
    } catch (error) {
      missing.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { found, missing };
}

/** The size that a server gives proves nothing. An error in the loop ends the transfer. */
async function readUpTo({ body }: Response, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = body ?? [];
  for await (const chunk of parts) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(bytesMax: number): Error {
  return new Error(`It is larger than ${bytesMax} bytes.`);
}

function limited(signal?: AbortSignal): AbortSignal {
  const limit = AbortSignal.timeout(FILE_LIMIT_MS);
  return signal ? AbortSignal.any([signal, limit]) : limit;
}

async function ask({ account, isProven }: FileDoor, path: string, init: RequestInit): Promise<Response> {
  const { protocol, hostname, origin } = new URL(account.url);
  const isSafe = protocol === 'https:' || (isLoopbackHost(hostname) && isProven());
  if (!isSafe) throw new Error('Files need https, or Lanai on this computer: over plain http the key could be read on its way.');
  const { url, token } = account;
  const target = new URL(path, url);
  if (target.origin !== origin) throw new Error('Its address is not that of the home.');
  const headers = { ...init.headers, authorization: `Bearer ${token}` };
  const response = await fetch(target, { ...init, headers, redirect: 'error' });
  if (response.ok) return response;
  const { data } = z.safeParse(Problem, await response.json().catch(() => null));
  throw new Error(data?.detail ?? `The server answered with ${response.status}.`);
}
