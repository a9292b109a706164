// Files over HTTP, with the agent's key. The key is sent only where no other can read it: over https, and to this computer while the
// connection stands that has proved that the home listens there.
import { FILE_NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { isLoopbackHost } from '../../../src-shared/loopback.ts';
import { Problem } from '../../../src-shared/http.ts';
import * as z from 'zod/mini';
import type { Account } from './account.ts';
import type { ChannelRuntime, MediaFact } from './host.ts';
import type { Heard } from './messages.ts';

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
export async function upload(door: FileDoor, roomId: string, { name, type, bytes }: OutgoingFile): Promise<string> {
  const named = encodeURIComponent(name.slice(-FILE_NAME_CHARS_MAX));
  const response = await ask(door, `/api/rooms/${encodeURIComponent(roomId)}/files?name=${named}`, {
    method: 'POST',
    headers: { 'content-type': type ?? 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return Uploaded.parse(await response.json()).id;
}

/** The files of a message, in OpenClaw's folder. One that cannot be fetched is named in `missing`, with the reason. */
export async function download(
  door: FileDoor,
  media: ChannelRuntime['media'],
  { attachments = [], message_id: messageId }: Heard,
): Promise<{ found: MediaFact[]; missing: string[] }> {
  const found: MediaFact[] = [];
  const missing: string[] = [];
  for (const { name, size, type, url } of attachments) {
    try {
      if (size > door.account.mediaMaxBytes) throw new Error(`It is larger than ${door.account.mediaMaxBytes} bytes.`);
      const bytes = Buffer.from(await (await ask(door, url, {})).arrayBuffer());
      const saved = await media.saveMediaBuffer(bytes, type, 'inbound', door.account.mediaMaxBytes, name);
      found.push({ path: saved.path, contentType: saved.contentType ?? type, fileName: name, messageId });
    } catch (error) {
      missing.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { found, missing };
}

async function ask({ account, isProven }: FileDoor, path: string, init: RequestInit): Promise<Response> {
  const { protocol, hostname } = new URL(account.url);
  const isSafe = protocol === 'https:' || (isLoopbackHost(hostname) && isProven());
  if (!isSafe) throw new Error('Files need https, or Lanai on this computer: over plain http the key could be read on its way.');
  const { url, token } = account;
  const headers = { ...init.headers, authorization: `Bearer ${token}` };
  const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'error' });
  if (response.ok) return response;
  const { data } = z.safeParse(Problem, await response.json().catch(() => null));
  throw new Error(data?.detail ?? `The server answered with ${response.status}.`);
}
